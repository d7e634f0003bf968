/** A tripwire out of a plan's Markdown, as `renderLearnPlan` writes it. */

import type { Citation } from "../citation.ts";
import { type ScoredTripwire, TRIPWIRE_CRITERIA } from "./learn_plan.ts";
import { unescaped } from "./markdown.ts";

/** Headings of the sections that hold tripwires. */
export const TRIPWIRE_SECTION = /^(?:tripwire candidates|potential tripwires)$/i;

type Criterion = keyof typeof TRIPWIRE_CRITERIA;

/** How a criterion is written in a tripwire's score. */
export const CRITERIA_WORDS: Readonly<Record<Criterion, string>> = {
  nonObvious: "non-obvious",
  crossCutting: "cross-cutting",
  destructive: "destructive",
  silent: "silent",
  repeated: "repeated",
  externalQuirk: "external quirk",
};

/** Reads an entry; undefined where it is written in another way. */
export function parseTripwire(
  title: string,
  lines: readonly string[],
  citationOf: (line: string) => Citation | undefined,
): ScoredTripwire | undefined {
  const fields = new Map(lines.flatMap((line) => {
    const [, name = "", text = ""] = /^- \*\*(Score|Action|Warning|Document):\*\* (.+)$/.exec(line) ?? [];
    return name === "" ? [] : [[name, text] as const];
  }));
  const [score, action, warning, document] = ["Score", "Action", "Warning", "Document"].map((name) =>
    fields.get(name)?.trim()
  );
  const targetDocPath = /^`([^`]+)`$/.exec(document ?? "")?.[1];
  if (score === undefined || action === undefined || warning === undefined || targetDocPath === undefined) {
    return undefined;
  }
  const met = (name: Criterion) => score.includes(`${CRITERIA_WORDS[name]} +${TRIPWIRE_CRITERIA[name]}`);
  return {
    title,
    action: unescaped(action),
    warning: unescaped(warning),
    targetDocPath,
    criteria: {
      nonObvious: met("nonObvious"),
      crossCutting: met("crossCutting"),
      destructive: met("destructive"),
      silent: met("silent"),
      repeated: met("repeated"),
      externalQuirk: met("externalQuirk"),
    },
    citations: lines.flatMap((line) => citationOf(line.trim()) ?? []),
  };
}
