import assert from "node:assert/strict";
import { join } from "node:path";
import { parseXmlDocument } from "slimdom";
import type { Element as XmlElement } from "slimdom";
import { session } from "../../../support/session_builder/mod.ts";
import { convertFile, convertLines, convertSession, convertText, inFolder } from "../converting.ts";
import { embeddedText, message, result, startAgents, write } from "./agent_lines.ts";

const VERSIONS = ["1.0.44", "2.0.77", "2.1.20", "2.1.200", "2.1.329"] as const;

/** An element as `name#ref` or `name`, with what it holds. */
type Outline = string | [string, ...Outline[]];

function outline(xml: string): Outline[] {
  const describe = (node: XmlElement): Outline => {
    const detail = node.getAttribute("type") ?? node.getAttribute("name");
    const mark = node.hasAttribute("continued") ? " continued" : "";
    const text = node.children.length === 0 ? node.textContent ?? "" : "";
    const label = `${node.localName}${detail === null ? "" : ` ${detail}`}${mark}${
      text === "" ? "" : `: ${text}`
    }`;
    return node.children.length === 0 ? label : [label, ...node.children.map(describe)];
  };
  const root = parseXmlDocument(xml).documentElement;
  return root === null ? [] : root.children.filter(({ localName }) => localName !== "usage").map(describe);
}

for (const version of VERSIONS) {
  const tool = version === "2.1.200" || version === "2.1.329" ? "Agent" : "Task";

  Deno.test(`version ${version}: a subagent stands inside the tool use that started it, before its result`, async () => {
    const built = session({ version, seed: version }).prompt("Look around")
      .agent(
        "Explore",
        "Find callers",
        (agent) => agent.bash("grep", "src/csv.js:12").assistant("One caller."),
      )
      .agent("Plan", "Find callers", (agent) => agent.assistant("Two steps."))
      .assistant("Thanks.");
    const { report, xml } = await convertSession(built);
    assert.equal(report.agents, 2);
    const found = outline(xml);
    const uses = found.filter((item) => Array.isArray(item) && item[0] === `tool_use ${tool}`);
    assert.deepEqual(
      uses.map(([, ...inside]) => (inside as Outline[]).filter((item) => Array.isArray(item))),
      [
        [[
          "agent Explore",
          "prompt: Find callers",
          ["tool_use Bash", "param command: grep"],
          "tool_result: src/csv.js:12",
          "assistant: One caller.",
        ]],
        [["agent Plan", "prompt: Find callers", "assistant: Two steps."]],
      ],
    );
    for (const use of uses) assert.match(String(found[found.indexOf(use) + 1]), /^tool_result/);
  });
}

for (const version of ["2.0.77", "2.1.20", "2.1.200"] as const) {
  Deno.test(`version ${version}: an agent's own agents stand inside its tool uses`, async () => {
    const built = session({ version, seed: `deep ${version}` }).prompt("Look around")
      .agent(
        "Plan",
        "Plan it",
        (agent) =>
          agent.agent(
            "Explore",
            "Search first",
            (inner) =>
              inner.agent("Explore", "Deeper", (deepest) => deepest.assistant("The bottom.")).assistant(
                "Searched.",
              ),
          )
            .assistant("Planned."),
      )
      .assistant("Thanks.");
    const { elements, report } = await convertSession(built);
    assert.equal(report.agents, 3);
    const level = ["tool_use", "agent"];
    const said = elements.filter(({ name }) => name === "assistant").map((
      { text, within },
    ) => [text, within]);
    assert.deepEqual(said, [
      ["The bottom.", [...level, ...level, ...level]],
      ["Searched.", [...level, ...level]],
      ["Planned.", level],
      ["Thanks.", []],
    ]);
  });
}

Deno.test("messages embedded in the parent are shown where the agent has no log of its own, and only there", async () => {
  const built = () =>
    session({ version: "2.1.20", seed: "e" }).prompt("Look")
      .agent("Explore", "Find callers", (agent) => agent.assistant("One caller."), { embedded: true });
  const said = ({ elements }: Awaited<ReturnType<typeof convertText>>) =>
    elements.filter(({ name, text }) => name === "assistant" && text === "One caller.")
      .map(({ attributes, within }) => [(attributes.ref ?? "").replaceAll(/[0-9a-f]+/g, "*"), within]);
  // The reference is to the agent's own log.
  assert.deepEqual(said(await convertSession(built())), [["*:L*", ["tool_use", "agent"]]]);
  assert.deepEqual(said(await convertText(built().build().text)), [["L*", ["tool_use", "agent"]]]);
});

Deno.test("agents that run side by side in one log are told apart, each whole inside its own tool use", async () => {
  const one = message("user", "Do one", { isSidechain: true, uuid: "side-1" });
  const two = message("user", "Do two", { isSidechain: true, uuid: "side-2" });
  const says = (text: string, parentUuid: string) =>
    message("assistant", [{ type: "text", text }], { isSidechain: true, parentUuid });
  const { xml } = await convertLines([
    message("user", "Go"),
    startAgents("one", "two"),
    one,
    two,
    says("1a", "side-1"),
    says("2a", "side-2"),
    says("1b", "side-1"),
    result("two", "done two"),
    says("1c", "side-1"),
    result("one", "done one"),
    message("assistant", "Thanks."),
  ]);
  assert.deepEqual(outline(xml), [
    "user: Go",
    ["tool_use Task", ["agent", "prompt: Do one", "assistant: 1a", "assistant: 1b", "assistant: 1c"]],
    "tool_result: done one",
    ["tool_use Task", ["agent", "prompt: Do two", "assistant: 2a"]],
    "tool_result: done two",
    "assistant: Thanks.",
  ]);
});

Deno.test("an agent inside the log that no tool use started stands where its lines do", async () => {
  const use = (id: string, more: object = {}) =>
    message("assistant", [{ type: "tool_use", id, name: "Bash", input: {} }], more);
  const { xml } = await convertLines([
    message("user", "Go"),
    use("one"),
    message("user", "Look around", { isSidechain: true, uuid: "side-1" }),
    use("two", { isSidechain: true, parentUuid: "side-1", uuid: "side-2" }),
    result("one", "done one"),
    message("assistant", "Thanks."),
    message("user", "Now the tests"),
    message("assistant", "All pass."),
  ]);
  assert.deepEqual(outline(xml), [
    "user: Go",
    "tool_use Bash",
    "tool_result: done one",
    ["agent", "prompt: Look around"],
    "assistant: Thanks.",
    ["agent continued", "tool_use Bash"],
    "user: Now the tests",
    "assistant: All pass.",
  ]);
});

Deno.test("an agent that goes on in the background goes on inside its tool use", async () => {
  const { xml } = await convertLines([
    message("user", "Go"),
    startAgents("bg"),
    embeddedText("bg", "a1", "Starting."),
    result("bg", "launched"),
    message("assistant", "Meanwhile."),
    embeddedText("bg", "a1", "Finished."),
  ]);
  assert.deepEqual(outline(xml), [
    "user: Go",
    ["tool_use Task", "param prompt: Do bg", ["agent", "assistant: Starting."]],
    "tool_result: launched",
    "assistant: Meanwhile.",
    ["tool_use Task continued", ["agent continued", "assistant: Finished."]],
  ]);
});

Deno.test("messages inside a tool use that was shown without any are a continuation of it", async () => {
  const { xml } = await convertLines([
    message("user", "Go"),
    message("assistant", [{ type: "tool_use", id: "w", name: "Task", input: {} }]),
    result("w", "running"),
    embeddedText("w", "a2", "Reviewed."),
  ]);
  assert.deepEqual(outline(xml).slice(1), [
    "tool_use Task",
    "tool_result: running",
    ["tool_use Task continued", ["agent", "assistant: Reviewed."]],
  ]);
});

Deno.test("agents of a workflow stand inside the tool use whose result names their run, or with one that names it", async () => {
  const ways: { said?: string; toolUseResult?: object; meta?: object }[] = [
    { toolUseResult: { status: "async_launched", runId: "wf_1" } },
    { said: "Workflow launched. Run ID: wf_1." },
    { meta: { agentType: "Reviewer", toolUseId: "wf" } },
  ];
  for (const { said = "launched", toolUseResult, meta } of ways) {
    await inFolder(async (folder) => {
      const id = "11111111-2222-4333-8444-555555555555";
      const write = async (file: string, ...lines: readonly object[]) =>
        await Deno.writeTextFile(
          join(folder, file),
          `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`,
        );
      await write(
        `${id}.jsonl`,
        message("user", "Go"),
        message("assistant", [{ type: "tool_use", id: "wf", name: "Workflow", input: { name: "review" } }]),
        result("wf", said, { toolUseResult }),
      );
      for (const [run, agent] of [["wf_1", "w1"], ["wf_1", "w2"], ["wf_12", "other"]] as const) {
        const runs = join(id, "subagents", "workflows", run);
        await Deno.mkdir(join(folder, runs), { recursive: true });
        const line = message("user", "Review", { isSidechain: true });
        await write(join(runs, `agent-${agent}.jsonl`), line, message("assistant", `Seen by ${agent}.`));
        if (agent === "w1" && meta !== undefined) await write(join(runs, "agent-w1.meta.json"), meta);
      }
      const { elements } = await convertFile(join(folder, `${id}.jsonl`));
      const agents = elements.filter(({ name }) => name === "agent");
      assert.deepEqual(agents.map(({ attributes, within }) => [attributes.id, ...within]), [
        ["w1", "tool_use"],
        ["w2", "tool_use"],
        ["other"],
      ]);
    });
  }
});

Deno.test("the agent of a skill that is carried out by one stands inside its tool use", async () => {
  await inFolder(async (folder) => {
    const id = "11111111-2222-4333-8444-555555555555";
    const agents = join(folder, id, "subagents");
    await Deno.mkdir(agents, { recursive: true });
    await write(
      join(folder, `${id}.jsonl`),
      message("user", "Go"),
      message("assistant", [{ type: "tool_use", id: "sk", name: "Skill", input: { skill: "deploy" } }]),
      result("sk", "done", { toolUseResult: { status: "forked", agentId: "aid" } }),
      message("assistant", "Later."),
    );
    await write(
      join(agents, "agent-aid.jsonl"),
      message("user", "What the skill says", { isSidechain: true }),
      message("assistant", "Deployed.", { isSidechain: true }),
    );
    assert.deepEqual(outline((await convertFile(join(folder, `${id}.jsonl`))).xml).slice(1), [
      ["tool_use Skill", "param skill: deploy", [
        "agent",
        "prompt: What the skill says",
        "assistant: Deployed.",
      ]],
      "tool_result: done",
      "assistant: Later.",
    ]);
  });
});

Deno.test("an agent's log is found by the id in the result, by its prompt, or comes at the end", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "11111111-2222-4333-8444-555555555555.jsonl");
    const agents = join(folder, "11111111-2222-4333-8444-555555555555", "subagents");
    await Deno.mkdir(join(agents, "workflows", "wf_1"), { recursive: true });
    const log = (prompt: string, answer: string) => [
      message("user", prompt, { isSidechain: true }),
      message("assistant", answer, { isSidechain: true }),
    ];
    await write(
      path,
      message("user", "Go"),
      startAgents("one"),
      result("one", "launched", { toolUseResult: { isAsync: true, agentId: "aid" } }),
      startAgents("two"),
      message("assistant", [{ type: "tool_use", id: "wf", name: "Workflow", input: { name: "review" } }]),
      result("wf", "both done"),
    );
    await write(join(agents, "agent-aid.jsonl"), ...log("Rephrased by the client", "By id."));
    await write(join(agents, "agent-prompt.jsonl"), ...log("Do two", "By prompt."));
    await write(join(agents, "agent-lost.jsonl"), ...log("Something else", "Lost."));
    for (const id of ["w1", "w2"]) {
      await write(join(agents, "workflows", "wf_1", `agent-${id}.jsonl`), ...log("Review", `Seen by ${id}.`));
      await write(join(agents, "workflows", "wf_1", `agent-${id}.meta.json`), {
        agentType: "Reviewer",
        toolUseId: "wf",
      });
    }
    const { report, xml } = await convertFile(path);
    assert.equal(report.agents, 5);
    const prompt = "prompt: Review";
    assert.deepEqual(outline(xml).slice(1), [
      ["tool_use Task", ["agent", "prompt: Rephrased by the client", "assistant: By id."]],
      "tool_result: launched",
      ["tool_use Task", ["agent", "prompt: Do two", "assistant: By prompt."]],
      [
        "tool_use Workflow",
        "param name: review",
        ["agent Reviewer", prompt, "assistant: Seen by w1."],
        ["agent Reviewer", prompt, "assistant: Seen by w2."],
      ],
      "tool_result: both done",
      ["agent", "prompt: Something else", "assistant: Lost."],
    ]);
  });
});
