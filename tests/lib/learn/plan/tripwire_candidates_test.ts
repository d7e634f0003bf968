import assert from "node:assert/strict";
import fc from "fast-check";
import { findMetadataBlock } from "../../../../lib/github/plan/metadata_block.ts";
import {
  normalizeTripwireCandidates,
  parseTripwireCandidates,
  renderTripwireCandidates,
} from "../../../../lib/learn/plan/tripwire_candidates.ts";

const CANONICAL = {
  action: "calling run_ssh_command()",
  warning: "Needs a TTY.",
  target_doc_path: "ssh/tty.md",
};
const CRITERIA = {
  nonObvious: true,
  crossCutting: true,
  destructive: false,
  silent: false,
  repeated: false,
  externalQuirk: false,
};

/** Shapes that all say the same. */
const SAME: readonly (readonly [what: string, value: unknown])[] = [
  ["the stored form", { candidates: [CANONICAL] }],
  ["a list alone", [CANONICAL]],
  ["one by itself", CANONICAL],
  ["another root name", { tripwire_candidates: [CANONICAL] }],
  ["objects around it", { result: { data: { Tripwires: [CANONICAL] } } }],
  ["text around it", { output: `Here it is:\n\`\`\`json\n${JSON.stringify([CANONICAL])}\n\`\`\`\n` }],
  [
    "scored, with a trigger",
    [{
      title: "Wrong SSH method",
      score: 5,
      trigger: "Before calling run_ssh_command()",
      warning: "Needs a TTY.",
      recommendation: "TRIPWIRE",
      target_doc: "./ssh/tty.md",
    }],
  ],
  ["fields in other words", {
    items: [{ name: CANONICAL.action, Description: " Needs\na TTY. ", "target-path": "ssh/tty.md", x: 1 }],
  }],
  [
    "with criteria",
    {
      tripwires: [{
        title: "t",
        action: CANONICAL.action,
        warning: "Needs a TTY.",
        targetDocPath: "ssh/tty.md",
        criteria: CRITERIA,
        citations: [],
      }],
    },
  ],
];

for (const [what, value] of SAME) {
  Deno.test(`tripwires in ${what} become candidates`, () => {
    assert.deepEqual(normalizeTripwireCandidates(value), { candidates: [CANONICAL], warnings: [] });
  });
}

Deno.test("what is no candidate is left out and named; what lacks a document goes to the common one", () => {
  const { candidates, warnings } = normalizeTripwireCandidates([
    CANONICAL,
    { ...CANONICAL, score: 3 },
    { ...CANONICAL, criteria: { ...CRITERIA, crossCutting: false } },
    { ...CANONICAL, recommendation: "SKIP" },
    { warning: "w" },
    { action: "a", warning: " " },
    "text",
    CANONICAL,
    { action: "a", warning: "x".repeat(2_001) },
    { action: "b", warning: "w" },
    ...["/etc/passwd", "../x.md", "C:\\x", "https://x.y/z"].map((path, index) => ({
      action: `c${index}`,
      warning: "w",
      target_doc_path: path,
    })),
  ]);
  assert.deepEqual(candidates, [
    CANONICAL,
    ...["b", "c0", "c1", "c2", "c3"].map((action) => ({
      action,
      warning: "w",
      target_doc_path: "tripwires.md",
    })),
  ]);
  assert.deepEqual(warnings.slice(0, 8), [
    "Tripwire 2 is left out: its score is 3, and candidates have 4 or more.",
    "Tripwire 3 is left out: its score is 2, and candidates have 4 or more.",
    "Tripwire 4 is left out: its recommendation is SKIP.",
    "Tripwire 5 is left out: it names no action.",
    "Tripwire 6 is left out: it has no warning.",
    "Tripwire 7 is left out: it is no object.",
    "Tripwire 8 is left out: it is there already.",
    "Tripwire 9 is left out: one of its fields has more than 2000 characters.",
  ]);
  assert.equal(warnings.length, 13);
});

Deno.test("JSON is found by itself, in a code block and between words; other text is none", () => {
  const json = JSON.stringify({ candidates: [CANONICAL] });
  for (const text of [json, `\ufeff${json}`, `Sure:\n~~~json\n${json}\n~~~`, `I found ${json}, no more.`]) {
    assert.deepEqual(parseTripwireCandidates(text).candidates, [CANONICAL]);
  }
  for (const text of ["", "none", "[", '"candidates"', "}{"]) {
    assert.deepEqual(parseTripwireCandidates(text), {
      candidates: [],
      warnings: ["The tripwire candidates are no JSON."],
      problem: "are no JSON",
    });
  }
  assert.deepEqual(parseTripwireCandidates("{}").candidates, []);
  assert.deepEqual(parseTripwireCandidates('{"candidates": []}'), { candidates: [], warnings: [] });
});

Deno.test("whatever the words, the comment's block holds them; too many are counted", () => {
  const text = fc.string({ unit: "binary", maxLength: 40 });
  fc.assert(fc.property(fc.array(fc.record({ action: text, warning: text }), { maxLength: 5 }), (entries) => {
    const { candidates } = normalizeTripwireCandidates(entries);
    const { body, omitted } = renderTripwireCandidates(candidates);
    assert.equal(omitted, 0);
    assert.deepEqual(findMetadataBlock(body, "tripwire-candidates")?.fields.get("candidates"), candidates);
    assert.deepEqual(normalizeTripwireCandidates({ candidates }).candidates, candidates);
  }));
  const many = Array.from(
    { length: 100 },
    (_, index) => ({ ...CANONICAL, action: `${index} ${"\u0001".repeat(900)}` }),
  );
  const { body, omitted } = renderTripwireCandidates(many);
  assert.ok(body.length <= 65_536 && omitted > 0 && omitted < 100);
  const kept = findMetadataBlock(body, "tripwire-candidates")?.fields.get("candidates");
  assert.ok(Array.isArray(kept));
  assert.equal(kept.length + omitted, 100);
});
