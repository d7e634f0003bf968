/** What an interpreter answers on the next line to the name of a secret: `> process.env.API_TOKEN`, `irb> app.secret_key_base`. */
import type { Report } from "../../finding.ts";
import { isGiven } from "../judgement/given_value.ts";
import type { Keyword } from "../keyword.ts";
import { isLetterMess } from "../judgement/passphrase.ts";
import { reportKey, reportNamed } from "../report.ts";
import { announcesSecret, classifyName } from "../judgement/secret_name.ts";
import { isWrittenSecret } from "./secret_command.ts";

/** From the noun on: the rest of the expression, and a text in quotes that has the next line for itself. */
const REST_AND_ANSWER =
  /((?:_[a-z]{1,12}){0,2}[)\]"']{0,4})\r?\n[ \t]{0,40}(?:=>? ?)?(["'])([^"'\n]{4,512})\2(?=[ \t]*(?:\r?\n|$))/y;

/** The quick look. */
const ENDS_EXPRESSION = /[\r\n_)\]"']/;

/** Prompts of Node, Ruby, Elixir, Terraform, Redis, of Python's debuggers and others, and an expression without spaces. */
const PROMPT_AND_NAME =
  /(?:^|\n)[ \t]{0,40}(?:[\w.-]{0,40}(?:\([\w ]{1,20}\))?(?::[0-9]{1,5}){0,2}(?:\[[0-9]{1,3}\])?>{1,3} ?|\([a-zA-Z]{3,8}\) )(?:(?:GET|get|HGET|hget|GETDEL|echo|puts|print|pp?|po|cat) (?:[\w:.-]{1,60} )?)?[\w.:()[\]"'?!$-]{0,100}?([A-Za-z_][\w.]{0,60})$/;

const LINE_CHARACTERS = 200;

/** Looks at an expression whose noun ends at a place; whether its answer was reported. */
export function findAnswered(text: string, nounEnd: number, report: Report): boolean {
  if (!ENDS_EXPRESSION.test(text.charAt(nounEnd))) return false;
  REST_AND_ANSWER.lastIndex = nounEnd;
  const [, rest = "", , value] = REST_AND_ANSWER.exec(text) ?? [];
  if (value === undefined) return false;
  const expression = text.slice(Math.max(0, nounEnd - LINE_CHARACTERS), nounEnd) + rest.replace(/\W+$/, "");
  const nameClass = classifyName(PROMPT_AND_NAME.exec(expression)?.[1] ?? "");
  if (!announcesSecret(nameClass)) return false;
  // A token of a text is a word.
  const isToken = isWrittenSecret(value) && (!/^[a-z]+$/.test(value) || isLetterMess(value));
  if (!(nameClass === "password" ? isGiven(value) : isToken)) return false;
  const end = REST_AND_ANSWER.lastIndex - 1;
  reportNamed(report, nameClass, { start: end - value.length, end });
  return true;
}

/** What makes a secret, and the text in quotes that has the next line for itself. */
const MADE = /[^\n]{1,120}\r?\n[ \t]{0,40}(?:=>? ?)?b?(["'])([^"'\n]{16,512})\1(?=[ \t]*(?:\r?\n|$))/y;
const PROMPT =
  /(?:^|\n)[ \t]{0,40}(?:[\w.-]{0,40}(?:\([\w ]{1,20}\))?(?::[0-9]{1,5}){0,2}>{1,3}|In \[[0-9]{1,4}\]:) ?[\w.(: ]{0,80}$/;

/** `>>> secrets.token_hex(32)` and its answer. */
function findMade(text: string, at: number, report: Report): void {
  MADE.lastIndex = at;
  const value = MADE.exec(text)?.[2];
  if (value === undefined || !isWrittenSecret(value)) return;
  if (!PROMPT.test(text.slice(Math.max(0, at - LINE_CHARACTERS), at))) return;
  const end = MADE.lastIndex - 1;
  reportKey(report, { start: end - value.length, end });
}

/** What makes secrets in Python, Ruby and Node. */
export const MADE_KEYWORDS: readonly Keyword[] = [
  "token_urlsafe(",
  "token_hex(",
  "cureRandom.",
  "randomBytes(",
  "et.generate_key(",
].map((keyword) => ({ keyword, visit: findMade }));
