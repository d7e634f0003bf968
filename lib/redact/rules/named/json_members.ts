/** The members of the object that a place stands in: JSON, also nested in strings, and literals of Python and JavaScript. */

/** A member whose value is a string or an object. */
export interface Member {
  readonly key: string;
  /** Of the value, without its quotes or braces. */
  readonly start: number;
  readonly end: number;
  readonly isText: boolean;
}

/** What was found around a place. */
export interface Members {
  readonly members: readonly Member[];
  /** Where the object ends, or the search for its end. */
  readonly end: number;
}

// deno-lint-ignore no-control-regex -- what stands between texts and in place of marks
const MARKS = /\u0000|[{}[\]]|\\{0,63}["']/g;

interface Value {
  readonly start: number;
  readonly end: number;
  readonly isText: boolean;
}

/**
 * The members on both sides of a place that is in no string.
 * @param quote what strings begin and end with, with its backslashes.
 */
export function membersAround(
  text: string,
  at: number,
  quote: string,
  { from, to }: { readonly from: number; readonly to: number },
): Members {
  const head = text.slice(from, at);
  const before = valuesOf([...head.matchAll(MARKS)].reverse(), from, quote, true);
  const after = valuesOf(marksBetween(text, at, to), 0, quote, false);
  const members = [...before.values, ...after.values].flatMap((value) => memberOf(text, value));
  return { members, end: after.end ?? Math.min(to, text.length) };
}

/** One after the other: an object nearly always ends long before the search for its end. */
function* marksBetween(text: string, from: number, to: number): Generator<RegExpExecArray> {
  const marks = new RegExp(MARKS);
  marks.lastIndex = from;
  for (let mark = marks.exec(text); mark !== null && mark.index < to; mark = marks.exec(text)) yield mark;
}

interface Values {
  readonly values: readonly Value[];
  readonly end: number | undefined;
}

/** Strings and objects that are not nested in others; backwards what opens is what closes. */
function valuesOf(
  marks: Iterable<RegExpMatchArray>,
  base: number,
  quote: string,
  isBackwards: boolean,
): Values {
  const values: Value[] = [];
  let depth = 0;
  let string: number | undefined;
  let object = 0;
  const add = (one: number, other: number, isText: boolean) =>
    values.push(isBackwards ? { start: other, end: one, isText } : { start: one, end: other, isText });
  for (const { 0: mark, index = 0 } of marks) {
    const [near, far] = isBackwards
      ? [base + index, base + index + mark.length]
      : [base + index + mark.length, base + index];
    if (mark === "\u0000") return { values, end: far };
    if (mark === quote) {
      if (string !== undefined && depth === 0) add(string, far, true);
      string = string === undefined ? near : undefined;
    } else if (string === undefined && mark.length === 1 && "{}[]".includes(mark)) {
      const opens = (mark === "{" || mark === "[") !== isBackwards;
      if (!opens && depth === 0) return { values, end: far };
      depth += opens ? 1 : -1;
      if (opens && depth === 1) object = near;
      else if (!opens && depth === 0) add(object, far, false);
    }
  }
  return { values, end: undefined };
}

const MAX_KEY_CHARACTERS = 100;

const BEFORE_STRING = /([\w.$/-]{1,80})[\\"']{0,16}\s{0,4}:\s{0,4}[\\"']{1,16}$/;
const BEFORE_OBJECT = /([\w.$/-]{1,80})[\\"']{0,16}\s{0,4}:\s{0,4}[{[]$/;

/** The key before a value; nothing for what is a key itself or stands in a list. */
function memberOf(text: string, { start, end, isText }: Value): Member[] {
  const before = text.slice(Math.max(0, start - MAX_KEY_CHARACTERS), start);
  const key = (isText ? BEFORE_STRING : BEFORE_OBJECT).exec(before)?.[1];
  return key === undefined ? [] : [{ key, start, end, isText }];
}
