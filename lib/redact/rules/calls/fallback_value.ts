/** Secrets that code falls back on: `process.env.JWT_SECRET || "v"`, `os.getenv("X_TOKEN", "v")`, `${X_TOKEN:-v}`. */
import type { Report } from "../../finding.ts";
import { valueAt } from "../named/assigned_value.ts";
import { reportIfSecret } from "../named/assignment.ts";
import type { Keyword } from "../keyword.ts";
import { nameBefore } from "../named/name_before.ts";
import { reportNamed } from "../report.ts";
import { announcesSecret, classifyName } from "../judgement/secret_name.ts";
import { looksSecret } from "../judgement/secret_value.ts";

/** The name of a variable, with what may stand between it and an operator: `"]`, `")`, `!`. */
const NAME_BEFORE = /([A-Za-z_][A-Za-z0-9_]{1,60})(?:\\{0,3}["'])?[\])!]{0,3}\s{0,40}$/;

const OPERATOR = /(?:\|\|=?|\?\?=?|\?:)\s{0,40}(?=\\{0,3}["'])/y;

/** `name || "v"`, `name ?? "v"`, `getenv("NAME") ?: "v"` */
function findAfterOperator(text: string, at: number, report: Report): void {
  OPERATOR.lastIndex = at;
  const match = OPERATOR.exec(text);
  if (match === null) return;
  const name = NAME_BEFORE.exec(text.slice(Math.max(0, at - 110), at))?.[1];
  if (name !== undefined) reportIfSecret(text, name, at + match[0].length, report);
}

const LOOK_UP =
  /\((\\{0,3}["'])([A-Za-z_][A-Za-z0-9_.:-]{1,80})\1(?:\s{0,40},\s{0,40}(?:\(\) ?=> ?|default ?= ?|fn\(\) => |cast=str, ?default ?= ?|lambda: ?)?|\) ?\{ ?|\) ?(?:\?:|\|\||\?\?|or) ?)(?=\\{0,3}["'])/y;

/** `env('NAME', 'v')`, `os.environ.get("NAME") or "v"`; the bracket stands at `at`. */
export function findInLookUp(text: string, at: number, report: Report): void {
  LOOK_UP.lastIndex = at;
  const match = LOOK_UP.exec(text);
  const name = match?.[2];
  if (match === null || name === undefined) return;
  reportIfSecret(
    text,
    name.slice(1 + Math.max(name.lastIndexOf("."), name.lastIndexOf(":"))),
    at + match[0].length,
    report,
  );
}

/** `${NAME:-v}`, `${NAME:=v}`: looked at from the colon that one of these signs follows. */
export function findShellDefault(text: string, at: number, report: Report): void {
  const name = /\$\{([A-Za-z_][A-Za-z0-9_]{1,60})$/.exec(text.slice(Math.max(0, at - 64), at))?.[1];
  if (name === undefined) return;
  const nameClass = classifyName(name);
  if (!announcesSecret(nameClass)) return;
  const value = valueAt(text, at + 2);
  if (value === undefined || !looksSecret(name, nameClass, { ...value, isAssigned: true })) return;
  reportNamed(report, nameClass, { start: value.start, end: value.start + value.text.length });
}

const PARAMETER = /=["']?\$\{(?:[0-9@*]|[A-Za-z_]\w{0,60}):?[-=](?=["']?[^\s"'{}$]{4,512}["']?\})/y;

/** `db_password=${1:-v}`, `PW="${OPTARG:-v}"`: what is assigned has the name; looked at from the sign before. */
export function findParameterDefault(text: string, at: number, report: Report): void {
  PARAMETER.lastIndex = at;
  if (!PARAMETER.test(text)) return;
  const name = nameBefore(text, at);
  const value = valueAt(text, PARAMETER.lastIndex);
  const nameClass = classifyName(name);
  if (value === undefined || !announcesSecret(nameClass)) return;
  if (!looksSecret(name, nameClass, { ...value, isAssigned: true })) return;
  reportNamed(report, nameClass, { start: value.start, end: value.start + value.text.length });
}

const OR_ELSE =
  /(?:unwrap_or(?:_else)?|orElse(?:Get)?|getOrElse|default) ?\(? ?(?:\|_?\w{0,20}\| ?|\(\) ?(?:=>|->) ?)?(?=\\{0,3}["'])/y;

/** So much of a line tells what a default is for. */
const LINE_CHARACTERS = 160;

/** `env::var("NAME").unwrap_or("v")`, `password: z.string().default("v")`, `{{ name | default('v') }}` */
function findOrElse(text: string, at: number, report: Report): void {
  OR_ELSE.lastIndex = at;
  if (!OR_ELSE.test(text)) return;
  const position = OR_ELSE.lastIndex;
  const head = text.slice(Math.max(0, at - LINE_CHARACTERS), at);
  const names = head.slice(head.search(/[^\n\0]*$/)).match(/[A-Za-z_][A-Za-z0-9_.-]{1,60}/g) ?? [];
  const name = names.findLast((word) => announcesSecret(classifyName(word)));
  if (name !== undefined) reportIfSecret(text, name, position, report);
}

const CONDITION = /([A-Za-z_]\w{1,60})(?: ?: ?[\w.[\]| ]{1,40})? ?= ?[^\n\0]{1,160}? if [^\n\0]{1,160}$/;

/** Python's `secret = env["S"] if "S" in env else "v"` */
function findInElse(text: string, at: number, report: Report): void {
  const name = CONDITION.exec(text.slice(Math.max(0, at - 300), at))?.[1];
  if (name !== undefined) reportIfSecret(text, name, at + " else ".length, report);
}

/** Operators behind a name. */
export const FALLBACK_KEYWORDS: readonly Keyword[] = [
  { keyword: "||", visit: findAfterOperator },
  { keyword: "??", visit: findAfterOperator },
  { keyword: "?: ", visit: findAfterOperator },
  ...["unwrap_or", "orElse", "getOrElse("].map((keyword) => ({ keyword, visit: findOrElse })),
  ...[".default(", "| default"].map((keyword): Keyword => ({
    keyword,
    visit: (text, at, report) => findOrElse(text, at + keyword.indexOf("default"), report),
  })),
  ...[' else "', " else '"].map((keyword) => ({ keyword, visit: findInElse })),
  { keyword: "env.str(", visit: (text, at, report) => findInLookUp(text, at + "env.str".length, report) },
];
