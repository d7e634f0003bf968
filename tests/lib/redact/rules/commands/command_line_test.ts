import assert from "node:assert/strict";
import fc from "fast-check";
import { commandBefore, commandFinder } from "../../../../../lib/redact/rules/commands/command_line.ts";
import { assertGrowsLess } from "../../../../support/growth.ts";

const NAMES = "curl|docker login|kubectl(?: [^\\n;|&]{0,100})? secret";

/** The same in one expression. */
const PLAIN = new RegExp(`(?:^|[\\s"'\`(/\\\\])(?:${NAMES})(?:\\.exe)?["']?,?(?: [^\\n;|&]{0,300})?$`);

const find = commandFinder(NAMES);

Deno.test("a command is found where one expression finds it", () => {
  const piece = fc.constantFrom(
    "curl",
    "docker login",
    "kubectl",
    "secret",
    " ",
    ";",
    "|",
    "\n",
    '"',
    ".exe",
    "/",
    "x".repeat(90),
    "word ".repeat(30),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join("");
      const line = text.slice(text.lastIndexOf("\n") + 1).slice(-500);
      assert.equal(find(commandBefore(text, text.length)) !== undefined, PLAIN.test(line), text);
    }),
    { numRuns: 2000 },
  );
});

/** Milliseconds of the fastest of a few runs. */
function timeToFind(line: string): number {
  return Math.min(...Array.from({ length: 5 }, () => {
    const start = performance.now();
    for (let run = 0; run < 2000; run++) find(line);
    return performance.now() - start;
  }));
}

Deno.test("a line full of a command takes about as long as one without it", async () => {
  await assertGrowsLess(
    8,
    () => timeToFind("curl -u ".repeat(62)),
    () => timeToFind("word -u ".repeat(62)),
  );
});
