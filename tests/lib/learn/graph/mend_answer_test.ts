import assert from "node:assert/strict";
import { z } from "zod";
import { mendAnswer } from "../../../../lib/learn/graph/mend_answer.ts";
import { learnPlanSchema } from "../../../../lib/learn/plan/learn_plan.ts";
import { GOOD_ANSWERS } from "../../../support/learn_scenario.ts";

const GOOD = learnPlanSchema.parse(GOOD_ANSWERS["plan-synthesizer"]);
const [ITEM] = GOOD.items;
const [CITATION] = ITEM?.citations ?? [];

/** The plan with a third item that has these fields, mended. */
function withItem(fields: Readonly<Record<string, unknown>>) {
  const mended = mendAnswer(learnPlanSchema, {
    ...GOOD,
    items: [...GOOD.items, { ...ITEM, title: "third", ...fields }],
  });
  assert.ok(mended.ok);
  assert.deepEqual(mended.answer.items.slice(0, GOOD.items.length), GOOD.items);
  return { item: mended.answer.items[GOOD.items.length], leftOut: mended.leftOut };
}

Deno.test("what can be meant in one way only is put right", () => {
  const cases: readonly (readonly [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>])[] =
    [
      [{ action: "create" }, { action: "CREATE" }],
      [{ action: "Update references" }, { action: "UPDATE_REFERENCES" }],
      [{ priority: "high" }, { priority: "HIGH" }],
      [{ priority: "CRITICAL" }, { priority: "MEDIUM" }],
      [{ rationale: null }, { rationale: "" }],
      [{ readWhen: undefined }, { readWhen: [] }],
      [{ readWhen: "uploading" }, { readWhen: ["uploading"] }],
      [{ citations: null }, { citations: [] }],
      [{ citations: [{ ...CITATION, kind: "Session", ref: 4 }] }, {
        citations: [{ ...CITATION, kind: "session", ref: "4" }],
      }],
    ];
  for (const [fields, expected] of cases) {
    const { item, leftOut } = withItem(fields);
    assert.deepEqual([item, leftOut], [{ ...ITEM, title: "third", ...expected }, 0]);
  }
});

Deno.test("of what can't be read the smallest entry is left out, and counted", () => {
  const bad = [{ ...CITATION, quote: "" }, { ...CITATION, kind: "web" }, null, "L4"];
  const { item, leftOut } = withItem({ citations: [CITATION, ...bad] });
  assert.deepEqual([item?.citations, leftOut], [[CITATION], 4]);
  for (const fields of [{ location: "" }, { location: null }, { action: "INVENT" }, { title: {} }]) {
    assert.deepEqual(withItem(fields), { item: undefined, leftOut: 1 });
  }
  const mended = mendAnswer(learnPlanSchema, {
    ...GOOD,
    context: null,
    preventionInsights: undefined,
    items: [null, ...GOOD.items],
    tripwires: [{ ...GOOD.tripwires[0], criteria: { nonObvious: "true" } }],
  });
  assert.ok(mended.ok);
  assert.deepEqual([mended.leftOut, mended.answer.context, mended.answer.preventionInsights], [1, "", []]);
  assert.deepEqual(mended.answer.tripwires.map(({ criteria }) => criteria.nonObvious), [true]);
});

Deno.test("an answer of which nothing is left, or that is another thing, is not mended", () => {
  const words = z.object({ words: z.array(z.string()), note: z.string() });
  for (
    const value of [{}, { wrong: true }, null, "text", [], { words: [{}], note: "" }, {
      words: "none",
      note: "",
    }]
  ) {
    assert.equal(mendAnswer(words, value).ok, false, JSON.stringify(value));
  }
  for (
    const value of [{ ...GOOD, title: "" }, { ...GOOD, items: "none" }, {
      ...GOOD,
      items: [{}],
      tripwires: [],
    }]
  ) {
    assert.equal(mendAnswer(learnPlanSchema, value).ok, false);
  }
  const given = { words: ["a", 1, {}], note: null };
  const mended = mendAnswer(words, given);
  assert.deepEqual(mended, { ok: true, answer: { words: ["a", "1"], note: "" }, leftOut: 1 });
  assert.deepEqual(given, { words: ["a", 1, {}], note: null });
});
