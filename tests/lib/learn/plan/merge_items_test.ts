import assert from "node:assert/strict";
import fc from "fast-check";
import { ACTIONS, PRIORITIES } from "../../../../lib/learn/plan/learn_plan.ts";
import { mergeItems } from "../../../../lib/learn/plan/merge_items.ts";
import { anItem } from "./a_plan.ts";

Deno.test("items of one document that mean the same become one with all that they say", () => {
  const other = {
    kind: "session",
    source: "another",
    ref: "L3",
    quote: "deno task generate",
  } as const;
  const { items, records } = mergeItems([
    anItem({ priority: "LOW" }),
    anItem({ title: "Something else entirely", location: "docs/testing.md", draftContent: "Other words." }),
    anItem({
      title: "Generating the tide table before tests",
      location: "./docs/testing.md",
      action: "CREATE",
      rationale: "A second session failed too.",
      draftContent: "Generate first.",
      readWhen: ["testing"],
      citations: [other, ...anItem().citations],
    }),
    anItem({ location: "docs/elsewhere.md" }),
    anItem({ action: "DELETE_STALE" }),
  ]);
  assert.deepEqual(records.map(({ outcome, into }) => [outcome, into]), [
    ["kept", 0],
    ["kept", 1],
    ["merged", 0],
    ["kept", 2],
    ["kept", 3],
  ]);
  assert.deepEqual(items[0], {
    ...anItem(),
    priority: "HIGH",
    rationale: `${anItem().rationale} A second session failed too.`,
    draftContent: `${anItem().draftContent}\n\nGenerate first.`,
    readWhen: ["testing"],
    citations: [...anItem().citations, other],
  });
});

Deno.test("what one creates and another updates is updated, whichever comes first", () => {
  for (const actions of [["CREATE", "UPDATE"], ["UPDATE", "CREATE"], ["UPDATE", "UPDATE"]] as const) {
    const { items, records } = mergeItems(actions.map((action) => anItem({ action })));
    assert.deepEqual(items, [anItem({ action: "UPDATE" })]);
    assert.deepEqual(records.map(({ title, reason }) => [title, reason.split(",")[0]]), [
      [anItem().title, "no other says the same"],
      [anItem().title, "same document"],
    ]);
  }
  const { items: [created] } = mergeItems([anItem({ action: "CREATE" }), anItem({ action: "CREATE" })]);
  assert.equal(created?.action, "CREATE");
});

Deno.test("names decide where words are the same", () => {
  const count = (...titles: string[]) =>
    mergeItems(titles.map((title, index) => anItem({ title, draftContent: `Draft ${"abcdefgh"[index]}` })))
      .items.length;
  const cases: readonly [number, string, string][] = [
    [2, "New environment variable `A_LIMIT`", "New environment variable `B_LIMIT`"],
    [1, "New environment variable `A_LIMIT`", "New environment variables: `A_LIMIT`"],
    [2, "Never call fetchAll()", "Never call fetchOne()"],
    [2, "Edit src/a.ts with care", "Edit src/b.ts with care"],
    [1, "The tests need a generated table", "Tests need the generated table"],
    [2, "Use tabs in scripts", "Name branches after plans"],
    [1, "日本語のメモ", "日本語のメモ"],
    [2, "", "!"],
  ];
  for (const [expected, a, b] of cases) assert.equal(count(a, b), expected, `${a} / ${b}`);
});

Deno.test("items that may say opposite things stay apart, and each names the other", () => {
  const draft = (draftContent: string) => anItem({ title: "Retry helper", draftContent });
  const { items, records } = mergeItems([
    draft("Uploads are sent with the retry helper of `src/retry.ts`, never with `fetch` directly."),
    draft("Never use the retry helper for uploads; call fetch directly."),
    draft("Use the retry helper for uploads."),
    draft("For uploads call fetch directly: the retry helper is not to be used."),
  ]);
  assert.deepEqual(records.map(({ outcome, into, against }) => [outcome, into, against]), [
    ["kept", 0, undefined],
    ["kept", 1, 0],
    ["merged", 0, undefined],
    ["merged", 1, 0],
  ]);
  assert.equal(items.length, 2);
  assert.match(items[1]?.draftContent ?? "", /call fetch directly\.\n\nFor uploads call fetch/);
});

Deno.test("merging loses no item, citation or text", () => {
  const word = fc.constantFrom("retry", "upload", "limit", "tabs", "branch");
  const item = fc.record({
    title: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" ")),
    location: fc.constantFrom("docs/a.md", "docs/b.md"),
    action: fc.constantFrom(...ACTIONS),
    priority: fc.constantFrom(...PRIORITIES),
    draftContent: word,
    rationale: word,
    quote: word,
  });
  fc.assert(fc.property(fc.array(item, { maxLength: 12 }), (list) => {
    const given = list.map(({ quote, ...rest }) =>
      anItem({ ...rest, citations: [{ kind: "session", source: "s", ref: "L1", quote }] })
    );
    const { items, records } = mergeItems(given);
    assert.equal(records.length, given.length);
    assert.equal(items.length, records.filter(({ outcome }) => outcome === "kept").length);
    for (const [index, { into }] of records.entries()) {
      const original = given[index];
      const merged = items[into ?? -1];
      assert.ok(original && merged);
      assert.equal(merged.location, original.location);
      assert.ok(merged.draftContent.includes(original.draftContent));
      assert.ok(merged.rationale.includes(original.rationale));
      assert.ok(PRIORITIES.indexOf(merged.priority) <= PRIORITIES.indexOf(original.priority));
      for (const { quote } of original.citations) {
        assert.ok(merged.citations.some((citation) => citation.quote === quote));
      }
    }
  }));
});
