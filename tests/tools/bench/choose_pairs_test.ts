import assert from "node:assert/strict";
import { placesOfPairs } from "../../../lib/redact/search/candidate_search.ts";
import { BUCKETS, LITERAL_PAIRS } from "../../../lib/redact/search/literal_pairs.ts";
import { literalsToChooseFor } from "../../../tools/bench/choose_pairs.ts";

Deno.test("each literal has a pair that was chosen for it, where a pair may be, and no other text has", () => {
  assert.deepEqual(Object.keys(LITERAL_PAIRS).sort(), literalsToChooseFor().sort());
  for (const [text, place] of Object.entries(LITERAL_PAIRS)) {
    assert.ok(placesOfPairs(text).includes(place), `${text}: ${place}`);
  }
});

Deno.test("no character is in two buckets, and those of pairs are in one but for the last", () => {
  const characters = BUCKETS.join("");
  assert.equal(new Set(characters).size, characters.length);
});
