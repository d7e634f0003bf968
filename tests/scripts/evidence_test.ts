import assert from "node:assert/strict";
import { join } from "node:path";
import { createContext } from "../../lib/cli/create_context.ts";
import { silentProgress } from "../../lib/cli/mod.ts";
import { UserError } from "../../lib/user_error.ts";
import { command, type EvidenceResult } from "../../scripts/evidence.ts";
import { session } from "../support/session_builder/mod.ts";
import { convertSession, inFolder } from "../lib/preprocess/converting.ts";

async function inMaterials(
  test: (
    world: {
      folder: string;
      notes: string[];
      warnings: string[];
      run(input: Record<string, unknown>): ReturnType<typeof command.execute>;
    },
  ) => Promise<void>,
): Promise<void> {
  const { xml } = await convertSession(
    session({ version: "2.1.200", seed: "evidence" }).prompt("Try it").bash("npm test", "1 failed", {
      isError: true,
    }).edit("/r/a.ts", "one", "two")
      .bash("npm test", "1 passed").assistant("Done.").prompt("No, keep the name one.").assistant("OK."),
  );
  await inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "learn"));
    await Deno.writeTextFile(join(folder, "learn", "impl-abc.xml"), xml.replace('parts="1"', 'parts="2"'));
    const notes: string[] = [];
    const warnings: string[] = [];
    const progress = {
      ...silentProgress,
      note: (line: string) => void notes.push(line),
      warn: (line: string) => void warnings.push(line),
    };
    const signal = new AbortController().signal;
    const context = createContext({ workingDirectory: folder, repository: undefined, progress, signal });
    await test({ folder, notes, warnings, run: (input) => command.execute(input, context) });
  });
}

Deno.test("the findings of a folder are the answer, and people get them as Markdown", () =>
  inMaterials(async ({ notes, warnings, run }) => {
    const output = await run({ dir: "learn" });
    assert.ok("json" in output);
    const answer = output.json as EvidenceResult;
    assert.deepEqual(answer.findings.map(({ id, kind }) => [id, kind]), [["E1", "error-resolved"], [
      "E2",
      "user-correction",
    ]]);
    assert.deepEqual([answer.sessions, answer.comments, answer.counts["denial"]], [1, 0, 0]);
    assert.equal(answer.findings[0]?.citations[0]?.source, "abc");
    assert.ok(answer.weight > 4);
    assert.match(notes.join("\n"), /^## Failures that were solved \(1\)$/m);
    assert.deepEqual(answer.gaps, [
      "Part 2 is missing of the 2 parts of session abc: what happened there is unknown.",
    ]);
    assert.deepEqual(warnings, answer.gaps);
  }));

Deno.test({
  name: "a pipe in the place of the manifest is not waited for",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inMaterials(async ({ folder, run }) => {
      const pipe = join(folder, "learn", "manifest.json");
      assert.ok((await new Deno.Command("mkfifo", { args: [pipe] }).output()).success);
      const output = await run({ dir: "learn" });
      assert.ok("json" in output);
      assert.equal((output.json as EvidenceResult).sessions, 1);
    }),
});

Deno.test("--markdown prints the report instead, and the folder may come as a flag", () =>
  inMaterials(async ({ notes, run }) => {
    const output = await run({ learnDir: "learn", markdown: true });
    assert.ok("text" in output);
    assert.match([...output.text].join(""), /^# Evidence\n\n2 findings in 1 session/);
    assert.deepEqual(notes, []);
  }));

Deno.test("folders without materials and calls without a folder are refused with what to do", () =>
  inMaterials(async ({ folder, run }) => {
    await Deno.mkdir(join(folder, "empty"));
    const refused = (input: Record<string, unknown>, words: RegExp) =>
      assert.rejects(run(input), (error: unknown) => error instanceof UserError && words.test(error.message));
    await refused({ dir: "empty" }, /nothing to learn from in .*empty/);
    await refused({ dir: "none" }, /There is no materials folder .*none/);
    await refused({}, /name the folder/);
    await refused({ dir: "learn", learnDir: "learn" }, /named twice/);
  }));
