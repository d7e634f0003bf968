/**
 * Tables with a column whose header names a secret, and those with a column for names and one for values: of psql,
 * mysql, Markdown, `vault kv get`, CSV. A table is looked through once, from its header down.
 */
import type { Report } from "../../finding.ts";
import { literalValue } from "../named/assigned_value.ts";
import { isAboutSecret } from "./cell_value.ts";
import { isPassphrase } from "../judgement/passphrase.ts";
import { looksRandom } from "../judgement/random_value.ts";
import { reportNamed } from "../report.ts";
import { announcesSecret, classifyName, type SecretClass } from "../judgement/secret_name.ts";
import { looksSecret } from "../judgement/secret_value.ts";
import { lineAround, lineEndWithin, nextLine, previousLine, type ShownLine } from "../shown_lines.ts";
import {
  type Cell,
  cutAtBars,
  cutAtColumns,
  cutAtGaps,
  cutAtPipes,
  cutAtPlaces,
  cutAtSeparators,
  cutInFrame,
  type CutLine,
} from "./table_cells.ts";

/** Where the tables and lines that were looked through end. */
interface Progress {
  covered: number;
}

/** What is done at the anchors of tables. */
export interface TableFinders {
  /** At signs that a line below a header has. */
  readonly atRule: (at: number) => void;
  /** At the last word of a name in a header of CSV. */
  readonly atColumnName: (at: number) => void;
}

/** Makes the finders for one pass over a text. */
export function createTableFinders(text: string, report: Report): TableFinders {
  const rules: Progress = { covered: 0 };
  const headers: Progress = { covered: 0 };
  return {
    atRule: (at) => {
      if (at >= rules.covered) rules.covered = findBelowRule(text, at, report);
    },
    atColumnName: (at) => {
      if (at >= headers.covered) headers.covered = findBelowNames(text, at, report);
    },
  };
}

/** What stands in a line of a table, without the number that a file's reader has put before the header as well. */
function shownOf(
  text: string,
  line: ShownLine,
  header = line,
): { readonly shown: string; readonly base: number } {
  const isNumbered = header.content - header.column > header.start;
  const base = isNumbered ? line.content - line.column : line.start;
  return { shown: text.slice(base, line.end), base };
}

const FRAME = /^ *\+(?:[-=]+\+)+$/;
const RULE = /^ *[-=]+(?:\+[-=]+)*$/;
const BOX_RULE = /^ *[├╞╠┝┣┠┼╪╬┿╋┤╡╣┥┫┨─═━╌-]+$/u;
const MARKDOWN_RULE = /^ *(?:\| *)?:?-+:? *(?:\| *:?-+:? *)*\|?$/;
const COLUMN_RULE = /^ *-{2,}(?: +-{2,})+$/;
const RECORD = /^ *-\[ RECORD [0-9]+ \][-+]*$/;

function findBelowRule(text: string, at: number, report: Report): number {
  const rule = lineAround(text, at);
  // The line is too long for a table: no other sign on it is looked at.
  if (rule === undefined) return endOfLine(text, at);
  const { shown } = shownOf(text, rule);
  if (!/^[ |+:=-]*$/.test(shown) && !RECORD.test(shown)) return rule.end;
  if (RECORD.test(shown)) {
    return readRows(text, rule, cutAtPipes, (cells, base) => judgePair(cells, 0, 1, base, report));
  }
  const cut = cutBy(shown);
  const header = cut === undefined ? undefined : previousLine(text, rule);
  if (cut === undefined || header === undefined) return rule.end;
  const above = shownOf(text, header).shown;
  const names = cut(above);
  const judge = judgeOf(names, false, report);
  if (judge === undefined) return rule.end;
  const [name, other] = names;
  const isLone = name !== undefined && other === undefined && !above.includes("|");
  const judgeRow = isLone ? belowHeading(name, shown.search(/\S/), judge) : judge;
  return readRows(text, rule, cutInFrame(cut, above), judgeRow);
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}

/** A column is named by one word, a value of a ConfigMap with a colon behind; several words may be the heading of a text. */
const LONE_NAME = /^\w[\w.-]*:?$/;

const MIN_LONE_CHARACTERS = 16;

/**
 * What stands below a name and a line of dashes is a column, or a text with its heading: this ends with what is no value.
 * psql sets a value one place behind the dashes' beginning.
 */
function belowHeading({ text: name }: Cell, indentation: number, judge: JudgeRow): JudgeRow {
  const isValue = LONE_NAME.test(name)
    ? (text: string) => !/\s/.test(text) || isPassphrase(text)
    : (text: string) => text.length >= MIN_LONE_CHARACTERS && !/\s/.test(text) && looksRandom(text);
  return (cells, base) => {
    const [cell, other] = cells;
    const isRow = cell !== undefined && other === undefined && cell.at <= indentation + 1 &&
      isValue(cell.text);
    return isRow && judge(cells, base);
  };
}

function cutBy(rule: string): CutLine | undefined {
  if (FRAME.test(rule) || RULE.test(rule) || (MARKDOWN_RULE.test(rule) && rule.includes("|"))) {
    return cutAtPipes;
  }
  return COLUMN_RULE.test(rule) ? cutAtColumns(rule) : undefined;
}

/** What opens a bracket and doesn't close it is code: `assert(url.password, None)`. */
const COLUMN_NAME = /^[A-Za-z_](?:[A-Za-z0-9 _./-]|\([A-Za-z0-9 _./-]*\)){0,40}$/;

/** Exports of password managers have headers of 200. */
const MAX_HEADER_CHARACTERS = 600;

/** A header of CSV and the rows below it. */
function findBelowNames(text: string, at: number, report: Report): number {
  const lineEnd = lineEndWithin(text, at, MAX_HEADER_CHARACTERS);
  if (lineEnd === -1) return at + MAX_HEADER_CHARACTERS;
  const header = lineAround(text, at);
  if (header === undefined || header.end - header.start > MAX_HEADER_CHARACTERS) return lineEnd;
  const { shown } = shownOf(text, header);
  if (/[{}[\]=<>:]|\w\(/.test(shown)) return lineEnd;
  const separator = /[,;\t]/.exec(shown)?.[0] ?? (/^\w+(?:\|\w+)+$/.test(shown) ? "|" : undefined);
  if (separator === undefined) return header.end;
  const cut = cutAtSeparators(separator);
  const names = cut(shown);
  if (names.length < 2 || !names.every((name) => COLUMN_NAME.test(name.text))) return header.end;
  const judge = judgeOf(names, true, report);
  if (judge === undefined) return header.end;
  return readRows(text, header, cut, (cells, base) => {
    if (cells.length === names.length) judge(cells, base);
    return cells.length >= names.length;
  });
}

/** Where the table ends whose header was looked at last, for each pass over a text. */
const coveredBy = new WeakMap<Report, number>();

/** Like `findBelowNames`, at any noun. A table is searched only once, because its rows may contain nouns, too. */
export function findBelowForeignNames(text: string, at: number, report: Report): void {
  if (at >= (coveredBy.get(report) ?? 0)) coveredBy.set(report, findBelowNames(text, at, report));
}

/** So many rows below a header are looked at that no rule stands under: headers may follow each other. */
const MAX_ROWS = 60;

/**
 * Finds secrets below a header whose columns are separated by gaps, as commands print them. Called at a noun in the
 * header.
 */
export function findBelowAligned(text: string, at: number, report: Report): void {
  if (lineEndWithin(text, at, MAX_HEADER_CHARACTERS) === -1) return;
  const header = lineAround(text, at);
  if (header === undefined || header.end - header.start > MAX_HEADER_CHARACTERS) return;
  const { shown } = shownOf(text, header);
  if (BARE_PIPES.test(shown)) return findBelowBarePipes(text, header, shown, report);
  const below = nextLine(text, header);
  // findBelowRule knows more of such a table.
  if (below !== undefined && COLUMN_RULE.test(shownOf(text, below, header).shown)) return;
  const names = cutAtGaps(shown);
  // Words in small letters may be any text, except those beside a column of users.
  const isOfUsers = names.some(({ text: name }) => LOGIN.test(name)) ||
    OF_THINGS.test(names[0]?.text ?? "");
  const isName = (name: Cell) => (isOfUsers ? ANY_ALIGNED_NAME : ALIGNED_NAME).test(name.text);
  if (names.length < 2 || !names.every(isName)) return;
  const judge = judgeOf(names, true, report);
  if (judge === undefined) return;
  const cut = cutAtPlaces(names.map(({ at, text }) => ({ at, end: at + text.length })));
  const isRow = (cells: readonly Cell[]) =>
    cells.filter((cell) => cell.text !== "").length >= 2 && cells[0]?.text !== names[0]?.text;
  readRows(text, header, cut, firstOf(judge, isRow));
}

/** What passwords and keys belong to. */
const OF_THINGS = /^(?:name|account|service|host|key[ _]?id|access[ _]?key(?:[ _]?id)?)$/i;

const BARE_PIPES = /^[ \t]*\w+(?: \| \w+)+[ \t]*$/;

/** `id | token`, and the rows right below it. */
function findBelowBarePipes(text: string, header: ShownLine, shown: string, report: Report): void {
  const names = cutAtPipes(shown);
  const judge = judgeOf(names, true, report);
  if (judge === undefined) return;
  readRows(text, header, cutAtPipes, firstOf(judge, (cells) => cells.length === names.length));
}

const ANY_ALIGNED_NAME = /^[A-Za-z][A-Za-z_-]*(?: [A-Za-z#()]+){0,2}$/;
const ALIGNED_NAME = /^[A-Z][A-Za-z_-]*(?: [A-Za-z#()]+){0,2}$/;

/** The rows of a table of tests: `| user | password |`, and no line below it but the rows. */
export function findBelowPipes(text: string, at: number, report: Report): void {
  if (lineEndWithin(text, at, MAX_HEADER_CHARACTERS) === -1) return;
  const header = lineAround(text, at);
  const next = header === undefined ? undefined : nextLine(text, header);
  if (header === undefined || next === undefined) return;
  const above = previousLine(text, header);
  // Only the first line is a header: rows may hold the noun as well.
  if (above !== undefined && /^\s*\|/.test(shownOf(text, above, header).shown)) return;
  const [shown, below] = [shownOf(text, header).shown, shownOf(text, next, header).shown];
  if (!/^\s*\|.*\|\s*$/.test(shown) || !/^\s*\|.*\|\s*$/.test(below) || MARKDOWN_RULE.test(below)) return;
  const judge = judgeOf(cutAtPipes(shown), true, report);
  if (judge === undefined) return;
  readRows(text, header, cutAtPipes, firstOf(judge));
}

/** The rows of a table that is drawn with frames, below its header. */
export function findBelowBars(text: string, at: number, report: Report): void {
  const header = lineAround(text, at);
  const rule = header === undefined ? undefined : nextLine(text, header);
  if (header === undefined || rule === undefined || !BOX_RULE.test(shownOf(text, rule, header).shown)) return;
  const { shown } = shownOf(text, header);
  const names = cutAtBars(shown);
  // A row of its own, with a line below it.
  if (names.some(({ text: name }) => /^[$<{*]/.test(name))) return;
  const judge = judgeOf(names, false, report);
  if (judge === undefined) return;
  readRows(text, rule, cutInFrame(cutAtBars, shown), firstOf(judge));
}

/** Judges the cells of a row, which begins at a place; false ends the table. */
type JudgeRow = (cells: readonly Cell[], base: number) => boolean;

/** The first rows of a table, as long as they are some. */
function firstOf(judge: JudgeRow, isRow: (cells: readonly Cell[]) => boolean = () => true): JudgeRow {
  let rows = 0;
  return (cells, base) => ++rows <= MAX_ROWS && isRow(cells) && judge(cells, base);
}

/** Reads rows as long as they are some; gives where the table ends. */
function readRows(text: string, above: ShownLine, cut: CutLine, judge: JudgeRow): number {
  let end = above.end;
  for (let line = nextLine(text, above); line !== undefined; line = nextLine(text, line)) {
    const { shown, base } = shownOf(text, line, above);
    if (shown.trim() === "" || (!FRAME.test(shown) && !BOX_RULE.test(shown) && !judge(cut(shown), base))) {
      break;
    }
    end = line.end;
  }
  return end;
}

interface SecretColumn {
  readonly index: number;
  readonly name: string;
  readonly nameClass: SecretClass;
}

const NAMES =
  /^(?:key|name|(?:option|setting|config|meta|param|property)_(?:name|key)|field|variable|parameter|property|setting|option|secret|env(?:ironment)?(?: var(?:iable)?)?)$/i;
/** Of storage accounts: the names of keys tell nothing. */
const KEY_NAME = /^key ?name$/i;
const LOGIN = /^(?:.*[ _])?(?:user|user ?name|login|login[ _](?:uri|username)|url|website|e-?mail)$/i;

/** How the rows of a table are judged; undefined if no column can hold secrets. */
function judgeOf(header: readonly Cell[], isFile: boolean, report: Report): JudgeRow | undefined {
  const nameColumn = header.findIndex(({ text }) => NAMES.test(text) || (!isFile && KEY_NAME.test(text)));
  const isOfKeys = KEY_NAME.test(header[nameColumn]?.text ?? "");
  const valueColumn = header.findIndex(({ text }) =>
    /^(?:(?:(?:option|setting|config|meta|param|property)_)?value|val|current value)$/i.test(text)
  );
  const hasPairs = !isFile && nameColumn !== -1 && valueColumn !== -1;
  // Exports of password managers: what stands in the column is one, whatever it looks like.
  const isExport = isFile && header.some(({ text }) => LOGIN.test(text));
  const columns: SecretColumn[] = header.flatMap(({ text }, index) => {
    // Beside a user no verdict of a test: `| User | Pass |`
    const isPass = /^pass$/i.test(text) && header.some((cell) => LOGIN.test(cell.text));
    const nameClass = isPass ? "password" : classifyName(text);
    if (!announcesSecret(nameClass)) return [];
    return [{ index, name: isPass || (isExport && nameClass === "password") ? "PASSWORD" : text, nameClass }];
  });
  if (!hasPairs && columns.length === 0) return undefined;
  return (cells, base) => {
    if (cells.length < Math.min(header.length, 2)) return header.length === 1 && cells.length === 1;
    if (hasPairs && isOfKeys) {
      const cell = cells[valueColumn];
      if (cell !== undefined) judgeCell(cell, "account_key", "token", base, report);
      return true;
    }
    if (hasPairs) return judgePair(cells, nameColumn, valueColumn, base, report);
    for (const { index, name, nameClass } of columns) {
      const cell = cells[index];
      if (cell !== undefined) judgeCell(cell, name, nameClass, base, report);
    }
    return true;
  };
}

function judgePair(
  cells: readonly Cell[],
  nameColumn: number,
  valueColumn: number,
  base: number,
  report: Report,
): boolean {
  const [name, value] = [cells[nameColumn], cells[valueColumn]];
  if (name === undefined || value === undefined) return RECORD.test(cells[0]?.text ?? "");
  const nameClass = classifyName(name.text);
  if (announcesSecret(nameClass)) judgeCell(value, name.text, nameClass, base, report);
  return true;
}

/** `load_session`: what has columns may be code. */
const IDENTIFIER = /^[a-z]+(?:_[a-z]+){1,4}$/;

/** What Markdown leads to. */
const LINK = /^!?\[[^\]]*\]\(/;

function judgeCell(
  { at, text }: Cell,
  name: string,
  nameClass: SecretClass,
  base: number,
  report: Report,
): void {
  const start = base + at;
  if ((IDENTIFIER.test(text) && !isPassphrase(text)) || isAboutSecret(text) || LINK.test(text)) return;
  if (!looksSecret(name, nameClass, literalValue(start, text))) return;
  reportNamed(report, nameClass, { start, end: start + text.length });
}
