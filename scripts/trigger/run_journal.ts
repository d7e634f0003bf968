/** How far a run of `trigger` came: read from what the last one left, and written after each stage. */

import type { Context } from "../../lib/cli/mod.ts";
import { formatRepositoryName, type PlanIssue } from "../../lib/github/mod.ts";
import { makeMaterialsFolder, materialsFolderPath, refuseLinkedMaterials } from "../../lib/materials/mod.ts";
import {
  NO_STATE,
  readTriggerState,
  type StateOwner,
  type TriggerState,
  writeTriggerState,
} from "../../lib/run_state/mod.ts";
import { messageOf } from "../../lib/user_error.ts";
import { refuseTracked } from "../refuse_tracked.ts";

/** The state of a plan, and what this run has added to it. */
export interface RunJournal {
  /** The materials folder, absolute. */
  readonly folder: string;
  /** With what this run has added. */
  readonly state: TriggerState;
  /** Notes that a stage is about to begin or has ended. A state that can't be written is a warning. */
  save(changes: Partial<TriggerState>): Promise<void>;
  /** Notes that the materials are whole in their folder. */
  packed(): void;
  /** Notes which gist the materials are in, whoever made it. */
  placed(gistUrl: string): void;
  /** Where an end at this moment leaves the materials, and what a rerun makes of them; undefined: they aren't whole yet. */
  describeMaterials(): string | undefined;
  /** The same, or what is kept where they aren't; for a person. */
  describeKept(): string;
}

/**
 * Opens the journal of a plan.
 *
 * @param isNew nothing of what an earlier run left is taken (`--force`).
 * @param isRefused a rerun without `--force` would be: the plan has been learned from before.
 * @throws {UserError} if the materials folder is a symbolic link, or lies in one, or git tracks files in it.
 */
export async function openRunJournal(
  plan: PlanIssue,
  context: Context,
  { isNew, isRefused = false }: { readonly isNew: boolean; readonly isRefused?: boolean },
): Promise<RunJournal> {
  const { serverUrl } = await context.github();
  const projectRoot = await context.projectRoot();
  refuseLinkedMaterials(projectRoot, plan.number);
  await refuseTracked(context, `learn-${plan.number}`);
  const folder = materialsFolderPath(projectRoot, plan.number);
  const owner = await stateOwner(plan, serverUrl, context);
  let state = isNew ? NO_STATE : await readState(folder, owner, context);
  let isPacked = false;
  let gistUrl: string | undefined;
  const touched = new Set<keyof TriggerState>();
  let writing = Promise.resolve();
  let warned = false;
  const next = (does: string) =>
    isRefused
      ? "as the plan has been learned from before, a rerun with --force begins anew"
      : `${isNew ? "a rerun without --force" : "a rerun"} ${does}`;
  const describeMaterials = () =>
    describePlace({
      folder: isPacked ? folder : undefined,
      gistUrl: gistUrl ?? (touched.has("upload") ? state.upload?.gist?.url : undefined),
      isUploading: touched.has("upload"),
      dispatch: touched.has("dispatch") ? state.dispatch : null,
    }, next);
  return {
    folder,
    get state() {
      return state;
    },
    async save(changes) {
      state = { ...state, ...changes };
      if (changes.upload != null) touched.add("upload");
      if (changes.dispatch != null) touched.add("dispatch");
      const current = state;
      // One after the other: the last one written is the newest.
      writing = writing.then(async () => {
        makeMaterialsFolder(projectRoot, plan.number);
        await writeTriggerState(folder, owner, current, context.now());
      }).catch((error) => {
        if (!warned) context.progress.warn(`A rerun won't go on from here: ${messageOf(error)}`);
        warned = true;
      });
      await writing;
    },
    packed() {
      isPacked = true;
    },
    placed(url) {
      gistUrl = url;
    },
    describeMaterials,
    describeKept() {
      return describeMaterials() ??
        `nothing was uploaded; a rerun takes the sessions converted so far from .erk/cache`;
    },
  };
}

async function stateOwner(plan: PlanIssue, serverUrl: string, context: Context): Promise<StateOwner> {
  const repository = `${serverUrl}/${formatRepositoryName(plan.repository)}`.toLowerCase();
  const { key } = (await context.redaction()).options;
  return { repository, issueNumber: plan.number, key };
}

async function readState(folder: string, owner: StateOwner, context: Context): Promise<TriggerState> {
  const { state, problem } = await readTriggerState(folder, owner);
  if (problem !== undefined) {
    context.progress.warn(`What the last run left in ${folder} ${problem}: starting over`);
  }
  return state;
}

/** What a run has done with the materials so far. */
interface MaterialsPlace {
  /** Undefined until they are whole in it. */
  readonly folder: string | undefined;
  readonly gistUrl: string | undefined;
  /** Whether a gist was asked for, made or not. */
  readonly isUploading: boolean;
  readonly dispatch: TriggerState["dispatch"];
}

/** Where the materials are, and what a rerun makes of them; undefined while they are nowhere. */
function describePlace(
  { folder, gistUrl, isUploading, dispatch }: MaterialsPlace,
  next: (does: string) => string,
): string | undefined {
  if (dispatch !== null) {
    return dispatch.run === null
      ? `the materials are in the gist ${dispatch.gist_url}; ${
        next("looks whether the workflow was dispatched, and dispatches it if not")
      }`
      : `the workflow was dispatched: ${dispatch.run.url}; ${next("records it in the plan's header")}`;
  }
  if (gistUrl !== undefined) {
    const places = [...folder === undefined ? [] : [folder], `the gist ${gistUrl}`].join(" and in ");
    return `the materials are in ${places}; ${next("dispatches the workflow with it")}`;
  }
  if (folder === undefined) return undefined;
  return isUploading
    ? `the materials are in ${folder}; ${next("looks whether the gist was made, and makes it if not")}`
    : `the materials are in ${folder}, nothing was uploaded; ${next("uploads them")}`;
}
