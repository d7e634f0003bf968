/** `normalize-tripwire-candidates`: tripwires as a model wrote them → the form in which they are stored. */

import { resolve } from "node:path";
import { z } from "zod";
import { type Context, defineCommand, HOME_VARIABLES, runAlone, TERMINAL_VARIABLES } from "../lib/cli/mod.ts";
import { writeFileAtomically } from "../lib/write_file.ts";
import { jsonInText } from "../lib/learn/plan/json_in_text.ts";
import { normalizeTripwireCandidates } from "../lib/learn/plan/tripwire_candidates.ts";
import { UserError } from "../lib/user_error.ts";
import { requireReadTripwires } from "./store_tripwire_candidates.ts";
import { readTextInput } from "./text_input.ts";

const inputSchema = z.object({
  candidatesFile: z.string().min(1).optional(),
  output: z.string().min(1).optional(),
});

const candidateSchema = z.object({ action: z.string(), warning: z.string(), target_doc_path: z.string() });

const resultSchema = z.object({
  success: z.literal(true),
  /** Whether the form was another one. */
  normalized: z.boolean(),
  count: z.int(),
  candidates: z.array(candidateSchema),
  /** The file that was written; null where none had to be. */
  file: z.string().nullable(),
  warnings: z.array(z.string()),
});

export type NormalizeTripwireCandidatesInput = z.output<typeof inputSchema>;
export type NormalizeTripwireCandidatesResult = z.output<typeof resultSchema>;

/**
 * Normalises candidates. A file is written anew, in place or to `output`; those from standard input are only printed.
 *
 * @throws {UserError} if there is nothing to read, or no JSON in it, or in none of the shapes: the file stays then.
 */
export async function normalizeTripwires(
  input: NormalizeTripwireCandidatesInput,
  context: Context,
): Promise<NormalizeTripwireCandidatesResult> {
  const text = await readTextInput(input.candidatesFile, "the tripwire candidates", context);
  const source = input.candidatesFile ?? "standard input";
  const value = jsonInText(text);
  if (value === undefined) {
    throw new UserError(
      `There is no JSON in ${source}; expected {"candidates": [{"action", "warning", "target_doc_path"}]}.`,
    );
  }
  const read = normalizeTripwireCandidates(value);
  requireReadTripwires(read, source);
  const { candidates, warnings } = read;
  for (const warning of warnings) context.progress.warn(warning);
  const stored = { candidates: candidates.map((candidate) => ({ ...candidate })) };
  const normalized = JSON.stringify(value) !== JSON.stringify(stored);
  const isFile = input.candidatesFile !== undefined && input.candidatesFile !== "-";
  const target = input.output ?? (isFile && normalized ? input.candidatesFile : undefined);
  const file = target === undefined ? null : resolve(context.workingDirectory, target);
  if (file !== null) await writeFileAtomically(file, `${JSON.stringify(stored, null, 2)}\n`);
  return { success: true, normalized, count: candidates.length, ...stored, file, warnings: [...warnings] };
}

export const command = defineCommand({
  name: "normalize-tripwire-candidates",
  summary: "Bring tripwire candidates into the form in which they are stored",
  description:
    "Reads tripwires in any shape that models give them (lists, other names of fields, scores, JSON in a code block) and\n" +
    "writes the candidates among them as {candidates: [{action, warning, target_doc_path}]}.",
  options: [
    { flags: "--candidates-file <file>", description: "the tripwires (default: standard input)" },
    { flags: "--output <file>", description: "where to write (default: the same file, if it changes)" },
  ],
  examples: [{
    command: "erk-learn normalize-tripwire-candidates --candidates-file tripwire-candidates.json",
    explanation: "Rewrites the file where its form is another one",
  }],
  permissions: {
    net: [],
    read: true,
    write: true,
    env: [...HOME_VARIABLES, ...TERMINAL_VARIABLES],
    run: [],
  },
  input: inputSchema,
  result: resultSchema,
  run: normalizeTripwires,
});

if (import.meta.main) await runAlone(command);
