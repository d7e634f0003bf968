/** Parameters of tool uses: how much is kept of each. */

import assert from "node:assert/strict";
import type { DetailLevel } from "../../../../lib/preprocess/pruning/detail.ts";
import { convertLines, toolLines, userLine } from "../converting.ts";

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
    `User has approved your plan. You can now start coding.\n\n## Approved Plan (edited by user):\n${plan}\nAnd test it`;
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
  const words = "some words ".repeat(50);
  const cut = { profile: words, files: [{ path, content: "x ".repeat(5000) }], unfile: words };
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("mcp__files__move", { ...input, ...cut }, "ok"),
  ]);
  const value = (name: string) => elements.find(({ attributes }) => attributes.name === name)?.text ?? "";
  for (const [name, given] of Object.entries(input)) {
    assert.equal(value(name), typeof given === "string" ? given : JSON.stringify(given), name);
  }
  for (const name of ["profile", "unfile"]) assert.match(value(name), /\[… \+\d+ chars\]$/, name);
  assert.match(
    value("files"),
    new RegExp(`^\\[{"path":"${path}","content":"(?:x )+\\[… \\d+ chars …\\][x ]+"}\\]$`),
  );
});

Deno.test("a value that is one path is not cut in it, blanks or not, under any name", async () => {
  const folders = "My Projects/part 1 of it/".repeat(12);
  const backward = folders.replaceAll("/", "\\");
  const input = {
    source: `C:\\Data\\${backward}report final.docx`,
    destination: `/Volumes/Data Disk/${folders}notes final.md`,
    from: `\\\\server\\share\\${backward}a.txt`,
    to: `./${folders}b.txt`,
    target: `~/${folders}c.txt`,
    root: `file:///srv/${folders}`,
  };
  const cut = {
    image: `/9j/4AAQ+${"AAAA/".repeat(80)}=`,
    note: `/review ${folders} once more`,
    list: `/srv/a/b.txt\n${folders}`,
  };
  const { elements } = await convertLines([userLine("Go"), ...toolLines("T", { ...input, ...cut }, "ok")]);
  const value = (name: string) => elements.find(({ attributes }) => attributes.name === name)?.text ?? "";
  for (const [name, given] of Object.entries(input)) assert.equal(value(name), given, name);
  for (const name of Object.keys(cut)) assert.match(value(name), /\[… \+\d+ chars\]$/, name);
});

Deno.test("a prompt that begins with a path is kept as far as other prompts", async () => {
  const prompt = `/srv/shop/cart.ts counts twice. ${"Please look at it. ".repeat(400)}`;
  const { elements } = await convertLines([userLine("Go"), ...toolLines("T", { prompt }, "ok")]);
  assert.equal(elements.find(({ attributes }) => attributes.name === "prompt")?.text, prompt);
});

Deno.test("deep nesting in a parameter is named, not fatal", async () => {
  const json = (value: string) =>
    `{"type":"assistant","message":{"content":[{"type":"tool_use","id":"t","name":"T","input":{"deep":${value}}}]}}`;
  const { elements } = await convertLines([userLine("Go"), json("[".repeat(20_000) + "]".repeat(20_000))]);
  assert.ok(elements.some(({ name }) => name === "tool_use"));
});

Deno.test("what a parameter says or writes is kept as far as written text, with its end", async () => {
  const text = `${"- fails & stops on every third run\n".repeat(100)}So the lock has to go.`;
  const names = ["body", "text", "commentBody", "issue_description", "commit_message", "sql", "script"];
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("mcp__forge__create", Object.fromEntries(names.map((name) => [name, text])), "ok"),
  ]);
  for (const name of names) {
    const shown = elements.find(({ attributes }) => attributes.name === name)?.text ?? "";
    assert.ok(shown.length > 1400 && shown.length < 1600, name);
    assert.ok(shown.endsWith("So the lock has to go."), name);
  }
});

Deno.test("a patch in a parameter is kept as any diff, whatever the parameter is called", async () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, line) => `+const value${line} = ${line};`);
  const patch = (count: number) =>
    ["*** Begin Patch", "*** Update File: a.ts", "@@", ...lines(count), "*** End Patch"].join("\n");
  const git = ["diff --git a/a.ts b/a.ts", "--- a/a.ts", "+++ b/a.ts", ...lines(90)].join("\n");
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("apply_patch", { input: patch(90) }, "ok"),
    ...toolLines("Other", { change: git, diff: lines(90).join("\n") }, "ok"),
    ...toolLines("apply_patch", { patch: patch(4000) }, "ok"),
  ]);
  const params = elements.filter(({ name }) => name === "param").map(({ text }) => text);
  assert.deepEqual(params.slice(0, 3), [patch(90), git, lines(90).join("\n")]);
  assert.ok((params[3] ?? "").split("\n").length < 130);
});

Deno.test("a parameter is redacted as the member of an object that it is", async () => {
  const password = ["Dinghy", "Plover", "318"].join("");
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("mcp__store__open", { user: "kim", pass: password, note: "pass" }, "ok"),
  ]);
  const value = (name: string) => elements.find(({ attributes }) => attributes.name === name)?.text ?? "";
  assert.match(value("pass"), /^\[redacted:password:[0-9a-f]{4}\]$/);
  assert.deepEqual([value("user"), value("note")], ["kim", "pass"]);
});

Deno.test("of a path or an address that is too long, beginning and end are left", async () => {
  const path = `/home/dev/work/${"folder/".repeat(800)}last-file.ts`;
  const url = `https://example.org/search?${"option=value&".repeat(500)}last=1`;
  const word = "x".repeat(5000);
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("Tool", { file_path: path, url, query: word }, "ok"),
  ], { detail: "low" });
  const value = (name: string) => elements.find(({ attributes }) => attributes.name === name)?.text ?? "";
  assert.match(value("file_path"), /^~\/work\/(?:folder\/)+\[… \d+ chars …\]\/(?:folder\/)+last-file\.ts$/);
  assert.match(
    value("url"),
    /^https:\/\/example\.org\/search\?(?:option=value&)+\[… \d+ chars …\](?:&option=value)+&last=1$/,
  );
  assert.ok(value("url").length < 1600 && value("query").length < 1600);
});

Deno.test("each text inside an object is cut by itself, and paths are not", async () => {
  const path = `/srv/shop/${"folder/".repeat(40)}file.ts`;
  const shown = async (args: unknown) => {
    const { elements } = await convertLines([userLine("Go"), ...toolLines("mcp__x__edit", { args }, "ok")]);
    return elements.find(({ attributes }) => attributes.name === "args")?.text ?? "";
  };
  const note = "some words ".repeat(40);
  assert.equal(
    await shown({ note: note.slice(0, 190), file_path: "/srv/shop/src/money.ts" }),
    JSON.stringify({ note: note.slice(0, 190), file_path: "/srv/shop/src/money.ts" }),
  );
  assert.match(
    await shown({ note, path, deep: [{ target: path, count: 3 }] }),
    new RegExp(
      `^{"note":"some words [^"]*\\[… \\d+ chars …\\][^"]*","path":"${path}","deep":\\[{"target":"${path}","count":3}\\]}$`,
    ),
  );
  const many = await shown([...Array.from({ length: 100 }, () => ({ note })), { path }]);
  assert.ok(many.length < 2500 && many.endsWith(`"path":"${path}"}]`), many.slice(-500));
  const numbers = await shown({ numbers: Array.from({ length: 1000 }, (_, index) => index), path });
  assert.match(numbers, /^{"numbers":\[0,1,2,[\d,]*\[… \d+ chars …\]"path":"\/srv[^"]*"}$/);
  assert.match(
    await shown(Array.from({ length: 1000 }, (_, index) => index)),
    /^\[0,1,[\d,]*\[… \d+ chars …\]$/,
  );
  assert.match(await shown({ 'quo"te': `a \\" ${note}` }), /^{"quo\\"te":"a \\\\\\" some[^"]*"}$/);
});

Deno.test("what an agent says in sentences is kept to its point, under whatever name", async () => {
  const said =
    "I have asked whether I should fix a bug instead of fixing it, which helps nobody. ".repeat(8) +
    "The reason is that two of the instructions contradict each other.";
  const cut = async (name: string, value: unknown) => {
    const { elements } = await convertLines(toolLines("mcp__journal__write", { [name]: value }, "ok"));
    return elements.find(({ name }) => name === "param")?.text ?? "";
  };
  for (const name of ["feelings", "thought", "reason", "body", "justification"]) {
    assert.equal(await cut(name, said), said);
  }
  assert.ok((await cut("feelings", said.repeat(30))).length < 12_100);
  assert.match(await cut("notes", { feelings: said }), /contradict each other/);
  const data = Array.from({ length: 60 }, (_, index) => `{"id": ${index}, "at": "2026-01-0${index % 9}"}`)
    .join(" ");
  assert.ok((await cut("rows", data)).length < 230);
});

Deno.test("what a short command is for is not said again; what an agent expects of it is, and why it runs a long one", async () => {
  const parametersOf = async (input: Record<string, unknown>) => {
    const { elements } = await convertLines([userLine("Go"), ...toolLines("Bash", input, "ok")]);
    return elements.filter(({ name }) => name === "param").map(({ attributes }) => attributes.name);
  };
  const short = { command: "git push", description: "Push the commit", run_in_background: false };
  assert.deepEqual(await parametersOf(short), ["command"]);
  const expecting = { ...short, description: "See whether the hook fails" };
  assert.deepEqual(await parametersOf(expecting), ["command", "description"]);
  const long = {
    ...short,
    command: "git ls-files -z | xargs -0 -n1 git log -1 --format=%as | sort | uniq -c",
  };
  assert.deepEqual(await parametersOf(long), ["command", "description"]);
  const beside = {
    ...short,
    description: "Push the commit that keeps the order of the columns as the accountants need it",
  };
  assert.deepEqual(await parametersOf({ ...beside, run_in_background: true }), [
    "command",
    "description",
    "run_in_background",
  ]);
});

Deno.test("how a search shows what it found is seen in its result, and not said", async () => {
  const parametersOf = async (input: Record<string, unknown>, detail: DetailLevel = "normal") => {
    const { elements } = await convertLines([userLine("Go"), ...toolLines("Grep", input, "a.ts:1:x")], {
      detail,
    });
    return elements.filter(({ name }) => name === "param").map(({ attributes }) => attributes.name);
  };
  const search = { pattern: "x", output_mode: "content", "-n": true, "-A": 2 };
  assert.deepEqual(await parametersOf(search), ["pattern", "-A"]);
  assert.deepEqual(await parametersOf(search, "everything"), ["pattern", "output_mode", "-n", "-A"]);
  assert.deepEqual(await parametersOf({ ...search, output_mode: "tree", "-n": "5" }), [
    "pattern",
    "output_mode",
    "-n",
    "-A",
  ]);
  assert.deepEqual(await parametersOf({ output_mode: "content" }), ["output_mode"]);
});
