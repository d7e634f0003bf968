/** One node for each part of each session. */

import { type AnalyzedPart, type SessionAnalysis, sessionAnalyzer } from "../agents/mod.ts";
import type { Evidence } from "../evidence/finding.ts";
import { type AgentNode, agentNode, type AgentNodeServices, type NodeInputs } from "../graph/mod.ts";
import type { LearnSource } from "../source/learn_source.ts";

/** The nodes of the sessions' parts, and how their answers are read. */
export interface SessionNodes {
  readonly nodes: readonly AgentNode<SessionAnalysis>[];
  /** The answers that there are, in the order of sessions and parts. */
  analyses(inputs: NodeInputs): AnalyzedPart[];
}

/** A node for each part of each session, with names that no two of them share. */
export function sessionNodes(
  { plan, sessions }: Pick<LearnSource, "plan" | "sessions">,
  evidence: Evidence,
  services: AgentNodeServices,
): SessionNodes {
  const taken = new Set<string>();
  const placed = sessions.flatMap((session) => {
    const findings = evidence.findings.filter(({ citations }) =>
      citations.some(({ kind, source }) => kind === "session" && source === session.id)
    );
    return session.parts.map((part) => {
      const isWhole = session.parts.length === 1;
      const suffix = isWhole ? "" : `-part${part.number}`;
      const name = freeName(`session-${safe(session.id)}${suffix}`, session.kind, taken);
      const words = `${session.kind} session ${shortened(session.id)}` +
        (isWhole ? "" : `, part ${part.number} of ${session.parts.length}`);
      const node = agentNode({
        name,
        title: `Analyse the ${words}`,
        subject: `the analysis of the ${words}`,
        requires: [],
        uses: [],
        onFailure: "degrade",
        files: { typed: `${name}.json`, readable: `${name}.md` },
        agent: sessionAnalyzer,
        input: () => ({ plan, session, part, evidence: findings }),
      }, services);
      return { node, session, part };
    });
  });
  return {
    nodes: placed.map(({ node }) => node),
    analyses: (inputs) =>
      placed.flatMap(({ node, session, part }) => {
        const analysis = inputs.get(node);
        if (analysis === undefined) return [];
        const { id: sessionId, kind, parts } = session;
        return [{ sessionId, kind, part: part.number, parts: parts.length, analysis }];
      }),
  };
}

/** Ids come from materials, and become file names here. */
function safe(id: string): string {
  return id.replaceAll(/[^A-Za-z0-9_-]/g, "_").slice(0, 80);
}

/** Beginning and end: ids of sessions that were resumed may begin alike. */
function shortened(id: string): string {
  return id.length > 20 ? `${id.slice(0, 8)}…${id.slice(-8)}` : id;
}

/** A planning and an implementation session may have the same id, and hostile materials anything. */
function freeName(name: string, kind: string, taken: Set<string>): string {
  let free = name;
  for (let count = 1; taken.has(free); count++) {
    free = count === 1 ? `${name}-${kind}` : `${name}-${kind}-${count}`;
  }
  taken.add(free);
  return free;
}
