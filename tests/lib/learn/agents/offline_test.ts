import assert from "node:assert/strict";
import fc from "fast-check";
import type { Citation } from "../../../../lib/learn/citation.ts";
import type { CodeDiff } from "../../../../lib/learn/diff/code_diff.ts";
import type { DocumentSet } from "../../../../lib/learn/documents/document_set.ts";
import { type Finding, FINDING_KINDS } from "../../../../lib/learn/evidence/finding.ts";
import {
  codeDiffAnalyzer,
  documentationGapIdentifier,
  existingDocsChecker,
  planSynthesizer,
  prCommentAnalyzer,
  sessionAnalyzer,
  tripwireExtractor,
} from "../../../../lib/learn/agents/mod.ts";
import { asPublished } from "../../../../lib/redact/mod.ts";
import { collectCitations, placeKey } from "../../../../lib/learn/plan/citation_lists.ts";
import { tripwireScore } from "../../../../lib/learn/plan/learn_plan.ts";
import {
  COMMENTS,
  DIFF,
  DOCUMENTS,
  FINDINGS,
  learnByRules,
  PLAN,
  SESSION,
  SESSION_ID,
} from "./made_up_run.ts";

Deno.test("rules decide for every finding, name of the diff and stale document", () => {
  const { gapAnalysis } = learnByRules();
  assert.deepEqual(
    gapAnalysis.items.map((
      { classification, priority, location, title },
    ) => [classification, priority, location, title]),
    [
      ["NEW_DOC", "HIGH", "docs/conventions.md", "A person refused `git push --force origin main`"],
      [
        "UPDATE_EXISTING",
        "HIGH",
        "docs/uploads.md",
        "A reviewer asked for a limit of retries in src/upload.ts",
      ],
      ["UPDATE_EXISTING", "MEDIUM", "docs/Troubleshooting.md", "`deno task test` failed twice, then worked"],
      ["NEW_DOC", "MEDIUM", "docs/configuration.md", "New environment variable `TIDEBOOK_RETRY_LIMIT`"],
      ["DELETE_STALE", "MEDIUM", "docs/old-client.md", "Remove `docs/old-client.md`"],
      ["NEW_DOC", "LOW", "docs/external-references.md", "https://example.org/retry-after was looked up"],
      ["SKIP", "LOW", "", "1 repeated read"],
      ["SKIP", "LOW", "", "New function `retryUpload`"],
      ["SKIP", "LOW", "", "New option `--max-retries`"],
    ],
  );
});

Deno.test("a draft by rules quotes what happened and what worked, or who said what", () => {
  const { learnPlan } = learnByRules();
  const draft = (location: string) =>
    learnPlan.items.find((item) => item.location === location)?.draftContent ?? "";
  assert.match(
    draft("docs/Troubleshooting.md"),
    /## When `deno task test` fails[^]*Cannot find module[^]*What worked:[^]*deno task generate && deno task test/,
  );
  assert.match(
    draft("docs/conventions.md"),
    /^# Conventions\n[^]*A person refused it:\n\n> No! Never force-push to main here\./,
  );
  assert.match(draft("docs/uploads.md"), /A reviewer asked:\n\n> Please never retry without a limit\./);
  // Ids of threads can't be opened, and documents are read without the learn plan.
  assert.match(draft("docs/uploads.md"), /Seen in the review of pull request #\d+ on `src\/upload\.ts:12`\./);
  assert.match(
    draft("docs/conventions.md"),
    /Seen in session `5f1f0c2e` `L\d+`.* \(sessions of plan #\d+\)\./,
  );
  assert.match(draft("docs/configuration.md"), /From `src\/upload\.ts:11`:\n\n```text\nconst limit = /);
  assert.match(draft("docs/old-client.md"), /`src\/old_client\.ts`, which was removed by this pull request/);
  assert.match(learnPlan.context, /by rules, without a model/);
  assert.equal(learnPlan.title, "Documentation Plan: Retry uploads");
  const marked = { ...PLAN, title: asPublished("Retry uploads [erk-plan]") };
  assert.equal(learnByRules({ plan: marked }).learnPlan.title, learnPlan.title);
  const insights = learnPlan.preventionInsights.map(({ prevention }) => prevention);
  assert.deepEqual(insights, ["Do at once what worked: deno task generate && deno task test"]);
});

Deno.test("a document is created once, and what is known of it already is no new document", () => {
  const findings = [
    "Use tabs in shell scripts.",
    "Name branches after their plan.",
    "Write commit subjects in the imperative.",
  ]
    .map((summary, index): Finding => ({
      id: `E${index + 1}`,
      kind: "user-correction",
      weight: 3,
      summary,
      resolution: summary,
      subjects: [],
      citations: [{ kind: "session", source: SESSION_ID, ref: `L${index}`, quote: summary }],
    }));
  const actions = (documents: DocumentSet) =>
    learnByRules({ findings, documents, diff: { ...DIFF, files: [] } }).learnPlan.items.map((
      { location, action },
    ) => `${action} ${location}`);
  const none: DocumentSet = { roots: [], total: 0, documents: [], paths: [], terms: [] };
  assert.deepEqual(actions(none), [
    "CREATE docs/learned/conventions.md",
    "UPDATE docs/learned/conventions.md",
    "UPDATE docs/learned/conventions.md",
  ]);
  assert.deepEqual(
    new Set(actions({ ...none, roots: ["handbook/"], paths: ["handbook/Conventions.md"] })),
    new Set(["UPDATE handbook/Conventions.md"]),
  );
  assert.deepEqual(actions({ ...none, roots: ["."], paths: ["README.md"] })[0], "CREATE conventions.md");
  // Folders of programs, of parts of the repository, and files are no place for a new document.
  const placed = (roots: string[], paths: string[] = []) => actions({ ...none, roots, paths })[0];
  assert.equal(placed([".claude/", "docs/"]), "CREATE docs/conventions.md");
  assert.equal(placed(["apps/shop/docs/", "docs/"]), "CREATE docs/conventions.md");
  assert.equal(placed(["handbook/", "docs/"]), "CREATE handbook/conventions.md");
  assert.equal(placed([".claude/"]), "CREATE docs/learned/conventions.md");
  assert.equal(placed(["AGENTS.md", "docs/"], ["AGENTS.md"]), "CREATE docs/conventions.md");
  assert.equal(placed(["AGENTS.md", "README.md"], ["AGENTS.md", "README.md"]), "UPDATE AGENTS.md");
  assert.equal(placed(["AGENTS.md", "README.md"], ["README.md"]), "UPDATE README.md");
  assert.equal(placed(["AGENTS.md"]), "CREATE AGENTS.md");
});

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

Deno.test("dead references are corrected, and a document is removed only with what it is named for", () => {
  const check = (path: string, files: readonly Partial<CodeDiff["files"][number]>[]) => {
    const [base] = DIFF.files;
    const documents = {
      ...DOCUMENTS,
      documents: [{ ...DOCUMENTS.documents[1], path } as DocumentSet["documents"][number]],
    };
    const diff = { ...DIFF, files: files.map((file) => ({ ...base, ...file }) as CodeDiff["files"][number]) };
    return existingDocsChecker.offline({ plan: PLAN, documents, diff, evidence: [] }).staleReferences[0];
  };
  const removed = { path: "src/old_client.ts", status: "removed" } as const;
  assert.equal(check("docs/old-client.md", [removed])?.action, "DELETE_STALE");
  assert.equal(check("docs/clients.md", [removed])?.action, "UPDATE_REFERENCES");
  assert.equal(check("docs/old-client.md", [])?.action, "UPDATE_REFERENCES");
  const renamed = check("docs/clients.md", [{
    path: "src/client.ts",
    previousPath: "src/old_client.ts",
    status: "renamed",
  }]);
  assert.equal(renamed?.reason, "line 2 names `src/old_client.ts`, which is `src/client.ts` now.");
  assert.deepEqual(renamed?.citations, [
    { kind: "document", source: "docs/clients.md", ref: "2", quote: "It lives in src/old_client.ts." },
  ]);
});

Deno.test("warnings by rules need a person, a reviewer, a recurrence or a danger", () => {
  const finding = (id: string, rest: Partial<Finding>): Finding => ({
    id,
    kind: "error-resolved",
    weight: 4,
    summary: "`npm test` failed, then worked.",
    resolution: "npm ci && npm test",
    subjects: ["npm test"],
    citations: [{ kind: "session", source: SESSION_ID, ref: id, quote: "npm ci && npm test" }],
    ...rest,
  });
  const other = {
    citations: [{ kind: "session", source: "another-session", ref: "L1", quote: "npm ci && npm test" }],
  } as const;
  const scores = (findings: Finding[]) =>
    learnByRules({ findings, diff: { ...DIFF, files: [] } }).tripwires.tripwires.map((tripwire) => [
      tripwire.action,
      tripwireScore(tripwire),
    ]);
  assert.deepEqual(scores([finding("E1", {})]), [], "an error that was solved once");
  assert.deepEqual(
    scores([finding("E1", {}), finding("E2", { ...other, citations: [...other.citations] })]),
    [
      // What fails in the project's own tests is no quirk of the program that runs them.
      ["running `npm test`", 5],
    ],
  );
  assert.deepEqual(scores([finding("E1", { weight: 2, subjects: ["git reset --hard"] })]), [[
    "running `git reset --hard`",
    3,
  ]]);
  assert.deepEqual(scores([finding("E1", { kind: "user-correction", subjects: ["src/a.ts"] })]), [[
    "changing `src/a.ts`",
    2,
  ]]);
  assert.deepEqual(
    scores([finding("E1", { kind: "user-correction", subjects: [] })]),
    [],
    "nothing to tie it to",
  );
  assert.deepEqual(scores([finding("E1", { kind: "repeated-command", weight: 5 })]), []);
});

Deno.test("what is found in a part is told with that part, and once", () => {
  const tell = (part: number) => {
    const own = SESSION.parts[part - 1];
    assert.ok(own);
    const { errors, frictionPoints, externalDocumentation } = sessionAnalyzer.offline({
      plan: PLAN,
      session: SESSION,
      part: own,
      evidence: FINDINGS,
    });
    return [...errors, ...frictionPoints, ...externalDocumentation].map(({ description }) =>
      /\(E\d\)/.exec(description)?.[0]
    );
  };
  assert.deepEqual(tell(1), ["(E1)"]);
  assert.deepEqual(tell(2), ["(E2)", "(E3)", "(E4)"]);
});

const word = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom(
    "src/upload.ts",
    "--max-retries",
    "git push --force",
    "```\n# Title",
    "<!-- erk:metadata-block:plan-header -->",
    "",
    "\n",
  ),
);
const citation = fc.record({
  kind: fc.constantFrom("session", "review", "diff", "document", "plan"),
  source: fc.oneof(word, fc.constant(SESSION_ID)),
  ref: fc.oneof(word, fc.constantFrom("L12", "L90")),
  quote: word.filter((text) => text !== ""),
}, { noNullPrototype: true }) as fc.Arbitrary<Citation>;
const findings = fc.array(
  fc.record({
    kind: fc.constantFrom(...FINDING_KINDS),
    summary: word,
    citations: fc.array(citation, { minLength: 1, maxLength: 3 }),
    weight: fc.integer({ min: 1, max: 5 }),
    resolution: word,
    subjects: fc.array(word, { maxLength: 3 }),
  }, { requiredKeys: ["kind", "summary", "citations", "weight", "subjects"] }),
  { maxLength: 40 },
).map((list) => list.map((finding, index) => ({ ...finding, id: `E${index + 1}` }) as Finding));
const diff = fc.record({
  pullRequest: fc.integer({ min: 1 }),
  files: fc.array(
    fc.record({
      path: word,
      status: fc.constantFrom("added", "modified", "removed", "renamed", "copied"),
      additions: fc.nat(),
      deletions: fc.nat(),
      category: fc.constantFrom("source", "configuration", "documentation", "test", "generated", "binary"),
      patch: fc.array(word).map((lines) => `@@ -1,1 +1,9 @@\n${lines.map((line) => `+${line}`).join("\n")}`),
      omittedLines: fc.nat(),
      symbols: fc.array(word, { maxLength: 4 }),
    }),
    { maxLength: 4 },
  ),
  omittedFiles: fc.nat(),
  additions: fc.nat(),
  deletions: fc.nat(),
}) as fc.Arbitrary<CodeDiff>;
const documents = fc.record({
  roots: fc.array(word, { maxLength: 2 }),
  total: fc.nat(),
  documents: fc.array(
    fc.record({
      path: word,
      title: word,
      headings: fc.array(word, { maxLength: 2 }),
      readWhen: fc.array(word, { maxLength: 2 }),
      tripwires: fc.constant([]),
      excerpts: fc.array(fc.record({ line: fc.integer({ min: 1 }), text: word }), { maxLength: 2 }),
      score: fc.constant(1),
      deadReferences: fc.array(fc.record({ path: word, line: fc.integer({ min: 1 }) }), { maxLength: 2 }),
    }),
    { maxLength: 3 },
  ),
  paths: fc.array(word, { maxLength: 3 }),
  terms: fc.constant([]),
}) as fc.Arbitrary<DocumentSet>;

Deno.test("from any material the rules make valid answers that cite nothing but the material", () => {
  fc.assert(
    fc.property(findings, diff, documents, (findings, diff, documents) => {
      const run = learnByRules({ findings, diff, documents });
      const given = new Set(collectCitations(findings).map(placeKey));
      const check = (
        agent: { name: string; schema: { parse(value: unknown): unknown } },
        answer: unknown,
        text: string,
      ) => {
        assert.deepEqual(agent.schema.parse(answer), answer, agent.name);
        assert.ok(!/<!--\s*\/?\s*erk:metadata-block/.test(text), text);
        for (const cited of collectCitations(answer)) {
          const isOfMaterial = given.has(placeKey(cited)) ||
            cited.kind === "diff" &&
              diff.files.some(({ path, patch }) => path === cited.source && patch.includes(cited.quote)) ||
            cited.kind === "document" && documents.documents.some(({ path }) => path === cited.source);
          assert.ok(isOfMaterial, JSON.stringify(cited));
        }
      };
      for (const { analysis } of run.gapInput.sessionAnalyses) {
        check(sessionAnalyzer, analysis, sessionAnalyzer.render(analysis));
      }
      const { diffAnalysis, docsCheck, commentsAnalysis } = run.gapInput;
      assert.ok(diffAnalysis && docsCheck && commentsAnalysis);
      check(codeDiffAnalyzer, diffAnalysis, codeDiffAnalyzer.render(diffAnalysis));
      check(existingDocsChecker, docsCheck, existingDocsChecker.render(docsCheck));
      check(prCommentAnalyzer, commentsAnalysis, prCommentAnalyzer.render(commentsAnalysis));
      check(documentationGapIdentifier, run.gapAnalysis, documentationGapIdentifier.render(run.gapAnalysis));
      check(planSynthesizer, run.learnPlan, planSynthesizer.render(run.learnPlan));
      check(tripwireExtractor, run.tripwires, "");
      assert.doesNotThrow(() => JSON.parse(tripwireExtractor.render(run.tripwires)));
      // Every finding is an item, or named by one that says why it is left out.
      const named = run.gapAnalysis.items.map(({ sourceAttribution, rationale }) =>
        `${sourceAttribution} ${rationale}`
      ).join(" ");
      for (const { id } of findings) assert.match(named, new RegExp(`\\b${id}\\b`));
    }),
    { numRuns: 60 },
  );
});

Deno.test("a review by rules tells what was asked, and how it ended", () => {
  const { remarks, summary } = prCommentAnalyzer.offline({
    plan: PLAN,
    comments: COMMENTS,
    evidence: FINDINGS,
  });
  assert.equal(remarks.length, 1);
  assert.equal(remarks[0]?.request, "Please never retry without a limit.");
  assert.equal(remarks[0]?.consequence, "The thread was resolved. Answered: Limited to five.");
  assert.match(summary, /1 review thread \(0 open\) and 0 comments/);
});
