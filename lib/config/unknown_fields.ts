/** Fields of `.erk/learn.json` that nothing reads: most are misspelt. */

import { z } from "zod";
import { printable } from "../printable.ts";

/** A field that its object doesn't know. */
export interface UnknownField {
  /** The path of the object that holds the field, from the file's root. */
  readonly parent: readonly PropertyKey[];
  readonly name: string;
  /** The known field that is most like it, if one is like it at all. */
  readonly near: string | undefined;
}

/** Lists the unknown fields among the issues that a schema of strict objects reports for a value. */
export function unknownFieldsOf(schema: z.ZodType, error: z.ZodError): UnknownField[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [];
    const known = fieldsAt(schema, issue.path);
    return issue.keys.map((name) => ({ parent: issue.path, name, near: nearestOf(name, known) }));
  });
}

/**
 * With its place, as messages name it: `the unknown field "pattern" at redaction (did you mean "patterns"?)`. What isn't made of
 * words may be a secret that stands in the wrong place, and is not named.
 */
export function describeUnknown({ parent, name, near }: UnknownField): string {
  const place = parent.length === 0 ? "" : ` at ${parent.map(String).join(".")}`;
  if (near !== undefined) return `the unknown field ${printable(name)}${place} (did you mean "${near}"?)`;
  return name.length <= MOST_CHARACTERS && WORDS.test(name)
    ? `the unknown field ${printable(name)}${place}`
    : `an unknown field${place}, whose name of ${name.length} characters is no word`;
}

/** Words of small letters, the first of each in either case; a capital or a sign begins the next one. */
const WORDS = /^[$_]?[A-Za-z][a-z]*(?:[A-Z][a-z]+|[ _.-][A-Za-z][a-z]*)*$/;

/** Takes these fields out of a value. */
export function removeFields(value: unknown, fields: readonly UnknownField[]): void {
  for (const { parent, name } of fields) {
    let holder: unknown = value;
    for (const key of parent) holder = isObject(holder) ? holder[key] : undefined;
    if (isObject(holder)) delete holder[name];
  }
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === "object" && value !== null;
}

/** The names that a schema knows at a path. */
function fieldsAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let here: unknown = schema;
  for (const key of path) {
    here = bare(here);
    if (here instanceof z.ZodObject) here = here.shape[String(key)];
    else if (here instanceof z.ZodArray) here = here.element;
    else if (here instanceof z.ZodRecord) here = here.valueType;
  }
  here = bare(here);
  return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
}

function bare(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? schema.unwrap() : schema;
}

/** How many letters of a misspelt name may be wrong, missing or superfluous. */
const MOST_WRONG_LETTERS = 2;

/** A beginning this long stands for the whole: `redact` for `redaction`. */
const TELLING_BEGINNING = 4;

/** The known name that a person may have meant, whatever its case and whatever stands between its words. */
function nearestOf(name: string, known: readonly string[]): string | undefined {
  const plain = plainName(name);
  const near = known.map((candidate) => ({ candidate, other: plainName(candidate) }))
    .map(({ candidate, other }) => ({ candidate, other, distance: distanceOf(plain, other) }))
    .filter(({ other, distance }) =>
      distance <= Math.min(MOST_WRONG_LETTERS, other.length - 2) ||
      Math.min(plain.length, other.length) >= TELLING_BEGINNING &&
        (plain.startsWith(other) || other.startsWith(plain))
    );
  return near.toSorted((a, b) => a.distance - b.distance)[0]?.candidate;
}

/** No known name is longer by far, and no file shall make this slow. Characters. */
const MOST_CHARACTERS = 40;

function plainName(name: string): string {
  return name.slice(0, MOST_CHARACTERS).toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/** Letters to be changed, added or left out to make one word of the other. */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...a].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...b].entries()) {
      next.push(Math.min(
        (row[column] ?? 0) + (letter === other ? 0 : 1),
        (row[column + 1] ?? 0) + 1,
        (next[column] ?? 0) + 1,
      ));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
