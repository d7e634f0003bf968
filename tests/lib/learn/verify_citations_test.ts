import assert from "node:assert/strict";
import fc from "fast-check";
import type { Citation } from "../../../lib/learn/citation.ts";
import { createCitationIndex } from "../../../lib/learn/citation_index.ts";
import { foldText } from "../../../lib/learn/citation_text.ts";
import { patchLines } from "../../../lib/learn/patch_lines.ts";
import type { LearnSource, SourceEvent } from "../../../lib/learn/source/mod.ts";
import { verifyCitations } from "../../../lib/learn/verify_citations.ts";
import { createRedactor, type Redacted, redactedText } from "../../../lib/redact/mod.ts";
import { made, none, sessionOf as madeSession } from "./evidence/made_up_sessions.ts";

const redactor = await createRedactor();
const SESSION = "5f1f0a52-1111-4222-8333-6a4c1e7b0000";

const event = (ref: string, name: string, text: Redacted, parameters: Record<string, Redacted> = {}) =>
  made(ref, name, name === "tool_use" ? { name: "Bash" } : {}, text, parameters);

const sessionOf = (id: string, events: readonly SourceEvent[]) => madeSession(events, id);

const SOURCE: LearnSource = {
  plan: {
    issueNumber: 42,
    repository: "a/b",
    title: redactedText`Cache the tides`,
    body: redactedText`1. Edit lookup.ts\n2. Run the tests`,
    url: "",
    pullRequest: undefined,
    gistUrl: undefined,
  },
  sessions: [
    sessionOf(SESSION, [
      event("L3", "user", redactedText`Don’t touch the   column\n\torder, please`),
      event("L4", "tool_use", none, {
        command: redactedText`npm test`,
        description: redactedText`Run the tests once`,
        diff: redactedText`@@\n-const a = 1;\n+const a = 2;\n context line`,
      }),
      event(
        "L5",
        "tool_result",
        redactedText`Exit code 1\nif (a < b && c > d) throw new Error("no")\n[… 12 lines …]\n3 failed, 9 passed`,
      ),
      event("L6", "tool_result", redactedText`12→export function lookup() {\n13→  return table;\n14→}`),
      event("L7", "user", redactedText`the token is [redacted:github-token:1a2b] and stays`),
      event("L7", "tool_result", redactedText`said by a tool at the same line`),
      event(
        "a1:L4",
        "assistant",
        redactedText`The word colour stands here, and the word colour stands again`,
      ),
    ]),
    sessionOf("99999999-0000", [
      event("L1", "user", redactedText`only in the other session is this sentence`),
    ]),
  ],
  comments: [{
    source: "review-thread",
    ref: "PRRT_1",
    path: "a.ts",
    line: 3,
    resolved: false,
    comments: [{
      author: redactedText`grace`,
      body: redactedText`Please rename ttl to expiresAt`,
      createdAt: "",
    }],
  }],
  diff: {
    pullRequest: 7,
    files: [{
      path: "src/lookup.ts",
      status: "modified",
      additions: 2,
      deletions: 1,
      category: "source",
      patch:
        "@@ -10,3 +10,4 @@ function x\n const before = 0;\n-const table = fetchTable(harbour);\n+const cached = cache.get(harbour);\n+const table = cached ?? fetchTable(harbour);\n return table;\n@@ -40 +41 @@\n+const cached = cache.get(harbour);",
      omittedLines: 0,
      symbols: [],
    }],
    omittedFiles: 0,
    additions: 2,
    deletions: 1,
  },
  documents: {
    roots: ["docs"],
    total: 1,
    documents: [{
      path: "docs/cache.md",
      title: "The cache",
      headings: ["How it expires"],
      readWhen: ["changing the cache"],
      tripwires: [],
      excerpts: [{ line: 7, text: "# The cache\n\nTables expire at midnight,\nin UTC." }],
      score: 1,
      deadReferences: [],
    }],
    paths: ["docs/cache.md"],
    terms: [],
  },
  gaps: [],
  unread: [],
};

const index = createCitationIndex(SOURCE);
const check = (citation: Citation) => {
  const { verified: [found], removed: [gone], corrected } = verifyCitations([citation], index);
  return found === undefined
    ? gone?.reason
    : `${found.source === citation.source ? "" : `${found.source} `}${found.ref} ${found.origin}${
      corrected > 0 ? " corrected" : ""
    }`;
};
const inSession = (ref: string, quote: string, source = SESSION) =>
  check({ kind: "session", source, ref, quote });

Deno.test("a quote stands where it says, however it is spaced, escaped or typeset", () => {
  assert.equal(inSession("L3", "Don't touch the column order"), "L3 person");
  assert.equal(inSession("L5", "if (a &lt; b &amp;&amp; c > d) throw"), "L5 tool");
  assert.equal(inSession("L5", "if (a < b && c > d)"), "L5 tool");
  assert.equal(inSession("L4", '<param name="command">npm test</param>'), "L4 agent");
  assert.equal(inSession("L4", "npm test Run the tests"), "L4 agent");
  assert.equal(inSession("L4", "const a = 2;\ncontext line"), "L4 agent");
  assert.equal(inSession("L6", "export function lookup() {\n  return table;\n}"), "L6 tool");
  assert.equal(inSession("L3", '"touch the column order"'), "L3 person");
  assert.equal(inSession("L3", "`touch the column order`"), "L3 person");
});

Deno.test("what a quote leaves out within it may turn its meaning round, so it stands nowhere; at its ends it may go on", () => {
  for (const gap of ["…", "...", "....", "[…]", "[...]", "[... 3 words ...]", "(…)"]) {
    assert.match(inSession("L3", `Don't ${gap} column order, please`) ?? "", /stands nowhere/, gap);
    assert.match(inSession("L5", `Exit code 1 ${gap} 3 failed, 9 passed`) ?? "", /stands nowhere/, gap);
    assert.equal(inSession("L3", `${gap} touch the column order`), "L3 person", gap);
    assert.equal(inSession("L3", `"touch the column ${gap}"`), "L3 person", gap);
    assert.equal(inSession("L3", `${gap}touch the column${gap} ${gap}`), "L3 person", gap);
  }
  assert.match(inSession("L3", `${"...".repeat(6_000)}x`) ?? "", /stands nowhere/);
  // What the text itself leaves out.
  assert.equal(inSession("L5", "[… 12 lines …]"), "L5 tool");
  assert.equal(inSession("L5", 'throw new Error("no")\n[… 12 lines …]\n3 failed'), "L5 tool");
  assert.match(inSession("L3", "… please …") ?? "", /stands nowhere/);
});

Deno.test("tags in a quote hold nothing together that doesn't stand together", () => {
  const parameters = '<param name="command">npm test</param> <param name="description">Run the tests</param>';
  assert.equal(inSession("L4", parameters), "L4 agent");
  assert.match(inSession("L3", "Don't <user>order, please</user>") ?? "", /stands nowhere/);
});

Deno.test("who wrote a text is told by the text, not by its place", () => {
  assert.equal(inSession("L7", "the token is [redacted:github-token:1a2b]"), "L7 person");
  assert.equal(inSession("L7", "said by a tool"), "L7 tool");
});

Deno.test("a wrong place is corrected, a wrong word isn't", () => {
  assert.equal(inSession("L99", "touch the column order"), "L3 person corrected");
  assert.equal(inSession("", "The word colour stands here"), "a1:L4 agent corrected");
  assert.equal(inSession("L3", "touch the column order", "5f1f0a52"), `${SESSION} L3 person corrected`);
  assert.equal(
    inSession("L3", "touch the column order", `impl-${SESSION}-part2.xml`),
    `${SESSION} L3 person corrected`,
  );
  assert.equal(inSession("L1", "only in the other session is this"), "99999999-0000 L1 person corrected");
  assert.match(inSession("L3", "touch the columns order") ?? "", /stands nowhere in session 5f1f/);
  assert.match(inSession("L3", "Touch the column order") ?? "", /stands nowhere/);
  assert.match(inSession("L7", "the token is [redacted:github-token:ffff]") ?? "", /stands nowhere/);
  assert.match(inSession("L3", "please") ?? "", /shorter than 8/);
  assert.match(
    inSession("L3", "a sentence of nobody's", "none-such-session") ?? "",
    /there is no session "none-such-session"/,
  );
});

Deno.test("diffs and documents are cited by line, the plan by its parts, remarks by their thread", () => {
  const inDiff = (ref: string, quote: string, source = "src/lookup.ts") =>
    check({ kind: "diff", source, ref, quote });
  assert.equal(inDiff("11", "const cached = cache.get(harbour);"), "11 author");
  assert.equal(inDiff("41", "const cached = cache.get(harbour);"), "41 author");
  assert.equal(inDiff("12", "+const table = cached ?? fetchTable(harbour);"), "12 author");
  assert.equal(inDiff("-11", "const table = fetchTable(harbour);"), "-11 author");
  assert.equal(
    inDiff("3", "const cached = cache.get(harbour);\nconst table = cached"),
    "11 author corrected",
  );
  assert.equal(inDiff("-11", "const table = fetchTable(harbour); return table;"), "-11 author");
  assert.equal(
    inDiff("11", "const cached = cache.get(harbour);", "b/src/lookup.ts"),
    "src/lookup.ts 11 author corrected",
  );
  assert.equal(inDiff("path", "src/lookup.ts"), "path author");
  assert.equal(
    check({
      kind: "document",
      source: "docs/cache.md",
      ref: "9",
      quote: "Tables expire at midnight, in UTC.",
    }),
    "9 document",
  );
  assert.equal(
    check({ kind: "document", source: "docs/cache.md", ref: "1", quote: "How it expires" }),
    "headings document corrected",
  );
  assert.equal(check({ kind: "plan", source: "#42", ref: "body", quote: "Edit lookup.ts" }), "body author");
  assert.equal(
    check({ kind: "plan", source: "the plan", ref: "body", quote: "Cache the tides" }),
    "#42 title author corrected",
  );
  assert.equal(
    check({ kind: "review", source: "review-thread", ref: "PRRT_1", quote: "rename ttl to expiresAt" }),
    "PRRT_1 reviewer",
  );
  assert.match(
    check({ kind: "review", source: "discussion", ref: "PRRT_1", quote: "rename ttl" }) ?? "",
    /stands nowhere in review discussion/,
  );
});

Deno.test("a source is known by its name as models write it, where only one can be meant", () => {
  const twin = sessionOf("5f1f0a52-2222-4222-8333-6a4c1e7b0000", []);
  const files = ["lib/a/table.ts", "lib/b/table.ts", "lib/lookup.ts"].map((path) => ({
    ...(SOURCE.diff?.files[0] ?? assert.fail()),
    path,
  }));
  const diff = SOURCE.diff && { ...SOURCE.diff, files };
  const found = createCitationIndex({ ...SOURCE, sessions: [...SOURCE.sessions, twin], diff });
  const name = (kind: Citation["kind"], source: string) => found.find(kind, source)?.source;
  for (
    const written of [
      `Session: ${SESSION}`,
      `session ${SESSION}`,
      ` impl-${SESSION}.xml`,
      `planning-${SESSION}.md`,
      `session-${SESSION}-part12`,
      "5f1f0a52-1…",
      "5f1f0a52-1...",
    ]
  ) {
    assert.equal(name("session", written), SESSION, written);
  }
  for (const written of ["5f1f0a52", "5f1f0", "4222-8333-6a4c1e7b0000", ""]) {
    assert.equal(name("session", written), undefined, written);
  }
  for (
    const written of ["a/lib/lookup.ts", "./lib/lookup.ts", "/lib/lookup.ts", "lookup.ts", "x/lib/lookup.ts"]
  ) {
    assert.equal(name("diff", written), "lib/lookup.ts", written);
  }
  for (const written of ["table.ts", "ookup.ts", "lib/lookup", "c/lib/a/lookup.ts"]) {
    assert.equal(name("diff", written), undefined, written);
  }
});

Deno.test("an edit is quoted by the lines of either side, or by its file and tool; a quote without its marks", () => {
  const diff = redactedText`@@ -1 +1 @@\n-one old line\n-and another\n+one new line\n+and a third`;
  const edit = event("L4", "tool_use", none, { file: redactedText`src/a.ts`, diff });
  const made = createCitationIndex({ ...SOURCE, sessions: [sessionOf("s", [edit])] });
  const isFound = (quote: string) =>
    verifyCitations([{ kind: "session", source: "s", ref: "L4", quote }], made).verified.length === 1;
  for (
    const quote of [
      "one old line\nand another",
      "one new line\nand a third",
      "+one new line\n+and a third",
      "src/a.ts @@ -1 +1",
      "``one new line``",
      "```and another```",
      " 'one old line' ",
    ]
  ) {
    assert.ok(isFound(quote), quote);
  }
  for (const quote of ["and another\none new line", "'one old line\"", "x'one old line'"]) {
    assert.ok(!isFound(quote), quote);
  }
});

Deno.test("what is removed is told with its reason, in order, and nothing is lost", () => {
  const good: Citation = { kind: "plan", source: "#42", ref: "body", quote: "Run the tests" };
  const bad: Citation = { ...good, quote: "Run the benches" };
  const { verified, removed, corrected } = verifyCitations([bad, good, bad], index);
  assert.deepEqual(verified, [{ ...good, origin: "author" }]);
  assert.deepEqual(removed.map(({ citation }) => citation), [bad, bad]);
  assert.equal(corrected, 0);
});

Deno.test("every stretch of a text is found at its place, and none with a foreign word in it", async () => {
  const words = fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }), {
    minLength: 4,
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(words, fc.constantFrom(" ", "\n", "\t  ", "\r\n"), fc.nat(), async (list, space, at) => {
      const text = await redactor.redact(list.join(space));
      const events = [
        event("L1", "user", redactedText`something else stands before it`),
        event("L2", "user", text),
      ];
      const made = createCitationIndex({ ...SOURCE, sessions: [sessionOf("s", events)] });
      const start = at % Math.max(1, list.length - 3);
      const quote = list.slice(start).join(" ");
      if (foldText(quote).length < 8 || !foldText(text).includes(foldText(quote))) return;
      const { verified, corrected } = verifyCitations(
        [{ kind: "session", source: "s", ref: "L2", quote }],
        made,
      );
      assert.deepEqual([verified.map(({ ref }) => ref), corrected], [["L2"], 0]);
      const foreign = `${quote} zzqqforeignzzqq`;
      assert.equal(
        verifyCitations([{ kind: "session", source: "s", ref: "L2", quote: foreign }], made).removed.length,
        1,
      );
    }),
    { numRuns: 100 },
  );
});

Deno.test("lines of a patch are numbered on both sides; notes and names between hunks are none", () => {
  const lines = patchLines(
    "--- a/x\n+++ b/x\n@@ -5,2 +7,2 @@\n same\n-old\n+new\n[… 3 lines …]\n@@ -20 +22 @@\n+more\n\\ No newline at end of file",
  );
  assert.deepEqual(lines.map(({ ref, kind, text }) => `${ref} ${kind} ${text}`), [
    "7 context same",
    "-6 removed old",
    "8 added new",
    "22 added more",
  ]);
});
