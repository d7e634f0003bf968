import assert from "node:assert/strict";
import { generateLog, type Shares } from "../../../tools/bench/generate_log.ts";

const decoder = new TextDecoder();
const shares: Shares = {};
const lines = [...generateLog(6_000_000, shares)];
const bytes = lines.reduce((sum, line) => sum + line.length, 0);

function shareOf(measure: (value: Record<string, unknown>) => unknown): number {
  const measured = lines.map((line) => measure(JSON.parse(decoder.decode(line))));
  const encoded = measured.map((value) =>
    value === undefined ? 0 : new TextEncoder().encode(JSON.stringify(value)).length
  );
  return 100 * encoded.reduce((sum, length) => sum + length, 0) / bytes;
}

Deno.test("the lines of a generated log have the shares of the survey, to a few points", () => {
  const expected = {
    user: 60.6,
    progress: 19.1,
    assistant: 18.3,
    attachment: 0.7,
    "file-history-snapshot": 0.6,
    system: 0.4,
  };
  for (const [type, share] of Object.entries(expected)) {
    const actual = 100 * (shares[type] ?? 0) / bytes;
    assert.ok(Math.abs(actual - share) < Math.max(0.2, share / 50), `${type}: ${actual.toFixed(2)} %`);
  }
});

Deno.test("what a generated log repeats has the share of the survey, to a few points", () => {
  const repeated = shareOf((line) => line.toolUseResult);
  const original = shareOf((line) =>
    (line.toolUseResult as Record<string, unknown> | undefined)?.originalFile
  );
  assert.ok(Math.abs(repeated - 42) < 3, `toolUseResult: ${repeated.toFixed(1)} %`);
  assert.ok(Math.abs(original - 42 * 97 / 168) < 3, `originalFile: ${original.toFixed(1)} %`);
});

Deno.test("a generated log is the same again with the same seed, another with another, and has text beyond ASCII", () => {
  const text = (seed: number) =>
    [...generateLog(50_000, {}, seed)].map((line) => decoder.decode(line)).join("");
  assert.equal(text(3), text(3));
  assert.notEqual(text(3), text(4));
  assert.match(text(3), /[\u3040-\u30ff]/);
});
