/** `erk-learn trigger` as a process of its own, to be interrupted and killed. */

import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { PLAN_REPOSITORY } from "../support/plan_scenario.ts";
import type { InjectedFault } from "../support/github_emulator/mod.ts";
import type { World } from "./trigger_world.ts";

const MAIN = fileURLToPath(new URL("../../main.ts", import.meta.url));

/** What a process left. */
export interface Ending {
  /** Exit status; of a killed process what a shell would say. */
  readonly status: number;
  // deno-lint-ignore no-explicit-any -- the tests look at single fields of the answer
  readonly answer: any;
  readonly stderr: string;
}

export interface TriggerProcess {
  kill(signal: Deno.Signal): void;
  readonly ending: Promise<Ending>;
  /** Resolves when standard error holds the text. */
  says(text: string): Promise<void>;
}

/** Starts `erk-learn trigger 42`. */
export function startTrigger(world: World, ...flags: string[]): TriggerProcess {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", "--quiet", MAIN, "trigger", "42", "--repo", PLAN_REPOSITORY, ...flags],
    cwd: world.project,
    clearEnv: true,
    env: {
      PATH: Deno.env.get("PATH") ?? "",
      DENO_DIR: Deno.env.get("DENO_DIR") ?? "",
      HOME: Deno.env.get("HOME") ?? "",
      NO_COLOR: "1",
      ...world.emulator.environment,
      CLAUDE_CONFIG_DIR: world.context.claudeFolder ?? "",
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let stderr = "";
  const listeners = new Set<() => void>();
  const reading = (async () => {
    for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
      stderr += text;
      for (const listener of listeners) listener();
    }
  })();
  const ending = (async () => {
    const [{ code }, stdout] = await Promise.all([child.status, new Response(child.stdout).text(), reading]);
    return { status: code, answer: stdout === "" ? undefined : JSON.parse(stdout), stderr };
  })();
  return {
    kill: (signal) => child.kill(signal),
    ending,
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (stderr.includes(text)) resolve();
        };
        listeners.add(look);
        look();
        ending.then(
          ({ stderr }) => reject(new Error(`it ended without saying "${text}":\n${stderr}`)),
          reject,
        );
      }),
  };
}

/** Waits until a request of the process has met a fault. */
export async function metBy(fault: InjectedFault, { ending }: TriggerProcess): Promise<void> {
  let ended: Ending | undefined;
  ending.then((value) => ended = value, () => {});
  while (fault.hits === 0) {
    if (ended !== undefined) throw new Error(`it ended before the request came:\n${ended.stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Names of temporary files anywhere in the project. */
export async function temporaryFiles(project: string): Promise<string[]> {
  const found: string[] = [];
  const walk = async (folder: string) => {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (isDirectory) await walk(join(folder, name));
      else if (/^\.writing-|\.tmp$/.test(name)) found.push(join(folder, name));
    }
  };
  await walk(project);
  return found;
}
