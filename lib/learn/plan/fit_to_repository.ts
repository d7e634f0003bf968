/** What a model proposes → what fits the repository: paths that stay in it, and actions that its documents allow. Pure. */

import type { CodeDiff } from "../diff/code_diff.ts";
import type { DocumentSet } from "../documents/document_set.ts";
import { shareAPlace } from "./citation_lists.ts";
import { type PathConfiner, pathConfiner } from "./confined_path.ts";
import type { DocumentItem, LearnPlan, ScoredTripwire } from "./learn_plan.ts";

/** What is known of the repository. */
export interface KnownRepository {
  readonly documents: Pick<DocumentSet, "roots" | "paths">;
  readonly diff: Pick<CodeDiff, "files"> | undefined;
}

/** Confines the paths of a plan; a document that is there is not created but changed, and one that isn't, created. */
export function fitPlan(plan: LearnPlan, repository: KnownRepository): LearnPlan {
  const confine = confinerOf(repository);
  const items = plan.items.map((item) => ({ ...item, location: confine(item.location) }));
  return {
    ...plan,
    items: withFittingActions(items, repository),
    contradictions: plan.contradictions.map((each) => ({
      ...each,
      documentPath: confine(each.documentPath),
    })),
    staleDocuments: plan.staleDocuments.map((each) => ({ ...each, path: confine(each.path) })),
    tripwires: plan.tripwires.map((each) => ({ ...each, targetDocPath: confine(each.targetDocPath) })),
  };
}

/**
 * Confines the paths of tripwires. What is said twice stays once, as where they are stored. One that aims at a document which
 * isn't there and which no item makes goes to that of an item which rests on the same.
 */
export function fitTripwires<Answer extends { readonly tripwires: readonly ScoredTripwire[] }>(
  answer: Answer,
  repository: KnownRepository,
  items: readonly DocumentItem[] = [],
): Answer & { readonly tripwires: ScoredTripwire[] } {
  const confine = confinerOf(repository);
  const written = items.filter(({ action }) => action === "CREATE" || action === "UPDATE");
  const targetOf = (path: string, citations: ScoredTripwire["citations"]) => {
    if (!isMissing(path, repository) || written.some(({ location }) => location === path)) return path;
    return written.find((item) => shareAPlace(item.citations, citations))?.location ?? path;
  };
  const fitted = answer.tripwires.map((each) => ({
    ...each,
    targetDocPath: targetOf(confine(each.targetDocPath), each.citations),
  }));
  const once = new Map<string, ScoredTripwire>();
  for (const each of fitted) {
    const key = JSON.stringify([each.action, each.warning, each.targetDocPath]);
    if (!once.has(key)) once.set(key, each);
  }
  return { ...answer, tripwires: [...once.values()] };
}

function confinerOf({ documents, diff }: KnownRepository): PathConfiner {
  return pathConfiner([...documents.paths, ...diff?.files.map(({ path }) => path) ?? []]);
}

function withFittingActions(items: readonly DocumentItem[], repository: KnownRepository): DocumentItem[] {
  const existing = new Set(repository.documents.paths);
  const created = new Set(
    items.filter(({ action, location }) => action === "CREATE" && !existing.has(location)).map((
      { location },
    ) => location),
  );
  return items.map((item) => {
    const { action, location } = item;
    if (action === "CREATE" && existing.has(location)) return { ...item, action: "UPDATE" };
    if (action !== "UPDATE" || created.has(location) || !isMissing(location, repository)) return item;
    // The first item of it; the others add to it.
    created.add(location);
    return { ...item, action: "CREATE" };
  });
}

/** Only where all documents are known: in the folders that were looked at, and not if the pull request has it. */
function isMissing(path: string, { documents, diff }: KnownRepository): boolean {
  if (!/\.(?:md|mdx|rst|adoc|txt)$/i.test(path)) return false;
  const isCovered = documents.roots.some((root) => path.startsWith(root.replace(/\/*$/, "/")));
  const isThere = documents.paths.includes(path) ||
    diff?.files.some((file) => file.path === path && file.status !== "removed");
  return isCovered && isThere !== true;
}
