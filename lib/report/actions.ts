/**
 * What a step says to GitHub Actions beside its answer: outputs, the job's summary, annotations
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands). Outside of a workflow nothing happens.
 */

import type { Redacted } from "../redact/redacted.ts";
import { reasonOf } from "../file_failure.ts";
import { UserError } from "../user_error.ts";
import { annotation } from "../workflow_command.ts";

/** A step of a workflow run. */
export interface ActionsStep {
  /** Sets outputs, for `steps.<id>.outputs`. @throws {UserError} if they can't be written: later steps would go wrong. */
  output(values: Readonly<Record<string, Redacted | number | boolean>>): Promise<void>;
  /** Adds Markdown to the job's summary. Never throws: a summary is no reason to fail. */
  summary(markdown: Redacted): Promise<void>;
  /** A line of the log that is shown on the run's page. */
  annotate(kind: "notice" | "warning" | "error", title: string, message: Redacted): void;
}

export interface ActionsOptions {
  readonly environment: (name: string) => string | undefined;
  /** Writes a line to standard error, where the runner reads commands, too. */
  readonly writeLine: (line: string) => void;
}

/** Variables that are read here. */
export const ACTIONS_VARIABLES = ["GITHUB_ACTIONS", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"] as const;

/** The step that this runs in; one that does nothing outside of a workflow. */
export function actionsStep({ environment, writeLine }: ActionsOptions): ActionsStep {
  const isInWorkflow = environment("GITHUB_ACTIONS") === "true";
  return {
    async output(values) {
      const path = environment("GITHUB_OUTPUT");
      if (path === undefined) return;
      const text = Object.entries(values).map(([name, value]) => renderOutput(name, String(value))).join("");
      try {
        await Deno.writeTextFile(path, text, { append: true });
      } catch (error) {
        throw new UserError(
          `Cannot write the step's outputs to ${path} ($GITHUB_OUTPUT): ${reasonOf(error)}.`,
          {
            cause: error,
          },
        );
      }
    },
    async summary(markdown) {
      const path = environment("GITHUB_STEP_SUMMARY");
      if (path === undefined) return;
      await Deno.writeTextFile(path, markdown, { append: true }).catch(() => {});
    },
    annotate(kind, title, message) {
      if (isInWorkflow) writeLine(annotation(kind, title, message));
    },
  };
}

/** `name<<END`, lines, `END`; the end is one that the value can't hold. */
export function renderOutput(name: string, value: string): string {
  const end = `END_${crypto.randomUUID()}`;
  return `${name}<<${end}\n${value}\n${end}\n`;
}
