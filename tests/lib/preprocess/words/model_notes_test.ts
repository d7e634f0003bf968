/** What the client writes for its model alone says nothing to a learner, and which tool use a notice is of stands on the notice. */

import assert from "node:assert/strict";
import { assistantLine, convertLines, type ParsedElement, toolLines, userLine } from "../converting.ts";
import { withoutAgentNotes } from "../../../../lib/preprocess/words/model_notes.ts";

const textOf = (elements: readonly ParsedElement[], name: string) =>
  elements.find((shown) => shown.name === name)?.text;

for (
  const [told, tool, note] of [
    [
      "how an agent is resumed",
      "Task",
      "agentId: a12 (for resuming to continue this agent's work if needed)",
    ],
    [
      "what an agent took",
      "Agent",
      "agentId: a12 (use SendMessage with to: 'a12', summary: '<5-10 word recap>' to continue this agent)\n" +
      "<usage>subagent_tokens: 31\ntool_uses: 2\nduration_ms: 80</usage>",
    ],
    [
      "to name the sources of a search",
      "WebSearch",
      "\n\nREMINDER: You MUST include the sources above in your response to the user using markdown hyperlinks.",
    ],
  ] as const
) {
  Deno.test(`a note to the model is not shown: ${told}`, async () => {
    const lines = (toolName: string) => [
      userLine("Go"),
      ...toolLines(toolName, { prompt: "Look", query: "q" }, `Two callers.\n${note}`),
    ];
    const { elements, report: { ledger } } = await convertLines(lines(tool));
    assert.equal(textOf(elements, "tool_result"), "Two callers.");
    assert.equal(ledger.pruned.reasons["note to the model"]?.count, 1);
    assert.equal(ledger.grown, 0);
    // A file may say the same.
    assert.match(
      textOf((await convertLines(lines("Read"))).elements, "tool_result") ?? "",
      /agentId|REMINDER/,
    );
    const whole = await convertLines(lines(tool), { detail: "everything" });
    assert.match(textOf(whole.elements, "tool_result") ?? "", /agentId|REMINDER/);
  });
}

Deno.test("a note behind a long result is not shown either", async () => {
  const note =
    "REMINDER: You MUST include the sources above in your response to the user using markdown hyperlinks.";
  const found = Array.from(
    { length: 900 },
    (_, index) => `Page ${index} says that ${index % 7} of them fail.`,
  ).join("\n");
  // In this order a text is not parsed.
  const result = { tool_use_id: "s1", type: "tool_result", content: `${found}\n\n\n${note}` };
  const { xml, report: { ledger } } = await convertLines([
    userLine("Go"),
    assistantLine({ type: "tool_use", id: "s1", name: "WebSearch", input: { query: "q" } }),
    userLine([result]),
  ]);
  assert.doesNotMatch(xml, /REMINDER/);
  assert.match(xml, /Page 899 says/);
  assert.equal(ledger.pruned.reasons["note to the model"]?.count, 1);
  assert.equal(ledger.grown, 0);
});

Deno.test("of a report its worktree stays, and of an agent in the background its id", () => {
  const worktree = "worktreePath: /w/a12\nworktreeBranch: wt-a12";
  const usage = "<usage>total_tokens: 5\ntool_uses: 1</usage>";
  assert.equal(
    withoutAgentNotes(`agentId: a12 (use SendMessage with to: 'a12')\n${worktree}\n${usage}`),
    worktree,
  );
  const start = "Async agent launched successfully.\nagentId: a12";
  const notes = " (internal ID - do not mention to user.)\noutput_file: /tmp/a12.output\n" +
    "The agent is working in the background. You will be notified.\nTo check progress before completion, use Read.";
  assert.equal(withoutAgentNotes(`${start}${notes}`), start);
  for (const text of ["agentId: a12 (an id)", `agentId: a12\n${usage} is what it says`, " x\n"]) {
    assert.equal(withoutAgentNotes(text), text);
  }
});

const SUMMARY =
  "This session is being continued from a previous conversation that ran out of context.\n\nTabs, no spaces.";
const TO_GO_ON =
  "Please continue the conversation from where we left it off without asking the user any further questions. Continue with the last task.";

Deno.test("a compaction's summary is shown without what its model is told beside it", async () => {
  const summary =
    `${SUMMARY}\n\nIf you need specific details from before compaction (like errors), read /x.jsonl\n${TO_GO_ON}`;
  const { elements } = await convertLines([
    userLine(summary, { isCompactSummary: true }),
    assistantLine("Going on."),
    userLine(TO_GO_ON),
  ]);
  assert.equal(textOf(elements, "summary"), SUMMARY);
  assert.equal(textOf(elements, "user"), TO_GO_ON);
});

const noticeOf = (toolUse: string, more = "") =>
  `<task-notification>\n<task-id>b1</task-id>\n<tool-use-id>${toolUse}</tool-use-id>\n${more}` +
  "<status>failed</status>\n<summary>make failed with exit code 2</summary>\n</task-notification>";

for (
  const [started, name, input, more] of [
    ["an agent", "Agent", { prompt: "Look", run_in_background: true }, {}],
    ["a command", "Bash", { command: "make", run_in_background: true }, {}],
    ["a command that took too long", "Bash", { command: "make" }, { backgroundTaskId: "b1" }],
  ] as const
) {
  Deno.test(`a notice says of which tool use it is: ${started} in the background`, async () => {
    const lines = toolLines(name, input, "Running with ID: b1", { toolUseResult: more });
    const id = JSON.stringify(lines[0]).match(/"id":"([^"]+)","name"/)?.[1] ?? "";
    assert.notEqual(id, "");
    const file = "<output-file>/tmp/tasks/b1.output</output-file>\n";
    const { elements } = await convertLines([
      userLine("Go"),
      ...lines,
      assistantLine("Waiting."),
      userLine(`${noticeOf(id, file)}\nRead the output file to retrieve the result: /tmp/tasks/b1.output`),
    ]);
    const notice = elements.find(({ name }) => name === "injected");
    const use = elements.find(({ name }) => name === "tool_use");
    assert.deepEqual([notice?.attributes.for, use?.attributes.ref], ["L2", "L2"]);
    assert.equal(notice?.text, noticeOf("x").replace("<tool-use-id>x</tool-use-id>\n", ""));
  });
}

Deno.test("a notice of older clients names an agent or a command alone, and says of which tool use that is", async () => {
  const launched = (name: string, more: Record<string, unknown>) =>
    toolLines(name, { prompt: name, command: "make" }, "Launched.", { toolUseResult: more });
  const notice = (task: string) =>
    userLine(noticeOf("x").replace("b1", task).replace(/<tool-use-id>.*\n/, ""));
  const { elements } = await convertLines([
    userLine("Go"),
    ...launched("Agent", { isAsync: true, agentId: "a7" }),
    ...launched("Bash", { backgroundTaskId: "b8" }),
    ...launched("Bash", { stdout: "b9" }),
    notice("b8"),
    notice("a7"),
    notice("b9"),
  ]);
  const shown = elements.filter(({ name }) => name === "injected");
  assert.deepEqual(shown.map(({ attributes }) => attributes.for), ["L4", "L2", undefined]);
});

Deno.test("a notice of a tool use that is not known keeps its id", async () => {
  const { elements } = await convertLines([
    userLine("Go"),
    assistantLine("Yes."),
    userLine(noticeOf("toolu_9")),
  ]);
  const notice = elements.find(({ name }) => name === "injected");
  assert.deepEqual([notice?.attributes.for, notice?.text], [undefined, noticeOf("toolu_9")]);
});
