import assert from "node:assert/strict";
import fc from "fast-check";
import { readMarkdownStructure } from "../../../../lib/github/markdown/markdown_structure.ts";
import { extractPlanBody, isEdited, joinPlan, readPlanBody } from "../../../../lib/github/plan/plan_body.ts";
import { publishableMarkdown } from "../../../../lib/github/markdown/publishable_markdown.ts";
import { renderPlanComments } from "../../../../lib/github/plan/render_plan_comments.ts";
import { splitPlan } from "../../../../lib/github/plan/split_plan.ts";

const PLACE = {
  serverUrl: "https://github.com",
  repository: { owner: "acme", name: "widgets" },
  linkedIssues: [42],
};

/** Comments as GitHub lists them. */
function commentsOf(bodies: readonly string[], author = "ada") {
  return bodies.map((body, index) => ({ id: 100 + index, body, author }));
}

/** As older readers find a block, and the plan in it: the first closing mark counts. */
function olderReading(comment: string): string | undefined {
  const block = /<!-- erk:metadata-block:(.+?) -->(.+?)<!-- \/erk:metadata-block(?::\1)? -->/s.exec(comment);
  return /<details(?:\s+open)?>\s*<summary>.*?<\/summary>\s*(.*?)\s*<\/details>/s.exec(block?.[2] ?? "")?.[1];
}

/** Markdown that is hard to cut and to fence in. */
const piece = fc.oneof(
  fc.constantFrom(
    "# Heading\n\n",
    "\n\n",
    "```ts\nconst a = 1;\n\n\n  b();\n```\n",
    "~~~\n```\n~~~\n",
    "```\n",
    "- item\n  ```js\n  x\n  ```\n",
    "> quote\n> ```\n> y\n",
    "</details>",
    "</details >",
    "<details><summary>s</summary>",
    "`<!-- erk:metadata-block:plan-header -->`",
    "<!-- /erk:metadata-block -->",
    "<!-- erk:  metadata-block:x -->",
    '<!-- erk-learn:plan-part {"part":1,"of":2} -->',
    "@grace #7 ",
    "    indented\n",
    "🎈".repeat(50),
    "word ".repeat(60),
    "x".repeat(700),
    " ".repeat(900),
    "\u00a0\u2028",
  ),
  fc.string({ unit: "binary", maxLength: 30 }),
);
const hardMarkdown = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));

Deno.test("whatever is split is joined again, in parts that are no longer than asked for", () => {
  fc.assert(fc.property(hardMarkdown, fc.integer({ min: 900, max: 3_000 }), (markdown, limit) => {
    const canonical = publishableMarkdown(markdown, PLACE);
    const parts = splitPlan(canonical, limit);
    assert.equal(joinPlan(parts), canonical);
    for (const { text } of parts) {
      assert.ok(text.length <= limit);
      assert.ok(text.isWellFormed());
      assert.equal(text, text.replace(/^(?:[ \t]*\n)+/, "").trimEnd());
    }
  }));
});

Deno.test("whatever is published is read back from its comments, by older readers too", async () => {
  await fc.assert(fc.asyncProperty(hardMarkdown, async (markdown) => {
    const published = publishableMarkdown(markdown, PLACE);
    const [body = ""] = await renderPlanComments(published);
    assert.equal(extractPlanBody(body), published);
    assert.equal(extractPlanBody(body.replaceAll("\n", "\r\n"))?.replaceAll("\r\n", "\n"), published);
    const older = olderReading(body);
    if (published !== "") assert.equal(older?.length, trimmedLength(body), `older readers see ${older}`);
  }));
});

/** Length of what stands between the summary and our own closing tag, which is the last. */
function trimmedLength(body: string): number {
  const start = body.indexOf("</summary>") + "</summary>".length;
  const python = body.slice(start, body.lastIndexOf("\n\n</details>"));
  return python.trim().length;
}

Deno.test("a plan of 70,000 characters is two comments, cut at a heading, and one Markdown again", async () => {
  const sections = Array.from(
    { length: 70 },
    (_, index) => `## Item ${index}\n\n${"words ".repeat(160)}\n\n- a\n- b`,
  );
  const plan = `# Documentation Plan: long\n\n${sections.join("\n\n")}`;
  const bodies = await renderPlanComments(plan);
  assert.equal(bodies.length, 2);
  for (const body of bodies) assert.ok(body.length <= 65_536);
  assert.match(extractPlanBody(bodies[1] ?? "") ?? "", /^## Item \d+\n/);
  assert.match(bodies[0] ?? "", /part 1 of 2[^]*_The plan goes on in a comment below: part 2 of 2\._/);
  const comments = commentsOf(bodies);
  assert.deepEqual(readPlanBody(comments, 100), { markdown: plan, commentIds: [100, 101], warnings: [] });
  assert.equal(readPlanBody(comments.toReversed(), 100).markdown, plan);
  const missing = readPlanBody(comments.slice(0, 1), 100);
  assert.ok(missing.markdown !== undefined && plan.startsWith(missing.markdown));
  assert.deepEqual(missing.warnings, ["Of the plan's 2 parts, each in a comment, these are missing: 2."]);
});

Deno.test("a code block of 150,000 characters is a code block in each of its comments", async () => {
  const plan = `# T\n\n- item\n\n  \`\`\`ts\n${"  const line = 1;\n".repeat(9_000)}  \`\`\`\n\nEnd.`;
  const bodies = await renderPlanComments(plan);
  assert.equal(bodies.length, 3);
  for (const body of bodies) {
    const text = extractPlanBody(body) ?? "";
    const { fences } = readMarkdownStructure(text);
    assert.deepEqual(fences.map(({ closed, language }) => [closed, language]), [[true, "ts"]]);
  }
  assert.equal(readPlanBody(commentsOf(bodies), undefined).markdown, plan);
});

Deno.test("a further part that somebody else wrote, or that belongs to another plan, is not joined", async () => {
  const plan = `# A\n\n${"word ".repeat(15_000)}.`;
  const [first = "", second = ""] = await renderPlanComments(plan);
  const [, other = ""] = await renderPlanComments(plan.replaceAll("word", "evil"));
  const forged = second.replaceAll("word", "evil");
  const older = "<!-- erk:metadata-block:plan-body -->\n# Older\n<!-- /erk:metadata-block -->";
  const comments = [
    ...commentsOf([first]),
    { id: 6, body: older, author: "ada" },
    { id: 7, body: forged, author: "mallory" },
    { id: 8, body: other, author: "ada" },
    { id: 9, body: second, author: "ada" },
  ];
  assert.deepEqual(readPlanBody(comments, 100), {
    markdown: plan.trim(),
    commentIds: [100, 9],
    warnings: [],
  });
});

Deno.test("the comment that the header names counts before others, and any plan before none", async () => {
  const [one = ""] = await renderPlanComments("# One");
  const older = "<!-- erk:metadata-block:plan-body -->\n# Older </details >\n<!-- /erk:metadata-block -->";
  const comments = commentsOf(["hello", one, older]);
  assert.deepEqual(readPlanBody(comments, 102), {
    markdown: "# Older </details >",
    commentIds: [102],
    warnings: [],
  });
  assert.equal(readPlanBody(comments, undefined).markdown, "# One");
  assert.equal(readPlanBody(comments, 999).markdown, "# One");
  assert.deepEqual(readPlanBody(commentsOf(["hello"]), 100), {
    markdown: undefined,
    commentIds: [],
    warnings: [],
  });
});

Deno.test("a comment that GitHub's editor gave other line ends is not edited; one with a word more is", async () => {
  const [body = ""] = await renderPlanComments("# One\n\ntext");
  assert.equal(await isEdited(body), false);
  assert.equal(await isEdited(body.replaceAll("\n", "\r\n")), false);
  assert.equal(await isEdited(body.replace("text", "other text")), true);
  assert.equal(
    await isEdited("<!-- erk:metadata-block:plan-body -->\n# One\n<!-- /erk:metadata-block -->"),
    true,
  );
});
