/** Words from outside in our own sentences. */

/** One line, not long, without escapes and without the secrets, should somebody repeat them. */
export function sayable(words: string, secrets: readonly string[]): string {
  const LONGEST_SHOWN = 200;
  let shown = words;
  for (const secret of secrets) {
    if (secret !== "") shown = shown.replaceAll(secret, "[credential]");
  }
  shown = shown.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
  return shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}…` : shown.replace(/[.;]+$/, "");
}
