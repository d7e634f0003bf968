/** What an edit changed, as a compact diff. */

import {
  arrayField,
  asObject,
  type JsonObject,
  numberField,
  stringField,
  type ToolUseBlock,
} from "../../session/mod.ts";
import { hunksOf, lineDiff } from "./line_diff.ts";
import { sourceOfCell } from "./notebook_cell.ts";

const EDIT_TOOLS: ReadonlySet<string> = new Set(["Edit", "MultiEdit", "Write", "NotebookEdit", "Update"]);

/** Whether a tool changes a file's text. */
export function isEditTool(name: string): boolean {
  return EDIT_TOOLS.has(name);
}

/**
 * The diff that the client recorded with a result (`toolUseResult.structuredPatch`, or the texts of a whole file or cell before and
 * after), or undefined where it recorded none (subagents' logs, failed edits, new files).
 *
 * @param input the call's parameters: a file's new text may stand there alone.
 */
export function recordedDiff(toolUseResult: unknown, input: JsonObject = {}): string | undefined {
  const result = asObject(toolUseResult);
  if (result === undefined) return undefined;
  const hunks = arrayField(result, "structuredPatch").flatMap((item) => {
    const hunk = asObject(item);
    return hunk === undefined ? [] : diffOfHunk(hunk) ?? [];
  });
  return hunks.length === 0 ? diffOfVersions(result, input) : hunks.join("\n");
}

/** Under which names clients keep what was there before, and what is there now; whether that is a whole file. */
const VERSIONS = [
  ["originalFile", "content", true],
  ["old_source", "new_source", false],
] as const;

function diffOfVersions(result: JsonObject, input: JsonObject): string | undefined {
  for (const [oldName, newName, isFile] of VERSIONS) {
    const before = stringField(result, oldName);
    const after = stringField(result, newName) ?? stringField(input, newName);
    // What replaces nothing is shown as it is.
    if (before !== undefined && before !== "" && after !== undefined && before !== after) {
      return lineDiff(before, after, isFile);
    }
  }
  return diffOfCell(result, input);
}

/** The diff of a notebook's cell, where the client recorded the notebook before the edit and the cell was replaced. */
function diffOfCell(result: JsonObject, input: JsonObject): string | undefined {
  const notebook = stringField(result, "original_file");
  const after = stringField(result, "new_source") ?? stringField(input, "new_source");
  const mode = stringField(result, "edit_mode") ?? stringField(input, "edit_mode") ?? "replace";
  if (notebook === undefined || after === undefined || mode !== "replace") return undefined;
  const id = stringField(input, "cell_id") ?? stringField(result, "cell_id");
  const before = sourceOfCell(notebook, id, numberField(input, "cell_number"));
  return before === undefined || before === "" || before === after ? undefined : lineDiff(before, after);
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

/** Undefined where the record has no lines of it: what the tool use says it changed is shown then. */
function diffOfHunk(hunk: JsonObject): string | undefined {
  const lines = arrayField(hunk, "lines").filter((line) => typeof line === "string");
  if (lines.length === 0) return undefined;
  return hunksOf(lines, { old: numberField(hunk, "oldStart"), now: numberField(hunk, "newStart") }).join(
    "\n",
  );
}

/** How tools call what they replace, and what by. */
const REPLACEMENTS = [
  ["old_string", "new_string"],
  ["old_source", "new_source"],
  ["old_str", "new_str"],
  ["old_text", "new_text"],
  ["oldString", "newString"],
  ["oldText", "newText"],
] as const;

/** The parameters that may hold replacements: those of most calls are others. */
const WITH_REPLACEMENTS: ReadonlySet<string> = new Set([...REPLACEMENTS.flat(), "edits"]);

/** The diff that a call's own parameters describe, with the names of those that it stands for. */
export interface IntendedDiff {
  readonly diff: string;
  readonly names: ReadonlySet<string>;
}

/** The diff that a call's parameters describe, or undefined where they hold no replacement. */
export function intendedDiff(
  { name, input }: Pick<ToolUseBlock, "name" | "input">,
): IntendedDiff | undefined {
  if (!Object.keys(input).some((key) => WITH_REPLACEMENTS.has(key))) return undefined;
  const edits = arrayField(input, "edits").map(asObject);
  const names = new Set<string>();
  const diffs = [input, ...edits].map((edit) => edit && replacementDiff(edit, isEditTool(name), names));
  // Another tool's list under this name may hold anything.
  const hasEdits = edits.length > 0 &&
    (isEditTool(name) || diffs.slice(1).every((diff) => diff !== undefined));
  if (hasEdits) names.add("edits");
  const found = (hasEdits ? diffs : diffs.slice(0, 1)).filter((diff) => diff !== undefined);
  return found.length === 0 ? undefined : { diff: found.join("\n"), names };
}

/** Whether a call's parameters say what it replaces; those of a file's or a cell's new text don't. */
export function saysWhatItReplaces(input: JsonObject): boolean {
  return "edits" in input || REPLACEMENTS.some(([name]) => name in input);
}

/** Stands where a text is to be replaced by the same. */
const NO_CHANGE = "[no change]";

/**
 * The diff of one replacement.
 *
 * @param isEdit whether the tool is one for edits: what it takes alone stands for a replacement of nothing, or by nothing.
 * @param names gets the names of the texts.
 */
function replacementDiff(edit: JsonObject, isEdit: boolean, names: Set<string>): string | undefined {
  for (const pair of REPLACEMENTS) {
    const before = stringField(edit, pair[0]);
    const after = stringField(edit, pair[1]);
    const isReplacement = before !== undefined && after !== undefined;
    if (!isReplacement && !(isEdit && before !== after)) continue;
    for (const name of pair) names.add(name);
    return before === after ? NO_CHANGE : lineDiff(before ?? "", after ?? "");
  }
  return undefined;
}

/** The texts of an edit that its diff stands for: the named parameters, and those of its `edits`. */
export function editTexts(input: JsonObject, names: ReadonlySet<string>): string[] {
  return [input, ...arrayField(input, "edits").map(asObject)].flatMap((edit) =>
    edit === undefined
      ? []
      : [...names].map((name) => stringField(edit, name)).filter((text) => text !== undefined)
  );
}
