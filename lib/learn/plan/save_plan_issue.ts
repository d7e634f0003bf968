/** Saves a plan as an issue with its comments, completes what an earlier run left out, and reads all of it back. */

import type { GitHubClient } from "../../github/request/client.ts";
import {
  addLabels,
  closeIssue,
  createComment,
  createIssue,
  deleteComment,
  editComment,
  editIssue,
  type ListedIssue,
  readListedIssue,
} from "../../github/plan/issue_writes.ts";
import { ensureLabel } from "../../github/plan/label.ts";
import { readMarker, shortHash } from "../../github/plan/own_marker.ts";
import { readPlanHeader } from "../../github/plan/plan_header.ts";
import { isEdited, readPlanBody } from "../../github/plan/plan_body.ts";
import {
  type IssueComment,
  type PlanIssue,
  readIssueComments,
  readPlanIssue,
} from "../../github/plan/plan_issue.ts";
import { renderPlanComments } from "../../github/plan/render_plan_comments.ts";
import type { RepositoryName } from "../../github/repository/repository_name.ts";
import { updatePlanHeader } from "../../github/plan/update_plan_header.ts";
import { asPublished, type Redacted, redactedText, type Redactor } from "../../redact/mod.ts";
import { UserError } from "../../user_error.ts";
import { PLAN_LABELS } from "./plan_labels.ts";
import {
  type PlanIdentity,
  planIdentity,
  type PlanOrigin,
  readIdentity,
  renderPlanIssueBody,
  replaceIdentity,
} from "./plan_issue_text.ts";
import { findOlderPlan, findSavedPlan, isOwn, type SavedPlanSearch } from "./saved_plan.ts";

/** A plan as it is going to be read on GitHub. */
export interface PlanToSave {
  readonly repository: RepositoryName;
  readonly title: Redacted;
  /** Markdown made by `publishableMarkdown`, redacted. */
  readonly markdown: string;
  readonly origin: PlanOrigin;
  /** What names the run: saved again from the same run, the plan replaces the one before. */
  readonly run: string | undefined;
  /** What the parent's header names as its learn plan. */
  readonly learnPlanIssue: number | undefined;
}

export interface SavedPlan {
  readonly issue: PlanIssue;
  /** Whether this run made the issue. */
  readonly created: boolean;
  /** The comments that hold the plan, in its order. */
  readonly commentIds: readonly number[];
  readonly warnings: readonly string[];
}

/** A second round finds nothing, unless a project's own pattern matches what replaces it. */
const MAX_REDACTION_ROUNDS = 3;

export interface SaveTools {
  readonly client: GitHubClient;
  readonly redactor: Redactor;
}

/**
 * Saves a plan. A rerun finds the issue of the same plan, or of the same run, and writes what is missing; another plan that was
 * learned from the same parent takes the place of the open one. A comment that a person has edited since stays as it is.
 *
 * @throws {UserError} if GitHub refuses something, or what is read back isn't what was to be saved.
 */
export async function savePlanIssue(plan: PlanToSave, { client, redactor }: SaveTools): Promise<SavedPlan> {
  const { repository, origin } = plan;
  const identity = await planIdentity({ ...plan, parent: origin.parent }, plan.run);
  const { bodies, markdown } = await redactedComments(plan.markdown, redactor);
  const labels = PLAN_LABELS[origin.type];
  for (const label of labels) await ensureLabel(client, repository, label);
  const names = labels.map(({ name }) => name);
  const search = {
    repository,
    identity,
    login: origin.createdBy,
    learnPlanIssue: plan.learnPlanIssue,
    isConsolidated: origin.consolidated !== undefined,
  };
  const { own, carriedOut } = await findSavedPlan(client, search);
  const made = own === undefined
    ? await makeIssue(client, plan, { identity, names, redactor, search })
    : { issue: own, isNew: false };
  const { issue, isNew } = made;
  try {
    const completed = await completeIssue({ client, plan, issue, isNew }, {
      bodies,
      markdown,
      identity,
      names,
    });
    const beside = carriedOut === undefined ? [] : [
      `${carriedOut.htmlUrl} is an open learn plan of the same plan; it is being carried out, and stays as it is.`,
    ];
    const closed = completed.issue.isOpen ? [] : [
      `${issue.htmlUrl} holds this very plan and is closed; it stays closed: reopen it on GitHub if it is to be carried out.`,
    ];
    return { ...completed, created: isNew, warnings: [...beside, ...closed, ...completed.warnings] };
  } catch (error) {
    throw namingIssue(issue.htmlUrl, error);
  }
}

async function completeIssue(
  { client, plan, issue, isNew }: {
    readonly client: GitHubClient;
    readonly plan: PlanToSave;
    readonly issue: ListedIssue;
    readonly isNew: boolean;
  },
  { bodies, markdown, identity, names }: {
    readonly bodies: readonly Redacted[];
    readonly markdown: string;
    readonly identity: PlanIdentity;
    readonly names: readonly string[];
  },
): Promise<Omit<SavedPlan, "created">> {
  const { repository, origin } = plan;
  const missing = names.filter((name) => !issue.labels.includes(name));
  if (missing.length > 0) await addLabels(client, repository, issue.number, missing);
  const parts = await writeParts({ client, repository, issue, login: origin.createdBy }, bodies);
  const { commentIds, editedByPeople } = parts;
  if (!isNew && !editedByPeople) await adoptNewer(client, plan, issue, identity);
  await updatePlanHeader(client, repository, issue.number, { plan_comment_id: commentIds[0] ?? null });
  const saved = await readPlanIssue(client, repository, issue.number);
  verify(saved, {
    plan,
    names,
    commentIds,
    title: isNew ? plan.title : undefined,
    markdown: editedByPeople ? undefined : markdown,
  });
  const warnings = editedByPeople
    ? [`${issue.htmlUrl} was edited since it was saved, and its plan is left as it is.`]
    : [];
  return { issue: saved, commentIds, warnings };
}

/** An error that also names the issue which is there already: a person must be able to find it. */
export function namingIssue(htmlUrl: string, error: unknown): unknown {
  if (!(error instanceof UserError) || `${error.message} ${error.detail}`.includes(htmlUrl)) return error;
  const detail = [error.detail, `the plan's issue is ${htmlUrl}`].filter((text) => text !== undefined);
  return new UserError(error.message, { detail: detail.join("; "), cause: error.cause });
}

/** Redacted once more, as GitHub gets them. Where that changes one, its hash has to be made anew: marks are no secrets. */
async function redactedComments(
  plan: string,
  redactor: Redactor,
): Promise<{ readonly bodies: readonly Redacted[]; readonly markdown: string }> {
  let markdown = plan;
  for (let round = 0; round < MAX_REDACTION_ROUNDS; round++) {
    const bodies = await redactor.redactAll(await renderPlanComments(markdown));
    const comments = bodies.map((body, id) => ({ id, body, author: "" }));
    const joined = readPlanBody(comments, undefined).markdown ?? "";
    if (joined === markdown) return { bodies, markdown };
    markdown = joined;
  }
  throw new UserError(
    "The plan can't be saved: the redactor changes it each time anew; look at redaction.patterns in .erk/learn.json.",
    { publishNothing: true },
  );
}

interface MadeIssue {
  readonly issue: ListedIssue;
  readonly isNew: boolean;
}

/** Where another machine made one at the same moment, the older one is taken, and ours closed. */
async function makeIssue(
  client: GitHubClient,
  plan: PlanToSave,
  made: {
    readonly identity: PlanIdentity;
    readonly names: readonly string[];
    readonly redactor: Redactor;
    readonly search: SavedPlanSearch;
  },
): Promise<MadeIssue> {
  const { repository } = plan;
  const body = await made.redactor.redact(renderPlanIssueBody(plan.origin, made.identity));
  const draft = { title: plan.title, body, labels: made.names };
  const issue = await createIssue(client, repository, draft, (candidate) => isOwn(candidate, made.search));
  try {
    const older = await findOlderPlan(client, issue, made.search);
    if (older === undefined) return { issue, isNew: true };
    const comment = redactedText`Saved at the same moment as #${older.number}, which holds the plan.`;
    await closeIssue(client, repository, issue.number, { comment, reason: "not_planned" });
    return { issue: await whenWritten(client, plan, older), isNew: false };
  } catch (error) {
    throw namingIssue(issue.htmlUrl, error);
  }
}

/** Looks at an issue that another run is writing to, after one, two, four … times the policy's first delay. */
const LOOKS = 5;

/** The issue once the other run has written its plan, so that no comment is written twice; as it is, if that takes too long. */
async function whenWritten(
  client: GitHubClient,
  { repository }: PlanToSave,
  issue: ListedIssue,
): Promise<ListedIssue> {
  let current = issue;
  for (let look = 0; look < LOOKS; look++) {
    if (readPlanHeader(current.body).header?.plan_comment_id !== undefined) break;
    if (!await client.pause(client.retryPolicy.firstDelay * 2 ** look)) break;
    current = await readListedIssue(client, repository, issue.number);
  }
  return current;
}

interface PartsContext {
  readonly client: GitHubClient;
  readonly repository: RepositoryName;
  readonly issue: ListedIssue;
  readonly login: string;
}

/** Makes, changes and removes comments until they hold the plan, in its order. */
async function writeParts(
  { client, repository, issue, login }: PartsContext,
  bodies: readonly Redacted[],
): Promise<{ readonly commentIds: readonly number[]; readonly editedByPeople: boolean }> {
  const all = await readIssueComments(client, repository, issue.number);
  const own = all.filter(({ author, body }) =>
    (author === issue.author || author === login) && readMarker(body, "plan-part") !== undefined
  );
  const edited: IssueComment[] = [];
  for (const comment of own) if (await isEdited(comment.body)) edited.push(comment);
  if (edited.length > 0) {
    return { commentIds: readPlanBody(own, undefined).commentIds, editedByPeople: true };
  }
  // In order of their parts; the first of several with the same number, should an answer have been lost for good.
  const parts = own.map((comment) => ({ comment, part: readMarker(comment.body, "plan-part")?.part ?? 0 }));
  const used = new Set<number>();
  const commentIds: number[] = [];
  for (const [index, body] of bodies.entries()) {
    const earlier = parts.find(({ comment, part }) => part === index + 1 && !used.has(comment.id))?.comment;
    const id = earlier?.id ?? await createComment(client, repository, issue.number, body);
    if (earlier !== undefined && earlier.body !== body) await editComment(client, repository, id, body);
    used.add(id);
    commentIds.push(id);
  }
  for (const { id } of own) if (!used.has(id)) await deleteComment(client, repository, id);
  return { commentIds, editedByPeople: false };
}

/** An earlier issue of the same run with another plan gets the new title and mark, unless people changed the title. */
async function adoptNewer(
  client: GitHubClient,
  plan: PlanToSave,
  earlier: ListedIssue,
  identity: PlanIdentity,
): Promise<void> {
  const old = readIdentity(earlier.body);
  if (old === undefined || old.plan === identity.plan) return;
  const isRenamed = old.title !== await shortHash(earlier.title);
  await editIssue(client, plan.repository, earlier.number, {
    // The text was just read from there; what is new are hashes.
    body: asPublished(replaceIdentity(earlier.body, identity)),
    ...(isRenamed || earlier.title === plan.title ? {} : { title: plan.title }),
  });
}

function verify(
  issue: PlanIssue,
  expected: {
    readonly plan: PlanToSave;
    readonly names: readonly string[];
    readonly commentIds: readonly number[];
    /** Undefined: an earlier run gave it. */
    readonly title: Redacted | undefined;
    /** Undefined: people have edited it. */
    readonly markdown: string | undefined;
  },
): void {
  const { plan, names, commentIds, title, markdown } = expected;
  const { header } = issue;
  const body = readPlanBody(issue.comments, header?.plan_comment_id);
  const wrong = [
    ...(title === undefined || isSameTitle(issue.title, title) ? [] : ["its title is another one"]),
    ...names.filter((name) => !issue.labels.includes(name)).map((name) => `it lacks the label ${name}`),
    ...(header?.plan_comment_id === commentIds[0] ? [] : ["its header doesn't name the plan's comment"]),
    ...(header?.learned_from_issue === plan.origin.parent ? [] : ["its header doesn't name its parent"]),
    ...(markdown === undefined || body.markdown === markdown
      ? []
      : ["its comments don't hold the plan as it was sent"]),
    ...body.warnings,
  ];
  if (wrong.length === 0) return;
  throw new UserError(
    `The plan was saved as ${issue.htmlUrl}, but not as it should be: ${wrong.join("; ")}. ` +
      "Run the same command again, with a token that may write to the repository.",
  );
}

/** Whatever GitHub makes of spaces that nobody sees. */
function isSameTitle(title: string, sent: string): boolean {
  return title.replaceAll("\u200b", "") === sent.replaceAll("\u200b", "");
}
