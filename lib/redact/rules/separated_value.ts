/** Secrets that follow their name with neither `=` nor `:` between: options of commands, XML elements, SQL. */
import { type Finding, WEIGHT } from "../finding.ts";
import { reportIfSecret } from "./assignment.ts";
import { looksLikePlaceholder } from "./placeholder.ts";
import { mayEndSecretName } from "./secret_ending.ts";
import { classifyName } from "./secret_name.ts";

type Report = (finding: Finding) => void;

const LONG_OPTION = /--([a-z][a-z0-9-]{1,40})(?: {1,3}|",? ?"|', ?')(?=[^-\s])/y;

/** `--password hunter2`, also as a list of arguments. */
export function findLongOption(text: string, at: number, report: Report): void {
  LONG_OPTION.lastIndex = at;
  const match = LONG_OPTION.exec(text);
  const name = match?.[1];
  if (match === null || name === undefined || classifyName(name) === "none") return;
  // The quotes of a list are the value's: valueAt reads from the space on.
  reportIfSecret(text, name, at + match[0].length, report);
}

const CLOSING_TAG = /<\/(?:[A-Za-z0-9_-]{1,20}:)?([A-Za-z][A-Za-z0-9_.-]{1,60})>/y;

/** `<password>hunter2</password>`, as in Maven's settings. */
export function findElement(text: string, at: number, report: Report): void {
  // The quicker look turns down two of three.
  if (!mayEndSecretName(text, text.indexOf(">", at))) return;
  CLOSING_TAG.lastIndex = at;
  const name = CLOSING_TAG.exec(text)?.[1];
  if (name === undefined) return;
  if (name === "key") return findInPropertyList(text, at, report);
  const nameClass = classifyName(name);
  if (nameClass !== "password" && nameClass !== "token" && nameClass !== "aws-secret") return;
  const head = text.slice(Math.max(0, at - 600), at);
  const open = head.lastIndexOf(">");
  if (open === -1) return;
  const value = head.slice(open + 1).trim();
  if (value.length < 4 || /\s/.test(value) || looksLikePlaceholder(value) || !/[0-9!$%&*+?@#^]/.test(value)) {
    return;
  }
  const start = at - head.length + head.indexOf(value, open + 1);
  report({
    start,
    end: start + value.length,
    kind: nameClass === "password" ? "password" : "assigned-secret",
    weight: WEIGHT.context,
  });
}

const PROPERTY = /<\/key>(?:\s|[0-9]{1,6}→){0,60}<string>(?=[^<]{4,512}<)/y;

/** `<key>ApiSecret</key> <string>…</string>`, as in Apple's property lists. */
function findInPropertyList(text: string, at: number, report: Report): void {
  const open = text.lastIndexOf(">", at);
  const name = at - open <= MAX_NAME_CHARACTERS ? text.slice(open + 1, at) : "";
  PROPERTY.lastIndex = at;
  if (/^[A-Za-z0-9_.-]+$/.test(name) && PROPERTY.test(text)) {
    reportIfSecret(text, name, PROPERTY.lastIndex, report);
  }
}

const MAX_NAME_CHARACTERS = 80;

const USER_OPTION = /(?<=[\s"'])-u {1,3}["']?([A-Za-z0-9._%+@\\-]{1,80}):([^\s"'`<>]{4,256})/y;

/** `curl -u user:password` */
export function findUserOption(text: string, at: number, report: Report): void {
  USER_OPTION.lastIndex = at;
  const match = USER_OPTION.exec(text);
  const password = match?.[2];
  if (match === null || password === undefined || looksLikePlaceholder(password) || /^\/\//.test(password)) {
    return;
  }
  if (!/\b(?:curl|wget|http|https|xh|svn|ab)\b/.test(lineBefore(text, at))) return;
  const end = at + match[0].length;
  report({ start: end - password.length, end, kind: "password", weight: WEIGHT.context });
}

const PASSWORD_OPTION = /(?<=\s)-p( ?)["']?([^\s"'`<>|;&-][^\s"'`<>|;&]{3,256})/y;

/** `mysql -psecret`, `docker login -p secret`, `sshpass -p secret`: only after these commands. */
export function findPasswordOption(text: string, at: number, report: Report): void {
  PASSWORD_OPTION.lastIndex = at;
  const match = PASSWORD_OPTION.exec(text);
  const password = match?.[2];
  if (match === null || password === undefined || looksLikePlaceholder(password)) return;
  const command =
    /(?:^|[\s;&|"'`(])(mysql|mysqldump|mysqladmin|mariadb|docker login|podman login|helm registry login|sshpass|az acr login|oc login)(?: [^\n;|&]{0,200})?$/
      .exec(lineBefore(text, at))?.[1];
  if (command === undefined) return;
  // For mysql `-p name` asks for the password and names the database.
  if (/^(?:mysql|mariadb)/.test(command) && match[1] !== "") return;
  const end = at + match[0].length;
  report({ start: end - password.length, end, kind: "password", weight: WEIGHT.context });
}

/** What stands before a place on its line; a line that a backslash continues belongs to it. */
function lineBefore(text: string, at: number): string {
  const head = text.slice(Math.max(0, at - 400), at);
  return head.slice(head.replace(/\\\r?\n/g, "  ").lastIndexOf("\n") + 1);
}

const SQL_PASSWORD = /PASSWORD ?'([^'\n\\]{4,256})'/y;

/** `ALTER ROLE r WITH PASSWORD 'p'` */
export function findSqlPassword(text: string, at: number, report: Report): void {
  SQL_PASSWORD.lastIndex = at;
  const match = SQL_PASSWORD.exec(text);
  const password = match?.[1];
  if (match === null || password === undefined || looksLikePlaceholder(password)) return;
  const end = at + match[0].length - 1;
  report({ start: end - password.length, end, kind: "password", weight: WEIGHT.context });
}

const CONSTANT = /define\(\s{0,4}["']([A-Za-z_][A-Za-z0-9_]{1,60})["']\s{0,4},/y;

/** PHP's `define('DB_PASSWORD', 'p')` */
export function findConstant(text: string, at: number, report: Report): void {
  CONSTANT.lastIndex = at;
  const match = CONSTANT.exec(text);
  if (match !== null) reportIfSecret(text, match[1] ?? "", at + match[0].length, report);
}
