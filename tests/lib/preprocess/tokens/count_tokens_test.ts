import assert from "node:assert/strict";
import fc from "fast-check";
import { countTokens, estimateTokens } from "../../../../lib/preprocess/tokens/tokens.ts";
import { escapeText } from "../../../../lib/preprocess/parts/xml.ts";
import { asPublished } from "../../../../lib/redact/mod.ts";
import { DEAR_TEXTS } from "../../../../tools/bench/generate_languages.ts";
import { seededRandom } from "../../../../tools/bench/random.ts";
import { countTokens as countByTokenizers } from "../../../../tools/bench/tokens.ts";

const count = (text: string) => Math.max(...Object.values(countByTokenizers(text)));

/** Pieces at whose borders the two expressions differ, or that `ai-tokenizer` has its own way with. */
const PIECES = [
  ...["word ", "HTTPServer", "it's ", "I'LL", "'re", "don't've", "x1y2", "123456", "１２", "IⅣ", "²³"],
  ...["  ", " ", "\n", " \n ", "\t", "\u00a0", "\u3000 ", "\u2028", "\u0085", "\r\n", "/\n/", "-\r\n"],
  ...["==== ", "() =>", "&lt;", "&amp;&lt;", "&quot;", "|&gt;", "</td>", "<|im_start|>", "`````", "﷽"],
  ...["é", "e\u0301", "\u0301a", " \u0301B", "ǅa", "AǅB", "ªº", "ʼn", "\ufeffa", "\ufeff", "ﬁ"],
  ...[
    "日本語",
    "你好。",
    "Привет",
    "한국어",
    "มี",
    "नमस्ते",
    "🌊",
    "👍🏽",
    "👨‍👩‍👧",
    "𝐀b",
    "𠀀",
    "\u{e0100}",
    "\ufffe",
  ],
  ...["a".repeat(30), "x".repeat(1100), "日".repeat(350), "7".repeat(1030), "ueoia"],
];

Deno.test("tokens are never counted below what real tokenizers count", () => {
  const piece = fc.oneof(
    fc.constantFrom(...PIECES),
    fc.string({ unit: "binary", maxLength: 8 }),
    fc.string({ unit: "grapheme-ascii", maxLength: 12 }).map((text) => escapeText(asPublished(text))),
    fc.base64String({ maxLength: 40 }),
    fc.json({ maxDepth: 2 }),
    fc.tuple(fc.constantFrom(...PIECES), fc.integer({ min: 1, max: 8 })).map(([text, times]) =>
      text.repeat(times)
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      // The first tokenizer refuses its own marks: in XML they can't stand.
      const text = pieces.join("").replaceAll(/<(?=EOT|META|SOS|\|endof)/g, "&lt;");
      const [mine, theirs] = [countTokens(text), count(text)];
      assert.ok(mine >= theirs, `${mine} < ${theirs}: ${JSON.stringify(text)}`);
    }),
    { numRuns: 200 },
  );
});

for (const [name, make] of Object.entries(DEAR_TEXTS)) {
  Deno.test(`tokens of ${name} are counted exactly, or up to a fifth too high where words of o200k are left out`, () => {
    const text = escapeText(asPublished(make(seededRandom(3), 20_000)));
    const [mine, theirs] = [countTokens(text), count(text)];
    assert.ok(mine >= theirs && mine <= theirs * 6 / 5, `${mine}, ${theirs}`);
  });
}

Deno.test("tokens of bars, rules, frames and arrows beyond ASCII are counted exactly", () => {
  const lines = [
    "█".repeat(13) + "░".repeat(40) + " 30 %",
    `┌${"─".repeat(50)}┐`,
    "━━━━ ▶ 😀 ✅ ── │",
    "★★★★☆ ← ≥ ●●●○○ ……",
  ];
  for (const line of lines) {
    const text = `${line}\n`.repeat(50);
    assert.equal(countTokens(text), count(text), line);
  }
});

Deno.test("small parts are not counted: no text counts eight times as much as is estimated", () => {
  const signs = [
    "`",
    "ue",
    "oua",
    "─┃",
    "\u0301",
    "\u200d",
    "​",
    "=-",
    " \n",
    "\ufeff",
    "🌊",
    "&lt;",
    "<|",
    "、、",
  ];
  for (const sign of signs) {
    const text = sign.repeat(2000);
    assert.ok(count(text) <= 8 * estimateTokens(text), `${sign}: ${count(text)}, ${estimateTokens(text)}`);
  }
});
