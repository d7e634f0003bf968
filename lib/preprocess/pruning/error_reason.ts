/** Why a request failed: clients keep errors as objects, the cause of each inside of it. */

import { asObject, type JsonObject, stringField } from "../../session/mod.ts";

/** Where an object holds what caused it; answers of the API have their error in `error`. */
const CAUSE_FIELDS = ["cause", "error"] as const;

/** Causes of causes are followed so far: a request through a proxy has three or four. */
const MOST_CAUSES = 8;

/** What one error in a chain of causes says. */
interface Cause {
  readonly words: string | undefined;
  /** Its name for programs: `ECONNREFUSED`, `overloaded_error`. */
  readonly code: string | undefined;
}

/** The ends of such a chain. */
interface Ends {
  readonly outermost: string | undefined;
  readonly innermost: Cause;
}

const NOTHING_SAID: Ends = { outermost: undefined, innermost: { words: undefined, code: undefined } };

/** The reason in a line of type `api_error`: what the error says, and what its innermost cause says beyond it. */
export function errorReason(raw: JsonObject, content: string): string {
  // Clients keep the cause beside the error, too.
  const { outermost, innermost } = ends(raw.error) ?? ends(raw.cause) ?? NOTHING_SAID;
  const said = outermost ?? content;
  const { words, code } = innermost;
  const cause = [code, words].filter((text) => text !== undefined).join(": ");
  if (said.trim() === "" || said === words) return cause;
  return said.includes(words ?? code ?? "") ? said : `${said}\n${cause}`;
}

/** The words of the first in a chain that has any, and the last that says something; undefined where none does. */
function ends(error: unknown): Ends | undefined {
  let outermost: string | undefined;
  let innermost: Cause | undefined;
  let at = error;
  for (let depth = 0; depth < MOST_CAUSES && at !== undefined && at !== null; depth++) {
    const cause = causeOf(at);
    if (cause.words !== undefined || cause.code !== undefined) innermost = cause;
    outermost ??= cause.words;
    const holder = asObject(at) ?? {};
    at = CAUSE_FIELDS.map((name) => holder[name]).find((inner) =>
      asObject(inner) !== undefined || isWords(inner)
    );
  }
  return innermost && { outermost, innermost };
}

function causeOf(value: unknown): Cause {
  const error = asObject(value);
  if (error === undefined) return { words: isWords(value) ? value : undefined, code: undefined };
  const type = stringField(error, "type");
  return {
    words: [stringField(error, "formatted"), stringField(error, "message")].find(isWords),
    // Every error of the API is of the type `error` before it says which.
    code: [stringField(error, "code"), type === "error" ? undefined : type].find(isWords),
  };
}

function isWords(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
