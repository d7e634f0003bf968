/** Runs the executables in `dist/`, as a user or a CI job would. */

import { hostTarget } from "../../tools/build/targets.ts";

/** What a run of a program left. */
export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  /** The whole environment beside `PATH` and `NO_COLOR`; nothing else is inherited. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Absolute path of an executable for this machine; fails with the command that makes it. */
export function executable(name: string): string {
  const target = hostTarget();
  const path = new URL(`../../dist/${name}-${target.name}${target.extension}`, import.meta.url).pathname;
  try {
    Deno.statSync(path);
  } catch {
    throw new Error(`${path} is missing: make it with "deno task compile" first.`);
  }
  return path;
}

/** Runs a program to its end. */
export async function run(program: string, args: readonly string[], options: RunOptions): Promise<Run> {
  const { code, stdout, stderr } = await new Deno.Command(program, {
    args: [...args],
    cwd: options.cwd,
    clearEnv: true,
    env: { PATH: Deno.env.get("PATH") ?? "", NO_COLOR: "1", ...options.environment },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  return { status: code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}
