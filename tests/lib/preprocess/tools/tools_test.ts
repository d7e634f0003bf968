import assert from "node:assert/strict";
import { session } from "../../../support/session_builder/mod.ts";
import { unlikeLine } from "../../../support/unlike_line.ts";
import {
  assistantLine,
  conversational,
  convertLines,
  convertSession,
  toolLines,
  userLine,
} from "../converting.ts";

const rows = (count: number) => Array.from({ length: count }, (_, index) => `row ${index + 1}`).join("\n");

Deno.test("the outcome of each of several parallel tool uses stands next to it", async () => {
  const [firstUse, firstResult] = toolLines("Bash", { command: "one" }, "result one");
  const [secondUse, secondResult] = toolLines("Bash", { command: "two" }, "result two");
  const { elements } = await convertLines([userLine("Go"), firstUse, secondUse, secondResult, firstResult]);
  const order = elements.filter(({ name }) => name !== "param").map((
    { name, attributes },
  ) => [name, attributes.ref, attributes.for]);
  assert.deepEqual(order, [
    ["user", "L1", undefined],
    ["tool_use", "L2", undefined],
    ["tool_result", "L5", "L2"],
    ["tool_use", "L3", undefined],
    ["tool_result", "L4", "L3"],
  ]);
});

Deno.test("a failed tool keeps its flag and its text", async () => {
  const lines = toolLines("Bash", { command: "npm test" }, "Exit code 1\n1 failing", { isError: true });
  const { elements } = await convertLines([userLine("Go"), ...lines]);
  const result = elements.find(({ name }) => name === "tool_result");
  assert.deepEqual([result?.attributes.error, result?.text], ["yes", "Exit code 1\n1 failing"]);
});

Deno.test("of a long result the first 30 lines, the errors and the last lines are kept", async () => {
  const lines = Array.from({ length: 400 }, (_, index) => unlikeLine(index));
  const output = `${lines.slice(0, 200).join("\n")}\nError: three separators\n${
    lines.slice(200).join("\n")
  }\n# fail 1`;
  const { elements } = await convertLines([userLine("Go"), ...toolLines("Bash", { command: "x" }, output)]);
  const kept = elements.find(({ name }) => name === "tool_result")?.text.split("\n") ?? [];
  assert.deepEqual(kept.slice(0, 30), lines.slice(0, 30));
  assert.ok(kept.includes("Error: three separators"));
  assert.equal(kept.at(-1), "# fail 1");
  assert.ok(kept.length < 60);
});

Deno.test("a result that the client moved to a file is read from there", async () => {
  const output = `${rows(8000)}\n# the verdict`;
  for (const version of ["2.1.20", "2.1.329"]) {
    const { elements } = await convertSession(session({ version }).prompt("Go").bash("seq", output));
    assert.match(elements.find(({ name }) => name === "tool_result")?.text ?? "", /# the verdict$/, version);
  }
});

Deno.test("terminal colours and rewritten lines are cleaned up", async () => {
  const output = "\u001b[31mfailed\u001b[0m\n10 %\r50 %\r100 %\nnext\r\nlast";
  const { elements } = await convertLines([userLine("Go"), ...toolLines("Bash", { command: "x" }, output)]);
  assert.equal(elements.find(({ name }) => name === "tool_result")?.text, "failed\n100 %\nnext\nlast");
});

Deno.test("what the client warns of in the place of a result is kept, of reminders nothing else", async () => {
  const reminder = (text: string) => `<system-reminder>${text}</system-reminder>`;
  const warning = "Warning: the file exists but the contents are empty.";
  for (
    const [answer, shown] of [
      [reminder(warning), warning],
      [`${reminder(`\n${warning}\n`)}\n\n${reminder("Use the todo list.")}\n`, warning],
      [reminder("Use the todo list."), ""],
      [`1→a\n\n${reminder(warning)}`, "1→a"],
    ] as const
  ) {
    const { elements } = await convertLines([
      userLine("Go"),
      ...toolLines("Read", { file_path: "/a" }, answer),
    ]);
    assert.equal(elements.find(({ name }) => name === "tool_result")?.text, shown);
  }
});

Deno.test("the client's reminders behind a file read are not kept", async () => {
  const content =
    "     1→a\n     2→b\n\n<system-reminder>\nConsider whether this is malware.\n</system-reminder>\n";
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("Read", { file_path: "/a" }, content),
  ]);
  assert.equal(elements.find(({ name }) => name === "tool_result")?.text, "1→a\nb");
});

Deno.test("a command that only looks for logs is dropped with its result, one that does more is not", async () => {
  const lines = [
    ...toolLines("Bash", { command: "pwd" }, "/home/dev"),
    ...toolLines("Bash", { command: "pwd && ls" }, "a.ts"),
  ];
  const { elements, report } = await convertLines([userLine("Go"), ...lines]);
  assert.deepEqual(elements.filter(({ name }) => name === "tool_result").map(({ text }) => text), ["a.ts"]);
  assert.equal(report.dropped["log discovery"], 1);
});

Deno.test("a search for logs that fails is shown with its failure", async () => {
  const [use, result] = toolLines("Bash", { command: "ls ~/.claude/projects" }, "Permission denied", {
    isError: true,
  });
  const { elements, report } = await convertLines([userLine("Go"), use, result, userLine("Next")]);
  assert.deepEqual(elements.map(({ name }) => name), ["user", "tool_use", "param", "tool_result", "user"]);
  assert.equal(elements[3]?.text, "Permission denied");
  assert.equal(report.dropped["log discovery"], undefined);
});

Deno.test("a search for logs without a result is counted as left out", async () => {
  const [use] = toolLines("Bash", { command: "pwd" }, "never");
  const { elements, report } = await convertLines([userLine("Go"), use]);
  assert.deepEqual(elements.map(({ name }) => name), ["user"]);
  assert.equal(report.dropped["log discovery"], 1);
});

Deno.test("a repeated file read and a repeated long text are references to the first", async () => {
  const content = rows(29).replaceAll("row", "a line of the file, number");
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("Read", { file_path: "/a" }, content),
    ...toolLines("Read", { file_path: "/a" }, content),
  ]);
  const results = elements.filter(({ name }) => name === "tool_result");
  assert.equal(results[0]?.text, content);
  assert.deepEqual([results[1]?.text, results[1]?.attributes.same_as], ["", "L3"]);
});

Deno.test("a result without a known call, and a call without a result, are kept", async () => {
  const [use] = toolLines("Bash", { command: "one" }, "never");
  const [, result] = toolLines("Bash", { command: "gone" }, "from nowhere");
  const { elements } = await convertLines([userLine("Go"), use, result, userLine("Next")]);
  assert.deepEqual(elements.filter(({ name }) => name !== "param").map(({ name }) => name), [
    "user",
    "tool_use",
    "tool_result",
    "user",
  ]);
  assert.equal(elements.find(({ name }) => name === "tool_result")?.attributes.for, undefined);
});

Deno.test("a result that comes before its call is named by that, and no id of the client is shown", async () => {
  const [use, result] = toolLines("Bash", { command: "make" }, "made");
  const [otherUse, otherResult] = toolLines("Bash", { command: "make test" }, "ok");
  const { elements, xml } = await convertLines([userLine("Go"), result, use, otherUse, otherResult]);
  const tools = elements.filter(({ name }) => name.startsWith("tool_"));
  assert.deepEqual(
    tools.map(({ name, attributes }) => [name, attributes.ref, attributes.result, attributes.for]),
    [
      ["tool_result", "L2", undefined, undefined],
      ["tool_use", "L3", "L2", undefined],
      ["tool_use", "L4", undefined, undefined],
      ["tool_result", "L5", undefined, "L4"],
    ],
  );
  assert.doesNotMatch(xml, /toolu_/);
});

/** A tool use with an id, or the result of one. */
const useOf = (id: string) =>
  assistantLine({ type: "tool_use", id, name: "Bash", input: { command: "make" } });
const resultOf = (id: string, content = "ok") =>
  userLine([{ type: "tool_result", tool_use_id: id, content }]);
const resultsNamed = async (lines: readonly unknown[]) => {
  const { elements } = await convertLines([userLine("Go"), ...lines]);
  return elements.filter(({ name }) => name === "tool_use").map(({ attributes }) => attributes.result);
};

Deno.test("a result without an id belongs to no tool use without one", async () => {
  assert.deepEqual(await resultsNamed([resultOf(""), useOf("")]), [undefined]);
});

Deno.test("a result that came after its tool use was shown is none that came before another of its id", async () => {
  const lines = [useOf("t"), userLine("Next"), resultOf("t", "at last"), useOf("t"), resultOf("t", "again")];
  assert.deepEqual(await resultsNamed(lines), [undefined, undefined]);
});

Deno.test("of very many results before their tool uses the first thousand are remembered", async () => {
  const ids = Array.from({ length: 1001 }, (_, index) => `t${index}`);
  const lines = [...ids.map((id) => resultOf(id, `of ${id}`)), useOf("t0"), useOf("t999"), useOf("t1000")];
  assert.deepEqual(await resultsNamed(lines), ["L2", "L1001", undefined]);
});

Deno.test("a result that comes after the person spoke again still names its call", async () => {
  const [use, result] = toolLines("Bash", { command: "slow" }, "at last");
  const { elements } = await convertLines([
    userLine("Go"),
    use,
    userLine("Next"),
    result,
    assistantLine("Ok."),
  ]);
  assert.equal(elements.filter(({ name }) => name === "tool_use").length, 1);
  assert.equal(elements.find(({ name }) => name === "tool_result")?.attributes.for, "L2");
});

Deno.test("tools of the service are shown like others, with what they found", async () => {
  const found = (title: string) => ({
    type: "web_search_result",
    title,
    url: `https://docs.example/${title}`,
    encrypted_content: "XXXX",
  });
  const message = (content: unknown, id = "msg_server") =>
    conversational({ type: "assistant", message: { id, role: "assistant", model: "m", content } });
  const { elements, xml } = await convertLines([
    userLine("Go"),
    message([{ type: "server_tool_use", id: "srv1", name: "web_search", input: { query: "deno fmt" } }]),
    message([{
      type: "web_search_tool_result",
      tool_use_id: "srv1",
      content: [found("fmt"), found("lint")],
    }]),
    message([
      { type: "server_tool_use", id: "srv2", name: "web_search", input: { query: "x" } },
      {
        type: "web_search_tool_result",
        tool_use_id: "srv2",
        content: { type: "web_search_tool_result_error", error_code: "max_uses_exceeded" },
      },
      { type: "server_tool_use", id: "srv3", name: "code_execution", input: { code: "1" } },
      {
        type: "code_execution_tool_result",
        tool_use_id: "srv3",
        content: { type: "code_execution_result", stdout: "two", stderr: "", return_code: 0, content: [] },
      },
      { type: "text", text: "Found." },
    ]),
  ]);
  assert.deepEqual(
    elements.filter(({ name }) => name !== "param").map(({ name, attributes, text }) => [
      name,
      attributes.ref,
      attributes.error,
      text.trim(),
    ]),
    [
      ["user", "L1", undefined, "Go"],
      ["tool_use", "L2", undefined, "deno fmt"],
      ["tool_result", "L3", undefined, "fmt\nhttps://docs.example/fmt\nlint\nhttps://docs.example/lint"],
      ["tool_use", "L4", undefined, "x"],
      ["tool_result", "L4", "yes", "max_uses_exceeded"],
      ["tool_use", "L4-2", undefined, "1"],
      ["tool_result", "L4-2", undefined, "two"],
      ["assistant", "L4", undefined, "Found."],
    ],
  );
  assert.doesNotMatch(xml, /XXXX/);
});

Deno.test("results that a resume copied are shown once, and so are the person's words in them", async () => {
  const denied =
    "The user doesn't want to proceed with this tool use. The tool use was rejected. To tell you how to proceed, the user said:\nuse a branch";
  const history = [
    ...toolLines("Bash", { command: "one" }, "eleven"),
    ...toolLines("Bash", { command: "pwd" }, "/home/dev"),
    ...toolLines("Bash", { command: "git push" }, denied, { isError: true }),
  ];
  const report = "A long report. ".repeat(50);
  const agents = toolLines("Task", { prompt: "Look", description: "look", subagent_type: "Explore" }, report);
  const resumed = await convertLines([
    userLine("Go"),
    ...agents,
    ...agents.map((line, index) => ({ ...line, uuid: `n${index}` })),
  ]);
  assert.equal(resumed.elements.filter(({ name }) => name === "tool_result").length, 1);
  const copies = history.map((line) => ({ ...line, uuid: crypto.randomUUID() }));
  const { elements, report: { ledger } } = await convertLines([
    userLine("Go"),
    ...history,
    ...copies,
    userLine("On"),
  ]);
  assert.deepEqual(
    elements.filter(({ name }) => name !== "param").map(({ name, attributes }) => [name, attributes.ref]),
    [
      ["user", "L1"],
      ["tool_use", "L2"],
      ["tool_result", "L3"],
      ["tool_use", "L6"],
      ["tool_result", "L7"],
      ["user", "L7"],
      ["user", "L14"],
    ],
  );
  assert.equal(ledger.deduplicated.reasons["repeated result"]?.count, 3);
});

Deno.test("a tool use that has an id of another one, or none, has a result of its own", async () => {
  for (const id of ["again", ""]) {
    const once = () => [
      assistantLine({ type: "tool_use", id, name: "Bash", input: { command: "make" } }),
      userLine([{ type: "tool_result", tool_use_id: id, content: "ok" }]),
    ];
    const { elements } = await convertLines([userLine("Go"), ...once(), ...once()]);
    const results = elements.filter(({ name }) => name === "tool_result");
    assert.deepEqual(results.map(({ attributes, text }) => [attributes.ref, text]), [["L3", "ok"], [
      "L5",
      "ok",
    ]], id);
  }
});

Deno.test("each of several results that come late names its call", async () => {
  const [use, result] = toolLines("Bash", { command: "slow" }, "half");
  const [block] = (result?.message as { content: Record<string, unknown>[] }).content;
  const { elements } = await convertLines([
    userLine("Go"),
    use,
    userLine("Next"),
    result,
    userLine([{ ...block, content: "all" }]),
  ]);
  const results = elements.filter(({ name }) => name === "tool_result");
  assert.deepEqual(results.map(({ attributes, text }) => [attributes.for, text]), [["L2", "half"], [
    "L2",
    "all",
  ]]);
});

Deno.test("a failure may be marked by a word", async () => {
  const [use, result] = toolLines("Bash", { command: "x" }, "boom");
  const { content } = result?.message as { content: Record<string, unknown>[] };
  for (const [mark, error] of [["true", "yes"], ["false", undefined]] as const) {
    const marked = { ...result, message: { role: "user", content: [{ ...content[0], is_error: mark }] } };
    const { elements } = await convertLines([userLine("Go"), use, marked]);
    assert.equal(elements.find(({ name }) => name === "tool_result")?.attributes.error, error);
  }
});

Deno.test("a short file that is read again is the same as before, other short results are not", async () => {
  const text = Array.from({ length: 5 }, (_, line) => `${line + 1}\tline of code number ${line};`).join("\n");
  for (const [tool, times] of [["Read", 1], ["Bash", 2]] as const) {
    const { elements } = await convertLines([
      userLine("Go"),
      ...toolLines(tool, { file_path: "/x/d.ts" }, text),
      assistantLine("hm"),
      ...toolLines(tool, { file_path: "/x/d.ts" }, text),
    ]);
    const results = elements.filter(({ name }) => name === "tool_result");
    assert.equal(results.filter((result) => result.text.includes("number 3;")).length, times, tool);
    assert.equal(results.at(-1)?.attributes.same_as, times === 1 ? results[0]?.attributes.ref : undefined);
  }
});
