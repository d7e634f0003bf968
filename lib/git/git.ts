/** The `git` program, asked once per question. Where it can't be run, it is as if outside a repository. */

import { once } from "../once.ts";
import { reasonNotStarted } from "../program_start.ts";
import type { Remote } from "./remote.ts";

/** What git knows of a working directory. Each answer is fetched on first use and kept. */
export interface Git {
  readonly workingDirectory: string;
  /** Absolute path of the work tree's root (of the linked work tree inside one), `undefined` outside of any. */
  root(): Promise<string | undefined>;
  /** The branch's name without `refs/heads/`; `undefined` on a detached HEAD or outside a repository. */
  currentBranch(): Promise<string | undefined>;
  /** Every remote with the URL that git fetches from; empty outside a repository. */
  remotes(): Promise<Remote[]>;
  /** Why `root()` is `undefined`. */
  failure(): Promise<GitFailure | undefined>;
}

/** Why git doesn't answer. */
export interface GitFailure {
  /** Whether git was there to be asked. */
  readonly ran: boolean;
  /** Its own words, or a clause on why it can't be run. */
  readonly reason: string;
}

/**
 * Opens the repository around a working directory. Runs nothing until asked.
 *
 * Answers don't throw if git is missing, may not be run, or finds no repository. They throw if the signal is
 * aborted, or if git exists but the machine has no resources to start it: then git's answer is unknown, and must
 * not be taken for "none".
 */
export function openGit(workingDirectory: string, options: { signal?: AbortSignal } = {}): Git {
  const run = (...parameters: string[]) => runGit(workingDirectory, parameters, options.signal);
  const topLevel = once(() => run("rev-parse", "--show-toplevel"));
  return {
    workingDirectory,
    root: async () => oneLine(await topLevel()),
    currentBranch: once(async () => {
      const reference = oneLine(await run("symbolic-ref", "--quiet", "HEAD"));
      return reference?.replace(/^refs\/heads\//, "");
    }),
    remotes: once(async () => {
      const [list, resolved] = await Promise.all([
        run("remote", "--verbose"),
        run("config", "--null", "--get-regexp", "^remote\\..*\\.gh-resolved$"),
      ]);
      return list.ok ? parseRemotes(list.output, resolved.ok ? resolved.output : "") : [];
    }),
    failure: async () => {
      const answer = await topLevel();
      return answer.ok ? undefined : { ran: answer.ran, reason: answer.reason };
    },
  };
}

type Answer = { readonly ok: true; readonly output: string } | ({ readonly ok: false } & GitFailure);

/**
 * Runs git once. For `lib/git` alone.
 *
 * @param input what it reads from standard input; nothing if missing.
 * @throws the reason of the signal when that is aborted, or a UserError if there is no room to start it.
 */
export async function runGit(
  cwd: string,
  parameters: readonly string[],
  signal?: AbortSignal,
  input?: string,
): Promise<Answer> {
  signal?.throwIfAborted();
  // A narrow executable may not run programs: ask first, so that Deno doesn't prompt on a terminal.
  const permission = await Deno.permissions.query({ name: "run", command: "git" });
  if (permission.state !== "granted") {
    return { ok: false, ran: false, reason: "git is not on PATH, or this program may not run it" };
  }
  try {
    const process = new Deno.Command("git", {
      args: [...parameters],
      cwd,
      stdin: input === undefined ? "null" : "piped",
      stdout: "piped",
      stderr: "piped",
      ...(signal === undefined ? {} : { signal }),
    }).spawn();
    const [{ success, stdout, stderr }] = await Promise.all([
      process.output(),
      input === undefined ? undefined : send(input, process.stdin),
    ]);
    signal?.throwIfAborted();
    if (success) return { ok: true, output: new TextDecoder().decode(stdout) };
    return { ok: false, ran: true, reason: new TextDecoder().decode(stderr).trim() };
  } catch (error) {
    signal?.throwIfAborted();
    return { ok: false, ran: false, reason: reasonNotStarted("git", error, cwd) };
  }
}

/** Git may end before it has read everything; its answer says why. */
async function send(input: string, stdin: WritableStream<Uint8Array>): Promise<void> {
  try {
    await new Blob([input]).stream().pipeTo(stdin);
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

/** Git ends its answer with one line feed; a folder's name may hold more of them. */
function oneLine(answer: Answer): string | undefined {
  if (!answer.ok) return undefined;
  const line = answer.output.replace(/\r?\n$/, "");
  return line === "" ? undefined : line;
}

/**
 * Reads `git remote --verbose`: `<name>\t<url> (fetch)` and `(push)` lines, a partial clone's
 * filter in brackets after them; and `git config --null`: `<key>\n<value>\0`.
 */
function parseRemotes(list: string, resolvedList: string): Remote[] {
  const resolvedByName = new Map<string, string>();
  for (const entry of resolvedList.split("\0")) {
    const name = /^remote\.(.*)\.gh-resolved\n/s.exec(entry)?.[1];
    if (name !== undefined) resolvedByName.set(name, entry.slice(entry.indexOf("\n") + 1));
  }
  const remotes = new Map<string, Remote>();
  for (const line of list.split("\n")) {
    const match = /^([^\t]+)\t(.*) \(fetch\)(?: \[.*\])?\r?$/.exec(line);
    const name = match?.[1];
    const url = match?.[2];
    if (name === undefined || url === undefined || remotes.has(name)) continue;
    const ghResolved = resolvedByName.get(name);
    remotes.set(name, { name, url, ...(ghResolved === undefined ? {} : { ghResolved }) });
  }
  return [...remotes.values()];
}
