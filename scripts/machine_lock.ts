/** Work that two processes of this machine must not do at once. */

import type { Context, Step } from "../lib/cli/mod.ts";
import { prepareScratchFolder } from "../lib/materials/mod.ts";
import {
  type LockHolder,
  type LockOutcome,
  type LockRequest,
  takeLock,
  thisProcess,
} from "../lib/run_state/mod.ts";
import { messageOf, UserError } from "../lib/user_error.ts";

/** What is locked, and how messages describe it. */
export interface LockedWork {
  /** Where the lock may lie in this project, best first. */
  readonly paths: (projectRoot: string) => readonly string[];
  /** What another process does: `triggers plan #42`. */
  readonly does: string;
  /** The failure where another process does it for too long, and what to do. */
  readonly taken: (holder: string) => string;
  /** What is not to be done where there are no locks: `trigger plan #42 twice at once`. */
  readonly twice: string;
  /** The command's option that says how long to wait, where it has one. */
  readonly option?: string;
}

export interface LockOptions {
  /** How long to wait for another process. Milliseconds. */
  readonly patience: number;
  /** When what was read before the lock began to be read. */
  readonly readAt: Date;
}

/**
 * Runs `work`, telling whether another process may have changed what was read before, while no other process of this
 * machine (in any work tree of this clone) does the same. The lock goes with the process, however that ends.
 *
 * @throws {UserError} saying who holds the lock, if that doesn't end in time; and what `work` throws.
 */
export async function withMachineLock<Value>(
  { paths, does, taken, twice, option }: LockedWork,
  { patience, readAt }: LockOptions,
  context: Context,
  work: (isStale: boolean) => Promise<Value>,
): Promise<Value> {
  const projectRoot = await context.projectRoot();
  const waiting: { step?: Step } = {};
  const { outcome, path } = await takeFirst(projectRoot, paths(projectRoot), {
    holder: thisProcess(context.now(), context.environment),
    patience,
    signal: context.signal,
    onWait: (holder) => {
      waiting.step = context.progress.step(`Wait for ${nameOf(holder)}, which ${does}`);
    },
  }).catch((error) => {
    waiting.step?.failed("interrupted");
    throw error;
  });
  if (outcome.kind === "taken") {
    waiting.step?.failed("it is still at work");
    throw new UserError(
      taken(nameOf(outcome.holder)),
      {
        detail: `it holds the lock ${path}; waited for ${patience / 1000} s${
          option === undefined ? "" : ` (${option})`
        }`,
      },
    );
  }
  waiting.step?.done("it has ended");
  if (outcome.kind === "unsupported") {
    context.progress.warn(`No lock can be taken here (${outcome.reason}): don't ${twice}`);
    return await work(false);
  }
  const { lock, abandonedBy, lastUsedAt } = outcome;
  using _lock = lock;
  if (abandonedBy !== undefined) {
    context.progress.detail(`${nameOf(abandonedBy)} ended before it had finished`);
  }
  const isStale = abandonedBy !== undefined || (lastUsedAt !== undefined && lastUsedAt >= readAt);
  return await work(isStale);
}

/** Takes the lock at the first place where its file can be made; none is no reason not to work. A link in the way is. */
async function takeFirst(
  projectRoot: string,
  paths: readonly string[],
  request: Omit<LockRequest, "path">,
): Promise<{ readonly outcome: LockOutcome; readonly path: string }> {
  let reason = "";
  let path = "";
  for (path of paths) {
    try {
      if (path === paths.at(-1)) prepareScratchFolder(projectRoot);
      return { outcome: await takeLock({ ...request, path }), path };
    } catch (error) {
      request.signal.throwIfAborted();
      if (!(error instanceof UserError) || error.cause === undefined) throw error;
      reason = messageOf(error.cause);
    }
  }
  return { outcome: { kind: "unsupported", reason }, path };
}

/** `another erk-learn (process 4711 on build-3, since 14:02:11 UTC)`. */
function nameOf(holder: LockHolder | undefined): string {
  if (holder === undefined) return "another erk-learn";
  const { pid, host, since } = holder;
  return `another erk-learn (process ${pid}${host === "" ? "" : ` on ${host}`}, since ${
    since.slice(11, 19)
  } UTC)`;
}
