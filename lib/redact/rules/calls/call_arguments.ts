/** The arguments of a call, as far as they are texts. */

/** An argument of a call, and what it is if it is a text in quotes alone. */
export interface Argument {
  readonly start: number;
  readonly end: number;
  /** Without quotes; "" if it is code. */
  readonly text: string;
}

/** How much of a call is looked at; URLs and queries may stand before a password. */
const MAX_CALL_CHARACTERS = 600;
const MAX_ARGUMENTS = 6;

/** What only wraps a text: `[]byte("…")`, `Encoding.UTF8.GetBytes("…")`, `String::from("…")`. */
const WRAPPERS =
  "(?:[bBrRuUN@&]|Some\\(|Buffer\\.from\\(|Bytes?\\(|\\[\\]byte\\(|String::from\\(|SecretString::new\\(|[A-Za-z0-9.:[\\]]{0,40}GetBytes\\(|" +
  "new TextEncoder\\(\\)\\.encode\\()?";

/** What only turns it into another type: `.getBytes(UTF_8)`, `.to_owned()`, `.toCharArray()`. */
const CONVERSIONS =
  "(?:\\.(?:to_owned|to_string|into|toCharArray|getBytes|encode|as_bytes|as_ref)\\([^()]{0,40}\\)){0,2}";

const LITERAL = new RegExp(
  `^\\s*${WRAPPERS}(\\\\{0,3}["'\`])((?:(?!\\1)[^\\r\\n])*)\\1(?:, ?["'](?:base64|hex|utf-?8)["'])?\\)?${CONVERSIONS}\\s*$`,
);

/** A text that holds quotes of its own: `"\"…\""`. */
const QUOTED_TWICE = /^\s*"(\\")((?:(?!\\")[^\r\n])*)\\""\s*$/;

/** The arguments of a call whose bracket stands at a place, as far as they are to be seen. */
export function argumentsAt(text: string, open: number): Argument[] {
  const found: Argument[] = [];
  const stop = Math.min(text.length, open + MAX_CALL_CHARACTERS);
  let start = open + 1;
  let depth = 0;
  for (let at = start; at < stop && found.length < MAX_ARGUMENTS; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22 || code === 0x27 || code === 0x60) { // quotes
      at = endOfLiteral(text, at, stop);
    } else if (code === 0x28 || code === 0x5b || code === 0x7b) { // ( [ {
      depth++;
    } else if (depth > 0 && (code === 0x29 || code === 0x5d || code === 0x7d)) { // ) ] }
      depth--;
    } else if (depth === 0 && (code === 0x2c || code === 0x29 || code === 0x5d)) { // , ) ]
      found.push(argumentOf(text, start, at));
      if (code !== 0x2c) break;
      start = at + 1;
    } else if (code === 0x3b && depth === 0) { // ; ends a call that never began
      break;
    }
  }
  return found;
}

/** Where the quote stands that ends a literal, in nested JSON one with the same backslashes before it. */
function endOfLiteral(text: string, open: number, stop: number): number {
  const quote = text.charCodeAt(open);
  const isNested = text.charCodeAt(open - 1) === 0x5c;
  for (let at = open + 1; at < stop; at++) {
    const code = text.charCodeAt(at);
    if (code === quote && (isNested === (text.charCodeAt(at - 1) === 0x5c))) return at;
    if (code === 0x0a) return at;
  }
  return stop;
}

function argumentOf(text: string, start: number, end: number): Argument {
  const argument = text.slice(start, end);
  const literal = LITERAL.exec(argument) ?? QUOTED_TWICE.exec(argument);
  if (literal === null) return { start, end, text: "" };
  const [whole, quote = "", inside = ""] = literal;
  const first = start + whole.indexOf(quote) + quote.length;
  return { start: first, end: first + inside.length, text: inside };
}
