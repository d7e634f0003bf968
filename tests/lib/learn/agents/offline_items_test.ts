import assert from "node:assert/strict";
import type { Finding } from "../../../../lib/learn/evidence/finding.ts";
import { DIFF, DOCUMENTS, learnByRules, SESSION_ID } from "./made_up_run.ts";

Deno.test("a word alone is nothing to write down; one of two failures of a command is told from the other", () => {
  const finding = (id: string, rest: Partial<Finding>): Finding => ({
    id,
    kind: "queued-steering",
    weight: 4,
    summary: `A person steered while the agent worked: ${rest.resolution}.`,
    subjects: ["src/a.ts"],
    citations: [{ kind: "session", source: SESSION_ID, ref: id, quote: "src/a.ts is read" }],
    ...rest,
  });
  const failure = (id: string, quote: string) =>
    finding(id, {
      kind: "error-resolved",
      summary: `npm test failed (${quote})`,
      subjects: ["npm test"],
      citations: [{ kind: "session", source: SESSION_ID, ref: id, quote }],
    });
  const { items } = learnByRules({
    findings: [
      finding("E1", { resolution: "stop" }),
      finding("E2", { resolution: "Continue!", kind: "user-correction" }),
      finding("E3", { resolution: "停止" }),
      failure("E4", "✖ waits a second (41.821050ms)\n  expected 1"),
      failure("E5", "✖ gives up (3 ms)"),
      failure("E6", "FAIL\n━━━ check ━━━━━━━━━━\nretry.ts: too long  ─────────"),
      failure("E7", "FAIL"),
      {
        ...failure("E8", "fatal: 'main' is in use"),
        summary:
          "git stash && git checkout main failed (fatal: 'main' is in use); git switch -c work worked.",
        subjects: ["git stash", "git checkout"],
      },
    ],
    diff: { ...DIFF, files: [] },
  }).learnPlan;
  const headings = items.flatMap(({ draftContent }) => /^## .*/m.exec(draftContent)?.[0] ?? []);
  assert.deepEqual(headings, [
    "## 停止",
    "## When `npm test` fails: ✖ waits a second",
    "## When `npm test` fails: ✖ gives up",
    "## When `npm test` fails: retry.ts: too long",
    "## When `npm test` fails",
    "## When `git stash && git checkout main` fails: fatal: 'main' is in use",
  ]);
});

Deno.test("what goes past a check or ends a conflict is told as such and advised by nothing, and a failure is told once", () => {
  const attempt = (id: string, kind: Finding["kind"], failure: string, resolution: string): Finding => ({
    id,
    kind,
    weight: 4,
    summary: `attempt ${id} failed (${failure}); ${resolution} worked.`,
    resolution,
    subjects: ["git"],
    citations: [{ kind: "session", source: SESSION_ID, ref: failure, quote: failure }],
  });
  const conflict = "CONFLICT (content): Merge conflict in src/upload.ts";
  const { gapAnalysis, learnPlan: { items, preventionInsights } } = learnByRules({
    findings: [
      attempt("E1", "error-resolved", "hook pre-commit failed", "git commit --no-verify -m 'Add uploads'"),
      attempt("E2", "error-resolved", conflict, "git add -A && git rebase --continue"),
      attempt("E3", "long-detour", conflict, "git add -A && git rebase --continue"),
      attempt("E4", "error-resolved", "error: no such target: all", "make build"),
      attempt(
        "E5",
        "error-resolved",
        "error: needs read access",
        "deno run --allow-read --ignore-case main.ts",
      ),
    ],
    diff: { ...DIFF, files: [] },
  });
  const draftOf = (id: string) =>
    items.find(({ sourceAttribution }) => sourceAttribution.endsWith(id))?.draftContent ?? "";
  assert.deepEqual(preventionInsights.map(({ prevention }) => prevention), [
    "Do at once what worked: make build",
    "Do at once what worked: deno run --allow-read --ignore-case main.ts",
  ]);
  assert.match(draftOf("E1"), /without removing the cause \(no advice\):\n\n```text\ngit commit --no-verify/);
  assert.match(draftOf("E2"), /After the conflicts were resolved:\n\n```text\ngit add -A/);
  assert.match(draftOf("E4"), /What worked:\n\n```text\nmake build/);
  assert.equal(draftOf("E3"), "");
  assert.ok(
    gapAnalysis.items.some(({ classification, rationale }) =>
      classification === "SKIP" && rationale.includes("evidence E3")
    ),
  );
  assert.equal(items.find(({ sourceAttribution }) => sourceAttribution.endsWith("E1"))?.priority, "LOW");
});

Deno.test("a new document is to be read for all that its items are about", () => {
  const finding = (id: string, kind: Finding["kind"], subject: string): Finding => ({
    id,
    kind,
    weight: 3,
    summary: `Looked up outside: ${subject}, ${id}.`,
    subjects: [subject],
    citations: [{ kind: "session", source: SESSION_ID, ref: id, quote: `asked for ${subject}` }],
  });
  const { items } = learnByRules({
    findings: [
      finding("E1", "external-lookup", "acme/anchors"),
      finding("E2", "external-lookup", "tide tables of harbours"),
      finding("E3", "external-lookup", "https://example.org/tides"),
    ],
    diff: { ...DIFF, files: [] },
    documents: { ...DOCUMENTS, documents: [], paths: [] },
  }).learnPlan;
  assert.deepEqual(items.map(({ action, readWhen }) => [action, readWhen]), [
    ["CREATE", [
      "relying on `acme/anchors`",
      'looking up "tide tables of harbours"',
      "relying on https://example.org/tides",
    ]],
    ["UPDATE", []],
    ["UPDATE", []],
  ]);
});

Deno.test("what another document says word for word is no item, however it breaks its lines", () => {
  const request = (id: string, quote: string): Finding => ({
    id,
    kind: "review-request",
    weight: 3,
    summary: `maria asked on src/amounts.ts: ${quote}`,
    subjects: ["src/amounts.ts"],
    citations: [{ kind: "review", source: "review-thread", ref: id, quote }],
  });
  const [uploads, ...others] = DOCUMENTS.documents;
  assert.ok(uploads !== undefined);
  const text = "# Amounts\n\nDon't *guess* from the last\nseparator: reject the amount. Round never.";
  const { gapAnalysis, learnPlan } = learnByRules({
    findings: [
      request("RT_8", "Don't guess from the last separator: reject the amount."),
      request("RT_9", "Don't round before the sum is made, please."),
    ],
    documents: {
      ...DOCUMENTS,
      documents: [{ ...uploads, path: "README.md", excerpts: [{ line: 1, text }] }, ...others],
    },
    diff: { ...DIFF, files: [] },
  });
  assert.deepEqual(
    learnPlan.items.filter(({ title }) => title.startsWith("maria")).map(({ title }) => title),
    [
      "maria asked on src/amounts.ts: Don't round before the sum is made, please",
    ],
  );
  const skipped = gapAnalysis.items.find(({ rationale }) =>
    rationale === "`README.md` says it word for word."
  );
  assert.match(skipped?.title ?? "", /Don't guess from the last/);
  assert.equal(skipped?.classification, "SKIP");
});

Deno.test("a look-up of several pages names them all, one of one page says its address once beside the heading", () => {
  const finding = (id: string, summary: string, subjects: string[]): Finding => ({
    id,
    kind: "external-lookup",
    weight: 3,
    summary,
    subjects,
    citations: [{ kind: "session", source: SESSION_ID, ref: id, quote: subjects[0] ?? "" }],
  });
  const { items } = learnByRules({
    findings: [
      finding("E1", "Looked up outside 2 times: example.org.", [
        "https://example.org/tides",
        "https://example.org/moons",
      ]),
      finding("E2", "Looked up outside: https://example.com/harbours.", ["https://example.com/harbours"]),
    ],
    diff: { ...DIFF, files: [] },
  }).learnPlan;
  const [several = "", one = ""] = items.map(({ draftContent }) => draftContent);
  assert.match(several, /- `https:\/\/example\.org\/tides`\n- `https:\/\/example\.org\/moons`/);
  assert.equal(one.match(/example\.com\/harbours/g)?.length, 2);
});

Deno.test("what a person refused or asked about stands before the words, which are said once", () => {
  const { learnPlan } = learnByRules({
    findings: [{
      id: "E1",
      kind: "denial",
      weight: 4,
      summary: "A person refused Edit src/upload.ts: cut a branch first, please, as always.",
      resolution: "cut a branch first, please, as always",
      subjects: ["src/upload.ts"],
      citations: [{
        kind: "session",
        source: SESSION_ID,
        ref: "L90",
        quote: "cut a branch first, please, as always",
      }],
    }],
    diff: { ...DIFF, files: [] },
  });
  const draft = learnPlan.items[0]?.draftContent ?? "";
  assert.match(draft, /\nA person refused Edit src\/upload.ts:\n\n> cut a branch first/);
  assert.equal(draft.match(/cut a branch first/g)?.length, 2, "the heading and the quote");
});
