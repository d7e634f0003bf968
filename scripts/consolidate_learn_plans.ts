/** `consolidate-learn-plans`: several learn plans become one. */

import { type Context, defineCommand, GITHUB_PERMISSIONS, runAlone } from "../lib/cli/mod.ts";
import { formatHeaderTime } from "../lib/github/mod.ts";
import { readLogin } from "../lib/github/request/viewer.ts";
import {
  type ChosenPlans,
  closeSource,
  saveConsolidated,
  type SavedConsolidation,
  updateParent,
} from "../lib/learn/consolidate/mod.ts";
import { consolidationLockPaths } from "../lib/run_state/mod.ts";
import { issueList } from "../lib/learn/plan/plan_issue_text.ts";
import { UserError } from "../lib/user_error.ts";
import { describe, type Draft, draftOf } from "./consolidate/draft.ts";
import { choosePlans, type Place, readSources, repositoryOf } from "./consolidate/read_sources.ts";
import {
  type ConsolidateInput,
  consolidateInput,
  type ConsolidateResult,
  consolidateResult,
} from "./consolidate/input_and_result.ts";
import { PAGERS, type Person, personAtTerminal } from "./learn/person.ts";
import { type LockedWork, withMachineLock } from "./machine_lock.ts";
import { FAIL_ON_SECRET } from "./receipt.ts";
import { announced, warnIn } from "./trigger/announced.ts";
import { WORKFLOW_RUN_PERMISSIONS, workflowRunUrl } from "./workflow_run_url.ts";
import { DEFAULT_WAIT } from "./wait_option.ts";

export type { ConsolidateInput, ConsolidateResult };

/**
 * Merges learn plans (all open ones, if none are named) into a new one, saves it, and closes the others. An interrupted
 * run goes on where it ended: nothing is closed before the new plan is there and was read back.
 *
 * @param person who is shown the plan and asked; undefined: nobody, the plan is saved.
 * @throws {UserError} if an issue is no open learn plan, another process of this machine consolidates for longer than
 * `--wait`, or GitHub refuses something.
 */
export async function consolidateLearnPlans(
  input: ConsolidateInput,
  context: Context,
  person: Person | undefined = input.yes ? undefined : personAtTerminal(context),
): Promise<ConsolidateResult> {
  const repository = await repositoryOf(input.issues, context);
  const client = await context.github();
  const place: Place = { client, repository, login: await readLogin(client) };
  const work = () => consolidateAt(place, input, context, person);
  if (input.dryRun) return await work();
  // All is read under the lock, so nothing is stale.
  return await withMachineLock(
    CONSOLIDATING,
    { patience: input.wait * 1_000, readAt: new Date() },
    context,
    work,
  );
}

/** Two at once would make a plan each, of the same learn plans. */
const CONSOLIDATING: LockedWork = {
  paths: consolidationLockPaths,
  does: "consolidates learn plans",
  taken: (holder) =>
    `Learn plans are being consolidated by ${holder}: wait until that has ended, then run the same command again.`,
  twice: "consolidate learn plans twice at once",
  option: "--wait",
};

async function consolidateAt(
  place: Place,
  input: ConsolidateInput,
  context: Context,
  person: Person | undefined,
): Promise<ConsolidateResult> {
  const chosen = await choosePlans(input.issues, place);
  const answer = { ...NOTHING, redactions: {}, dry_run: input.dryRun };
  const warnings: string[] = [];
  // Also one alone is read where somebody names it: it may be no learn plan, or not be there.
  if (chosen.sources.length === 1 && input.issues.length > 0) {
    await readSources(chosen, place, { isLenient: false, warnings }, context);
  }
  if (chosen.sources.length < 2) return nothingToDo(answer, tooFew(chosen.sources), context);
  const isLenient = input.issues.length === 0 && chosen.earlier === undefined;
  const sources = await readSources(chosen, place, { isLenient, warnings }, context);
  for (const warning of warnings) context.progress.warn(warning);
  if (sources.length < 2) {
    return nothingToDo({ ...answer, warnings }, "Fewer than two learn plans can be read.", context);
  }
  const { earlier } = chosen;
  if (earlier !== undefined) {
    const reason = doneBefore(earlier, sources);
    if (reason !== undefined) {
      const found = { plan_number: earlier.number, plan_url: earlier.url };
      return nothingToDo({ ...answer, ...found, consolidated: true, warnings }, reason, context);
    }
    context.progress.note(`Going on with ${earlier.url}, which an earlier run has made of these plans`);
  }
  const draft = await draftOf(sources, place, input, context);
  const described = {
    ...answer,
    ...describe(draft),
    warnings,
    redactions: (await context.redactor()).receipt(),
  };
  if (input.dryRun) {
    context.progress.note(draft.markdown);
    return { ...described, consolidated: true, markdown: draft.markdown };
  }
  if (person !== undefined && !await isConfirmed(draft, person)) {
    return nothingToDo(described, "Nobody confirmed it.", context);
  }
  const saved = await save(draft, place, earlier, context);
  for (const warning of saved.warnings) warnIn(warnings, warning, context);
  const parents = await replace(draft, saved, place, context, warnings);
  return {
    ...described,
    consolidated: true,
    plan_number: saved.issue.number,
    plan_url: saved.issue.htmlUrl,
    title: saved.issue.title,
    created: saved.created,
    sources: described.sources.map((source) => ({ ...source, closed: true })),
    tripwire_candidates: saved.candidates,
    parents,
    warnings,
  };
}

async function isConfirmed({ markdown, sources }: Draft, person: Person): Promise<boolean> {
  await person.read(markdown);
  return await person.confirm(
    `Save this plan, and close the ${sources.length} learn plans that it is made of?`,
  );
}

function tooFew([only]: readonly number[]): string {
  return only === undefined
    ? "There is no open learn plan."
    : `There is one learn plan alone, #${only}: two are needed.`;
}

const NOTHING: ConsolidateResult = {
  success: true,
  consolidated: false,
  reason: null,
  plan_number: null,
  plan_url: null,
  title: null,
  created: false,
  sources: [],
  items: [],
  tripwire_candidates: 0,
  parents: [],
  markdown: null,
  redactions: {},
  dry_run: false,
  warnings: [],
};

function nothingToDo(answer: ConsolidateResult, reason: string, { progress }: Context): ConsolidateResult {
  progress.note(`Nothing was consolidated: ${reason}`);
  return { ...answer, reason };
}

/**
 * What there is to say where an earlier run has finished; undefined where it is to go on.
 *
 * @throws {UserError} if it is closed, and its sources aren't.
 */
function doneBefore(
  earlier: NonNullable<ChosenPlans["earlier"]>,
  sources: Draft["sources"],
): string | undefined {
  const open = sources.filter(({ isOpen }) => isOpen).map(({ number }) => number);
  if (open.length === 0) return `#${earlier.number} holds these learn plans already.`;
  if (earlier.isOpen) return undefined;
  throw new UserError(
    `${issueList(open)} ${open.length === 1 ? "is" : "are"} part of ${earlier.url}, which is closed: ` +
      "reopen that and run the same command again, or close them.",
  );
}

async function save(
  draft: Draft,
  place: Place,
  earlier: ChosenPlans["earlier"],
  context: Context,
): Promise<SavedConsolidation> {
  const tools = { client: place.client, redactor: await context.redactor() };
  return await announced(context.progress, "Save the consolidated plan", async () => {
    const value = await saveConsolidated({
      ...draft,
      repository: place.repository,
      createdBy: place.login,
      createdAt: formatHeaderTime(context.now()),
      workflowRunUrl: workflowRunUrl(context),
      earlier: earlier?.number,
    }, tools);
    return { value, summary: `${value.issue.htmlUrl}${value.created ? "" : " (found again)"}` };
  });
}

/** The parents first: a run that ends in between finds its sources open, and goes on. */
async function replace(
  { sources }: Draft,
  { issue }: SavedConsolidation,
  { client, repository }: Place,
  context: Context,
  warnings: string[],
): Promise<number[]> {
  const redactor = await context.redactor();
  const replacement = { repository, number: issue.number, sources: sources.map(({ number }) => number) };
  const parents = [...new Set(sources.flatMap(({ parents }) => parents))];
  const named: number[] = [];
  await announced(context.progress, "Put it in the place of the others", async () => {
    for (const parent of parents) {
      const { isNamed, warning } = await updateParent(client, parent, replacement);
      if (isNamed) named.push(parent);
      if (warning !== undefined) warnIn(warnings, warning, context);
    }
    for (const { number, isOpen } of sources) {
      if (isOpen) await closeSource(client, number, replacement, redactor);
    }
    return { value: undefined, summary: `closed ${issueList(replacement.sources)}` };
  });
  return named;
}

export const command = defineCommand({
  name: "consolidate-learn-plans",
  summary: "Merge several learn plans into one",
  description:
    "Reads the items of learn plans (all open ones of the repository, if none are named), joins those that say the same\n" +
    "of the same document with all their citations, saves one new learn plan, and closes the others with a link to it.\n" +
    "Nothing is lost: the plan says what became of each item. On a terminal it is shown and you are asked. Run again, it\n" +
    "goes on where the last run ended.",
  arguments: [{
    name: "issues",
    description: "learn plans: numbers or addresses (default: all open ones)",
    required: false,
    variadic: true,
  }],
  options: [
    { flags: "--dry-run", description: "show the merged plan, write nothing to GitHub" },
    { flags: "--yes", description: "ask nothing: save the plan and close the others" },
    {
      flags: "--wait <seconds>",
      description:
        `wait for another process of this machine that consolidates so long (default: ${DEFAULT_WAIT})`,
    },
    FAIL_ON_SECRET,
  ],
  examples: [
    {
      command: "erk-learn consolidate-learn-plans --dry-run",
      explanation: "Shows what all open learn plans would become",
    },
    {
      command: "erk-learn consolidate-learn-plans 101 102 103",
      explanation: "Makes one learn plan of these three",
    },
  ],
  permissions: {
    ...WORKFLOW_RUN_PERMISSIONS,
    env: [
      ...(WORKFLOW_RUN_PERMISSIONS.env === true ? [] : WORKFLOW_RUN_PERMISSIONS.env),
      "GITHUB_ACTIONS",
      "PAGER",
    ],
    run: [...GITHUB_PERMISSIONS.run, ...PAGERS],
  },
  input: consolidateInput,
  result: consolidateResult,
  run: consolidateLearnPlans,
});

if (import.meta.main) await runAlone(command);
