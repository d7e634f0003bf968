/** Names and texts from elsewhere, as a terminal may show them. */

/** A name in quotes that a terminal shows as it is: nothing hidden, nothing acting, not too long. */
export function printable(name: string): string {
  const LONGEST_SHOWN = 100;
  const characters = Array.from(name);
  const shown = characters.slice(0, LONGEST_SHOWN).map((character) => {
    if (character === '"' || character === "\\") return `\\${character}`;
    if (!/[\p{C}\p{Z}]/u.test(character) || character === " ") return character;
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
  return `"${shown.join("")}${characters.length > LONGEST_SHOWN ? "…" : ""}"`;
}

/** A name as it is where it holds nothing but letters, digits and `._-`; else as `printable` gives it. */
export function plainOrPrintable(name: string): string {
  return /^[\w.-]{1,100}$/.test(name) ? name : printable(name);
}

/**
 * A text whose control characters are written out (`\x1b`), but for line ends and tabs, and so are marks that turn the
 * direction of what follows (`\u202e`): texts from outside (logs, file names, server answers) must not drive the terminal,
 * nor colour it, nor be read as something else. Colours of our own come behind this.
 */
export function visible(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, (control) => {
    const code = control.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
  });
}
