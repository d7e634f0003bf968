/** `redaction` of `.erk/learn.json`: patterns of a project's own secrets, and values that are no secrets. */

import { z } from "zod";
import type { CustomPattern } from "../custom_pattern.ts";
import { UserError } from "../user_error.ts";

/** What a project adds to the rules; nothing where it says nothing. */
export interface RedactionSettings {
  readonly customPatterns?: readonly CustomPattern[];
  /** Found texts that stay as they are. */
  readonly allowedValues?: readonly string[];
}

/** Kinds that are no secrets (`lib/redact/secret_kinds.ts`): a pattern of such a kind would count as none either. */
const RESERVED_KINDS = ["email", "home-path", "user-name"];

const kindSchema = z.string("name the kind of what it finds").regex(
  /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/,
  "give a kind of 1 to 40 lower-case letters, digits and inner hyphens, such as acme-key",
).refine((kind) => !RESERVED_KINDS.includes(kind), "is a kind of the program's own that counts as no secret");

/** The schema of the field `redaction`. */
export const redactionSchema = z.strictObject({
  patterns: z.array(z.strictObject({
    kind: kindSchema.meta({
      description: "What it finds, as in [redacted:acme-key:1a2b] and in the receipt.",
    }),
    pattern: z.string("give a regular expression").min(1, "give a regular expression").meta({
      description:
        "A regular expression of JavaScript. The group named secret, else the first group, else the whole match is replaced. " +
        "One that is slow on some text, or finds nearly everything, is refused.",
    }),
    flags: z.string().regex(/^(?!.*(.).*\1)(?!.*u.*v|.*v.*u)[imsuv]*$/, "use i, m, s and one of u and v")
      .optional().meta({
        description: "Out of i, m, s and one of u and v. u is added where it is valid.",
        default: "",
      }),
  })).optional().meta({
    description: "Patterns of secrets that only this project has.",
    default: [],
    examples: [[{ kind: "acme-key", pattern: "acme_[a-z0-9]{32}", flags: "i" }]],
  }),
  allow: z.array(z.string().min(1, "an empty value allows nothing")).optional().meta({
    description:
      "Exact values that stay where they are found as a whole; inside of a longer secret they go with it.",
    default: [],
    examples: [["acme_example0example0example0example0"]],
  }),
});

/**
 * Compiles and judges the patterns of a configuration.
 *
 * @param file the configuration's path, for messages.
 * @throws UserError naming the file and the pattern's kind, if one is invalid, finds everything, or is slow on some text.
 */
export async function readRedactionSettings(
  settings: z.infer<typeof redactionSchema>,
  file: string,
): Promise<RedactionSettings> {
  const { patterns = [], allow = [] } = settings;
  const customPatterns: CustomPattern[] = [];
  for (const { kind, pattern, flags } of patterns) {
    customPatterns.push(await checkedPattern({ kind, source: pattern, flags }, file));
  }
  return {
    ...(customPatterns.length === 0 ? {} : { customPatterns }),
    ...(allow.length === 0 ? {} : { allowedValues: [...new Set(allow)].sort() }),
  };
}

async function checkedPattern(
  { kind, source, flags }: { kind: string; source: string; flags: string | undefined },
  file: string,
): Promise<CustomPattern> {
  const refuse = (problem: string, remedy: string) =>
    new UserError(`The redaction pattern "${kind}" in ${file} ${problem}; ${remedy}.`);
  const compiled = compile(source, flags ?? "");
  if (compiled instanceof Error) {
    throw refuse(`is no regular expression of JavaScript (${reasonIn(compiled)})`, "correct it");
  }
  // Loaded for projects that have patterns only: nobody else needs a parser of regular expressions.
  const { costProblem } = await import("./pattern_cost/mod.ts");
  const problem = costProblem(source, compiled.flags);
  if (problem !== undefined) {
    throw refuse(
      problem,
      "begin it with fixed characters or \\b, give repetitions an upper bound such as {20,80}, and let what " +
        "follows a repetition begin with a character that isn't repeated",
    );
  }
  if (findsEverything(compiled)) {
    throw refuse(
      "finds nearly everything in ordinary text",
      "begin it with the characters that all such secrets share, as in acme_[a-z0-9]{32}",
    );
  }
  return { kind, source, flags: compiled.flags };
}

/** Without the pattern, which the engine quotes: it may hold a secret in full. */
function reasonIn({ message }: Error): string {
  return /^Invalid regular expression: \/.*\/[a-z]*: ([^/]+)$/s.exec(message)?.[1] ?? message;
}

/** With `u` where that is valid: characters beyond U+FFFF are one then, and mistakes are not taken for letters. */
function compile(source: string, flags: string): RegExp | Error {
  try {
    if (/[uv]/.test(flags)) return new RegExp(source, flags);
    try {
      return new RegExp(source, `${flags}u`);
    } catch {
      return new RegExp(source, flags);
    }
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const ORDINARY_TEXTS = [
  "The upload is tried three times, and after that the error is shown to the person who asked for it.",
  'export function retry(count: number): string {\n  return fetchAll(count, { delay: 250, mode: "linear" });\n}\n',
  "-rw-r--r-- 1 ada staff 4096 2026-11-21 08:15 src/upload/retry_test.ts\nok | 214 passed | 0 failed (12s)",
];

/** True for `.+`, `\w`, `.{40}` and the like: more than a third of each of several texts without any secret. */
function findsEverything({ source, flags }: RegExp): boolean {
  const expression = new RegExp(source, `${flags}g`);
  return ORDINARY_TEXTS.every((text) =>
    [...text.matchAll(expression)].reduce((sum, [match]) => sum + match.length, 0) > text.length / 3
  );
}
