/** Whole logs for fuzzing: lines of every kind, joined and broken in every way that files break. */

import fc from "fast-check";
import { DETAIL_LEVELS, type DetailLevel } from "../../lib/preprocess/mod.ts";
import { logLine } from "./fuzz_lines.ts";

const encoder = new TextEncoder();

/** What stands between lines; nothing: two objects glued together. */
const JOINTS = [
  "\n",
  "\n",
  "\n",
  "\n",
  "",
  " ",
  "\r\n",
  "\n\n",
  "\0\0\0\n",
  "\u2028",
  "\ufeff",
  ",\n",
] as const;

const BYTES: readonly Uint8Array[] = [
  new Uint8Array([0]),
  new Uint8Array(40),
  new Uint8Array([0xef, 0xbb, 0xbf]),
  new Uint8Array([0xff]),
  new Uint8Array([0xc3]),
  new Uint8Array([0xed, 0xa0, 0x80]), // a surrogate in UTF-8
  new Uint8Array([0xe2, 0x80, 0xa8]), // U+2028
  new Uint8Array([0xc2, 0x85]), // U+0085
  new Uint8Array([0x1b]),
  new Uint8Array([0x0a]),
  new Uint8Array([0x0d]),
  encoder.encode('"'),
  encoder.encode("\\"),
  encoder.encode("\\u"),
  encoder.encode("{"),
  encoder.encode("}"),
  encoder.encode("["),
  encoder.encode('{"type":"user",'),
  encoder.encode('{"parentUuid":null,'),
];

/** Deeper than any recursive reader can go. */
const NESTED = 10_000;
const nested = fc.constantFrom(
  "[".repeat(NESTED),
  "[".repeat(NESTED) + "]".repeat(NESTED),
  `${'{"a":'.repeat(NESTED)}1${"}".repeat(NESTED)}`,
  `{"type":"user","message":{"content":${"[".repeat(NESTED)}${"]".repeat(NESTED)}}}`,
  `{"type":"assistant","message":{"content":[{"type":"tool_use","id":"t1","name":"Bash","input":{"x":${
    '{"a":'.repeat(NESTED)
  }1${"}".repeat(NESTED)}}}]}}`,
  `{"type":"user","message":{"content":[{"type":"tool_result","tool_use_id":"t1","content":${
    '[{"type":"tool_result","content":'.repeat(NESTED)
  }"x"${"}]".repeat(NESTED)}}]}}`,
);

const stretch: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 60, arbitrary: logLine.map((value) => encoder.encode(JSON.stringify(value) ?? "")) },
  { weight: 4, arbitrary: fc.uint8Array({ maxLength: 80 }) },
  { weight: 4, arbitrary: fc.constantFrom(...BYTES) },
  { weight: 2, arbitrary: fc.string({ unit: "binary" }).map((text) => encoder.encode(text)) },
);

/** Where something happens: a share of the length, so that it shrinks with the log. */
const position = fc.double({ min: 0, max: 1, noNaN: true });

type Damage = (log: Uint8Array) => Uint8Array;

const damage: fc.Arbitrary<Damage> = fc.oneof(
  position.map((share): Damage => (log) => log.slice(0, at(log, share))),
  fc.tuple(position, fc.integer({ min: 1, max: 60 })).map(([share, count]): Damage => (log) =>
    joinBytes([log.subarray(0, at(log, share)), log.subarray(at(log, share) + count)])
  ),
  fc.tuple(position, fc.oneof(fc.constantFrom(...BYTES), fc.uint8Array({ maxLength: 6 }))).map((
    [share, bytes],
  ): Damage =>
  (log) => joinBytes([log.subarray(0, at(log, share)), bytes, log.subarray(at(log, share))])),
  fc.tuple(position, fc.integer({ min: 0, max: 255 })).map(([share, byte]): Damage => (log) => {
    const changed = log.slice();
    if (changed.length > 0) changed[Math.min(at(log, share), log.length - 1)] = byte;
    return changed;
  }),
);

function at(log: Uint8Array, share: number): number {
  return Math.floor(share * log.length);
}

/** A log, and how it is converted. */
export interface FuzzCase {
  readonly log: Uint8Array;
  readonly maxTokens: number;
  readonly detail: DetailLevel;
}

/** A log without a word is converted to nothing: with one, there is something to judge. */
const PROMPT = encoder.encode('{"type":"user","uuid":"u0","message":{"content":"Fix it"}}\n');

const ordinaryLog = fc.tuple(
  fc.constantFrom(PROMPT, PROMPT, new Uint8Array()),
  fc.array(fc.tuple(stretch, fc.constantFrom(...JOINTS)), { maxLength: 8 }),
  fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, {
    weight: 1,
    arbitrary: fc.array(damage, { maxLength: 3 }),
  }),
).map(([start, stretches, damages]) => {
  const lines = stretches.flatMap(([bytes, joint]) => [bytes, encoder.encode(joint)]);
  const log = joinBytes([start, ...lines]);
  return damages.reduce((broken, strike) => strike(broken), log);
});

const nestedLog = fc.tuple(nested, logLine).map(([deep, line]) =>
  encoder.encode(`${deep}\n${JSON.stringify(line) ?? ""}\n`)
);

/** Any log. One of 200 holds JSON nested 10,000 deep: these take a hundred times as long as the others. */
export const fuzzCase: fc.Arbitrary<FuzzCase> = fc.record({
  log: fc.oneof({ weight: 199, arbitrary: ordinaryLog }, { weight: 1, arbitrary: nestedLog }),
  maxTokens: fc.constantFrom(1000, 1000, 2000, 20_000),
  detail: fc.constantFrom(...DETAIL_LEVELS),
});

function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}
