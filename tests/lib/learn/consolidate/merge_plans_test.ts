import assert from "node:assert/strict";
import fc from "fast-check";
import {
  ENTRY_KINDS,
  type EntryKind,
  mergePlans,
  nameOf,
} from "../../../../lib/learn/consolidate/merge_plans.ts";
import { renderConsolidated } from "../../../../lib/learn/consolidate/render_consolidated.ts";
import type { SourceLearnPlan } from "../../../../lib/learn/consolidate/source_learn_plan.ts";
import { collectCitations, placeKey } from "../../../../lib/learn/plan/citation_lists.ts";
import { ACTIONS, type LearnPlan, PRIORITIES } from "../../../../lib/learn/plan/learn_plan.ts";
import { A_PLAN, anItem } from "../plan/a_plan.ts";

function aSource(number: number, changes: Partial<SourceLearnPlan> = {}): SourceLearnPlan {
  return {
    number,
    url: `https://github.com/acme/widgets/issues/${number}`,
    isOpen: true,
    plan: A_PLAN,
    from: "data",
    parents: [number - 60],
    sourceRepository: undefined,
    gistUrl: undefined,
    candidates: [],
    removed: [],
    foreign: [],
    gaps: [],
    warnings: [],
    ...changes,
  };
}

function withItems(items: LearnPlan["items"]): LearnPlan {
  return { ...A_PLAN, items };
}

const word = fc.constantFrom("retry", "upload", "limit", "tabs", "branch", "token");
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map((list) => list.join(" "));
const path = fc.constantFrom("docs/a.md", "./docs/A.md", "docs/b.md");
const citations = fc.array(
  fc.record({
    kind: fc.constantFrom("session" as const, "diff" as const),
    source: word,
    ref: fc.constantFrom("L1", "L2"),
    quote: words,
  }),
  { maxLength: 2 },
);
const flag = fc.boolean();
const plan: fc.Arbitrary<LearnPlan> = fc.record({
  title: words,
  context: words,
  items: fc.array(
    fc.record({
      title: words,
      location: path,
      action: fc.constantFrom(...ACTIONS),
      priority: fc.constantFrom(...PRIORITIES),
      sourceAttribution: words,
      rationale: words,
      draftContent: words,
      readWhen: fc.array(word, { maxLength: 2 }),
      citations,
    }),
    { maxLength: 5 },
  ),
  contradictions: fc.array(fc.record({ summary: words, documentPath: path, resolution: words, citations }), {
    maxLength: 3,
  }),
  staleDocuments: fc.array(
    fc.record({
      path,
      reason: words,
      action: fc.constantFrom("UPDATE_REFERENCES" as const, "DELETE_STALE" as const),
      citations,
    }),
    { maxLength: 3 },
  ),
  preventionInsights: fc.array(
    fc.record({ problem: words, rootCause: words, prevention: words, citations }),
    { maxLength: 3 },
  ),
  tripwires: fc.array(
    fc.record({
      title: words,
      action: words,
      warning: words,
      targetDocPath: path,
      criteria: fc.record({
        nonObvious: flag,
        crossCutting: flag,
        destructive: flag,
        silent: flag,
        repeated: flag,
        externalQuirk: flag,
      }),
      citations,
    }),
    { maxLength: 3 },
  ),
});
const source = fc.record({
  plan,
  candidates: fc.array(fc.record({ action: words, warning: words, target_doc_path: path }), { maxLength: 3 }),
});

Deno.test("no entry, text or citation of any plan is lost, and each entry has its place in the account", () => {
  fc.assert(
    fc.property(fc.array(source, { minLength: 2, maxLength: 4 }), (given) => {
      const sources = given.map((each, index) => aSource(101 + index, each));
      const { plan: merged, candidates, records } = mergePlans(sources);
      const lists = { ...merged, candidates };
      const total = sources.reduce(
        (sum, { plan, candidates }) =>
          sum + plan.items.length + plan.contradictions.length + plan.staleDocuments.length +
          plan.preventionInsights.length + plan.tripwires.length + candidates.length,
        0,
      );
      assert.equal(records.length, total);
      assert.ok(records.every(({ outcome }) => outcome !== "dropped"));

      const place = (citation: Parameters<typeof placeKey>[0]) => placeKey(citation) + citation.quote;
      const cited = new Set(collectCitations(merged).map(place));
      for (const { plan } of sources) {
        for (const citation of collectCitations(plan)) assert.ok(cited.has(place(citation)));
      }

      const entriesOf = (
        kind: EntryKind,
        each: typeof lists,
      ): readonly Readonly<Record<string, unknown>>[] => ({
        "item": each.items,
        "contradiction": each.contradictions,
        "stale document": each.staleDocuments,
        "prevention insight": each.preventionInsights,
        "tripwire": each.tripwires,
        "tripwire candidate": each.candidates.map((candidate) => ({ ...candidate })),
      }[kind]);
      for (const kind of ENTRY_KINDS) {
        const own = records.filter((record) => record.kind === kind);
        const originals = sources.flatMap(({ plan, candidates }) => entriesOf(kind, { ...plan, candidates }));
        assert.equal(own.length, originals.length);
        const kept = own.filter(({ outcome }) => outcome === "kept").length;
        assert.equal(kept, entriesOf(kind, lists).length);
        for (const [index, { into }] of own.entries()) {
          const text = JSON.stringify(entriesOf(kind, lists)[into ?? -1]);
          const original = originals[index] ?? {};
          for (
            const field of ["rationale", "draftContent", "warning", "resolution", "reason", "prevention"]
          ) {
            const value = original[field];
            if (typeof value === "string") assert.ok(text.includes(value), `${kind} lost ${field}: ${value}`);
          }
        }
      }
      // Rendering names every place.
      const markdown = renderConsolidated({ plan: merged, candidates, records }, sources);
      assert.doesNotMatch(markdown, /undefined/);
      assert.equal(
        (markdown.match(/^\| #10\d \| (?:item|contradiction|stale|prevention|tripwire)/gm) ?? []).length,
        total,
      );
    }),
    { numRuns: 60 },
  );
});

Deno.test("opposites stay apart in each list, and items and tripwires that do are contradictions to resolve, said once", () => {
  const use = "Use the retry helper.";
  const never = "Never use the retry helper; call fetch directly.";
  const source = (number: number, says: string) =>
    aSource(number, {
      plan: {
        ...A_PLAN,
        items: [anItem({ title: "Retry helper", location: "docs/uploads.md", draftContent: says })],
        contradictions: [],
        staleDocuments: [],
        preventionInsights: [{ problem: "Uploads failed", rootCause: "", prevention: says, citations: [] }],
        tripwires: A_PLAN.tripwires.slice(0, 1).map((tripwire) => ({ ...tripwire, warning: says })),
      },
      candidates: [{ action: "uploading", warning: says, target_doc_path: "docs/uploads.md" }],
    });
  const sources = [source(101, use), source(102, never)];
  const { plan: merged, candidates, records } = mergePlans(sources);
  assert.deepEqual(merged.items.map(({ draftContent }) => draftContent), [use, never]);
  assert.deepEqual(merged.preventionInsights.map(({ prevention }) => prevention), [use, never]);
  assert.deepEqual(merged.tripwires.map(({ warning }) => warning), [use, never]);
  assert.deepEqual(candidates.map(({ warning }) => warning), [use, never]);
  assert.deepEqual(
    records.filter(({ source }) => source === 102).map(({ outcome, reason }) => [outcome, reason]),
    Array(4).fill(["kept", "one of #101 speaks of the same, but may say the opposite"]),
  );
  const tripwire = A_PLAN.tripwires[0]?.title;
  assert.deepEqual(merged.contradictions, [{
    summary: 'The items "Retry helper" and "Retry helper" may say opposite things',
    documentPath: "docs/uploads.md",
    resolution: "Compare the two items, keep what holds, and remove the other.",
    citations: anItem().citations,
  }, {
    summary: `The tripwires "${tripwire}" and "${tripwire}" may say opposite things`,
    documentPath: A_PLAN.tripwires[0]?.targetDocPath,
    resolution: "Compare the two warnings, keep what holds, and remove the other.",
    citations: A_PLAN.tripwires[0]?.citations,
  }]);
  assert.match(
    renderConsolidated({ plan: merged, candidates, records }, sources),
    /Contradictions to resolve \| 2 /,
  );

  const again = mergePlans([aSource(103, { plan: merged }), source(104, never)]).plan;
  assert.equal(again.items.length, 2);
  assert.equal(again.contradictions.length, 2);
});

Deno.test("a document is created once, by the first item as the plan is read; if one plan knew of it, by none", () => {
  const create = (title: string, priority: "HIGH" | "LOW", readWhen: string[]) =>
    anItem({ title, action: "CREATE", location: "docs/new.md", priority, readWhen, draftContent: title });
  const update = anItem({ title: "Third thing", location: "docs/new.md", draftContent: "Third" });
  const actionsOf = (...plans: LearnPlan["items"][]) =>
    mergePlans(plans.map((items, index) => aSource(101 + index, { plan: withItems(items) }))).plan.items
      .map(({ title, action, readWhen }) => [title, action, ...readWhen]);
  assert.deepEqual(
    actionsOf([create("First thing", "LOW", ["a"])], [create("Second matter", "HIGH", ["b"]), update]),
    [["First thing", "UPDATE", "a"], ["Second matter", "CREATE", "b", "a"], ["Third thing", "UPDATE"]],
  );
  assert.deepEqual(
    actionsOf([create("First thing", "LOW", ["a"])], [update]).map(([, action]) => action),
    ["UPDATE", "UPDATE"],
  );
});

Deno.test("warnings of one action are joined while a reader of tripwires takes them, and what has no room is dropped", () => {
  const candidate = (warning: string, action = "calling upload()") => ({
    action,
    warning,
    target_doc_path: "docs/upload.md",
  });
  const joined = mergePlans([
    aSource(101, { candidates: [candidate("First.")] }),
    aSource(102, { candidates: [candidate("Second."), candidate("x".repeat(1_990))] }),
  ]);
  assert.deepEqual(joined.candidates.map(({ warning }) => warning), ["First. Second.", "x".repeat(1_990)]);
  const many = Array.from(
    { length: 60 },
    (_, index) => candidate("y".repeat(1_900), `calling call_${index}()`),
  );
  const { candidates, records } = mergePlans([aSource(101, { candidates: many }), aSource(102)]);
  const dropped = records.filter(({ outcome }) => outcome === "dropped");
  assert.ok(dropped.length > 0);
  assert.equal(candidates.length + dropped.length, many.length);
  assert.equal(dropped[0]?.reason, "the tripwire comment has no room for it");
});

Deno.test("titles name as many plans as there is room for", () => {
  const titled = (number: number, title: string) => aSource(number, { plan: { ...A_PLAN, title } });
  const titleOf = (...titles: string[]) =>
    mergePlans(titles.map((title, index) => titled(101 + index, title))).plan.title;
  assert.equal(
    titleOf("Documentation Plan: One", "Consolidated Documentation Plan: Two; Three", "Documentation Plan"),
    "Consolidated Documentation Plan: One; Two; Three; #103",
  );
  const long = "A name that is rather long, and goes on and on until there is hardly any room for others";
  assert.equal(titleOf(long, `${long}!`, "Third"), `Consolidated Documentation Plan: ${long}; and 2 more`);
  assert.equal(titleOf("Documentation Plan: One", "One", "Two"), "Consolidated Documentation Plan: One; Two");
  assert.equal(nameOf(titled(7, "Own name")), "Own name");
});

Deno.test("a plan with many items of one document, joined with itself, is that plan", () => {
  const items = Array.from(
    { length: 300 },
    (_, index) =>
      anItem({ title: `Topic ${index} of part${index}`, draftContent: `Draft ${index}`, citations: [] }),
  );
  const { plan } = mergePlans([
    aSource(101, { plan: withItems(items) }),
    aSource(102, { plan: withItems(items) }),
  ]);
  assert.equal(plan.items.length, 300);
});
