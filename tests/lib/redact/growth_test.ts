/** Texts made to be slow: eight times the text may take eight times the time, and not the square of that. */

import assert from "node:assert/strict";
import { createRedactor } from "../../../lib/redact/mod.ts";
import { assertGrowsLess } from "../../support/growth.ts";

const LARGE_CHARACTERS = 160_000;
const SMALL_CHARACTERS = LARGE_CHARACTERS / 8;
const LIMIT = 20;

const repeated = (text: string) => (characters: number) =>
  text.repeat(Math.ceil(characters / text.length)).slice(0, characters);

/** By what they are full of. */
const TEXTS: Readonly<Record<string, (characters: number) => string>> = {
  "states of a program that guesses passwords, on one line": repeated("Session..."),
  "folders and verdicts with what follows, without a blank": repeated("PASS=PWD="),
  "encoded beginnings of keys, in one word": repeated("LS0tLS1CRUdJTi"),
  "headers of a table in German": repeated("Login;Kennwort;Rolle\n"),
  "backslashes in a document with secrets": (characters) =>
    `{"kind":"Secret", ${"\\".repeat(characters / 2)}`,
  "a token filled up with zeros": (characters) => `xoxb-1${"0".repeat(characters)}1`,
};

/** So many times as long as prose takes what is looked at closely, wherever it stands. */
const TIMES_OF_PROSE = 100;

/** By what they are full of, of which each is looked at with what stands around it. */
const DEAR_TEXTS: Readonly<Record<string, (characters: number) => string>> = {
  "beginnings of keys with four dashes": repeated("---- BEGIN RSA PRIVATE KEY----, "),
  "signs of tables, on one line": repeated(" | -"),
  "values of strings beside each other": repeated(', <add key="1""1'),
  "lines of dashes far to the right": repeated(`a\n${" ".repeat(9000)}|-=|\n`),
  "cells of a table with a wide gap": repeated(`|password|b|\n|--|--|\n|x${" ".repeat(9000)}y|z|\n\n`),
  "rows of tests with wide gaps": repeated(`parametrize("user,password",[${" ".repeat(200)}x`),
  "strings that a shell gives to a command": repeated('<<<"x'),
};

const redactor = await createRedactor({ key: "k" });

async function timeOf(text: string): Promise<number> {
  text.indexOf("\n\n"); // One piece before it is measured.
  const start = performance.now();
  await redactor.remembering().redactAll([text]);
  return performance.now() - start;
}

for (const [what, make] of Object.entries(TEXTS)) {
  Deno.test(`a text of ${what} takes time with its length`, async () => {
    const [large, small] = [make(LARGE_CHARACTERS), make(SMALL_CHARACTERS)];
    await timeOf(small);
    await assertGrowsLess(LIMIT, () => timeOf(large), () => timeOf(small));
  });
}

Deno.test("lines of a log that are no JSON take time with their number", async () => {
  const time = async (lines: string) => {
    const start = performance.now();
    for await (const _ of redactor.redactJsonLines(lines));
    return performance.now() - start;
  };
  const [large, small] = ['\\"\n'.repeat(192_000), '\\"\n'.repeat(24_000)];
  await time(small);
  await assertGrowsLess(LIMIT, () => time(large), () => time(small));
});

Deno.test("keys of an object that become the same take time with their number", async () => {
  const time = async (count: number) => {
    const homes = Array.from({ length: count }, (_, index) => [`/home/kiwubo${index}`, index]);
    const value = Object.fromEntries(homes);
    const start = performance.now();
    await redactor.redactJson(value);
    return performance.now() - start;
  };
  await time(500);
  await assertGrowsLess(LIMIT, () => time(8000), () => time(1000));
});

/** More than a function takes as arguments. */
const MANY = 130_000;

Deno.test("a text may hold as many home directories as it likes", async () => {
  const redacted = await redactor.redact(`\u001b[0m${"/home/kim ".repeat(MANY)}`);
  assert.ok(!redacted.includes("kim"));
});

Deno.test("a text may hold as many lines that begin alike as it likes", async () => {
  const redacted = await redactor.redact(`+password=\n${"+abcdefgh\n".repeat(MANY)}`);
  assert.ok(redacted.endsWith("+abcdefgh\n"));
});

const prose = "Please look at the words of this sentence and of the next one, too. ";

for (const [what, make] of Object.entries(DEAR_TEXTS)) {
  Deno.test(`a text of ${what} takes not much longer than prose`, async () => {
    const [text, plain] = [make, repeated(prose)].map((makeText) => makeText(LARGE_CHARACTERS / 2));
    for (let warmUp = 0; warmUp < 5; warmUp++) await timeOf(plain ?? "");
    await assertGrowsLess(TIMES_OF_PROSE, () => timeOf(text ?? ""), () => timeOf(plain ?? ""));
  });
}
