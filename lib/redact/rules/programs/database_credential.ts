/** Passwords of databases, where neither `=` nor `:` is before them: SQL, connection strings, `.pgpass`. */
import type { Report } from "../../finding.ts";
import { lineBefore } from "../commands/command_line.ts";
import { isChosen, isGiven, isUrlPassword } from "../judgement/given_value.ts";
import type { Keyword } from "../keyword.ts";
import { isLetterMess } from "../judgement/passphrase.ts";
import { looksLikePlaceholder } from "../judgement/placeholder.ts";
import { reportPassword } from "../report.ts";

const IDENTIFIED =
  /(?:DENTIFIED|dentified) (?:(?:WITH|with) [\w"'`]{1,40} )?(?:BY|by|AS|as) (?:(?:PASSWORD|password|VALUES|values) )?(?:(["'])((?:(?!\1)[^\n\\]){4,256})\1|([A-Za-z0-9_#$!.+-]{4,128})(?=[\s;,)"']|$))/y;

const STATEMENT =
  /\b(?:(?:create|alter)\s[^;]{0,40}\b(?:user|role|link)|grant)\s|\buser ["'`]\S{1,60}["'`] i?$/i;
const STATEMENT_CHARACTERS = 200;

/** `IDENTIFIED BY X`, with quotes of either kind or none; MySQL's plugin may stand between. */
function findIdentified(text: string, at: number, report: Report): void {
  IDENTIFIED.lastIndex = at;
  const match = IDENTIFIED.exec(text);
  if (match === null) return;
  const [whole, quote = "", inQuotes, bare] = match;
  const password = inQuotes ?? bare ?? "";
  const rest = text.slice(at + whole.length, at + whole.length + 12);
  // "each row is identified by …": in small letters other sentences say so.
  const isStatement = text.charCodeAt(at) === 0x44 || // D
    STATEMENT.test(text.slice(Math.max(0, at - STATEMENT_CHARACTERS), at));
  const isSecret = bare === undefined ? isStatement && isGiven(password) : isChosen(password) &&
    (/\b(?:user|grant|role)\b/i.test(lineBefore(text, at)) || / WITH (?:GRANT|MAX_)/y.test(rest));
  const end = at + whole.length - quote.length;
  if (isSecret) reportPassword(report, { start: end - password.length, end });
}

const SQL_PASSWORD = /PASSWORD '([^'\n\\]{4,256})'/y;

/** `ALTER ROLE r WITH PASSWORD 'p'` */
export function findSqlPassword(text: string, at: number, report: Report): void {
  SQL_PASSWORD.lastIndex = at;
  const match = SQL_PASSWORD.exec(text);
  const password = match?.[1];
  if (match === null || password === undefined || looksLikePlaceholder(password)) return;
  const end = at + match[0].length - 1;
  reportPassword(report, { start: end - password.length, end });
}

const PASSWORD_ASSIGNMENT =
  /[Pp](?:ASSWORD|assword)(?: (?:FOR|for) \S{1,100})? ?(?:= ?)?(?:(?:PASSWORD|password)\( ?)?N?(\\{0,3})'((?:(?!\1')[^\n]){4,256})\1'/y;

/** `WITH PASSWORD = N'X'`, `SET PASSWORD FOR u = 'X'`, `alter role r password 'X'` */
export function findSqlAssignment(text: string, at: number, report: Report): void {
  PASSWORD_ASSIGNMENT.lastIndex = at;
  const match = PASSWORD_ASSIGNMENT.exec(text);
  const password = match?.[2];
  if (match === null || password === undefined || !isGiven(password)) return;
  if (!/\b(?:alter|create|set|login|user|role|with)\b/i.test(lineBefore(text, at))) return;
  if (text.charCodeAt(at) !== 0x50 && !isChosen(password)) return;
  const end = at + match[0].length - 1 - (match[1] ?? "").length;
  reportPassword(report, { start: end - password.length, end });
}

const CHANGED =
  /PASSWORD FROM (?:(["'])((?:(?!\1)[^\n]){1,256})\1|\$\w{1,40}) TO (?:(["'])((?:(?!\3)[^\n]){1,256})\3|\$\w{1,40})/y;

/** Cypher's `ALTER CURRENT USER SET PASSWORD FROM 'X' TO 'Y'` */
function findChanged(text: string, at: number, report: Report): void {
  CHANGED.lastIndex = at;
  const [whole = "", , old = "", , changed = ""] = CHANGED.exec(text) ?? [];
  const start = at + "PASSWORD FROM '".length;
  if (isGiven(old)) reportPassword(report, { start, end: start + old.length });
  const end = at + whole.length - 1;
  if (isGiven(changed)) reportPassword(report, { start: end - changed.length, end });
}

const PGPASS =
  /(?<=(?:^|[\s"'`→])[A-Za-z0-9_.*-]{1,100}:)5432:[A-Za-z0-9_.*-]{1,63}:[A-Za-z0-9_.*-]{1,63}:((?:\\[:\\]|[^\s"'`<>:|;\\]){4,128})/y;

/** A line of `.pgpass`: `host:5432:db:user:X`; looked at from the colon behind the port. */
export function findPgpass(text: string, at: number, report: Report): void {
  if (text.charCodeAt(at - 1) !== 0x32 || text.charCodeAt(at - 2) !== 0x33) return; // 3 2
  const port = at - "5432".length;
  PGPASS.lastIndex = port;
  const match = PGPASS.exec(text);
  const password = match?.[1];
  if (match === null || password === undefined || !(isChosen(password) || isLetterMess(password))) return;
  const end = port + match[0].length;
  reportPassword(report, { start: end - password.length, end });
}

/** Oracle's `user/password@host`, after words that tell of it. */
const ORACLE_BEFORE =
  /(?:thin:|racle(?:db)?\.connect\(["']|(?:^|[\s"'`(/>])(?:sqlplus|sqlcl|sql|expdp|impdp|exp|imp|sqlldr|rman)(?: -[A-Za-z]{1,8}| target| userid=?| [A-Z]{3,8}=\S{1,40}){0,4} ?["']?)([A-Za-z][A-Za-z0-9_$#]{0,30})\/(\\{0,3}"?)([^\s/"'<>:;,]{4,128})\2$/i;

/** Go's `user:password@tcp(host:3306)/db` */
const GO_BEFORE = /(?:^|[\s"'`=])([A-Za-z0-9_.-]{1,64}):([^\s"'`<>]{4,128})$/;

/** Looks at what stands before an `@`. */
export function findBeforeAt(text: string, at: number, report: Report): void {
  const last = text.charCodeAt(at - 1);
  if (!(last > 0x20) || last === 0x27) return; // a space, an apostrophe
  const next = text.charCodeAt(at + 1);
  const isGo = (next === 0x74 && text.startsWith("tcp(", at + 1)) ||
    (next === 0x75 && text.startsWith("unix(", at + 1)); // t, u
  if (isGo) return reportBefore(GO_BEFORE.exec(text.slice(Math.max(0, at - 200), at)), 2, "", at, report);
  if (!hasSlashBefore(text, at)) return;
  const head = text.slice(Math.max(0, at - 200), at);
  if (!/thin:|sql|racle|(?:exp|imp)(?:dp)? |rman/i.test(head)) return;
  const match = ORACLE_BEFORE.exec(head);
  reportBefore(match, 3, match?.[2] ?? "", at, report);
}

/** Whether a slash and a letter stand before a password that ends here: a quick look. */
function hasSlashBefore(text: string, at: number): boolean {
  for (let place = at - 1; place > at - 132; place--) {
    const code = text.charCodeAt(place);
    if (code === 0x2f) return place < at - 3; // /
    if (!(code > 0x20)) return false;
  }
  return false;
}

function reportBefore(
  match: RegExpExecArray | null,
  group: number,
  quote: string,
  at: number,
  report: Report,
): void {
  const password = match?.[group];
  if (match === null || password === undefined || !isGiven(password)) return;
  if (!isUrlPassword(match[1] ?? "", password)) return;
  reportPassword(report, { start: at - quote.length - password.length, end: at - quote.length });
}

const SHORT_PASSWORD = /\b(?:PWD|[Pp]wd)[ \t]{0,8}=[ \t]{0,8}(?:\{([^{}\n]{4,128})\}|([^\s"'`<>;]{4,1024}))/y;

/** `PWD=X` beside `UID=…` of a connection string, or below and above such lines; alone it is the working directory. Looked at from the `=`. */
export function findConnectionPassword(text: string, at: number, report: Report): void {
  let end = at;
  while (end > at - 8 && text.charCodeAt(end - 1) === 0x20) end--;
  if (!/^(?:WD|wd)$/.test(text.slice(Math.max(0, end - 2), end))) return;
  const name = end - 3;
  SHORT_PASSWORD.lastIndex = name;
  const [, braced, bare] = SHORT_PASSWORD.exec(text) ?? [];
  const password = braced ?? bare;
  if (password === undefined || !isGiven(password)) return;
  // In braces it may hold a semicolon.
  const stop = SHORT_PASSWORD.lastIndex - (braced === undefined ? 0 : 1);
  if (isInString(text, name, stop) || isInSection(text, name, stop)) {
    reportPassword(report, { start: stop - password.length, end: stop });
  }
}

function isInString(text: string, start: number, end: number): boolean {
  return /(?:UID|User ?Id|DRIVER|SERVER|DSN|DATABASE)=[^;\n]{0,100};[^\n]{0,200}$/i.test(
    lineBefore(text, start),
  ) ||
    /^\}?;[^\n]{0,100}(?:UID|User ?Id|DRIVER|SERVER|DSN|DATABASE)=/i.test(text.slice(end, end + 130));
}

/** How far the lines of a data source reach. */
const SECTION_CHARACTERS = 400;
const BEFORE_LINE = /(?:^|\n)(?:[ \t]{0,12}[0-9]{1,6}→)?[ \t]{0,8}$/;
const SOURCE_LINE =
  /(?:^|\n)(?:[ \t]{0,12}[0-9]{1,6}→)?[ \t]{0,8}(?:UID|Driver|Server(?:name)?|DSN)[ \t]{0,8}=/i;

function isInSection(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - SECTION_CHARACTERS), start);
  if (!BEFORE_LINE.test(before)) return false;
  const first = 1 + Math.max(before.lastIndexOf("\n["), before.lastIndexOf("\0"));
  return SOURCE_LINE.test(before.slice(first)) ||
    SOURCE_LINE.test(text.slice(end, end + SECTION_CHARACTERS).split(/\n\[|\0/, 1)[0] ?? "");
}

/** What begins with a keyword in statements of SQL. */
export const DATABASE_KEYWORDS: readonly Keyword[] = [
  { keyword: "DENTIFIED ", visit: findIdentified },
  { keyword: "dentified by", visit: findIdentified },
  { keyword: "dentified with", visit: findIdentified },
  { keyword: "PASSWORD FROM ", visit: findChanged },
];
