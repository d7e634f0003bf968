/** An analysis as a person sees it: what was found, what it will cost, node by node, and what came of it. */

import { counted } from "../../lib/wording.ts";
import type { Context } from "../../lib/cli/mod.ts";
import {
  analyse,
  type Analysis,
  plannedRequests,
  prepareAnalysis,
  type PreparedAnalysis,
  readSessions,
} from "../../lib/learn/analyse/mod.ts";
import { estimateRun } from "../../lib/learn/engines/mod.ts";
import type { NodeReport } from "../../lib/learn/graph/mod.ts";
import type { LearnSource } from "../../lib/learn/source/learn_source.ts";
import { workflowRunUrl } from "../workflow_run_url.ts";
import { shownTitle } from "../quoted_title.ts";
import { showNodes } from "./node_progress.ts";
import { analysisInWords, type EstimateFields, estimateFields, estimateInWords } from "./analysis_result.ts";
import type { OpenedServices } from "./open_services.ts";
import { isInShard, type Shard } from "./shards.ts";

/** Says what was found, and what the models will cost; null where none will be asked. */
async function announcePrepared(
  { evidence, nothing, graph }: Pick<PreparedAnalysis, "evidence" | "nothing" | "graph">,
  { services, choice, prices }: OpenedServices,
  { progress }: Context,
): Promise<EstimateFields | null> {
  const { findings, sessions, events } = evidence;
  progress.note(
    `Evidence: ${counted(findings.length, "finding")} in ${counted(sessions, "session")} (${
      counted(events, "event")
    })`,
  );
  if (nothing !== undefined) return null;
  if (services.model === undefined) {
    progress.note(`The agents answer offline, by rules alone: ${choice.reason}`);
    return null;
  }
  const { requests, cached } = await plannedRequests(graph.nodes);
  const estimate = estimateRun(requests, prices);
  progress.note(`${choice.engine} (${choice.reason}): ${estimateInWords(estimate, requests.length, cached)}`);
  return estimateFields(estimate, requests.length, cached);
}

/** What a run would ask, without asking it. */
export async function estimateOnly(
  source: LearnSource,
  opened: OpenedServices,
  context: Context,
): Promise<EstimateFields | null> {
  return await announcePrepared(prepareAnalysis(source, opened.services, undefined), opened, context);
}

export interface RanAnalysis {
  readonly analysis: Analysis;
  readonly estimate: EstimateFields | null;
}

/** Analyses with everything shown. @throws as {@link analyse} does. */
export async function runAnalysis(
  source: LearnSource,
  folder: string,
  opened: OpenedServices,
  context: Context,
): Promise<RanAnalysis> {
  const { progress, signal, now } = context;
  const { services, concurrency, nodeTimeout, warnings } = opened;
  for (const warning of warnings) progress.warn(warning);
  let estimate: EstimateFields | null = null;
  const analysis = await analyse(source, {
    folder,
    services,
    concurrency,
    nodeTimeout,
    signal,
    now,
    runUrl: workflowRunUrl(context),
    ...showNodes(progress),
    async onPrepared(prepared) {
      estimate = await announcePrepared(prepared, opened, context);
    },
  });
  progress.note(
    analysis.plan === undefined
      ? `No learn plan: ${analysisInWords(analysis)}`
      : `Learn plan "${shownTitle(analysis.plan.title)}": ${analysisInWords(analysis)}`,
  );
  return { analysis, estimate };
}

/** Asks the agents that read a share of the sessions, and shows them. @throws as {@link readSessions} does. */
export async function readShare(
  source: LearnSource,
  shard: Shard,
  { services, concurrency, nodeTimeout, warnings }: OpenedServices,
  { progress, signal }: Context,
): Promise<readonly NodeReport[]> {
  for (const warning of warnings) progress.warn(warning);
  const isWanted = (place: number) => isInShard(place, shard);
  return await readSessions(source, {
    services,
    concurrency,
    nodeTimeout,
    signal,
    isWanted,
    ...showNodes(progress),
  });
}
