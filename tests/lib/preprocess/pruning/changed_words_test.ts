import assert from "node:assert/strict";
import fc from "fast-check";
import { changedWords, type Stretch } from "../../../../lib/preprocess/pruning/changed_words.ts";

const token = fc.constantFrom("const", "a1", "_b", "ä", "🎈", " ", "  ", "=", "(", ")", ".");
const line = fc.array(token, { maxLength: 12 }).map((tokens) => tokens.join(""));

/** What stands outside of stretches. */
function kept(text: string, stretches: readonly Stretch[]): string {
  let from = 0;
  let outside = "";
  for (const [start, end] of [...stretches, [text.length, text.length] as const]) {
    assert.ok(from <= start && start <= end && end <= text.length, JSON.stringify(stretches));
    outside += text.slice(from, start);
    from = end;
  }
  return outside;
}

function isBetweenWords(text: string, at: number): boolean {
  return !/[\w\p{L}]$/u.test(text.slice(0, at)) || !/^[\w\p{L}]/u.test(text.slice(at));
}

Deno.test("outside of the stretches that changed two lines are the same, and no stretch cuts a word", () => {
  fc.assert(
    fc.property(line, line, fc.boolean(), (removed, added, isThorough) => {
      const changed = changedWords(removed, added, isThorough);
      assert.equal(kept(removed, changed.removed), kept(added, changed.added));
      assert.equal(changed.removed.length, changed.added.length);
      if (!isThorough) assert.equal(changed.removed.length, 1);
      for (const [text, stretches] of [[removed, changed.removed], [added, changed.added]] as const) {
        for (const place of stretches.flat()) assert.ok(isBetweenWords(text, place), `${text} at ${place}`);
      }
    }),
    { numRuns: 300 },
  );
});

Deno.test("each place that changed is one stretch of whole words, or one from the first to the last", () => {
  const [removed, added] = ["let total = count + 1; // all", "let sum = count + 12; // all of them"];
  const shown = (isThorough: boolean) => {
    const changed = changedWords(removed, added, isThorough);
    return [
      changed.removed.map(([start, end]) => removed.slice(start, end)),
      changed.added.map(([start, end]) => added.slice(start, end)),
    ];
  };
  const [old = [], now = []] = shown(true);
  assert.deepEqual(old.filter((words) => words !== ""), ["total", "1"]);
  assert.deepEqual(now.filter((words) => words !== ""), ["sum", "12", " of them"]);
  assert.deepEqual(shown(false), [["total = count + 1; // all"], ["sum = count + 12; // all of them"]]);
});

Deno.test("what is common at both ends isn't counted twice", () => {
  assert.deepEqual(changedWords("a a", "a a a", false), { removed: [[3, 3]], added: [[3, 5]] });
  assert.deepEqual(changedWords("same", "same", false), { removed: [[4, 4]], added: [[4, 4]] });
  assert.deepEqual(changedWords("same", "same", true), { removed: [], added: [] });
  assert.deepEqual(changedWords("", "new", true).added.at(-1), [0, 3]);
});

Deno.test("of lines of more than 40,000 characters that changed one stretch is told", () => {
  const between = "word ".repeat(3_000);
  const stretches = (filling: string) => changedWords(`a ${filling}b`, `c ${filling}d`, true).removed.length;
  assert.ok(stretches(between) > 1);
  assert.equal(stretches(between.repeat(2)), 1);
});
