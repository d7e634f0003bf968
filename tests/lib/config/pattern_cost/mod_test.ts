import assert from "node:assert/strict";
import { costProblem } from "../../../../lib/config/pattern_cost/mod.ts";

/** Exponential, polynomial, or a great many ways; each with what the reason must say. */
const SLOW: readonly (readonly [string, RegExp])[] = [
  ["(a+)+$", /repeats a part that repeats/],
  ["(?:a|a)*b", /such as "aaa…"/],
  ["(?:a|aa)+$", /more and more time/],
  ["(?:ab|ab)*c", /more and more time/],
  ["(?:abc|abcabc)+d", /more and more time/],
  ["token=(?:\\w|\\d)+;", /more and more time/],
  ["(?:\\s*\\w+\\s*)+=secret", /repeats a part that repeats/],
  ["(?:[a-z0-9]+-?)+\\.acme", /repeats a part that repeats/],
  ["(?:(?:[0-9a-f]{2}:?)+)END", /more and more time/],
  ["acme:a*a*b", /more and more time/],
  ["acme.*key.*secret.*x", /more and more time/],
  ["(.*a){20}", /more and more time/],
  // The search begins again inside of what it has read.
  ["\\d+-acme", /such as "000…"/],
  ["(?:ab)+c", /more and more time/],
  [".*acme", /more and more time/],
  ["[a-z0-9]{20,}@acme", /more and more time/],
  ["(?:[a-z]+!|[a-z])", /more and more time/],
  // What must follow is asserted, or what follows can prevent the match.
  ["[a-z]+(?=@acme)", /more and more time/],
  ["[a-z]+(?=@)", /more and more time/],
  ["[a-z]+(?:-x)?(?![a-z-])", /more and more time/],
  // Finite, but far too many.
  ["(?:a?){60}a{60}", /1,000 ways/],
  ["\\ba{0,50}a{0,50}a{0,50}b", /1,000 ways/],
  ["[a-z]{1,1000}[a-z]{1,1000}!", /more and more time/],
  ["(?:a{0,50}){0,50}b", /longer than 600/],
  ["(?=.*acme).x", /looks around/],
  ["(?<=a+)b", /looks around/],
  ["(a)\\1x", /refers back/],
  ["(?i:acme)x", /flags/],
  ["a*", /empty/],
  ["x?|y", /empty/],
  ["\\b", /empty/],
  ["(?:^|b*)", /empty/],
];

const QUICK: readonly (readonly [string, string])[] = [
  ["acme_[a-z0-9]{32}", "iu"],
  ["\\bACME-[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}\\b", "u"],
  ["(?<![A-Za-z0-9])ak_(?:live|test)_[A-Za-z0-9]{24,}", "u"],
  ["\\b[A-Za-z0-9]{24,}\\b", "u"],
  ["(?<![0-9])[0-9]+-acme", "u"],
  ["X-Acme-Token: (?<secret>[A-Za-z0-9._-]{16,})", "u"],
  ["acme-key=([^&\\s]+)", ""],
  ["acme_key\\s{0,4}[:=]?\\s{0,4}[\"']?([a-z]{20,80})", "u"],
  ["\\d{1,40}-acme", "u"],
  ["[A-Za-z0-9]{64}", "u"],
  ["10\\.(?:[0-9]{1,3}\\.){2}[0-9]{1,3}", "u"],
  ["[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", "iu"],
  ["-----BEGIN ACME-----[^-]+-----END ACME-----", "u"],
  ["vault:v[0-9]+:[A-Za-z0-9+/=]+", "u"],
  ["PROJECT (?:Falcon|Kestrel)", "i"],
  ["[\\p{L}--[a-z]]{4}-key", "v"],
  ["^acme .{10,90}$", "mu"],
  // The end that is asserted is where the repetition stops anyway.
  ["acme: (.+)$", "mu"],
  ["\\w{20,}\\b", "u"],
  ["[A-Za-z0-9]{24,}(?![A-Za-z0-9])", "u"],
];

Deno.test("patterns that are slow on some text are known, with the reason", () => {
  for (const [source, reason] of SLOW) assert.match(costProblem(source, "u") ?? "no problem", reason, source);
});

Deno.test("patterns as people write them for their keys are no problem", () => {
  for (const [source, flags] of QUICK) assert.equal(costProblem(source, flags), undefined, source);
});
