/** Citations of a whole answer: every answer keeps them in lists named `citations`. */

import type { Citation } from "../citation.ts";

/** A key of a citation's place. Two citations of the same place have the same key, whatever they quote of it. */
export function placeKey({ kind, source, ref }: Citation): string {
  return JSON.stringify([kind, source, ref]);
}

/** Each quote once, in the order in which it first appears. */
export function uniteCitations(lists: readonly (readonly Citation[])[]): Citation[] {
  const united = new Map<string, Citation>();
  for (const citation of lists.flat()) {
    const key = placeKey(citation) + citation.quote.replace(/\s+/g, " ").trim();
    if (!united.has(key)) united.set(key, citation);
  }
  return [...united.values()];
}

/** Whether two lists name a place in common. */
export function shareAPlace(a: readonly Citation[], b: readonly Citation[]): boolean {
  const places = new Set(a.map(placeKey));
  return b.some((citation) => places.has(placeKey(citation)));
}

/** All citations of an answer, in order. */
export function collectCitations(answer: unknown): Citation[] {
  const found: Citation[] = [];
  mapCitations(answer, (citations) => {
    found.push(...citations);
    return citations;
  });
  return found;
}

/** The answer with each of its lists of citations replaced; everything else stays. */
export function mapCitations<Answer>(
  answer: Answer,
  replace: (citations: readonly Citation[]) => readonly Citation[],
): Answer;
export function mapCitations(
  answer: unknown,
  replace: (citations: readonly Citation[]) => readonly Citation[],
): unknown {
  if (Array.isArray(answer)) return answer.map((entry) => mapCitations(entry, replace));
  if (typeof answer !== "object" || answer === null) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [
      name,
      name === "citations" && Array.isArray(value) ? [...replace(value)] : mapCitations(value, replace),
    ]),
  );
}
