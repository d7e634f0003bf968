/** White space, code by code: an expression for one character takes ten times as long. */

/** As `\s` of expressions. */
export function isWhiteSpace(code: number): boolean {
  if (code < 0xa0) return code === 0x20 || code >= 0x09 && code <= 0x0d;
  return code === 0xa0 || code >= 0x1680 && /\s/.test(String.fromCharCode(code));
}
