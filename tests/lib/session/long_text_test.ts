import assert from "node:assert/strict";
import fc from "fast-check";
import { parseLines } from "../../../lib/session/line_batch.ts";
import { LineScanner } from "../../../lib/session/line_scanner.ts";
import type { LongText } from "../../../lib/session/long_text.ts";
import { withWholeTexts } from "./bytes.ts";

const scanner = new LineScanner(1 << 22);
scanner.configure(false, 1 << 21, true);

/** The values of lines, and the long texts that stand among them. */
function parse(...lines: readonly string[]): { values: unknown[] | undefined; texts: LongText[] } {
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
  scanner.bytes.set(bytes, scanner.start);
  const { lines: count } = scanner.scan(scanner.start, scanner.start + bytes.length);
  const texts: LongText[] = [];
  const together = parseLines(scanner, 0, count, scanner.start + (1 << 21), texts);
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
  const embedded = { type: "progress", data: { message: lineOf(long) } };
  assert.equal(parse(JSON.stringify(embedded)).texts.length, 1);
});

Deno.test("invalid texts are left to those who look at lines alone", () => {
  for (const wrong of ["\\x", "\\u12", "\\ud", "\t"]) {
    const line = JSON.stringify(lineOf(long)).replace("another", `another${wrong}`);
    assert.deepEqual(parse(line), { values: undefined, texts: [] }, wrong);
  }
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
