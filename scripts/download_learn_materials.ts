/** `download-learn-materials`: the gist back into files. The first thing that CI does. */

import { resolve } from "node:path";
import { z } from "zod";
import { type Context, defineCommand, formatBytes, runAlone } from "../lib/cli/mod.ts";
import { parseGistAddress } from "../lib/github/gist_address.ts";
import { readGist, readGistFile } from "../lib/github/gist.ts";
import { selectPackedFile, unpackMaterials, writeFiles } from "../lib/materials/mod.ts";

const inputSchema = z.object({
  gistUrl: z.string("give the address of the gist").min(1, "give the address of the gist"),
  outputDir: z.string("give the folder to write to").min(1, "give the folder to write to"),
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
  /** The plan, if the materials tell. */
  issue_number: z.number().int().nullable(),
  /** Whether each file had the size and checksum that the manifest tells; older clients wrote none. */
  verified: z.boolean(),
});

export type DownloadLearnMaterialsInput = z.output<typeof inputSchema>;
export type DownloadLearnMaterialsResult = z.output<typeof resultSchema>;

/**
 * Reads a gist of materials and writes its files into a folder: all of them, or none if anything is wrong.
 * Needs no token, no git and no other program.
 *
 * @throws {UserError} if the gist can't be read, isn't in the format, was changed, or holds unsafe names.
 */
export async function downloadLearnMaterials(
  input: DownloadLearnMaterialsInput,
  context: Context,
): Promise<DownloadLearnMaterialsResult> {
  const address = parseGistAddress(input.gistUrl);
  const folder = resolve(context.workingDirectory, input.outputDir);
  const step = context.progress.step("Download the materials");
  try {
    const client = await context.github({ anonymous: true });
    const gist = await readGist(client, address);
    const file = gist.files.find(({ name }) => name === address.file) ?? selectPackedFile(gist.files);
    const { files, issueNumber, verified } = await unpackMaterials(await readGistFile(client, gist, file));
    await writeFiles(folder, files);
    const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
    step.done(
      `${files.length} files, ${formatBytes(bytes)}, ${verified ? "verified" : "no manifest to verify by"}`,
    );
    return {
      success: true,
      gist_url: gist.htmlUrl,
      output_dir: folder,
      file_count: files.length,
      files: files.map(({ name }) => name),
      bytes,
      issue_number: issueNumber ?? null,
      verified,
    };
  } catch (error) {
    step.failed("nothing was written");
    throw error;
  }
}

/**
 * What Node's `tty` reads to tell how many colours a terminal has. The spinner's library asks it while it
 * is loaded, and without permission to read these the program would end there.
 */
const TERMINAL_VARIABLES = [
  "AGENT_NAME",
  "APPVEYOR",
  "BUILDKITE",
  "CI",
  "CI_NAME",
  "CIRCLECI",
  "COLORTERM",
  "DRONE",
  "FORCE_COLOR",
  "GITEA_ACTIONS",
  "GITHUB_ACTIONS",
  "GITLAB_CI",
  "NO_COLOR",
  "NODE_DISABLE_COLORS",
  "TEAMCITY_VERSION",
  "TERM",
  "TERM_PROGRAM",
  "TERM_PROGRAM_VERSION",
  "TF_BUILD",
  "TMUX",
  "TRAVIS",
];

export const command = defineCommand({
  name: "download-learn-materials",
  summary: "Write the materials in a gist back into files",
  description:
    "Reads the gist that upload-learn-materials or an older client made, checks it against its manifest, " +
    "and writes its files. A changed gist or an unsafe file name is refused, and nothing is written.",
  options: [
    { flags: "--gist-url <url>", description: "address of the gist: its page, raw text, or its id" },
    { flags: "--output-dir <dir>", description: "folder to write to; made if missing" },
  ],
  examples: [{
    command:
      "erk-learn download-learn-materials --gist-url https://gist.github.com/ada/0123456789abcdef0123 " +
      "--output-dir .erk/scratch/learn-42",
    explanation: "Puts the materials of plan #42 where the learning agents look for them",
  }],
  permissions: {
    net: ["api.github.com", "gist.githubusercontent.com", "127.0.0.1", "localhost"],
    read: true,
    write: true,
    env: [
      "CLAUDE_CONFIG_DIR",
      "GH_TOKEN",
      "GITHUB_API_URL",
      "GITHUB_SERVER_URL",
      "GITHUB_TOKEN",
      "HOME",
      "USERPROFILE",
      ...TERMINAL_VARIABLES,
    ],
    run: [],
  },
  input: inputSchema,
  result: resultSchema,
  run: downloadLearnMaterials,
});

if (import.meta.main) await runAlone(command);
