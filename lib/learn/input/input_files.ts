/** What is in a `learn-input/` folder, and what the JSON in it looks like. */

import { z } from "zod";
import { isLedgerName, isReadAsMaterial, MANIFEST_NAME } from "../../materials/mod.ts";

/** The folder of the materials, and the three documents beside it. */
export const MATERIALS_FOLDER = "materials";
export const PLAN_FILE = "plan.json";
export const DIFF_FILE = "diff.json";
export const DOCUMENTS_FILE = "documents.json";

/** The list of checksums, as `sha256sum` writes and checks it. */
export const CHECKSUMS_FILE = "SHA256SUMS";

/** Everything at the top of the folder. */
export const TOP_NAMES: readonly string[] = [
  CHECKSUMS_FILE,
  DIFF_FILE,
  DOCUMENTS_FILE,
  MATERIALS_FOLDER,
  PLAN_FILE,
];

/** Whether a file of a materials folder goes along: parts, comments, and what tells what became of the sessions. */
export function isInputMaterial(name: string): boolean {
  return isReadAsMaterial(name) || isLedgerName(name) || name === MANIFEST_NAME;
}

/** `plan.json`: the plan, and what could not be gathered. */
export const planFileSchema = z.object({
  format: z.literal("erk-learn-input"),
  /** Goes up when an older reader would misread the folder. */
  schema_version: z.literal(1),
  plan: z.object({
    issueNumber: z.int().positive(),
    repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, "is no owner/name"),
    title: z.string(),
    body: z.string(),
    url: z.string(),
    pullRequest: z.object({ number: z.int().positive(), title: z.string(), url: z.string() }).nullable(),
    gistUrl: z.string().nullable(),
  }),
  gaps: z.array(z.string()),
  /** The gaps that another gathering may not have. Older versions wrote none. */
  unread: z.array(z.string()).default([]),
});

export type PlanFile = z.infer<typeof planFileSchema>;
