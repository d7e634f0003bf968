import assert from "node:assert/strict";
import { SeenKeys } from "../../../../lib/preprocess/repeats/seen_keys.ts";

Deno.test("a key is new once, among any number of others", () => {
  const seen = new SeenKeys();
  const keys = Array.from({ length: 20_000 }, (_, index) => `msg_${index} text`);
  assert.ok(keys.every((key) => !seen.has(key) && seen.addNew(key) && seen.has(key)));
  assert.ok(keys.every((key) => seen.has(key) && !seen.addNew(key)));
  assert.ok(!seen.has(""));
  assert.ok(seen.addNew("") && !seen.addNew(""));
});

Deno.test("fingerprints that differ in any of their 53 bits are told apart", () => {
  const seen = new SeenKeys();
  // A lowest word of 0 counts as one of 1, which marks no free place.
  const print = 0x15_5555_5555_5554;
  assert.ok(seen.addNewPrint(print));
  for (let bit = 0; bit < 53; bit++) {
    const other = Number(BigInt(print) ^ 1n << BigInt(bit));
    assert.ok(seen.addNewPrint(other) && !seen.addNewPrint(other), `bit ${bit}`);
  }
  assert.ok(!seen.addNewPrint(print));
});

Deno.test("fingerprints with words of zeros are kept as well", () => {
  const seen = new SeenKeys();
  for (const print of [0, 2 ** 16, 2 ** 32, 2 ** 48, 2 ** 53 - 2 ** 16]) {
    assert.ok(seen.addNewPrint(print) && !seen.addNewPrint(print), `${print}`);
  }
});
