/** Pairs of a user and a password in a list, of which a comment tells what they are: `[("ops", "v")]  # user, password`. */
import type { Report } from "../../finding.ts";
import { isChosen, isUrlPassword } from "../judgement/given_value.ts";
import { reportPassword } from "../report.ts";
import { isWordsAndNumber, looksTold } from "../spoken/spoken_value.ts";

const COMMENT =
  /(?:#|\/\/|--|\/\*)\s{0,4}[([]?["']?(?:user(?:[ _]?name)?|login|name|account|e-?mail)s?["']?\s?[,:|/]\s?["']?[A-Za-z]{0,8}$/i;
const PAIR =
  /(?:[([{]|,(?=\s{0,4}["'][\w.@+-]{1,64}["']\s{0,4}(?::|=>)))\s{0,4}["'][\w.@+-]{1,64}["']\s{0,4}(?:,|:|=>)\s{0,4}["']([^"'\r\n]{4,128})["']/g;

/** Says less: what is listed must look like a password. */
const OF_LOGINS = /(?:#|\/\/|--|\/\*)\s{0,4}(?:[\w-]{1,20} ){0,4}logins$/i;

/** So much before and behind the comment is looked through. */
const MAX_BEFORE_CHARACTERS = 400;
const MAX_AFTER_CHARACTERS = 800;

/** Looks at the list around a comment that ends with a noun. */
export function findListedPairs(text: string, end: number, report: Report): void {
  const head = text.slice(Math.max(0, end - MAX_BEFORE_CHARACTERS), end);
  const isOfLogins = OF_LOGINS.test(head.slice(-120));
  if (!isOfLogins && !COMMENT.test(head.slice(-80))) return;
  const line = head.slice(1 + Math.max(head.lastIndexOf("\n"), head.lastIndexOf("\0")));
  const below = text.slice(end, end + MAX_AFTER_CHARACTERS).split(/\n[ \t]*\r?\n|\0/, 1)[0] ?? "";
  const start = end - line.length;
  for (const pair of (line + below).matchAll(PAIR)) {
    const password = pair[1] ?? "";
    const last = start + pair.index + pair[0].length - 1;
    if (!isChosen(password) || !isUrlPassword("", password)) continue;
    if (
      isOfLogins && !looksTold(password, { isQuoted: true, noun: "password" }) && !isWordsAndNumber(password)
    ) {
      continue;
    }
    reportPassword(report, { start: last - password.length, end: last });
  }
}
