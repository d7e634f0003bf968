/** A plan's materials: those of an earlier run, or made of its sessions and comments and placed in a gist. */

import { counted } from "../../lib/wording.ts";
import { type Context, formatBytes } from "../../lib/cli/mod.ts";
import { findPullRequestOfPlan, type PlanIssue } from "../../lib/github/mod.ts";
import {
  downloadsFolderPath,
  type PackedMaterials,
  prepareMaterialsFolder,
} from "../../lib/materials/mod.ts";
import { DEFAULT_DETAIL, DEFAULT_MAX_TOKENS, removeDeadParts } from "../../lib/preprocess/mod.ts";
import { removeLeftovers } from "../../lib/run_state/mod.ts";
import { UserError } from "../../lib/user_error.ts";
import { bothSettled } from "../both_settled.ts";
import type { GetLearnSessionsResult } from "../get_learn_sessions.ts";
import { ledgerSummary } from "../ledger_table.ts";
import { learnSecretsIn, textsOfPlan } from "../plan_secrets.ts";
import { announceReceipt, refuseSecrets } from "../receipt.ts";
import { writeSessionRecord } from "../session_records.ts";
import { packMaterialsFolder } from "../upload_learn_materials.ts";
import { announced, namingStep, warnIn } from "./announced.ts";
import { findEarlierMaterials } from "./earlier_materials.ts";
import { takeOverSessions } from "./earlier_sessions.ts";
import type { TriggerInput, TriggerResult } from "./input_and_result.ts";
import { placeInGist } from "./materials_gist.ts";
import {
  type PreparedSession,
  type PreparedSessions,
  prepareSessions,
  sizesOf,
} from "./prepare_materials.ts";
import { redactAgain, reportOfRedacted } from "./redact_again.ts";
import { fetchComments, restoreComments, takeKeptComments } from "./review_comments.ts";
import type { RunJournal } from "./run_journal.ts";

/** A run that needs materials, and what it works with. */
export interface MaterialsRun {
  readonly plan: PlanIssue;
  readonly sessions: GetLearnSessionsResult;
  readonly input: TriggerInput;
  readonly journal: RunJournal;
  readonly context: Context;
  /** Those so far; further ones are added. */
  readonly warnings: string[];
}

/** The materials of a run. */
export interface PlacedMaterials {
  /** Undefined in a dry run. */
  readonly gistUrl: string | undefined;
  /** Undefined where an earlier gist was taken. */
  readonly made: NonNullable<TriggerResult["materials"]> | undefined;
}

/**
 * Takes the gist of an earlier run where it is still good; else makes the materials and, unless in a dry run, uploads
 * them.
 *
 * @param mayUpload what is awaited before the upload; its failure is that of the run.
 * @throws {UserError} where there is nothing to learn from, a secret was found that mustn't be there, or the gist can't
 * be made; the materials folder stays.
 */
export async function takeOrMakeMaterials(
  run: MaterialsRun,
  mayUpload: Promise<void> = Promise.resolve(),
): Promise<PlacedMaterials> {
  const { plan, sessions, input, journal, context } = run;
  const earlier = await takeEarlier(run);
  if (earlier !== undefined) return { gistUrl: earlier, made: undefined };
  // Earlier materials may hold some.
  if (sessions.session_sources.length === 0 && sessions.gist_url === null) {
    await learnWithoutSessions(run, NONE_FOUND);
  }
  const { redacted, takenOver, standIns } = await fillFolder(run);
  const packed = await pack(run);
  const sizes = sizesOf(redacted);
  const made = {
    files: packed.files.length,
    bytes_in: sizes.bytesIn,
    bytes_out: bytesOf(packed),
    tokens: sizes.tokens + takenOver,
    folder: journal.folder,
  };
  journal.packed();
  if (input.dryRun) {
    context.progress.note(
      `Nothing was uploaded: what would be is in ${journal.folder}`,
    );
    return { gistUrl: undefined, made };
  }
  await mayUpload;
  const gist = await placeInGist(packed, standIns, plan.number, journal, context);
  return { gistUrl: gist.htmlUrl, made: gist.isNew ? made : undefined };
}

const NONE_FOUND = "no session of this plan or project was found";

/** The address of an earlier run's gist where it is still good; else says why new materials are made. */
async function takeEarlier(
  { plan, sessions, input, journal, context }: MaterialsRun,
): Promise<string | undefined> {
  // What an earlier run found is not known here: with --fail-on-secret the materials are made and judged anew.
  if (input.dryRun || input.failOnSecret || input.force === true) return undefined;
  const earlier = await findEarlierMaterials(plan, sessions, journal.state, context);
  if (earlier.gist !== undefined) {
    const { htmlUrl } = earlier.gist;
    context.progress.note(`Materials of an earlier run are taken, no session is newer: ${htmlUrl}`);
    return htmlUrl;
  }
  if (earlier.reason !== undefined) context.progress.note(`New materials are made: ${earlier.reason}`);
  return undefined;
}

/**
 * Writes the sessions' parts, their records and the review comments into the folder.
 *
 * @returns the sessions as they are in it, the tokens of those that were taken over from earlier materials, and names of
 * files that an earlier gist may hold though they can't be made here.
 */
async function fillFolder(run: MaterialsRun): Promise<{
  readonly redacted: PreparedSession[];
  readonly takenOver: number;
  readonly standIns: readonly string[];
}> {
  const { plan, sessions, input, journal, context, warnings } = run;
  const { folder } = journal;
  const configuration = await context.configuration();
  const maxTokens = input.maxTokens ?? configuration.maxTokens ?? DEFAULT_MAX_TOKENS;
  const kept = input.failOnSecret ? undefined : await takeKeptComments(journal, context);
  await prepareMaterialsFolder(await context.projectRoot(), plan.number);
  await removeLeftovers(folder, new Date());
  await removeLeftovers(downloadsFolderPath(folder), new Date());
  (await context.redactor()).spare(sessions.session_sources.map(({ session_id: id }) => id));
  await learnSecretsIn(textsOfPlan(plan), context);
  for (const prefix of ["planning", "impl"]) removeDeadParts(folder, prefix, new Date());
  const comments: Promise<readonly string[] | void> = kept === undefined
    ? fetchComments(plan, !input.dryRun, journal, context, warnings)
    : restoreComments(kept, folder, context);
  // Neither runs on when the other fails or is interrupted: both write into the folder that the lock guards.
  const [prepared, standIns] = await bothSettled(
    preprocess(run, maxTokens).catch((error) => {
      throw namingStep("Preprocessing the sessions", error);
    }),
    comments,
  );
  const takenOver = await takeOverSessions(run, prepared.sessions.map(({ source }) => source.session_id));
  const changed = await redactAgain(folder, maxTokens, context);
  const redacted = prepared.sessions.map(({ source, report }) => ({
    source,
    report: reportOfRedacted(report, changed),
  }));
  for (const { source, report } of redacted) {
    await writeSessionRecord(folder, source.session_type, report, context);
  }
  if (redacted.length > 0) context.progress.note(ledgerSummary(redacted.map(nameSession)));
  for (const warning of prepared.warnings) warnIn(warnings, warning, context);
  const count = sessions.session_sources.length;
  if (prepared.converted === 0 && takenOver.names.length === 0) {
    if (prepared.unanswered !== undefined) throw namingStep("Fetching the sessions", prepared.unanswered);
    const found = [`${count} found, ${prepared.leftOut} of them empty`, ...prepared.warnings].join("; ");
    // Without any, and without earlier materials, it was seen before.
    if (count > 0 || sessions.gist_url !== null) {
      await learnWithoutSessions(run, count === 0 ? NONE_FOUND : found);
    }
  }
  return { redacted, takenOver: takenOver.tokens, standIns: [...standIns ?? [], ...takenOver.names] };
}

/** Packs the folder, and says what was redacted. @throws {UserError} as `takeOrMakeMaterials` does for secrets. */
async function pack(
  { plan, input, journal: { folder }, context }: MaterialsRun,
): Promise<PackedMaterials> {
  const packed = await announced(context.progress, "Pack the materials", async () => {
    const value = await packMaterialsFolder({ directory: folder, issueNumber: plan.number }, context);
    return { value, summary: `${counted(value.files.length, "file")}, ${formatBytes(bytesOf(value))}` };
  }).catch((error) => {
    throw namingStep("Packing the materials", error);
  });
  const receipt = (await context.redactor()).receipt();
  announceReceipt(receipt, context);
  if (input.failOnSecret) {
    refuseSecrets(
      receipt,
      `nothing was uploaded or dispatched, and the materials, redacted, are kept in ${folder}`,
    );
  }
  return packed;
}

async function preprocess(
  { plan, sessions, input, journal: { folder }, context }: MaterialsRun,
  maxTokens: number,
): Promise<PreparedSessions> {
  return await announced(context.progress, "Preprocess the sessions", async (step) => {
    const configuration = await context.configuration();
    const prepared = await prepareSessions(
      {
        sources: sessions.session_sources,
        folder,
        repository: plan.repository,
        maxTokens,
        detail: input.detail ?? configuration.detail ?? DEFAULT_DETAIL,
        cache: input.cache,
      },
      context,
      step,
    );
    const { parts, bytesIn, tokens } = sizesOf(prepared.sessions);
    return {
      value: prepared,
      summary: `${counted(prepared.converted, "session")}, ${formatBytes(bytesIn)} of logs → ` +
        `${counted(parts, "part")}, ${counted(tokens, "token")}` +
        (prepared.leftOut === 0 ? "" : `; ${prepared.leftOut} empty or warm-up left out`) +
        (prepared.repeated === 0 ? "" : `; ${prepared.repeated} left out, as others hold all of it`) +
        (prepared.fromCache === 0 ? "" : `; ${prepared.fromCache} from the cache`),
    };
  });
}

function nameSession({ source, report }: PreparedSession) {
  return { name: `${source.session_type} ${source.session_id}`, report };
}

/**
 * Sessions suffice to learn from, and so does what was changed and said of it.
 *
 * @throws {UserError} if the plan has no pull request either, or GitHub doesn't tell.
 */
async function learnWithoutSessions(
  { plan, sessions, context, warnings }: MaterialsRun,
  reason: string,
): Promise<void> {
  const branch = await context.git.currentBranch();
  const pullRequest = await findPullRequestOfPlan(await context.github(), plan, branch);
  if (pullRequest === undefined) {
    throw new UserError("No session data available for learning", {
      detail: [`plan #${plan.number}: ${reason}`, ...sessions.warnings, "there is no pull request either"]
        .map((sentence) => sentence.replace(/\.$/, "")).join("; "),
    });
  }
  const alone = `the pull request #${pullRequest.number} alone is learned from`;
  warnIn(warnings, `No session data (${reason}): ${alone}`, context);
}

function bytesOf(packed: PackedMaterials): number {
  return packed.files.reduce((total, { bytes }) => total + bytes, 0);
}
