import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { NORMAL_DETAIL } from "../../../../lib/preprocess/pruning/detail.ts";
import { assertGrowsLess } from "../../../support/growth.ts";
import { pruneThinking as shorten } from "../../../../lib/preprocess/events/thinking_text.ts";
import { asShown } from "../../../support/shown_text.ts";

const pruneThinking = asShown(shorten);

const limits = NORMAL_DETAIL.thinking;
const shortened = (text: string) => pruneThinking(text, limits).text;
const steps = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `Step ${from + index} reads another file.`);

Deno.test("a sentence in which a long thought turns is kept from its middle", () => {
  const turn = "Wait, I misread the table: the rows are days.";
  const text = [...steps(0, 60), turn, ...steps(60, 120)].join("\n");
  assert.equal(
    shortened(text),
    [...steps(0, 20), "[… 40 lines …]", turn, "[… 54 lines …]", ...steps(114, 120)].join("\n").replace(
      "55",
      "54",
    ),
  );
});

Deno.test("a turn inside of one long paragraph is kept with its sentence", () => {
  const turn = "Hm, so the root cause is the clock of the host.";
  const text = [...steps(0, 60), turn, ...steps(60, 120)].join(" ");
  const kept = shortened(text);
  assert.ok(kept.includes(turn) && kept.length < 2200);
  assert.ok(kept.startsWith("Step 0") && kept.endsWith("Step 119 reads another file."));
});

Deno.test("thoughts that are short, or turn nowhere between, are kept as before", () => {
  const short = steps(0, 10).join("\n");
  assert.equal(shortened(short), short);
  for (
    const idle of [
      "Actually the same as above, because of the cache.",
      "I wait for the build.",
      "The bait works.",
    ]
  ) {
    const text = [...steps(0, 60), idle, ...steps(60, 120)].join("\n");
    assert.equal(
      shortened(text),
      [...steps(0, 20), "[… 95 lines …]", ...steps(114, 120)].join("\n"),
    );
  }
});

Deno.test("few turns are kept, the first and the last, however many there are", () => {
  const text = Array.from(
    { length: 500 },
    (_, index) => `Turn ${index} was wrong. ${"So it goes on and on. ".repeat(12)}`,
  )
    .join("\n");
  const kept = shortened(text);
  assert.ok(kept.length < 3000);
  // Where the beginning ends the first turn follows.
  assert.equal(kept.match(/\[… /g)?.length, 4);
});

Deno.test("what is kept and what is counted as left out make up the thought, and a cut is in no word", () => {
  const word = fc.constantFrom(
    "wait",
    "Actually,",
    "was wrong.",
    "→",
    "\n",
    "sk-AbC/123=x.y",
    "the root cause",
    "so",
    "wrong.x",
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 200, maxLength: 900 }), (words) => {
      const text = words.join(" ").trim();
      const known = new Set(text.split(/[\s,]+/));
      const { text: kept, lineBytes, characterBytes, noteBytes } = pruneThinking(text, limits);
      const all = Buffer.byteLength(kept) - noteBytes + lineBytes + characterBytes;
      assert.ok(Math.abs(all - Buffer.byteLength(text)) <= 1);
      for (const piece of kept.split(/\[… \d+ (?:lines|chars) …\]|[\s,]+/)) {
        assert.ok(
          piece === "" || known.has(piece),
          piece,
        );
      }
    }),
    { numRuns: 300 },
  );
});

Deno.test("a thought of ten times the length takes about ten times as long, also as one word", async () => {
  for (const piece of ["wait. ", "wait", "x"]) {
    const time = (count: number) => {
      const text = `wait ${piece.repeat(count)} wait`;
      const start = performance.now();
      shortened(text);
      return performance.now() - start;
    };
    time(20_000);
    await assertGrowsLess(40, () => time(200_000), () => time(20_000));
  }
});

Deno.test("a chain of reasoning is not cut where little would be saved", () => {
  const chain = Array.from(
    { length: 24 },
    (_, index) =>
      `${index + 1}. The person does ${index}, and what comes of it the next step needs as it is.`,
  );
  const text = ["Let me trace it.", "", ...chain, "", "So step 11 clears the list."].join("\n");
  assert.ok(text.length > limits.characters);
  assert.equal(shortened(text), text);
  const long = Array.from(
    { length: 90 },
    (_, index) => `${index + 1}. ${"Some words of a step. ".repeat(3)}`,
  );
  const items = shortened(long.join("\n")).split("\n").filter((line) => !line.startsWith("[… "));
  assert.deepEqual(items.filter((item) => !long.includes(item) && item !== long.at(-1)?.trimEnd()), []);
});
