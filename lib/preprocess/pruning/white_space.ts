/** White space, code by code: an expression for one character takes ten times as long. */

/** Whether a UTF-16 unit is white space, as `\s` of regular expressions matches it. */
export function isWhiteSpace(code: number): boolean {
  if (code < 0xa0) return code === 0x20 || code >= 0x09 && code <= 0x0d;
  return code === 0xa0 || code >= 0x1680 && isWideSpace(code);
}

function isWideSpace(code: number): boolean {
  if (code < 0x2028) return code >= 0x2000 && code <= 0x200a || code === 0x1680;
  return code <= 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000 || code === 0xfeff;
}
