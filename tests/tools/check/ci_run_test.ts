/** `.ci/run` with a Deno that is made up: what it says at its end, and with what status, whatever happens on the way. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { inFolder } from "../../support/temporary_folder.ts";

const RUN = new URL("../../../.ci/run", import.meta.url);
const ignore = Deno.build.os === "windows"; // The programs in its place are scripts.

interface Ending {
  readonly code: number;
  readonly lines: readonly string[];
  readonly home: string;
}

/** Runs it with a Deno of this script, and an `npx` that does something else first. */
async function runWith(deno: string, first = "", home?: (folder: string) => string): Promise<Ending> {
  return await inFolder(async (folder) => {
    const write = async (path: string, text: string) => {
      await Deno.writeTextFile(join(folder, path), `#!/bin/sh\n${text}\n`);
      await Deno.chmod(join(folder, path), 0o755);
    };
    for (const name of ["project", "project/.ci", "programs", "home"]) await Deno.mkdir(join(folder, name));
    await Deno.copyFile(RUN, join(folder, "project/.ci/run"));
    await write("deno", deno);
    await write("programs/sleep", "");
    // `npx -y deno@1 eval …` tells where it is, `npx -y deno@1 task …` runs it.
    const found =
      `shift 2; if [ "$1" = eval ]; then echo '${folder}/deno'; else exec '${folder}/deno' "$@"; fi`;
    await write("programs/npx", `echo "$HOME" >'${folder}/asked-home'\n${first}\n${found}`);
    const { code, stdout } = await new Deno.Command("bash", {
      args: [join(folder, "project/.ci/run")],
      clearEnv: true,
      env: {
        PATH: `${folder}/programs:${Deno.env.get("PATH")}`,
        TMPDIR: folder,
        HOME: home === undefined ? join(folder, "home") : home(folder),
      },
      stdin: "null",
      stderr: "null",
    }).output();
    const left = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    assert.deepEqual(left, ["asked-home", "deno", "home", "programs", "project"]);
    return {
      code,
      lines: new TextDecoder().decode(stdout).trimEnd().split("\n"),
      home: (await Deno.readTextFile(join(folder, "asked-home"))).trim().replace(folder, "…"),
    };
  });
}

const SUMMARY = 'echo "ok | 12 passed (3 steps) | 0 failed | 1 ignored (2s)"';

Deno.test("a CI run counts the tests of all its stages", { ignore }, async () => {
  const { code, lines, home } = await runWith(`case "$2" in test*) ${SUMMARY} ;; esac`);
  assert.deepEqual([code, lines.at(-1), home], [0, "36 passed, 0 failed", "…/home"]);
});

Deno.test("a stage of CI that fails is counted, with tests or without", { ignore }, async () => {
  const broken = await runWith(`case "$2" in test*) ${SUMMARY} ;; *) exit 1 ;; esac`);
  assert.deepEqual([broken.code, broken.lines.at(-1)], [1, "36 passed, 3 failed"]);
  const failing = 'echo "FAILED | 12 passed | 5 failed (2s)"; exit 1';
  const tests = await runWith(`case "$2" in test) ${failing} ;; test*) ${SUMMARY} ;; esac`);
  assert.deepEqual([tests.code, tests.lines.at(-1)], [1, "36 passed, 5 failed"]);
  const none = await runWith("exit 0");
  assert.deepEqual([none.code, none.lines.at(-1)], [1, "0 passed, 0 failed"]);
});

Deno.test("a registry that fails is asked three times, and then it is one failure", { ignore }, async () => {
  const never = await runWith("", "exit 1");
  assert.deepEqual([never.code, never.lines], [1, ["0 passed, 1 failed"]]);
  const third = `echo >>"$0.asked"; [ "$(wc -l <"$0.asked")" -ge 3 ] || exit 1`;
  const late = await runWith(`case "$2" in test*) ${SUMMARY} ;; esac`, third);
  assert.deepEqual([late.code, late.lines.at(-1)], [0, "36 passed, 0 failed"]);
});

Deno.test("where the home folder can't be written to, another is taken", { ignore }, async () => {
  for (const home of [() => "", (folder: string) => join(folder, "missing")]) {
    const { code, lines, home: asked } = await runWith(
      `case "$2" in test*) ${SUMMARY} ;; esac`,
      undefined,
      home,
    );
    assert.deepEqual([code, lines.at(-1)], [0, "36 passed, 0 failed"]);
    assert.match(asked, /^…\/tmp\.\w+\/home$/);
  }
});
