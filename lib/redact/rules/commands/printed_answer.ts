/**
 * What stands below a prompt at which one secret was asked for by its name: in a shell, an interpreter, a database.
 * The noun in that name is where the search for candidates looks.
 */
import type { Report } from "../../finding.ts";
import {
  evaluatesToSecret,
  getsSecret,
  isPrintedSecret,
  type Printed,
  printsOneSecret,
  selectsSecret,
} from "./printed_secret.ts";
import { reportNamed, type Stretch } from "../report.ts";

/** So much of the line is looked at before the noun. */
const BEFORE_CHARACTERS = 240;

/** Who is asked. */
type Asked = (command: string) => Printed | undefined;

/** The quick look: the signs that prompts end with, `]:` among them. */
function mayFollowPrompt(text: string, nounEnd: number): boolean {
  for (let at = nounEnd - 1; at >= nounEnd - BEFORE_CHARACTERS; at--) {
    const code = text.charCodeAt(at);
    // $ # % > ❯ ]:
    if (code === 0x24 || code === 0x23 || code === 0x25 || code === 0x3e || code === 0x276f) return true;
    if (code === 0x3a && text.charCodeAt(at - 1) === 0x5d) return true;
    if (code === 0x0a || code !== code) return false;
  }
  return false;
}

/** How prompts begin a line, and who is asked there. */
const PROMPTS: readonly (readonly [prompt: RegExp, asked: Asked])[] = [
  [
    /^(?:[\w.-]{1,40}@[\w.-]{1,60}[^\n$#%]{0,80}|\([\w.-]{1,40}\) |bash-[0-9.]+|\/)?[$#❯%] (?=[a-z/."\\])/,
    (command) => printsOneSecret(command) ?? getsSecret(command),
  ],
  [
    /^(?:PS [A-Za-z]:[^>\n]{0,80}|PS|[A-Z]:\\[^>\n]{0,80})> ?/,
    (command) => printsOneSecret(command) ?? evaluatesToSecret(command),
  ],
  [
    /^(?:mysql|MariaDB \[[^\]\n]{1,40}\]|sqlite|[\w-]{1,40}[=-][#>]|hive|cqlsh(?::\w{1,40})?)>? /,
    selectsSecret,
  ],
  [/^(?:[\w.-]{1,60}:[0-9]{2,5}(?:\[[0-9]{1,2}\])?|redis)> /, getsSecret],
  [
    /^(?:>>>|In \[[0-9]{1,4}\]:|(?:[\w.-]{1,40}(?:\([\w ]{1,20}\))?(?::[0-9]{1,5}){0,2}(?:\[[0-9]{1,3}\])?)? ?>{1,2}) ?/,
    (command) => evaluatesToSecret(command) ?? getsSecret(command),
  ],
];

/** The end of the line, which may be a comment or more of the command. */
const LINE = /[^\n\0]{0,200}?(?=\r?\n)/y;

/** What interpreters write before an answer. */
const SIGN = String
  .raw`(?:=> |= |Out\[[0-9]{1,4}\]: ?|\$[0-9]{1,4} ==> |(?:val )?res[0-9]{1,4}: \w{1,20} = )?`;

/** The end of what was answered: of the text, an empty line, the next prompt. */
const END = String
  .raw`(?=[ \t]*(?:\r?\n(?:[ \t]*(?:\r?\n|\0|$)|\x60{3}|\(1 row|[^\n]{0,60}[$#❯>%](?: |$)|[a-z][\w-]{1,20}: \S)|\0|$))`;

/** An answer in quotes or bare; a table of one cell in a frame, and without one. */
const ANSWER = new RegExp(
  String
    .raw`\r?\n[ \t]{0,20}${SIGN}(?:(["'])([^"'\n]{4,512})\1(?=[ \t]*(?:\r?\n|\0|$))|([^\s"'$<>|]\S{3,511})${END})`,
  "y",
);
const CELL =
  /\r?\n(?:\+-+\+\r?\n\| \w{1,40} *\|\r?\n\+-+\+\r?\n\| ([^\n|]{4,400}?) *\|\r?\n\+-+\+| *\w{1,40} *\r?\n-{3,200}\r?\n {1,2}([^\n]{4,400})\r?\n\(1 row)/y;

/** Looks at a noun that ends at a place; whether its answer was reported. */
export function findPrinted(text: string, nounEnd: number, report: Report): boolean {
  if (!mayFollowPrompt(text, nounEnd)) return false;
  const head = text.slice(Math.max(0, nounEnd - BEFORE_CHARACTERS), nounEnd);
  const before = head.slice(head.lastIndexOf("\n") + 1).trimStart();
  const [prompt, asked] = PROMPTS.find(([pattern]) => pattern.test(before)) ?? [];
  if (prompt === undefined || asked === undefined) return false;
  LINE.lastIndex = nounEnd;
  const rest = LINE.exec(text)?.[0];
  if (rest === undefined) return false;
  const printed = asked(`${before.replace(prompt, "")}${rest}`.trim());
  if (printed === undefined) return false;
  const answer = answerAt(text, nounEnd + rest.length);
  if (answer === undefined || !isPrintedSecret(text.slice(answer.start, answer.end), printed)) return false;
  reportNamed(report, printed, answer);
  return true;
}

function answerAt(text: string, at: number): Stretch | undefined {
  for (const pattern of [CELL, ANSWER]) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) continue;
    const value = match.slice(1).findLast((group) => group !== undefined && group.length > 1) ?? "";
    const start = at + match[0].lastIndexOf(value);
    return { start, end: start + value.length };
  }
  return undefined;
}
