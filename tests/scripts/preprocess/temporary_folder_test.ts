import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { inWorld } from "../preprocess_world.ts";

const MAIN = fileURLToPath(new URL("../../../main.ts", import.meta.url));

async function runWith(temporary: string, log: string) {
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "--quiet", "--allow-all", MAIN, "preprocess-session", log],
    env: { TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    stdin: "null",
  }).output();
  return { status: code, answer: JSON.parse(new TextDecoder().decode(stdout)) };
}

Deno.test("without a place to write to the parts lie alone in a folder of their own, and what killed runs left goes", () =>
  inWorld(async ({ folder, log }) => {
    const temporary = join(folder, "temporary");
    const [dead, given] = [
      join(temporary, "erk-learn-session-0a1b"),
      join(temporary, "erk-learn-session-2c3d"),
    ];
    for (const path of [dead, given]) await Deno.mkdir(path, { recursive: true });
    await Deno.writeTextFile(join(given, "session-s.xml"), "");
    const old = new Date(Date.now() - 3_600_000);
    for (const path of [dead, given]) await Deno.utime(path, old, old);
    const { answer: { files: [file] } } = await runWith(temporary, log);
    const names = [...Deno.readDirSync(temporary)].map(({ name }) => join(temporary, name));
    assert.deepEqual(names.sort(), [given, join(file, "..")].sort());
    assert.equal([...Deno.readDirSync(join(file, ".."))].length, 1);
  }));

Deno.test("where no temporary folder can be made the sentence names the variable", () =>
  inWorld(async ({ folder, log }) => {
    const { status, answer } = await runWith(join(folder, "missing"), log);
    assert.equal(status, 1);
    assert.match(
      answer.error,
      /^No folder can be made among the temporary files \(.+\): set TMPDIR to a folder .* --output-dir\.$/,
    );
  }));
