/** `${{ … }}` of workflow files, evaluated by GitHub's own implementation of the language. */

import { data, Evaluator, Lexer, Parser } from "@actions/expressions";

/** Values that expressions can name: `github`, `inputs`, `needs`, … */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the steps or jobs before this one ended: what `success()` and its like answer. */
export interface Status {
  readonly failed: boolean;
  readonly cancelled: boolean;
}

const STATUS_FUNCTIONS = ["success", "failure", "always", "cancelled"];

/** The value of an expression without its `${{ }}`. */
export function evaluate(expression: string, contexts: Contexts, status: Status): unknown {
  const functions = STATUS_FUNCTIONS.map((name) => ({ name, minArgs: 0, maxArgs: 0 }));
  const { tokens } = new Lexer(expression).lex();
  const parsed = new Parser(tokens, Object.keys(contexts), functions).parse();
  const answers: Readonly<Record<string, boolean>> = {
    success: !status.failed && !status.cancelled,
    failure: status.failed && !status.cancelled,
    always: true,
    cancelled: status.cancelled,
  };
  const implementations = new Map(
    functions.map((
      info,
    ) => [info.name, { ...info, call: () => new data.BooleanData(answers[info.name] ?? false) }]),
  );
  const context = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return JSON.parse(
    JSON.stringify(new Evaluator(parsed, context, implementations).evaluate(), data.replacer),
  );
}

/** A text with its `${{ … }}` replaced. A text that is one expression alone keeps the value's type. */
export function interpolate(text: string, contexts: Contexts, status: Status): unknown {
  const whole = /^\$\{\{((?:(?!\}\})[^])*)\}\}$/.exec(text.trim());
  if (whole !== null) return evaluate(whole[1] ?? "", contexts, status);
  return text.replace(
    /\$\{\{((?:(?!\}\})[^])*)\}\}/g,
    (_, inner: string) => asText(evaluate(inner, contexts, status)),
  );
}

/** As GitHub writes a value into a text. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Whether a step or job runs by its `if`; one without a status function also wants that nothing failed. */
export function condition(text: unknown, contexts: Contexts, status: Status): boolean {
  const succeeded = !status.failed && !status.cancelled;
  if (text === undefined) return succeeded;
  const expression = String(text).trim().replace(/^\$\{\{([^]*)\}\}$/, "$1");
  const asks = new RegExp(`\\b(?:${STATUS_FUNCTIONS.join("|")})\\s*\\(`).test(expression);
  return (asks || succeeded) && truthy(evaluate(expression, contexts, status));
}

function truthy(value: unknown): boolean {
  return value !== null && value !== undefined && value !== false && value !== "" && value !== 0;
}
