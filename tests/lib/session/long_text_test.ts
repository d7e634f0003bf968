import assert from "node:assert/strict";
import fc from "fast-check";
import { parseLines } from "../../../lib/session/line_batch.ts";
import { LineScanner } from "../../../lib/session/line_scanner.ts";
import type { LongText } from "../../../lib/session/long_text.ts";
import { withWholeTexts } from "./bytes.ts";

const scanner = new LineScanner(1 << 22);
scanner.configure(false, 1 << 21, true);

interface Parsed {
  readonly values: unknown[] | undefined;
  readonly texts: LongText[];
}

/** The values of lines, and the long texts that stand among them. */
function parse(...lines: readonly string[]): Parsed {
  return parseBytes(new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")));
}

function parseBytes(bytes: Uint8Array, withTexts = true): Parsed {
  scanner.bytes.set(bytes, scanner.start);
  const { lines: count } = scanner.scan(scanner.start, scanner.start + bytes.length);
  const texts: LongText[] = [];
  const together = parseLines(scanner, 0, count, scanner.start + (1 << 21), withTexts ? texts : undefined);
  return { values: together?.filter((_, index) => index % 2 === 0), texts };
}

const long = "one line of a log, and another\n".repeat(50);
const resultOf = (content: unknown) => ({ tool_use_id: "t1", type: "tool_result", content });
const lineOf = (content: unknown) => ({
  type: "user",
  message: { role: "user", content: [resultOf(content)] },
});

/** The long text of a line's result, or undefined where that is parsed. */
function taken(text: string, json = JSON.stringify(lineOf(text))): LongText | undefined {
  const { values, texts } = parse(json);
  assert.deepEqual(withWholeTexts(values), [JSON.parse(json)]);
  return texts[0];
}

Deno.test("the long text of a result is left unparsed, whatever its characters", () => {
  for (
    const some of ["a", "é", "日本語", "🌊 and", 'with "quotes" and \\ ', "\t/", "\u2028", "\u007f", "1\n"]
  ) {
    const text = `a${some}${long}${some.repeat(400)}.`;
    assert.equal(`${taken(text)}`, text);
  }
  const escaped = JSON.stringify(lineOf(long)).replace("another", "\\u0061\\u2019\\u20AC\\u00fF\\/");
  assert.equal(`${taken(long, escaped)}`, long.replace("another", "a\u2019\u20ac\u00ff/"));
});

Deno.test("a text is parsed where the client may have written around it, or a terminal reads more than it says", () => {
  for (
    const text of [
      ...[`<persisted-output>${long}`, ` \n\t<a>${long}`, `Exit code 1\n${long}`, `Error: result (${long}`],
      ...[`${long}</system-reminder>`, `${long}<b> \n`, `\u00a0<a>${long}`, `${long}<a>\u3000`, `${long}é`],
      ...[
        `a\u001b[0m${long}`,
        `${long}\r\nx`,
        `${long}\u0000x`,
        `${long}\ud800x`,
        " \n".repeat(1000),
        "short",
      ],
    ]
  ) assert.equal(taken(text), undefined, JSON.stringify(text).slice(0, 40));
  assert.equal(
    taken(long, JSON.stringify(lineOf(long)).replaceAll("l", "\\u003c").replace("one", "\\u003c")),
    undefined,
  );
});

Deno.test("texts that are no result's are parsed where they stand", () => {
  const inOtherLine = { ...lineOf(long), type: "attachment" };
  const elsewhere = {
    type: "user",
    message: { content: [{ type: "text", text: "a", nested: resultOf(long) }] },
  };
  const twice = JSON.stringify(lineOf(long)).replace(`"content":${JSON.stringify(long)}`, '$&,"content":"x"');
  const retyped = JSON.stringify(lineOf(long)).replace(`"content":${JSON.stringify(long)}`, '$&,"type":"x"');
  for (const line of [JSON.stringify(inOtherLine), JSON.stringify(elsewhere), twice, retyped]) {
    const good = JSON.stringify(lineOf(long));
    const { values } = parse(good, line, good);
    assert.deepEqual(values?.[1], JSON.parse(line));
    assert.deepEqual(withWholeTexts(values?.[2]), JSON.parse(good));
  }
  assert.equal(parse(JSON.stringify(lineOf(long)), JSON.stringify(lineOf(`${long}.`))).texts.length, 2);
  const embedded = { type: "progress", data: { message: lineOf(long) } };
  assert.equal(parse(JSON.stringify(embedded)).texts.length, 1);
});

Deno.test("invalid texts are left to those who look at lines alone", () => {
  for (const wrong of ["\\x", "\\u12", "\\ud", "\t"]) {
    const line = JSON.stringify(lineOf(long)).replace("another", `another${wrong}`);
    assert.deepEqual(parse(line), { values: undefined, texts: [] }, wrong);
  }
});

Deno.test("of any bytes in a text the same is read, or nothing, whether or not it is parsed", () => {
  const escape = fc.oneof(
    fc.string({ unit: "binary-ascii", minLength: 1, maxLength: 1 }).map((letter) => `\\${letter}`),
    fc.string({ unit: fc.constantFrom(..."0019afAFdDgG/:`@"), minLength: 4, maxLength: 4 }).map((digits) =>
      `\\u${digits}`
    ),
    fc.constantFrom(
      "\\/",
      "\\u0009",
      "\\u000a",
      "\\u000A",
      "\\u0041",
      "\\u20ac",
      "\\u001f",
      "\\ud83c\\udf0a",
    ),
  ).map((text) => [...new TextEncoder().encode(text)]);
  const sequence = fc.oneof(
    fc.array(fc.integer({ min: 0x80, max: 0xff }), { minLength: 1, maxLength: 4 }),
    fc.tuple(
      fc.integer({ min: 0xc0, max: 0xf7 }),
      ...Array.from({ length: 3 }, () => fc.integer({ min: 0x80, max: 0xbf })),
    )
      .map((bytes) => bytes.slice(0, (bytes[0] ?? 0) < 0xe0 ? 2 : (bytes[0] ?? 0) < 0xf0 ? 3 : 4)),
    fc.constantFrom([0x01], [0x1f], [0x7f], [0xc1, 0xbf], [0xe0, 0x9f, 0xbf], [0xed, 0xa0, 0x80], [
      0xf4,
      0x90,
      0x80,
      0x80,
    ], [0xf0, 0x8f, 0xbf, 0xbf]),
  );
  const line = [...new TextEncoder().encode(JSON.stringify(lineOf(`${long}#${long}`)))];
  const place = line.indexOf(0x23);
  const isTaken = new Set<boolean>();
  fc.assert(
    fc.property(fc.oneof(escape, sequence), (bytes) => {
      const whole = Uint8Array.from([...line.slice(0, place), ...bytes, ...line.slice(place + 1), 0x0a]);
      const { values, texts } = parseBytes(whole);
      isTaken.add(texts.length > 0);
      const read = withWholeTexts(values);
      assert.deepEqual(read, parseBytes(whole, false).values);
    }),
    { numRuns: 500 },
  );
  assert.equal(isTaken.size, 2);
});

Deno.test("the longest text is taken also behind as many others as are gathered with it", () => {
  // Each begins at a multiple of eight units: those of one more take seven in vain.
  const texts = Array.from({ length: 63 }, (_, index) => `${index}`.padEnd(1033, "x"));
  const lines = [...texts, "y".repeat(128 * 1024 - 2)].map((text) => JSON.stringify(lineOf(text)));
  const { values, texts: taken } = parse(...lines);
  assert.equal(taken.length, 64);
  assert.deepEqual(withWholeTexts(values), lines.map((line) => JSON.parse(line)));
});

Deno.test("texts of up to 128 KiB are taken", () => {
  assert.equal(taken("x".repeat(128 * 1024 - 2))?.length, 128 * 1024 - 2);
  assert.equal(taken("x".repeat(128 * 1024)), undefined);
});

Deno.test("a text says the same wherever it is asked, before and after it has left the memory", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
      fc.nat(),
      fc.nat(),
      (some, one, other) => {
        const text = `a${some.replace(/[^\t\n\P{C}]|\p{Cs}/gu, "")}${long}`.repeat(30);
        // `taken` would ask for all of it.
        const held = parse(JSON.stringify(lineOf(text))).texts[0];
        assert.ok(held !== undefined);
        const [start = 0, end = 0] = [one % text.length, other % text.length].sort((first, second) =>
          first - second
        );
        const check = () => {
          assert.equal(held.length, text.length);
          assert.equal(held.slice(start, end), text.slice(start, end));
          assert.equal(held.charCodeAt(start), text.charCodeAt(start));
          assert.equal(held.indexOf("a", start), text.indexOf("a", start));
          assert.equal(held.indexOf("\u{e000}", start), -1);
        };
        check();
        const units = held.unitsOf(start, end);
        assert.equal(
          Array.from(units ?? [], (unit) => String.fromCharCode(unit)).join(""),
          text.slice(start, end),
        );
        held.leaveMemory();
        assert.equal(held.unitsOf(start, end), undefined);
        check();
      },
    ),
    { numRuns: 100 },
  );
  const shown = parse(JSON.stringify(lineOf(long))).texts[0];
  shown?.markShown();
  shown?.leaveMemory();
  assert.throws(() => shown?.slice(0, 1), /shown already/);
});
