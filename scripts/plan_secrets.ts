/**
 * Secrets that the plan itself tells of, in its issue or the title of its pull request: no materials, but their text goes
 * where sessions go.
 */

import type { Context } from "../lib/cli/mod.ts";
import type { PlanIssue } from "../lib/github/mod.ts";

/** What people wrote in the issue. */
export function textsOfPlan({ title, body, comments }: PlanIssue): string[] {
  return [title, body, ...comments.map((comment) => comment.body)];
}

/**
 * Has the run's redactor take the secrets in some texts out of what it is given from then on. The texts are published
 * nowhere, so that what is found in them isn't counted.
 *
 * @returns whether there are any.
 * @throws {UserError} if the texts can't be scanned.
 */
export async function learnSecretsIn(texts: readonly string[], context: Context): Promise<boolean> {
  // Loaded where it is needed: no command starts slower for it.
  const { createRedactor, KnownSecrets } = await import("../lib/redact/mod.ts");
  const { options } = await context.redaction();
  const secrets = new KnownSecrets();
  await (await createRedactor(options)).remembering(secrets).redactAll(texts);
  (await context.redactor()).learn(secrets.list());
  return secrets.size > 0;
}
