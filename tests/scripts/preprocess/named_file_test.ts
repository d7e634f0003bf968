import assert from "node:assert/strict";
import { join } from "node:path";
import { UserError } from "../../../lib/user_error.ts";
import { inWorld } from "../preprocess_world.ts";

const namesIn = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

/** Logs of one long prompt that make more than one part, one, and none. */
const LOGS = {
  long: JSON.stringify({
    type: "user",
    uuid: "u",
    message: { role: "user", content: "and so on, ".repeat(3000) },
  }),
  short: JSON.stringify({ type: "user", uuid: "u", message: { role: "user", content: "Hello" } }),
  empty: "",
};

Deno.test("parts of an earlier run go when there are fewer or none, and when one becomes several", () =>
  inWorld(async ({ folder, run }) => {
    const log = join(folder, "growing.jsonl");
    const out = join(folder, "out");
    const convert = async (kind: keyof typeof LOGS) => {
      await Deno.writeTextFile(log, LOGS[kind]);
      await run({ log, output: join(out, "x.xml"), maxTokens: 2000 });
      return namesIn(out);
    };
    const several = await convert("long");
    assert.ok(several.length > 2 && several.every((name) => /^x-part\d+\.xml$/.test(name)), several.join());
    assert.deepEqual(await convert("short"), ["x.xml"]);
    assert.deepEqual(await convert("long"), several);
    assert.deepEqual(await convert("empty"), []);
    await convert("short");
    assert.deepEqual(await convert("empty"), []);
  }));

Deno.test("what is no part of ours stays, whatever it is called", () =>
  inWorld(async ({ folder, run }) => {
    const log = join(folder, "a.jsonl");
    await Deno.writeTextFile(log, LOGS.short);
    const part = '<session id="s">\n</session>';
    const kept = {
      "x-part1.xml": "<notes/>",
      "x-part2.xml": "<session >",
      "x-part3.xml": "",
      "x-part04.xml": part,
      "x-part5.xml.old": part,
      "xx-part6.xml": part,
      "x-part7.XMLX": part,
    };
    const out = join(folder, "out");
    await Deno.mkdir(join(out, "x-part8.xml"), { recursive: true });
    for (const [name, text] of Object.entries(kept)) await Deno.writeTextFile(join(out, name), text);
    await Deno.writeTextFile(join(out, "x-part9.xml"), part);
    await run({ log, output: join(out, "x.xml") });
    assert.deepEqual(namesIn(out), [...Object.keys(kept), "x-part8.xml", "x.xml"].sort());
  }));

Deno.test("a name that nobody chose is not taken from a file that is no part, and nothing is changed", () =>
  inWorld(async ({ folder, run }) => {
    const log = join(folder, "a.jsonl");
    const out = join(folder, "out");
    await Deno.mkdir(out);
    await Deno.writeTextFile(log, LOGS.short);
    await run({ log, output: join(out, "x.xml") });
    await Deno.writeTextFile(join(out, "x-part2.xml"), "notes");
    await Deno.writeTextFile(log, LOGS.long);
    await assert.rejects(
      run({ log, output: join(out, "x.xml"), maxTokens: 2000 }),
      /UserError: \S+x-part2\.xml would be replaced by a part, and was not written by this program/,
    );
    assert.deepEqual(namesIn(out), ["x-part2.xml", "x.xml"]);
  }));

Deno.test("the file that is named may hold anything before", () =>
  inWorld(async ({ folder, log, run }) => {
    const output = join(folder, "x.xml");
    await Deno.writeTextFile(output, "notes");
    await run({ log, output });
    assert.match(await Deno.readTextFile(output), /^<session /);
  }));

Deno.test("a place that takes no file is told in a sentence, and nothing is left beside it", () =>
  inWorld(async ({ folder, log, run }) => {
    await Deno.mkdir(join(folder, "taken"));
    await Deno.writeTextFile(join(folder, "file"), "");
    const cases: [string, RegExp][] = [
      [join(folder, "taken"), /taken is a folder: name a file in it, or give it with --output-dir\.$/],
      [
        join(folder, "file", "x.xml"),
        /can't be used \(a file stands where a folder is needed\): move it away, or name another place\.$/,
      ],
    ];
    if (Deno.build.os !== "windows") {
      await new Deno.Command("mkfifo", { args: [join(folder, "pipe")] }).output();
      cases.push(
        // As /dev/null is, which no mistake of the program shall cost whoever runs this test.
        [join(folder, "pipe"), /pipe is no regular file: name one, or print the parts with --stdout\.$/],
        [join(folder, "x".repeat(300)), /can't be used \(the name is too long\): choose a shorter one\.$/],
      );
    }
    const before = namesIn(folder);
    for (const [output, expected] of cases) {
      await assert.rejects(run({ log, output }), (error) => {
        assert.ok(error instanceof UserError, String(error));
        assert.match(error.message, expected);
        assert.equal(error.exitStatus, 1);
        return true;
      });
    }
    assert.deepEqual(namesIn(folder), before);
    if (Deno.build.os !== "windows") assert.ok((await Deno.stat(join(folder, "pipe"))).isFifo);
  }));

Deno.test("the folder in which a killed run made its parts goes with the next run, one at work stays", () =>
  inWorld(async ({ folder, log, run }) => {
    const out = join(folder, "out");
    const [dead, foreign] = [
      join(out, ".preprocess-0a1b2c3d4e5f6071"),
      join(out, ".preprocess-71605f4e3d2c1b0a"),
    ];
    const old = new Date(Date.now() - 3_600_000);
    for (const path of [dead, foreign]) {
      await Deno.mkdir(path, { recursive: true });
      await Deno.writeTextFile(join(path, ".session-0a1b2c3d-2.tmp"), "");
      await Deno.utime(join(path, ".session-0a1b2c3d-2.tmp"), old, old);
    }
    await Deno.writeTextFile(join(foreign, "notes.txt"), "");
    for (const path of [dead, foreign]) await Deno.utime(path, old, old);
    await run({ log, output: join(out, "x.xml") });
    assert.deepEqual(namesIn(out), [".preprocess-71605f4e3d2c1b0a", "x.xml"]);
  }));
