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
