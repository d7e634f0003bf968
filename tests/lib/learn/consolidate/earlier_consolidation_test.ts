import assert from "node:assert/strict";
import type { ListedIssue } from "../../../../lib/github/plan/issue_writes.ts";
import { renderMarker } from "../../../../lib/github/plan/own_marker.ts";
import {
  chooseAmongOpen,
  chooseNamed,
  consolidationsAmong,
} from "../../../../lib/learn/consolidate/earlier_consolidation.ts";

function listed(number: number, sources: number[], changes: Partial<ListedIssue> = {}): ListedIssue {
  return {
    number,
    title: "",
    body: `Words.\n${renderMarker("consolidated", { sources, parents: [1] })}`,
    htmlUrl: `https://github.com/acme/widgets/issues/${number}`,
    labels: ["erk-plan", "erk-learn"],
    isOpen: true,
    author: "github-actions[bot]",
    ...changes,
  };
}

Deno.test("consolidations are known by their mark, with our labels or in our name", () => {
  const found = consolidationsAmong([
    listed(110, [101, 102]),
    listed(104, [101, 102]),
    listed(110, [101, 102]),
    listed(111, [101, 102], { labels: ["erk-learn"], author: "mallory" }),
    listed(112, [101, 102], { labels: [], author: "ada" }),
    listed(113, [101, 113]),
    listed(114, [], { body: "no mark" }),
  ], "ada");
  assert.deepEqual(found.map(({ number }) => number), [104, 110, 112]);
});

Deno.test("what is open is consolidated, unless an unfinished consolidation comes first", () => {
  const consolidations = consolidationsAmong([listed(104, [101, 103]), listed(90, [80, 81])], "ada");
  assert.deepEqual(chooseAmongOpen([105, 104], consolidations), { sources: [104, 105], earlier: undefined });
  const { sources, earlier } = chooseAmongOpen([105, 104, 103], consolidations);
  assert.deepEqual([sources, earlier?.number], [[101, 103], 104]);
  const closed = consolidationsAmong([listed(104, [101, 103], { isOpen: false })], "ada");
  assert.deepEqual(chooseAmongOpen([103, 106], closed).sources, [103, 106]);
});

Deno.test("named plans are those of a consolidation that holds them, or stand for themselves", () => {
  const consolidations = consolidationsAmong([listed(104, [103, 101])], "ada");
  for (const named of [[101, 103], [103], [103, 104]]) {
    const { sources, earlier } = chooseNamed(named, consolidations);
    assert.deepEqual([sources, earlier?.number], [[101, 103], 104]);
  }
  assert.deepEqual(chooseNamed([106, 104, 106], consolidations), { sources: [104, 106], earlier: undefined });
  assert.throws(
    () => chooseNamed([101, 106], consolidations),
    /#101 is part of \S+\/104 already: consolidate #101 and #103 first, then #104 with the others/,
  );
});
