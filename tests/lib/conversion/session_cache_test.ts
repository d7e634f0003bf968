import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { createSessionConverter, openSessionCache } from "../../../lib/conversion/mod.ts";
import { runStateOf } from "../../../lib/preprocess/parts/run_mark.ts";
import { conversionOptions, inWorld, logText, SESSION_ID, textsIn } from "./converting.ts";

Deno.test("a session converted before is copied: the same files, the same report", () =>
  inWorld(async (world) => {
    await Deno.writeTextFile(world.log, logText("Build it", 200));
    const first = await world.convert({ maxTokens: 2000 });
    const parts = await world.parts();
    assert.ok(Object.keys(parts).length > 3);
    assert.ok((first.report.redactions["github-token"] ?? 0) > 0);
    await Deno.remove(world.materials, { recursive: true });
    const second = await world.convert({ maxTokens: 2000 });
    assert.equal(first.fromCache, false);
    assert.equal(second.fromCache, true);
    assert.deepEqual(world.details, []);
    assert.deepEqual(second.report, first.report);
    assert.deepEqual(await world.parts(), parts);
  }));

Deno.test("what was found in a session is known again with its parts, and its entry holds no secret in the open", () =>
  inWorld(async (world) => {
    const first = await world.convert();
    const texts = first.secrets.map(({ text }) => text);
    const secret = texts.find((text) => /^ghp_/.test(text)) ?? "";
    assert.ok(secret !== "");
    const second = await world.convert();
    assert.equal(second.fromCache, true);
    assert.deepEqual(second.secrets, first.secrets);
    for (const entry of await world.entries()) {
      const bytes = (await Deno.readTextFile(entry)) + JSON.stringify(second.report);
      for (const text of texts) assert.ok(!bytes.includes(text) && !bytes.includes(btoa(text)), text);
    }
  }));

Deno.test("parts of the session that lay in the folder go, a person's own files stay", () =>
  inWorld(async (world) => {
    await world.convert();
    await Deno.writeTextFile(join(world.materials, `impl-${SESSION_ID}-part3.xml`), "<stale/>");
    await Deno.writeTextFile(join(world.materials, `impl-${SESSION_ID}-part3.xml.bak`), "mine");
    assert.equal((await world.convert()).fromCache, true);
    assert.deepEqual(Object.keys(await world.parts()), [
      `impl-${SESSION_ID}-part3.xml.bak`,
      `impl-${SESSION_ID}.xml`,
    ]);
  }));

Deno.test("while parts are copied from the cache others see that the run is at work", () =>
  inWorld(async (world) => {
    await Deno.writeTextFile(world.log, logText("Build it", 200));
    await world.convert({ maxTokens: 2000 });
    const { writeFileSync } = Deno;
    const states: string[] = [];
    Deno.writeFileSync = (path, ...rest) => {
      const mark = `${path}`.replace(/-\d+\.tmp$/, "-0.tmp");
      if (`${path}`.startsWith(world.materials)) states.push(runStateOf(mark));
      writeFileSync(path, ...rest);
    };
    try {
      assert.equal((await world.convert({ maxTokens: 2000 })).fromCache, true);
    } finally {
      Deno.writeFileSync = writeFileSync;
    }
    assert.ok(states.length > 3 && states.every((state) => state === "at work"), states.join());
    assert.ok(Object.keys(await world.parts()).every((name) => name.endsWith(".xml")));
  }));

Deno.test("an empty session is known, too, and leaves no part", () =>
  inWorld(async (world) => {
    await Deno.writeTextFile(world.log, '{"type":"summary","summary":"x","leafUuid":"y"}\n');
    await world.convert();
    const second = await world.convert();
    assert.equal(second.fromCache, true);
    assert.equal(second.report.status, "empty");
    await assert.rejects(Deno.stat(world.materials), Deno.errors.NotFound);
  }));

Deno.test("a log that grew or changed by one character is converted again", () =>
  inWorld(async (world) => {
    await world.convert();
    await Deno.writeTextFile(world.log, logText("More of it"), { append: true });
    assert.equal((await world.convert()).fromCache, false);
    assert.match(Object.values(await world.parts()).join(), /More of it/);
    // The same size and time: only the content tells.
    const { mtime } = await Deno.stat(world.log);
    await Deno.writeTextFile(
      world.log,
      (await Deno.readTextFile(world.log)).replaceAll("Build it", "Guild it"),
    );
    await Deno.utime(world.log, mtime ?? 0, mtime ?? 0);
    assert.equal((await world.convert()).fromCache, false);
    assert.match(Object.values(await world.parts()).join(), /Guild it/);
    assert.equal((await world.convert()).fromCache, true);
  }));

Deno.test("each file beside the log counts: an agent's log, what is known about it, a moved result", () =>
  inWorld(async (world) => {
    await world.convert();
    const beside = join(world.logs, SESSION_ID);
    await Deno.mkdir(join(beside, "subagents"), { recursive: true });
    await Deno.mkdir(join(beside, "tool-results"));
    const steps: [string, string][] = [
      ["subagents/agent-a1.jsonl", logText("Look around")],
      ["subagents/agent-a1.meta.json", '{"agentType":"Explore"}'],
      ["tool-results/toolu_1.txt", "the whole result"],
      ["tool-results/toolu_1.txt", "the whole RESULT"],
      ["subagents/agent-a1.meta.json", '{"agentType":"Plan"}'],
    ];
    for (const [name, text] of steps) {
      await Deno.writeTextFile(join(beside, name), text);
      assert.equal((await world.convert()).fromCache, false, `${name}: ${text}`);
      assert.equal((await world.convert()).fromCache, true, `${name}: ${text}`);
    }
  }));

Deno.test("a moved result counts that the log names in the folder of another session", () =>
  inWorld(async (world) => {
    const said = logText("see /gone/original/tool-results/r.txt here");
    await Deno.writeTextFile(world.log, said);
    await world.convert();
    await Deno.mkdir(join(world.logs, "original", "tool-results"), { recursive: true });
    for (const [name, counts] of [["r.txt", true], ["other.txt", false]] as const) {
      await Deno.writeTextFile(join(world.logs, "original", "tool-results", name), "the whole result");
      assert.equal((await world.convert()).fromCache, !counts, name);
      assert.equal((await world.convert()).fromCache, true, name);
    }
  }));

Deno.test("a folder of entries that is a link gets none, and nothing is removed from it", () =>
  inWorld(async (world) => {
    const elsewhere = join(world.logs, "..", "elsewhere");
    await Deno.mkdir(elsewhere);
    await Deno.symlink(elsewhere, join(world.cacheFolder, "sessions"));
    assert.equal((await world.convert()).fromCache, false);
    assert.match(world.details.join(), /isn't kept in the cache: .*sessions is a symbolic link/);
    assert.deepEqual([...Deno.readDirSync(elsewhere)], []);
  }));

Deno.test("each option counts, the redaction's key and rules among them", () =>
  inWorld(async (world) => {
    await world.convert();
    const { redaction } = conversionOptions();
    for (
      const options of [
        { maxTokens: 3000 },
        { includeAgents: false },
        { detail: "low" as const },
        { detail: "everything" as const },
        { redaction: { key: new Uint8Array(32).fill(8) } },
        { redaction: { ...redaction, homeDirectories: ["/srv/ada"] } },
        { redaction: { ...redaction, userNames: ["ada"] } },
        { redaction: { ...redaction, customPatterns: [{ kind: "k", source: "Build it", flags: "" }] } },
        { redaction: { ...redaction, customPatterns: [{ kind: "k", source: "Build it", flags: "i" }] } },
        { redaction: { ...redaction, allowedValues: ["Build it"] } },
      ]
    ) {
      assert.equal((await world.convert(options)).fromCache, false, JSON.stringify(options));
      assert.equal((await world.convert(options)).fromCache, true, JSON.stringify(options));
    }
    assert.equal((await world.convert()).fromCache, true);
  }));

Deno.test("an entry damaged in any byte, cut or lengthened anywhere is removed and made again", () =>
  inWorld(async (world) => {
    await Deno.writeTextFile(world.log, logText("Build it", 40));
    await world.convert({ maxTokens: 1000 });
    const expected = await world.parts();
    const [entry = ""] = await world.entries();
    const whole = await Deno.readFile(entry);
    const flip = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, bits]) =>
      whole.map((byte, index) => index === at ? byte ^ bits : byte)
    );
    const cut = fc.nat(whole.length - 1).map((length) => whole.slice(0, length));
    const longer = fc.uint8Array({ minLength: 1, maxLength: 9 }).map((more) =>
      new Uint8Array([...whole, ...more])
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(flip, cut, longer), async (damaged) => {
        await Deno.writeFile(entry, damaged);
        assert.equal((await world.convert({ maxTokens: 1000 })).fromCache, false);
        assert.deepEqual(await world.parts(), expected);
        assert.deepEqual(await Deno.readFile(entry), whole);
      }),
      // Every byte of the first line, which no checksum covers, and chance for the rest.
      {
        numRuns: 60,
        examples: Array.from({ length: 81 }, (_, at) => [
          whole.map((byte, index) => index === at ? byte ^ 1 : byte),
        ]),
      },
    );
    assert.match(world.details.join("\n"), /is damaged; the session is converted again/);
  }));

Deno.test("what lies in an entry's place and is no file is damaged, too", () =>
  inWorld(async (world) => {
    await world.convert();
    const [entry = ""] = await world.entries();
    await Deno.remove(entry);
    await Deno.mkdir(entry);
    assert.equal((await world.convert()).fromCache, false);
    assert.match(world.details.join(), /is damaged/);
    assert.equal((await world.convert()).fromCache, true);
  }));

Deno.test("the session's id counts, and one that is too large for the cache leaves the others there", () =>
  inWorld(async (world) => {
    const convert = async (sessionId: string | undefined, maxBytes: number) => {
      const converter = createSessionConverter({
        conversion: conversionOptions(),
        cache: openSessionCache(world.cacheFolder, { maxBytes }),
        sessions: 1,
        signal: new AbortController().signal,
      });
      const source = { path: world.log, ...(sessionId === undefined ? {} : { sessionId }) };
      return (await converter.convert({ source, folder: world.materials, prefix: "impl" })).fromCache;
    };
    assert.deepEqual([await convert("other", Infinity), await convert("other", Infinity)], [false, true]);
    assert.equal(await convert(undefined, Infinity), false);
    const entries = await world.entries();
    const bytes = Math.max(...entries.map((entry) => Deno.statSync(entry).size));
    await Deno.writeTextFile(world.log, logText("Build it", 40));
    assert.equal(await convert(undefined, 2 * bytes), false);
    assert.deepEqual(await world.entries(), entries);
  }));

Deno.test("a log that grows while it is converted is not kept under its earlier content", () =>
  inWorld(async (world) => {
    const cache = openSessionCache(world.cacheFolder);
    const growing = {
      ...cache,
      take: () => void Deno.writeTextFileSync(world.log, logText("Grown"), { append: true }),
    };
    await world.convert({}, { cache: growing });
    await assert.rejects(world.entries(), Deno.errors.NotFound);
  }));

Deno.test("what was used longest ago goes first when room is needed", () =>
  inWorld(async (world) => {
    const names = ["one", "two", "three"];
    const logs = names.map((name) => join(world.logs, `${name}.jsonl`));
    for (const log of logs) await Deno.writeTextFile(log, logText("Build it", 20));
    const convert = async (path: string, maxBytes: number) => {
      const converter = createSessionConverter({
        conversion: conversionOptions(),
        cache: openSessionCache(world.cacheFolder, { maxBytes }),
        sessions: 1,
        signal: new AbortController().signal,
      });
      return (await converter.convert({ source: { path }, folder: world.materials, prefix: "impl" }))
        .fromCache;
    };
    const [one = "", two = "", three = ""] = logs;
    assert.equal(await convert(one, Infinity), false);
    assert.equal(await convert(two, Infinity), false);
    // File systems round the times of files: what was used in the same moment has no order.
    const anHourPasses = async () => {
      for (const entry of await world.entries()) {
        const earlier = ((await Deno.stat(entry)).mtime?.getTime() ?? 0) - 3_600_000;
        await Deno.utime(entry, new Date(earlier), new Date(earlier));
      }
    };
    await anHourPasses();
    assert.equal(await convert(one, Infinity), true);
    await anHourPasses();
    const [entry = ""] = await world.entries();
    const room = 2.5 * (await Deno.stat(entry)).size;
    assert.equal(await convert(three, room), false);
    assert.equal((await world.entries()).length, 2);
    await anHourPasses();
    assert.equal(await convert(one, room), true);
    await anHourPasses();
    assert.equal(await convert(three, room), true);
    await anHourPasses();
    assert.equal(await convert(two, room), false);
    // One that alone is too large is not kept at all.
    assert.equal(await convert(one, 100), false);
    assert.deepEqual(await world.entries(), []);
  }));

Deno.test("what a killed process left is removed; what another one is writing stays", () =>
  inWorld(async (world) => {
    const sessions = join(world.cacheFolder, "sessions");
    await Deno.mkdir(sessions);
    const left = join(sessions, `.${crypto.randomUUID()}.tmp`);
    const written = join(sessions, `.${crypto.randomUUID()}.tmp`);
    const foreign = join(sessions, "notes.txt");
    for (const path of [left, written, foreign]) await Deno.writeTextFile(path, "x");
    for (const path of [left, foreign]) await Deno.utime(path, new Date(2026, 0, 1), new Date(2026, 0, 1));
    // Also where nothing is converted: everything may come from the cache.
    openSessionCache(world.cacheFolder);
    const names = await world.entries();
    assert.ok(!names.includes(left));
    assert.ok(names.includes(written));
    assert.ok(names.includes(foreign));
  }));

Deno.test("several at once, with hardly any room, all get whole parts", () =>
  inWorld(async (world) => {
    await Deno.writeTextFile(world.log, logText("Build it", 100));
    await world.convert({ maxTokens: 1000 });
    const expected = await world.parts();
    const [entry = ""] = await world.entries();
    const maxBytes = 1.2 * (await Deno.stat(entry)).size;
    await Promise.all(Array.from({ length: 12 }, async (_, index) => {
      const folder = join(world.materials, String(index));
      const converter = createSessionConverter({
        conversion: conversionOptions({ maxTokens: index % 3 === 0 ? 1500 : 1000 }),
        cache: openSessionCache(world.cacheFolder, { maxBytes }),
        sessions: 1,
        signal: new AbortController().signal,
      });
      await converter.convert({ source: { path: world.log }, folder, prefix: "impl" });
      if (index % 3 !== 0) assert.deepEqual(await textsIn(folder), expected);
    }));
  }));

Deno.test("a cache that can't be written is no failure", () =>
  inWorld(async (world) => {
    await Deno.writeTextFile(join(world.cacheFolder, "sessions"), "a file where the folder should be");
    assert.equal((await world.convert()).fromCache, false);
    assert.match(world.details.join(), /isn't kept in the cache/);
    assert.equal(Object.keys(await world.parts()).length, 1);
  }));
