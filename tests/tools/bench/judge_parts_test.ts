import assert from "node:assert/strict";
import type { SessionReport } from "../../../lib/preprocess/mod.ts";
import { faultsOf } from "../../../tools/bench/judge_parts.ts";

function reportOf(parts: number): Pick<SessionReport, "parts"> {
  return { parts: Array.from({ length: parts }, () => ({ name: undefined, bytes: 1, tokens: 1 })) };
}

Deno.test("the judge of the fuzzing has nothing against good parts", () => {
  const parts = [
    '<session id="s" part="1" parts="2">a</session>',
    '<session id="s" part="2" parts="2">b</session>',
  ];
  assert.deepEqual(faultsOf(parts, reportOf(2), 1000), []);
});

const bad: readonly [string, string, RegExp][] = [
  ["two roots", '<session id="s" part="1" parts="1"/><session/>', /not well-formed/],
  ["a control character", '<session id="s" part="1" parts="1">\u001b</session>', /not well-formed/],
  ["another root", '<html id="s" part="1" parts="1"/>', /the root html/],
  ["a wrong number", '<session id="s" part="2" parts="1"/>', /says that it is part 2 of 1/],
  [
    "too many tokens",
    `<session id="s" part="1" parts="1">${"word ".repeat(2000)}</session>`,
    /tokens of 1000/,
  ],
];

for (const [what, part, expected] of bad) {
  Deno.test(`the judge of the fuzzing sees ${what}`, () => {
    assert.match(faultsOf([part], reportOf(1), 1000).join("\n"), expected);
  });
}

Deno.test("the judge of the fuzzing sees parts that the report doesn't know, and two session ids", () => {
  const parts = ['<session id="s" part="1" parts="2"/>', '<session id="t" part="2" parts="2"/>'];
  assert.match(faultsOf(parts, reportOf(1), 1000).join("\n"), /1 parts.*\n.*2 sessions/);
});
