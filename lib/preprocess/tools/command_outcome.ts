/** How a command or a request ended, where the client's record says what the result's text doesn't. */

import { asObject, type JsonObject, type LongText, numberField, stringField } from "../../session/mod.ts";
import { type Attributes, flag } from "../events/element.ts";

/** The code of HTTP that says no more than that all went well. */
const OK = 200;

/**
 * Exit status and similar facts that the client recorded with a result, as attributes; undefined if it recorded
 * none.
 */
export function commandOutcome(toolUseResult: unknown): Attributes | undefined {
  const result = asObject(toolUseResult);
  if (result === undefined) return undefined;
  const code = numberField(result, "exitCode") ?? 0;
  const meaning = stringField(result, "returnCodeInterpretation") || undefined;
  const status = answerOf(result);
  if (result.interrupted !== true && code === 0 && meaning === undefined && status === undefined) {
    return undefined;
  }
  return {
    interrupted: flag(result.interrupted === true),
    exit: code === 0 ? undefined : `${code}`,
    meaning,
    status,
  };
}

/** What a server answered to a request, where that was not simply the page: `404 Not Found`. */
function answerOf(result: JsonObject): string | undefined {
  const code = numberField(result, "code") ?? OK;
  if (code === OK || !Number.isInteger(code) || code < 100 || code > 599) return undefined;
  return `${code} ${stringField(result, "codeText") ?? ""}`.trim();
}

/** So much of what a command wrote to standard error is looked for in its result: a client may have cut the rest. */
const COMPARED_CHARACTERS = 200;

/**
 * What a command wrote to standard error, if its result's text doesn't hold it. If the text is empty, whatever else was recorded
 * of the outcome. Else empty.
 */
export function missingOutput(toolUseResult: unknown, text: string | LongText): string {
  if (typeof toolUseResult === "string") return text.length === 0 ? toolUseResult.trim() : "";
  const stderr = stringField(asObject(toolUseResult) ?? {}, "stderr")?.trim() ?? "";
  return stderr === "" || `${text}`.includes(stderr.slice(0, COMPARED_CHARACTERS).trim()) ? "" : stderr;
}
