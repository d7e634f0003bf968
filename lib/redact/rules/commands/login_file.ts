/** Files of users and passwords, known by their names: what a tool writes there, and what it or a command shows of them. */
import type { Report } from "../../finding.ts";
import { isChosen, isGiven } from "../judgement/given_value.ts";
import type { Keyword } from "../keyword.ts";
import { reportPassword } from "../report.ts";

/** From the name on: the parameter that holds what is written, the result of the call, or the next line of a list or a diff. */
const UP_TO_CONTENT = new RegExp(
  String
    .raw`["']?(?:[^<\n\0]{0,80}(?:\n\0)?</param>\s{0,4}(?:<param name="(?!content|new_string)[^<>\n]{1,40}">[^<]{0,400}</param>\s{0,4}){0,3}` +
    String
      .raw`(?:<param name="(?:content|new_string)">|</tool_use>\s{0,4}<tool_result [^<>\n]{0,300}>)|(?:\r?\n@@[^\n]{0,80})?\r?\n|(?=:[0-9]{1,6}[:-]))`,
  "y",
);

/** What tools put before a line: its number, a diff's sign, the file with the number. */
const BEFORE = String.raw`[ \t]{0,8}(?:[0-9]{1,6}[→\t])?(?:[^\s:<]{0,120}:[0-9]{1,6}[:-])?[+ -]?`;
const REST = /[^\n<\0]{0,400}(\r?\n)?/y;

const MAX_LINES = 60;

/** A kind of file: what its name ends with, and a line with the password in a group. */
function file(keyword: string, line: string, accept = isGiven): Keyword {
  const pattern = new RegExp(`${BEFORE}(?!#)${line}[ \\t]*(?=\\r?\\n|[<\\0]|$)`, "y");
  return {
    keyword,
    visit: (text, at, report) => findLines(text, at + keyword.length, { line: pattern, accept }, report),
  };
}

interface Kind {
  readonly line: RegExp;
  readonly accept: (password: string) => boolean;
}

function findLines(text: string, nameEnd: number, { line, accept }: Kind, report: Report): void {
  UP_TO_CONTENT.lastIndex = nameEnd;
  if (!UP_TO_CONTENT.test(text)) return;
  let at = UP_TO_CONTENT.lastIndex;
  for (let count = 0; count < MAX_LINES; count++) {
    line.lastIndex = at;
    const match = line.exec(text);
    const password = match?.[1];
    if (match !== null && password !== undefined && accept(password)) {
      const start = at + match[0].lastIndexOf(password);
      reportPassword(report, { start, end: start + password.length });
    }
    REST.lastIndex = match === null ? at : line.lastIndex;
    const [, lineEnd] = REST.exec(text) ?? [];
    if (lineEnd === undefined) return;
    at = REST.lastIndex;
  }
}

const WORD = String.raw`(?:"[^"\n]{1,64}"|[^\s"<:]{1,64})`;
const PASSWORD = String.raw`"?([^\s"<]{4,256})"?`;

/** User and password, a line each, and nothing else. */
const TWO_LINES = `[^\\s<:#]{1,64}[ \\t]*\\r?\\n${BEFORE}([^\\s<]{6,256})(?=\\s{0,4}(?:[<\\0]|$))`;

export const LOGIN_FILE_KEYWORDS: readonly Keyword[] = [
  // PgBouncer
  file("userlist.txt", `"[^"\\n]{1,64}" ${PASSWORD}`),
  // PPP (`chap-`, `pap-`): who, for whom, the password and where from
  file("ap-secrets", `${WORD}[ \\t]{1,20}${WORD}[ \\t]{1,20}${PASSWORD}(?:[ \\t]{1,20}[^\\s<]{1,64}){0,4}`),
  // OpenVPN
  file("auth.txt", TWO_LINES, isChosen),
  // Rails
  file("master.key", "([0-9a-f]{32})"),
  // Exim's as a client: a host, a user and the password
  file("passwd.client", `[^\\s:<]{1,100}:[^\\s:<]{1,120}:${PASSWORD}`),
  // Postfix's
  file("sasl_passwd", `[^\\s<]{1,100}[ \\t]{1,20}[^\\s:<]{1,120}:${PASSWORD}`),
  // WebDAV's
  file("davfs2/secrets", `[^\\s<]{1,200}[ \\t]{1,20}${WORD}[ \\t]{1,20}${PASSWORD}`),
];
