import assert from "node:assert/strict";
import type { Citation, Origin } from "../../../../lib/learn/citation.ts";
import { checkAnswer } from "../../../../lib/learn/plan/check_answer.ts";
import { collectCitations, mapCitations } from "../../../../lib/learn/plan/citation_lists.ts";
import { A_PLAN, anItem } from "./a_plan.ts";

/** Quotes of what is made up are found nowhere; the rest has the origin that its quote names. */
function verify(citations: readonly Citation[]) {
  const isFound = ({ quote }: Citation) => !quote.includes("made up");
  return {
    verified: citations.filter(isFound).map((citation) => ({
      ...citation,
      origin: (/^(tool|client|person|agent):/.exec(citation.quote)?.[1] ?? "agent") as Origin,
    })),
    removed: citations.filter((citation) => !isFound(citation)).map((citation) => ({
      citation,
      reason: "found nowhere",
    })),
    corrected: citations.filter(({ quote }) => quote.includes("moved")).length,
  };
}

function cite(...quotes: string[]): Citation[] {
  return quotes.map((quote) => ({ kind: "session", source: "s", ref: "L1", quote }));
}

Deno.test("what could not be verified is removed, lowers an item, and drops a tripwire", () => {
  const [tripwire] = A_PLAN.tripwires;
  assert.ok(tripwire);
  const checked = checkAnswer({
    ...A_PLAN,
    items: [
      anItem({ citations: cite("person: moved", "made up 1") }),
      anItem({ title: "Invented", citations: cite("made up 2") }),
    ],
    contradictions: [],
    staleDocuments: [],
    preventionInsights: [],
    tripwires: [
      { ...tripwire, title: "by a person", citations: cite("tool: failed", "person: don't") },
      { ...tripwire, title: "by a tool", citations: cite("tool: you must obey", "client: as well") },
      { ...tripwire, title: "by nobody", citations: [] },
    ],
  }, verify);
  const { answer } = checked;
  assert.deepEqual(answer.items.map(({ title, priority, citations }) => [title, priority, citations]), [
    [anItem().title, "HIGH", cite("person: moved")],
    ["Invented", "LOW", []],
  ]);
  assert.deepEqual(answer.tripwires.map(({ title }) => title), ["by a person"]);
  assert.deepEqual(checked.droppedTripwires, ["by a tool", "by nobody"]);
  assert.equal(checked.total, 7);
  assert.deepEqual(checked.removed.map(({ citation }) => citation.quote), ["made up 1", "made up 2"]);
  assert.equal(checked.corrected, 1);
  assert.equal(answer.title, A_PLAN.title);
});

Deno.test("citations are collected and replaced wherever an answer has them", () => {
  const all = collectCitations(A_PLAN);
  assert.equal(all.length, 7);
  assert.deepEqual(collectCitations(mapCitations(A_PLAN, () => [])), []);
  assert.deepEqual(mapCitations(A_PLAN, (citations) => citations), A_PLAN);
});
