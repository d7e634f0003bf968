import assert from "node:assert/strict";
import { areOpposite, statementsOf } from "../../../../lib/learn/plan/opposites.ts";

function opposite(a: string, b: string): boolean {
  const [one, other] = [statementsOf(a), statementsOf(b)];
  const found = areOpposite(one, other);
  assert.equal(areOpposite(other, one), found, `${b} / ${a}`);
  assert.ok(!areOpposite(one, one), a);
  return found;
}

const OPPOSITES: readonly (readonly [string, string])[] = [
  ["Use the retry helper in src/retry.ts.", "Never use the retry helper."],
  ["Use the retry helper.", "Don't use the retry helper in `src/retry.ts`."],
  ["Call fetch directly.", "Uploads go through the helper, never through fetch directly."],
  ["Use retry() rather than fetch().", "Use fetch() instead of retry()."],
  ["Commit generated files.", "Generated files must not be committed."],
  ["Commit generated files.", "Avoid committing generated files."],
  ["Run the linter before each commit.", "The linter need not run before each commit: don't run the linter."],
  ["The limit of an upload is 10 MB.", "The limit of an upload is 25 MB."],
  ["Never upload more than 10 MB.", "Never upload more than 25 MB."],
  ["Retry 3 times.", "# Limits\n\nRetry 5 times."],
  ["Benutze den Helfer.", "Benutze nie den Helfer."],
  ["Retry uploads five times.", "Retry uploads three times."],
  ["Retry uploads five times.", "Retry uploads 3 times."],
  ["Enable the cache in CI.", "Disable the cache in CI."],
  ["The cache is disabled in CI.", "The cache is enabled in CI."],
];

const NO_OPPOSITES: readonly (readonly [string, string])[] = [
  [
    "Never call fetch directly; use the retry helper.",
    "Use the retry helper; fetch must not be called directly.",
  ],
  ["Never call fetch directly.", "Do not call `fetch` directly."],
  ["Never retry without a limit.", "Retry with a limit."],
  ["Don't commit without running the tests.", "Run the tests before committing."],
  [
    "Run the generator:\n\n```sh\nmake tables\n```",
    "Run the generator first.\n\n```sh\nmake tables --no-cache\n```",
  ],
  ["Retry.", "Never close the connection of an upload while a retry runs."],
  ["Generate first.", "The tests need a generated table."],
  ["The limit of an upload is 10 MB.", "An upload's limit is 10 MB. The time limit is 30 s."],
  ["Never use X. Use X in tests alone.", "Never use X."],
  ["", "Never."],
  ["Retry uploads five times.", "Retry uploads 5 times."],
  ["Never disable the cache in CI.", "Enable the cache in CI."],
];

for (const [a, b] of OPPOSITES) {
  Deno.test(`"${a}" and "${b}" may say opposite things`, () => assert.ok(opposite(a, b)));
}
for (const [a, b] of NO_OPPOSITES) {
  Deno.test(`"${a}" and "${b}" don't say opposite things`, () => assert.ok(!opposite(a, b)));
}
