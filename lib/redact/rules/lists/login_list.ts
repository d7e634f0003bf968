/** A user and a password below each other or beside each other, without names of their own: `auth: ["ada", "X"]`, `args=('ada', 'X') fn=login`. */
import type { Report } from "../../finding.ts";
import { isChosenWords } from "../judgement/chosen_words.ts";
import { isChosenStrictly } from "../judgement/given_value.ts";
import { reportPassword } from "../report.ts";

const MAX_NAME_CHARACTERS = 24;

/** Names of logins, and of what a function was called with. */
const NAME =
  /(?:^|[^A-Za-z])(?:(?:basic|http|smtp|proxy|digest)?[_-]?auth|login|log_in|sign_?in|(args|arguments|argv|params))\\{0,15}["']?\s?$/i;

const USER = String.raw`[\w.@+-]{1,64}`;
const FLOW = new RegExp(
  String
    .raw`[ \t]{0,4}[[(]\s{0,40}(\\{0,15}["']?)${USER}\1\s{0,4},\s{0,40}(\\{0,15}["']?)([^\s"'\\,[\](){}]{6,256})\2\s{0,40},?[\])]`,
  "y",
);
const LINE_START = String.raw`\r?\n(?:[ \t]{0,12}[0-9]{1,6}→)?[+-]?[ \t]{0,40}- `;
const DASHED = new RegExp(
  String
    .raw`[ \t]{0,4}${LINE_START}(["']?)${USER}\1[ \t]{0,4}${LINE_START}(["']?)([^\s"']{6,256})\2[ \t]{0,4}(?!${LINE_START})(?=\r?\n|$)`,
  "y",
);

/** The function that was called is one to log in with. */
const OF_LOGIN = /log_?in|auth|sign_?in|connect|passw/i;
const LINE_CHARACTERS = 60;

/** Finds the second of exactly two, of which the first may be a user; looked at from the separator. */
export function findLoginList(text: string, at: number, report: Report): void {
  if (!mayEndName(text, at)) return;
  const name = NAME.exec(text.slice(Math.max(0, at - MAX_NAME_CHARACTERS), at));
  if (name === null) return;
  const [end, quote, password] = pairAfter(text, at + 1);
  if (password === undefined || !(isChosenStrictly(password) || isChosenWords(password))) return;
  if (name[1] !== undefined && !OF_LOGIN.test(around(text, at, end))) return;
  const start = text.lastIndexOf(`${quote}${password}`, end) + quote.length;
  reportPassword(report, { start, end: start + password.length });
}

/** By the last letter before the separator, behind quotes: h, n, s or v. */
function mayEndName(text: string, at: number): boolean {
  let last = at - 1;
  while (last > at - MAX_NAME_CHARACTERS && /["'\\ ]/.test(text.charAt(last))) last--;
  return /[hnsv]/i.test(text.charAt(last));
}

function pairAfter(text: string, at: number): [end: number, quote: string, password: string | undefined] {
  for (const pattern of [FLOW, DASHED]) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return [pattern.lastIndex, match[2] ?? "", match[3]];
  }
  return [at, "", undefined];
}

/** What stands beside the arguments on their line. */
function around(text: string, at: number, end: number): string {
  const head = text.slice(Math.max(0, at - LINE_CHARACTERS), at);
  return head.slice(head.lastIndexOf("\n") + 1) + text.slice(end, end + LINE_CHARACTERS).split("\n", 1)[0];
}
