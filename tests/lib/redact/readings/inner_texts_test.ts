import assert from "node:assert/strict";
import { WEIGHT } from "../../../../lib/redact/finding.ts";
import { withinBorders } from "../../../../lib/redact/borders.ts";
import { createInnerReader } from "../../../../lib/redact/readings/inner_texts.ts";
import { findAtPlaces } from "../../../../lib/redact/search/place_rules.ts";
import { forEachPlaces } from "../../../../lib/redact/search/places.ts";
import type { Reading } from "../../../../lib/redact/readings/reading.ts";
import { countWork } from "../count_work.ts";

function innerOf(text: string): Reading | undefined {
  const reader = createInnerReader(text);
  forEachPlaces(text, reader.visit);
  return reader.read();
}

/** What a word of the reading is in the text. */
function writtenAs(text: string, word: string): string {
  const reading = innerOf(text);
  const start = reading?.text.indexOf(word) ?? -1;
  assert.ok(reading !== undefined && start >= 0, `${word} in ${reading?.text}`);
  const found = reading.written({ start, end: start + word.length, kind: "x", weight: WEIGHT.context });
  return text.slice(found.start, found.end);
}

Deno.test("lines are read without what stands before all of them, and without their indentation", () => {
  const cases: [text: string, inner: string][] = [
    ["     1→a: 1\n     2→  password: |\n     3→    x\n", "a: 1\n  password: |\n    x\n"],
    ["src/a.py:12:    password =\nsrc/a.py-13-    x", "password =\nx"],
    ["@@ -1 +1 @@\n a\n+password:\n+  x\n", "a\npassword:\n  x\n"],
    ["api-1  | password:\napi-1  | x", "password:\nx"],
    ["2026-01-02T03:04:05Z password:\n2026-01-02T03:04:06Z x", "password:\nx"],
    ["# password:\n#\n# x\n", "password:\n\nx\n"],
    ["│ password: │\n│ x         │", "password:\nx"],
    ["-DB_PASSWORD=x y\n-b", "DB_PASSWORD=x y\nb"],
    ["text\n\t$ op read x\n\t\ty\n", "$ op read x\n\ty\n"],
    ["> > password:\n> > x\nnot quoted", "password:\nx\n"],
  ];
  for (const [text, inner] of cases) assert.equal(innerOf(text)?.text, inner, text);
});

Deno.test("lines that begin with nothing of that kind are not read again, nor is a list", () => {
  for (const text of ["password:\nx", "- password:\n- x", "-password: ", "-[Store set password:\nx"]) {
    assert.equal(innerOf(text), undefined, text);
  }
});

Deno.test("lines are read around an address, and not around what begins with an `@`", () => {
  assert.equal(innerOf("+ first\n+ mail kim@example.org\n")?.text, "first\nmail kim@example.org\n");
  for (const text of ["@@ -1 +1 @@", "@decorated", 'import "@scope/name"']) {
    assert.equal(innerOf(`+ first\n+ ${text}\n`), undefined, text);
  }
});

Deno.test("of a table many rows are read, and all lines of one word", () => {
  const rows = "> 1,kim,x\n".repeat(50);
  assert.equal(innerOf(`> id,user,password\n${rows}`)?.text.split("\n").length, 52);
  const codes = "# a1b2c3\n".repeat(50);
  assert.equal(innerOf(`# secret codes\n${codes}`)?.text.split("\n").length, 52);
  const prose = "# one two\n".repeat(50);
  assert.equal(innerOf(`# secret codes\n${prose}`)?.text.split("\n").length, 10);
});

Deno.test("strings with escapes are read as what they hold, each by itself", () => {
  const cases: [text: string, inner: string][] = [
    [String.raw`{"a": "x\npassword: \"y\"", "b": "z\n"}`, 'x\npassword: "y"'],
    [String.raw`print('x\npassword: y')  # isn't`, "x\npassword: y"],
    [String.raw`stdout=b'password:\x09\u0041'`, "password:\tA"],
    [String.raw`password of the cut\nline", "other"`, "password of the cut\nline"],
    [String.raw`["password:\n", "x\n", "y"]`, "password:\nx\ny"],
    [`"password:\\n" +\n  "x\\n" + y`, "password:\nx\n"],
    [String.raw`printf $'password:\nx'`, "password:\nx"],
    [String.raw`"password: C:\Program"`, String.raw`password: C:\Program`],
  ];
  for (const [text, inner] of cases) assert.equal(innerOf(text)?.text, inner, text);
});

Deno.test("an apostrophe begins no string, and what has no place of a rule is not decoded", () => {
  for (const text of [String.raw`isn't the password\nx'`, String.raw`"a\nb"`]) {
    assert.equal(innerOf(text), undefined, text);
  }
});

Deno.test("what is found in a reading is found in the text with what was left out inside of it", () => {
  assert.equal(writtenAs("+password:\n+x1\n+y2\n", "x1\ny2"), "x1\n+y2");
  assert.equal(writtenAs(String.raw`"password: \u0041b\n"`, "Ab"), String.raw`\u0041b`);
  assert.equal(writtenAs(String.raw`"password: b\u0041"`, "bA"), String.raw`b\u0041`);
});

Deno.test("what would reach over two texts of a reading ends with the first", () => {
  const text = String.raw`{"a": "password:\n1", "b": "token:\n2"}`;
  const reading = innerOf(text);
  assert.ok(reading !== undefined);
  const whole = { start: 0, end: reading.text.length, kind: "x", weight: WEIGHT.context };
  const found = withinBorders(reading.text, [whole]).map(reading.written);
  assert.deepEqual(found.map(({ start, end }) => text.slice(start, end)), [String.raw`password:\n1`]);
});

/** Texts of which much is read again. */
const REPEATED: readonly string[] = [
  "+passwd:\n",
  "12:passwd: ",
  "12:passwd:\n\n",
  "> > passwd:\nx\n",
  '"passwd:\\n" ',
  '"passwd:\\n", ',
  "'passwd:\\n' ",
  " ='passwd:\\",
  '\\"passwd:\\\\\\"',
  "[passwd:] ",
  "a/b.c:passwd:\n",
  "\tpasswd:\t",
  "passwd:&quot;",
  "&#39;\n",
  "2026-01-02 03:04:05 [passwd:] ",
];

Deno.test("twice as long a text of readings costs about twice the work", () => {
  for (const repeated of REPEATED) {
    const [less = 0, more = 0] = [300, 600].map((times) =>
      countWork(() => findAtPlaces(repeated.repeat(times), []))
    );
    assert.ok(more <= 2.3 * less, `${repeated}: ${less} → ${more}`);
  }
});
