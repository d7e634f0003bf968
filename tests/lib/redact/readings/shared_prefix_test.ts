import assert from "node:assert/strict";
import { sharedPrefix } from "../../../../lib/redact/readings/shared_prefix.ts";

/** What the first line has in common with the second. */
function sharedBy(first: string, second: string): string | undefined {
  const prefix = sharedPrefix(`${first}\n${second}`, { start: 0, end: first.length });
  if (prefix === undefined) return undefined;
  prefix.begin.lastIndex = 0;
  return prefix.begin.exec(first)?.[0];
}

Deno.test("what names a program or a time before lines below each other is their prefix, whatever its form", () => {
  for (
    const [first, second, shared] of [
      ["web:build: a b", "web:build: c d", "web:build: "],
      ["web:build: | a", "web:build: |--", "web:build: "],
      ["I0102 03:04:05.123456   12 main.go:34] a", "I0102 03:04:06.223456   12 main.go:34] b", undefined],
      ["2026/01/02 03:04:05 [error] 12#12: *1 a b", "2026/01/02 03:04:06 [error] 12#12: *1 c", undefined],
      ["web:build: 1. a", "web:build: 2. b", "web:build: "],
      ["web:build: - name: a", "web:build: - name: b", "web:build: "],
      ["web:build:     a", "web:build:     b", "web:build: "],
      ["1767312245.123 a", "1767312246.456 b", "1767312245.123 "],
    ] as const
  ) {
    assert.equal(
      sharedBy(first, second),
      shared ?? first.slice(0, -(first.length - first.lastIndexOf("a"))),
      first,
    );
  }
});

Deno.test("words, signs and indentation that lines have in common are no prefix", () => {
  for (
    const [first, second] of [
      ["export A=1", "export B=2"],
      ["    return x", "    return y"],
      ["import { a }", "import { b }"],
      ["DB_HOST=x", "DB_NAME=y"],
      ["| a | b |", "| c | d |"],
      ["x: 1", "y: 2"],
    ] as const
  ) assert.equal(sharedBy(first, second), undefined, first);
});
