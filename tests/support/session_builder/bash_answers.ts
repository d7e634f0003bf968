/** What the client answers to commands: cut or moved where they say much, with progress on the way. */

import type { ClientTraits } from "./client_traits.ts";
import type { ToolAnswer } from "./file_answers.ts";

/** Characters of output that stay in the log. */
const LONGEST_OUTPUT = 30_000;

/** Characters of a failed command's output that stay in the log: the ends. */
const LONGEST_FAILURE = 10_000;

const PREVIEW_CHARACTERS = 2_000;

export interface BashAnswer extends ToolAnswer {
  /** The output was moved to the file. */
  readonly isMoved: boolean;
}

/** A command that worked. A long output is moved to `movedTo` (an absolute path on the person's machine) by newer clients. */
export function bashAnswer(traits: ClientTraits, output: string, movedTo: string): BashAnswer {
  const standing = {
    stderr: "",
    interrupted: false,
    isImage: false,
    ...traits.isNewEnvelope ? { noOutputExpected: false } : {},
  };
  if (output.length <= LONGEST_OUTPUT) {
    return { content: output, toolUseResult: { stdout: output, ...standing }, isMoved: false };
  }
  if (!traits.movesLongOutput) {
    const kept = output.slice(0, LONGEST_OUTPUT);
    const missing = output.slice(LONGEST_OUTPUT).split("\n").length;
    const cut = `${kept}\n\n... [${missing} lines truncated] ...`;
    return { content: cut, toolUseResult: { stdout: cut, ...standing }, isMoved: false };
  }
  const preview = output.slice(0, output.lastIndexOf("\n", PREVIEW_CHARACTERS));
  const bytes = new TextEncoder().encode(output).length;
  return {
    content: [
      "<persisted-output>",
      `Output too large (${
        (bytes / 1024).toFixed(1).replace(/\.0$/, "")
      }KB). Full output saved to: ${movedTo}`,
      "",
      "Preview (first 2KB):",
      preview,
      "...",
      "</persisted-output>",
    ].join("\n"),
    toolUseResult: traits.isNewEnvelope
      ? {
        stdout: output.slice(0, LONGEST_OUTPUT),
        ...standing,
        persistedOutputPath: movedTo,
        persistedOutputSize: bytes,
      }
      : { stdout: output, ...standing },
    isMoved: true,
  };
}

/** A command that failed. */
export function bashFailure(output: string, exitCode: number): ToolAnswer {
  const whole = `Exit code ${exitCode}\n${output}`;
  const half = LONGEST_FAILURE / 2;
  const text = whole.length <= LONGEST_FAILURE
    ? whole
    : `${whole.slice(0, half)}\n\n... [${whole.length - LONGEST_FAILURE} characters truncated] ...\n\n${
      whole.slice(-half)
    }`;
  return { content: text, toolUseResult: `Error: ${text}` };
}

/** The `data` of the progress lines of a command: one every few seconds, each with the whole output so far. */
export function bashProgress(output: string, seconds: number): Record<string, unknown>[] {
  const lines = output.split("\n");
  const reports = Math.min(24, Math.floor(seconds / 2));
  return Array.from({ length: reports }, (_, index) => {
    const soFar = lines.slice(0, Math.floor(lines.length * (index + 1) / (reports + 1)));
    return {
      type: "bash_progress",
      output: soFar.slice(-5).join("\n"),
      fullOutput: soFar.join("\n"),
      elapsedTimeSeconds: 2 + Math.floor(index * seconds / (reports + 1)),
      totalLines: soFar.length,
    };
  });
}
