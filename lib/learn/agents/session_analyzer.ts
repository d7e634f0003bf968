/** SessionAnalyzer: one part of one session → what the next session should know. */

import type { Finding, FindingKind } from "../evidence/finding.ts";
import { redactedText } from "../../redact/redacted.ts";
import type { Agent } from "./agent.ts";
import {
  type Observation,
  renderSessionAnalysis,
  type SessionAnalysis,
  sessionAnalysisSchema,
} from "./answers/session_analysis.ts";
import type { SessionAnalyzerInput } from "./inputs.ts";
import { SESSION_ANALYZER } from "./instructions/mod.ts";
import { composePrompt } from "./prompt/compose_prompt.ts";
import { evidenceMaterial, planMaterial, sessionMaterial } from "./prompt/materials.ts";
import { BY_RULES, countKinds, titleOf } from "./rules/finding_words.ts";

export const sessionAnalyzer: Agent<SessionAnalyzerInput, SessionAnalysis> = {
  name: "session-analyzer",
  instructions: SESSION_ANALYZER,
  schema: sessionAnalysisSchema,
  maxOutputTokens: 8_000,
  prompt: ({ plan, session, part, evidence }, redactor) =>
    composePrompt(
      { shared: [planMaterial(plan), evidenceMaterial(evidence)], own: [sessionMaterial(session, part)] },
      redactedText`Analyse part ${part.number} of ${session.parts.length}.`,
      redactor,
    ),
  offline: analyzeByRules,
  render: renderSessionAnalysis,
};

/** The list that a kind of finding belongs to. What is missing here is no matter of a session. */
const LISTS: Partial<Record<FindingKind, "frictionPoints" | "externalDocumentation" | "errors">> = {
  "error-resolved": "errors",
  "error-unresolved": "errors",
  "user-correction": "frictionPoints",
  "denial": "frictionPoints",
  "interruption": "frictionPoints",
  "queued-steering": "frictionPoints",
  "repeated-command": "frictionPoints",
  "repeated-read": "frictionPoints",
  "external-lookup": "externalDocumentation",
  "reverted-edit": "frictionPoints",
  "long-detour": "frictionPoints",
};

function analyzeByRules({ session, part, evidence }: SessionAnalyzerInput): SessionAnalysis {
  const parts = new Map(session.events.map((event) => [event.ref, event.part]));
  const own = evidence.filter((finding) => {
    const place = finding.citations.find(({ kind, source }) => kind === "session" && source === session.id);
    // What can't be placed is reported once, with the first part.
    return place !== undefined && (parts.get(place.ref) ?? 1) === part.number;
  });
  const listed = (list: string) => own.filter(({ kind }) => LISTS[kind] === list).map(observationOf);
  const place = `part ${part.number} of ${session.parts.length} of ${session.kind} session ${session.id}`;
  const found = own.length === 0 ? "nothing" : countKinds(own);
  return {
    summary: `${BY_RULES} Found in ${place}: ${found}. Rules see no patterns, quirks or decisions.`,
    frictionPoints: listed("frictionPoints"),
    patterns: [],
    apiQuirks: [],
    designDecisions: [],
    externalDocumentation: listed("externalDocumentation"),
    errors: listed("errors"),
  };
}

function observationOf({ id, summary, resolution = "", citations }: Finding): Observation {
  return { title: titleOf(summary), description: `${summary} (${id})`, lesson: resolution, citations };
}
