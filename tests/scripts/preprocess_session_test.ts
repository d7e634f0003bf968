import assert from "node:assert/strict";
import { join } from "node:path";
import { createContext } from "../../lib/cli/create_context.ts";
import { silentProgress } from "../../lib/cli/mod.ts";
import { UserError } from "../../lib/user_error.ts";
import { parseXmlDocument } from "slimdom";
import { command } from "../../scripts/preprocess_session.ts";
import { inWorld } from "./preprocess_world.ts";

const namesIn = async (folder: string) =>
  (await Array.fromAsync(Deno.readDir(folder), ({ name }) => name)).sort();

Deno.test("the answer has the ledger, people get it as a table, materials get it as a file, from the cache, too", () =>
  inWorld(async ({ folder, id, log, notes, run }) => {
    const out = join(folder, "out");
    const first = await run({ log, outputDir: out, prefix: "impl" });
    assert.deepEqual(await namesIn(out), [`impl-${id}.ledger.json`, `impl-${id}.xml`]);
    const { ledger } = first;
    assert.equal(ledger.read, first.bytes_in);
    assert.deepEqual(ledger.unparsed.lines.map(({ reason }) => reason), ["the line holds no JSON object"]);
    assert.ok((ledger.pruned.reasons["result lines"]?.bytes ?? 0) > 300);
    assert.match(
      notes.join("\n"),
      /^ {2}ledger +count +bytes +share\n[^]*\n {4}result lines +1 +[\d.]+ k?B\n/,
    );
    const record = JSON.parse(await Deno.readTextFile(join(out, `impl-${id}.ledger.json`)));
    assert.deepEqual([record.id, record.status, record.files], [id, "converted", [`impl-${id}.xml`]]);
    assert.deepEqual(record.ledger, ledger);
    await Deno.remove(out, { recursive: true });
    const second = await run({ log, outputDir: out, prefix: "impl" });
    assert.deepEqual([second.from_cache, second.ledger], [true, ledger]);
    assert.equal((await namesIn(out)).length, 2);
  }));

Deno.test({
  name: "a link in the place of a subagent's log is named and counted, from the cache, too",
  ignore: Deno.build.os === "windows", // Only administrators make links there.
  fn: () =>
    inWorld(async ({ folder, log, warnings, run }) => {
      const agents = join(log.replace(/\.jsonl$/, ""), "subagents");
      await Deno.mkdir(agents, { recursive: true });
      const before = await run({ log, outputDir: join(folder, "out") });
      await Deno.symlink(log, join(agents, "agent-x.jsonl"));
      for (const fromCache of [false, true]) {
        warnings.splice(0);
        const answer = await run({ log, outputDir: join(folder, "out") });
        assert.deepEqual([answer.from_cache, answer.unparsed_count], [fromCache, before.unparsed_count + 1]);
        assert.match(
          warnings.join("\n"),
          /subagents\/agent-x\.jsonl can't be read: it is a link, which is not followed$/m,
        );
      }
    }),
});

Deno.test("parts that are no materials get no file about them", () =>
  inWorld(async ({ folder, id, log, run }) => {
    await run({ log, outputDir: join(folder, "out") });
    assert.deepEqual(await namesIn(join(folder, "out")), [`session-${id}.xml`]);
  }));

Deno.test("--detail says how much is kept, .erk/learn.json where it is missing, and --no-filtering keeps all", () =>
  inWorld(async ({ folder, log, run }) => {
    const rowsKept = async (input: Record<string, unknown>) => {
      const { xml } = await run({ log, output: join(folder, "x.xml"), ...input }).then(async () => ({
        xml: await Deno.readTextFile(join(folder, "x.xml")),
      }));
      return xml.match(/^(?:<[^>]*>)?row .+/gm)?.length ?? 0;
    };
    const normal = await rowsKept({});
    assert.equal(normal, await rowsKept({ detail: "normal" }));
    const low = await rowsKept({ detail: "low" });
    assert.ok(low < normal && normal < 100);
    assert.equal(await rowsKept({ detail: "high" }), 100);
    assert.equal(await rowsKept({ filtering: false }), 100);
    await Deno.writeTextFile(join(folder, ".erk", "learn.json"), '{"detail": "low"}');
    const configured = (input: Record<string, unknown>) =>
      inFreshContext(folder, { log, output: join(folder, "x.xml"), ...input }).then(async () =>
        (await Deno.readTextFile(join(folder, "x.xml"))).match(/^(?:<[^>]*>)?row .+/gm)?.length
      );
    assert.equal(await configured({}), low);
    assert.equal(await configured({ detail: "normal" }), normal);
    assert.equal(await configured({ filtering: false }), 100);
  }));

/** The configuration is read once a run. */
async function inFreshContext(folder: string, input: Record<string, unknown>): Promise<void> {
  const signal = new AbortController().signal;
  const options = { workingDirectory: folder, repository: undefined, progress: silentProgress, signal };
  await command.execute(input, createContext(options));
}

Deno.test("a level that doesn't exist, and one beside --no-filtering, are usage errors", () =>
  inWorld(async ({ log, run }) => {
    for (
      const [input, expected] of [
        [{ detail: "tiny" }, /^--detail: /],
        [{ detail: "low", filtering: false }, /^--detail: goes without --no-filtering/],
      ] as const
    ) {
      await assert.rejects(run({ log, ...input }), (error) => {
        assert.ok(error instanceof UserError);
        assert.equal(error.exitStatus, 2);
        assert.match(error.message, expected);
        return true;
      });
    }
  }));

Deno.test("printed parts are divided where a line says so, even if a text has such a line", () =>
  inWorld(async ({ folder }) => {
    const text = `Before\n---CHUNK---\nbehind\n${"and so on. ".repeat(3000)}\n---CHUNK---`;
    const log = join(folder, "divided.jsonl");
    const line = { type: "user", uuid: "u", message: { role: "user", content: `${text}\nend` } };
    await Deno.writeTextFile(log, JSON.stringify(line));
    const signal = new AbortController().signal;
    const options = { workingDirectory: folder, repository: undefined, progress: silentProgress, signal };
    const output = await command.execute({ log, stdout: true, maxTokens: 2000 }, createContext(options));
    assert.ok("text" in output);
    const parts = [...output.text].join("").split(/^---CHUNK---$/m);
    assert.ok(parts.length > 2);
    const texts = parts.map((part) => parseXmlDocument(part.trim()).documentElement?.textContent);
    assert.match(texts.join(""), /Before\n---CHUNK---\nbehind\n[^]*\n---CHUNK---\nend/);
  }));

Deno.test("nothing is printed or left open where a secret ends the command", () =>
  inWorld(async ({ folder, run }) => {
    const log = join(folder, "secret.jsonl");
    const token = `${["gh", "p_"].join("")}${"a1B2c3D4e5F6g7H8i9J0".repeat(2).slice(0, 36)}`;
    await Deno.writeTextFile(log, JSON.stringify({ type: "user", uuid: "u", message: { content: token } }));
    await assert.rejects(run({ log, stdout: true, failOnSecret: true }), /no part is given out/);
  }));
