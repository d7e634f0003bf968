/** One `trigger` or `learn` of a plan at a time on this machine. */

import type { Context } from "../../lib/cli/mod.ts";
import { planLockPaths } from "../../lib/run_state/mod.ts";
import { type LockOptions, withMachineLock } from "../machine_lock.ts";

/**
 * Runs `work` as `withMachineLock` does, while no other process triggers the same plan or learns from it.
 *
 * @throws {UserError} saying who holds the lock, if that doesn't end in time; and what `work` throws.
 */
export async function withPlanLock<Value>(
  { issueNumber, ...options }: LockOptions & { readonly issueNumber: number },
  context: Context,
  work: (isStale: boolean) => Promise<Value>,
): Promise<Value> {
  const triggering = {
    paths: (projectRoot: string) => planLockPaths(projectRoot, issueNumber),
    does: `triggers plan #${issueNumber}`,
    taken: (holder: string) =>
      `Plan #${issueNumber} is being triggered by ${holder}: wait until that has ended, then run the same command again.`,
    twice: `trigger or learn from plan #${issueNumber} twice at once`,
    option: "--wait",
  };
  return await withMachineLock(triggering, options, context, work);
}
