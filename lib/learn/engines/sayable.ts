/** Words from outside in our own sentences. */

const LONGEST_SHOWN = 200;

/** What a credential may be written with: a part of one would not be known for it any more. */
const CUT_TOKEN = /[\w.~+/=%-]+$/;

/**
 * Makes a text fit for a message: one line, not long, without control characters and without the secrets, in case
 * somebody repeats them.
 */
export function sayable(words: string, secrets: readonly string[]): string {
  let shown = words;
  for (const secret of secrets) {
    if (secret !== "") shown = shown.replaceAll(secret, "[credential]");
  }
  shown = shown.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
  if (shown.length <= LONGEST_SHOWN) return shown.replace(/[.;]+$/, "");
  const [before, after] = [shown.slice(0, LONGEST_SHOWN), shown.slice(LONGEST_SHOWN)];
  return `${/^[\w.~+/=%-]/.test(after) ? before.replace(CUT_TOKEN, "") : before}…`;
}
