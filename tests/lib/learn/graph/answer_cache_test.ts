import assert from "node:assert/strict";
import { join } from "node:path";
import { z } from "zod";
import { answerKey, type AnswerQuestion, openAnswerCache } from "../../../../lib/learn/graph/answer_cache.ts";
import { asPublished } from "../../../../lib/redact/redacted.ts";
import { inFolder } from "../../../support/temporary_folder.ts";

const QUESTION: AnswerQuestion = {
  agent: "a",
  engine: "anthropic",
  model: "m",
  instructions: asPublished("do"),
  shared: [asPublished("one"), asPublished("two")],
  own: asPublished("three"),
  schema: z.object({ text: z.string() }),
  maxOutputTokens: 100,
};

Deno.test("a key changes with everything that makes another request, and with nothing else", async () => {
  const changes: Partial<AnswerQuestion>[] = [
    { agent: "b" },
    { engine: "claude-code" },
    { model: "n" },
    { instructions: asPublished("don't") },
    { shared: [asPublished("onetwo")] },
    { shared: [asPublished("one")], own: asPublished("twothree") },
    { own: asPublished("four") },
    { schema: z.object({ text: z.string().min(1) }) },
    { maxOutputTokens: 101 },
  ];
  const keys = await Promise.all([{}, ...changes].map((change) => answerKey({ ...QUESTION, ...change })));
  assert.equal(new Set(keys).size, changes.length + 1);
  assert.equal(await answerKey({ ...QUESTION, schema: z.object({ text: z.string() }) }), keys[0]);
});

Deno.test("a kept answer is taken again; one that isn't there is none", async () => {
  await inFolder(async (folder) => {
    const key = await answerKey(QUESTION);
    const cache = openAnswerCache(folder);
    assert.equal(await cache.take(key), undefined);
    await cache.keep(key, { value: { text: "ü\nx" }, model: "m-1" });
    assert.deepEqual(await openAnswerCache(folder).take(key), { value: { text: "ü\nx" }, model: "m-1" });
    assert.deepEqual([...Deno.readDirSync(join(folder, "agents"))].map(({ name }) => name), [key]);
  });
});

Deno.test("a damaged entry is named, removed and not taken", async () => {
  const damages: Readonly<Record<string, (text: string) => string>> = {
    "cut off": (text) => text.slice(0, -5),
    "one letter changed": (text) => text.replace("whole", "wh0le"),
    "empty": () => "",
    "no checksum": (text) => text.slice(text.indexOf("\n") + 1),
    "binary": () => "\0\xff",
  };
  for (const [name, damage] of Object.entries(damages)) {
    await inFolder(async (folder) => {
      const lines: string[] = [];
      const cache = openAnswerCache(folder, { detail: (line) => lines.push(line) });
      const key = await answerKey(QUESTION);
      await cache.keep(key, { value: "whole", model: "m" });
      const path = join(folder, "agents", key);
      await Deno.writeTextFile(path, damage(await Deno.readTextFile(path)));
      assert.equal(await cache.take(key), undefined, name);
      assert.match(lines.join(), /is damaged .*; the model is asked again/);
      await assert.rejects(Deno.stat(path), Deno.errors.NotFound);
    });
  }
});

Deno.test("the answers used longest ago go first, and one that alone is too large isn't kept", async () => {
  await inFolder(async (folder) => {
    const cache = openAnswerCache(folder, { maxBytes: 1_500 });
    const keyOf = (name: string) => answerKey({ ...QUESTION, agent: name });
    const keep = async (name: string, characters: number, usedAt: Date) => {
      await cache.keep(await keyOf(name), { value: "x".repeat(characters), model: "m" });
      const path = join(folder, "agents", await keyOf(name));
      await Deno.utime(path, usedAt, usedAt).catch(() => {});
    };
    await keep("first", 500, new Date(1_000));
    await keep("second", 500, new Date(2_000));
    // Used again: now the second is the oldest.
    assert.ok(await cache.take(await keyOf("first")));
    await keep("huge", 5_000, new Date(3_000));
    await keep("third", 500, new Date());
    const isThere = async (name: string) => await cache.take(await keyOf(name)) !== undefined;
    assert.deepEqual(
      [await isThere("first"), await isThere("second"), await isThere("huge"), await isThere("third")],
      [true, false, false, true],
    );
  });
});

Deno.test("a folder of answers that is a link gets none", async () => {
  await inFolder(async (folder) => {
    const elsewhere = join(folder, "elsewhere");
    await Deno.mkdir(elsewhere);
    await Deno.writeTextFile(join(elsewhere, "f".repeat(64)), "mine");
    await Deno.symlink(elsewhere, join(folder, "agents"));
    const lines: string[] = [];
    const cache = openAnswerCache(folder, { maxBytes: 1, detail: (line) => lines.push(line) });
    await cache.keep("0".repeat(64), { value: 1, model: "m" });
    assert.match(lines.join(), /isn't kept in the cache: .*agents is a symbolic link/);
    assert.deepEqual([...Deno.readDirSync(elsewhere)].map(({ name }) => name), ["f".repeat(64)]);
  });
});

Deno.test("a cache that can't be written is no failure", async () => {
  await inFolder(async (folder) => {
    const file = join(folder, "file");
    await Deno.writeTextFile(file, "");
    const lines: string[] = [];
    const cache = openAnswerCache(file, { detail: (line) => lines.push(line) });
    await cache.keep("0".repeat(64), { value: 1, model: "m" });
    assert.match(lines.join(), /isn't kept in the cache/);
    assert.equal(await cache.take("0".repeat(64)), undefined);
  });
});
