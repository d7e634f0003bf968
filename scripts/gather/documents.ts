/** The documentation that bears on a plan, from a work tree. */

import type { Context } from "../../lib/cli/mod.ts";
import { openGit } from "../../lib/git/mod.ts";
import {
  formatRepositoryName,
  isSameRepository,
  parseRemoteUrl,
  type PlanIssue,
  sourceRepositoryOf,
} from "../../lib/github/mod.ts";
import { findDocuments, type FoundDocuments } from "../../lib/learn/documents/mod.ts";
import type { CodeDiff } from "../../lib/learn/diff/mod.ts";
import { findEvidence } from "../../lib/learn/evidence/mod.ts";
import type { SourceComment, SourcePlan, SourceSession } from "../../lib/learn/source/mod.ts";

/** Names that findings are about; beyond that they are about everything. */
const MAX_SUBJECTS = 60;

export interface DocumentsRequest {
  readonly plan: PlanIssue;
  /** The same, redacted. */
  readonly source: SourcePlan;
  readonly diff: CodeDiff | undefined;
  /** What was said and done. */
  readonly sessions: readonly SourceSession[];
  readonly comments: readonly SourceComment[];
  /** Root of the work tree. */
  readonly root: string;
}

/**
 * Searches the documentation for what the plan, its changes and its sessions are about.
 *
 * @throws {UserError} if there is no such work tree.
 */
export async function gatherDocuments(request: DocumentsRequest, context: Context): Promise<FoundDocuments> {
  const { source, diff, root } = request;
  const { documents: settings } = await context.configuration();
  const found = await findDocuments({
    folder: root,
    settings,
    title: source.title,
    body: source.body,
    diff,
    subjects: subjectsOf(request),
    signal: context.signal,
  });
  const foreign = await foreignWorkTree(request, context);
  return { ...found, warnings: [...found.warnings, ...foreign] };
}

/** What the sessions struggled with, most important first. */
function subjectsOf({ sessions, comments, source, diff }: DocumentsRequest): string[] {
  const { findings } = findEvidence({ sessions, comments, diff, plan: source });
  const inOrder = findings.toSorted((one, other) => other.weight - one.weight);
  return [...new Set(inOrder.flatMap(({ subjects }) => subjects))].slice(0, MAX_SUBJECTS);
}

/** A work tree of another repository has other documents; one without remotes may be any. */
async function foreignWorkTree({ plan, root }: DocumentsRequest, context: Context): Promise<string[]> {
  const remotes = await openGit(root, { signal: context.signal }).remotes();
  const named = remotes.flatMap(({ url }) => parseRemoteUrl(url) ?? []);
  const wanted = [sourceRepositoryOf(plan), plan.repository];
  if (named.length === 0 || named.some((remote) => wanted.some((each) => isSameRepository(remote, each)))) {
    return [];
  }
  const [first] = named;
  return [
    `The documentation is that of a clone of ${
      first === undefined ? "another repository" : formatRepositoryName(first)
    }, ` +
    `while the plan's code is in ${wanted[0] === undefined ? "another" : formatRepositoryName(wanted[0])}: ` +
    "name its work tree with --documents-root.",
  ];
}
