/** How a command ended, where the client's record says what the result's text doesn't. */

import { asObject, type LongText, numberField, stringField } from "../session/mod.ts";
import { type Attributes, flag } from "./element.ts";

/** What a record of a result says of the command's end, as attributes; undefined where that is nothing. */
export function commandOutcome(toolUseResult: unknown): Attributes | undefined {
  const result = asObject(toolUseResult);
  if (result === undefined) return undefined;
  const code = numberField(result, "exitCode") ?? 0;
  const meaning = stringField(result, "returnCodeInterpretation") || undefined;
  if (result.interrupted !== true && code === 0 && meaning === undefined) return undefined;
  return {
    interrupted: flag(result.interrupted === true),
    exit: code === 0 ? undefined : `${code}`,
    meaning,
  };
}

/** So much of what a command wrote to standard error is looked for in its result: a client may have cut the rest. */
const COMPARED_CHARACTERS = 200;

/** What a command wrote to standard error, where its result's text has nothing of it; else empty. */
export function missingStderr(toolUseResult: unknown, text: string | LongText): string {
  const stderr = stringField(asObject(toolUseResult) ?? {}, "stderr")?.trim() ?? "";
  return stderr === "" || `${text}`.includes(stderr.slice(0, COMPARED_CHARACTERS).trim()) ? "" : stderr;
}
