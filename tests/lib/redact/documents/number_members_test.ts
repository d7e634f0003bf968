import assert from "node:assert/strict";
import type { Finding } from "../../../../lib/redact/finding.ts";
import { findNumberMembers } from "../../../../lib/redact/documents/number_members.ts";
import { loadScanner, type Scanner } from "../../../../lib/redact/scanner.ts";
import { countWork } from "../count_work.ts";

const scan = await loadScanner({ homeDirectories: [], userNames: [] });

function found(json: string): string[] {
  return findNumberMembers(json, scan).map(({ start, end }) => json.slice(start, end));
}

Deno.test("a number is judged beside its name as in a line of text, whatever stands around it", () => {
  assert.deepEqual(found('{"pin":4711}'), ["4711"]);
  assert.deepEqual(found('[{"a":{"PIN": 97315862}},{"b":8080}]'), ["97315862"]);
  assert.deepEqual(found('{\n  "password" : 5,\n  "db_password":   98123412\n}'), ["98123412"]);
});

Deno.test("short and broken numbers, years, strings, and numbers without a plain name are none of its", () => {
  for (
    const json of [
      '{"pin":471}',
      '{"pin":4711.5}',
      '{"pin":4711e3}',
      '{"pin":2024}',
      '{"pin":"4711"}',
      '{"pin":[4711]}',
      '{"":4711}',
      `{"${"pin ".repeat(20)}":4711}`,
      'pin":4711',
    ]
  ) assert.deepEqual(found(json), [], json);
});

Deno.test("names are judged once, and numbers only of those that name a secret", () => {
  let lines = 0;
  const counting: Scanner = (texts): Finding[][] => {
    lines += texts.join("\n\u0000\n").split("\n\u0000\n").length;
    return scan(texts);
  };
  const usage = '{"input_tokens":51234567,"output_tokens":4096},'.repeat(1000);
  assert.deepEqual(findNumberMembers(`[${usage}{"pin":4711}]`, counting).length, 1);
  assert.equal(lines, 3 + 1);
});

Deno.test("twice as long a text costs about twice the work", () => {
  for (const piece of ['"a":12345,', '":4711 ', '":    ', '"pin":4711,', '":'.repeat(30) + "99999 "]) {
    const work = (count: number) => countWork(() => void findNumberMembers(piece.repeat(count), scan));
    work(10);
    assert.ok(work(4000) < 2.5 * work(2000) + 1000, piece);
  }
});
