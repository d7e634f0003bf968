/** Edits and their results: what changed, what the client always says, what a person made of it. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { session } from "../../../support/session_builder/mod.ts";
import { convertLines, convertSession, toolLines, userLine } from "../converting.ts";

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

Deno.test("without filtering, too, what a person made of an edit is shown, whole", async () => {
  const lines = Array.from({ length: 20 }, (_, line) => `+${line} ${"x".repeat(310)}`);
  const toolUseResult = { userModified: true, structuredPatch: [{ oldStart: 1, newStart: 1, lines }] };
  const result = toolLines("Edit", editInput, "The file /home/dev/a.py has been updated.", { toolUseResult });
  const { elements } = await convertLines([userLine("Go"), ...result], { detail: "everything" });
  assert.equal(
    resultText(elements),
    `The file ~/a.py has been updated.\n@@ -1 +1 @@\n${lines.join("\n")}`,
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
        editInput,
        "The file /home/dev/a.py has been updated. All occurrences were successfully replaced.",
      ],
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

Deno.test("a failure is kept whole, whatever it begins with", async () => {
  const said = "The file /home/dev/a.py has been updated.";
  const lines = toolLines("Edit", editInput, said, { isError: true });
  assert.equal(
    resultText((await convertLines([userLine("Go"), ...lines])).elements),
    "The file ~/a.py has been updated.",
  );
});

Deno.test("without filtering a file that was written over shows what was there before, too", async () => {
  const hunk = { oldStart: 1, oldLines: 1, newStart: 1, newLines: 1, lines: ["-gone", "+fresh"] };
  const toolUseResult = { type: "update", structuredPatch: [hunk], originalFile: "gone" };
  const input = { file_path: "/home/dev/a.py", content: "fresh" };
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("Write", input, "The file /home/dev/a.py has been updated.", { toolUseResult }),
  ], { detail: "everything" });
  assert.equal(elements.find(({ name }) => name === "diff")?.text, "@@ -1 +1 @@\n-gone\n+fresh");
  assert.equal(elements.find(({ attributes }) => attributes.name === "content")?.text, "fresh");
});
