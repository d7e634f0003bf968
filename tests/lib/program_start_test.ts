import assert from "node:assert/strict";
import { reasonNotStarted } from "../../lib/program_start.ts";
import { UserError } from "../../lib/user_error.ts";

async function failureToStart(program: string, folder?: string): Promise<unknown> {
  try {
    await new Deno.Command(program, folder === undefined ? {} : { cwd: folder }).output();
  } catch (error) {
    return error;
  }
  assert.fail(`${program} was started`);
}

Deno.test("a program that isn't there, may not be run, or has no folder to run in is told why", async () => {
  const missing = await failureToStart("no-such-program");
  assert.equal(reasonNotStarted("git", missing), "git is not installed, or not on PATH");
  const noProgram = await failureToStart("/etc/passwd");
  assert.equal(reasonNotStarted("git", noProgram), "git can't be started: permission is denied");
  const gone = await failureToStart(Deno.execPath(), "/nowhere");
  assert.equal(reasonNotStarted("git", gone, "/nowhere"), "there is no folder /nowhere");
});

for (
  const [code, lack] of [["EMFILE", /ulimit -n/], ["EAGAIN", /ulimit -u/], ["ENOMEM", /memory/]] as const
) {
  Deno.test(`a program for which there is no room (${code}) isn't taken for a missing one`, () => {
    const error = Object.assign(new Error(`Failed to spawn 'git': ${code}`), { code });
    assert.throws(
      () => reasonNotStarted("git", error),
      (thrown) =>
        thrown instanceof UserError && /^git could not be started/.test(thrown.message) &&
        lack.test(thrown.message),
    );
  });
}
