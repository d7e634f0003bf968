/** What is said to people: it may quote an argument, the configuration, a plan, a gist, a file's name or a server's answer. */

import type { Redactor } from "../redact/mod.ts";
import { messageOf, UserError } from "../user_error.ts";
import type { Output } from "./command.ts";
import { type Given, redactAround } from "./named_paths.ts";

/**
 * Makes a redactor like the run's, but without its receipt: a secret in a message was not taken out of the
 * materials, so it must not be counted.
 */
export type MakeRedactor = () => Promise<Redactor>;

/** Redacts messages that are shown during a run. */
export interface WordRedactor {
  /** From now on by the project's rules, too: those of the run's redactor. */
  follow(make: MakeRedactor): void;
  /** Never throws. */
  redact(text: string): Promise<string>;
}

/** Makes a redactor that loads the rules with the first text: most runs show nothing that quotes anything. */
export function createWordRedactor(): WordRedactor {
  let make: MakeRedactor = defaultRedactor;
  let redactor: Promise<Redactor> | undefined;
  return {
    follow(made) {
      make = made;
      redactor = undefined;
    },
    async redact(text) {
      try {
        return await (await (redactor ??= make())).redact(text);
      } catch (error) {
        return `(what was said here can't be shown, as it could not be redacted: ${messageOf(error)})`;
      }
    },
  };
}

/**
 * Sentences of a failure as they may be shown, in the log of a public workflow too. The rules are loaded for this where the run has
 * not needed them, so only failures take that time.
 *
 * @param sentences the first says what failed; the others, which may be empty, say more.
 * @param redactor of the run, which knows what it has found; undefined: there is none yet, as one would leave a key behind.
 * @param given paths among the arguments are said as they were given.
 */
export async function redactFailure(
  error: unknown,
  sentences: readonly string[],
  redactor: Redactor | undefined,
  given: Given = { named: [], home: undefined },
): Promise<readonly string[]> {
  // Why text can't be redacted is said in our own words.
  if (error instanceof UserError && error.publishNothing) return sentences;
  try {
    return await redactAround(sentences, given, redactor ?? await defaultRedactor());
  } catch (cause) {
    const instead = `What failed can't be shown, as it could not be redacted: ${messageOf(cause)}`;
    return sentences.map((_, index) => index === 0 ? instead : "");
  }
}

/** Fields of an answer that hold sentences for people. What else is in it is for programs, and stays. */
const SAID_FIELDS: ReadonlySet<string> = new Set(["warnings", "gaps", "problems", "checks", "error"]);

/** Fields of the objects in them that name what they are about. */
const NAMING_FIELDS: ReadonlySet<string> = new Set(["name", "state"]);

/**
 * Redacts the sentences of an answer.
 *
 * @throws {UserError} if they can't be redacted.
 */
export async function redactAnswer(output: Output, redactor: Redactor | undefined): Promise<Output> {
  if (!("json" in output) || typeof output.json !== "object" || output.json === null) return output;
  const said = Object.entries(output.json).filter(([name, value]) =>
    SAID_FIELDS.has(name) && holdsText(value)
  );
  if (said.length === 0) return output;
  const words = redactor ?? await defaultRedactor();
  const redacted: [string, unknown][] = [];
  for (const [name, value] of said) redacted.push([name, await redactStrings(value, words)]);
  return { json: { ...output.json, ...Object.fromEntries(redacted) } };
}

function holdsText(value: unknown): boolean {
  return typeof value === "string" ? value !== "" : Array.isArray(value) && value.length > 0;
}

async function redactStrings(value: unknown, redactor: Redactor): Promise<unknown> {
  if (typeof value === "string") return await redactor.redact(value);
  if (Array.isArray(value)) return await Promise.all(value.map((item) => redactStrings(item, redactor)));
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).map(async ([name, field]) =>
    [name, NAMING_FIELDS.has(name) ? field : await redactStrings(field, redactor)] as const
  );
  return Object.fromEntries(await Promise.all(fields));
}

async function defaultRedactor(): Promise<Redactor> {
  const { createRedactor } = await import("../redact/mod.ts");
  return await createRedactor();
}
