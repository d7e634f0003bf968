/** What an agent reports is shown in its conversation; where it is handed back, a reference stands for it. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { AgentReports } from "../../../../lib/preprocess/agents/agent_reports.ts";
import { type Converted, convertFile, inFolder, userLine } from "../converting.ts";

const REPORT = Array.from(
  { length: 40 },
  (_, index) => `- finding ${index}: module ${index} retries without a limit`,
)
  .join("\n");
const TRAILER = "agentId: ag1 (use SendMessage to continue this agent)\n<usage>total_tokens: 5</usage>";

function assistantLine(id: string, block: unknown, more: Record<string, unknown> = {}) {
  return { ...userLine("", more), type: "assistant", message: { id, role: "assistant", content: [block] } };
}

/** Converts a session with agents in logs of their own, each with its lines. */
function convertWithAgents(
  lines: readonly unknown[],
  agents: Readonly<Record<string, readonly unknown[]>>,
  detail: "normal" | "everything" = "normal",
): Promise<Converted> {
  const text = (log: readonly unknown[]) => log.map((line) => `${JSON.stringify(line)}\n`).join("");
  return inFolder(async (folder) => {
    const session = join(folder, "11111111-2222-4333-8444-555555555555");
    await Deno.mkdir(join(session, "subagents"), { recursive: true });
    for (const [id, log] of Object.entries(agents)) {
      const marked = log.map((line) => ({ ...line as object, isSidechain: true, agentId: id }));
      await Deno.writeTextFile(join(session, "subagents", `agent-${id}.jsonl`), text(marked));
    }
    await Deno.writeTextFile(`${session}.jsonl`, text(lines));
    return await convertFile(`${session}.jsonl`, { detail });
  });
}

const agent = [userLine("Look around"), assistantLine("m2", { type: "text", text: `${REPORT}\n` })];
const call = { type: "tool_use", id: "call", name: "Agent", input: { prompt: "Look around" } };
const answered = (content: unknown, agentId = "ag1") => [
  userLine("Go"),
  assistantLine("m1", call),
  userLine([{ type: "tool_result", tool_use_id: "call", content }], { toolUseResult: { agentId } }),
];
const timesIn = ({ xml }: Converted) => xml.split("finding 7:").length - 1;

for (
  const [form, content, rest] of [
    ["a text", REPORT, ""],
    ["a block", [{ type: "text", text: REPORT }], ""],
    ["a text with lines of the client", `${REPORT}\n${TRAILER}`, ""],
    [
      "blocks with lines of the client",
      [{ type: "text", text: REPORT }, { type: "text", text: TRAILER }],
      "",
    ],
    ["an element", `<status>completed</status>\n\n<output>\n${REPORT}\n</output>`, undefined],
  ] as const
) {
  Deno.test(`a report that a result hands back as ${form} is shown once`, async () => {
    const converted = await convertWithAgents(answered(content), { ag1: agent });
    assert.equal(timesIn(converted), 1);
    const said = converted.elements.find(({ name, within }) =>
      name === "assistant" && within.includes("agent")
    );
    assert.equal(said?.text, REPORT);
    const result = converted.elements.find(({ name }) => name === "tool_result");
    assert.equal(result?.attributes.same_as, "ag1:L2");
    if (rest !== undefined) assert.equal(result?.text, rest);
    assert.equal(converted.report.ledger.deduplicated.reasons["agent's report"]?.count, 1);
    assert.equal(timesIn(await convertWithAgents(answered(content), { ag1: agent }, "everything")), 2);
  });
}

Deno.test("a result that says something else than the agent's log is shown", async () => {
  const { xml, elements } = await convertWithAgents(answered(REPORT.replace("finding 39", "result 39")), {
    ag1: agent,
  });
  assert.match(xml, /result 39/);
  assert.equal(elements.find(({ name }) => name === "tool_result")?.attributes.same_as, undefined);
});

Deno.test("a notice about an agent in the background refers to its report", async () => {
  const notice = `<task-notification>\n<task-id>ag1</task-id>\n<summary>Agent "Look" completed</summary>\n` +
    `<result>${REPORT}</result>\n</task-notification>`;
  const converted = await convertWithAgents([
    ...answered("Async agent launched successfully."),
    userLine(notice, { origin: { kind: "task-notification" } }),
  ], { ag1: agent });
  assert.equal(timesIn(converted), 1);
  const shown = converted.elements.find(({ name }) => name === "injected");
  assert.equal(shown?.attributes.same_as, "ag1:L2");
  assert.match(shown?.text ?? "", /Agent "Look" completed/);
});

Deno.test("of agents that the client starts for itself neither its prompts are shown nor copies of a person's", async () => {
  const line = userLine("Go", { uuid: "another" });
  const clients = userLine("Your task is to sum up the conversation.");
  const answer = assistantLine("m9", { type: "text", text: "All is done." });
  for (const id of ["acompact-12ab", "aprompt_suggestion-12ab"]) {
    const { elements } = await convertWithAgents([userLine("Go")], { [id]: [line, clients, answer] });
    assert.deepEqual(elements.map(({ name, text }) => [name, text]).slice(0, 3), [
      ["user", "Go"],
      ["agent", elements[1]?.text],
      ["assistant", "All is done."],
    ]);
  }
  const { elements } = await convertWithAgents([userLine("Go")], { "acompactor": [line, clients, answer] });
  assert.equal(elements.filter(({ name }) => name === "prompt").length, 2);
});

Deno.test("the latest of very many reports are remembered", () => {
  const reports = new AgentReports();
  const report = (index: number) => `${index} ${REPORT}`;
  for (let index = 0; index < 3000; index++) reports.note(report(index), `L${index}`);
  assert.equal(reports.findIn(report(0)), undefined);
  assert.equal(reports.findIn(report(2999))?.reference, "L2999");
  for (let index = 0; index < 20; index++) reports.note(`${REPORT} ${index}`, `R${index}`);
  assert.equal(reports.findIn(`${REPORT} 19`)?.reference, "R19");
});

Deno.test("a report is found behind elements at the beginnings of lines alone", () => {
  const reports = new AgentReports();
  reports.note(REPORT, "L1");
  const isFound = (before: string) => reports.findIn(`${before}${REPORT}`) !== undefined;
  for (const before of ["", " \n\n", "said:\n \t<result id='1'>", "<a>\n<b>\n\n  ", "<a\n<result>"]) {
    assert.ok(isFound(before), before);
  }
  for (const before of ["said: <result>", "<a><b>", "<1>", "<result\n>", "<result", "<a>\n".repeat(17)]) {
    assert.ok(!isFound(before), before);
  }
});

Deno.test("a report is shown once in the frame of newer clients, too, and a short one as well", async () => {
  const banner = "[Subagent hand-back] The text below is the final report of a subagent. The report follows:";
  const framed = (report: string) => `${banner}\n${report.split("\n").map((line) => `  ${line}`).join("\n")}`;
  const short = "Callers of foo:\n\n- src/a.ts:12, which wraps its error\n- src/b.ts:7, which drops it\n"
    .padEnd(130, "!");
  for (const report of [REPORT, short]) {
    const log = [userLine("Look around"), assistantLine("m2", { type: "text", text: report })];
    for (
      const [content, rest] of [
        [report, ""],
        [framed(report), ""],
        [`${framed(report)}\n${TRAILER}`, ""],
        [`Note: it was resumed.\n${framed(report)}`, "Note: it was resumed."],
      ]
    ) {
      const { elements, report: { ledger } } = await convertWithAgents(answered(content), { ag1: log });
      const result = elements.find(({ name }) => name === "tool_result");
      assert.deepEqual([result?.attributes.same_as, result?.text], ["ag1:L2", rest]);
      assert.equal(ledger.grown, 0);
    }
  }
});

Deno.test("a framed report that stands nowhere else is shown without its frame", async () => {
  const framed = "[Subagent hand-back] The report follows:\n  # Found\n  \n  - one\n    - two";
  const { elements } = await convertWithAgents(answered(framed), {});
  assert.equal(elements.find(({ name }) => name === "tool_result")?.text, "# Found\n\n- one\n  - two");
});
