/** Values beside a name in JSON, HTML and XML whose quotes and brackets are escaped, as they are in strings of others. */
import type { Report } from "../../finding.ts";
import { nameBefore, reportLiteral } from "./name_before.ts";

/** As references of HTML; as escapes of JSON, which Go and .NET write for signs of HTML, with the backslashes of further strings. */
const QUOTE = "&(?:quot|apos|#3[49]|#x2[27]);|\\\\{1,4}(?:u002[27]|x2[27])";
const OPEN = "&(?:lt|#60|#x3[Cc]);|\\\\{1,4}(?:u003[Cc]|x3[Cc])";
const CLOSE = "&(?:gt|#62|#x3[Ee]);|\\\\{1,4}(?:u003[Ee]|x3[Ee])";

const IN_QUOTES = new RegExp(
  `(${QUOTE})\\s?(?::|=&gt;|=>|=)\\s?\\1((?:(?!\\1)[^\\n<>]){4,512})(?=\\1)`,
  "y",
);
const IN_ELEMENT = new RegExp(
  `(?:${CLOSE})((?:(?!${OPEN}|${CLOSE})[^\\s<>]){4,512})(?=(?:${OPEN})\\\\{0,4}/)`,
  "y",
);

/** `&quot;password&quot;:&quot;v&quot;`, `\\u0022password\\u0022:\\u0022v\\u0022`, `&lt;password&gt;v&lt;/password&gt;` */
export function findInEscaped(text: string, end: number, report: Report): void {
  for (const pattern of [IN_QUOTES, IN_ELEMENT]) {
    pattern.lastIndex = end;
    const value = pattern.exec(text)?.at(-1);
    if (value === undefined) continue;
    const stop = pattern.lastIndex;
    reportLiteral(text, nameBefore(text, end), stop - value.length, stop, report);
    return;
  }
}

const ESCAPE = /\\{1,4}(?:u00|x)[23][27CcEe]/y;

/** Whether an escape of such a sign begins at a place. */
export function isEscapedSign(text: string, at: number): boolean {
  ESCAPE.lastIndex = at;
  return ESCAPE.test(text);
}
