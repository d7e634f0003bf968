import assert from "node:assert/strict";
import { assertGrowsLess } from "../../support/growth.ts";
import { newReadingRecord, readEntries } from "../../../lib/session/mod.ts";
import { entriesOfLine } from "../../../lib/session/single_line.ts";
import { closeCutJson } from "../../../lib/session/salvage.ts";
import { salvageAll } from "./salvaging.ts";

/** Milliseconds of the fastest of a few runs. */
function timeOf(run: () => unknown): number {
  return Math.min(...Array.from({ length: 3 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }));
}

Deno.test("20,000 objects glued on one line all come apart, however long the line is", () => {
  const line = Array.from(
    { length: 20_000 },
    (_, index) => JSON.stringify({ type: "user", index, x: "y".repeat(90) }),
  );
  const { values, lostCharacters } = salvageAll(line.join(""));
  assert.equal(values.length, 20_000);
  assert.equal(lostCharacters, 0);
});

Deno.test("an object glued to others is handed on before the next one is parsed: there may be millions", () => {
  const { parse } = JSON;
  let parsed = 0;
  JSON.parse = (text: string) => (parsed++, parse(text));
  try {
    const record = newReadingRecord();
    const line = { file: "x", number: 1, byteLength: 600, terminated: true };
    const entries = entriesOfLine(line, new TextEncoder().encode("{}".repeat(300)), record);
    entries.next();
    const before = parsed;
    entries.next();
    assert.equal(parsed, before + 1);
  } finally {
    JSON.parse = parse;
  }
});

Deno.test("a long line that is nested without end keeps its beginning, and is not parsed to its end", () => {
  const { parse } = JSON;
  let longest = 0;
  JSON.parse = (text: string) => (longest = Math.max(longest, text.length), parse(text));
  const deep = `{"type":"user","message":{"content":"hello"},"x":${'{"a":'.repeat(500_000)}`;
  try {
    for (const text of [deep, `${deep}1${"}".repeat(500_001)}`]) {
      const record = newReadingRecord();
      const line = { file: "x", number: 1, byteLength: text.length, terminated: true };
      const [entry, ...others] = entriesOfLine(line, new TextEncoder().encode(text), record);
      assert.ok(entry?.kind === "user" && others.length === 0);
      assert.deepEqual(entry.content, [{ type: "text", text: "hello" }]);
      assert.match(record.unparsed[0]?.reason ?? "", /what stands before the cut is kept/);
    }
    assert.ok(longest < 1_000_000);
  } finally {
    JSON.parse = parse;
  }
});

const growing: Readonly<Record<string, (size: number) => unknown>> = {
  "beginnings of objects that don't end": (size) => salvageAll('{"parentUuid":null,"a":['.repeat(size)),
  "beginnings of objects inside open strings": (size) =>
    salvageAll('{"type":"user","message":{"content":"x'.repeat(size)),
  "wrong escapes": (size) => salvageAll(`{"a":"${"\\x \t".repeat(size)}"}`),
  "wrong words and commas": (size) => salvageAll(`{"a":[${"007,,-Infinity, ".repeat(size)}]}`),
  "objects with a wrong escape on one line": (size) => salvageAll('{"type":"user","a":"\\x"}'.repeat(size)),
  "beginnings of objects with a wrong escape": (size) =>
    salvageAll('{"type":"user","a":["\\x",'.repeat(size)),
  "objects that can't be mended": (size) => salvageAll('{"type":"user" "a":[]}'.repeat(size)),
  "braces that are never closed": (size) => closeCutJson("{".repeat(20 * size)),
};

for (const [what, run] of Object.entries(growing)) {
  Deno.test(`eight times as many ${what} take far less than 64 times as long`, async () => {
    run(1000); // Compiled before it is measured.
    await assertGrowsLess(24, () => timeOf(() => run(80_000)), () => timeOf(() => run(10_000)));
  });
}

/** Milliseconds to read a log of 30,000 such lines, the fastest of three runs. */
async function timeToRead(line: string): Promise<number> {
  const bytes = new TextEncoder().encode(`${line}\n`.repeat(30_000));
  let fastest = Infinity;
  for (let run = 0; run < 3; run++) {
    const record = newReadingRecord();
    const start = performance.now();
    for await (const entries of readEntries(ReadableStream.from([bytes]), { file: "x", record })) {
      for (const _ of entries);
    }
    fastest = Math.min(fastest, performance.now() - start);
    assert.equal(record.lines, 30_000);
  }
  return fastest;
}

Deno.test("a line that is no JSON takes about as long as one that is", async () => {
  await assertGrowsLess(4, () => timeToRead("x y"), () => timeToRead("{ }"));
});
