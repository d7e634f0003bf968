/** `gather-learn-input`: everything that learning looks at, in one folder. The step that needs GitHub, and no model. */

import { counted, listed } from "../lib/wording.ts";
import { resolve } from "node:path";
import { z } from "zod";
import {
  type Context,
  defineCommand,
  formatBytes,
  GITHUB_PERMISSIONS,
  GITHUB_VARIABLES,
  HOME_VARIABLES,
  runAlone,
  TERMINAL_VARIABLES,
} from "../lib/cli/mod.ts";
import {
  formatRepositoryName,
  issueReferenceSchema,
  type PlanIssue,
  readPlanIssue,
  type RepositoryName,
  requireHeader,
  requireLearnablePlan,
  WORKFLOW_LOGIN_VARIABLES,
} from "../lib/github/mod.ts";
import { requireSomethingRead } from "../lib/learn/analyse/mod.ts";
import {
  listInputMaterials,
  MATERIALS_FOLDER,
  planTextOf,
  writeLearnInput,
  type WrittenInput,
} from "../lib/learn/input/mod.ts";
import { currentStep, withActionsVariables } from "./actions.ts";
import { bothSettled } from "./both_settled.ts";
import { describeChanges, readChanges } from "./gather/changes.ts";
import { gatherDocuments } from "./gather/documents.ts";
import { findMaterials, type FoundMaterials, withReviewAlone } from "./gather/materials.ts";
import { redactedPlan } from "./gather/redacted_plan.ts";
import { RUN_ID, runFolders, runIdSchema } from "./learn/run_folders.ts";
import { shardsFor } from "./learn/shards.ts";
import { listMaterialFiles } from "../lib/learn/source/material_files.ts";
import { readMaterialsSource } from "../lib/learn/source/mod.ts";
import type { RunRedactor } from "../lib/redact/run_redactor.ts";
import { plainOrPrintable } from "../lib/printable.ts";
import { ALLOW_ISSUE_MISMATCH } from "./materials_options.ts";
import { quotedTitle } from "./quoted_title.ts";
import { announceReceipt } from "./receipt.ts";
import { announced } from "./trigger/announced.ts";

const folderSchema = z.string().min(1, "give a folder").optional();

const inputSchema = z.object({
  issue: issueReferenceSchema,
  gistUrl: z.string().min(1, "give the address of the gist").optional(),
  learnDir: folderSchema,
  outputDir: folderSchema,
  documentsRoot: folderSchema,
  runId: runIdSchema.optional(),
  allowIssueMismatch: z.boolean().default(false),
}).refine(({ gistUrl, learnDir }) => gistUrl === undefined || learnDir === undefined, {
  path: ["learnDir"],
  message: "give either a gist or a folder",
});

const resultSchema = z.object({
  success: z.literal(true),
  issue_number: z.int(),
  repository: z.string(),
  /** Absolute: what analyse-learn-input takes. */
  folder: z.string(),
  pr_number: z.int().nullable(),
  gist_url: z.string().nullable(),
  /** `comments`: review threads and comments of the discussion. */
  materials: z.object({
    files: z.int(),
    bytes: z.int(),
    parts: z.int(),
    sessions: z.int(),
    comments: z.int(),
  }),
  /** Shares in which several jobs may read the sessions (analyse-learn-input --shard); empty: one job is as fast. */
  shards: z.array(z.string()),
  /** Null: nothing is known of what was changed. */
  diff: z.object({ files: z.int(), omitted_files: z.int(), additions: z.int(), deletions: z.int() })
    .nullable(),
  /** `shown`: those that are relevant and go along, of all. */
  documents: z.object({ total: z.int(), shown: z.int(), dead_references: z.int() }),
  /** Bytes of all files in the folder. */
  bytes: z.int(),
  /** What is missing for learning, in sentences; the learn plan says so too. */
  gaps: z.array(z.string()),
  warnings: z.array(z.string()),
});

export type GatherLearnInputInput = z.output<typeof inputSchema>;
export type GatherLearnInputResult = z.output<typeof resultSchema>;

/**
 * Gathers the plan, its pull request's changes, the materials and the documentation into a folder, all redacted.
 *
 * @throws {UserError} if the plan can't be read, is none, is a learn plan or (in a workflow) has no header, its materials can't be read, or there is nothing
 * to learn from: no session that can be read, no changes and no review. What is missing else is a gap.
 */
export async function gatherLearnInput(
  input: GatherLearnInputInput,
  context: Context,
): Promise<GatherLearnInputResult> {
  const repository = await context.repository(input.issue);
  return await gatherForPlan(await readPlan(repository, input.issue.number, context), input, context);
}

/** The same for a plan that was read already. */
export async function gatherForPlan(
  plan: PlanIssue,
  input: Omit<GatherLearnInputInput, "issue">,
  context: Context,
): Promise<GatherLearnInputResult> {
  const { number } = plan;
  const folder = input.outputDir === undefined
    ? (await runFolders({ runId: input.runId, issueNumber: number }, context)).input
    : resolve(context.workingDirectory, input.outputDir);
  const downloadFolder = `${folder}.${crypto.randomUUID().slice(0, 8)}.materials`;
  try {
    const gathered = await gather(plan, input, downloadFolder, context);
    const { source, changes, materials, gaps } = gathered;
    const written = await announced(context.progress, "Write the learn input", async () => {
      const { documents } = gathered.found;
      const content = {
        plan: source,
        diff: changes.diff,
        documents,
        materialsFolder: materials.folder,
        gaps,
        unread: changes.unread,
      };
      const value = await writeLearnInput(folder, content, await context.redactor());
      return {
        value,
        summary: `${counted(value.files.length, "file")}, ${formatBytes(bytesOf(value.files))}`,
      };
    });
    const redactor = await context.redactor();
    // They may quote a gist, which fewer people can read than a workflow's log.
    const redactAll = (sentences: readonly string[]) => redactor.redactAll(sentences);
    const header = await redactAll(plan.headerWarnings);
    const found = await redactAll(materials.warnings);
    const ignored = await redactAll(ignoredWarnings(written));
    const missing = await redactAll([...gaps, ...gathered.said.gaps]);
    for (const line of [...header, ...ignored, ...missing]) context.progress.warn(line);
    const answer = answerOf(plan, gathered, written, {
      folder,
      // Those of the materials are no part of what is written: whoever reads the folder finds them again.
      gaps: missing,
      warnings: [...header, ...found, ...ignored],
    });
    announceReceipt(redactor.receipt(), context);
    await currentStep(context).output({ shards: await redactor.redactJson(answer.shards) });
    return answer;
  } finally {
    await Deno.remove(downloadFolder, { recursive: true }).catch(() => {});
  }
}

/** Ids of sessions and of the gist: files are named for them, and what is cited. */
async function spareNames({ folder, gistUrl }: FoundMaterials, redactor: RunRedactor): Promise<void> {
  const { parts } = await listMaterialFiles(folder);
  redactor.spare(parts.map(({ sessionId }) => sessionId));
  if (gistUrl !== undefined) redactor.spare([gistUrl, gistUrl.split("/").at(-1) ?? gistUrl]);
}

type Gathered = Awaited<ReturnType<typeof gather>>;

async function gather(
  plan: PlanIssue,
  input: Omit<GatherLearnInputInput, "issue">,
  downloadFolder: string,
  context: Context,
) {
  const root = input.documentsRoot === undefined
    ? await context.projectRoot()
    : resolve(context.workingDirectory, input.documentsRoot);
  const text = planTextOf(plan);
  const [named, changes] = await bothSettled(
    findMaterials(plan, input, downloadFolder, context),
    announced(context.progress, "Read what was changed", async () => {
      const value = await readChanges(plan, text, root, context);
      return { value, summary: describeChanges(value), isFailure: value.unread.length > 0 };
    }),
  );
  const { missing } = named;
  const materials = missing === undefined
    ? named
    : await withReviewAlone(plan, { ...named, missing }, changes.pullRequest !== undefined, context);
  const redactor = await context.redactor();
  await spareNames(materials, redactor);
  const source = await redactedPlan(plan, text, changes.pullRequest, materials.gistUrl, redactor);
  // A folder without any materials has a message of its own.
  await listInputMaterials(materials.folder);
  const said = await readMaterialsSource(materials.folder, redactor);
  requireSomethingRead({ ...said, plan: source, diff: changes.diff });
  const found = await announced(context.progress, "Search the documentation", async () => {
    const { sessions, comments } = said;
    const value = await gatherDocuments(
      { plan, source, diff: changes.diff, sessions, comments, root },
      context,
    );
    const { total, documents } = value.documents;
    return { value, summary: `${documents.length} of ${total} documents are relevant` };
  });
  const gaps = [
    ...(missing !== undefined
      ? ["The plan names no learn materials: its sessions aren't known."]
      : said.sessions.length === 0
      ? ["The materials hold no session that can be read."]
      : []),
    ...(source.body === "" ? ["The issue holds no text of the plan."] : []),
    ...changes.gaps,
    ...(found.documents.total === 0 ? ["The work tree has no documentation."] : []),
    ...found.warnings,
  ];
  return { source, changes, found, materials, said, gaps };
}

function answerOf(
  plan: PlanIssue,
  { changes, found, materials, said }: Gathered,
  written: WrittenInput,
  told: Pick<GatherLearnInputResult, "folder" | "gaps" | "warnings">,
): GatherLearnInputResult {
  const { diff, pullRequest } = changes;
  const { total, documents } = found.documents;
  const taken = materialsIn(written);
  return {
    success: true,
    issue_number: plan.number,
    repository: formatRepositoryName(plan.repository),
    ...told,
    pr_number: pullRequest?.number ?? null,
    gist_url: materials.gistUrl ?? null,
    materials: { ...taken, sessions: said.sessions.length, comments: said.comments.length },
    shards: shardsFor(taken.parts),
    diff: diff === undefined ? null : {
      files: diff.files.length,
      omitted_files: diff.omittedFiles,
      additions: diff.additions,
      deletions: diff.deletions,
    },
    documents: {
      total,
      shown: documents.length,
      dead_references: documents.reduce((sum, { deadReferences }) => sum + deadReferences.length, 0),
    },
    bytes: bytesOf(written.files),
  };
}

async function readPlan(repository: RepositoryName, number: number, context: Context): Promise<PlanIssue> {
  return await announced(context.progress, `Read plan issue #${number}`, async () => {
    const plan = await readPlanIssue(await context.github(), repository, number);
    requireLearnablePlan(plan);
    // A workflow's next job pays for the analysis, and the last one notes what came of it there.
    if (context.environment("GITHUB_ACTIONS") === "true") requireHeader(plan);
    return { value: plan, summary: await quotedTitle(plan, context) };
  });
}

/** What `trigger` leaves in its folder of materials besides them. */
const LEFT_BY_TRIGGER = [".gitignore", "remote-downloads", "trigger-state.json"];

function ignoredWarnings({ ignored: all }: WrittenInput): string[] {
  const ignored = all.filter((name) => !LEFT_BY_TRIGGER.includes(name));
  if (ignored.length === 0) return [];
  return [`Not taken for materials: ${listed(ignored.map(plainOrPrintable), 3)}`];
}

function materialsIn(
  { files }: WrittenInput,
): Pick<GatherLearnInputResult["materials"], "files" | "bytes" | "parts"> {
  const materials = files.filter(({ path }) => path.startsWith(`${MATERIALS_FOLDER}/`));
  const parts = materials.filter(({ path }) => path.endsWith(".xml"));
  return { files: materials.length, bytes: bytesOf(materials), parts: parts.length };
}

function bytesOf(files: WrittenInput["files"]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

export const command = defineCommand({
  name: "gather-learn-input",
  summary: "Gather everything that learning looks at into one folder",
  description:
    "Reads the plan, what its pull request changes, its materials (of the gist or folder that is named, else of the gist in\n" +
    "the plan's header) and the documentation of the work tree that bears on them, and writes them, redacted and with\n" +
    "checksums, for analyse-learn-input: which needs no token of GitHub then. What is missing is told, and is no error.",
  arguments: [{ name: "issue", description: "the plan issue: number or address", required: true }],
  options: [
    { flags: "--gist-url <url>", description: "address of the gist with the materials" },
    { flags: "--learn-dir <dir>", description: "folder with the materials, in place of a gist" },
    {
      flags: "--output-dir <dir>",
      description: "folder to write (default: .erk/scratch/sessions/<run-id>/learn-input)",
    },
    { flags: "--documents-root <dir>", description: "work tree with the documentation (default: this one)" },
    RUN_ID,
    ALLOW_ISSUE_MISMATCH,
  ],
  examples: [
    {
      command: "erk-learn gather-learn-input 42",
      explanation: "Gathers for plan #42, with the gist that its header names",
    },
    {
      command:
        "erk-learn gather-learn-input 42 --learn-dir .erk/scratch/learn-42 --output-dir /tmp/learn-input",
      explanation: "Takes the materials that trigger left on this machine",
    },
  ],
  permissions: {
    ...GITHUB_PERMISSIONS,
    env: withActionsVariables([
      ...GITHUB_VARIABLES,
      ...HOME_VARIABLES,
      ...TERMINAL_VARIABLES,
      ...WORKFLOW_LOGIN_VARIABLES,
      "GITHUB_RUN_ID",
    ]),
  },
  input: inputSchema,
  result: resultSchema,
  run: gatherLearnInput,
});

if (import.meta.main) await runAlone(command);
