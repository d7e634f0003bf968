import assert from "node:assert/strict";
import { assertGrowsLess } from "../../../support/growth.ts";
import { element, type RedactedElement } from "../../../../lib/preprocess/events/element.ts";
import { PartMarkup } from "../../../../lib/preprocess/parts/part_markup.ts";
import { PartPacker } from "../../../../lib/preprocess/parts/part_packer.ts";
import { takeElement } from "../../../../lib/preprocess/parts/split_element.ts";
import { asPublished } from "../../../../lib/redact/mod.ts";

/** Milliseconds to cut a text of one line into parts, the fastest of three runs. */
function timeOf(characters: number): number {
  return Math.min(...Array.from({ length: 3 }, () => {
    let rest: RedactedElement | undefined = element("user", {}, asPublished("&".repeat(characters)));
    const start = performance.now();
    while (rest !== undefined) rest = takeElement(rest, 19_000, true).rest;
    return performance.now() - start;
  }));
}

Deno.test("a line of eight times the characters is not cut in 64 times the time", async () => {
  timeOf(100_000); // Compiled before it is measured.
  await assertGrowsLess(24, () => timeOf(4_000_000), () => timeOf(500_000));
});

/** Milliseconds to pack one call with so many small parameters into parts, the fastest of three runs. */
function timeToPack(parameters: number): number {
  const children = Array.from(
    { length: parameters },
    (_, index) => element("param", { name: `p${index}` }, asPublished("1")),
  );
  const call = { element: element("tool_use", {}, ...children), scope: undefined };
  return Math.min(...Array.from({ length: 3 }, () => {
    using markup = new PartMarkup();
    const packer = new PartPacker(markup, () => 1000);
    const start = performance.now();
    const parts = [...packer.add(call), ...packer.finish()];
    assert.ok(parts.length > parameters / 200);
    return performance.now() - start;
  }));
}

Deno.test("a call of eight times the parameters is not packed in 64 times the time", async () => {
  timeToPack(1000); // Compiled before it is measured.
  await assertGrowsLess(24, () => timeToPack(16_000), () => timeToPack(2000));
});
