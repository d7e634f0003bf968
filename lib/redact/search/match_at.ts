/** Trying an expression at one place of a text, however long what it finds there is. */

/**
 * V8 notes a step for each character that a part like `[A-Za-z0-9]{36,}` takes, and fails at about eight million: no
 * expression is shown as many.
 */
const MAX_SHOWN_CHARACTERS = 1_000_000;

/** Characters before the place that an expression may look back at. */
const SHOWN_BEFORE_CHARACTERS = 100;

/** What a secret goes on with that is longer than what was shown. */
const GOES_ON = /[A-Za-z0-9_.+/=,~%-]/;

/** What was found, where it begins in the text, and where it ends: behind the match itself, if that is cut short. */
export interface FoundAt {
  readonly match: RegExpExecArray;
  readonly start: number;
  readonly end: number;
}

/** The first group of a sticky expression that matches at a place. For short matches. */
export function groupAt(pattern: RegExp, text: string, place: number): string | undefined {
  pattern.lastIndex = place;
  return pattern.exec(text)?.[1];
}

/** Tries a sticky expression at a place. */
export function matchAt(pattern: RegExp, text: string, place: number): FoundAt | undefined {
  const first = text.length <= MAX_SHOWN_CHARACTERS ? 0 : Math.max(0, place - SHOWN_BEFORE_CHARACTERS);
  const shown = text.length <= MAX_SHOWN_CHARACTERS ? text : text.slice(first, first + MAX_SHOWN_CHARACTERS);
  pattern.lastIndex = place - first;
  const match = pattern.exec(shown);
  if (match === null) return undefined;
  const start = first + match.index;
  let end = start + match[0].length;
  if (end === first + shown.length) {
    while (end < text.length && GOES_ON.test(text.charAt(end))) end++;
  }
  return { match, start, end };
}
