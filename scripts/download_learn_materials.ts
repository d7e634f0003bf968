/** `download-learn-materials`: the gist back into files. The first thing that CI does. */

import { counted } from "../lib/wording.ts";
import { resolve } from "node:path";
import { z } from "zod";
import {
  type Context,
  defineCommand,
  formatBytes,
  GITHUB_VARIABLES,
  HOME_VARIABLES,
  runAlone,
  TERMINAL_VARIABLES,
} from "../lib/cli/mod.ts";
import { parseGistAddress } from "../lib/github/gist/gist_address.ts";
import { readGist, readGistFiles } from "../lib/github/gist/gist.ts";
import {
  foreignOwnerReason,
  WORKFLOW_LOGIN_VARIABLES,
  workflowLogins,
} from "../lib/github/gist/gist_owner.ts";
import { issueReferenceSchema } from "../lib/github/plan/issue_reference.ts";
import {
  MANIFEST_NAME,
  MAX_MATERIALS_BYTES,
  parseGistFileName,
  selectPackedFiles,
  unpackMaterials,
  writeFiles,
} from "../lib/materials/mod.ts";
import { UserError } from "../lib/user_error.ts";
import { ALLOW_ISSUE_MISMATCH } from "./materials_options.ts";

const inputSchema = z.object({
  gistUrl: z.string("give the address of the gist").min(1, "give the address of the gist"),
  outputDir: z.string("give the folder to write to").min(1, "give the folder to write to"),
  issue: issueReferenceSchema.optional(),
  issueNumber: issueReferenceSchema.optional(),
  allowIssueMismatch: z.boolean().default(false),
}).transform(({ issue, issueNumber, ...input }, schema) => {
  if (issue !== undefined && issueNumber !== undefined) {
    schema.addIssue({ code: "custom", path: ["issueNumber"], message: "the issue is given twice" });
  }
  const number = (issue ?? issueNumber)?.number;
  return number === undefined ? input : { ...input, issueNumber: number };
});

const resultSchema = z.object({
  success: z.literal(true),
  gist_url: z.string(),
  /** Absolute. */
  output_dir: z.string(),
  file_count: z.number().int(),
  /** Names of the files written, a manifest among them. */
  files: z.array(z.string()),
  /** Bytes of all files together. */
  bytes: z.number().int(),
  /** The plan, if the materials or their name tell. */
  issue_number: z.number().int().nullable(),
  /** Whom the gist belongs to; null for an anonymous one. */
  gist_owner: z.string().nullable(),
  /** Whether each file had the size and checksum that the manifest tells; older clients wrote none. */
  verified: z.boolean(),
  warnings: z.array(z.string()),
});

export interface DownloadLearnMaterialsInput {
  readonly gistUrl: string;
  /** Relative to the working directory. */
  readonly outputDir: string;
  /** The plan that the materials must be about. */
  readonly issueNumber?: number;
  /** Takes materials of another plan too. */
  readonly allowIssueMismatch?: boolean;
}
export type DownloadLearnMaterialsResult = z.output<typeof resultSchema>;

/**
 * Reads a gist of materials and writes its files into a folder: all of them, or none if anything is wrong.
 * Needs no token, no git and no other program.
 *
 * @throws {UserError} if the gist can't be read, isn't in the format, was changed, holds unsafe names, too much, or
 * materials of another plan.
 */
export async function downloadLearnMaterials(
  input: DownloadLearnMaterialsInput,
  context: Context,
): Promise<DownloadLearnMaterialsResult> {
  // Wrong usage needs no server.
  parseGistAddress(input.gistUrl);
  const folder = resolve(context.workingDirectory, input.outputDir);
  const step = context.progress.step("Download the materials");
  try {
    const client = await context.github({ anonymous: true });
    const address = parseGistAddress(input.gistUrl, client);
    const gist = await readGist(client, address);
    if (gist.isIncomplete) {
      throw new UserError(`The gist ${gist.id} has more files than GitHub lists; it isn't one of materials.`);
    }
    const packed = selectPackedFiles(gist.files, address.file);
    const [first = "", ...further] = await readGistFiles(client, gist, packed, MAX_MATERIALS_BYTES);
    const { files, issueNumber, verified } = await unpackMaterials(first, ...further);
    const warnings = checkIssue(input, issueNumber, parseGistFileName(packed[0]?.name ?? "")?.issueNumber);
    const foreign = foreignOwnerReason(gist, { address, logins: workflowLogins(context.environment) });
    if (foreign !== undefined) warnings.push(`Look who made the materials: ${foreign}`);
    if (!verified && files.some(({ name }) => name === MANIFEST_NAME)) {
      warnings.push(
        `The gist's ${MANIFEST_NAME} is none that erk-learn wrote: the materials can't be verified by it`,
      );
    }
    await writeFiles(folder, files);
    for (const warning of warnings) context.progress.warn(warning);
    const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
    step.done(
      `${counted(files.length, "file")}, ${formatBytes(bytes)}, ${
        verified ? "verified" : "no manifest to verify by"
      }`,
    );
    return {
      success: true,
      gist_url: gist.htmlUrl,
      output_dir: folder,
      file_count: files.length,
      files: files.map(({ name }) => name),
      bytes,
      issue_number: issueNumber ?? parseGistFileName(packed[0]?.name ?? "")?.issueNumber ?? null,
      gist_owner: gist.owner ?? null,
      verified,
      warnings,
    };
  } catch (error) {
    step.failed("nothing was written");
    throw error;
  }
}

/** Compares the plan that is wanted, the one in the manifest, and the one in the file's name. Gives warnings. */
function checkIssue(
  { issueNumber: wanted, allowIssueMismatch }: DownloadLearnMaterialsInput,
  inManifest: number | undefined,
  inName: number | undefined,
): string[] {
  const found = inManifest ?? inName;
  const mismatch = inManifest !== undefined && inName !== undefined && inManifest !== inName
    ? `The gist's file is named for plan #${inName}, but holds materials of plan #${inManifest}`
    : wanted !== undefined && found !== undefined && wanted !== found
    ? `The gist holds materials of plan #${found}, not of plan #${wanted}`
    : undefined;
  if (mismatch === undefined) return [];
  if (allowIssueMismatch === true) return [mismatch];
  throw new UserError(
    `${mismatch}. Nothing was written; give the right gist, or --allow-issue-mismatch to take it all the same.`,
  );
}

/**
 * Where the executable of this command alone may read and write, whatever a gist holds: below the folder in which it is
 * started, in the folder of a workflow run's temporary files (`$RUNNER_TEMP`: on every runner it lies so from the
 * workspace), and in `/tmp`.
 */
const OUTPUT_PLACES = [".", "../../_temp", "/tmp"];

export const command = defineCommand({
  name: "download-learn-materials",
  summary: "Write the materials in a gist back into files",
  description:
    "Reads the gist that upload-learn-materials or an older client made, checks it against its manifest, " +
    "and writes its files. A changed gist, an unsafe file name or materials of another plan are refused, and nothing " +
    "is written; a gist of an unexpected owner is a warning.",
  options: [
    { flags: "--gist-url <url>", description: "address of the gist: its page, raw text, or its id" },
    { flags: "--output-dir <dir>", description: "folder to write to; made if missing" },
    { flags: "--issue <issue>", description: "the plan issue that the materials must be about" },
    { flags: "--issue-number <issue>", description: "the plan issue, in another spelling", hidden: true },
    ALLOW_ISSUE_MISMATCH,
  ],
  examples: [{
    command:
      "erk-learn download-learn-materials --gist-url https://gist.github.com/ada/0123456789abcdef0123 " +
      "--output-dir .erk/scratch/learn-42 --issue 42",
    explanation: "Puts the materials of plan #42 where the learning agents look for them",
  }],
  permissions: {
    net: ["api.github.com", "gist.githubusercontent.com", "127.0.0.1", "localhost"],
    read: OUTPUT_PLACES,
    write: OUTPUT_PLACES,
    env: [...GITHUB_VARIABLES, ...HOME_VARIABLES, ...WORKFLOW_LOGIN_VARIABLES, ...TERMINAL_VARIABLES],
    run: [],
  },
  input: inputSchema,
  result: resultSchema,
  run: downloadLearnMaterials,
});

if (import.meta.main) await runAlone(command);
