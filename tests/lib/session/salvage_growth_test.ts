import assert from "node:assert/strict";
import { assertGrowsLess } from "../../support/growth.ts";
import { newReadingRecord, readEntries } from "../../../lib/session/mod.ts";
import { closeCutJson, salvageLine } from "../../../lib/session/salvage.ts";

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
  const { values, lostCharacters } = salvageLine(line.join(""));
  assert.equal(values.length, 20_000);
  assert.equal(lostCharacters, 0);
});

const growing: Readonly<Record<string, (size: number) => unknown>> = {
  "beginnings of objects that don't end": (size) => salvageLine('{"parentUuid":null,"a":['.repeat(size)),
  "beginnings of objects inside open strings": (size) =>
    salvageLine('{"type":"user","message":{"content":"x'.repeat(size)),
  "wrong escapes": (size) => salvageLine(`{"a":"${"\\x \t".repeat(size)}"}`),
  "wrong words and commas": (size) => salvageLine(`{"a":[${"007,,-Infinity, ".repeat(size)}]}`),
  "objects with a wrong escape on one line": (size) => salvageLine('{"type":"user","a":"\\x"}'.repeat(size)),
  "beginnings of objects with a wrong escape": (size) =>
    salvageLine('{"type":"user","a":["\\x",'.repeat(size)),
  "objects that can't be mended": (size) => salvageLine('{"type":"user" "a":[]}'.repeat(size)),
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
