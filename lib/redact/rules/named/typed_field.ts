/**
 * What a program for browsers was told to type into a field that is known by its place in the page:
 * `{"selector": "input[name=password]", "value": "…"}`, in either order.
 */
import type { Report } from "../../finding.ts";
import { isChosen } from "../judgement/given_value.ts";
import { reportPassword } from "../report.ts";

/** The quick look: no long text and nothing with an escape is typed. */
const VALUE = /[ \t]{0,4}\\{0,7}["']([^"'\\\s]{4,128})(?=\\{0,7}["']\s{0,8}[,}])/y;

/** Only browsers are told so of a field; a label may be that of a setting. */
const SELECTOR =
  /["'](?:selector|element|locator|css|xpath|testid|placeholder)\\{0,7}["'] ?: ?\\{0,7}["'][^\n{}]{0,80}?(?:pass(?:w(?:or)?d|phrase|code)|pwd|secret|[_-]pin\b|[_-]otp\b|[_-]token\b)[^\n{}]{0,80}$/i;

/** So much of the object is looked at on each side. */
const MAX_CHARACTERS = 240;

/** Looks at the colon behind `"text"` or `"value"`. */
export function findTypedField(text: string, at: number, report: Report): void {
  VALUE.lastIndex = at + 1;
  const value = VALUE.exec(text)?.[1];
  if (value === undefined || !isChosen(value)) return;
  const end = VALUE.lastIndex;
  const before = text.slice(Math.max(0, at - MAX_CHARACTERS), at);
  const behind = text.slice(end, end + MAX_CHARACTERS);
  const isField = SELECTOR.test(before.slice(before.lastIndexOf("{") + 1)) ||
    SELECTOR.test(behind.slice(0, behind.search(/[}\n]|$/)));
  if (isField) reportPassword(report, { start: end - value.length, end });
}
