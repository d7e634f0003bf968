import assert from "node:assert/strict";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import { forEachPlaces } from "../../../../lib/redact/search/places.ts";

/** Of a window (assembly/redact/candidates/layout.ts). */
const WINDOW_CHARACTERS = 0x8000;

/** After so many places the finders get to see them, at the end of a window: lib/redact/search/candidate_search.ts. */
const STRETCH_PLACES = 1 << 16;

const TOKEN = `ghp_${"aB3dE5gH7".repeat(4)}`;

/** So many places that they are told in two stretches, the first of which ends so many characters behind this. */
const manyPlaces = (before: number) => {
  // Not two windows of places: the first stretch would end with them.
  const blanks = " ".repeat(2 * WINDOW_CHARACTERS - STRETCH_PLACES + 64);
  return blanks + "@".repeat(3 * WINDOW_CHARACTERS - blanks.length - before);
};

/** What is told of tokens in a text, and in how many stretches. */
function tokensIn(text: string) {
  const [runs, runLiterals, wideLiterals]: [number[], number[], number[]] = [[], [], []];
  let stretches = 0;
  forEachPlaces(text, (places) => {
    stretches++;
    runs.push(...places.runs);
    runLiterals.push(...places.runLiterals);
    wideLiterals.push(...places.wideLiterals);
    // As what base64 stands for is searched meanwhile.
    forEachPlaces("another text", () => {});
  });
  return { stretches, told: { runs, runLiterals, wideLiterals } };
}

Deno.test("the same is told of a token where a text's places are told in stretches, wherever one ends", () => {
  for (let before = 0; before <= TOKEN.length + 1; before++) {
    const filler = manyPlaces(before);
    const { stretches, told } = tokensIn(`${filler} ${TOKEN} x`);
    assert.equal(stretches, 2);
    assert.ok(told.runs.length > 0 && told.runLiterals.length > 0);
    assert.deepEqual(told, tokensIn(`${" ".repeat(filler.length)} ${TOKEN} x`).told, `${before}`);
  }
});

Deno.test("a token is found where a stretch of places ends before, in or behind it", async () => {
  const redactor = await createRedactor({ key: "key" });
  for (const before of [0, 3, 20, TOKEN.length + 1]) {
    const filler = manyPlaces(before);
    const redacted = await redactor.redact(`${filler} ${TOKEN} x`);
    assert.match(redacted.slice(filler.length), /^ \[redacted:github-token:[0-9a-f]{4}\] x$/, `${before}`);
  }
});

Deno.test("a run that is made of literals goes as a whole, however long it is", async () => {
  const redactor = await createRedactor();
  for (const repetitions of [70, 40_000]) {
    const redacted = await redactor.redact(`a ${"sk-ant-".repeat(repetitions)} b`);
    assert.match(redacted, /^a \[redacted:[a-z-]+:[0-9a-f]{4}\] b$/);
  }
});

Deno.test("behind more literals than are tried, a token goes with its run", async () => {
  const redactor = await createRedactor();
  const token = `pul-${"a1b2c3d4".repeat(5)}`;
  assert.match(await redactor.redact(`a SG.${token} b`), /^a SG\.\[redacted:pulumi-token:[0-9a-f]{4}\] b$/);
  const redacted = await redactor.redact(`a ${"SG.".repeat(70)}${token} b`);
  assert.match(redacted, /^a \[redacted:[a-z-]+:[0-9a-f]{4}\] b$/);
});
