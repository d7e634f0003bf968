/** `upload-session`: a session's log as a secret gist, noted in the plan's header. */

import { basename, resolve } from "node:path";
import { z } from "zod";
import { type Context, defineCommand, formatBytes, GITHUB_PERMISSIONS, runAlone } from "../lib/cli/mod.ts";
import {
  createLargeGist,
  formatHeaderTime,
  type Gist,
  holdsObjects,
  isSessionId,
  type IssueReference,
  issueReferenceSchema,
  otherSessionIn,
  type RepositoryName,
  sessionFileName,
  sessionGistDescription,
  sessionGistFiles,
  updatePlanHeader,
} from "../lib/github/mod.ts";
import { joinRedacted, type Redacted, redactedText, type Redactor } from "../lib/redact/mod.ts";
import { plainOrPrintable } from "../lib/printable.ts";
import { reasonAndRemedy } from "../lib/file_failure.ts";
import { messageOf, UserError } from "../lib/user_error.ts";
import { announceReceipt, FAIL_ON_SECRET, refuseSecrets } from "./receipt.ts";

const SOURCES = ["local", "remote"] as const;

const inputSchema = z.object({
  sessionFile: z.string("give the session's log").min(1, "give the session's log"),
  sessionId: z.string("give the session's id").refine(
    isSessionId,
    "give the session's id, letters, digits and -",
  ),
  source: z.enum(SOURCES, "say where the session ran: local or remote"),
  issue: issueReferenceSchema.optional(),
  issueNumber: issueReferenceSchema.optional(),
  failOnSecret: z.boolean().optional(),
}).transform(({ issue, issueNumber, ...input }, schema) => {
  if (issue !== undefined && issueNumber !== undefined) {
    schema.addIssue({ code: "custom", path: ["issueNumber"], message: "the issue is given twice" });
  }
  return { ...input, issue: issue ?? issueNumber };
});

const resultSchema = z.object({
  success: z.literal(true),
  gist_id: z.string(),
  gist_url: z.string(),
  raw_url: z.string(),
  session_id: z.string(),
  issue_number: z.number().int().optional(),
  /** Whether the plan's header names the gist now. */
  issue_updated: z.boolean().optional(),
  issue_update_error: z.string().optional(),
});

export type UploadSessionInput = z.output<typeof inputSchema>;
export type UploadSessionResult = z.output<typeof resultSchema>;

/**
 * Redacts a session's log and uploads it as a secret gist; then notes it in the header of the plan, if one is given.
 * That the note fails is a warning: the gist is there, and its address is in the answer.
 *
 * A log whose entries all name another session is uploaded with a warning: in CI it is gone soon.
 *
 * @throws {UserError} if the log can't be read, is empty or is none, the id looks like a secret, GitHub refuses the gist, or, with
 * `failOnSecret`, a secret was found; nothing is uploaded then.
 */
export async function uploadSession(
  input: UploadSessionInput,
  context: Context,
): Promise<UploadSessionResult> {
  const { issue, sessionId, source } = input;
  // Asked before anything is uploaded: without a repository there is no issue to note it in.
  const repository = issue === undefined ? undefined : await context.repository(issue);
  const gist = await upload(input, context);
  const uploaded = {
    success: true as const,
    gist_id: gist.id,
    gist_url: gist.htmlUrl,
    raw_url: gist.files[0]?.rawUrl ?? `${gist.htmlUrl}/raw`,
    session_id: sessionId,
  };
  if (issue === undefined || repository === undefined) return uploaded;
  const error = await noteInHeader({ ...issue, repository }, gist, { sessionId, source }, context);
  return {
    ...uploaded,
    issue_number: issue.number,
    issue_updated: error === undefined,
    ...(error === undefined ? {} : { issue_update_error: error }),
  };
}

async function upload(input: UploadSessionInput, context: Context): Promise<Gist> {
  const { sessionId } = input;
  const path = resolve(context.workingDirectory, input.sessionFile);
  const redactor = await context.redactor();
  const publicId = await publishableId(sessionId, redactor);
  const step = context.progress.step(`Upload the session ${publicId}`);
  try {
    const content = await redactLog(path, redactor);
    warnOfOther(content, path, sessionId, context);
    announceReceipt(redactor.receipt(), context);
    if (input.failOnSecret) refuseSecrets(redactor.receipt(), "nothing was uploaded");
    const client = await context.github();
    const source = input.source === "local" ? redactedText`local` : redactedText`remote`;
    const files = sessionGistFiles(publicId, content);
    const gist = await createLargeGist(client, {
      description: sessionGistDescription(publicId, source, files.size),
      files,
    });
    step.done(formatBytes(new TextEncoder().encode(content).length));
    return gist;
  } catch (error) {
    step.failed("no gist was made");
    throw error;
  }
}

/**
 * The id as it may stand in the gist's file names and in the plan's header, where a mark in its place would name no session.
 *
 * @throws {UserError} if something in it would be redacted; the sentence doesn't repeat it.
 */
async function publishableId(sessionId: string, redactor: Redactor): Promise<Redacted> {
  const redacted = await redactor.redact(sessionId);
  if (redacted === sessionId) return redacted;
  throw new UserError(
    "What is given as the session's id looks like a secret, and nothing was uploaded: give the id that the client gave the session.",
    { exitStatus: 2 },
  );
}

/**
 * Reads and redacts in one pass: no unredacted copy of the log is kept. What was redacted is looked through once more
 * where there were secrets: one may stand in a line before the one that tells of it.
 */
async function redactLog(path: string, redactor: Redactor): Promise<Redacted> {
  const remembering = redactor.remembering();
  let log: Redacted;
  try {
    using file = await Deno.open(path);
    log = joinRedacted(await Array.fromAsync(remembering.redactJsonLines(file.readable)));
    if (remembering.known() > 0) {
      log = joinRedacted(await Array.fromAsync(remembering.redactJsonLines(log)));
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      `Cannot read the session log ${path}${reasonAndRemedy(error, "name a file that can be read")}`,
      { cause: error },
    );
  }
  // GitHub takes no empty file into a gist either.
  if (log.trim() === "") throw new UserError(`The session log ${path} is empty; there is nothing to upload.`);
  if (holdsObjects(log)) return log;
  throw new UserError(
    `${path} holds no session log, and nothing was uploaded: name the .jsonl file that the client wrote.`,
  );
}

function warnOfOther(log: Redacted, path: string, sessionId: string, { progress }: Context): void {
  if ([`${sessionId}.jsonl`, sessionFileName(sessionId)].includes(basename(path))) return;
  const other = otherSessionIn(log, sessionId);
  if (other === undefined) return;
  progress.warn(
    `The entries of ${path} are of the session ${plainOrPrintable(other)}, none is of ${sessionId}: ` +
      "if that isn't meant, upload it again with its own id.",
  );
}

/** Gives the reason if it failed. */
async function noteInHeader(
  issue: IssueReference & { readonly repository: RepositoryName },
  gist: Gist,
  session: { readonly sessionId: string; readonly source: (typeof SOURCES)[number] },
  context: Context,
): Promise<string | undefined> {
  const step = context.progress.step(`Note it in the header of plan #${issue.number}`);
  try {
    await updatePlanHeader(await context.github(), issue.repository, issue.number, {
      last_session_gist_url: gist.htmlUrl,
      last_session_gist_id: gist.id,
      last_session_id: session.sessionId,
      last_session_at: formatHeaderTime(context.now()),
      last_session_source: session.source,
    });
    step.done();
    return undefined;
  } catch (error) {
    const reason = messageOf(error);
    step.failed(reason);
    context.progress.warn(`The session is uploaded, but plan #${issue.number} doesn't say so: ${reason}`);
    return reason;
  }
}

export const command = defineCommand({
  name: "upload-session",
  summary: "Upload a session's log as a secret gist",
  description:
    "Redacts the log of a session, line by line, and uploads it as a secret gist. With --issue the plan's header\n" +
    "names the gist afterwards, so that learning finds the session from any machine.",
  options: [
    { flags: "--session-file <file>", description: "the session's log (.jsonl)" },
    { flags: "--session-id <id>", description: "the session's id" },
    { flags: "--source <source>", description: "where the session ran", choices: SOURCES },
    { flags: "--issue <issue>", description: "the plan issue: number or address" },
    FAIL_ON_SECRET,
    { flags: "--issue-number <issue>", description: "the plan issue, as older callers say it", hidden: true },
  ],
  examples: [{
    command: "erk-learn upload-session --session-file session.jsonl " +
      "--session-id 12519324-4fd0-4125-bbeb-ca5cd817a77e --source remote --issue 42",
    explanation: "In CI, after an implementation: keeps its session for learning from plan #42",
  }],
  permissions: { ...GITHUB_PERMISSIONS, write: false },
  input: inputSchema,
  result: resultSchema,
  run: uploadSession,
});

if (import.meta.main) await runAlone(command);
