/** Where locks lie, and who this process is. */

import { join, resolve } from "node:path";
import type { LockHolder } from "./machine_lock.ts";
import { readRegularTextSync } from "../regular_file.ts";

/**
 * Where the lock of a plan may lie, best first. It holds no repository name: plans of the same number in different
 * repositories share their materials folder too.
 */
export function planLockPaths(projectRoot: string, issueNumber: number): string[] {
  return lockPaths(projectRoot, `learn-${issueNumber}.lock`);
}

/**
 * Where the lock of saving plans may lie, best first: of a plan that was learned from, or of any other plans. It isn't
 * the lock of that plan, under which `learn` saves.
 */
export function savingLockPaths(projectRoot: string, learnedFrom: number | undefined): string[] {
  return lockPaths(projectRoot, `save-${learnedFrom ?? "plan"}.lock`);
}

/** Where the lock of consolidations may lie, best first: each takes all open learn plans, or some of them. */
export function consolidationLockPaths(projectRoot: string): string[] {
  return lockPaths(projectRoot, "consolidate.lock");
}

/**
 * In the git folder that all work trees of a clone share (two of them must not do the same at once); outside of a
 * repository, or where that folder may not be written to, beside the materials folders.
 */
function lockPaths(projectRoot: string, name: string): string[] {
  const shared = sharedGitFolder(projectRoot);
  const beside = join(projectRoot, ".erk", "scratch", name);
  return shared === undefined ? [beside] : [join(shared, "erk-learn", name), beside];
}

/**
 * `.git`; of a linked work tree, whose `.git` is a file `gitdir: <its own folder>`, what the file `commondir` there
 * names (gitrepository-layout(5)). `undefined` where there is no repository.
 */
function sharedGitFolder(projectRoot: string): string | undefined {
  const git = join(projectRoot, ".git");
  try {
    if (Deno.statSync(git).isDirectory) return git;
    const own = /^gitdir: (.+?)\r?\n?$/.exec(readRegularTextSync(git))?.[1];
    if (own === undefined) return undefined;
    const folder = resolve(projectRoot, own);
    return resolve(folder, readIfThere(join(folder, "commondir")) ?? ".");
  } catch {
    return undefined;
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readRegularTextSync(path).trimEnd();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** This process, as messages to others name it. */
export function thisProcess(now: Date, environment: (name: string) => string | undefined): LockHolder {
  return { pid: Deno.pid, host: hostName(environment), since: now.toISOString() };
}

/** Executables may not ask the system for it (`--allow-sys`), and Deno must not ask a person either. */
function hostName(environment: (name: string) => string | undefined): string {
  const permission = Deno.permissions.querySync({ name: "sys", kind: "hostname" });
  if (permission.state === "granted") return Deno.hostname();
  try {
    return environment("HOSTNAME") ?? environment("COMPUTERNAME") ??
      Deno.readTextFileSync("/etc/hostname").trim();
  } catch {
    return "";
  }
}
