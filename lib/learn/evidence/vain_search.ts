/** Detours without a failure: searches that found nothing, one after the other, until something was found after all. */

import type { SourceSession } from "../source/learn_source.ts";
import { nameOf } from "./errors.ts";
import { isBareStatus } from "./failure_text.ts";
import { type Found, found } from "./found.ts";
import { brief, citations, cite } from "./quotes.ts";
import { isEdit, isRead, type Step } from "./steps.ts";

/** So many searches in vain are a detour, if most steps between were such. */
const VAIN_SEARCHES = 8;
const SHARE_OF_STEPS = 0.6;

/** Searches of one conversation for what seems to be one thing. */
interface Hunt {
  readonly first: Step;
  vain: number;
  steps: number;
}

/**
 * Finds searches of a session that took long before they succeeded. A search that finds nothing in the end is left
 * out: its answer is that there is nothing.
 */
export function findVainSearches(session: SourceSession, steps: readonly Step[]): Found[] {
  const hunts = new Map<string, Hunt>();
  const findings: Found[] = [];
  const prompts = session.events.flatMap(({ name }, position) => name === "user" ? [position] : []);
  let nextPrompt = 0;
  for (const step of steps) {
    for (; (prompts[nextPrompt] ?? Infinity) < step.position; nextPrompt++) hunts.clear();
    const hunt = hunts.get(step.agent);
    if (isSearch(step) && findsNothing(step)) {
      if (hunt === undefined) hunts.set(step.agent, { first: step, vain: 1, steps: 1 });
      else {
        hunt.vain++;
        hunt.steps++;
      }
      continue;
    }
    if (hunt === undefined) continue;
    if (hunt.vain >= VAIN_SEARCHES && hunt.vain / hunt.steps >= SHARE_OF_STEPS && step.outcome === "ok") {
      findings.push(...detour(session.id, hunt, step));
      hunts.delete(step.agent);
    } else if (isEdit(step)) {
      hunts.delete(step.agent);
    } else if (isSearch(step) || isRead(step)) {
      hunt.steps++;
    }
  }
  return findings;
}

function isSearch({ tool, command }: Step): boolean {
  return /^(?:Grep|Glob)$|^mcp__.*search/.test(tool) || command?.purpose === "search";
}

function findsNothing({ output }: Step): boolean {
  return isBareStatus(output) ||
    /^(?:no (?:files?|match(?:es)?|results?) found|found 0 )/i.test(output.trimStart().slice(0, 40));
}

function detour(id: string, { first, vain }: Hunt, end: Step): Found[] {
  return found({
    kind: "long-detour",
    summary: `${vain} searches found nothing, from ${brief(nameOf(first))} on, until ${
      brief(nameOf(end), 120)
    }.`,
    citations: citations(cite(id, first.use), cite(id, end.use)),
    weight: 3,
    resolution: brief(nameOf(end), 160),
    subjects: [brief(nameOf(first)), brief(nameOf(end))],
    position: first.position,
  });
}
