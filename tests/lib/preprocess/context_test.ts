/** What a session stood on: files that a person attached, rules that were loaded, what was left to do, what could be chosen. */

import assert from "node:assert/strict";
import { assistantLine, conversational, convertLines, toolLines, userLine } from "./converting.ts";

const attachment = (fields: Record<string, unknown>) =>
  conversational({ type: "attachment", attachment: fields });
const events = ({ elements }: Awaited<ReturnType<typeof convertLines>>) =>
  elements.filter(({ name }) => name === "event").map((
    { attributes: { kind, path }, text },
  ) => [kind, path, text]);

Deno.test("the text of a file that a person attached is shown as far as other injected texts", async () => {
  const rules = "never deploy on friday";
  const file = { filePath: "/home/dev/notes.md", content: rules, numLines: 1 };
  for (const detail of ["low", "normal", "high"] as const) {
    const converted = await convertLines([
      userLine("See @notes.md"),
      attachment({ type: "file", filename: "/home/dev/notes.md", content: { type: "text", file } }),
      attachment({ type: "selected_lines_in_ide", filename: "/home/dev/a.ts", content: "const one = 1;" }),
    ], { detail });
    assert.deepEqual(events(converted), [
      ["attached_file", "~/notes.md", rules],
      ["attached_file", "~/a.ts", "const one = 1;"],
    ]);
  }
});

Deno.test("rules of a folder that were loaded are told by their path", async () => {
  const path = "/home/dev/work/sub/CLAUDE.md";
  const converted = await convertLines([
    userLine("Go"),
    attachment({ type: "nested_memory", path, content: { path, type: "Project", content: "A rule" } }),
  ]);
  assert.deepEqual(events(converted), [["memory", "~/work/sub/CLAUDE.md", ""]]);
});

Deno.test("of a list of what is to be done what is left is shown, too", async () => {
  const todos = Array.from({ length: 12 }, (_, item) => ({
    content: `Write the part number ${item} of the report`,
    status: item < 6 ? "completed" : "pending",
  }));
  const { xml } = await convertLines([userLine("Go"), ...toolLines("TodoWrite", { todos }, "ok")]);
  for (const { content } of todos) assert.ok(xml.includes(content), content);
});

Deno.test("what each answer to a question would mean is shown", async () => {
  const options = [{ label: "sqlite", description: "a file, no server" }, { label: "other" }];
  const questions = [{ question: "Which database?", header: "Database", options }];
  const { xml } = await convertLines([userLine("Go"), ...toolLines("AskUserQuestion", { questions }, "ok")]);
  assert.match(xml, /Which database\?\n- sqlite: a file, no server\n- other</);
});

Deno.test("a session of a command with a person's words is not empty, one of a setting is", async () => {
  const command = (name: string, args: string) =>
    userLine(`<command-name>/${name}</command-name>\n<command-args>${args}</command-args>`);
  const words = await convertLines([command("fix", "the login, but leave the schema alone")]);
  assert.equal(words.report.status, "converted");
  assert.match(words.xml, /leave the schema alone/);
  assert.equal((await convertLines([command("model", "opus")])).report.status, "empty");
});

Deno.test("an error that only the client's record of a result has is shown", async () => {
  const result = toolLines("Bash", { command: "make" }, "", {
    isError: true,
    toolUseResult: "Error: no rule for all",
  });
  const { elements } = await convertLines([userLine("Go"), ...result]);
  assert.equal(elements.find(({ name }) => name === "tool_result")?.text, "Error: no rule for all");
});

Deno.test("a plan of 60,000 characters is kept whole", async () => {
  const plan = Array.from(
    { length: 1000 },
    (_, step) => `${step}. Move the module of step ${step} to its own folder`,
  )
    .join("\n");
  const { xml } = await convertLines([
    userLine("Go"),
    assistantLine({ type: "tool_use", id: "toolu_1", name: "ExitPlanMode", input: { plan } }),
  ]);
  for (const step of [1, 500, 999]) assert.ok(xml.includes(`\n${step}. Move`), `${step}`);
});
