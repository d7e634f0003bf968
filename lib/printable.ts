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

/** Line ends of other alphabets, and what turns the direction of writing: a line would show as another one. */
const MISLEADING = "\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";

const ACTING = new RegExp(`[^\\P{Cc}\\n\\t]|[${MISLEADING}]`, "gu");

/**
 * What a runner of GitHub Actions takes for a command in the log of a step: `::name` at the beginning of a line, `##[name` anywhere.
 * Some of them change what later steps see. A line ends with `\r` or U+2028, too: a search begins behind each.
 */
const COMMANDS = /^([^\S\n\r\u2028\u2029]*):(?=:)|#(?=#\[)/gm;

/**
 * A text whose control characters are written out (`\x1b`, `\u202e`), except line ends and tabs: texts from outside (logs,
 * file names, server answers) must not drive the terminal, nor colour it, nor command a runner. Colours of our own come behind
 * this.
 */
export function visible(text: string): string {
  return text.replace(COMMANDS, (_, indent?: string) => indent === undefined ? "\\x23" : `${indent}\\x3a`)
    .replace(ACTING, (character) => {
      const code = character.charCodeAt(0);
      return code > 0xff ? escaped(character) : `\\x${code.toString(16).padStart(2, "0")}`;
    });
}

const ACTING_IN_JSON = new RegExp(`[\\u007f-\\u009f${MISLEADING}]|#(?=#\\[)`, "g");

/** JSON, indented by two, whose strings hold what they should but show nothing that acts on a terminal or a runner. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(ACTING_IN_JSON, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
