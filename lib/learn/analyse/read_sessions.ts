/** Some of the agents that read sessions, ahead of the whole graph: their answers go to the cache, from which that takes them. */

import { type AgentServices, type GraphOptions, type NodeReport, runGraph } from "../graph/mod.ts";
import { UserError } from "../../user_error.ts";
import type { LearnSource } from "../source/learn_source.ts";
import { prepareAnalysis } from "./prepare_analysis.ts";

export interface SessionReading extends Omit<GraphOptions, "folder" | "redactor"> {
  /** With a cache: else nothing is left of the answers. */
  readonly services: AgentServices;
  /** Which of them are asked, by their place in the graph, from 0. */
  readonly isWanted: (place: number) => boolean;
}

/**
 * Asks the agents that read sessions. A node that fails is no failure here: the whole graph asks it again.
 *
 * @throws the signal's reason after an interruption; a {@link UserError} if the budget or the credential ends it.
 */
export async function readSessions(
  source: LearnSource,
  options: SessionReading,
): Promise<readonly NodeReport[]> {
  const { graph, nothing } = prepareAnalysis(source, options.services, undefined);
  if (nothing !== undefined) return [];
  const wanted = graph.sessions.filter((_, place) => options.isWanted(place));
  // The files are those of the whole graph, and it makes them again.
  const folder = await Deno.makeTempDir({ prefix: "erk-learn-sessions-" });
  try {
    const { redactor } = options.services;
    const { reports, interrupted, stopped } = await runGraph(wanted, { ...options, folder, redactor });
    if (interrupted) throw options.signal.reason;
    if (stopped !== undefined) throw new UserError(`The sessions could not be read: ${stopped}`);
    return reports;
  } finally {
    await Deno.remove(folder, { recursive: true }).catch(() => {});
  }
}
