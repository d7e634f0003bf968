/** Lines of logs as they come, and as they come apart: for properties of reading. */

import { Buffer } from "node:buffer";
import fc from "fast-check";

/** Two bytes, three bytes and four bytes of UTF-8, and what looks like the ends of strings, lines and objects. */
const spice = fc.constantFrom(
  ...["a", "plain words ", "é", "ß", "中", "…", "\u2028", "\ufffd", "\ufeff", "🌊", "\u{10ffff}"],
  ...['"', "\\", "\\\\", "\\é", "\\→", '\\"', "}", "{", "}{", '"}', "\n", "\0", '{"parentUuid":', "\ud83d"],
  ...[',"toolUseResult":{', '"type":"progress"', "0123456789abcdef"],
);
const text = fc.array(spice, { maxLength: 12 }).map((pieces) => pieces.join(""));
/** Dense in characters beyond ASCII: these are not escaped. */
const dense = fc.string({ unit: fc.constantFrom("漢", "字", "ж", "🌊", " "), minLength: 20, maxLength: 60 });
const words = fc.oneof({ weight: 6, arbitrary: text }, { weight: 1, arbitrary: dense });
const preview = `<persisted-output>\n${"ok\n".repeat(700)}</persisted-output>`;
/** Copies in lines below 2 KiB are not cut out. */
const padding = fc.constantFrom("", "short", "long enough ".repeat(180), "ü und ".repeat(400), preview);

const short = fc.record({
  parentUuid: fc.constant(null),
  type: fc.constantFrom("user", "assistant"),
  uuid: words,
});
const copy = fc.oneof(
  text,
  fc.integer(),
  fc.constantFrom(null, true, [], {}, [{ a: [] }]),
  fc.dictionary(
    fc.constantFrom("stdout", "agentId", "answers", "annotations", "originalFile", "structuredPatch"),
    fc.jsonValue(),
  ),
  fc.record({ stdout: text, userModified: fc.boolean() }),
  fc.record({
    file: text,
    structuredPatch: fc.array(fc.record({ lines: fc.array(text) })),
    nested: fc.jsonValue(),
  }),
);
const withCopy = fc.record({
  type: fc.constant("user"),
  message: fc.record({ content: padding, text: words }),
  toolUseResult: copy,
  uuid: words,
});
/** Texts of results in lines below 1 KiB are parsed with them. */
const longText = fc.tuple(
  fc.constantFrom("", " ", "<", "\n<tool_use_error>", "Exit code 1\n", "E", "\u00a0"),
  fc.oneof(words, text.map((piece) => `x${piece}`.repeat(100))),
  fc.constantFrom("plain words\n", "\tif (a) {\\n", "…", "🌊 ", "\u001b[0m", "é"),
  fc.integer({ min: 20, max: 400 }),
  fc.oneof(words, fc.constantFrom("", "\n", ">", "</a>\n", "\ud83d")),
).map(([start, some, filling, times, end]) => start + some + filling.repeat(times) + end);
const result = fc.record(
  { tool_use_id: words, type: fc.constantFrom("tool_result", "tool_result", "text"), content: longText },
  { requiredKeys: ["type", "content"] },
);
const resultLine = fc.tuple(
  fc.constantFrom("user", "user", "user", "assistant", "progress"),
  fc.array(result, { minLength: 1, maxLength: 3 }),
  fc.constantFrom(undefined, { stdout: "long enough ".repeat(180), agentId: "a1" }),
  words,
).map(([type, content, toolUseResult, uuid]) => {
  const message = { role: "user", content };
  return type === "progress"
    ? { type, data: { message: { type: "user", message } }, uuid }
    : { type, message, uuid, toolUseResult };
});
/** The same text in other writings: with escapes for all that is not ASCII or is a `w`, or with spaces. */
const written = fc.tuple(resultLine, fc.constantFrom("plain", "escaped", "spaced", "twice")).map(
  ([line, way]) => {
    const json = JSON.stringify(line);
    if (way === "escaped") {
      return json.replace(/[^ -~]|w/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
    }
    if (way === "twice") return json.replace('"type":"tool_result","content":', '$&"x","content":');
    return way === "spaced" ? json.replaceAll('"tool_result",', '"tool_result", ') : json;
  },
);
const dropped = fc.constantFrom(
  '{"type":"mode","mode":"plan"}',
  '{"parentUuid":null,"type":"last-prompt","lastPrompt":"é {"}',
  '{"type":"file-history-snapshot","snapshot":{"a":{"b":[{}]}}}',
  '{"parentUuid":null,"type":"progress","data":{"type":"bash_progress","output":"x"}}',
  '{"parentUuid":null,"type":"progress","data":{"type":"agent_progress","message":{}}}',
  '{"type":"api-request","text":"the vendor\'s"}',
);
const whole = fc.oneof(
  { weight: 4, arbitrary: short.map((value) => JSON.stringify(value)) },
  { weight: 4, arbitrary: withCopy.map((value) => JSON.stringify(value)) },
  { weight: 4, arbitrary: written },
  { weight: 2, arbitrary: dropped },
);
const odd = fc.constantFrom(
  ...[
    "",
    " ",
    "\0\0\0",
    "\ufeff",
    "\r",
    "1",
    "[",
    "]",
    "[1,2]",
    '[{"uuid":"a"},1,[{}],{"type":"user","uuid":"é"}]',
    "[[{}]]",
    "not json",
    '"{"',
    "{",
    "}{",
    "{}",
    '{"a":é}',
  ],
  ...[
    '{"uuid":"\\é"}',
    `{"uuid":"\\→","filling":"${"few wide ones ".repeat(8)}"}`,
    `{"uuid":"\\\\→","filling":"${"few wide ones ".repeat(8)}"}`,
    '{"uuid":"\\\\é"}',
    '{"uuid":"\\\\\\é"}',
    '{"type":"user"},',
    '{"a":[1',
    "2]}",
    "{},{}",
  ],
  ...[
    '{"é\\u00e9é":"\\ud83d🌊"}',
    '{"__proto__":{"é":1}}',
    '{"é":1}é',
    '{"uuid":"a raw \t","type":"user",}',
    '{"uuid":-Infinity,"type":"user"}{"uuid":"\\x"}',
    '{"type":"user","uuid":"a" "b":1}',
    '{"type":"user","type":"mode"}',
    '{"type":"mode","type":"user","uuid":"twice"}',
    '{"type":"mode","t\\u0079pe":"user","uuid":"twice"}',
    "\u{feff}{}",
  ],
);
/** Bytes that are not UTF-8: cut sequences, overlong ones, surrogates, beyond the last character. */
const noUtf8 = fc.constantFrom(
  ...[[0xff], [0xc3], [0xe2, 0x80], [0xf0, 0x9f, 0x8c], [0xc0, 0x80], [0xc1, 0xbf], [0xe0, 0x9f, 0xbf], [
    0x80,
  ]],
  ...[[0xf0, 0x8f, 0xbf, 0xbf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [
    0xbf,
  ]],
);

const bytesOf = (line: string) => Buffer.from(line);
const shortLine = short.map((value) => bytesOf(JSON.stringify(value)));
const between = fc.constantFrom(
  ...[
    "",
    " ",
    "  ",
    "\0",
    ",",
    "\t",
    "\r",
    "\ufeff",
    "\u2028",
    "\u0085",
    "\u00a0",
    "\f",
    "\v",
    "\x1b",
    "junk",
    "]",
  ],
);
const broken = fc.oneof(
  // A line that was cut, with the next one behind it.
  fc.tuple(whole, fc.nat(), whole).map(([line, at, next]) => {
    const bytes = bytesOf(line);
    return Buffer.concat([bytes.subarray(0, at % (bytes.length + 1)), bytesOf(next)]);
  }),
  fc.tuple(whole, between, whole).map((pieces) => bytesOf(pieces.join(""))),
  fc.tuple(whole, fc.nat()).map(([line, at]) =>
    bytesOf(line).subarray(0, at % (Buffer.byteLength(line) + 1))
  ),
  fc.tuple(fc.constantFrom("\ufeff", " ", "\0\0", ""), whole, fc.constantFrom("\r", " \t", "\0", "")).map((
    pieces,
  ) => bytesOf(pieces.join(""))),
  fc.tuple(shortLine, fc.nat(), noUtf8).map(([line, at, bytes]) => {
    const cut = at % (line.length + 1);
    return Buffer.concat([line.subarray(0, cut), Buffer.from(bytes), line.subarray(cut)]);
  }),
  fc.tuple(shortLine, fc.nat()).map(([line, at]) => {
    const cut = at % (line.length + 1);
    return Buffer.concat([line.subarray(0, cut), bytesOf("\\→"), line.subarray(cut)]);
  }),
);

/** A line without its end. */
const mixedLine: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 5, arbitrary: whole.map(bytesOf) },
  { weight: 2, arbitrary: broken },
  { weight: 1, arbitrary: odd.map(bytesOf) },
);

/** A log, whose last line may be without its end. */
export const mixedLog: fc.Arbitrary<Uint8Array> = fc.tuple(
  fc.array(mixedLine, { maxLength: 25 }),
  fc.constantFrom("\n", "\r\n"),
  fc.boolean(),
).map(([lines, lineEnd, isTerminated]) => {
  const bytes = Buffer.concat(lines.flatMap((line) => [line, bytesOf(lineEnd)]));
  return new Uint8Array(isTerminated ? bytes : bytes.subarray(0, Math.max(0, bytes.length - lineEnd.length)));
});
