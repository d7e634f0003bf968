import assert from "node:assert/strict";
import { randomText } from "../../corpus/random_text.ts";
import { redactTo } from "../../redact_to.ts";

const KEY = randomText(81).of("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 24);

Deno.test("what stands below a heading and a line of dashes is a text", async () => {
  for (
    const text of [
      "Reset your password\n-------------------\nOpen the mail and follow the link.\nKeepTheName99\nsrc/x.ts:14\n",
      "Password\n--------\nThe user resets it by mail.\nKeepTheName99\n",
      "Error: invalid token\n--------------------\nKeepTheName99\na1b2c3d4e5f60718\n",
      "missing password\n----------------\nexpected 3 to be 4\nabc-def-99\n",
      "--- token\n---------\nabcDef123xyz\n",
      "Token\n-----\n    at-some-place99:14:2\n",
      "1→Forgotten password\n2→------------------\n3→KeepTheName99\n",
    ]
  ) {
    assert.equal(await redactTo(text), text);
  }
});

Deno.test("a column without others ends with what is no value", async () => {
  const psql = (...values: readonly string[]) =>
    ` password \n----------\n ${values.join("\n ")}\n(2 rows)\nKeepTheName99\n`;
  assert.equal(await redactTo(psql("hunter22!", "Sunny-day42!")), psql("■", "■"));
  const plain = (value: string) => `Password\n--------\n${value}\nsee the-mail99\nKeepTheName99\n`;
  assert.equal(await redactTo(plain("hunter22!")), plain("■"));
  assert.equal(await redactTo(plain("coral magnet iguana pepper")), plain("■"));
  const heading = (value: string) => `The API token\n-------------\n${value}\n`;
  assert.equal(await redactTo(heading(KEY)), heading("■"));
});

Deno.test("a line of which a word reaches over two columns is below the table", async () => {
  const sqlcmd = (value: string) =>
    `name       password\n---------- ----------\nkim        ${value}\n(1 rows affected)\nKeepTheName99 or-another88\n`;
  assert.equal(await redactTo(sqlcmd("hunter22!")), sqlcmd("■"));
  const pwsh = (value: string) => `NAME  TOKEN\n----  -----\nkim   ${value}\ndone-building-target99\n`;
  assert.equal(await redactTo(pwsh(KEY)), pwsh("■"));
});

Deno.test("numbers may stand more to the left than their column's name", async () => {
  const rows = (value: string) => `  Id  Token\n  --  -----\n1234  ${value}\n   5  ${value}\n`;
  assert.equal(await redactTo(rows(KEY)), rows("■"));
  const inner = (value: string) => `Name    Id  Password\n----    --  --------\nkim  12345  ${value}\n`;
  assert.equal(await redactTo(inner("hunter22!")), inner("■"));
});

Deno.test("a line without the frame of its table is below it", async () => {
  for (const [bar, rule] of [["|", "|----------|"], ["│", "├──────────┤"]]) {
    const table = (value: string) =>
      `${bar} Password ${bar}\n${rule}\n${bar} ${value} ${bar}\nKeepTheName99\n`;
    assert.equal(await redactTo(table("hunter22!")), table("■"));
  }
});
