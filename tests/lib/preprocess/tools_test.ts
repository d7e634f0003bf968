import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { session } from "../../support/session_builder/mod.ts";
import {
  assistantLine,
  conversational,
  convertLines,
  convertSession,
  toolLines,
  userLine,
} from "./converting.ts";

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
  const output = `${rows(200)}\nError: three separators\n${rows(200)}\n# fail 1`;
  const { elements } = await convertLines([userLine("Go"), ...toolLines("Bash", { command: "x" }, output)]);
  const kept = elements.find(({ name }) => name === "tool_result")?.text.split("\n") ?? [];
  assert.deepEqual(kept.slice(0, 30), rows(30).split("\n"));
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

Deno.test("ordinary parameters are cut at 200 characters, paths and commands are not", async () => {
  const path = `/home/dev/${"folder/".repeat(60)}file.ts`;
  const command = `npm test -- ${"some argument ".repeat(50)}`;
  const note = "some words ".repeat(50);
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("Tool", { file_path: path, command, note }, "ok"),
  ]);
  const value = (name: string) => elements.find(({ attributes }) => attributes.name === name)?.text ?? "";
  assert.ok(value("file_path").endsWith("file.ts") && !value("file_path").includes("…"));
  assert.equal(value("command"), command);
  assert.match(
    value("note"),
    /^(?:some words )+some words ?\[… \+\d+ chars\]$|^.{150,200}\[… \+\d+ chars\]$/,
  );
});

for (const version of ["1.0.44", "2.0.77", "2.1.200"]) {
  Deno.test(`version ${version}: an edit is shown as what it changed, and once`, async () => {
    const built = session({ version }).prompt("Go").read("/home/dev/a.ts", "one\ntwo\nthree\nfour\nfive")
      .edit("/home/dev/a.ts", "three", "THREE");
    const { elements, xml } = await convertSession(built);
    const diff = elements.find(({ name }) => name === "diff");
    assert.match(diff?.text ?? "", /-three\n\+THREE/);
    assert.deepEqual(diff?.within, ["tool_use"]);
    assert.doesNotMatch(xml, /old_string|has been updated/);
  });
}

const editInput = { file_path: "/home/dev/a.py", old_string: "x = 1", new_string: "x = (" };
const snippet =
  "Here's the result of running `cat -n` on a snippet of the edited file:\n     1→import os\n     2→x = (\n";
const resultText = (elements: readonly { name: string; text: string }[]) =>
  elements.find(({ name }) => name === "tool_result")?.text;

Deno.test("what a result of an edit says beside that all went well is kept", async () => {
  const problem =
    "<new-diagnostics>a.py: [Line 1] SyntaxError '(' was never closed</new-diagnostics>\nruff found 3 errors";
  for (
    const answer of [
      "The file /home/dev/a.py has been updated successfully.\n\n",
      "The file /home/dev/a.py has been updated successfully. (file state is current in your context — no need to Read it back)\n",
      `The file /home/dev/a.py has been updated. ${snippet}\n`,
      "The file /home/dev/a.py has been updated. All occurrences of 'x = 1' were successfully replaced with 'x = ('.\n",
    ]
  ) {
    const { elements, report } = await convertLines([
      userLine("Go"),
      ...toolLines("Edit", editInput, `${answer}${problem}`),
    ]);
    assert.equal(resultText(elements), problem, answer);
    const bytes = Buffer.byteLength(answer);
    assert.deepEqual(report.ledger.pruned.reasons["standing answer"], { count: 1, bytes }, answer);
  }
});

Deno.test("a million empty lines behind a standing answer are none", async () => {
  const answer = `The file /home/dev/a.py has been updated.${"\n".repeat(1_000_000)}`;
  for (const said of ["", "  ruff found 3 errors"]) {
    const lines = toolLines("Edit", editInput, `${answer}${said}`);
    assert.equal(resultText((await convertLines([userLine("Go"), ...lines])).elements), said);
  }
});

Deno.test("an edit that a person changed before accepting it shows what was proposed and what became of it", async () => {
  const said =
    "The file /home/dev/a.py has been updated.  The user modified your proposed changes before accepting them. .";
  const hunk = { oldStart: 1, oldLines: 1, newStart: 1, newLines: 1, lines: ["-x = 1", "+x = 3"] };
  const toolUseResult = { userModified: true, structuredPatch: [hunk] };
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("Edit", editInput, said, { toolUseResult }),
    ...toolLines("Edit", editInput, said),
    ...toolLines("Edit", editInput, `${said}\nruff found 3 errors`, { toolUseResult }),
  ]);
  const diff = "@@ -1 +1 @@\n-x = 1\n+x = 3";
  assert.match(elements.find(({ name }) => name === "diff")?.text ?? "", /-x = 1\n\+x = \($/);
  assert.deepEqual(
    elements.filter(({ name }) => name === "tool_result").map((
      { attributes, text },
    ) => [attributes.modified, text]),
    [["user", diff], ["user", ""], ["user", `ruff found 3 errors\n${diff}`]],
  );
});

Deno.test("a new file that a person changed before accepting it is shown as that, however long it is", async () => {
  const said =
    "File created successfully at: /home/dev/a.py. The user modified your proposed content before accepting it.";
  for (const content of ["x=3\n", `${"x=3\n".repeat(1000)}last=4`]) {
    const toolUseResult = { type: "create", structuredPatch: [], content, userModified: true };
    const { elements, report } = await convertLines([
      userLine("Go"),
      ...toolLines("Write", { file_path: "/home/dev/a.py", content: "x=1" }, said, { toolUseResult }),
    ]);
    const result = elements.find(({ name }) => name === "tool_result");
    assert.equal(result?.attributes.modified, "user");
    assert.deepEqual(
      [result?.text.slice(0, 3), result?.text.trimEnd().slice(-6)],
      [content.slice(0, 3), content.trimEnd().slice(-6)],
    );
    assert.equal(elements.find(({ attributes }) => attributes.name === "content")?.text, "x=1");
    assert.equal(report.ledger.grown, 0);
  }
});

Deno.test("what tools of edits always say is not kept", async () => {
  const edits = [editInput, { old_string: "a", new_string: "b\nc" }];
  for (
    const [name, input, answer] of [
      ["Edit", editInput, `The file /home/dev/a.py has been updated. ${snippet}`],
      ["Edit", editInput, "The file /home/dev/a.py has been updated."],
      [
        "Edit",
        { file_path: "/home/dev/a. b.py" },
        "The file /home/dev/a. b.py has been updated successfully.",
      ],
      [
        "MultiEdit",
        { edits },
        `Applied 2 edits to /a.py:\n1. Replaced "x = 1" with "x = ("\n2. Replaced "a" with "b\nc"`,
      ],
      ["Write", { content: "x" }, "File created successfully at: /home/dev/a. b.py"],
      [
        "Write",
        { content: "x" },
        "File created successfully at: /home/dev/a.py (file state is current in your context — no need to Read it back)",
      ],
      ["NotebookEdit", { new_source: "x = 1\n\ny" }, "Updated cell a3 with x = 1\n\ny"],
      [
        "TodoWrite",
        { todos: [] },
        "Todos have been modified successfully. Ensure that you continue to use the todo list to track your progress. Please proceed with the current tasks if applicable",
      ],
    ] as const
  ) {
    const { elements } = await convertLines([userLine("Go"), ...toolLines(name, input, answer)]);
    assert.equal(resultText(elements), "", answer);
  }
});

Deno.test("a failed edit shows what was tried", async () => {
  const input = { file_path: "/home/dev/a.ts", old_string: "three", new_string: "THREE" };
  const lines = toolLines(
    "Edit",
    input,
    "<tool_use_error>String to replace not found in file.</tool_use_error>",
    { isError: true },
  );
  const { elements } = await convertLines([userLine("Go"), ...lines]);
  assert.match(elements.find(({ name }) => name === "diff")?.text ?? "", /-three\n\+THREE/);
  assert.equal(
    elements.find(({ name }) => name === "tool_result")?.text,
    "String to replace not found in file.",
  );
});

Deno.test("a plan is kept whole", async () => {
  const plan = Array.from({ length: 60 }, (_, step) => `${step}. Do the next thing`).join("\n");
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("ExitPlanMode", { plan }, "User has approved your plan."),
  ]);
  assert.equal(elements.find(({ attributes }) => attributes.name === "plan")?.text, plan);
});

Deno.test("a plan that the person edited, and one written to a file, are kept whole", async () => {
  const plan = Array.from({ length: 150 }, (_, step) => `${step}. Change the file of step ${step}`).join(
    "\n",
  );
  const answer =
    `User has approved your plan. You can now start coding.\n\n## Approved Plan (edited by user):\n${plan}`;
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines(
      "Write",
      { file_path: "/home/dev/.claude/plans/calm-otter.md", content: plan },
      "File created",
    ),
    ...toolLines("ExitPlanMode", { plan: "1. Do it" }, answer),
  ]);
  assert.equal(elements.find(({ attributes }) => attributes.name === "content")?.text, plan);
  assert.equal(elements.filter(({ name }) => name === "tool_result").at(-1)?.text, answer);
});

Deno.test("paths are not cut, however their parameter is called", async () => {
  const path = `/srv/shop/${"folder/".repeat(60)}file.ts`;
  const input = {
    filePath: path,
    sourceFile: path,
    notebookPath: path,
    baseURL: `https://example.com${path}`,
    paths: [path, path],
    target_files: path,
  };
  const cut = { profile: path, files: [{ path, content: "x".repeat(500) }], unfile: path };
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("mcp__files__move", { ...input, ...cut }, "ok"),
  ]);
  const value = (name: string) => elements.find(({ attributes }) => attributes.name === name)?.text ?? "";
  for (const [name, given] of Object.entries(input)) {
    assert.equal(value(name), typeof given === "string" ? given : JSON.stringify(given), name);
  }
  for (const name of Object.keys(cut)) assert.match(value(name), /\[… \+\d+ chars\]$/, name);
});

Deno.test("terminal colours and rewritten lines are cleaned up", async () => {
  const output = "\u001b[31mfailed\u001b[0m\n10 %\r50 %\r100 %\nnext\r\nlast";
  const { elements } = await convertLines([userLine("Go"), ...toolLines("Bash", { command: "x" }, output)]);
  assert.equal(elements.find(({ name }) => name === "tool_result")?.text, "failed\n100 %\nnext\nlast");
});

Deno.test("the client's reminders behind a file read are not kept", async () => {
  const content =
    "     1→a\n     2→b\n\n<system-reminder>\nConsider whether this is malware.\n</system-reminder>\n";
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("Read", { file_path: "/a" }, content),
  ]);
  assert.equal(elements.find(({ name }) => name === "tool_result")?.text, "1→a\n2→b");
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
  assert.match(elements.find(({ name }) => name === "tool_result")?.attributes.for ?? "", /^toolu_/);
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

Deno.test("deep nesting in a parameter is named, not fatal", async () => {
  const json = (value: string) =>
    `{"type":"assistant","message":{"content":[{"type":"tool_use","id":"t","name":"T","input":{"deep":${value}}}]}}`;
  const { elements } = await convertLines([userLine("Go"), json("[".repeat(20_000) + "]".repeat(20_000))]);
  assert.ok(elements.some(({ name }) => name === "tool_use"));
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
      ["tool_use", "L4", undefined, "1"],
      ["tool_result", "L4", undefined, "two"],
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
