/** What a session and its subagents share while they are built. */

import { type ClientTraits, clientTraits } from "./client_traits.ts";
import { type RandomSource, randomSource, uuidFrom } from "./random_source.ts";
import type { BuiltFile, SessionOptions } from "./types.ts";

export interface SessionState {
  readonly id: string;
  readonly cwd: string;
  readonly random: RandomSource;
  readonly slug: string;
  /** Subagents' logs, `.meta.json`, moved results. */
  readonly files: BuiltFile[];
  /** Contents of the repository's files as the session left them, by absolute path. */
  readonly repository: Map<string, string>;
  traits: ClientTraits;
  gitBranch: string;
  model: string;
  /** Milliseconds since 1970. */
  now: number;
  promptId: string;
  /** Number of the next `bash-progress-…`. */
  progressNumber: number;
  /** Characters said so far: the context that usage grows with. */
  characters: number;
}

/** The state before the first line. */
export function newSessionState(options: SessionOptions): SessionState {
  const random = randomSource(options.seed ?? options.id ?? "session");
  const traits = clientTraits(options.version ?? "2.1.200");
  return {
    id: options.id ?? uuidFrom(random),
    cwd: options.cwd ?? "/home/ada/work/widgets",
    random,
    slug: [
      random.pick(["quiet", "patient", "brisk", "copper", "mossy"]),
      random.pick(["folding", "humming", "drifting", "counting"]),
      random.pick(["heron", "lantern", "pebble", "willow", "kettle"]),
    ].join("-"),
    files: [],
    repository: new Map(),
    traits,
    gitBranch: options.gitBranch ?? "main",
    model: options.model ?? traits.model,
    now: Date.parse(options.start ?? "2026-11-20T09:00:00.000Z"),
    promptId: uuidFrom(random),
    progressNumber: 0,
    characters: 0,
  };
}

/** Lets time pass and gives the new time, ISO 8601. */
export function passTime(state: SessionState, leastMs: number, mostMs: number): string {
  state.now += state.random.whole(leastMs, mostMs);
  return currentTime(state);
}

export function currentTime(state: SessionState): string {
  return new Date(state.now).toISOString();
}

/** The folder name that the client makes of a working directory. */
export function dashedName(cwd: string): string {
  return cwd.replace(/[^A-Za-z0-9]/g, "-");
}

/** The client's folder for the session's project, as the person's machine has it: `/home/ada/.claude/projects/…`. */
export function projectFolderInLogs(state: SessionState): string {
  const home = /^(?:\/(?:home|Users)\/[^/]+|\/root)/.exec(state.cwd)?.[0] ?? "/root";
  return `${home}/.claude/projects/${dashedName(state.cwd)}`;
}
