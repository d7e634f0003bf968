/** Agents that another session began: of a fork's copied history, or woken by a session of their own folder. */

import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { SharedHistory } from "../../../../lib/preprocess/mod.ts";
import { session, writeClaudeFolder } from "../../../support/session_builder/mod.ts";
import { assistantLine, convertFiles, inFolder, type ParsedElement, userLine } from "../converting.ts";

type Line = Record<string, unknown>;

const A = "aaaaaaaa-2222-4333-8444-555555555555";
const B = "bbbbbbbb-2222-4333-8444-555555555555";

/** The elements of sessions that are converted one after the other. */
async function convert(
  paths: readonly string[],
  history?: SharedHistory,
): Promise<(readonly ParsedElement[])[]> {
  const converted = await convertFiles(paths, history === undefined ? {} : { history });
  return converted.map(({ elements }) => elements);
}

/** What agents say, each with the prompts that stand in the same tool use before it. */
function agentsWords(elements: readonly ParsedElement[] = []): string[] {
  return elements.filter(({ name, within }) =>
    within.includes("agent") && (name === "prompt" || name === "assistant" || name === "tool_result")
  ).map(({ name, text, attributes }) =>
    `${name}${attributes["error"] === "yes" ? "!" : ""}: ${text.trim()}`.replace("Exit code 1\n", "")
  );
}

for (const version of ["2.0.77", "2.1.20", "2.1.200", "2.1.329"]) {
  Deno.test(`a fork without its origin shows the agents of the copied history, with it once (${version})`, async () => {
    await inFolder(async (folder) => {
      const origin = session({ version, seed: "original" }).prompt("Fix it")
        .agent(
          "Explore",
          "Find callers",
          (agent) => agent.bash("rg", "failed", { isError: true }).assistant("One."),
        )
        .assistant("Fixed.");
      const copied = origin.build();
      // Later than the fork: none of its history.
      origin.agent("Explore", "Find tests", (agent) => agent.assistant("Not the fork's."));
      const fork = session({ version, seed: "fork", start: "2026-11-20T15:00:00.000Z" }).copying(copied)
        .prompt("And the docs").assistant("Documented.");
      const { sessions } = await writeClaudeFolder(folder, [origin, fork]);
      const [first = "", second = ""] = sessions.map(({ path }) => path);
      const expected = ["prompt: Find callers", "tool_result!: failed", "assistant: One."];
      const [alone] = await convert([second]);
      assert.deepEqual(agentsWords(alone), expected);
      const [one, two] = await convert([first, second], new SharedHistory());
      assert.deepEqual(agentsWords(one).slice(0, 3), expected);
      assert.deepEqual(agentsWords(two), []);
    });
  });
}

const call = (id: string, prompt: string, more: Line = {}) =>
  assistantLine({ type: "tool_use", id, name: "Task", input: { prompt, ...more } });
const result = (id: string, content: string, agentId?: string) =>
  userLine(
    [{ type: "tool_result", tool_use_id: id, content }],
    agentId === undefined ? {} : { toolUseResult: { agentId } },
  );
const turn = (prompt: string, answer: string) => [userLine(prompt), assistantLine(answer)];

/** Writes logs of sessions and agents, all lines in the name of a session; gives the sessions' paths. */
async function write(
  folder: string,
  files: Readonly<Record<string, readonly (readonly [string, readonly Line[]])[]>>,
): Promise<string[]> {
  for (const [name, pieces] of Object.entries(files)) {
    const lines = pieces.flatMap(([sessionId, own]) => own.map((line) => ({ ...line, sessionId })));
    const path = join(folder, `${name}.jsonl`);
    await Deno.mkdir(join(path, ".."), { recursive: true });
    await Deno.writeTextFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  }
  return [join(folder, `${A}.jsonl`), join(folder, `${B}.jsonl`)];
}

const begun = [userLine("Go"), call("t1", "Look"), result("t1", "Looked.", "a1")];
const woken = [userLine("Again"), call("t2", "Look there", { resume: "a1" }), result("t2", "Seen.", "a1")];

Deno.test("of an agent that two sessions spoke to, each shows what it said to that one", async () => {
  await inFolder(async (folder) => {
    const [first = "", second = ""] = await write(folder, {
      [A]: [[A, begun]],
      [B]: [[B, woken]],
      "agent-a1": [[A, turn("Look", "One.")], [B, turn("Look there", "Two.")], [
        A,
        turn("And there", "Three."),
      ]],
    });
    const ofA = ["prompt: Look", "assistant: One.", "prompt: And there", "assistant: Three."];
    const ofB = ["prompt: Look there", "assistant: Two."];
    assert.deepEqual((await convert([first])).map(agentsWords), [ofA]);
    assert.deepEqual((await convert([second])).map(agentsWords), [ofB]);
    assert.deepEqual((await convert([second, first], new SharedHistory())).map(agentsWords), [ofB, ofA]);
  });
});

Deno.test("a fork shows what it woke its origin's agent with; with the origin, that alone", async () => {
  await inFolder(async (folder) => {
    const [first = "", second = ""] = await write(folder, {
      [A]: [[A, [...begun, call("t3", "Look there", { resume: "a1" }), result("t3", "Later.", "a1")]]],
      [B]: [[A, begun], [B, woken]],
      "agent-a1": [
        [A, turn("Look", "One.")],
        [B, turn("Look there", "Two.")],
        [A, turn("Look there", "After the fork.")],
      ],
    });
    const [alone] = await convert([second]);
    assert.deepEqual(agentsWords(alone).slice(0, 4), [
      "prompt: Look",
      "assistant: One.",
      "prompt: Look there",
      "assistant: Two.",
    ]);
    const [one, two] = await convert([first, second], new SharedHistory());
    assert.deepEqual(agentsWords(one), [
      "prompt: Look",
      "assistant: One.",
      "prompt: Look there",
      "assistant: After the fork.",
    ]);
    assert.deepEqual(agentsWords(two), ["prompt: Look there", "assistant: Two."]);
  });
});

Deno.test("of an agent that two sessions woke with the same words, each shows its own turn", async () => {
  await inFolder(async (folder) => {
    const [first = "", second = ""] = await write(folder, {
      [A]: [[A, [...begun, ...woken]]],
      [B]: [[B, woken]],
      "agent-a1": [
        [A, turn("Look", "One.")],
        [B, turn("Look there", "Two.")],
        [A, turn("Look there", "Three.")],
      ],
    });
    const ofA = ["prompt: Look", "assistant: One.", "prompt: Look there", "assistant: Three."];
    assert.deepEqual((await convert([first])).map(agentsWords), [ofA]);
    assert.deepEqual((await convert([second])).map(agentsWords), [["prompt: Look there", "assistant: Two."]]);
  });
});

Deno.test("a fork whose lines have its own id shows all of its origin's agent that its history tells of", async () => {
  await inFolder(async (folder) => {
    const [, second = ""] = await write(folder, {
      [B]: [[B, [...begun, ...woken]]],
      "agent-a1": [[A, [...turn("Look", "One."), ...turn("Look there", "Two."), ...turn("Later", "No.")]]],
    });
    assert.deepEqual((await convert([second])).map(agentsWords), [
      ["prompt: Look", "assistant: One.", "prompt: Look there", "assistant: Two."],
    ]);
  });
});

Deno.test("the answer to a prompt is the same session's, whatever id stands on its line", async () => {
  await inFolder(async (folder) => {
    const [first = ""] = await write(folder, {
      [A]: [[A, begun]],
      "agent-a1": [[A, [userLine("Look")]], [B, [assistantLine("One.")]]],
    });
    assert.deepEqual((await convert([first])).map(agentsWords), [["prompt: Look", "assistant: One."]]);
  });
});

Deno.test("an agent of another session that only has the same id is not taken for the session's", async () => {
  await inFolder(async (folder) => {
    const [, second = ""] = await write(folder, {
      [B]: [[B, begun]],
      [`${A}/subagents/agent-a1`]: [[A, turn("Something else", "Not mine.")]],
    });
    const [elements = []] = await convert([second]);
    assert.deepEqual(agentsWords(elements), []);
    // What it was asked for stands in the tool use then.
    assert.match(elements.find(({ name }) => name === "tool_use")?.text ?? "", /Look/);
  });
});

Deno.test("a copied tool use that was interrupted names no agent, and the one with its prompt is found", async () => {
  await inFolder(async (folder) => {
    const stopped = [userLine("Go"), call("t1", "Look"), result("t1", "Interrupted.")];
    for (const agent of ["agent-a1", `${A}/subagents/agent-a1`]) {
      const [, second = ""] = await write(join(folder, basename(agent), `${agent.length}`), {
        [B]: [[A, stopped], [B, turn("And the docs", "Documented.")]],
        [agent]: [[A, turn("Look", "One.")]],
      });
      assert.deepEqual((await convert([second])).map(agentsWords), [["prompt: Look", "assistant: One."]]);
    }
  });
});

Deno.test("an agent that a borrowed one started stands inside it", async () => {
  await inFolder(async (folder) => {
    const [, second = ""] = await write(folder, {
      [B]: [[B, begun]],
      [`${A}/subagents/agent-a1`]: [[A, [
        userLine("Look"),
        call("t5", "Deeper"),
        result("t5", "Deep.", "a2"),
      ]]],
      [`${A}/subagents/agent-a2`]: [[A, turn("Deeper", "Very deep.")]],
    });
    const [elements = []] = await convert([second]);
    const inner = elements.find(({ text, name }) => name === "assistant" && text.includes("Very deep."));
    assert.equal(inner?.within.filter((name) => name === "agent").length, 2);
  });
});
