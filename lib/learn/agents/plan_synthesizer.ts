/** PlanSynthesizer: decisions → a plan that somebody who wasn't there can carry out. */

import { counted } from "../../wording.ts";
import type { Finding, FindingKind } from "../evidence/finding.ts";
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
import { standingOf } from "./rules/advice.ts";
import { groupFindings, withoutDetoursOf } from "./rules/finding_groups.ts";
import { actionsOf, BY_RULES, countKinds } from "./rules/finding_words.ts";
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
const PREVENTABLE: ReadonlySet<FindingKind> = new Set(["error-resolved", "long-detour"]);

function planByRules(input: SynthesizerInput): LearnPlan {
  const { plan, gapAnalysis, evidence } = input;
  const items = documentItems(input);
  return {
    title: `Documentation Plan: ${nameOf(plan)}`,
    context: contextOf(input, items.length),
    items,
    contradictions: gapAnalysis.contradictions,
    staleDocuments: gapAnalysis.staleDocuments,
    preventionInsights: preventionInsights(input),
    tripwires: tripwiresByRules(evidence.findings, gapAnalysis),
  };
}

/** The plan's title without the mark that the older program puts before or behind it. */
function nameOf({ title, issueNumber }: SynthesizerInput["plan"]): string {
  const words = title.replaceAll(/\[erk-(?:plan|learn)\]/gi, " ").replaceAll(/\s+/g, " ").trim();
  return words || `plan #${issueNumber}`;
}

function contextOf({ plan, evidence, diffAnalysis, gaps }: SynthesizerInput, items: number): string {
  const { sessions, events, findings } = evidence;
  const pullRequest = plan.pullRequest === undefined
    ? "It has no pull request that is known."
    : `Its pull request is #${plan.pullRequest.number}, "${plan.pullRequest.title}".`;
  const hard = findings.length === 0
    ? "The rules found nothing in them that was hard."
    : `The rules found in them: ${countKinds(findings)}.`;
  const built = (diffAnalysis?.summary ?? "").replace(BY_RULES, "").trim();
  const missing = gaps.length === 0
    ? ""
    : ` Not everything was there to be read: ${counted(gaps.length, "gap")} listed below.`;
  return [
    `This plan was learned from plan #${plan.issueNumber}, "${plan.title}". ${pullRequest} ${built}`
      .trim(),
    `Read: ${counted(sessions, "session")} with ${counted(events, "event")}. ${hard}${missing}`,
    `It was made by rules, without a model: it quotes what happened and what worked in ${
      counted(items, "item")
    }, but nobody has ` +
    "understood the reasons. Read each item's evidence before writing, and expect decisions, patterns and " +
    "contradictions to be missing.",
  ].join("\n\n");
}

function documentItems(input: SynthesizerInput): DocumentItem[] {
  const items = input.gapAnalysis.items.flatMap((item): DocumentItem[] => {
    const action = ACTION_OF[item.classification];
    if (action === undefined || item.location === "") return [];
    const findings = findingsOf(item.sourceAttribution, input.evidence.findings);
    return [{
      title: item.title,
      location: item.location,
      action,
      priority: item.priority,
      sourceAttribution: item.sourceAttribution,
      rationale: item.rationale,
      draftContent: draftContent(item, input),
      readWhen: action === "CREATE" ? readWhenOf(findings, item) : [],
      citations: item.citations,
    }];
  });
  return createOnce(mergeItems(items).items);
}

/** The first item of a new document makes it, to be read for what any of them is about; the others add to it. */
function createOnce(items: readonly DocumentItem[]): DocumentItem[] {
  const created = new Set<string>();
  return items.map((item) => {
    if (item.action !== "CREATE") return item;
    if (created.has(item.location)) return { ...item, action: "UPDATE", readWhen: [] };
    created.add(item.location);
    const together = items.filter(({ action, location }) =>
      action === "CREATE" && location === item.location
    );
    return {
      ...item,
      readWhen: [...new Set(together.flatMap(({ readWhen }) => readWhen))].slice(0, MAX_READ_WHEN),
      draftContent: `# ${titleOfPath(item.location)}\n\n${item.draftContent}`,
    };
  });
}

/** More situations than that fit most work, and tell nothing. */
const MAX_READ_WHEN = 8;

/** `docs/finding-your-way.md` → "Finding your way". */
function titleOfPath(path: string): string {
  const words = (path.split("/").at(-1) ?? path).replace(/\.\w+$/, "").replaceAll(/[-_]+/g, " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function readWhenOf(findings: readonly Finding[], { title }: Pick<DocumentItem, "title">): string[] {
  const actions = [...new Set(findings.flatMap(actionsOf))].slice(0, 3);
  return actions.length === 0 ? [title.replace(/^New /, "using the ")] : actions;
}

function preventionInsights({ evidence }: SynthesizerInput): LearnPlan["preventionInsights"] {
  const groups = groupFindings(evidence.findings).filter(({ kind, weight }) =>
    weight >= INSIGHT_WEIGHT && PREVENTABLE.has(kind)
  );
  return withoutDetoursOf(groups).flatMap(({ findings: [first] }) =>
    first.resolution === undefined || standingOf(first) !== "advice" ? [] : [{
      problem: first.summary,
      // Rules see what happened, not why.
      rootCause: "",
      prevention: `Do at once what worked: ${first.resolution}`,
      citations: first.citations,
    }]
  ).slice(0, MAX_INSIGHTS);
}
