/** What an edit changed, as a compact diff. */

import { arrayField, asObject, type JsonObject, numberField, stringField } from "../session/mod.ts";

/** Unchanged lines kept on either side of a change. */
const CONTEXT_LINES = 1;

const EDIT_TOOLS: ReadonlySet<string> = new Set(["Edit", "MultiEdit", "Write", "NotebookEdit", "Update"]);

/** Whether a tool changes a file's text. */
export function isEditTool(name: string): boolean {
  return EDIT_TOOLS.has(name);
}

/**
 * The diff that the client recorded with a result (`toolUseResult.structuredPatch`), or undefined where it
 * recorded none (subagents' logs, failed edits, new files).
 */
export function recordedDiff(toolUseResult: unknown): string | undefined {
  const result = asObject(toolUseResult);
  if (result === undefined) return undefined;
  const hunks = arrayField(result, "structuredPatch").flatMap((item) => {
    const hunk = asObject(item);
    return hunk === undefined ? [] : [diffOfHunk(hunk)];
  });
  return hunks.length === 0 ? undefined : hunks.join("\n");
}

/** Whether the client recorded that a person changed what the agent proposed. */
export function isUserModified(toolUseResult: unknown): boolean {
  return asObject(toolUseResult)?.userModified === true;
}

/** The text of a new file as a person changed it, or undefined where none did. */
export function modifiedContent(toolUseResult: unknown): string | undefined {
  const result = asObject(toolUseResult);
  return result?.userModified === true && arrayField(result, "structuredPatch").length === 0
    ? stringField(result, "content")
    : undefined;
}

function diffOfHunk(hunk: JsonObject): string {
  const lines = arrayField(hunk, "lines").filter((line) => typeof line === "string");
  const kept = [`@@ -${numberField(hunk, "oldStart") ?? "?"} +${numberField(hunk, "newStart") ?? "?"} @@`];
  // Behind the lines that were kept around the change before.
  let end = 0;
  for (let at = 0; at < lines.length; at++) {
    if (!isChange(lines[at])) continue;
    for (end = Math.max(end, at - CONTEXT_LINES); end < lines.length && end <= at + CONTEXT_LINES; end++) {
      kept.push(lines[end] ?? "");
    }
  }
  return kept.join("\n");
}

function isChange(line: string | undefined): boolean {
  const first = line?.charCodeAt(0);
  return first === PLUS || first === MINUS;
}

const PLUS = 0x2b;
const MINUS = 0x2d;

/** The diff that an edit's own parameters describe, or undefined where they hold no replacement. */
export function intendedDiff(input: JsonObject): string | undefined {
  const edits = [input, ...arrayField(input, "edits").map(asObject)].flatMap((edit) => {
    if (edit === undefined) return [];
    const before = stringField(edit, "old_string");
    const after = stringField(edit, "new_string") ?? stringField(edit, "new_source");
    return before === undefined && after === undefined ? [] : [replacement(before ?? "", after ?? "")];
  });
  return edits.length === 0 ? undefined : edits.join("\n");
}

/** The texts of an edit that its diff stands for: the named parameters, and those of its `edits`. */
export function editTexts(input: JsonObject, names: ReadonlySet<string>): string[] {
  return [input, ...arrayField(input, "edits").map(asObject)].flatMap((edit) =>
    edit === undefined
      ? []
      : [...names].map((name) => stringField(edit, name)).filter((text) => text !== undefined)
  );
}

/** The lines taken away and put in; equal lines at both ends are left out, but for one. */
function replacement(before: string, after: string): string {
  const old = before === "" ? [] : before.split("\n");
  const now = after === "" ? [] : after.split("\n");
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const context = (line: string | undefined) => line === undefined ? [] : [` ${line}`];
  return [
    "@@",
    ...context(old[start - 1]),
    ...old.slice(start, old.length - end).map((line) => `-${line}`),
    ...now.slice(start, now.length - end).map((line) => `+${line}`),
    ...context(end > 0 ? old[old.length - end] : undefined),
  ].join("\n");
}
