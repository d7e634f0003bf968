/** The consolidated plan, as it would be saved and as the answer describes it. */

import type { Context } from "../../lib/cli/mod.ts";
import { publishableMarkdown } from "../../lib/github/markdown/publishable_markdown.ts";
import {
  type Consolidation,
  mergePlans,
  placeNames,
  renderConsolidated,
  type SourceLearnPlan,
} from "../../lib/learn/consolidate/mod.ts";
import { judgePlanContent } from "../../lib/learn/plan/plan_content.ts";
import { planTitle } from "../../lib/learn/plan/plan_title.ts";
import type { Redacted } from "../../lib/redact/mod.ts";
import { UserError } from "../../lib/user_error.ts";
import { announceReceipt, refuseSecrets } from "../receipt.ts";
import type { ConsolidateInput } from "./input_and_result.ts";
import type { Place } from "./read_sources.ts";

/** A plan that is ready to be saved. */
export interface Draft {
  readonly title: Redacted;
  readonly markdown: string;
  readonly consolidation: Consolidation;
  readonly sources: readonly SourceLearnPlan[];
}

/**
 * Merges the plans. The text is redacted first, then without mentions and references but to the plans that it comes from.
 *
 * @throws {UserError} if it holds a secret and may not, or can't be saved as one plan.
 */
export async function draftOf(
  sources: Draft["sources"],
  { client, repository }: Place,
  { failOnSecret }: ConsolidateInput,
  context: Context,
): Promise<Draft> {
  const redactor = await context.redactor();
  const consolidation = mergePlans(sources);
  const text = await redactor.redact(renderConsolidated(consolidation, sources));
  announceReceipt(redactor.receipt(), context);
  if (failOnSecret) refuseSecrets(redactor.receipt(), "nothing was saved");
  const linkedIssues = sources.flatMap(({ number, parents }) => [number, ...parents]);
  const markdown = publishableMarkdown(text, { serverUrl: client.serverUrl, repository, linkedIssues });
  const { problems } = judgePlanContent(markdown);
  if (problems.length > 0) {
    throw new UserError(
      `The learn plans can't be saved as one: ${
        problems.join(" ")
      } Consolidate fewer, or repair them on GitHub.`,
    );
  }
  const title = await redactor.redact(planTitle(consolidation.plan.title, "learn"));
  return { title, markdown, consolidation, sources };
}

/** The part of the answer that says what is in it. */
export function describe({ title, consolidation, sources }: Draft) {
  const { plan, records, candidates } = consolidation;
  const placeOf = placeNames(plan);
  return {
    title,
    sources: sources.map((source) => ({
      issue_number: source.number,
      url: source.url,
      title: source.plan.title,
      learned_from_issues: [...source.parents],
      read_from: source.from,
      closed: !source.isOpen,
    })),
    items: records.map(({ source, kind, title, outcome, into, reason }) => ({
      from: source,
      kind,
      title,
      outcome,
      into: placeOf({ kind, into }) ?? null,
      reason,
    })),
    tripwire_candidates: candidates.length,
  };
}
