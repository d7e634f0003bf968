import assert from "node:assert/strict";
import { basename, dirname, join, relative } from "node:path";
import { UserError } from "../../../lib/user_error.ts";
import { inWorld, type PreprocessWorld } from "../preprocess_world.ts";

async function refuses({ run }: PreprocessWorld, input: Record<string, unknown>, named: string) {
  await assert.rejects(run(input), (error) => {
    assert.ok(error instanceof UserError, String(error));
    assert.equal(error.exitStatus, 2);
    assert.ok(error.message.includes(named), error.message);
    assert.match(error.message, /^--output(?:-dir)?: \S+ is the session log or a file that is read with it/);
    return true;
  });
}

Deno.test("--output never takes the place of the log, whatever the path is spelt like", () =>
  inWorld(async (world) => {
    const { folder, log } = world;
    const before = await Deno.readTextFile(log);
    const other = `${dirname(log)}/../${basename(dirname(log))}/./${basename(log)}`;
    for (const output of [log, other, relative(folder, log)]) await refuses(world, { log, output }, log);
    assert.equal(await Deno.readTextFile(log), before);
  }));

Deno.test({
  name: "nor does it through links, to the file or to its folder, of either kind",
  ignore: Deno.build.os === "windows", // Only administrators make links there.
  fn: () =>
    inWorld(async (world) => {
      const { folder, log } = world;
      const before = await Deno.readTextFile(log);
      const [soft, hard] = [join(folder, "soft.jsonl"), join(folder, "hard.jsonl")];
      await Deno.symlink(log, soft);
      await Deno.link(log, hard);
      await Deno.symlink(dirname(log), join(folder, "linked"));
      for (const output of [soft, hard]) await refuses(world, { log, output }, output);
      const through = join(folder, "linked", basename(log));
      await refuses(world, { log, output: through }, through);
      await refuses(world, { log: soft, output: log }, log);
      assert.equal(await Deno.readTextFile(log), before);
      assert.equal(await Deno.readTextFile(soft), before);
    }),
});

Deno.test("a name that one of several parts may get is no place where the log lies, nor where what is read with it does", () =>
  inWorld(async (world) => {
    const { folder, log } = world;
    const numbered = join(folder, "x-part3.jsonl");
    await Deno.copyFile(log, numbered);
    await refuses(world, { log: numbered, output: join(folder, "x.jsonl") }, numbered);
    const agents = join(dirname(log), basename(log, ".jsonl"), "subagents");
    await Deno.mkdir(agents, { recursive: true });
    const agent = join(agents, "agent-a.jsonl");
    await Deno.copyFile(log, agent);
    await refuses(world, { log, output: agent }, agent);
    const results = join(dirname(log), basename(log, ".jsonl"), "tool-results");
    await Deno.mkdir(results);
    await Deno.writeTextFile(join(results, "r-part1.txt"), "all of it");
    await refuses(world, { log, output: join(results, "r.txt") }, join(results, "r-part1.txt"));
  }));

Deno.test("--output-dir is refused where the log in it is named as a part may be, whatever its id", () =>
  inWorld(async (world) => {
    const { folder, log } = world;
    for (const name of ["session-abc.xml", "session-abc-part2.xml", "session-abc.ledger.json"]) {
      const named = join(folder, name);
      await Deno.copyFile(log, named);
      await refuses(world, { log: named, outputDir: folder, sessionId: "abc" }, named);
      assert.equal(await Deno.readTextFile(named), await Deno.readTextFile(log));
    }
    const { files } = await world.run({
      log: join(folder, "session-abc.xml"),
      outputDir: folder,
      prefix: "impl",
    });
    assert.equal(files.length, 1);
  }));

Deno.test("any other name in the log's folder is taken, one that differs in its case where that makes another file", () =>
  inWorld(async ({ log, run }) => {
    const folder = dirname(log);
    const before = await Deno.readTextFile(log);
    await run({ log, output: join(folder, "x.xml") });
    await run({ log, outputDir: folder });
    const upper = join(folder, basename(log).toUpperCase());
    const isOther = await Deno.stat(upper).then(() => false, () => true);
    if (isOther) await run({ log, output: upper });
    assert.equal(await Deno.readTextFile(log), before);
  }));
