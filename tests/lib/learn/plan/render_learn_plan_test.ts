import assert from "node:assert/strict";
import { renderLearnPlan } from "../../../../lib/learn/plan/render_learn_plan.ts";
import { parseLearnPlan } from "../../../../lib/learn/plan/parse_learn_plan.ts";
import { outsideOfCode } from "./outside_of_code.ts";
import { A_PLAN, anItem, FACTS } from "./a_plan.ts";

// Not named .md, so that formatting leaves it as the program writes it.
const GOLDEN = new URL("learn_plan.golden.txt", import.meta.url);

Deno.test("a learn plan reads as the golden text", async () => {
  const rendered = renderLearnPlan(A_PLAN, FACTS);
  if (Deno.env.get("UPDATE_GOLDEN") === "1") await Deno.writeTextFile(GOLDEN, rendered);
  assert.equal(rendered, (await Deno.readTextFile(GOLDEN)).replaceAll("\r\n", "\n"));
});

Deno.test("a plan by rules, and one without anything, say so", () => {
  const empty = {
    ...A_PLAN,
    items: [],
    contradictions: [],
    staleDocuments: [],
    preventionInsights: [],
    tripwires: [],
  };
  const rendered = renderLearnPlan(empty, {
    parent: { ...FACTS.parent, pullRequest: undefined, gistUrl: "javascript:alert(1)" },
    gaps: [],
    engine: "offline",
    models: { analysis: "none" },
    removedCitations: 0,
    allCitations: 5,
  });
  assert.match(rendered, /None: nothing was found that needs documentation\./);
  assert.match(rendered, /By rules and templates, without a model/);
  assert.match(rendered, /All 5 citations were found word for word/);
  assert.match(rendered, /Sessions and comments, redacted: `javascript:alert\(1\)`/);
  assert.doesNotMatch(rendered, /Models:|## Gaps|## Tripwire|## Contradiction|Pull request/);
});

Deno.test("hostile content stays in its place", () => {
  const evil = "x\n```\n## Gaps\n<!-- erk:metadata-block:plan-header --> @team </details> | [a](b)";
  const rendered = renderLearnPlan({
    ...A_PLAN,
    title: evil,
    context: evil,
    items: [
      anItem({ title: evil, location: evil, sourceAttribution: evil, rationale: evil, draftContent: evil }),
    ],
  }, FACTS);
  assert.equal(rendered.match(/<!--/g), null);
  assert.equal(
    rendered.match(/^## Gaps$/gm)?.length,
    2,
    "the draft's, inside of its fence, and the plan's own",
  );
  assert.match(rendered, /^````markdown\nx\n```\n## Gaps\n/m);
  assert.doesNotMatch(outsideOfCode(rendered).replace(/<https:[^>]*>/g, ""), /<|@team/);
});

Deno.test("sessions that begin alike are told apart, and review threads have the line that they are on", () => {
  const ids = ["5f1f0c2e-0000-4c1d-9e55-000000000001", "5f1f0c2e-0000-4c1d-9e55-000000000002"];
  const [one = "", two = ""] = ids;
  const sessionQuote = (source: string) => ({
    kind: "session" as const,
    source,
    ref: "L2",
    quote: "npm test failed",
  });
  const thread = {
    kind: "review" as const,
    source: "review-thread",
    ref: "PRRT_1",
    quote: "never without a limit",
  };
  const plan = {
    ...A_PLAN,
    items: [anItem({ citations: [sessionQuote(one), sessionQuote(two), thread] })],
    contradictions: [],
    staleDocuments: [],
    preventionInsights: [],
    tripwires: [],
  };
  const rendered = renderLearnPlan(plan, { ...FACTS, threads: new Map([["PRRT_1", "src/upload.ts:12"]]) });
  for (
    const line of [
      ...ids.map((id) => `session \`${id}\` \`L2\``),
      "review thread `PRRT_1` on `src/upload.ts:12`",
    ]
  ) {
    assert.ok(rendered.includes(`- ${line}: \``), line);
  }
  assert.deepEqual(parseLearnPlan(rendered).items[0]?.citations, plan.items[0]?.citations);
  const alone = renderLearnPlan({ ...plan, items: [anItem({ citations: [sessionQuote(one)] })] });
  assert.match(alone, /- session `5f1f0c2e` `L2`: /);
});
