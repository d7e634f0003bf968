/** `INSERT INTO users (login, password) VALUES ('root', 'v')`: the values of the columns that are named for secrets. */
import type { Report } from "../finding.ts";
import { literalValue } from "./assigned_value.ts";
import { reportNamed } from "./report.ts";
import { announcesSecret, classifyName, type SecretClass } from "./secret_name.ts";
import { looksSecret } from "./secret_value.ts";

const HEAD = /insert into [`"[\]\w.]{1,80}\s{0,20}\(([^()]{1,1000})\)\s{0,40}values\s{0,40}(?=\()/iy;

/** Rows beyond are not looked at: dumps have millions of them, on one line. */
const MAX_ROWS = 1000;

/** One value with what follows it. */
const VALUE =
  /\s{0,40}(?:[NnEe]?'((?:[^'\\\n]|''|\\.){0,4096})'|[^',()\n]{0,400}(?:\([^()\n]{0,200}\))?[^',()\n]{0,40})\s{0,40}([,)])/y;
const NEXT_ROW = /\s{0,40},\s{0,40}\(/y;

/** Looks at a statement that begins at a place. */
export function findInserted(text: string, at: number, report: Report): void {
  HEAD.lastIndex = at;
  const names = HEAD.exec(text)?.[1]?.split(",").map((name) => name.replace(/[\s`"[\]]/g, ""));
  if (names === undefined) return;
  const classes = names.map((name) => classifyName(name));
  const pair = pairOf(names);
  if (pair === undefined && !classes.some(announcesSecret)) return;
  let place = HEAD.lastIndex + 1;
  for (let row = 0; row < MAX_ROWS; row++) {
    const end = judgeRow(text, place, names, classes, pair, report);
    if (end === undefined) return;
    NEXT_ROW.lastIndex = end;
    if (!NEXT_ROW.test(text)) return;
    place = NEXT_ROW.lastIndex;
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
    const value = match[1];
    if (index === pair?.name) setting = value?.split("/").at(-1) ?? "";
    const isSetting = index === pair?.value;
    const nameClass = isSetting ? classifyName(setting) : classes[index] ?? "none";
    if (value !== undefined && announcesSecret(nameClass)) {
      const first = place + match[0].indexOf("'") + 1;
      reportValue(isSetting ? setting : names[index] ?? "", nameClass, first, value, report);
    }
    place = VALUE.lastIndex;
    if (match[2] === ")") return place;
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
