/** What the client answers to reads, edits and writes: the text for the model and the copy it keeps for itself. */

import type { ClientTraits } from "./client_traits.ts";
import { structuredPatch } from "./structured_patch.ts";

export interface ToolAnswer {
  readonly content: string;
  readonly toolUseResult: unknown;
}

/** A file read as a whole, with line numbers. */
export function readAnswer(traits: ClientTraits, path: string, content: string): ToolAnswer {
  const lines = content.split("\n");
  return {
    content: numberedLines(traits, lines, 1),
    toolUseResult: {
      type: "text",
      file: { filePath: path, content, numLines: lines.length, startLine: 1, totalLines: lines.length },
    },
  };
}

/** An edit that worked. */
export function editAnswer(
  traits: ClientTraits,
  path: string,
  edit: { readonly before: string; readonly after: string; readonly old: string; readonly new: string },
): ToolAnswer {
  const patch = structuredPatch(edit.before, edit.after);
  return {
    content: editText(traits, path, edit.after, patch[0]),
    toolUseResult: {
      filePath: path,
      oldString: edit.old,
      newString: edit.new,
      originalFile: edit.before,
      structuredPatch: patch,
      userModified: false,
      replaceAll: false,
    },
  };
}

/** A file written anew, or over an earlier content. */
export function writeAnswer(
  traits: ClientTraits,
  path: string,
  content: string,
  before: string | undefined,
): ToolAnswer {
  const state = traits.editAnswer === "plain with state"
    ? " (file state is current in your context — no need to Read it back)"
    : "";
  const text = before === undefined
    ? `File created successfully at: ${path}`
    : `The file ${path} has been updated successfully.`;
  return {
    content: `${text}${state}`,
    toolUseResult: {
      type: before === undefined ? "create" : "update",
      filePath: path,
      content,
      structuredPatch: before === undefined ? [] : structuredPatch(before, content),
      originalFile: before ?? null,
      ...traits.isNewEnvelope ? { userModified: false } : {},
    },
  };
}

function editText(
  traits: ClientTraits,
  path: string,
  after: string,
  hunk: { readonly newStart: number; readonly newLines: number } | undefined,
): string {
  if (traits.editAnswer === "snippet") {
    const start = hunk?.newStart ?? 1;
    const snippet = after.split("\n").slice(start - 1, start - 1 + (hunk?.newLines ?? 1));
    return `The file ${path} has been updated. Here's the result of running \`cat -n\` on a snippet of the edited file:\n${
      numberedLines(traits, snippet, start)
    }`;
  }
  const state = traits.editAnswer === "plain"
    ? ""
    : " (file state is current in your context — no need to Read it back)";
  return `The file ${path} has been updated successfully.${state}`;
}

function numberedLines(traits: ClientTraits, lines: readonly string[], first: number): string {
  // Up to 2.1.20 the numbers are padded to six columns.
  const width = traits.readSeparator === "→" ? 6 : 0;
  return lines.map((line, index) => `${String(first + index).padStart(width)}${traits.readSeparator}${line}`)
    .join("\n");
}
