import assert from "node:assert/strict";
import { join } from "node:path";
import { FOLDER_MARK, removeDeadFolders, removeDeadParts } from "../../../../lib/preprocess/mod.ts";
import { inFolder } from "../converting.ts";

const MARK_MODULE = new URL("../../../../lib/preprocess/parts/run_mark.ts", import.meta.url).href;

const namesIn = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

function writeAged(path: string, modified: Date): void {
  Deno.writeTextFileSync(path, "");
  Deno.utimeSync(path, modified, modified);
}

/** Another process, which holds a mark until it is killed. */
async function withMarkingProcess(
  mark: string,
  test: (kill: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const code = `import { markRun } from ${JSON.stringify(MARK_MODULE)};
markRun(Deno.args[0]); console.log("marked"); setInterval(() => {}, 1000);`;
  const script = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(script, code);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "--quiet", "--allow-all", script, mark],
    stdin: "null",
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.getReader();
  await reader.read();
  const kill = async () => {
    child.kill("SIGKILL");
    await child.status;
  };
  try {
    await test(kill);
  } finally {
    await kill().catch(() => {});
    await reader.cancel();
    await Deno.remove(script);
  }
}

Deno.test("parts of a run whose process was killed go at once, those of one at work stay however old they are", () =>
  inFolder(async (folder) => {
    const mark = join(folder, ".session-0a1b2c3d-0.tmp");
    await withMarkingProcess(mark, async (kill) => {
      const parts = [join(folder, ".session-0a1b2c3d-2.tmp"), join(folder, ".session-0a1b2c3d-13.tmp")];
      for (const part of parts) writeAged(part, minutesAgo(600));
      Deno.utimeSync(mark, minutesAgo(600), minutesAgo(600));
      removeDeadParts(folder, "session", new Date());
      assert.equal(namesIn(folder).length, 3);
      await kill();
      removeDeadParts(folder, "session", new Date());
      assert.deepEqual(namesIn(folder), []);
    });
  }));

Deno.test("parts without a mark go when none of their run was written for ten minutes", () =>
  inFolder((folder) => {
    const gone = [".session-aaaaaaaa-1.tmp", ".session-aaaaaaaa-2.tmp"];
    const kept = [
      ".session-bbbbbbbb-1.tmp", // Its second part is young.
      ".impl-aaaaaaaa-1.tmp",
      ".session-x-aaaaaaaa-1.tmp",
      ".session-aaaaaaaa-1.tmp.txt",
      "session-aaaaaaaa-1.tmp",
      ".session-notes.tmp",
      "session-s1.xml",
    ];
    for (const name of [...gone, ...kept]) writeAged(join(folder, name), minutesAgo(11));
    writeAged(join(folder, ".session-bbbbbbbb-2.tmp"), minutesAgo(9));
    Deno.mkdirSync(join(folder, ".session-cccccccc-1.tmp"));
    removeDeadParts(folder, "session", new Date());
    const left = [...kept, ".session-bbbbbbbb-2.tmp", ".session-cccccccc-1.tmp"];
    assert.deepEqual(namesIn(folder), left.sort());
    removeDeadParts(join(folder, "missing"), "session", new Date());
    return Promise.resolve();
  }));

Deno.test("folders of dead runs go, but for those with anything else in them, or with parts that are to be kept", () =>
  inFolder(async (folder) => {
    const make = (name: string, names: readonly string[], minutes: number) => {
      Deno.mkdirSync(join(folder, name));
      for (const inner of names) writeAged(join(folder, name, inner), minutesAgo(minutes));
      Deno.utimeSync(join(folder, name), minutesAgo(minutes), minutesAgo(minutes));
    };
    make("run-1a", [".session-aaaaaaaa-0.tmp", ".session-aaaaaaaa-1.tmp"], 11);
    make("run-2b", [], 11);
    make("run-3c", [], 9);
    make("run-4d", ["session-s1.xml"], 11);
    make("run-5e", ["notes.txt"], 11);
    make("run-6-f", [], 11);
    make("walk-7a", [], 11);
    removeDeadFolders(folder, "run-", "kept", new Date());
    assert.deepEqual(namesIn(folder), ["run-3c", "run-4d", "run-5e", "run-6-f", "walk-7a"]);
    removeDeadFolders(folder, "run-", "removed", new Date());
    assert.deepEqual(namesIn(folder), ["run-3c", "run-5e", "run-6-f", "walk-7a"]);
    make("run-8b", [".session-aaaaaaaa-1.tmp"], 600);
    await withMarkingProcess(join(folder, "run-8b", FOLDER_MARK), async (kill) => {
      Deno.utimeSync(join(folder, "run-8b", FOLDER_MARK), minutesAgo(600), minutesAgo(600));
      Deno.utimeSync(join(folder, "run-8b"), minutesAgo(600), minutesAgo(600));
      removeDeadFolders(folder, "run-", "kept", new Date());
      assert.ok(namesIn(folder).includes("run-8b"));
      await kill();
      removeDeadFolders(folder, "run-", "kept", new Date());
      assert.ok(!namesIn(folder).includes("run-8b"));
    });
  }));

Deno.test({
  name: "a pipe in the place of a mark is not waited for",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (folder) => {
      const mark = join(folder, ".session-aaaaaaaa-0.tmp");
      await new Deno.Command("mkfifo", { args: [mark] }).output();
      writeAged(join(folder, ".session-aaaaaaaa-1.tmp"), minutesAgo(11));
      removeDeadParts(folder, "session", new Date());
      assert.deepEqual(namesIn(folder), [".session-aaaaaaaa-0.tmp"]);
    }),
});
