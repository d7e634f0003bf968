/**
 * `.erk/learn.json` and the environment as one typed, validated configuration.
 * Flags of a command win over the environment, the environment wins over the file.
 */

import { z } from "zod";
import { refSchema, workflowFileSchema } from "./dispatch_names.ts";
import { reasonOf } from "../file_failure.ts";
import { readRegularFile } from "../regular_file.ts";
import { messageOf, UserError } from "../user_error.ts";
import { learnSchema, type LearnSettings, readLearnSettings } from "./learn_settings.ts";
import { readRedactionSettings, redactionSchema, type RedactionSettings } from "./redaction_settings.ts";
import { describeUnknown, removeFields, type UnknownField, unknownFieldsOf } from "./unknown_fields.ts";

export {
  ENGINE_NAMES,
  type EngineName,
  type LearnSettings,
  type ModelPrice,
  modelSchema,
} from "./learn_settings.ts";
export { refSchema, workflowFileSchema } from "./dispatch_names.ts";
export type { RedactionSettings } from "./redaction_settings.ts";

/** Where the configuration file lies, from the project's root. */
export const CONFIGURATION_FILE = ".erk/learn.json";

/** A folder or file of the repository, from its root. */
export const rootSchema = z.string().min(1, "give a folder").refine(
  (path) => !/^[/\\]|^[A-Za-z]:|\\/.test(path) && !path.split("/").includes(".."),
  "give a folder in the repository, from its root, with forward slashes",
);

const documentsSchema = z.strictObject({
  roots: z.array(rootSchema).optional().meta({
    description:
      "Folders and files that are documentation, from the repository's root, with forward slashes. They are searched for what " +
      "a plan is about, and apply-learn-plan writes nowhere else. Empty: documentation is found by name, in the whole " +
      "repository, and apply-learn-plan writes below docs.",
    default: [],
    examples: [["docs", "AGENTS.md"]],
  }),
  exclude: z.array(z.string().min(1, "an empty pattern excludes nothing")).optional().meta({
    description: "Patterns, as in .gitignore, of what is no documentation all the same.",
    default: [],
    examples: [["docs/archive/"]],
  }),
});

/**
 * `.erk/learn.json` as it may be written; `readConfiguration` says what becomes of fields that are not known. Its
 * texts, defaults and examples make `docs/configuration.md` and `docs/learn.schema.json`, so a default stands here
 * and where it is applied: a test compares.
 */
export const configurationSchema = z.strictObject({
  $schema: z.string().optional().meta({
    description: "Where an editor finds the schema of this file. The program doesn't read it.",
  }),
  workflow: workflowFileSchema.optional().meta({
    description: "File name of the learn workflow in .github/workflows; --workflow wins.",
    default: "learn.yml",
  }),
  ref: refSchema.optional().meta({
    description:
      "Branch or tag on which the workflow is dispatched; --ref wins. Default: the default branch.",
    examples: ["trunk"],
  }),
  max_tokens: z.number().int().min(500).optional().meta({
    description:
      "How many tokens one part of a session may have; --max-tokens wins. Claude Code's Read tool refuses files over 25,000.",
    default: 20_000,
  }),
  detail: z.enum(["low", "normal", "high"]).optional().meta({
    description: "How much of the sessions is kept; --detail wins.",
    default: "normal",
  }),
  redaction: redactionSchema.optional().meta({
    description: "What a project adds to the rules of redaction.",
  }),
  documents: documentsSchema.optional().meta({ description: "Where the documentation is." }),
  learn: learnSchema.optional().meta({
    description: "Which models learn from a plan, and what may be spent on it.",
  }),
});

export interface Configuration {
  /** File name of the learn workflow in `.github/workflows/`. */
  readonly workflow: string;
  /** Branch or tag the workflow is dispatched on; `undefined`: the repository's default branch. */
  readonly ref: string | undefined;
  /** Upper bound of one XML part, in tokens; `undefined`: preprocessing's own default. */
  readonly maxTokens: number | undefined;
  /** What the project adds to the rules of redaction. */
  readonly redaction: RedactionSettings;
  /** How much of the sessions is kept; `undefined`: preprocessing's own default. */
  readonly detail: "low" | "normal" | "high" | undefined;
  /** Models, prices and bounds of the learn agents. */
  readonly learn: LearnSettings;
  /** Where documentation is (empty: found by name), and patterns, as in `.gitignore`, of what is none. */
  readonly documents: { readonly roots: readonly string[]; readonly exclude: readonly string[] };
}

/**
 * Reads `<projectRoot>/.erk/learn.json`; a missing file gives the defaults.
 *
 * @param warn gets a line about each field that is not known.
 * @throws UserError that names the file and the field when it isn't valid, or a field that may be meant for redaction is
 * not known: who misspells a pattern is not to publish what it would have found.
 */
export async function readConfiguration(
  projectRoot: string,
  warn: (line: string) => void = () => {},
): Promise<Configuration> {
  const path = `${projectRoot}/${CONFIGURATION_FILE}`;
  const text = await readIfPresent(path);
  const file = text === undefined ? {} : parseFile(text, path, warn);
  return {
    workflow: file.workflow ?? "learn.yml",
    ref: file.ref,
    maxTokens: file.max_tokens,
    redaction: await readRedactionSettings(file.redaction ?? {}, path),
    detail: file.detail,
    learn: readLearnSettings(file.learn),
    documents: { roots: file.documents?.roots ?? [], exclude: file.documents?.exclude ?? [] },
  };
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    // Editors of Windows begin a text with a byte order mark; the decoder leaves it out.
    return new TextDecoder().decode(await readRegularFile(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return undefined;
    throw new UserError(
      `Cannot read the configuration ${path} (${
        reasonOf(error)
      }); make it a file that can be read, or remove it.`,
      { cause: error },
    );
  }
}

type ConfigurationFile = z.infer<typeof configurationSchema>;

function parseFile(text: string, path: string, warn: (line: string) => void): ConfigurationFile {
  const value = parseJson(text, path);
  const first = configurationSchema.safeParse(value);
  if (first.success) return first.data;
  const unknown = unknownFieldsOf(configurationSchema, first.error);
  const ofRedaction = unknown.find(isOfRedaction);
  if (ofRedaction !== undefined) {
    throw new UserError(
      `The configuration ${path} has ${
        describeUnknown(ofRedaction)
      }, so what it was to redact would be published; correct it or remove it.`,
    );
  }
  removeFields(value, unknown);
  const parsed = configurationSchema.safeParse(value);
  if (!parsed.success) throw wrongField(parsed.error, path);
  for (const field of unknown) {
    warn(`The configuration ${path} has ${describeUnknown(field)}; it is passed over`);
  }
  return parsed.data;
}

function isOfRedaction({ parent, near }: UnknownField): boolean {
  return parent[0] === "redaction" || (parent.length === 0 && near === "redaction");
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // What V8 says beside the place quotes the file.
    const place = /\(line \d+ column \d+\)/.exec(messageOf(error))?.[0];
    throw new UserError(
      `The configuration ${path} isn't valid JSON${
        place === undefined ? "" : ` ${place}`
      }; correct it or remove it.`,
    );
  }
}

function wrongField(error: z.ZodError, path: string): UserError {
  const issue = error.issues[0];
  const field = issue?.path.map(String).join(".") || "the whole file";
  return new UserError(
    `The configuration ${path} is wrong at ${field}: ${issue?.message ?? "invalid"}; correct it.`,
  );
}
