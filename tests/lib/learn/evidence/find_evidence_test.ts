import assert from "node:assert/strict";
import { createCitationIndex } from "../../../../lib/learn/citation_index.ts";
import {
  evidenceSchema,
  evidenceWeight,
  findEvidence,
  renderEvidence,
} from "../../../../lib/learn/evidence/mod.ts";
import {
  readMaterialsSource,
  type SourceEvent,
  type SourceSession,
} from "../../../../lib/learn/source/mod.ts";
import { stepsOf } from "../../../../lib/learn/evidence/steps.ts";
import { verifyCitations } from "../../../../lib/learn/verify_citations.ts";
import { createRedactor, type Redacted, redactedText } from "../../../../lib/redact/mod.ts";
import { findRealLogs, nameOfLog } from "../../../../tools/bench/find_real_logs.ts";
import { assertGrowsLess } from "../../../support/growth.ts";
import { convertFile, inFolder } from "../../preprocess/converting.ts";
import { evidenceOf, made, none, PLAN, sessionOf } from "./made_up_sessions.ts";

const redactor = await createRedactor();

Deno.test("a tool use has the result that came before it, where that is told", () => {
  const steps = stepsOf(sessionOf([
    made("L2", "tool_result", { error: "yes" }, redactedText`Exit code 2`),
    made("L3", "tool_use", { name: "Bash", result: "L2" }, none, { command: redactedText`make` }),
  ]));
  assert.deepEqual(steps.map(({ result }) => result?.ref), ["L2"]);
});

/** A command that fails, each time another one. */
const failing = (number: number): SourceEvent[] => [
  made(`L${2 * number}`, "tool_use", { name: "Bash" }, none, {
    command: redactedText`tool${number} --convert chapter${number}`,
  }),
  made(
    `L${2 * number + 1}`,
    "tool_result",
    { for: `L${2 * number}`, error: "yes" },
    redactedText`error: chapter${number} is not there`,
  ),
];

Deno.test("a prompt for which a person took the conversation back is a correction, whatever its words", () => {
  const { findings } = evidenceOf(sessionOf([
    made("L1", "user", {}, redactedText`Add a cache to the loader of pictures`),
    made("L2", "assistant", {}, redactedText`The cache is a global map.`),
    made("L3", "user", { instead_of: "L1" }, redactedText`Add a cache of 100 pictures to the loader`),
  ]));
  assert.deepEqual(findings.map(({ kind, summary }) => [kind, summary]), [[
    "user-correction",
    "A person took the conversation back, and said instead: Add a cache of 100 pictures to the loader.",
  ]]);
});

Deno.test("pages of two projects on one server are two look-ups, those of one project are one", () => {
  const looked = (number: number, url: Redacted) => [
    made(`L${number}`, "tool_use", { name: "WebFetch" }, none, { url }),
    made(`L${number + 1}`, "tool_result", { for: `L${number}` }, redactedText`# What the page says`),
  ];
  const { findings } = evidenceOf(sessionOf([
    ...looked(1, redactedText`https://github.com/acme/anchors`),
    ...looked(3, redactedText`https://raw.githubusercontent.com/acme/anchors/main/README.md`),
    ...looked(5, redactedText`https://github.com/acme/buoys/blob/main/README.md`),
  ]));
  assert.deepEqual(findings.map(({ summary }) => summary), [
    "Looked up outside 2 times: github.com/acme/anchors.",
    "Looked up outside: https://github.com/acme/buoys/blob/main/README.md.",
  ]);
});

Deno.test("a monstrous session gives a bounded number of findings, and tells how many more there were", () => {
  const evidence = evidenceOf(sessionOf(Array.from({ length: 3000 }, (_, number) => failing(number)).flat()));
  assert.equal(evidence.counts["error-unresolved"], 3000);
  assert.ok(evidence.findings.length <= 40);
  assert.equal(evidence.omitted, 3000 - evidence.findings.length);
  assert.match(
    renderEvidence(evidence),
    /^3000 findings in 1 session with 6000 events.* The 2960 lightest are left out below\.$/m,
  );
  evidenceSchema.parse(evidence);
});

Deno.test("the same source gives the same evidence, numbered in the order of sessions", () => {
  const sessions = [sessionOf(failing(1), "first"), sessionOf(failing(2), "second")];
  const evidence = evidenceOf(...sessions);
  assert.deepEqual(evidence, evidenceOf(...sessions));
  assert.deepEqual(evidence.findings.map(({ id, citations: [first] }) => [id, first?.source]), [[
    "E1",
    "first",
  ], ["E2", "second"]]);
  assert.equal(evidenceWeight(evidence), evidence.findings.reduce((sum, { weight }) => sum + weight, 0));
  assert.deepEqual(evidenceOf().findings, []);
});

Deno.test("evidence takes time in proportion to the events, of every sort", async () => {
  const long = redactedText`${1}: value, then a word, and another (one) – no end`;
  const mixed = (count: number) =>
    sessionOf(
      Array.from({ length: count }, (_, number): SourceEvent[] => [
        ...number % 3 === 0 ? failing(number) : [],
        made(`U${number}`, "user", {}, redactedText`no, use the other one instead, number ${number}`),
        made(`R${number}`, "tool_use", { name: "Read" }, none, {
          file_path: redactedText`/r/src/file${number}.ts`,
        }),
        made(`S${number}`, "tool_result", { for: `R${number}` }, long),
        made(`E${number}`, "tool_use", { name: "Edit" }, none, {
          file_path: redactedText`/r/src/one.ts`,
          diff: redactedText`@@\n-old line ${number}\n+new line ${number}`,
        }),
        made(`F${number}`, "tool_result", { for: `E${number}` }, none),
        made(`B${number}`, "tool_use", { name: "Bash" }, none, {
          command: redactedText`git checkout -- src/other${number}.ts && make part${number}`,
        }),
        made(`C${number}`, "tool_result", { for: `B${number}` }, long),
      ]).flat(),
    );
  const time = (session: SourceSession) => () => {
    const start = performance.now();
    evidenceOf(session);
    return performance.now() - start;
  };
  const [small, large] = [mixed(500), mixed(2000)];
  time(small)();
  await assertGrowsLess(9, time(large), time(small));
});

Deno.test("texts of sessions don't become markup of the report", () => {
  const tricky = redactedText`no, use \`x\` instead <!-- @ada closes #1 --> **now**`;
  const evidence = evidenceOf(
    sessionOf([made("L1", "assistant", {}, redactedText`I did it my way.`), made("L2", "user", {}, tricky)]),
  );
  const text = renderEvidence(evidence);
  assert.equal(evidence.findings.length, 1);
  const [summary = ""] = text.split("\n").filter((line) => line.startsWith("- **E1**"));
  assert.ok(!/(?<!\\)<!--|@ada|#1\b|(?<!\\)\*\*now/.test(summary.replace("**E1**", "")), summary);
  assert.ok(text.includes(`L2: \`\` ${tricky} \`\``));
});

Deno.test("parts of the older program, which have no flags, tell failures and refusals by their words", async () => {
  const use = (id: string, name: string, parameter: string, value: string, result: string) =>
    `<tool_use name="${name}" id="${id}"><param name="${parameter}">${value}</param></tool_use><tool_result tool="${id}">\n${result}\n</tool_result>`;
  const source = await inFolder(async (folder) => {
    await Deno.writeTextFile(
      `${folder}/impl-old.xml`,
      `<session><user>Go on</user>${
        use("t1", "Edit", "file_path", "/r/src/a.ts", "String to replace not found in file.")
      }${use("t2", "Edit", "file_path", "/r/src/a.ts", "The file has been updated.")}${
        use("t3", "Bash", "command", "make release", "Exit code 2\nmake: *** No rule to make target")
      }${
        use(
          "t4",
          "Bash",
          "command",
          "git push --force",
          "The user doesn't want to proceed with this tool use. To tell you how to proceed, the user said:\nnever force",
        )
      }</session>`,
    );
    return await readMaterialsSource(folder, redactor);
  });
  assert.deepEqual(source.gaps, []);
  const { findings } = findEvidence({ ...source, diff: undefined, plan: PLAN });
  assert.deepEqual(findings.map(({ kind }) => kind), ["error-resolved", "error-unresolved", "denial"]);
});

Deno.test("a command that was stopped, goes on in the background or ended with a code has solved nothing", () => {
  const run = (ref: number, attributes: Record<string, string>, text: Redacted, more: object = {}) => [
    made(`L${ref}`, "tool_use", { name: "Bash" }, none, { command: redactedText`npm run check`, ...more }),
    made(`L${ref + 1}`, "tool_result", { for: `L${ref}`, ...attributes }, text),
  ];
  const kindsAfter = (second: readonly SourceEvent[]) =>
    evidenceOf(sessionOf([...run(1, { error: "yes" }, redactedText`error: no such thing`), ...second]))
      .findings.map(({ kind, resolution }) => [kind, resolution]);
  // The same command, and nothing was changed in between: what helped isn't known.
  const solved = [["error-resolved", undefined]];
  const unsolved = [["error-unresolved", undefined]];
  const started = redactedText`Command running in background with ID: bash_1`;
  const cases: readonly (readonly [SourceEvent[], typeof solved | typeof unsolved])[] = [
    [run(3, {}, redactedText`done`), solved],
    [run(3, { exit: "0" }, redactedText`done`), solved],
    [run(3, { exit: "1", meaning: "Nothing to check" }, redactedText`done`), solved],
    [run(3, { interrupted: "yes" }, redactedText`checking 1 of 200`), unsolved],
    [run(3, { interrupted: "yes" }, none), unsolved],
    [run(3, { interrupted: "yes", error: "yes" }, none), unsolved],
    [run(3, { exit: "1" }, redactedText`done`), unsolved],
    [run(3, {}, started), unsolved],
    [run(3, {}, redactedText`Command was manually backgrounded by user with ID: bash_1`), unsolved],
    [run(3, {}, redactedText`started`, { run_in_background: redactedText`true` }), unsolved],
    [[...run(3, { interrupted: "yes" }, none), ...run(5, {}, redactedText`done`)], solved],
  ];
  for (const [second, expected] of cases) {
    assert.deepEqual(kindsAfter(second), expected, JSON.stringify(second));
  }
});

Deno.test("what solved a command that works later is what was changed in between, with a quote of it", () => {
  const use = (
    ref: string,
    name: string,
    parameters: Record<string, Redacted>,
    result: Redacted,
    failed = false,
  ) => [
    made(ref, "tool_use", { name }, none, parameters),
    made(`${ref}1`, "tool_result", { for: ref, ...failed ? { error: "yes" } : {} }, result),
  ];
  const tests = (ref: string, failed: boolean) =>
    use(
      ref,
      "Bash",
      { command: redactedText`npm test` },
      failed ? redactedText`1 failing` : redactedText`2 passed`,
      failed,
    );
  const edit = (ref: string, path: Redacted) =>
    use(
      ref,
      "Edit",
      { file_path: path, diff: redactedText`+const attempts = 5;` },
      redactedText`The file has been updated.`,
    );
  const resolved = (events: readonly SourceEvent[]) => {
    const [finding] = evidenceOf(sessionOf(events)).findings.filter(({ kind }) => kind === "error-resolved");
    return [finding?.summary, finding?.resolution, finding?.citations.map(({ ref }) => ref), finding?.weight];
  };
  assert.deepEqual(
    resolved([
      ...edit("a", redactedText`/r/src/before.ts`),
      ...tests("b", true),
      ...edit("c", redactedText`/r/src/retry.ts`),
      ...tests("d", false),
    ]),
    ["npm test failed (1 failing); the same worked later.", "Edit /r/src/retry.ts", [
      "b1",
      "c",
      "d",
    ], 1],
  );
  assert.deepEqual(
    resolved([...tests("b", true), ...tests("d", false)]),
    ["npm test failed (1 failing); the same worked later.", undefined, ["b1", "d"], 1],
  );
});

const REAL = findRealLogs().filter((path) => path.includes("/claude-code/"));

Deno.test({
  name: REAL.length === 0
    ? "evidence of real logs: skipped, there are none"
    : "evidence of real logs stands where it says, and tells what was staged in them",
  ignore: REAL.length === 0,
  async fn() {
    const kinds = new Map<string, string[]>();
    for (const path of REAL) {
      const { parts } = await convertFile(path);
      const source = await inFolder(async (folder) => {
        for (const [index, xml] of parts.entries()) {
          await Deno.writeTextFile(`${folder}/impl-real-part${index + 1}.xml`, xml);
        }
        return await readMaterialsSource(folder, redactor);
      });
      assert.deepEqual(source.gaps, [], path);
      const { findings } = findEvidence({ ...source, diff: undefined, plan: PLAN });
      const index = createCitationIndex({
        ...source,
        diff: undefined,
        plan: PLAN,
        documents: { roots: [], total: 0, documents: [], paths: [], terms: [] },
      });
      const { removed, corrected } = verifyCitations(findings.flatMap(({ citations }) => citations), index);
      assert.deepEqual([removed, corrected], [[], 0], path);
      kinds.set(nameOfLog(path), findings.map(({ kind }) => kind));
    }
    const inVersion = (version: string) =>
      [...kinds].filter(([name]) => name.includes(`/${version}/`)).flatMap(([, found]) => found);
    for (const version of ["1.0.128", "2.0.77", "2.1.20", "2.1.200", "2.1.329"]) {
      for (const kind of ["denial", "error-resolved", "error-unresolved", "user-correction"]) {
        assert.ok(inVersion(version).includes(kind), `${kind} in ${version}`);
      }
    }
    for (const version of ["2.0.77", "2.1.200", "2.1.329"]) {
      assert.ok(inVersion(version).includes("queued-steering"), version);
    }
  },
});
