/**
 * Runs the program as `main.ts` does, once for each list of arguments in a file of JSON, one after the other: the
 * commands are loaded a single time. Prints what each run wrote and the status that it would have ended the process with.
 */

import { runProgram } from "../../../lib/cli/mod.ts";
import { loadCommandsFor } from "../../../scripts/mod.ts";

class Ended extends Error {
  constructor(readonly status: number) {
    super();
  }
}

const { stdout } = Deno;
const decoder = new TextDecoder();
const written = { stdout: "", stderr: "" };

for (const stream of ["stdout", "stderr"] as const) {
  Deno[stream].writeSync = (bytes) => {
    written[stream] += decoder.decode(bytes);
    return bytes.length;
  };
}

async function statusOf(words: string[]): Promise<number> {
  Object.defineProperty(Deno, "args", { value: words });
  Deno.exit = (status = 0) => {
    throw new Ended(status);
  };
  try {
    return await runProgram(await loadCommandsFor(words[0] ?? ""));
  } catch (error) {
    if (error instanceof Ended) return error.status;
    throw error;
  }
}

const lists: string[][] = JSON.parse(await Deno.readTextFile(Deno.args[0] ?? ""));
const runs = [];
for (const words of lists) {
  Object.assign(written, { stdout: "", stderr: "" });
  const status = await statusOf(words);
  runs.push({ status, ...written });
}
await new Blob([JSON.stringify(runs)]).stream().pipeTo(stdout.writable);
