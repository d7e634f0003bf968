/** `evidence`: what can be said of a folder of materials without a model. */

import { counted } from "../lib/wording.ts";
import { join, resolve } from "node:path";
import { z } from "zod";
import { type Context, defineCommand, HOME_VARIABLES, runAlone, TERMINAL_VARIABLES } from "../lib/cli/mod.ts";
import { evidenceSchema, evidenceWeight, findEvidence, renderEvidence } from "../lib/learn/evidence/mod.ts";
import { readMaterialsSource, type SourcePlan } from "../lib/learn/source/mod.ts";
import { parseManifest } from "../lib/materials/manifest.ts";
import { compareWithManifest, describeDifferences, MANIFEST_NAME } from "../lib/materials/mod.ts";
import { redactedText, untilAllIsKnown } from "../lib/redact/mod.ts";
import { readRegularText } from "../lib/regular_file.ts";
import { UserError } from "../lib/user_error.ts";

const inputSchema = z.object({
  dir: z.string().min(1).optional(),
  learnDir: z.string().min(1).optional(),
  markdown: z.boolean().default(false),
}).transform((raw, schema) => {
  const refuse = (key: string, message: string) => {
    schema.addIssue({ code: "custom", path: [key], message });
    return z.NEVER;
  };
  const directory = raw.dir ?? raw.learnDir;
  if (directory === undefined) return refuse("dir", "name the folder that holds the materials");
  if (raw.dir !== undefined && raw.learnDir !== undefined) {
    return refuse("learnDir", "the folder is named twice");
  }
  return { directory, markdown: raw.markdown };
});

const resultSchema = evidenceSchema.extend({
  success: z.literal(true),
  /** Review threads and comments of the discussion. */
  comments: z.int().nonnegative(),
  /** The sum of all findings' weights. */
  weight: z.int().nonnegative(),
  /** What is missing of the materials or could not be read, in sentences. */
  gaps: z.array(z.string()),
});

export interface EvidenceInput {
  /** Relative to the working directory. */
  readonly directory: string;
  /** Print Markdown instead of JSON. */
  readonly markdown: boolean;
}
export type EvidenceResult = z.output<typeof resultSchema>;

/**
 * Finds evidence in a folder of materials. Plan and pull request aren't known here: how they differ isn't told.
 *
 * @throws {UserError} if there is no such folder, or it holds neither sessions nor comments.
 */
export async function evidence(input: EvidenceInput, context: Context): Promise<EvidenceResult> {
  const folder = resolve(context.workingDirectory, input.directory);
  const step = context.progress.step(`Find evidence in ${folder}`);
  try {
    const redactor = await context.redactor();
    const { sessions, comments, gaps: missing } = await untilAllIsKnown(
      redactor,
      () => readMaterialsSource(folder, redactor),
    );
    const gaps = [...missing, ...await redactor.redactAll(await manifestGaps(folder))];
    if (sessions.length === 0 && comments.length === 0) {
      throw new UserError(
        `There is nothing to learn from in ${folder}: it holds neither parts of sessions nor review comments; name the folder that trigger or download-learn-materials wrote to.`,
        gaps.length === 0 ? {} : { detail: gaps.join(" ") },
      );
    }
    const found = findEvidence({ sessions, comments, diff: undefined, plan: NO_PLAN });
    for (const gap of gaps) context.progress.warn(gap);
    step.done(
      `${counted(found.findings.length, "finding")} in ${counted(sessions.length, "session")} with ${
        counted(found.events, "event")
      }`,
    );
    if (!input.markdown) context.progress.note(renderEvidence(found).trimEnd());
    return { success: true, ...found, comments: comments.length, weight: evidenceWeight(found), gaps };
  } catch (error) {
    step.failed("nothing was found out");
    throw error;
  }
}

/** That the folder isn't as it was downloaded; one that was changed on purpose may be looked at all the same. */
async function manifestGaps(folder: string): Promise<string[]> {
  try {
    const manifest = parseManifest(await readRegularText(join(folder, MANIFEST_NAME)));
    const differences = manifest === undefined
      ? undefined
      : describeDifferences(await compareWithManifest(folder, manifest));
    return differences === undefined
      ? []
      : [`The materials aren't those that ${MANIFEST_NAME} names: ${differences}.`];
  } catch {
    // There is none, or it can't be used, which who reads the materials tells.
    return [];
  }
}

const nothing = redactedText``;
const NO_PLAN: SourcePlan = {
  issueNumber: 0,
  repository: "",
  title: nothing,
  body: nothing,
  url: "",
  pullRequest: undefined,
  gistUrl: undefined,
};

export const command = defineCommand({
  name: "evidence",
  summary: "Tell where work was hard in a folder of materials, without a model",
  description:
    "Reads the parts and review comments that trigger or download-learn-materials wrote, and finds by rules: failures and\n" +
    "what solved them, corrections, refusals and interruptions by people, repetitions, lookups, edits taken back, detours\n" +
    "and reviewers' requests; each with its place and an exact quote. People get the findings as Markdown.",
  arguments: [{ name: "dir", description: "the folder that holds the materials", required: false }],
  options: [
    { flags: "--markdown", description: "print the findings as Markdown instead of JSON" },
    { flags: "--learn-dir <dir>", description: "the folder, as a flag" },
  ],
  examples: [
    {
      command: "erk-learn evidence .erk/scratch/learn-42",
      explanation: "Finds what happened in the sessions of plan #42",
    },
    {
      command: "erk-learn evidence .erk/scratch/learn-42 --markdown > evidence.md",
      explanation: "Writes it down for people",
    },
  ],
  permissions: {
    net: [],
    read: true,
    write: false,
    env: [...HOME_VARIABLES, ...TERMINAL_VARIABLES],
    run: [],
  },
  input: inputSchema,
  result: resultSchema,
  run: evidence,
  textOutput: (answer, { markdown }) => markdown ? [renderEvidence(answer)] : undefined,
});

if (import.meta.main) await runAlone(command);
