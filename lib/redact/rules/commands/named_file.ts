/** Files that are called for the secret which is all that they hold: `secrets/db_password.txt`. */
import type { Report } from "../../finding.ts";
import { nameBefore, reportLiteral } from "../named/name_before.ts";

/** What such files end with, up to the end of the name where a tool tells it. */
const ENDING = /\.(?:txt|key|secrets?|pw|pass|passwd|token|cred|dat|asc)(?=<\/|\\{0,7}["'])/y;

/** Where the name of a file ends, behind a noun and an ending; undefined where there is none. */
export function endOfFileName(text: string, nounEnd: number): number | undefined {
  ENDING.lastIndex = nounEnd;
  return ENDING.test(text) ? ENDING.lastIndex : undefined;
}

/** What is written into a file, as a call of a tool holds it in JSON. */
const CONTENT =
  /(\\{0,7}["'])\s{0,4},\s{0,40}\\{0,7}["'](?:content|contents|file_text|new_string|text|data)\\{0,7}["']\s?:\s{0,4}\1([^\s"'\\]{6,512})(?:(?:\\{1,7}r)?\\{1,7}n|\r?\n)?\1/y;

const PATH = /["'](?:file_?path|path|file_?name|file)\\{0,7}["']\s?:\s?\\{0,7}["'][^"'\n]{0,240}$/;

/** Looks behind the name of a file, whose noun ends at a place; whether one is written. */
export function findWritten(text: string, nounEnd: number, nameEnd: number, report: Report): boolean {
  CONTENT.lastIndex = nameEnd;
  const [, quote = "", value] = CONTENT.exec(text) ?? [];
  if (value === undefined || !PATH.test(text.slice(Math.max(0, nounEnd - 280), nounEnd))) return false;
  const start = text.lastIndexOf(value, CONTENT.lastIndex - quote.length);
  reportLiteral(text, nameBefore(text, nounEnd), start, start + value.length, report);
  return true;
}
