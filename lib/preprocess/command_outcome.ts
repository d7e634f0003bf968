/** How a command ended, where the client's record says what the result's text doesn't. */

import { asObject, type JsonObject, numberField, stringField } from "../session/mod.ts";

/** Attributes of a result. */
export interface CommandOutcome {
  /** The command was stopped before its end. */
  readonly interrupted: boolean;
  /** The code with which it failed. */
  readonly exit: string | undefined;
  /** What the client makes of the code: `No matches found`. */
  readonly meaning: string | undefined;
}

/** What a record of a result says of the command's end. */
export function commandOutcome(toolUseResult: unknown): CommandOutcome {
  const result = commandRecord(toolUseResult) ?? {};
  const code = numberField(result, "exitCode");
  return {
    interrupted: result.interrupted === true,
    exit: code === undefined || code === 0 ? undefined : `${code}`,
    meaning: stringField(result, "returnCodeInterpretation") || undefined,
  };
}

/** So much of what a command wrote to standard error is looked for in its result: a client may have cut the rest. */
const COMPARED_CHARACTERS = 200;

/** What a command wrote to standard error, where its result's text has nothing of it; else empty. */
export function missingStderr(toolUseResult: unknown, text: string): string {
  const stderr = stringField(commandRecord(toolUseResult) ?? {}, "stderr")?.trim() ?? "";
  return stderr === "" || text.includes(stderr.slice(0, COMPARED_CHARACTERS).trim()) ? "" : stderr;
}

/** Other tools may answer with fields of these names: the record of a command has all that it wrote, or says whether it was stopped. */
function commandRecord(toolUseResult: unknown): JsonObject | undefined {
  const result = asObject(toolUseResult);
  const isCommands = result !== undefined &&
    (typeof result.interrupted === "boolean" || typeof result.stderr === "string" || "exitCode" in result);
  return isCommands ? result : undefined;
}
