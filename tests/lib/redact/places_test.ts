import assert from "node:assert/strict";
import fc from "fast-check";
import { findPlaces } from "../../../lib/redact/places.ts";

const text = fc.array(
  fc.constantFrom(
    ..."/ \\ - -- % %2F %5c _ . < </ > a 1 é".split(" "),
    " ",
    "\n",
    '"',
    ..."home Users users root home- root- password> token> div> -p -u --pass api/webhooks/ hooks.slack.com/ hook.office.com/"
      .split(" "),
    "-u kim",
  ),
  { maxLength: 16 },
).map((pieces) => pieces.join(""));

/** Where an expression matches, each place once and in order. */
function placesOf(sample: string, expression: RegExp): number[] {
  return [...sample.matchAll(expression)].map((match) => match.index);
}

const KINDS = [
  [
    "folders",
    /(?<=[/\\]|%2[Ff]|%5[Cc])(?:home|Users|users)(?=[/\\%])|(?<=-)(?:home|Users)(?=-)|(?<=[/-])root(?![A-Za-z0-9_.])/g,
  ],
  ["options", /--(?=[a-z])|(?<=[\s"'])(?:-u |-p)/g],
  ["hooks", /hooks(?=\.slack\.com\/)|(?<=\/api\/web)hooks(?=\/)|hook(?=\.office\.com\/)/g],
  ["closingTags", /<\/(?=(?:password|token)>)/g],
] as const;

for (const [kind, expression] of KINDS) {
  Deno.test(`no place for ${kind} is missed, whatever stands beside it`, () => {
    fc.assert(
      fc.property(text, (sample) => {
        const found = new Set(findPlaces(sample)[kind]);
        assert.deepEqual(placesOf(sample, expression).filter((place) => !found.has(place)), []);
      }),
      { numRuns: 3000 },
    );
  });
}

Deno.test("lines drawn with dashes and tables hold no places", () => {
  const sample = `${"-".repeat(80)}\n| --- | :--- |\na - b, x-y\n<!-- </div> -->`;
  assert.deepEqual(findPlaces(sample), { folders: [], options: [], hooks: [], closingTags: [] });
});
