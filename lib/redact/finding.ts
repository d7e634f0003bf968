/** What a rule found in a text, and how findings of several rules become one list. */

/** A stretch of text that must not leave this machine. Offsets are UTF-16 code units, `end` exclusive. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  /** Short lower-case name such as `github-token`; becomes part of the mark and of the receipt. */
  readonly kind: string;
  /** Where two findings overlap, the kind of the higher weight names the whole. */
  readonly weight: Weight;
  /** Written instead of a mark: `~` for a home directory. */
  readonly replacement?: string;
}

/** How sure the kind is: a vendor's own prefix says more than the name of a variable. */
export const WEIGHT = { path: 0, email: 1, context: 2, format: 3 } as const;
export type Weight = (typeof WEIGHT)[keyof typeof WEIGHT];

/** Takes what a rule finds. */
export type Report = (finding: Finding) => void;

/** Findings of several rules: in the order of the rules, whatever the order is in which they come. */
export class FindingsByRule {
  /** Of hundreds of rules few find anything in a text. */
  readonly #found = new Map<number, Finding[]>();

  /** Takes findings of a rule, by its number. */
  reportOf(rule: number): Report {
    return (finding) => {
      const own = this.#found.get(rule);
      if (own === undefined) this.#found.set(rule, [finding]);
      else own.push(finding);
    };
  }

  all(): Finding[] {
    return [...this.#found].sort(([one], [other]) => one - other).flatMap(([, own]) => own);
  }
}

/**
 * Sorts findings and joins those that overlap, so that applying them never cuts a secret in two.
 * Findings that only touch stay apart. A joined stretch carries the kind of its weightiest (then longest) part.
 */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  const sorted = [...findings].sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Finding[] = [];
  for (const finding of sorted) {
    const previous = merged.at(-1);
    if (previous === undefined || finding.start >= previous.end) {
      merged.push(finding);
    } else {
      merged[merged.length - 1] = joinTwo(previous, finding);
    }
  }
  return merged;
}

function joinTwo(first: Finding, second: Finding): Finding {
  const start = Math.min(first.start, second.start);
  const end = Math.max(first.end, second.end);
  const stronger = isStronger(second, first) ? second : first;
  // A home path swallowed by something larger must not shrink that to `~`.
  if (stronger.start === start && stronger.end === end) return stronger;
  const { replacement: _dropped, ...rest } = stronger;
  return stronger.weight === WEIGHT.path ? { ...stronger, start, end } : { ...rest, start, end };
}

function isStronger(candidate: Finding, current: Finding): boolean {
  if (candidate.weight !== current.weight) return candidate.weight > current.weight;
  return candidate.end - candidate.start > current.end - current.start;
}
