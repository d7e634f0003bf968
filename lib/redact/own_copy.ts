/** The text in memory of its own: as a slice it would keep the whole text that it was cut out of. */
export function ownCopy(text: string): string {
  return text.split("").join("");
}
