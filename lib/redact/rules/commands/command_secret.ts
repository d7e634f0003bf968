/** Passwords and tokens at known places of command lines, and the keywords by which all those of commands are found. */
import type { Report } from "../../finding.ts";
import { findUserWritten, findWritten, findWrittenToFile, findWrittenToPasswd } from "./command_input.ts";
import { argumentAt, lineBefore } from "./command_line.ts";
import { COMMAND_WORDS, GIVEN_WORD } from "./command_words.ts";
import { findCommandOption, findGluedUser, findListedUser, findUserCluster } from "./command_option.ts";
import { isGiven } from "../judgement/given_value.ts";
import type { Keyword } from "../keyword.ts";
import { findUserLines } from "../programs/own_syntax.ts";
import { reportPassword } from "../report.ts";
import { finder } from "../pattern_finder.ts";

/** `-storepass X` of Java's tools. */
const JAVA_OPTION = /-(?:src|dest)?(?:store|key)pass(?= |["'], )/y;

function findJavaOption(text: string, at: number, report: Report): void {
  JAVA_OPTION.lastIndex = at;
  const match = JAVA_OPTION.exec(text);
  const word = match === null ? undefined : argumentAt(text, at + match[0].length);
  if (word !== undefined && isGiven(word.text)) reportPassword(report, word);
}

function findDashS(text: string, at: number, report: Report): void {
  findUserCluster(text, at, report);
  findJavaOption(text, at + 1, report);
}

/** `openssl … -passin pass:X` */
const OPENSSL_PASS = /-pass(?:in|out)?["']?,? {1,2}\\{0,3}["']?pass:([^\s"'`<>|;&\\]{4,4096})/y;

/** Looks at `-pass`, of which the search for candidates tells as of `-p`. */
export function findOpensslPass(text: string, at: number, report: Report): void {
  OPENSSL_PASS.lastIndex = at;
  const match = OPENSSL_PASS.exec(text);
  if (match === null) return;
  const end = at + match[0].length;
  const password = match[1] ?? "";
  if (isGiven(password)) reportPassword(report, { start: end - password.length, end });
}

const visitHtpasswd = finder(
  new RegExp(
    `passwd(?: -[a-zA-Z]{1,6}){0,3} (?:-[a-zA-Z]{0,4}(?:bn|nb)[a-zA-Z]{0,4} |-[a-zA-Z]{0,4}b[a-zA-Z]{0,4}(?: -[a-zA-Z]{1,6}){0,3} [^\\s"']{1,160} )["']?[^\\s"'-][^\\s"']{0,80}["']? ${GIVEN_WORD}`,
    "y",
  ),
  isGiven,
);

function visitPasswd(text: string, at: number, report: Report): void {
  if (text.startsWith("ht", at - 2)) visitHtpasswd(text, at, report);
  else if (text.startsWith("ch", at - 2)) {
    findUserWritten(text, at, report);
    findUserLines(text, at, report);
  } else findWrittenToPasswd(text, at, report);
}

/** `net use Z: \\host\share /user:name password` */
const NET_USE =
  /\/(?:user|USER):(["']?)[^\s"']{1,64}\1 (["']?)((?<=["'])[^\s"']{4,128}(?=\2)|[^\s"'`<>|;&/*]{4,128})\2(?=\s|$)/y;

function findNetUse(text: string, at: number, report: Report): void {
  NET_USE.lastIndex = at;
  const [whole = "", , quote = "", password = ""] = NET_USE.exec(text) ?? [];
  if (password === "" || !isGiven(password) || !/\bnet1?(?:\.exe)? use\b/i.test(lineBefore(text, at))) return;
  const end = at + whole.length - quote.length;
  reportPassword(report, { start: end - password.length, end });
}

/** `net user name password /add`, `net use \\host\share password /user:name` */
const NET_USER =
  /\bnet1?(?:\.exe)? (?:user ["']?[^\s"']{1,64}["']?|use (?:[A-Za-z*]: ?)?\\\\[^\s"']{1,160}) (["']?)((?<=["'])[^\s"']{4,128}(?=\1)|[^\s"'`<>|;&/]{4,128})\1 (?:\/[a-z:]+ ){0,3}$/i;

function findNetUser(text: string, at: number, report: Report): void {
  const head = lineBefore(text, at);
  const match = NET_USER.exec(head);
  const password = match?.[2];
  if (match === null || password === undefined || !isGiven(password)) return;
  const start = at - head.length + match.index + match[0].lastIndexOf(password);
  reportPassword(report, { start, end: start + password.length });
}

const SECURE_STRING =
  /-SecureString(?:(?: |\s{0,4}`\r?\n\s{0,40})-(?:AsPlainText|Force|String)){0,3}(?: |\s{0,4}`\r?\n\s{0,40})(?:(["'])((?:(?!\1)[^\n]){4,256})\1|([^\s"'`()<>|;&$@-][^\s"'`()<>|;&]{5,128}))/y;

/** So much before a pipe is looked at. */
const PIPED_CHARACTERS = 300;

const PIPED_STRING = /(["'])((?:(?!\1)[^\n]){4,256})\1\)? ?\| ?ConvertTo$/;

/** PowerShell's `ConvertTo-SecureString "X" -AsPlainText -Force`, `"X" | ConvertTo-SecureString -AsPlainText -Force` */
function findSecureString(text: string, at: number, report: Report): void {
  const head = text.slice(Math.max(0, at - PIPED_CHARACTERS), at);
  const piped = PIPED_STRING.exec(head);
  if (piped?.[2] !== undefined && isGiven(piped[2]) && text.slice(at, at + 60).includes(" -AsPlainText")) {
    const start = at - head.length + piped.index + 1;
    return reportPassword(report, { start, end: start + piped[2].length });
  }
  SECURE_STRING.lastIndex = at;
  const match = SECURE_STRING.exec(text);
  const password = match?.[2] ?? match?.[3];
  if (match === null || password === undefined || !isGiven(password)) return;
  const end = at + match[0].length - (match[1] ?? "").length;
  // Without it the text is an encrypted one, which a key or this user alone can read.
  const isPlain = match[0].includes("-As") || text.slice(end, end + 60).includes("-AsPlainText");
  if (isPlain) reportPassword(report, { start: end - password.length, end });
}

/** What begins with a keyword on a command line. */
export const COMMAND_KEYWORDS: readonly Keyword[] = [
  ...["-P", "-a ", "-w ", "-t ", "-N ", "-U "].map((keyword) => ({
    keyword,
    visit: findCommandOption,
  })),
  // `b ` is rarer than `-b`.
  { keyword: "-b ", visit: findCommandOption },
  // In lists of arguments.
  ...['-a"', '-w"', "-a'", "-w'"].map((keyword) => ({ keyword, visit: findCommandOption })),
  ...['-u"', "-u'", "-u\\"].map((keyword) => ({ keyword, visit: findListedUser })),
  { keyword: " -s", visit: findDashS },
  { keyword: " -k", visit: findDashS },
  { keyword: " -u", visit: findGluedUser },
  { keyword: " -f", visit: findUserCluster },
  ...[" -L", " -v"].map((keyword) => ({ keyword, visit: findUserCluster })),
  ...["-srcstorepass", "-deststorepass", "-destkeypass"].map((keyword) => (
    { keyword, visit: findJavaOption }
  )),
  { keyword: "passwd", visit: visitPasswd },
  { keyword: "/add", visit: findNetUser },
  ...["/user:", "/USER:"].flatMap((keyword): Keyword[] => [
    { keyword, visit: findNetUser },
    { keyword, visit: findNetUse },
  ]),
  { keyword: "sudo -S", visit: findWritten },
  { keyword: "createsuperuser", visit: findWritten },
  { keyword: "-SecureString ", visit: findSecureString },
  ...["password.txt", "secret.txt", "token.txt", "vault_pass", "vault-pass"].map((keyword) => (
    { keyword, visit: findWrittenToFile }
  )),
  { keyword: "-K ", visit: findCommandOption },
  ...COMMAND_WORDS,
];
