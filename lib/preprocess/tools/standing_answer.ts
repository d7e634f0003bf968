/** What the client answers where nothing went wrong: the diff, or the list itself, says more. */

import { type JsonObject, type LongText, stringField, type ToolUseBlock } from "../../session/mod.ts";
import { isEditTool } from "./edit_diff.ts";

/** Sentences in the order in which they stand; each may be missing, and a text that begins with none is no answer. */
const OPENING =
  /^(?:The file .{1,1000}? (?:has been|was) (?:updated|created|written)(?: successfully)?\.?|File (?:created|updated|written) successfully at: [^\n]{1,1000}?(?=\.? {0,4}(?:\n|$)|\. {1,4}The user modified| \(file state)\.?|Applied \d+ edits? to [^\n]{1,1000}|Todos have been modified successfully\.(?: Ensure that you continue to use the todo list(?: to track your progress\.(?: Please proceed with the current tasks if applicable\.?)?)?)?)/;
const USER_MODIFIED =
  /^\s*The user modified your proposed (?:changes|content) before accepting (?:them|it)\. ?\.?/;
const SNIPPET_HEAD = /^\s*Here's the result of running `cat -n` on a snippet of the edited file:\n/;
const SNIPPET_LINE = /(?: *\d+[→\t][^\n]*(?:\n|$))/y;
const FILE_STATE = /^\s*\(file state is current in your context[^()\n]{0,100}\)/;
/** `MultiEdit` repeats the beginnings of its texts. */
const REPLACED = /^\n\d+\. Replaced "[^]{0,60}?" with "[^]{0,60}?"(?=\n|$)/;

/** What is left of an answer. */
export interface RestOfAnswer {
  /** What the answer says beside what it always says; empty where that is nothing. */
  readonly text: string;
  /** The client says that a person changed what the agent proposed. */
  readonly isModified: boolean;
}

/**
 * What a result says besides the sentences that the client always writes; undefined if it does not begin with them.
 */
export function restOfAnswer(
  given: string | LongText,
  { name, input }: ToolUseBlock,
): RestOfAnswer | undefined {
  if (!isEditTool(name) && name !== "TodoWrite") return undefined;
  const text = `${given}`;
  const cell = name === "NotebookEdit" ? cellAnswer(input, text) : undefined;
  let rest = cell ?? without(OPENING, text);
  if (rest === text) return undefined;
  for (let next = without(REPLACED, rest); next !== rest; next = without(REPLACED, rest)) rest = next;
  const unmodified = without(USER_MODIFIED, rest);
  const isModified = unmodified !== rest;
  rest = withoutSnippet(withoutReplaceAll(unmodified, input));
  rest = without(FILE_STATE, rest);
  return { text: withoutEmptyLines(rest), isModified };
}

/** A text from its first line with content on; empty where there is none. */
function withoutEmptyLines(text: string): string {
  const start = text.length - text.trimStart().length;
  return start === text.length ? "" : text.slice(start === 0 ? 0 : text.lastIndexOf("\n", start) + 1);
}

function without(sentence: RegExp, text: string): string {
  const found = sentence.exec(text);
  return found === null ? text : text.slice(found[0].length);
}

/** `Updated cell 3 with …`: what stands behind it is the new source. */
function cellAnswer(input: JsonObject, text: string): string {
  const rest = without(/^(?:Updated|Inserted|Deleted) cell(?: [\w-]{1,100})?/, text);
  const written = ` with ${stringField(input, "new_source") ?? ""}`;
  return rest.startsWith(written) ? rest.slice(written.length) : rest;
}

/** `All occurrences of 'a' were successfully replaced with 'b'.`, of which the diff shows both. */
function withoutReplaceAll(text: string, input: JsonObject): string {
  const [before, after] = [stringField(input, "old_string"), stringField(input, "new_string")];
  const said = ` All occurrences of '${before}' were successfully replaced with '${after}'.`;
  if (text.startsWith(said)) return text.slice(said.length);
  return text.replace(/^ All occurrences were successfully replaced\./, "");
}

/** The lines around the change as they are now, of which the diff shows those that matter. */
function withoutSnippet(text: string): string {
  const head = SNIPPET_HEAD.exec(text);
  if (head === null) return text;
  SNIPPET_LINE.lastIndex = head[0].length;
  let end = SNIPPET_LINE.lastIndex;
  while (end < text.length && SNIPPET_LINE.test(text)) end = SNIPPET_LINE.lastIndex;
  return text.slice(end);
}
