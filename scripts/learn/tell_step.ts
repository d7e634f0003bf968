/** What an analysis says to the step of the workflow that it runs in. */

import { join } from "node:path";
import type { Context } from "../../lib/cli/mod.ts";
import type { Analysis } from "../../lib/learn/analyse/mod.ts";
import { MATERIALS_FOLDER } from "../../lib/learn/input/mod.ts";
import { parseManifest } from "../../lib/materials/manifest.ts";
import { MANIFEST_NAME } from "../../lib/materials/mod.ts";
import { redactedText } from "../../lib/redact/mod.ts";
import { renderJobSummary } from "../../lib/report/job_summary.ts";
import { currentStep } from "../actions.ts";
import { workflowRunUrl } from "../workflow_run_url.ts";
import { readRegularText } from "../../lib/regular_file.ts";

/** Adds the summary, and marks what is missing on the run's page. Outside of a workflow nothing happens. */
export async function tellStep(
  { record, plan, tripwires }: Analysis,
  redactions: Readonly<Record<string, number>> | undefined,
  context: Context,
): Promise<void> {
  const step = currentStep(context);
  const links = { run: workflowRunUrl(context) };
  const summary = renderJobSummary({ record, plan, tripwires, redactions, links });
  const redactor = await context.redactor();
  await step.summary(await redactor.redact(summary));
  for (const gap of await redactor.redactAll(record.gaps)) step.annotate("warning", "erk-learn", gap);
  if (record.engine === "offline") {
    step.annotate(
      "notice",
      "erk-learn",
      redactedText`No model was asked: the workflow has no credential for one, or was told so`,
    );
  }
}

/** What redaction replaced in the materials of an input, kind → count; undefined where their manifest doesn't tell. */
export async function redactionsIn(
  inputFolder: string,
): Promise<Readonly<Record<string, number>> | undefined> {
  try {
    return parseManifest(await readRegularText(join(inputFolder, MATERIALS_FOLDER, MANIFEST_NAME)))
      ?.redactions;
  } catch {
    return undefined;
  }
}
