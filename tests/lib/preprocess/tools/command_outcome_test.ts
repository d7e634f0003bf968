/** What the client's record of a command says beside the result's text. */

import assert from "node:assert/strict";
import { convertLines, toolLines, userLine } from "../converting.ts";

const resultOf = async (text: string, toolUseResult: unknown, detail: "normal" | "everything" = "normal") => {
  const lines = toolLines("Bash", { command: "x" }, text, { toolUseResult });
  const { elements, report } = await convertLines([userLine("Go"), ...lines], { detail });
  const result = elements.find(({ name }) => name === "tool_result");
  const { interrupted, exit, meaning } = result?.attributes ?? {};
  return { interrupted, exit, meaning, text: result?.text, ledger: report.ledger };
};

Deno.test("a result says that its command was stopped, how it failed and what that means, however long its line is", async () => {
  for (const stdout of ["rows", "rows of it\n".repeat(2000)]) {
    const stopped = await resultOf(stdout, { stdout, stderr: "", interrupted: true });
    assert.deepEqual([stopped.interrupted, stopped.exit, stopped.meaning], ["yes", undefined, undefined]);
    const fields = { stdout, interrupted: false, exitCode: 3, returnCodeInterpretation: "Nothing found" };
    const failed = await resultOf(stdout, fields);
    assert.deepEqual([failed.interrupted, failed.exit, failed.meaning], [undefined, "3", "Nothing found"]);
    const differing = await resultOf(stdout, {
      stdout,
      interrupted: false,
      returnCodeInterpretation: "Some differ",
    });
    assert.deepEqual([differing.exit, differing.meaning], [undefined, "Some differ"]);
    const fine = await resultOf(stdout, { stdout, stderr: "", interrupted: false, exitCode: 0 });
    assert.deepEqual([fine.interrupted, fine.exit, fine.meaning], [undefined, undefined, undefined]);
  }
});

Deno.test("what a command wrote to standard error is shown where the text hasn't got it, and once", async () => {
  const stderr = "warning: größer than the quota";
  for (const detail of ["normal", "everything"] as const) {
    for (const stdout of ["rows", "rows of it\n".repeat(2000).trim()]) {
      const missing = await resultOf(stdout, { stdout, stderr, interrupted: false }, detail);
      assert.ok(missing.text?.endsWith(`\n${stderr}`), detail);
      assert.equal(missing.ledger.grown, 0);
      const there = await resultOf(`${stdout}\n${stderr}`, { stdout, stderr, interrupted: false }, detail);
      assert.equal(there.text?.split(stderr).length, 2);
    }
  }
  assert.equal((await resultOf("", { stdout: "", stderr, interrupted: false })).text, stderr);
});

Deno.test("other fields, and such fields of other kinds, say nothing of a command's end", async () => {
  const record = {
    exit: 4,
    meaning: "x",
    interrupted: "no",
    exitCode: "4",
    returnCodeInterpretation: 1,
    stderr: [],
  };
  const { interrupted, exit, meaning, text } = await resultOf("ok", record);
  assert.deepEqual([interrupted, exit, meaning, text], [undefined, undefined, undefined, "ok"]);
});

Deno.test("a result says what a server answered, unless that is simply the page", async () => {
  for (const page of ["No such page", "some words of it\n".repeat(2000)]) {
    const statusOf = async (code: unknown, codeText: unknown) => {
      const toolUseResult = {
        bytes: page.length,
        code,
        codeText,
        result: page,
        url: "https://example.com/a",
      };
      const lines = toolLines("WebFetch", { url: "https://example.com/a", prompt: "Sum up" }, page, {
        toolUseResult,
      });
      const { elements } = await convertLines([userLine("Go"), ...lines]);
      return elements.find(({ name }) => name === "tool_result")?.attributes.status;
    };
    assert.equal(await statusOf(404, "Not Found"), "404 Not Found");
    assert.equal(await statusOf(503, ""), "503");
    assert.equal(await statusOf(200, "OK"), undefined);
    assert.equal(await statusOf("print()", "x"), undefined);
    // A number that is no code of HTTP: an exit code, a bank's, a share.
    for (const code of [1, 99, 600, 12_345, 404.5]) {
      assert.equal(await statusOf(code, "x"), undefined, `${code}`);
    }
    assert.equal(await statusOf(100, ""), "100");
    assert.equal(await statusOf(599, ""), "599");
  }
});
