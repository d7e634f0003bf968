/** Sentences, told from code and data by their words. */

/**
 * Words that follow each other, as they do in sentences alone; from a word's first letter on, or a long one is read
 * from each of its letters.
 */
export const PROSE = /(?<!\p{L})(?:\p{L}{2,}[,;:.!?)'’]{0,2} ){3}\p{L}/u;

/** How code ends a line. */
const CODE_END = /[;{}]\s*$/;

/** So much of a text is looked at. */
const LOOKED_AT = 8000;

/** What of a text stands in lines with sentences, at least. */
const LEAST_SHARE = 0.5;

/** Whether most of a text is sentences, such as notes or comments of a review. */
export function isProse(text: string): boolean {
  let [sentences, all] = [0, 0];
  for (const line of text.slice(0, LOOKED_AT).split("\n")) {
    all += line.length;
    if (PROSE.test(line) && !CODE_END.test(line)) sentences += line.length;
  }
  return sentences > 0 && sentences >= LEAST_SHARE * all;
}
