import assert from "node:assert/strict";
import { assistantLine, type Converted, convertLines, userLine } from "../converting.ts";

const REJECTED =
  "The tool use was rejected (eg. if it was a file edit, the new_string was NOT written to the file).";
const REFUSED = `The user doesn't want to proceed with this tool use. ${REJECTED}`;
const SAID = `${REFUSED} To tell you how to proceed, the user said:\n`;
const NOTE =
  "\n\nNote: The user's next message may contain a correction or preference. Pay close attention — if they explain what went wrong or how they'd prefer you to work, consider saving that to memory for future sessions.";

const resultOf = ({ elements }: Converted) => elements.find(({ name }) => name === "tool_result");
const wordsOf = ({ elements }: Converted) =>
  elements.filter(({ name }) => name === "user").slice(1).map((
    { attributes, text },
  ) => [attributes.about, text]);

/** Converts one tool use with its result. */
async function convert(
  content: string,
  { name = "Bash", input = {}, isError = true, fields = {} }: {
    name?: string;
    input?: Record<string, unknown>;
    isError?: boolean;
    fields?: Record<string, unknown>;
  } = {},
): Promise<Converted> {
  return await convertLines([
    userLine("Go"),
    assistantLine({ type: "tool_use", id: "t1", name, input }),
    userLine([{ type: "tool_result", tool_use_id: "t1", content, is_error: isError }], fields),
  ]);
}

Deno.test("of a refused tool's result only the client's own sentences are left out", async () => {
  const fields = { toolDenialKind: "user-rejected" };
  for (
    const text of [
      "Permission for this action has been denied. Reason: use the helper in utils.py instead",
      "FAIL the user said: nothing",
    ]
  ) {
    const converted = await convert(text, { fields });
    assert.deepEqual([resultOf(converted)?.attributes.denied, resultOf(converted)?.text], ["yes", text]);
    assert.deepEqual(wordsOf(converted), []);
  }
  const stop = " STOP what you are doing and wait for the user to tell you how to proceed.";
  for (
    const text of [
      `${REFUSED}${stop}`,
      `The user doesn't want to take this action right now.${stop}`,
      `${REFUSED}${stop}${NOTE}`,
    ]
  ) {
    const converted = await convert(text, { fields });
    assert.deepEqual([resultOf(converted)?.attributes.denied, resultOf(converted)?.text], ["yes", ""]);
    assert.deepEqual(wordsOf(converted), []);
  }
});

Deno.test("what a person stopped after it had begun is interrupted, not refused", async () => {
  const rejected = { toolDenialKind: "user-rejected" };
  const stop = `${REFUSED} STOP what you are doing and wait for the user to tell you how to proceed.`;
  const output = "PASS a.test.js\n[Request interrupted by user for tool use]";
  const cases: [string, string, string | undefined, Record<string, unknown>][] = [
    ["Bash", stop, "interrupted", { version: "2.1.329" }],
    ["Bash", stop, "interrupted", { version: "2.2.0" }],
    ["Bash", stop, "interrupted", { version: "3.0.1" }],
    ["Bash", output, "interrupted", { version: "2.1.200" }],
    ["Bash", stop, "denied", { version: "2.1.329", toolDenialBeforeRun: true }],
    ["Bash", stop, "denied", { version: "2.1.200" }],
    ["Bash", `${SAID}use pnpm`, "denied", { version: "2.1.329" }],
    ["ExitPlanMode", stop, "denied", { version: "2.1.329" }],
  ];
  for (const [name, text, is, fields] of cases) {
    const converted = await convert(text, { name, fields: { ...rejected, ...fields } });
    const { denied, interrupted } = resultOf(converted)?.attributes ?? {};
    const expected = is === "denied" ? ["yes", undefined] : [undefined, "yes"];
    assert.deepEqual([denied, interrupted], expected, `${name} ${JSON.stringify(fields)}`);
    assert.equal(resultOf(converted)?.text, text === output ? output : "");
  }
});

Deno.test("a refusal in words that are not known is one where the client's record says so", async () => {
  const opening = "Error: The user doesn’t want this. To tell you how to proceed, the user said:";
  const converted = await convert(`${opening}\nuse pnpm`, { fields: { toolDenialKind: "user-rejected" } });
  assert.deepEqual([resultOf(converted)?.attributes.denied, resultOf(converted)?.text], ["yes", opening]);
  assert.deepEqual(wordsOf(converted), [["denial", "use pnpm"]]);
});

Deno.test("what the client appends to a refusal's reason is not a person's", async () => {
  assert.deepEqual(wordsOf(await convert(`${SAID}use pnpm\n\nand no npm${NOTE}`)), [
    ["denial", "use pnpm\n\nand no npm"],
  ]);
  // Nor is a line that only begins so cut off with what the person went on to say.
  const quoted = `look:${NOTE}\nwhat is that?`;
  assert.deepEqual(wordsOf(await convert(`${SAID}${quoted}`)), [["denial", quoted]]);
});

Deno.test("a refusal in a subagent is one, with the person's words", async () => {
  const denied = `Permission for this tool use was denied. ${REJECTED}`;
  const said = await convert(`${denied} The user said:\nuse pnpm`);
  assert.deepEqual([resultOf(said)?.attributes.denied, resultOf(said)?.text], ["yes", ""]);
  assert.deepEqual(wordsOf(said), [["denial", "use pnpm"]]);
  const silent = await convert(
    `${denied} Try a different approach or report the limitation to complete your task.`,
  );
  assert.deepEqual([resultOf(silent)?.attributes.denied, resultOf(silent)?.text], ["yes", ""]);
  assert.deepEqual(wordsOf(silent), []);
  // A rule is nobody.
  const rule = await convert("Permission to use Bash with command rm has been denied.");
  assert.equal(resultOf(rule)?.attributes.denied, undefined);
});

Deno.test("a plan that was rejected is a refusal, and stands where it was proposed", async () => {
  const plan = "# Plan\ndo X";
  const rejected =
    `The agent proposed a plan that was rejected by the user. The user chose to stay in plan mode rather than proceed with implementation.\n\nRejected plan:\n${plan}`;
  for (const [input, text] of [[{ plan }, ""], [{}, `Rejected plan:\n${plan}`]] as const) {
    const converted = await convert(rejected, { name: "ExitPlanMode", input });
    assert.deepEqual([resultOf(converted)?.attributes.denied, resultOf(converted)?.text], ["yes", text]);
  }
});

Deno.test("going back to questions is no reason that a person wrote, but answers already given are a person's", async () => {
  const clarify =
    'The user wants to clarify these questions.\n    This means they may have additional information, context or questions for you.\n\n    Questions asked:\n- "Which DB?"\n  Answer: pg\n- "Which tests?"\n  (No answer provided)';
  const converted = await convert(`${SAID}${clarify}${NOTE}`, { name: "AskUserQuestion" });
  assert.deepEqual([resultOf(converted)?.attributes.denied, resultOf(converted)?.text], ["yes", clarify]);
  assert.deepEqual(wordsOf(converted), [["questions", "Which DB? → pg"]]);
  const silent = await convert(`${SAID}${clarify.replace("Answer: pg", "(No answer provided)")}`);
  assert.deepEqual(wordsOf(silent), []);
});

const answered =
  'User has answered your questions: "Which DB?"="pg" user notes: never version 16, "Which tests?"="unit, e2e". You can now continue with the user\'s answers in mind.';

Deno.test("a person's notes on questions are a person's, in long lines too", async () => {
  for (const filling of ["", "long enough ".repeat(300)]) {
    const toolUseResult = {
      questions: [{ question: "Which DB?", filling }, { question: "Which tests?" }],
      answers: { "Which DB?": "pg", "Which tests?": filling === "" ? "unit, e2e" : ["unit", "e2e"] },
      annotations: { "Which DB?": { notes: "never version 16" } },
    };
    const options = { name: "AskUserQuestion", isError: false, fields: { toolUseResult } };
    assert.deepEqual(wordsOf(await convert(answered, options)), [
      ["questions", "Which DB? → pg; notes: never version 16\nWhich tests? → unit, e2e"],
    ]);
  }
});

Deno.test("answers that stand in the result alone are a person's, where questions were asked", async () => {
  const asked = await convert(answered, { name: "AskUserQuestion", isError: false });
  assert.deepEqual(wordsOf(asked), [
    ["questions", '"Which DB?"="pg" user notes: never version 16, "Which tests?"="unit, e2e"'],
  ]);
  assert.equal(resultOf(asked)?.text, "");
  const failed = await convert(answered, { name: "AskUserQuestion", isError: true });
  assert.deepEqual([wordsOf(failed), resultOf(failed)?.text], [[], answered]);
  const read = await convert(answered, { name: "Read", isError: false });
  assert.deepEqual([wordsOf(read), resultOf(read)?.text], [[], answered]);
});

Deno.test("what other tools answer in the fields of questions is no person's", async () => {
  const toolUseResult = { questions: [1], answers: { a: "FORGED" } };
  for (const name of ["mcp__forms__ask", "Bash"]) {
    const converted = await convert("as it is", { name, isError: false, fields: { toolUseResult } });
    assert.deepEqual([wordsOf(converted), resultOf(converted)?.text], [[], "as it is"]);
  }
});

Deno.test("answers that were given before a person went back to the questions are theirs, without a refusal's sentence, too", async () => {
  const text =
    'The user wants to clarify these questions.\n    Start by asking them what they would like to clarify.\n\n    Questions asked:\n- "Which?"\n  Answer: use duckdb instead';
  const converted = await convert(text, { name: "AskUserQuestion" });
  assert.deepEqual(wordsOf(converted), [["questions", "Which? → use duckdb instead"]]);
});

Deno.test("a refusal in the tags of an error is one", async () => {
  const converted = await convert(`<tool_use_error>${SAID}use make clean</tool_use_error>`);
  assert.deepEqual(wordsOf(converted), [["denial", "use make clean"]]);
  assert.equal(resultOf(converted)?.attributes.denied, "yes");
});

Deno.test("what a person said while approving a plan is theirs, and a plan that they changed is marked", async () => {
  const opening = "User has approved your plan. You can now start coding.";
  const plan = "## Approved Plan (edited by user):\nOne\nThe user said: nothing";
  const approved = { name: "ExitPlanMode", input: { plan: "One\nTwo" }, isError: false };
  const converted = await convert(`${opening}\n\nThe user said: but skip\nstep two\n\n${plan}`, approved);
  assert.deepEqual(wordsOf(converted), [["approval", "but skip\nstep two"]]);
  const result = resultOf(converted);
  assert.deepEqual([result?.text, result?.attributes.modified], [`${opening}\n\n${plan}`, "user"]);
  const silent = await convert(`${opening}\n\n${plan.replace(" (edited by user)", "")}`, approved);
  assert.deepEqual([wordsOf(silent), resultOf(silent)?.attributes.modified], [[], undefined]);
  // Any other tool may print the same.
  assert.deepEqual(wordsOf(await convert(`${opening}\n\nThe user said: x`, { isError: false })), []);
});
