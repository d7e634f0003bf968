/** Measurements in processes of their own: peaks of memory don't mix, and each begins as cold as the program does. */

import { fileURLToPath } from "node:url";
import { MEMORY_FLAGS } from "../build/memory_flags.ts";

/** What a measuring process may take. */
export interface MeasuringLimits {
  /** It is ended after this; default: never. */
  readonly milliseconds?: number;
  /** Environment beside the own one. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Runs a script of this folder and gives what it prints, as JSON; undefined where it was ended by the limit.
 *
 * @throws Error when the script fails.
 */
export async function measureInProcess<Result>(
  script: string,
  args: readonly string[],
  { milliseconds, environment = {} }: MeasuringLimits = {},
): Promise<Result | undefined> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", MEMORY_FLAGS, path, ...args],
    env: { ...environment },
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let ended = false;
  const timer = milliseconds === undefined ? undefined : setTimeout(() => {
    ended = true;
    child.kill("SIGKILL");
  }, milliseconds);
  const { success, stdout } = await child.output();
  clearTimeout(timer);
  if (ended) return undefined;
  const text = new TextDecoder().decode(stdout);
  if (!success) throw new Error(`${script} ${args.join(" ")} failed: ${text}`);
  return JSON.parse(text);
}
