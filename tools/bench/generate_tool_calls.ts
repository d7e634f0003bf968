/** Tool uses and their results for generated logs, with the copies of the result that the client writes. */

import { numberedCode, prose, sourceCode, terminalOutput } from "./generate_text.ts";
import { type Percentiles, pick, type Random, sizeFrom } from "./random.ts";

/** The parts of the two lines that a tool use makes. */
export interface ToolCall {
  readonly use: { readonly name: string; readonly input: Readonly<Record<string, unknown>> };
  readonly result: {
    readonly block: { readonly content: string; readonly is_error?: boolean };
    readonly toolUseResult: unknown;
  };
}

/** Sizes in characters, as measured in the logs of `../shared/sessions`; `original` is scaled by 1.29 to the survey's share. */
const SIZES = {
  read: [817, 1239, 2404, 5040, 12495, 50366],
  search: [16, 123, 865, 2806, 6829, 20031],
  command: [42, 135, 779, 3025, 10040, 20512],
  editedBefore: [39, 126, 273, 640, 994, 2470],
  editedAfter: [29, 138, 352, 882, 1417, 5339],
  original: [5402, 10852, 15850, 39664, 50014, 67080],
} as const satisfies Record<string, Percentiles>;

/** A tool use with its result: about the shares of tools in the logs of `../shared/sessions`. */
export function toolCall(random: Random): ToolCall {
  const kind = random();
  const path = `/home/dev/work/tidebook/src/${pick(random, ["money", "csv", "report", "import"])}.js`;
  if (kind < 0.28) {
    const content = sourceCode(random, sizeFrom(random, SIZES.read));
    return {
      use: { name: "Read", input: { file_path: path } },
      result: {
        block: { content: numberedCode(content) },
        toolUseResult: { type: "text", file: { filePath: path, content, numLines: 120 } },
      },
    };
  }
  if (kind < 0.41) {
    const content = sourceCode(random, sizeFrom(random, SIZES.search)).replaceAll(/^/gm, `${path}:12:`);
    return {
      use: { name: "Grep", input: { pattern: "parseAmount", path, output_mode: "content" } },
      result: { block: { content }, toolUseResult: { mode: "content", numFiles: 3, filenames: [], content } },
    };
  }
  return kind < 0.64 ? edit(random, path) : command(random);
}

function edit(random: Random, path: string): ToolCall {
  const oldString = sourceCode(random, sizeFrom(random, SIZES.editedBefore));
  const newString = sourceCode(random, sizeFrom(random, SIZES.editedAfter));
  const taken = oldString.split("\n").map((line) => `-${line}`);
  const put = newString.split("\n").map((line) => `+${line}`);
  return {
    use: { name: "Edit", input: { file_path: path, old_string: oldString, new_string: newString } },
    result: {
      block: { content: `The file ${path} has been updated. Here's the result:\n${numberedCode(newString)}` },
      toolUseResult: {
        filePath: path,
        oldString,
        newString,
        originalFile: sourceCode(random, sizeFrom(random, SIZES.original)),
        structuredPatch: [{
          oldStart: 12,
          oldLines: 8,
          newStart: 12,
          newLines: 9,
          lines: [...taken, ...put],
        }],
        userModified: false,
        replaceAll: false,
      },
    },
  };
}

function command(random: Random): ToolCall {
  const failed = random() < 0.08;
  const stdout = terminalOutput(random, sizeFrom(random, SIZES.command));
  return {
    use: {
      name: "Bash",
      input: { command: `npm test -- ${prose(random, 40)} 2>&1`, description: "Run the tests" },
    },
    result: {
      block: { content: failed ? `Exit code 1\n${stdout}` : stdout, is_error: failed },
      toolUseResult: failed
        ? `Error: Exit code 1\n${stdout}`
        : { stdout, stderr: "", interrupted: false, isImage: false },
    },
  };
}
