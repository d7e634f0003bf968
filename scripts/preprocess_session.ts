/** `preprocess-session`: one session log into redacted XML parts. */

import { basename, dirname, join, resolve } from "node:path";
import { z } from "zod";
import {
  type Context,
  defineCommand,
  formatBytes,
  HOME_VARIABLES,
  runAlone,
  TERMINAL_VARIABLES,
} from "../lib/cli/mod.ts";
import {
  DEFAULT_DETAIL,
  DEFAULT_MAX_TOKENS,
  DETAIL_LEVELS,
  type DetailLevel,
  keepForPrinting,
  MINIMUM_MAX_TOKENS,
  preprocessSession as convertSession,
  type PrintedParts,
  removeDeadParts,
  SESSION_STATUSES,
  type SessionReport,
} from "../lib/preprocess/mod.ts";
import { placeOf } from "../lib/session/mod.ts";
import { ledgerSchema } from "../lib/materials/session_record.ts";
import { ledgerTable } from "./ledger_table.ts";
import { openConverter } from "./open_converter.ts";
import { convertToFile, partNameLike } from "./preprocess/named_file.ts";
import { refuseToReplaceInputs } from "./preprocess/protected_inputs.ts";
import { convertToTemporaryFolder } from "./preprocess/temporary_folder.ts";
import { announceReceipt, FAIL_ON_SECRET, refuseSecrets } from "./receipt.ts";
import { writeSessionRecord } from "./session_records.ts";

/** With the session's id (100) and the part's number a name stays below the 255 bytes that file systems take. */
const MAX_PREFIX_CHARACTERS = 100;

const wholeTokens = "give a whole number of tokens";

const inputSchema = z.object({
  log: z.string().min(1).optional(),
  input: z.string().min(1).optional(),
  output: z.string().min(1).optional(),
  stdout: z.boolean().default(false),
  outputDir: z.string().min(1).optional(),
  prefix: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "use letters, digits, '.', '_' and '-'")
    .max(MAX_PREFIX_CHARACTERS, `give ${MAX_PREFIX_CHARACTERS} characters at most`).optional(),
  sessionId: z.string().min(1).optional(),
  maxTokens: z.coerce.number(wholeTokens).int(wholeTokens)
    .min(MINIMUM_MAX_TOKENS, `give at least ${MINIMUM_MAX_TOKENS} tokens`).optional(),
  includeAgents: z.boolean().default(true),
  filtering: z.boolean().default(true),
  detail: z.enum(DETAIL_LEVELS).optional(),
  cache: z.boolean().default(true),
  failOnSecret: z.boolean().optional(),
}).transform((raw, schema) => {
  const refuse = (key: string, message: string) => {
    schema.addIssue({ code: "custom", path: [key], message });
    return z.NEVER;
  };
  const log = raw.log ?? raw.input;
  if (log === undefined) return refuse("log", "name the session log to convert");
  if (raw.log !== undefined && raw.input !== undefined) return refuse("input", "the log is named twice");
  const targets = [raw.stdout, raw.output !== undefined, raw.outputDir !== undefined].filter(Boolean);
  if (targets.length > 1) return refuse("output", "choose one of --stdout, --output and --output-dir");
  if (raw.detail !== undefined && !raw.filtering) {
    return refuse("detail", "goes without --no-filtering, which keeps everything");
  }
  if (raw.prefix !== undefined && raw.outputDir === undefined) {
    return refuse("prefix", "goes with --output-dir");
  }
  return { ...raw, log };
});

const resultSchema = z.object({
  success: z.literal(true),
  session_id: z.string(),
  /** `empty` and `warmup` sessions give no files. */
  status: z.enum(SESSION_STATUSES),
  /** Absolute paths, part 1 first; none with `--stdout`. */
  files: z.array(z.string()),
  /** Whether an earlier run had converted it. */
  from_cache: z.boolean(),
  parts: z.array(z.object({ bytes: z.number().int(), tokens: z.number().int() })),
  /** Bytes of the log and its subagents' logs. */
  bytes_in: z.number().int(),
  bytes_out: z.number().int(),
  lines: z.number().int(),
  /** How many subagents' conversations are included. */
  agents: z.number().int(),
  /** Events kept, by element name. */
  kept: z.record(z.string(), z.number()),
  /** What was left out or shortened, by line type or reason. */
  dropped: z.record(z.string(), z.number()),
  unknown_types: z.record(z.string(), z.number()),
  /** The first 1,000 lines that can't be read, and further ones as ranges; `unparsed_count` counts all. */
  unparsed: z.array(z.object({
    file: z.string(),
    line: z.number().int(),
    reason: z.string(),
    last_line: z.number().int().optional(),
  })),
  unparsed_count: z.number().int(),
  /** What the redactor took out: kind → count. */
  redactions: z.record(z.string(), z.number()),
  /** Where the session's bytes went. */
  ledger: ledgerSchema,
  /** The parts themselves, with `--stdout` only. */
  xml: z.custom<Iterable<string>>().optional(),
});

export type PreprocessSessionInput = z.output<typeof inputSchema>;
export type PreprocessSessionResult = z.output<typeof resultSchema>;

/**
 * Converts a session log to parts: to be printed, in the named place, or in a new temporary folder.
 *
 * @throws {UserError} if the log can't be read or a part can't be written; nothing is left half-written. With
 * `failOnSecret` also if a secret was found; the parts, without it, stay.
 */
export async function preprocessSession(
  input: PreprocessSessionInput,
  context: Context,
): Promise<PreprocessSessionResult> {
  const log = resolve(context.workingDirectory, input.log);
  const step = context.progress.step(`Preprocess ${basename(log)}`);
  let converted: Converted;
  try {
    converted = await convertTo(log, input, context);
  } catch (error) {
    step.failed("nothing was written");
    throw error;
  }
  const { report, fromCache, files, printed } = converted;
  announce(report, context);
  step.done(
    report.status === "converted"
      ? `${formatBytes(report.bytesIn)} → ${formatBytes(report.bytesOut)} in ${report.parts.length} parts` +
        (fromCache ? ", from the cache" : "")
      : `the session is ${report.status === "warmup" ? "a warm-up" : report.status}, no part is written`,
  );
  context.progress.note(ledgerTable(report));
  announceReceipt(report.redactions, context);
  try {
    if (input.failOnSecret) refuseSecrets(report.redactions, whereabouts(files));
  } catch (error) {
    await printed?.discard();
    throw error;
  }
  return {
    ...answerOf(report),
    from_cache: fromCache,
    files,
    ...(printed === undefined ? {} : { xml: printed.parts() }),
  };
}

/** What is left when a secret ends the command. */
function whereabouts([first]: readonly string[]): string {
  return first === undefined
    ? "no part is given out"
    : `the parts, redacted, are kept in ${dirname(first)} and should not be uploaded yet`;
}

interface Converted {
  readonly report: SessionReport;
  readonly fromCache: boolean;
  readonly files: string[];
  readonly printed?: PrintedParts;
}

async function convertTo(log: string, input: PreprocessSessionInput, context: Context): Promise<Converted> {
  const configuration = await context.configuration();
  const maxTokens = input.maxTokens ?? configuration.maxTokens ?? DEFAULT_MAX_TOKENS;
  const detail: DetailLevel = input.filtering
    ? input.detail ?? configuration.detail ?? DEFAULT_DETAIL
    : "everything";
  const source = { path: log, ...(input.sessionId === undefined ? {} : { sessionId: input.sessionId }) };
  const { includeAgents, cache } = input;
  if (input.stdout) {
    const printed = keepForPrinting();
    const { signal } = context;
    const options = { maxTokens, includeAgents, detail, redactor: await context.redactor(), signal };
    const report = await convertSession(source, options, printed);
    return { report, fromCache: false, files: [], printed };
  }
  const converter = await openConverter({ maxTokens, includeAgents, detail, cache, sessions: 1 }, context);
  const convert = async (folder: string, prefix: string) =>
    await converter.convert({ source, folder, prefix });
  if (input.output !== undefined) {
    const path = resolve(context.workingDirectory, input.output);
    await refuseToReplaceInputs(source, dirname(path), (name) => partNameLike(path, name), "--output");
    return await convertToFile(path, convert);
  }
  if (input.outputDir === undefined) return await convertToTemporaryFolder(convert);
  const folder = resolve(context.workingDirectory, input.outputDir);
  const prefix = input.prefix ?? "session";
  const materialLike = (name: string) => isNamedAsMaterial(name, prefix) ? name : undefined;
  await refuseToReplaceInputs(source, folder, materialLike, "--output-dir");
  removeDeadParts(folder, prefix, context.now());
  const { report, fromCache } = await convert(folder, prefix);
  await writeSessionRecord(folder, prefix, report, context);
  return { report, fromCache, files: namesOf(report).map((name) => join(folder, name)) };
}

/** Whether a part, or the record of its session, may get a name; upper and lower case are the same on some file systems. */
function isNamedAsMaterial(name: string, prefix: string): boolean {
  const plain = name.toLowerCase();
  return plain.startsWith(`${prefix.toLowerCase()}-`) && /\.(?:xml|ledger\.json)$/.test(plain);
}

function namesOf(report: SessionReport): string[] {
  return report.parts.flatMap(({ name }) => name === undefined ? [] : [name]);
}

/** Lines named on standard error; the answer has more. */
const NAMED_LINES = 10;

function announce(report: SessionReport, context: Context): void {
  for (const unparsed of report.unparsed.slice(0, NAMED_LINES)) {
    context.progress.warn(`${placeOf(unparsed)} can't be read: ${unparsed.reason}`);
  }
  if (report.unparsedCount > NAMED_LINES) {
    context.progress.warn(
      `${report.unparsedCount - NAMED_LINES} more lines can't be read; everything else is kept`,
    );
  }
  for (const [type, count] of Object.entries(report.unknownTypes)) {
    context.progress.detail(`${count} line(s) of the unknown type ${type} are skipped`);
  }
}

function answerOf(report: SessionReport): Omit<PreprocessSessionResult, "files" | "from_cache" | "xml"> {
  return {
    success: true,
    session_id: report.sessionId,
    status: report.status,
    parts: report.parts.map(({ bytes, tokens }) => ({ bytes, tokens })),
    bytes_in: report.bytesIn,
    bytes_out: report.bytesOut,
    lines: report.lines,
    agents: report.agents,
    kept: { ...report.kept },
    dropped: { ...report.dropped },
    unknown_types: { ...report.unknownTypes },
    unparsed: [...report.unparsed],
    unparsed_count: report.unparsedCount,
    redactions: { ...report.redactions },
    ledger: {
      ...report.ledger,
      unparsed: { ...report.ledger.unparsed, lines: [...report.ledger.unparsed.lines] },
    },
  };
}

/** What a text may hold, too: there its first character is escaped, as nothing but text is alone on a line. */
const DIVIDER = /^---CHUNK---$/gm;

/** The parts, with the line between them that older callers split at. */
function* asText(xml: Iterable<string>): Generator<string> {
  let isFirst = true;
  for (const part of xml) {
    if (!isFirst) yield "---CHUNK---\n";
    isFirst = false;
    const undivided = part.replaceAll(DIVIDER, "&#45;--CHUNK---");
    yield undivided.endsWith("\n") ? undivided : `${undivided}\n`;
  }
}

export const command = defineCommand({
  name: "preprocess-session",
  summary: "Convert one session log to compressed, redacted XML",
  description:
    "Reads a Claude Code session log (JSONL) and the logs of its subagents, drops what teaches nothing, removes secrets,\n" +
    "and writes XML parts that stay below a number of tokens. Without a place to write to, the parts go to a\n" +
    "temporary folder and their paths are printed.",
  arguments: [{ name: "log", description: "the session log (.jsonl)", required: false }],
  options: [
    { flags: "--stdout", description: "print the XML, parts divided by a line ---CHUNK---, instead of JSON" },
    { flags: "--output-dir <dir>", description: "folder to write the parts to" },
    { flags: "--prefix <prefix>", description: "start of their names: planning, impl (default: session)" },
    { flags: "--session-id <id>", description: "the session's id (default: from the file name or the log)" },
    {
      flags: "--max-tokens <tokens>",
      description: `tokens of one part at most (default: ${DEFAULT_MAX_TOKENS})`,
    },
    { flags: "--no-include-agents", description: "leave out the logs of subagents" },
    {
      flags: "--detail <level>",
      description: "how much to keep: less or more of results, thinking, written files (default: normal)",
      choices: DETAIL_LEVELS,
    },
    { flags: "--no-filtering", description: "keep everything, still redacted" },
    {
      flags: "--no-cache",
      description: "convert anew what an earlier run converted, and keep nothing in .erk/cache",
    },
    FAIL_ON_SECRET,
    { flags: "--input <log>", description: "the session log, as a flag" },
    {
      flags: "--output <file>",
      description:
        "file to write to; several parts get -part<N> before its ending, and those of an earlier run go",
    },
  ],
  examples: [
    {
      command: "erk-learn preprocess-session ~/.claude/projects/-home-ada-widgets/4d1c….jsonl --stdout",
      explanation: "Prints what a learning agent would read of that session",
    },
    {
      command: "erk-learn preprocess-session session.jsonl --output-dir out --prefix impl",
      explanation: "Writes out/impl-<session-id>.xml, or -part1.xml, -part2.xml, …",
    },
  ],
  permissions: {
    net: [],
    read: true,
    write: true,
    env: [...HOME_VARIABLES, ...TERMINAL_VARIABLES],
    run: [],
  },
  input: inputSchema,
  result: resultSchema,
  run: preprocessSession,
  textOutput: (answer) => answer.xml === undefined ? undefined : asText(answer.xml),
});

if (import.meta.main) await runAlone(command);
