/** Logs whose objects a program wrote over several lines are read like others. */

import assert from "node:assert/strict";
import { newReadingRecord, readEntries, readFileChunks } from "../../../lib/session/mod.ts";
import { objectsOnLines } from "../../../lib/session/written_over_lines.ts";

const line = (uuid: string, content: string) => ({
  type: "user",
  uuid,
  message: { role: "user", content: [{ type: "text", text: content }, { type: "text", text: "{\n}" }] },
});
const LINES = [line("a", "One"), line("b", "Two, with }"), line("c", "Three")];

async function readBack(log: string) {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, log);
    const record = newReadingRecord();
    const found: [string | undefined, number][] = [];
    for await (const entries of readEntries(readFileChunks(path), { file: "a.jsonl", record })) {
      for (const { uuid, line } of entries) found.push([uuid, line]);
    }
    return { found, record };
  } finally {
    await Deno.remove(path);
  }
}

const over = (indent: string | number) => LINES.map((line) => JSON.stringify(line, null, indent));
const height = over(2)[0]?.split("\n").length ?? 0;
const numbers = (first: number) => LINES.map(({ uuid }, index) => [uuid, first + index * height]);

for (
  const [how, log, first] of [
    ["one behind the other", over(2).join("\n") + "\n", 1],
    ["without a last line end", over(4).join("\n"), 1],
    ["indented with tabs, with line ends of Windows", over("\t").join("\n").replaceAll("\n", "\r\n"), 1],
    ["behind a byte order mark", `\ufeff${over(2).join("\n")}`, 1],
    ["in an array", JSON.stringify(LINES, null, 2), 2],
  ] as const
) {
  Deno.test(`objects over several lines are read: ${how}`, async () => {
    const { found, record } = await readBack(log);
    assert.deepEqual(found, numbers(first));
    assert.equal(record.unparsedCount, 0);
    assert.equal(record.bytes, new TextEncoder().encode(log).length);
  });
}

Deno.test("lines that hold a whole object stay what they are, among objects over several lines too", async () => {
  const whole = LINES.map((line) => JSON.stringify(line));
  const mixed = [over(2)[0], whole[1], over(2)[2]].join("\n");
  const { found, record } = await readBack(mixed);
  assert.deepEqual(found, [["a", 1], ["b", height + 1], ["c", height + 2]]);
  assert.equal(record.unparsedCount, 0);
  for (const log of [`{\n${whole.join("\n")}\n`, `[\n${whole.join(",\n")}\n]\n`]) {
    assert.deepEqual((await readBack(log)).found.map(([uuid]) => uuid), ["a", "b", "c"]);
  }
});

Deno.test("it does not matter where the chunks of such a log end", async () => {
  const bytes = new TextEncoder().encode(over(2).join("\n"));
  const joined = async (size: number) => {
    async function* chunks() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }
    const decoder = new TextDecoder();
    let text = "";
    for await (const chunk of objectsOnLines(chunks())) text += decoder.decode(chunk, { stream: true });
    return text;
  };
  const whole = await joined(bytes.length);
  for (const size of [1, 2, 7, 100]) assert.equal(await joined(size), whole);
  assert.deepEqual(whole.split("\n").filter((text) => text !== "").map((text) => JSON.parse(text)), LINES);
});
