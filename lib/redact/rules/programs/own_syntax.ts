/** Secrets in the files and answers of programs that have a syntax of their own: words with spaces between, one setting a line. */
import type { Report } from "../../finding.ts";
import { reportIfSecret } from "../named/assignment.ts";
import { lineBefore } from "../commands/command_line.ts";
import { isChosen, isGiven, isKeyLike, isUrlPassword } from "../judgement/given_value.ts";
import { findCopied, findInserted, findLoggedArguments } from "../lists/insert_statement.ts";
import type { Keyword } from "../keyword.ts";
import { isGivenOrWords } from "../judgement/passphrase.ts";
import { reportKey, reportPassword } from "../report.ts";
import { lineEndWithin } from "../shown_lines.ts";
import { isAppPassword } from "../judgement/secret_value.ts";
import { finder } from "../pattern_finder.ts";

/** Behind `password `, by what stands before it on the line, and at the line's end. */
const WORD =
  /[Pp]assword (?:[0578] )?["']?((?:[a-z]{4} ){3}[a-z]{4}|[^\s"']{4,256})["']?[ \t]{0,40}(?=\r?\n|$)/y;
const BEFORE_WORD =
  /(?:\buser \S{1,64} insecure-|\bd-i [\w./-]{1,60} |^(?:[ \t]{0,12}[0-9]{1,6}→)?[ \t]*(?:enable |username \S{1,64} (?:privilege [0-9]{1,2} )?|neighbor \S{1,64} )?)$/;

/** `varchar(255),`: how a column is declared. */
const COLUMN_TYPE = /^[A-Za-z]{3,12}2?\([0-9]{1,5}(?:,[0-9]{1,3})?\)[,;]?$/;

/** `insecure-password X` of HAProxy, `d-i passwd/root-password password X` of Debian's installer, `password 7 X` of Cisco. */
export function findPlacedPassword(text: string, at: number, report: Report): void {
  WORD.lastIndex = at;
  const match = WORD.exec(text);
  const value = match?.[1];
  if (match === null || value === undefined || COLUMN_TYPE.test(value)) return;
  const before = lineBefore(text, at);
  const place = BEFORE_WORD.exec(before);
  if (place === null) return;
  const isNumbered = /^.assword [0578] /.test(match[0]);
  const isNamed = /insecure-|d-i /.test(place[0]) || isNumbered;
  if (isAppPassword(value)) return reportWord(match[0], value, at, report);
  if (!(isNamed ? isGiven(value) : isChosen(value) && !/^[a-z]+[0-9]{0,3}$/i.test(value))) return;
  reportWord(match[0], value, at, report);
}

function reportWord(whole: string, value: string, at: number, report: Report): void {
  const start = at + whole.lastIndexOf(value);
  reportPassword(report, { start, end: start + value.length });
}

/** What programs say when they have made one, by the words behind `password `. */
const MADE: readonly (readonly [words: string, find: ReturnType<typeof finder>])[] = [
  ["is generated", finder(/assword is generated for \S{1,100}: (\S{6,128})(?=\s|$)/y, isGiven)],
  [
    "for the elas",
    finder(/assword for the elastic user \([^)\n]{1,120}\):\s{1,8}([\w*+=-]{12,40})(?=\s|$)/y, isGiven),
  ],
  ["to proceed t", finder(/assword to proceed to installation:\s{1,8}([0-9a-f]{32})(?=\s|$)/y, isGiven)],
];

/** "A temporary password is generated for root@localhost: X" */
export function findMadePassword(text: string, at: number, report: Report): void {
  const start = at + "password ".length;
  for (const [words, find] of MADE) if (text.startsWith(words, start)) find(text, at + 1, report);
}

/** `PASSWORD elastic = X`, as Elasticsearch's tool prints them. */
export const findPrintedPassword = finder(/PASSWORD [a-z_]{2,40} = ([^\s]{8,64})(?=\r?\n|$)/y, isChosen);

/** `enable secret 5 X`, `username u secret 9 X`: begins in the noun. */
const SECRET_WORD = finder(
  /ecret (?:[0-9] )?(\$[0-9a-z]{1,3}\$[^\s]{8,256}|(?<=[0-9] )[^\s]{4,256})(?=\s|$)/y,
  isGivenSecret,
);

function isGivenSecret(value: string): boolean {
  return value.startsWith("$") || isChosen(value);
}

/** The word `secret` of a line that sets a password: `enable secret 5 …`, `username kim secret …`. */
export function findSecretWord(text: string, at: number, report: Report): void {
  if (
    /(?:^|\n|→)[ \t]*(?:enable |username \S{1,64} (?:privilege [0-9]{1,2} )?)[Ss]$/.test(
      text.slice(Math.max(0, at - 110), at),
    )
  ) {
    SECRET_WORD(text, at, report);
  }
}

/** Lines below `chpasswd`, in the here-document of a shell or in a file of cloud-init. */
const USER_LINE =
  /^(?:[ \t]{0,12}[0-9]{1,6}→)?\s{0,40}(?:- ?)?["']?([a-z_][\w.-]{0,31}):([^\s"']{4,128})["']?$/;
const OTHER_LINE = /^(?:[ \t]{0,12}[0-9]{1,6}→)?\s{0,40}(?:list|expire|users):/;
const MAX_LINES = 20;

/** `root:X` on the lines below. */
export function findUserLines(text: string, at: number, report: Report): void {
  let lineEnd = lineEndWithin(text, at, 80);
  if (lineEnd === -1 || !/<<|:\s*$/.test(text.slice(at, lineEnd))) return;
  for (let count = 0; count < MAX_LINES; count++) {
    const start = lineEnd + 1;
    const next = text.indexOf("\n", start);
    lineEnd = next === -1 ? text.length : next;
    if (lineEnd - start > 220) return;
    const line = text.slice(start, lineEnd).trimEnd();
    const [, user = "", password = ""] = USER_LINE.exec(line) ?? [];
    if (password !== "" && isGiven(password) && isUrlPassword(user, password)) {
      const from = start + line.lastIndexOf(password);
      reportPassword(report, { start: from, end: from + password.length });
    } else if (!OTHER_LINE.test(line)) return;
    if (next === -1) return;
  }
}

const ADMINS = /\[admins\][ \t]*\r?\n(?:[ \t]{0,12}[0-9]{1,6}→)?[\w.-]{1,64} ?= ?([^\s]{4,4096})/y;

const VARIABLE = /variable "([\w-]{1,80})" {0,4}\{[^{}]{0,400}?\bdefault {1,20}= {1,4}(?=")/y;

/** `variable "ssh_pw" { default = "X" }` */
function findVariable(text: string, at: number, report: Report): void {
  VARIABLE.lastIndex = at;
  const name = VARIABLE.exec(text)?.[1];
  if (name !== undefined) reportIfSecret(text, name, VARIABLE.lastIndex, report);
}

const CHAP =
  /(?<=(?:^|\n)(?:[ \t]{0,12}[0-9]{1,6}→)?["']?[\w.@-]{1,64}["']?[ \t]{1,20})\*[ \t]{1,20}"([^"\n]{4,128})"(?=[ \t]{1,20}[*0-9]|[ \t]*(?:\r?\n|$))/y;

/** What begins with a keyword in them. */
export const OWN_SYNTAX_KEYWORDS: readonly Keyword[] = [
  // ipsec.secrets
  ...["PSK", "EAP", "XAUTH"].map((kind): Keyword => ({
    keyword: `${kind} "`,
    visit: finder(new RegExp(`(?<=: {0,4})${kind} "([^"\\n]{4,256})"`, "y"), isGivenOrWords),
  })),
  { keyword: "args=(", visit: findLoggedArguments },
  { keyword: '* "', visit: finder(CHAP, isGiven) },
  {
    keyword: "-server communit",
    visit: finder(/(?<=snmp)-server community ([^\s]{4,64})(?= R[OW]\b)/y, isGiven),
  },
  {
    keyword: "shared-key ",
    visit: finder(/(?<=pre-)shared-key (?:[0-9] )?([^\s"']{6,128})(?=\s|$)/y, isChosen),
  },
  { keyword: "[admins]", visit: finder(ADMINS, isGiven) },
  { keyword: 'variable "', visit: findVariable },
  {
    keyword: "SECRETSTRING\t",
    visit: finder(/SECRETSTRING\t[^\t\n]{1,200}\t([^\s{][^\s]{3,512})/y, isGiven, reportKey),
  },
  // Redis' sentinel; keepalived, which takes eight characters of whatever kind.
  {
    keyword: "auth-pass ",
    visit: finder(
      /auth-pass (?:[\w.-]{1,64} )?["']?([^\s"']{4,256})["']?[ \t]{0,40}(?=\r?\n|$)/y,
      isGiven,
    ),
  },
  {
    keyword: "_pass ",
    visit: finder(
      /(?<=auth_type PASS\s{1,40}(?:[0-9]{1,6}→\s{0,40})?auth)_pass ["']?([^\s"']{4,64})/y,
      isGiven,
    ),
  },
  // What Windows shows of a wireless network, in four languages.
  ...["Key Content", "sselinhalt", "nido de la clave", "enu de la cl"].map((keyword): Keyword => ({
    keyword,
    visit: finder(
      new RegExp(`${keyword}[^\\s:]{0,3} {0,30}: {1,4}([^\\s][^\\r\\n]{3,62})(?=[\\r\\n]|$)`, "y"),
      isGivenOrWords,
    ),
  })),
  // Its result stands beside it in the state of Terraform, and behind it where one asks for it.
  {
    keyword: "random_password",
    visit: finder(/random_password\.[\w.[\]-]{1,80}\.result\s{1,4}=\s{1,4}"([^"\n]{4,256})(?=")/y, isGiven),
  },
  {
    keyword: "random_password",
    visit: finder(
      /random_password[^\0]{0,2000}?"result\\{0,3}"\s{0,4}:\s{0,4}\\{0,3}"([^"\\\n]{4,256})/y,
      isGiven,
    ),
  },
  {
    keyword: "masterauth ",
    visit: finder(/masterauth ["']?([^\s"']{6,4096})/y, isGiven),
  },
  // In capitals: in small letters it would be looked at in words everywhere.
  ...["INSERT INTO ", "insert into "].map((keyword) => ({ keyword, visit: findInserted })),
  { keyword: "FROM stdin", visit: findCopied },
  // Redis's MONITOR
  {
    keyword: 'AUTH" "',
    visit: finder(/AUTH" "(?:[^"\s]{1,64}" ")?([^"\n]{4,256})(?="[ \t]*(?:\r?\n|$))/y, isGiven),
  },
  ...["oneycomb-team", "oneycomb-Team"].map((keyword): Keyword => ({
    keyword,
    visit: finder(
      new RegExp(
        `${keyword}["'\\\\]{0,4}\\s?(?:=>|[:=,])\\s?["'\\\\]{0,4}([A-Za-z0-9_-]{20,80})(?![\\w.-])`,
        "y",
      ),
      (value) => isKeyLike(value, 20),
      reportKey,
    ),
  })),
  // Telegram's, beside the id of an application
  ...["pi_hash", "PI_HASH"].map((keyword): Keyword => ({
    keyword,
    visit: finder(
      new RegExp(`${keyword}["'\\\\]{0,4}\\s?[:=]\\s?["'\\\\]{0,4}([0-9a-f]{32})(?![\\w.-])`, "y"),
      (value) => isKeyLike(value, 32),
      reportKey,
    ),
  })),
];
