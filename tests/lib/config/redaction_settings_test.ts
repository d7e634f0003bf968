import assert from "node:assert/strict";
import fc from "fast-check";
import type { RedactionSettings } from "../../../lib/config/mod.ts";
import { UserError } from "../../../lib/user_error.ts";
import { readIn } from "./read_in.ts";

const ACME = { kind: "acme-key", pattern: "acme_[a-z0-9]{32}" };

/** What `redaction` of a `.erk/learn.json` gives. */
async function read(redaction: unknown): Promise<RedactionSettings> {
  return (await readIn(JSON.stringify({ redaction }))).redaction;
}

async function refusalOf(redaction: unknown): Promise<string> {
  try {
    await read(redaction);
  } catch (error) {
    assert.ok(error instanceof UserError, `not a UserError: ${error}`);
    assert.match(error.message, /\.erk\/learn\.json/);
    return error.message;
  }
  throw new Error(`accepted: ${JSON.stringify(redaction)}`);
}

Deno.test("patterns and allowed values are read", async () => {
  assert.deepEqual(
    await read({
      patterns: [{ ...ACME, flags: "i" }],
      allow: ["b", "a", "b"],
    }),
    {
      customPatterns: [{ kind: "acme-key", source: ACME.pattern, flags: "iu" }],
      allowedValues: ["a", "b"],
    },
  );
});

Deno.test("an unknown field is refused with the known one that is like it: what it was to find would be published", async () => {
  const cases: [unknown, string][] = [
    [{ pattern: [ACME] }, '"pattern" at redaction (did you mean "patterns"?)'],
    [{ Patterns: [ACME] }, '"Patterns" at redaction (did you mean "patterns"?)'],
    [{ allowed: ["x"] }, '"allowed" at redaction (did you mean "allow"?)'],
    [{ rules: [ACME] }, '"rules" at redaction'],
    [{ patterns: [{ ...ACME, flag: "i" }] }, '"flag" at redaction.patterns.0 (did you mean "flags"?)'],
    [{ patterns: [{ ...ACME, owner: "ops" }] }, '"owner" at redaction.patterns.0'],
  ];
  for (const [redaction, named] of cases) {
    const refusal = await refusalOf(redaction);
    assert.ok(refusal.includes(` has the unknown field ${named}, so what it was to redact`), refusal);
  }
});

Deno.test("so is a field of the file whose name is like that of redaction", async () => {
  for (const name of ["redact", "Redaction", "redactions", "redaciton"]) {
    await assert.rejects(
      readIn(JSON.stringify({ [name]: { patterns: [ACME] } })),
      /unknown field "\w+" \(did you mean "redaction"\?\), so what/,
    );
  }
});

Deno.test("a pattern is compiled with u where that is valid, with v where it is asked for, and else without", async () => {
  const flagsOf = async (pattern: string, flags?: string) =>
    (await read({ patterns: [{ kind: "k", pattern, flags }] })).customPatterns?.[0]?.flags;
  assert.equal(await flagsOf("acme-[0-9]{4}"), "u");
  assert.equal(await flagsOf("acme\\-[0-9]{4}"), "");
  assert.equal(await flagsOf("acme-[[a-f]--b]{4}", "v"), "v");
});

Deno.test("a wrong field is named together with the file", async () => {
  const cases: readonly (readonly [unknown, string])[] = [
    [7, "redaction:"],
    [{ patterns: {} }, "redaction.patterns:"],
    [{ patterns: [{ pattern: "acme_[a-z]{9}" }] }, "redaction.patterns.0.kind: name the kind"],
    [{ patterns: [ACME, { ...ACME, kind: "Acme Key" }] }, "redaction.patterns.1.kind: give a kind"],
    [{ patterns: [{ ...ACME, kind: "a]b" }] }, "redaction.patterns.0.kind"],
    [{ patterns: [{ ...ACME, kind: "x".repeat(41) }] }, "redaction.patterns.0.kind"],
    [{ patterns: [{ ...ACME, kind: "email" }] }, "redaction.patterns.0.kind: is a kind of the program's own"],
    [{ patterns: [{ kind: "k" }] }, "redaction.patterns.0.pattern"],
    [{ patterns: [{ ...ACME, flags: "g" }] }, "redaction.patterns.0.flags"],
    [{ patterns: [{ ...ACME, flags: "uv" }] }, "redaction.patterns.0.flags"],
    [{ patterns: [{ ...ACME, flags: "ii" }] }, "redaction.patterns.0.flags"],
    [{ allow: "x" }, "redaction.allow"],
    [{ allow: ["x", ""] }, "redaction.allow.1"],
  ];
  for (const [redaction, field] of cases) {
    assert.ok((await refusalOf(redaction)).includes(`is wrong at ${field}`), JSON.stringify(redaction));
  }
});

Deno.test("a pattern that is invalid, empty, everything or slow is refused with its kind, the reason and a remedy", async () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ["acme_(", /is no regular expression of JavaScript \(Unterminated group\); correct it\.$/],
    ["acme_/x: y(", /is no regular expression of JavaScript \(Unterminated group\); correct it\.$/],
    ["acme*|", /can match the empty text; begin it with fixed characters/],
    [".*", /can match the empty text/],
    [".+", /finds nearly everything/],
    [".{40}", /finds nearly everything/],
    ["\\w", /finds nearly everything/],
    ["[^]", /finds nearly everything/],
    ["(\\w+\\s?)+$", /; begin it with fixed characters or \\b, give repetitions an upper bound/],
  ];
  for (const [pattern, message] of cases) {
    const refusal = await refusalOf({ patterns: [ACME, { kind: "bad-one", pattern }] });
    assert.match(refusal, message, pattern);
    assert.match(refusal, /^The redaction pattern "bad-one" in .*learn\.json /);
  }
});

Deno.test("whatever patterns a configuration holds, it is read or refused with a UserError", async () => {
  const piece = fc.constantFrom(
    ..."ab01.*+?|()[]{}^$\\-&:=<>!,",
    "(?:",
    "(?<n>",
    "(?=",
    "{2,}",
    "\\p{L}",
    "\\1",
    "\\u{1F600}",
  );
  const pattern = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.jsonValue(),
  );
  const entry = fc.oneof(
    fc.record({
      kind: fc.constant("k"),
      pattern,
      flags: fc.constantFrom(undefined, "", "i", "u", "v", "ms"),
    }),
    fc.jsonValue(),
  );
  const redaction = fc.oneof(
    fc.record({
      patterns: fc.array(entry, { maxLength: 3 }),
      allow: fc.array(fc.string(), { maxLength: 2 }),
    }),
    fc.jsonValue(),
  );
  await fc.assert(
    fc.asyncProperty(redaction, async (value) => {
      try {
        await read(value);
      } catch (error) {
        assert.ok(error instanceof UserError, `${error instanceof Error ? error.stack : error}`);
      }
    }),
    { numRuns: 200 },
  );
});
