import assert from "node:assert/strict";
import fc from "fast-check";
import { createRedactor, type JsonLinesSource } from "../../../../lib/redact/mod.ts";
import { privateKey } from "../corpus/contextual.ts";
import { randomText } from "../corpus/random_text.ts";
import { tokenSamples } from "../corpus/tokens.ts";

const TOKENS = tokenSamples(randomText(31)).map(({ secret }) => secret);
const [TOKEN = ""] = TOKENS;
const MARK = /\[redacted:github-token:[0-9a-f]{4}\]/;

async function redactLines(source: JsonLinesSource): Promise<string> {
  const redactor = await createRedactor();
  let text = "";
  for await (const piece of redactor.redactJsonLines(source)) text += piece;
  return text;
}

async function* inChunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let start = 0; start < bytes.length; start += size) {
    yield await Promise.resolve(bytes.subarray(start, start + size));
  }
}

Deno.test("each line's strings are redacted, numbers, order and white space stay byte for byte", async () => {
  const lines = `{"b" : 1.50,"a":"${TOKEN}"}\n\n[ "x" ]\r\n`;
  const redacted = await redactLines(lines);
  assert.equal(redacted.replace(MARK, TOKEN), lines);
  assert.match(redacted, MARK);
});

Deno.test("a line that is no JSON is redacted as text, inside and outside of its quotes", async () => {
  const redacted = await redactLines(`${TOKEN} said "${TOKEN}" then ${TOKEN}\n{"a":1}\n`);
  assert.equal(redacted.replaceAll(new RegExp(MARK, "g"), "M"), 'M said "M" then M\n{"a":1}\n');
});

Deno.test("glued objects and a line cut short are redacted", async () => {
  const redacted = await redactLines(`{"a":"${TOKEN}"}{"cwd":"/home/kim/x"}\n{"cut":"x\\n${TOKEN}`);
  assert.ok(!redacted.includes(TOKEN));
  assert.match(redacted, /^\{"a":"\[redacted:[^\]]*\]"\}\{"cwd":"~\/x"\}\n\{"cut":"x\\n\[redacted:/);
});

Deno.test("a password is known by its key in a line, and a number after such a key stays a number", async () => {
  const redacted = await redactLines('{"password":"hunter2hunter2","pin_token":123456789012345678}\n');
  const value = JSON.parse(redacted);
  assert.match(value.password, /^\[redacted:password:/);
  assert.equal(typeof value.pin_token, "number");
});

Deno.test("a number that is a password becomes a string, and each line stays JSON", async () => {
  const lines = [
    '{"toolUseResult":{"password":641443565563,"port":8080},"usage":{"input_tokens":51234567}}',
    '{"a" : [ {"db_password" : 98123412 , "n":1.50} ]}{"password":641443565563}',
    '{"cut":"x","password":6414435',
  ];
  const redacted = await redactLines(lines.join("\n"));
  const mark = /"\[redacted:password:[0-9a-f]{4}\]"/g;
  assert.deepEqual(redacted.replaceAll(mark, "M").split("\n"), [
    '{"toolUseResult":{"password":M,"port":8080},"usage":{"input_tokens":51234567}}',
    '{"a" : [ {"db_password" : M , "n":1.50} ]}{"password":M}',
    '{"cut":"x","password":M',
  ]);
  assert.equal(await redactLines(redacted), redacted);
});

Deno.test("a private key in a string keeps the line whole", async () => {
  const block = privateKey(randomText(32), "RSA");
  const redacted = await redactLines(`${JSON.stringify({ key: block, n: 1 })}\n`);
  assert.deepEqual(Object.keys(JSON.parse(redacted)), ["key", "n"]);
  assert.ok(!redacted.includes(block.split("\n")[3] ?? "?"));
});

Deno.test("a stream gives the same as the whole text, however its bytes are cut", async () => {
  const lines = [
    JSON.stringify({ text: `größer 🚢 ${TOKEN}`, cwd: "/Users/kim/code" }),
    "",
    "no JSON 日本",
    `\ufeff${JSON.stringify([TOKEN])}`,
    '{"cut":"kim@example.com',
  ].join("\n");
  const redactor = await createRedactor({ key: "k" });
  const collect = async (source: JsonLinesSource) => {
    let text = "";
    for await (const piece of redactor.redactJsonLines(source)) text += piece;
    return text;
  };
  const whole = await collect(lines);
  assert.equal(await collect(new TextEncoder().encode(lines)), whole);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (size) => {
      assert.equal(await collect(inChunks(lines, size)), whole);
    }),
    { numRuns: 30 },
  );
});

Deno.test("invalid UTF-8 and an empty source do no harm", async () => {
  assert.equal(await redactLines(""), "");
  assert.equal(await redactLines(new Uint8Array()), "");
  const bytes = new Uint8Array([0x22, 0xff, 0xfe, 0x22, 0x0a]);
  assert.equal(await redactLines(bytes), '"\ufffd\ufffd"\n');
});

Deno.test("a log larger than a batch comes in several stretches of whole lines", async () => {
  const line = `${JSON.stringify({ type: "user", text: "lorem ipsum ".repeat(80), secret: TOKEN })}\n`;
  const redactor = await createRedactor();
  const pieces: string[] = [];
  for await (const piece of redactor.redactJsonLines(inChunks(line.repeat(3000), 65_536))) pieces.push(piece);
  assert.ok(pieces.length > 1);
  for (const piece of pieces) assert.ok(piece.endsWith("\n"));
  const text = pieces.join("");
  assert.equal(text.split("\n").length, 3001);
  assert.ok(!text.includes(TOKEN));
});

Deno.test("no line can make it fail, and lines stay lines", async () => {
  const redactor = await createRedactor();
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 30 }).map((text) => text.replaceAll("\n", "")),
    fc.json().map((text) => text.replaceAll("\n", "")),
    fc.constantFrom('"', "\\", '{"password":"', TOKEN, "\\u0", "}{"),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(piece, { maxLength: 4 }).map((parts) => parts.join("")), { maxLength: 6 }),
      async (lines) => {
        let redacted = "";
        for await (const part of redactor.redactJsonLines(lines.join("\n"))) redacted += part;
        assert.equal(redacted.split("\n").length, lines.join("\n").split("\n").length);
        assert.ok(!redacted.includes(TOKEN));
      },
    ),
    { numRuns: 500 },
  );
});
