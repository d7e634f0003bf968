/** PlanSynthesizer: decisions → a plan that somebody who wasn't there can carry out. */

import type { DocumentItem, LearnPlan } from "../plan/learn_plan.ts";
import { learnPlanSchema } from "../plan/learn_plan.ts";
import { mergeItems } from "../plan/merge_items.ts";
import { renderLearnPlan } from "../plan/render_learn_plan.ts";
import { redactedText } from "../../redact/redacted.ts";
import type { Agent } from "./agent.ts";
import type { SynthesizerInput } from "./inputs.ts";
import { PLAN_SYNTHESIZER } from "./instructions/mod.ts";
import { composePrompt } from "./prompt/compose_prompt.ts";
import {
  analysisMaterial,
  answerMaterial,
  evidenceMaterial,
  gapsMaterial,
  pathsMaterial,
  planMaterial,
} from "./prompt/materials.ts";
import { draftContent } from "./rules/draft_content.ts";
import { groupFindings } from "./rules/finding_groups.ts";
import { countKinds, isByPeople } from "./rules/finding_words.ts";
import { findingsOf } from "./rules/finding_ids.ts";
import { ACTION_OF } from "./rules/gap_items.ts";
import { tripwiresByRules } from "./rules/tripwires.ts";

export const planSynthesizer: Agent<SynthesizerInput, LearnPlan> = {
  name: "plan-synthesizer",
  instructions: PLAN_SYNTHESIZER,
  schema: learnPlanSchema,
  maxOutputTokens: 32_000,
  prompt: (input, redactor) =>
    composePrompt(
      {
        shared: [planMaterial(input.plan), evidenceMaterial(input.evidence.findings)],
        own: [
          pathsMaterial(input.documents?.paths ?? []),
          gapsMaterial(input.gaps),
          analysisMaterial(input),
          answerMaterial("gap-analysis", input.gapAnalysis),
        ],
      },
      redactedText`Write the documentation plan for plan #${input.plan.issueNumber}.`,
      redactor,
    ),
  offline: planByRules,
  render: (plan) => renderLearnPlan(plan),
};

/** Prevention insights by rules repeat what items say: only the weightiest. */
const MAX_INSIGHTS = 10;
const INSIGHT_WEIGHT = 3;

function planByRules(input: SynthesizerInput): LearnPlan {
  const { plan, gapAnalysis, evidence } = input;
  const { items } = mergeItems(documentItems(input));
  return {
    title: `Documentation Plan: ${plan.title.replace(/\s+/g, " ").trim() || `plan #${plan.issueNumber}`}`,
    context: contextOf(input, items.length),
    items: [...items],
    contradictions: gapAnalysis.contradictions,
    staleDocuments: gapAnalysis.staleDocuments,
    preventionInsights: preventionInsights(input),
    tripwires: tripwiresByRules(evidence.findings, gapAnalysis),
  };
}

function contextOf({ plan, evidence, diffAnalysis, gaps }: SynthesizerInput, items: number): string {
  const { sessions, events, findings } = evidence;
  const pullRequest = plan.pullRequest === undefined
    ? "It has no pull request that is known."
    : `Its pull request is #${plan.pullRequest.number}, "${plan.pullRequest.title}".`;
  const hard = findings.length === 0
    ? "The rules found nothing in them that was hard."
    : `The rules found in them: ${countKinds(findings)}.`;
  const missing = gaps.length === 0
    ? ""
    : ` Not everything was there to be read: ${gaps.length} gaps are listed below.`;
  return [
    `This plan was learned from plan #${plan.issueNumber}, "${plan.title}". ${pullRequest} ${
      diffAnalysis?.summary ?? ""
    }`
      .trim(),
    `${sessions} sessions with ${events} events were read. ${hard}${missing}`,
    `It was made by rules, without a model: its ${items} items quote what happened and what worked, but nobody has ` +
    "understood the reasons. Read each item's evidence before writing, and expect decisions, patterns and " +
    "contradictions to be missing.",
  ].join("\n\n");
}

function documentItems(input: SynthesizerInput): DocumentItem[] {
  const created = new Set<string>();
  return input.gapAnalysis.items.flatMap((item): DocumentItem[] => {
    const decided = ACTION_OF[item.classification];
    if (decided === undefined || item.location === "") return [];
    // The first one makes the document, the others add to it.
    const action = decided === "CREATE" && created.has(item.location) ? "UPDATE" : decided;
    if (decided === "CREATE") created.add(item.location);
    const subjects = findingsOf(item.sourceAttribution, input.evidence.findings).flatMap(({ subjects }) =>
      subjects
    );
    return [{
      title: item.title,
      location: item.location,
      action,
      priority: item.priority,
      sourceAttribution: item.sourceAttribution,
      rationale: item.rationale,
      draftContent: draftContent(item, input),
      readWhen: action === "CREATE" ? readWhenOf(subjects, item) : [],
      citations: item.citations,
    }];
  });
}

function readWhenOf(subjects: readonly string[], { title }: Pick<DocumentItem, "title">): string[] {
  const topics = [...new Set(subjects)].slice(0, 3);
  return topics.length === 0 ? [title] : topics.map((topic) => `working with ${topic}`);
}

function preventionInsights({ evidence }: SynthesizerInput): LearnPlan["preventionInsights"] {
  const groups = groupFindings(evidence.findings).filter(({ weight }) => weight >= INSIGHT_WEIGHT);
  return groups.flatMap(({ findings: [first] }) =>
    first.resolution === undefined ? [] : [{
      problem: first.summary,
      // Rules see what happened, not why.
      rootCause: "",
      prevention: `${
        isByPeople(first) ? "As a person said:" : "Do at once what worked:"
      } ${first.resolution}`,
      citations: first.citations,
    }]
  ).slice(0, MAX_INSIGHTS);
}
