/** Borders around text from outside that this text can't forge. */

import { createHash } from "node:crypto";
import { type Redacted, redactedText } from "../../../redact/redacted.ts";

/** Too many to stand in a text by chance. */
const LABEL_DIGITS = 11;
/** Hexadecimal, of the hash: 48 bits, more than the label has, and exact as a number. */
const HASH_DIGITS = 12;

/**
 * A text between two lines with a number that stands nowhere in it. The number is made of the text, so that the same
 * text always gives the same prompt (providers' caches, our own cache); a text that holds its own number gets another.
 */
export function fence(words: Redacted, text: Redacted): Redacted {
  const number = numberOutside(text);
  return redactedText`[material ${number} · ${words}]\n${text}\n[end of material ${number}]`;
}

/** A number of so many digits that is not in a text. Exported for the test, which can't find two texts of one long number. */
export function numberOutside(text: string, digits = LABEL_DIGITS): number {
  const first = 10 ** (digits - 1);
  for (let attempt = 0;; attempt++) {
    const digest = createHash("sha256").update(`${attempt}\n`).update(text).digest("hex");
    const number = first + parseInt(digest.slice(0, HASH_DIGITS), 16) % (9 * first);
    if (!text.includes(String(number))) return number;
  }
}
