/** Rows of a query or a table that are shown without a header: the statement above them names their columns. */
import type { Report } from "../../finding.ts";
import { literalValue } from "../named/assigned_value.ts";
import { nameBefore } from "../named/name_before.ts";
import { reportNamed } from "../report.ts";
import { announcesSecret, classifyName, type SecretClass } from "../judgement/secret_name.ts";
import { looksSecret } from "../judgement/secret_value.ts";

/** The columns before the noun's, from the statement's beginning on; what stands in brackets has commas of its own. */
const SELECTED = /(?:^|[\s>"'`])select\s(?:distinct\s)?([^;()|]*)$/i;
const CREATED = /\bcreate\s+table\s[^(;|]{1,100}\(((?:[^();|]|\([^();]{0,60}\))*)$/i;
const STATEMENT_CHARACTERS = 500;

/** The columns behind it, and the rest of the statement. */
const REST_OF_SELECTED = /([^;()|]{0,300}?)\sfrom\s[^\n|]{1,300}\r?\n/iy;
const REST_OF_CREATED =
  /((?:[^();|]|\([^();]{0,60}\)){0,800})\)[^|\n]{0,80}(?:\r?\n[^|\n]{0,200}){0,6}\r?\n/y;

const MAX_ROWS = 60;
const MAX_ROW_CHARACTERS = 2000;

interface Column {
  readonly name: string;
  readonly nameClass: SecretClass;
  /** How many columns are before it. */
  readonly index: number;
  readonly columns: number;
}

/** Looks at a column's name that ends at a place: `select name, password from users;` and the rows below. */
export function findInSelectedRows(text: string, end: number, report: Report): void {
  const head = text.slice(Math.max(0, end - STATEMENT_CHARACTERS), end);
  const selected = SELECTED.exec(head)?.[1];
  const before = selected ?? CREATED.exec(head)?.[1];
  const name = nameBefore(text, end);
  const nameClass = classifyName(name);
  if (before === undefined || !announcesSecret(nameClass)) return;
  const rest = selected === undefined ? REST_OF_CREATED : REST_OF_SELECTED;
  rest.lastIndex = end;
  const after = rest.exec(text)?.[1];
  if (after === undefined) return;
  const index = commasIn(before);
  readRows(text, rest.lastIndex, { name, nameClass, index, columns: index + 1 + commasIn(after) }, report);
}

function commasIn(columns: string): number {
  return columns.replace(/\([^()]*\)/g, "").split(",").length - 1;
}

/** As SQLite, `psql -At` and `mysql -N` show them. */
function readRows(text: string, first: number, column: Column, report: Report): void {
  const { name, nameClass, index, columns } = column;
  if (columns < 2) return;
  let start = first;
  for (let row = 0; row < MAX_ROWS && start < text.length; row++) {
    const window = text.slice(start, start + MAX_ROW_CHARACTERS);
    const length = window.search(/\r?\n|$/);
    const cells = cellsOf(window.slice(0, length), columns);
    const cell = cells?.[index];
    if (cells === undefined || cell === undefined) return;
    const at = start + cells.slice(0, index).reduce((sum, { length }) => sum + length + 1, 0);
    // What stands in such a column is a password, whatever it looks like.
    const taken = nameClass === "password" ? "PASSWORD" : name;
    if (looksSecret(taken, nameClass, literalValue(at, cell))) {
      reportNamed(report, nameClass, { start: at, end: at + cell.length });
    }
    start += length + (window.charAt(length) === "\r" ? 2 : 1);
  }
}

function cellsOf(line: string, columns: number): readonly string[] | undefined {
  return ["|", "\t"].map((separator) => line.split(separator)).find((cells) => cells.length === columns);
}
