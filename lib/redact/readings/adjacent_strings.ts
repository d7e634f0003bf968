/** Strings beside each other: one text where a language puts them together so, arguments of their own on a command line. */

/** What stands before a string in code: a bracket, a comma, a separator with a space, as no shell has them. */
const CODE_BEFORE =
  /(?:(?<!\w=)\(|[{,+]|:\s|[ \t]:?=>?\s|=>|\breturn\s|#[ \t]{0,4}define[ \t]{1,20}\w{1,60}[ \t])\s{0,60}[bBfFrRuUL@$]{0,2}$/;

/** `call(name="…" "…")`, but not `NAME="…" "…"`: what follows tells them apart. */
const NAME_BEFORE = /\w=[bBfFrRuU]{0,2}$/;
const ARGUMENT_END = /[^"'`\n]{0,1000}["'`][ \t]{0,4}[),]/y;

/** So much before a string tells where it stands. */
const BEFORE_CHARACTERS = 160;
/** Strings that are put together are short: a longer one is looked at no further. */
const STRING_CHARACTERS = 4096;

/** The sign of a language that puts strings together; `&` and `||` are shells' as well. */
const OPERATOR = /[+.~<>]/;
const CONTINUED = /\\[ \t]*\r?\n/;
const ADDRESS = /[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\//y;

/**
 * Whether a string literal is continued by the next one.
 *
 * @param end of the first string: its closing quote.
 * @param from the beginning of the next string, after its quote.
 * @param first the end of the first string of the whole concatenation.
 */
export function goesOnWith(text: string, end: number, from: number, first: number): boolean {
  ADDRESS.lastIndex = from;
  if (ADDRESS.test(text)) return false;
  const between = text.slice(end + 1, from - 1);
  if (!/\s/.test(between) || (!CONTINUED.test(between) && OPERATOR.test(between))) return true;
  return standsInCode(text, first, from);
}

function standsInCode(text: string, end: number, from: number): boolean {
  const quote = text.charAt(end);
  const start = text.lastIndexOf(quote, end - 1);
  if (start === -1 || end - start > STRING_CHARACTERS) return false;
  const before = text.slice(Math.max(0, start - BEFORE_CHARACTERS), start);
  if (CODE_BEFORE.test(before)) return true;
  ARGUMENT_END.lastIndex = from;
  return NAME_BEFORE.test(before) && ARGUMENT_END.test(text);
}
