/** Whether a text speaks of a name. */

/** Shorter names and common words stand in any text. */
const MIN_NAME_CHARACTERS = 4;

/** Whether finding this name in a text means anything, that is, whether it is not an everyday word. */
export function isTellingName(name: string): boolean {
  return name.length >= MIN_NAME_CHARACTERS && /[^a-z]/.test(name.replace(/^[A-Z]/, "a"));
}

/** Whether a name stands in a text as a whole: `retry` doesn't in `retryUpload`. */
export function isNameMentioned(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!isNamePart(text[at - 1]) && !isNamePart(text[at + name.length])) return true;
  }
  return false;
}

function isNamePart(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}
