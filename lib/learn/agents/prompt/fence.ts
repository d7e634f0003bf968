/** Borders around text from outside that this text can't forge. */

import { createHash } from "node:crypto";
import { type Redacted, redactedText } from "../../../redact/redacted.ts";

/** 44 bits in decimal digits: too many to be found twice in a text by chance, and exact as a number. */
const LABEL_DIGITS = 11;

/**
 * A text between two lines with a number that stands nowhere in it. The number is made of the text, so that the same
 * text always gives the same prompt (providers' caches, our own cache); a text that holds its own number gets another.
 */
export function fence(words: Redacted, text: Redacted): Redacted {
  const number = numberOutside(text);
  return redactedText`[material ${number} · ${words}]\n${text}\n[end of material ${number}]`;
}

function numberOutside(text: string): number {
  for (let attempt = 0;; attempt++) {
    const digest = createHash("sha256").update(`${attempt}\n`).update(text).digest("hex");
    const number = 10 ** (LABEL_DIGITS - 1) +
      parseInt(digest.slice(0, LABEL_DIGITS), 16) % (9 * 10 ** (LABEL_DIGITS - 1));
    if (!text.includes(String(number))) return number;
  }
}
