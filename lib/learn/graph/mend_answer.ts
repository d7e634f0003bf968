/**
 * A model's answer that its schema doesn't accept as it is: what can be meant in one way only is put right, and of what can't the
 * smallest entry is left out, so that one wrong field doesn't cost the whole answer.
 */

import type { z } from "zod";
import { PRIORITIES } from "../plan/learn_plan.ts";

/** An answer that the schema accepts. */
export interface MendedAnswer<Answer> {
  readonly answer: Answer;
  /** Entries of lists (items, quotes) that were left out. */
  readonly leftOut: number;
}

export type Mending<Answer> =
  | ({ readonly ok: true } & MendedAnswer<Answer>)
  | { readonly ok: false; readonly issues: readonly z.core.$ZodIssue[] };

/** Each round mends one level of what is nested. */
const MAX_ROUNDS = 10;

/**
 * Repairs an answer until it fits its schema. The result is not `ok` if nothing usable is left; it then says what
 * was wrong with the original answer.
 */
export function mendAnswer<Answer>(schema: z.ZodType<Answer>, value: unknown): Mending<Answer> {
  const first = schema.safeParse(value);
  if (first.success) return { ok: true, answer: first.data, leftOut: 0 };
  const { issues } = first.error;
  const mended: unknown = structuredClone(value);
  let parsed: z.ZodSafeParseResult<Answer> = first;
  let leftOut = 0;
  for (let round = 0; !parsed.success && round < MAX_ROUNDS; round++) {
    const unfit = new Map<unknown[], Set<number>>();
    for (const issue of parsed.error.issues) {
      if (repair(mended, issue)) continue;
      const entry = entryOf(mended, issue.path);
      if (entry === undefined) return { ok: false, issues };
      unfit.set(entry.list, (unfit.get(entry.list) ?? new Set()).add(entry.index));
    }
    for (const [list, indices] of unfit) {
      leftOut += indices.size;
      list.splice(0, list.length, ...list.filter((_, index) => !indices.has(index)));
    }
    parsed = schema.safeParse(mended);
  }
  return parsed.success && (leftOut === 0 || entriesIn(mended) > 0)
    ? { ok: true, answer: parsed.data, leftOut }
    : { ok: false, issues };
}

/** Puts a field right; false where it can't be told what was meant. */
function repair(root: unknown, issue: z.core.$ZodIssue): boolean {
  const name = issue.path.at(-1);
  const holder = follow(root, issue.path.slice(0, -1));
  if (name === undefined || typeof holder !== "object" || holder === null) return false;
  // An entry that is no such thing at all is left out.
  if (Array.isArray(holder) && holder[Number(name)] === null) return false;
  const fields = holder as Record<PropertyKey, unknown>;
  const meant = meantBy(fields[name], issue, holder === root);
  if (meant === undefined) return false;
  // An answer without any list is another thing than what was asked for.
  if (holder === root && entriesIn(root) === 0) return false;
  fields[name] = meant;
  return true;
}

function meantBy(value: unknown, issue: z.core.$ZodIssue, isTop: boolean): unknown {
  const isMissing = value === undefined || value === null;
  if (issue.code === "invalid_value") {
    const wanted = typeof value === "string" ? foldName(value) : undefined;
    const named = issue.values.find((each) => foldName(String(each)) === wanted);
    // What is ranked in another way is worth as much as most.
    return named ?? (String(issue.values) === String(PRIORITIES) ? "MEDIUM" : undefined);
  }
  if (issue.code !== "invalid_type") return undefined;
  switch (issue.expected) {
    case "string":
      return isMissing
        ? ""
        : typeof value === "number" || typeof value === "boolean"
        ? String(value)
        : undefined;
    case "boolean":
      return isMissing ? false : value === "true" ? true : value === "false" ? false : undefined;
    case "array":
      return isMissing ? [] : isTop ? undefined : [value];
    default:
      return undefined;
  }
}

/** `create new` → `CREATE_NEW`. */
function foldName(name: string): string {
  return name.trim().toUpperCase().replace(/[\s_-]+/g, "_");
}

/** The innermost entry of a list on a path. */
function entryOf(
  root: unknown,
  path: readonly PropertyKey[],
): { readonly list: unknown[]; readonly index: number } | undefined {
  for (let length = path.length; length > 0; length--) {
    const index = path[length - 1];
    const list = follow(root, path.slice(0, length - 1));
    if (Array.isArray(list) && typeof index === "number" && index < list.length) return { list, index };
  }
  return undefined;
}

function follow(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[name] : undefined,
    root,
  );
}

/** In the lists of the answer itself. */
function entriesIn(answer: unknown): number {
  return Object.values(answer ?? {}).reduce<number>(
    (sum, field) => sum + (Array.isArray(field) ? field.length : 0),
    0,
  );
}
