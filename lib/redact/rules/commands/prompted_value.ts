/** What a program that asks for a secret offers as an answer: `API_TOKEN (required) […]: `, `Password […]: `. */
import type { Report } from "../../finding.ts";
import { isChosen, isChosenStrictly, isKeyLike } from "../judgement/given_value.ts";
import { nameBefore, reportLiteral } from "../named/name_before.ts";
import { isPassphrase } from "../judgement/passphrase.ts";
import { looksRandom } from "../judgement/random_value.ts";
import { reportKey, reportPassword } from "../report.ts";
import { classifyName } from "../judgement/secret_name.ts";

const OFFERED =
  / {0,2}(?:[=:] {1,2})?(?:\([^()\n]{1,40}\) {1,2})?\[(["']?)([^\s[\]"']{4,512})\1\] ?[:?›>](?=\s|$)/y;

/** `secret/db2-pass` */
const PATH = /^[a-z][a-z0-9_-]*(?:\/[a-z0-9_.-]+)+$/;

const DEFAULT = /: (?:\[([^\s[\]()"']{6,512})\]|\(([^\s[\]()"']{6,512})\))[ \t]*(?=\r?\n|\0|$)/y;
const QUESTION = /(?:^|\n)[ \t]{0,8}(?:[?✔›] |(?:Please )?(?:[Ee]nter|[Tt]ype|[Pp]rovide)\b)[^\n]{1,100}$/;

/** `? Enter the database password: (…)`: the answer that is taken where none is typed. */
export function findDefault(text: string, end: number, report: Report): void {
  DEFAULT.lastIndex = end;
  const [whole = "", inSquare, inRound = ""] = DEFAULT.exec(text) ?? [];
  const value = inSquare ?? inRound;
  if (value === "" || !QUESTION.test(text.slice(Math.max(0, end - 120), end))) return;
  const start = end + whole.indexOf(value);
  const stretch = { start, end: start + value.length };
  if (classifyName(nameBefore(text, end)) !== "password") {
    if (isKeyLike(value, 16) && looksRandom(value)) reportKey(report, stretch);
  } else if ((isChosenStrictly(value) && !PATH.test(value)) || isPassphrase(value, 2)) {
    reportPassword(report, stretch);
  }
}

/** Looks behind a noun that ends at a place. */
export function findOffered(text: string, end: number, report: Report): void {
  OFFERED.lastIndex = end;
  const [whole = "", , value] = OFFERED.exec(text) ?? [];
  if (value === undefined) return;
  const start = end + whole.lastIndexOf(value);
  const stretch = { start, end: start + value.length };
  const name = nameBefore(text, end);
  if (classifyName(name) !== "password") reportLiteral(text, name, start, stretch.end, report);
  else if ((isChosen(value) && !PATH.test(value)) || isPassphrase(value, 2)) reportPassword(report, stretch);
}
