/** What an interpreter answers on the next line to the name of a secret: `> process.env.API_TOKEN`, `irb> app.secret_key_base`. */
import type { Report } from "../finding.ts";
import { isGiven } from "./given_value.ts";
import { reportNamed } from "./report.ts";
import { announcesSecret, classifyName } from "./secret_name.ts";
import { isWrittenSecret } from "./secret_command.ts";

/** From the noun on: the rest of the expression, and a text in quotes that has the next line for itself. */
const REST_AND_ANSWER =
  /((?:_[a-z]{1,12}){0,2}[)\]"']{0,4})\r?\n(?:=> ?)?(["'])([^"'\n]{4,512})\2(?=[ \t]*(?:\r?\n|$))/y;

/** The quick look. */
const ENDS_EXPRESSION = /[\r\n_)\]"']/;

/** Prompts of Node, Ruby, Elixir, Terraform and others, and an expression without spaces. */
const PROMPT_AND_NAME =
  /(?:^|\n)(?:[a-z]{0,12}(?:\([\w ]{1,20}\))?(?::[0-9]{1,5}){0,2}> ?)[\w.:()[\]"'?!$-]{0,100}?([A-Za-z_]\w{0,60})$/;

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
  if (!(nameClass === "password" ? isGiven(value) : isWrittenSecret(value))) return false;
  const end = REST_AND_ANSWER.lastIndex - 1;
  reportNamed(report, nameClass, { start: end - value.length, end });
  return true;
}
