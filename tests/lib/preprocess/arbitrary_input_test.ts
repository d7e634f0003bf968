import assert from "node:assert/strict";
import fc from "fast-check";
import { parseXmlDocument } from "slimdom";
import { countTokens, DETAIL_LEVELS } from "../../../lib/preprocess/mod.ts";
import { anyLine, anyLines } from "./any_lines.ts";
import { type Converted, convertLines, convertText } from "./converting.ts";

/** What must hold for any input. saxes has read every part already. */
function judge({ report, parts }: Converted, maxTokens: number): void {
  assert.equal(report.parts.length, parts.length);
  for (const part of parts) {
    const { documentElement } = parseXmlDocument(part);
    assert.equal(documentElement?.nodeName, "session");
    assert.ok(countTokens(part) <= maxTokens);
  }
}

const level = fc.constantFrom(...DETAIL_LEVELS, "everything" as const);

Deno.test("any JSON lines convert to well-formed parts within the budget", async () => {
  await fc.assert(
    fc.asyncProperty(anyLines, level, async (lines, detail) => {
      judge(await convertLines(lines, { maxTokens: 1000, detail }), 1000);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("any bytes convert to well-formed parts within the budget", async () => {
  const chunk = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    anyLine.map((made) => new TextEncoder().encode(JSON.stringify(made))),
    fc.constantFrom(new Uint8Array([10]), new Uint8Array([0, 0, 0]), new Uint8Array([0xef, 0xbb, 0xbf])),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(chunk, { maxLength: 16 }), async (chunks) => {
      judge(await convertText(new Uint8Array(chunks.flatMap((piece) => [...piece]))), 20_000);
    }),
    { numRuns: 1000 },
  );
});
