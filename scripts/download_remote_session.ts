/** `download-remote-session`: a session's log from a gist, or from the artifact of a workflow run. */

import { join, resolve } from "node:path";
import { z } from "zod";
import { type Context, defineCommand, formatBytes, GITHUB_PERMISSIONS, runAlone } from "../lib/cli/mod.ts";
import { downloadRemoteSession as download, isSessionId } from "../lib/github/mod.ts";
import { prepareScratchFolder } from "../lib/materials/mod.ts";
import { refuseTracked } from "./refuse_tracked.ts";

const inputSchema = z.object({
  gistUrl: z.string().min(1).optional(),
  runId: z.string().regex(/^\d+$/, "give the number of the workflow run").optional(),
  sessionId: z.string("give the session's id").refine(
    isSessionId,
    "give the session's id, letters, digits and -",
  ),
  outputDir: z.string().min(1).optional(),
}).superRefine((input, schema) => {
  const refuse = (key: string, message: string) => schema.addIssue({ code: "custom", path: [key], message });
  if (input.gistUrl === undefined && input.runId === undefined) {
    refuse("gistUrl", "give the gist's address, or --run-id for a session kept as a workflow artifact");
  }
  if (input.gistUrl !== undefined && input.runId !== undefined) {
    refuse("runId", "give either this or --gist-url");
  }
});

const resultSchema = z.object({
  success: z.literal(true),
  session_id: z.string(),
  /** Absolute. */
  path: z.string(),
  source: z.enum(["gist", "artifact"]),
  bytes: z.number().int(),
  warnings: z.array(z.string()),
});

export type DownloadRemoteSessionInput = z.output<typeof inputSchema>;
export type DownloadRemoteSessionResult = z.output<typeof resultSchema>;

/** Below `.erk/scratch/`. */
const DOWNLOADS_FOLDER = "remote-sessions";

/**
 * Writes a remote session to `session.jsonl` in a folder, by default `.erk/scratch/remote-sessions/<session-id>/`, where
 * its owner alone may read it.
 *
 * @throws {UserError} if the session isn't there (any more), or the file can't be written.
 */
export async function downloadRemoteSession(
  input: DownloadRemoteSessionInput,
  context: Context,
): Promise<DownloadRemoteSessionResult> {
  const { gistUrl, runId, sessionId } = input;
  const isPrivate = input.outputDir === undefined;
  if (isPrivate) await refuseTracked(context, DOWNLOADS_FOLDER, sessionId);
  const folder = input.outputDir === undefined
    ? join(
      prepareScratchFolder(await context.projectRoot(), DOWNLOADS_FOLDER, sessionId),
      DOWNLOADS_FOLDER,
      sessionId,
    )
    : resolve(context.workingDirectory, input.outputDir);
  const step = context.progress.step(`Download the session ${sessionId}`);
  try {
    // Secret gists are readable by their address; artifacts ask for a token even in public repositories.
    const client = await context.github({ anonymous: gistUrl !== undefined });
    const repository = gistUrl === undefined ? await context.repository() : undefined;
    const path = join(folder, "session.jsonl");
    const { foreign, ...downloaded } = await download(client, {
      sessionId,
      gistUrl,
      runId,
      repository,
      path,
      isPrivate,
    });
    const warnings = foreign === undefined ? [] : [`Look who made the session's log: ${foreign}`];
    for (const warning of warnings) context.progress.warn(warning);
    step.done(formatBytes(downloaded.bytes));
    return { success: true, session_id: sessionId, ...downloaded, warnings };
  } catch (error) {
    step.failed("nothing was written");
    throw error;
  }
}

export const command = defineCommand({
  name: "download-remote-session",
  summary: "Download the log of a session that ran elsewhere",
  description:
    "Takes the session's log from the gist that upload-session made, or from a workflow run's artifacts, where older\n" +
    "plans have it, and writes it to session.jsonl in a folder.",
  options: [
    { flags: "--gist-url <url>", description: "address of the gist: its page, raw text, or its id" },
    { flags: "--run-id <id>", description: "workflow run with the session as an artifact (older plans)" },
    { flags: "--session-id <id>", description: "the session's id" },
    {
      flags: "--output-dir <dir>",
      description: "folder to write to (default: .erk/scratch/remote-sessions/<session-id>)",
    },
  ],
  examples: [{
    command:
      "erk-learn download-remote-session --gist-url https://gist.github.com/ada/0123456789abcdef0123 " +
      "--session-id 5f1f0a52-84de-4b6c-9a3e-0d6a4c1e7b04",
    explanation: "Writes .erk/scratch/remote-sessions/5f1f0a52-…/session.jsonl",
  }],
  // Artifacts lie on changing hosts.
  permissions: GITHUB_PERMISSIONS,
  input: inputSchema,
  result: resultSchema,
  run: downloadRemoteSession,
});

if (import.meta.main) await runAlone(command);
