/** `INSERT INTO users (login, password) VALUES ('root', 'v')`: the values of the columns that are named for secrets. */
import type { Report } from "../../finding.ts";
import { literalValue } from "../named/assigned_value.ts";
import { isChosenStrictly } from "../judgement/given_value.ts";
import { isLikelyPassword } from "../judgement/likely_password.ts";
import { reportNamed, reportPassword } from "../report.ts";
import { announcesSecret, classifyName, type SecretClass } from "../judgement/secret_name.ts";
import { looksSecret } from "../judgement/secret_value.ts";
import { lineEndWithin } from "../shown_lines.ts";
import { isNoName } from "../spoken/spoken_value.ts";

const HEAD = /insert into ([`"[\]\w.]{1,80})\s{0,20}\(([^()]{1,1000})\)\s{0,40}values\s{0,40}(?=\()/iy;

/** What only their table tells to be secrets. */
const OF_KEYS = /(?:api|access|secret|auth)_?(?:(?:keys?|tokens?)_?)+[`"\]]?$/i;

function columnOf(table: string, name: string): string {
  return OF_KEYS.test(table) && /^(?:key|value)$/i.test(name) ? "api_key" : name;
}

/** Rows beyond are not looked at: dumps have millions of them, on one line. */
const MAX_ROWS = 1000;

/** One value with what follows it. */
const VALUE =
  /\s{0,40}(?:[NnEe]?'((?:[^'\\\n]|''|\\.){0,4096})'|"((?:[^"\\\n]|\\.){0,4096})"(?=\s{0,40}[,)\]])|[^',()\n]{0,400}(?:\([^()\n]{0,200}\))?[^',()\n]{0,40})\s{0,40}([,)\]])/y;
const NEXT_ROW = /\s{0,40},\s{0,40}\(/y;

/** SQLAlchemy, Ecto, Django and Drizzle show the values behind the statement, newer SQLAlchemy and Prisma on the next line. */
const PARAMETERS =
  /\((?:\s?(?:\?|%s|[$:][0-9]{1,3}),?){1,40}\)(?: (?:RETURNING|returning) [^\n\];]{1,200}?)?\]?(?:\s{1,4}\[parameters: \(|\s{1,4}\[(?=["'0-9])|; args=\(|;? -- params: \[|\r?\n[^\n[]{0,120}\[(?:generated in|cached since|raw sql|no key)[^\]\n]{0,60}\] \(|\r?\n[ \t]{0,8}[Pp]arams: \[)/y;

const WITHOUT_COLUMNS = /insert into ([`"[\]\w.]{1,80})\s{1,20}values\s{0,40}(?=\()/iy;
const OF_ACCOUNTS = /(?:users?|accounts?|admins?|logins?|credentials?|members?)[`"\]]?$/i;
const MAX_VALUES = 40;

/** Rows without the names of their columns: a value behind the name of a setting, or what in a table of users looks like a password. */
function findInUnnamed(text: string, at: number, report: Report): void {
  WITHOUT_COLUMNS.lastIndex = at;
  const table = WITHOUT_COLUMNS.exec(text)?.[1];
  if (table === undefined) return;
  let place = WITHOUT_COLUMNS.lastIndex + 1;
  for (let [row, last] = [0, ""], count = 0; row < MAX_ROWS && count < MAX_VALUES; count++) {
    VALUE.lastIndex = place;
    const match = VALUE.exec(text);
    if (match === null) return;
    const value = match[1] ?? match[2];
    const start = place + match[0].search(/["']/) + 1;
    const nameClass = classifyName(last);
    if (value !== undefined && announcesSecret(nameClass)) reportValue(last, nameClass, start, value, report);
    else if (value !== undefined && last !== "" && OF_ACCOUNTS.test(table) && isOfAccount(value)) {
      reportPassword(report, { start, end: start + value.length });
    }
    last = value ?? "";
    place = VALUE.lastIndex;
    if (match[3] !== ")") continue;
    NEXT_ROW.lastIndex = place;
    if (!NEXT_ROW.test(text)) return;
    place = NEXT_ROW.lastIndex;
    [row, last, count] = [row + 1, "", 0];
  }
}

function isOfAccount(value: string): boolean {
  return isLikelyPassword(value) || (isChosenStrictly(value) && isNoName(value));
}

/** Looks at a statement that begins at a place. */
export function findInserted(text: string, at: number, report: Report): void {
  findInUnnamed(text, at, report);
  HEAD.lastIndex = at;
  const [, table = "", columns] = HEAD.exec(text) ?? [];
  if (columns === undefined) return;
  const names = columns.split(",").map((column) => {
    const name = column.replace(/[\s`"[\]]/g, "");
    return columnOf(table, name);
  });
  const classes = names.map((name) => classifyName(name));
  const pair = pairOf(names);
  if (pair === undefined && !classes.some(announcesSecret)) return;
  let place = HEAD.lastIndex + 1;
  PARAMETERS.lastIndex = HEAD.lastIndex;
  if (PARAMETERS.test(text)) {
    judgeRow(text, PARAMETERS.lastIndex, names, classes, pair, report);
    return;
  }
  for (let row = 0; row < MAX_ROWS; row++) {
    const end = judgeRow(text, place, names, classes, pair, report);
    if (end === undefined) return;
    NEXT_ROW.lastIndex = end;
    if (!NEXT_ROW.test(text)) return;
    place = NEXT_ROW.lastIndex;
  }
}

/** `UPDATE t SET "api_secret" = %s WHERE "id" = %s; args=(`, as Django logs them. */
const SET_BEFORE = /\b(?:SET|WHERE|AND)\s[^\n]{1,1600}$/;
const COLUMNS =
  /(?:["`](\w{1,63})["`]\.)?["`]?(\w{1,63})["`]? (?:=|LIKE) (?:%s|\?|[$:][0-9]{1,3}|'[^'\n]{0,400}'|[0-9.]{1,20})(?=[,\s);]|$)/g;

/** Looks at the values behind a statement, by the names of its columns. */
export function findLoggedArguments(text: string, at: number, report: Report): void {
  if (text.charCodeAt(at - 2) !== 0x3b) return; // ;
  const before = text.slice(Math.max(0, at - 2000), at);
  const statement = SET_BEFORE.exec(before.slice(before.lastIndexOf("\n") + 1))?.[0];
  if (statement === undefined) return;
  const names = [...statement.matchAll(COLUMNS)].map(([, table = "", name = ""]) => columnOf(table, name));
  const classes = names.map((name) => classifyName(name));
  if (!classes.some(announcesSecret)) return;
  judgeRow(text, at + "args=(".length, names, classes, undefined, report);
}

const COPY = /copy [`"\w.]{1,100}\s?$/i;
const MAX_TABLE_CHARACTERS = 110;
const MAX_NAMES_CHARACTERS = 1_000;
/** ` stdin WITH (FORMAT csv, …);` */
const MAX_REST_CHARACTERS = 400;
const LINE_NUMBER = /^[ \t]{0,12}[0-9]{1,6}→/;

/** `COPY users (login, password) FROM stdin;` and the rows below it, with tabs between, as dumps of PostgreSQL have them. */
export function findCopied(text: string, at: number, report: Report): void {
  if (text.charCodeAt(at - 2) !== 0x29) return; // )
  const head = text.slice(Math.max(0, at - MAX_NAMES_CHARACTERS), at - 2);
  const open = at - 2 - head.length + head.lastIndexOf("(");
  if (!COPY.test(text.slice(Math.max(0, open - MAX_TABLE_CHARACTERS), open))) return;
  const names = text.slice(open + 1, at - 2).split(",").map((name) => name.replace(/[\s"]/g, ""));
  const classes = names.map((name) => classifyName(name));
  if (!classes.some(announcesSecret)) return;
  let lineEnd = lineEndWithin(text, at, MAX_REST_CHARACTERS);
  for (let row = 0; row < MAX_ROWS && lineEnd !== -1; row++) {
    const start = lineEnd + 1;
    lineEnd = text.indexOf("\n", start);
    const line = text.slice(start, lineEnd === -1 ? text.length : lineEnd);
    let place = start + (LINE_NUMBER.exec(line)?.[0].length ?? 0);
    const values = text.slice(place, start + line.length).split("\t");
    if (values.length !== names.length) return;
    values.forEach((value, index) => {
      const nameClass = classes[index] ?? "none";
      if (announcesSecret(nameClass)) {
        reportValue(names[index] ?? "", nameClass, place, value.trimEnd(), report);
      }
      place += value.length + 1;
    });
  }
}

/** The columns of a table of settings: of the name and of the value. */
interface SettingColumns {
  readonly name: number;
  readonly value: number;
}

function pairOf(names: readonly string[]): SettingColumns | undefined {
  const name = names.findIndex((column) =>
    /(?:^|_)(?:name|key|path|setting|option|variable|param)$/i.test(column)
  );
  const value = names.findIndex((column) => /(?:^|_)value$/i.test(column));
  return name === -1 || value <= name ? undefined : { name, value };
}

/** Judges the values of a row; gives where it ends, undefined if it is none. */
function judgeRow(
  text: string,
  start: number,
  names: readonly string[],
  classes: readonly ReturnType<typeof classifyName>[],
  pair: SettingColumns | undefined,
  report: Report,
): number | undefined {
  let place = start;
  let setting = "";
  for (let index = 0; index < names.length; index++) {
    VALUE.lastIndex = place;
    const match = VALUE.exec(text);
    if (match === null) return undefined;
    const value = match[1] ?? match[2];
    if (index === pair?.name) setting = value?.split("/").at(-1) ?? "";
    const isSetting = index === pair?.value;
    const nameClass = isSetting ? classifyName(setting) : classes[index] ?? "none";
    if (value !== undefined && announcesSecret(nameClass)) {
      const first = place + match[0].search(/["']/) + 1;
      reportValue(isSetting ? setting : names[index] ?? "", nameClass, first, value, report);
    }
    place = VALUE.lastIndex;
    if (match[3] !== ",") return place;
  }
  return undefined;
}

function reportValue(
  name: string,
  nameClass: SecretClass,
  start: number,
  value: string,
  report: Report,
): void {
  if (looksSecret(name, nameClass, literalValue(start, value))) {
    reportNamed(report, nameClass, { start, end: start + value.length });
  }
}
