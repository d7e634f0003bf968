/** A plan's title, for the line of the step that read the plan. */

import type { Context } from "../lib/cli/mod.ts";
import type { PlanIssue } from "../lib/github/mod.ts";
import { textsOfPlan } from "./plan_secrets.ts";

/**
 * In quotes, and redacted: the log of a workflow may be read by more people than the issue. Not by the run's redactor, whose
 * key is kept only once the project has a folder for it.
 */
export async function quotedTitle(plan: PlanIssue, context: Context): Promise<string> {
  const { createRedactor } = await import("../lib/redact/mod.ts");
  const redactor = await createRedactor((await context.configuration()).redaction);
  // What the plan's other texts tell of may stand bare in it.
  const [title = ""] = await redactor.remembering().redactAll(textsOfPlan(plan));
  return `"${shownTitle(title)}"`;
}

/** Of longer ones a line of a log shows the beginning. Characters. */
const MOST_SHOWN = 200;

/** A title as a line of a log shows it: on one line, and not without end. */
export function shownTitle(title: string): string {
  const line = title.replace(/\s+/g, " ").trim();
  return line.length <= MOST_SHOWN ? line : `${line.slice(0, MOST_SHOWN)}…`.toWellFormed();
}
