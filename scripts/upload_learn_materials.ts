/** `upload-learn-materials`: a folder of materials into a secret gist. */

import { counted } from "../lib/wording.ts";
import { resolve } from "node:path";
import { z } from "zod";
import { type Context, defineCommand, formatBytes, GITHUB_PERMISSIONS, runAlone } from "../lib/cli/mod.ts";
import { createLargeGist, type Gist, issueReferenceSchema } from "../lib/github/mod.ts";
import {
  findAcrossParts,
  growDelimiters,
  listMaterials,
  type Material,
  type PackedMaterials,
  packMaterials,
  readMaterials,
  readSessionRecords,
  recordsOfRedacted,
  type RedactedMaterial,
  redactMaterials,
  restoreDelimiters,
  sessionIdsIn,
} from "../lib/materials/mod.ts";
import { type Redactor, type SeamFinding, type Taken, untilAllIsKnown } from "../lib/redact/mod.ts";
import { UserError } from "../lib/user_error.ts";
import { announceReceipt, FAIL_ON_SECRET, refuseSecrets } from "./receipt.ts";

const inputSchema = z.object({
  dir: z.string().min(1).optional(),
  learnDir: z.string().min(1).optional(),
  issue: issueReferenceSchema.optional(),
  issueNumber: issueReferenceSchema.optional(),
  failOnSecret: z.boolean().optional(),
}).transform((raw, schema) => {
  const directory = raw.dir ?? raw.learnDir;
  const issue = raw.issue ?? raw.issueNumber;
  const refuse = (key: string, message: string) => {
    schema.addIssue({ code: "custom", path: [key], message });
    return z.NEVER;
  };
  if (directory === undefined) return refuse("dir", "name the folder that holds the materials");
  if (raw.dir !== undefined && raw.learnDir !== undefined) {
    return refuse("learnDir", "the folder is named twice");
  }
  if (issue === undefined) return refuse("issue", "give the number of the plan issue");
  if (raw.issue !== undefined && raw.issueNumber !== undefined) {
    return refuse("issueNumber", "the issue is given twice");
  }
  return { directory, issueNumber: issue.number, failOnSecret: raw.failOnSecret };
});

const resultSchema = z.object({
  success: z.literal(true),
  issue_number: z.number().int(),
  gist_id: z.string(),
  gist_url: z.string(),
  file_count: z.number().int(),
  /** Bytes of all files together. */
  total_size: z.number().int(),
  /** Every packed file, the manifest among them. */
  files: z.array(z.object({ name: z.string(), bytes: z.number().int() })),
  /** What the redactor took out during this run: kind → count. */
  redactions: z.record(z.string(), z.number().int()),
});

export interface UploadLearnMaterialsInput {
  /** Relative to the working directory. */
  readonly directory: string;
  readonly issueNumber: number;
  readonly failOnSecret?: boolean | undefined;
}
export type UploadLearnMaterialsResult = z.output<typeof resultSchema>;

/**
 * Reads a folder of materials and packs it, redacted once more. No network.
 *
 * @throws {UserError} if there is no such folder, or nothing in it that counts as materials.
 */
export async function packMaterialsFolder(
  input: UploadLearnMaterialsInput,
  context: Context,
): Promise<PackedMaterials> {
  const folder = resolve(context.workingDirectory, input.directory);
  const { materials, ignored } = await listMaterials(folder);
  if (materials.length === 0) {
    throw new UserError(
      `No materials in ${folder}: put sessions into it with preprocess-session, or comments with fetch-learn-pr-comments.`,
      {
        detail: ignored.length === 0
          ? "the folder is empty"
          : `what lies there isn't materials: ${ignored.join(", ")}`,
      },
    );
  }
  const { records, warnings } = await readSessionRecords(folder, materials);
  for (const warning of warnings) context.progress.warn(warning);
  const redactor = await context.redactor();
  redactor.spare(sessionIdsIn(materials.map(({ name }) => name)));
  let current: readonly Material[] = await readMaterials(materials);
  const taken = new Map<string, Taken[]>(materials.map(({ name }) => [name, []]));
  // What one file tells of may stand bare in another. What is redacted already isn't counted again.
  const redacted = await untilAllIsKnown(redactor, async () => {
    const grown = new Map(current.map(({ name, text }) => [name, growDelimiters(text)]));
    const across = await findAcrossParts(grown.keys(), (name) => grown.get(name) ?? "", redactor);
    const all = await redactInGroups(current, across, redactor, context.signal);
    current = all.map(({ name, grown }) => ({ name, text: restoreDelimiters(grown) }));
    for (const material of all) taken.get(material.name)?.push(material.taken);
    return all;
  });
  return await packMaterials(redacted, {
    issueNumber: input.issueNumber,
    createdAt: context.now(),
    redactor,
    sessions: recordsOfRedacted(records, redacted, taken),
  });
}

/** Redaction takes 50 ms for so many characters, in which nothing else happens: no Ctrl-C is heard. */
const GROUP_CHARACTERS = 1_000_000;

/** `redactMaterials`, with a look at the signal now and then. */
async function redactInGroups(
  materials: readonly Material[],
  across: ReadonlyMap<string, readonly SeamFinding[]>,
  redactor: Redactor,
  signal: AbortSignal,
): Promise<RedactedMaterial[]> {
  const redacted: RedactedMaterial[] = [];
  for (let start = 0, end = 0; start < materials.length; start = end) {
    for (let characters = 0; characters < GROUP_CHARACTERS && end < materials.length; end++) {
      characters += materials[end]?.text.length ?? 0;
    }
    redacted.push(...await redactMaterials(materials.slice(start, end), redactor, across));
    if (end === materials.length) break;
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  }
  return redacted;
}

/** Creates the secret gist that holds packed materials. */
export async function createMaterialsGist(packed: PackedMaterials, context: Context): Promise<Gist> {
  return await createLargeGist(await context.github(), {
    description: packed.description,
    files: new Map(packed.gistFiles.map(({ name, content }) => [name, content])),
  });
}

/**
 * Packs a folder of materials and uploads it as a secret gist.
 *
 * @throws {UserError} as `packMaterialsFolder` does, if GitHub refuses the gist, or, with `failOnSecret`, if the files
 * still held a secret.
 */
export async function uploadLearnMaterials(
  input: UploadLearnMaterialsInput,
  context: Context,
): Promise<UploadLearnMaterialsResult> {
  const step = context.progress.step(`Upload the materials of plan #${input.issueNumber}`);
  try {
    const packed = await packMaterialsFolder(input, context);
    const receipt = (await context.redactor()).receipt();
    announceReceipt(receipt, context);
    if (input.failOnSecret) refuseSecrets(receipt, "nothing was uploaded");
    const gist = await createMaterialsGist(packed, context);
    const bytes = packed.files.reduce((sum, file) => sum + file.bytes, 0);
    step.done(`${counted(packed.files.length, "file")}, ${formatBytes(bytes)}`);
    return {
      success: true,
      issue_number: input.issueNumber,
      gist_id: gist.id,
      gist_url: gist.htmlUrl,
      file_count: packed.files.length,
      total_size: bytes,
      files: [...packed.files],
      redactions: receipt,
    };
  } catch (error) {
    step.failed("no gist was made");
    throw error;
  }
}

export const command = defineCommand({
  name: "upload-learn-materials",
  summary: "Upload a folder of materials as a secret gist",
  description:
    "Packs the sessions and review comments in a folder into one gist file with a manifest, or into several where " +
    "GitHub would cut it. Everything is redacted once more on its way; empty, hidden and foreign files and " +
    "sub-folders stay behind.",
  arguments: [{ name: "dir", description: "folder that holds the materials", required: false }],
  options: [
    { flags: "--issue <issue>", description: "the plan issue: number or address" },
    { flags: "--learn-dir <dir>", description: "the folder, as a flag" },
    FAIL_ON_SECRET,
    { flags: "--issue-number <issue>", description: "the plan issue, as older callers say it", hidden: true },
  ],
  examples: [{
    command: "erk-learn upload-learn-materials .erk/scratch/learn-42 --issue 42",
    explanation: "Uploads the materials of plan #42 and prints the gist's address",
  }],
  permissions: { ...GITHUB_PERMISSIONS, write: false },
  input: inputSchema,
  result: resultSchema,
  run: uploadLearnMaterials,
});

if (import.meta.main) await runAlone(command);
