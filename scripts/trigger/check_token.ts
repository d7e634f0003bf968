/** Whether the token may do what `trigger` does at its end: found out at its beginning. */

import type { Context } from "../../lib/cli/mod.ts";
import { lacksWorkflowScope, requireScope } from "../../lib/github/mod.ts";

/**
 * Looks at the scopes that the answers so far have told; asks nothing more.
 *
 * @throws {UserError} that names a scope without which the gist or the dispatch can't succeed.
 */
export async function checkToken(context: Context, dispatches: boolean): Promise<void> {
  const client = await context.github();
  await requireScope(client, ["gist"], "upload the materials");
  if (!dispatches) return;
  await requireScope(client, ["repo", "public_repo"], "dispatch the workflow");
  const lack = await lacksWorkflowScope(client);
  if (lack !== undefined) context.progress.warn(lack);
}
