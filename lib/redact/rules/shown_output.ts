/** What a command that reads or makes a secret has written below itself, and values on the line below their label. */
import type { Report } from "../finding.ts";
import { isGiven } from "./given_value.ts";
import { reportIfSecret } from "./assignment.ts";
import type { Keyword } from "./keyword.ts";
import { reportKey, reportPassword } from "./report.ts";

/** The rest of the command, and its only line of output. */
const OUTPUT =
  /[^\n|]{0,240}(?:\| ?base64 -{1,2}d[a-z]{0,6})?\r?\n[ \t]{0,4}(?![$#>%❯])([^\s<>]{8,512})[ \t]*(?=\r?\n|$)/y;

function findOutput(text: string, at: number, report: Report): void {
  OUTPUT.lastIndex = at;
  const match = OUTPUT.exec(text);
  const secret = match?.[1];
  if (match === null || secret === undefined || !isGiven(secret)) return;
  // A word, a name of a file or a message is none.
  if (
    !/[0-9!@#$%^&*+]/.test(secret) || !/[A-Za-z]/.test(secret) ||
    /^\[|\.[a-z]{2,4}$/.test(secret)
  ) return;
  const start = at + match[0].indexOf(secret, match[0].indexOf("\n"));
  reportKey(report, { start, end: start + secret.length });
}

const REDIS = /requirepass(?:"\s{0,4}\n\s{0,4}2\) "([^"\n]{4,256})"| ([^\s"']{4,256}))/y;

/** Redis's setting and its answer: `1) "requirepass"`, `2) "…"`. */
function findRedisSetting(text: string, at: number, report: Report): void {
  REDIS.lastIndex = at;
  const match = REDIS.exec(text);
  const password = match?.[1] ?? match?.[2];
  if (match === null || password === undefined || !isGiven(password)) return;
  const end = at + match[0].length - (match[1] === undefined ? 0 : 1);
  reportPassword(report, { start: end - password.length, end });
}

const FIELD_ABOVE = /(?:^|\n)[ \t]*([A-Za-z_][\w.]{1,60})[ \t]*\n[^\n]{0,160}$/;

/** Pydantic's errors: the field, and below it `input_value='…'`. */
function findInputValue(text: string, at: number, report: Report): void {
  const name = FIELD_ABOVE.exec(text.slice(Math.max(0, at - 240), at))?.[1];
  if (name !== undefined) {
    reportIfSecret(text, name.split(".").at(-1) ?? "", at + "input_value=".length, report);
  }
}

/** Commands that read or make one, and what stands before a value of the line above. */
export const OUTPUT_KEYWORDS: readonly Keyword[] = [
  ...[
    "op read ",
    "pass show ",
    "sions access ",
    "wg genkey",
    "openssl rand ",
    " -field=",
    "bw get ",
    "pwgen ",
    "ult secret show",
    "et-secret-value",
    "config:get ",
    "/run/secrets/",
  ].map((keyword) => ({ keyword, visit: findOutput })),
  { keyword: "requirepass", visit: findRedisSetting },
  { keyword: "input_value=", visit: findInputValue },
];
