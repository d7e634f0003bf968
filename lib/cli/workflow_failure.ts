/** A failure of a command that a step of GitHub Actions runs, where people look for it. */

import { visible } from "../printable.ts";
import { annotation } from "../workflow_command.ts";
import type { Command } from "./command.ts";
import { writeErr } from "./output.ts";

/** Signs of Markdown that a sentence may hold. */
const MARKDOWN = /[\\`*_[\]<>~|&#]/g;

/**
 * Marks the run's page with the failure, and adds it to the job's summary. Commands that are made for workflows do so: the others may
 * not even read the variables.
 *
 * @param sentence redacted, on one line.
 */
export function tellWorkflow(
  { name, permissions }: Pick<Command, "name" | "permissions">,
  sentence: string,
  read: (name: string) => string | undefined,
): void {
  const mayRead = (variable: string) => permissions.env === true || permissions.env.includes(variable);
  if (!mayRead("GITHUB_ACTIONS") || read("GITHUB_ACTIONS") !== "true") return;
  const said = visible(sentence);
  writeErr(`${annotation("error", `erk-learn ${name}`, said)}\n`);
  const summary = mayRead("GITHUB_STEP_SUMMARY") ? read("GITHUB_STEP_SUMMARY") : undefined;
  if (summary === undefined) return;
  try {
    const text = `## erk-learn ${name} failed\n\n${said.replace(MARKDOWN, "\\$&")}\n`;
    Deno.writeTextFileSync(summary, text, { append: true });
  } catch {
    // The log says it, too.
  }
}
