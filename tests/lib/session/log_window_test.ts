import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import {
  CHUNK_BYTES,
  type Entry,
  newReadingRecord,
  readEntries,
  readFileChunks,
} from "../../../lib/session/mod.ts";
import { inChunks, readAll } from "./bytes.ts";
import { mixedLog } from "./mixed_lines.ts";
import { readSimply } from "./reference_reader.ts";

const line = (uuid: string, length = 0) =>
  JSON.stringify({ type: "user", uuid, message: { content: "ü".repeat(length / 2) } });
const copyOf = (uuid: string, length: number) =>
  JSON.stringify({ type: "user", uuid, toolUseResult: { stdout: "é".repeat(length / 2), agentId: "ä" } });
const modeOf = (length: number) => JSON.stringify({ type: "mode", filling: "x".repeat(length) });

const uuids = (entries: readonly Entry[]) => entries.map(({ uuid }) => uuid);

Deno.test("lines keep their numbers, empty ones are only counted", async () => {
  const { entries, record } = await readAll(`${line("a")}\n\n  \n${line("b")}\n`);
  assert.deepEqual(entries.map(({ line, uuid }) => [line, uuid]), [[1, "a"], [4, "b"]]);
  assert.equal(record.lines, 2);
});

Deno.test("U+2028, U+2029 and U+0085 do not end a line", async () => {
  const { entries } = await readAll(`${line("x\u2028y\u2029z\u0085")}\n`);
  assert.deepEqual(uuids(entries), ["x\u2028y\u2029z\u0085"]);
});

Deno.test("carriage returns, byte order marks and NUL runs around a line are not part of it", async () => {
  const log = `\ufeff${line("a")}\r\n\0\0\0\ufeff\ufeff ${line("b")}\0\0\n\0\0\0\n\ufeff\n`;
  const { entries, record } = await readAll(log);
  assert.deepEqual(entries.map(({ line, uuid }) => [line, uuid]), [[1, "a"], [2, "b"]]);
  assert.deepEqual([record.lines, record.unparsedCount], [2, 0]);
});

Deno.test("a line beyond the limit is named, and the next ones are read", async () => {
  for (const size of [3, 64, 1 << 20]) {
    for (const length of [400, 300_000, 1_500_000]) {
      const log = `${line("a")}\n${line("long", length)}\n${line("b")}\n${line("last", length)}`;
      if (size < 64 && length > 400) continue;
      const { entries, record } = await readAll(log, { size, maxLineBytes: 200 });
      assert.deepEqual(entries.map(({ line, uuid }) => [line, uuid]), [[1, "a"], [3, "b"]]);
      assert.deepEqual(record.unparsed.map(({ line }) => line), [2, 4]);
      assert.equal(record.bytes, Buffer.byteLength(log));
    }
  }
});

Deno.test("lines of any length are read in whatever pieces they come", async () => {
  const lengths = [10, 30_000, 40_000, 250_000, 262_144, 300_000, 1_000_000, 1_100_000, 1_400_000, 5_000_000];
  const log = Buffer.from(
    lengths.flatMap((
      length,
    ) => [line(`l${length}`, length), copyOf(`c${length}`, length), modeOf(length), "{}"])
      .join("\n"),
  );
  const expected = readSimply(log, { file: "a.jsonl" });
  assert.equal(expected.record.neverKept.get("toolUseResult copy")?.lines, lengths.length - 1);
  for (const size of [1021, 65_536, 262_144, 1 << 20, 1_300_000, 1 << 26]) {
    const read = await readAll(log, { size });
    assert.ok(
      Buffer.from(JSON.stringify(read.entries)).equals(Buffer.from(JSON.stringify(expected.entries))),
    );
    assert.deepEqual(read.record, expected.record);
  }
});

Deno.test("a line that ends where a chunk does is whole", async () => {
  for (const rest of [0, 1, 2, 15, 16, 17, 63, 64, 65]) {
    const first = JSON.stringify({ type: "user", text: "x".repeat(CHUNK_BYTES - 200) });
    const padded = first.padEnd(CHUNK_BYTES - rest);
    for (const end of ["\n", `\n${line("b")}`, `${line("b")}\n`]) {
      const log = `${padded}${end}`;
      assert.deepEqual(await readAll(log), readSimply(Buffer.from(log), { file: "a.jsonl" }));
    }
  }
});

Deno.test("a file is read where it is needed, as far as it went when it was opened", async () => {
  const path = await Deno.makeTempFile();
  try {
    const lines = Array.from({ length: 300 }, (_, index) => line(`${index}`, 20_000));
    await Deno.writeTextFile(path, lines.slice(0, 200).map((text) => `${text}\n`).join(""));
    const { size } = await Deno.stat(path);
    const record = newReadingRecord();
    const found: Entry[] = [];
    let grown = false;
    for await (const entries of readEntries(readFileChunks(path), { file: "a", record })) {
      found.push(...entries);
      if (!grown) await Deno.writeTextFile(path, lines.slice(200).join("\n"), { append: true });
      grown = true;
    }
    assert.deepEqual(uuids(found), lines.slice(0, 200).map((_, index) => `${index}`));
    assert.equal(record.bytes, size);
    await assert.rejects(Array.fromAsync(readEntries(readFileChunks(`${path}x`), { file: "a", record })));
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("readers beside each other don't see each other's lines, also where some are given up", async () => {
  const pausing = async function* (log: Uint8Array, size: number) {
    for await (const chunk of inChunks(log, size)) {
      await Promise.resolve();
      yield chunk;
    }
  };
  const readSlowly = async (log: Uint8Array, size: number, givesUp: boolean) => {
    const record = newReadingRecord();
    const entries: Entry[] = [];
    for await (const some of readEntries(pausing(log, size), { file: "a.jsonl", record })) {
      for (const entry of some) {
        entries.push(entry);
        if (givesUp) return undefined;
        await Promise.resolve();
      }
    }
    return { entries, record };
  };
  const reader = fc.tuple(mixedLog, fc.integer({ min: 20, max: 3000 }), fc.boolean());
  await fc.assert(
    fc.asyncProperty(fc.array(reader, { maxLength: 6 }), async (readers) => {
      const abandoned = readEntries(inChunks(line("never asked for again")), {
        file: "b",
        record: newReadingRecord(),
      });
      await abandoned.next();
      const read = await Promise.all(readers.map((given) => readSlowly(...given)));
      for (const [index, [log, , givesUp]] of readers.entries()) {
        if (givesUp) continue;
        assert.deepEqual(read[index], readSimply(log, { file: "a.jsonl" }));
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("entries of lines that are gone are not made of other bytes", async () => {
  const record = newReadingRecord();
  const reader = readEntries(inChunks(`${line("a")}\n${line("b")}`, line("a").length + 2), {
    file: "a",
    record,
  });
  const { value: first } = await reader.next();
  await reader.next();
  assert.throws(() => [...first], /after those of the next lines/);
  const { value: last } = await readEntries(inChunks(line("c")), { file: "a", record }).next();
  assert.deepEqual(uuids([...last]), ["c"]);
});

Deno.test("a stream that is not read to its end is closed", async () => {
  let isClosed = false;
  async function* source() {
    try {
      yield* inChunks(`${line("a")}\n`.repeat(10), 64);
    } finally {
      isClosed = true;
    }
  }
  for await (const _ of readEntries(source(), { file: "a.jsonl", record: newReadingRecord() })) break;
  assert.ok(isClosed);
});
