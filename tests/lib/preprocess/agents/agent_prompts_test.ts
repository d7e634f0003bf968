/** The prompt of a subagent is shown once, wherever the agent's messages stand. */

import assert from "node:assert/strict";
import { session } from "../../../support/session_builder/mod.ts";
import { type Converted, convertLines, convertSession, convertText, userLine } from "../converting.ts";

type Agent = Parameters<Parameters<ReturnType<typeof session>["agent"]>[2]>[0];

const PROMPT = "Find all callers";
const places = ({ elements }: Converted) =>
  elements.filter(({ name, text }) => text === PROMPT && (name === "param" || name === "prompt"))
    .map(({ name, within }) => [name, within.join()]);

const run = (agent: Agent) => agent.bash("grep", "one").assistant("One caller.");
const logs = {
  "inside the main log": session({ version: "1.0.44", seed: "inside" }).prompt("Go")
    .agent("Explore", PROMPT, run, { description: "Callers" }),
  "embedded in it": session({ version: "2.1.20", seed: "embedded" }).prompt("Go")
    .agent("Explore", PROMPT, run, { description: "Callers", embedded: true }),
};

for (const [place, built] of Object.entries(logs)) {
  Deno.test(`the prompt of an agent ${place} is shown in its conversation alone`, async () => {
    const { text } = built.build();
    const converted = await convertText(text);
    assert.deepEqual(places(converted), [["prompt", "tool_use,agent"]]);
    const agent = converted.elements.find(({ name }) => name === "agent");
    assert.equal(agent?.attributes.type, "Explore");
    assert.equal(converted.report.ledger.deduplicated.reasons["agent's prompt"]?.count, 1);
    const everything = await convertText(text, { detail: "everything" });
    assert.deepEqual(places(everything), [["param", "tool_use"], ["prompt", "tool_use,agent"]]);
  });
}

for (const version of ["1.0.44", "2.1.20"]) {
  Deno.test(`version ${version}: a long prompt of an agent is kept as far as a prompt in a parameter`, async () => {
    const prompt = Array.from({ length: 150 }, (_, step) => `${step}. Look at this one, and at its callers`)
      .join("\n");
    const built = session({ version, seed: "long" }).prompt("Go").agent("Explore", prompt, run);
    const { elements } = await convertSession(built);
    const shown = elements.filter(({ text }) => text === prompt).map(({ name }) => name);
    assert.deepEqual(shown, ["prompt"]);
  });
}

Deno.test("where the agent's first message is not embedded the call still tells the prompt", async () => {
  const { text } = logs["embedded in it"].build();
  const lines = text.split("\n").filter((line) => !line.includes(`"content":"${PROMPT}"`));
  const converted = await convertText(lines.join("\n"));
  assert.deepEqual(places(converted), [["param", "tool_use"]]);
});

Deno.test("the call of an agent that came to rest holds what the agent said", async () => {
  const agents = Array.from({ length: 40 }, (_, index) => `a${index}`);
  const assistant = (id: string, content: unknown, more: Record<string, unknown>) => ({
    ...userLine("", more),
    type: "assistant",
    message: { id: `m-${id}`, role: "assistant", content },
  });
  const converted = await convertLines([
    userLine("Go"),
    assistant(
      "calls",
      agents.map((id) => ({ type: "tool_use", id, name: "Task", input: { prompt: `Do ${id}` } })),
      {},
    ),
    ...agents.flatMap((id) => [
      userLine(`Do ${id}`, { isSidechain: true, uuid: `u-${id}` }),
      assistant(id, "Done.", { isSidechain: true, parentUuid: `u-${id}` }),
    ]),
    userLine(agents.map((id) => ({ type: "tool_result", tool_use_id: id, content: "Done." }))),
  ]);
  const answers = converted.elements.filter(({ name }) => name === "assistant");
  assert.equal(answers.length, agents.length);
  assert.ok(answers.every(({ within }) => within.join() === "tool_use,agent"));
  assert.equal(converted.xml.match(/<tool_use /g)?.length, agents.length);
  assert.doesNotMatch(converted.xml, /continued/);
});
