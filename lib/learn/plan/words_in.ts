/** The words of a text by which it is compared with others. */

const EMPTY_WORDS = new Set(
  "a an and are as at be by for from how if in into is it its not of on or that the then this to when with you your"
    .split(" "),
);

/** "generate", "generating" and "generated" are one word here. */
const ENDING = /(?<=\w{4})(?:ings?|ed|es|s|e)$/;

/** Each once, in lower case and without its ending; empty words are left out. */
export function wordsIn(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  return new Set(
    words.filter((word) => !EMPTY_WORDS.has(word)).map((word) => word.replace(ENDING, "")),
  );
}
