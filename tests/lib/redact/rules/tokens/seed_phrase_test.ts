import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { createRedactor } from "../../../../../lib/redact/mod.ts";
import { SEED_WORDS } from "../../../../../lib/redact/rules/tokens/seed_words.ts";

const redactor = await createRedactor();

/** As wallets make them: the bits of some bytes and the first ones of their hash, eleven to a word. */
function phraseOf(entropy: Uint8Array): string[] {
  const bitsOf = (bytes: Uint8Array) =>
    Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const hash = createHash("sha256").update(entropy).digest();
  const bits = bitsOf(entropy) + bitsOf(hash).slice(0, entropy.length / 4);
  return (bits.match(/.{11}/g) ?? []).map((number) => SEED_WORDS[Number.parseInt(number, 2)] ?? "");
}

const bytes = (length: number, step: number) =>
  Uint8Array.from({ length }, (_, index) => (index * step + 77) % 256);
const [SHORT, LONG] = [phraseOf(bytes(16, 59)), phraseOf(bytes(32, 83))];

/** The third word takes the place of another: the checksum is wrong then, but for one time in sixteen. */
const wrong = (words: readonly string[]) => words.with(2, SEED_WORDS[1] ?? "");

Deno.test("the words are those of the standard", () => {
  assert.equal(SEED_WORDS.length, 2048);
  assert.equal(new Set(SEED_WORDS.map((word) => word.slice(0, 4))).size, 2048);
  const digest = createHash("sha256").update(SEED_WORDS.join("\n") + "\n").digest("hex");
  assert.equal(digest.slice(0, 16), "2f5eed53a4727b4b");
});

Deno.test("a phrase whose checksum is right goes where it is a text or stands beside what it is called or belongs to", async () => {
  const texts = [
    "%",
    "my wallet is: % – derive the first address",
    'const wallet = HDWalletProvider("%", url);',
    "acct = Account.from_mnemonic('%')",
    "  12→Wallet.fromPhrase(`%`)",
    "cat seed.txt\n%\nand another line",
    "Here are my words, import them: %.",
    "accounts: { wallet: '%' }",
    "[%] is what the wallet was made of",
  ];
  for (const words of [SHORT, LONG]) {
    const joints = [" ", ", ", "\n", '", "', '",\n  "'];
    for (const phrase of joints.map((joint) => words.join(joint))) {
      for (const text of texts) {
        const redacted = await redactor.redact(text.replace("%", phrase));
        const mark = redacted.match(/\[redacted:seed-phrase:[0-9a-f]{4}\]/)?.[0] ?? "";
        assert.equal(redacted, text.replace("%", mark), redacted);
        assert.notEqual(mark, "");
      }
    }
  }
});

Deno.test("words before and behind a phrase hide it no more than another phrase", async () => {
  const [one, other] = [SHORT.join(" "), phraseOf(bytes(16, 101)).join(" ")];
  const redacted = await redactor.redact(`${one}\n${other}\nseed ${one} zebra zoo\n`);
  for (const word of [...SHORT, ...other.split(" ")]) assert.ok(!redacted.includes(` ${word} `), redacted);
});

Deno.test("words with a wrong checksum, of sentences and in order stay, and so does what everybody knows", async () => {
  const texts = [
    wrong(SHORT).join(" "),
    SEED_WORDS.join("\n"),
    SEED_WORDS.slice(100, 112).join(" "),
    `${"abandon ".repeat(11)}about`,
    `${"test ".repeat(11)}junk`,
    phraseOf(new Uint8Array(16).fill(0x7f)).join(" "),
    "please run these tests again and make sure that they pass with other settings",
    " ".repeat(300),
    `${" ".repeat(60)}x\n`.repeat(3),
    `${"abcdefghijkl".repeat(9)} `.repeat(3),
  ];
  for (const text of texts) assert.equal(await redactor.redact(text), text);
});

Deno.test("no text of words, signs and spaces keeps the search from its end, and none hides a phrase", async () => {
  const piece = fc.constantFrom(
    ..."a of zoo able letters abbreviations  \n , ' \" . X 1 é ability".split(" "),
    "  ",
  );
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(" "));
  await fc.assert(
    fc.asyncProperty(text, text, async (before, after) => {
      const redacted = await redactor.redact(`${before}|seed ${LONG.join(" ")}|${after}`);
      assert.ok(redacted.includes("[redacted:seed-phrase:"), redacted);
    }),
    { numRuns: 60 },
  );
});
