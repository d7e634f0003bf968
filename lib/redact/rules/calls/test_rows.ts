/** Passwords in the rows that a test is run with, by the name of their column: pytest's `parametrize`, `it.each` of Jest and Vitest. */
import type { Call, Judge } from "./call_judges.ts";
import { isChosen } from "../judgement/given_value.ts";
import { isLikelyPassword } from "../judgement/likely_password.ts";
import { reportPassword } from "../report.ts";
import { classifyName } from "../judgement/secret_name.ts";
import { isNoName } from "../spoken/spoken_value.ts";

/** Spaces, lines, and the numbers of a file that was read. */
const GAP = "\\s{0,60}(?:[0-9]{1,6}→\\s{0,60})?";

/** `"user,password", [`, `["user", "password"], [` */
const NAMES = new RegExp(
  `\\(${GAP}(?:(["'])([\\w, ]{3,160})\\1|[[(]((?:\\s{0,20}["']\\w{1,40}["'],?){2,8})\\s{0,20}[\\])]),${GAP}(?:argvalues=)?[[(]`,
  "y",
);

/** Behind the rows: `])("logs in", async (user, password) => …` */
const PARAMETERS =
  /\s{0,20}\)\s{0,20}\(\s{0,20}(["'`])(?:(?!\1)[^\n]){0,200}\1,\s{0,20}(?:async )?(?:function )?\(([^()\n]{3,200})\)/y;

const ROW = new RegExp(`[,\\s]{0,4}${GAP}(?:pytest\\.param)?[[({]${GAP}`, "y");
const CELL = new RegExp(
  `${GAP}(?:\\w{1,30}=)?(?:(["'])((?:(?!\\1)[^\\\\\\n]){0,256})\\1|[^,"'()[\\]{}\\n]{1,80})${GAP},?${GAP}`,
  "y",
);
const ROW_END = /[\])}]/y;
const MAX_ROWS = 30;
const MAX_CELLS = 8;

/** Which column holds passwords, of a table that holds whose they are as well; -1 for none. */
function columnOf(names: readonly string[]): number {
  const isOfLogin = names.some((name) => /user|mail|login|^name$|account/i.test(name));
  return isOfLogin ? names.findIndex((name) => classifyName(name) === "password") : -1;
}

const isOfUser = (text: string) => isChosen(text) && (isNoName(text) || isLikelyPassword(text));

function reportRows({ text, report }: Call, from: number, column: number): void {
  if (column === -1) return;
  let at = from;
  for (let row = 0; row < MAX_ROWS; row++) {
    ROW.lastIndex = at;
    if (!ROW.test(text)) return;
    at = ROW.lastIndex;
    for (let index = 0; index < MAX_CELLS; index++) {
      CELL.lastIndex = at;
      const cell = CELL.exec(text);
      if (cell === null) break;
      const [whole, quote, value = ""] = cell;
      if (index === column && quote !== undefined && isOfUser(value)) {
        const start = at + whole.indexOf(quote + value) + 1;
        reportPassword(report, { start, end: start + value.length });
      }
      at = CELL.lastIndex;
    }
    ROW_END.lastIndex = at;
    if (!ROW_END.test(text)) return;
    at = ROW_END.lastIndex;
  }
}

/** `@pytest.mark.parametrize("user,password", [("kim", "X")])` */
export const parametrized: Judge = (call) => {
  NAMES.lastIndex = call.open;
  const [, , together = "", apart = ""] = NAMES.exec(call.text) ?? [];
  const names = `${together}${apart}`.match(/\w+/g) ?? [];
  reportRows(call, NAMES.lastIndex, columnOf(names));
};

/** `it.each([["kim", "X"]])("logs in", (user, password) => …)` */
export const eachRow: Judge = (call) => {
  const [rows] = call.all;
  if (rows === undefined) return;
  PARAMETERS.lastIndex = rows.end;
  const parameters = PARAMETERS.exec(call.text)?.[2] ?? "";
  const names = parameters.split(",").map((parameter) => parameter.split(":", 1)[0]?.trim() ?? "");
  const open = call.text.slice(rows.start, rows.end).indexOf("[");
  if (names.length > 1 && open !== -1) reportRows(call, rows.start + open + 1, columnOf(names));
};
