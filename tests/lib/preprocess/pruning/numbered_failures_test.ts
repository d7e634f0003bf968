/** Failures that test runners list by number at the end. */

import assert from "node:assert/strict";
import { convertLines, toolLines, userLine } from "../converting.ts";

const NAMES = ["an empty cart", "a price below zero", "two of one item", "a stock of none"];

/** What is shown of a long output. */
async function shownOf(lines: readonly string[]): Promise<string> {
  const { elements } = await convertLines([
    userLine("Go"),
    ...toolLines("Bash", { command: "npm test" }, lines.join("\n")),
  ]);
  return elements.find(({ text }) => text.includes("passes"))?.text ?? "";
}

const passing = Array.from({ length: 400 }, (_, index) => `    ✔ passes number ${index} (${index % 9}ms)`);

Deno.test("each failure of mocha's list is shown with its number, its suite and what differs", async () => {
  const failures = NAMES.flatMap((name, index) => [
    `  ${index + 1}) Orders of ${index} items`,
    `       rejects ${name}:`,
    "",
    "      expected 4 to be 5",
    "      + expected - actual",
    "",
    `      -${index}`,
    "      +5",
    "",
    `      at Context.<anonymous> (test/orders.test.js:${index}:20)`,
    "",
  ]);
  const shown = await shownOf([
    ...passing,
    "",
    "  400 passing (2s)",
    "  4 failing",
    "",
    ...failures,
    ...passing,
  ]);
  NAMES.forEach((name, index) => {
    assert.match(
      shown,
      new RegExp(`^  ${index + 1}\\) Orders of ${index} items\\n       rejects ${name}:$`, "m"),
    );
    assert.match(shown, new RegExp(`^      -${index}\\n      \\+5$`, "m"));
  });
});

Deno.test("each failure of RSpec's list is shown with its number and its expression", async () => {
  const failures = NAMES.flatMap((name, index) => [
    `  ${index + 1}) Cart with ${name} tells its size`,
    `     Failure/Error: expect(cart.size).to eq(${index})`,
    "",
    `       expected: ${index}`,
    "            got: 7",
    "",
    `     # ./spec/cart_spec.rb:${index}:in 'block (2 levels)'`,
    "",
  ]);
  const shown = await shownOf([...passing, "", "Failures:", "", ...failures, ...passing]);
  NAMES.forEach((name, index) => {
    assert.ok(shown.includes(`  ${index + 1}) Cart with ${name} tells its size\n     Failure/Error:`));
    assert.match(shown, new RegExp(`expected: ${index}\\n            got: 7`));
  });
});

Deno.test("numbered lines above a list of failures, and where there is none, are no errors", async () => {
  const steps = Array.from({ length: 400 }, (_, index) => `  ${index}) passes a step of its own`);
  const shown = await shownOf([...steps, "  1 failing", "", ...passing]);
  assert.doesNotMatch(shown, /^ {2}200\)/m);
  assert.doesNotMatch(await shownOf([...steps, ...passing]), /^ {2}200\)/m);
});
