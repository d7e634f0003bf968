/** Converting small logs in tests: lines in, XML out, read back with a real parser. */

import { join } from "node:path";
import { SaxesParser } from "saxes";
import {
  collectParts,
  DEFAULT_MAX_TOKENS,
  type PreprocessOptions,
  preprocessSession,
  type SessionReport,
} from "../../../lib/preprocess/mod.ts";
import { createRedactor } from "../../../lib/redact/mod.ts";
import type { SessionBuilder } from "../../support/session_builder/mod.ts";
import { writeClaudeFolder } from "../../support/session_builder/mod.ts";
import { inFolder } from "../../support/temporary_folder.ts";

export { inFolder };

/** A converted session. */
export interface Converted {
  readonly report: SessionReport;
  readonly parts: readonly string[];
  /** All parts, one after the other. */
  readonly xml: string;
  /** The elements of all parts in order, without the roots. */
  readonly elements: readonly ParsedElement[];
}

/** An element as a parser reads it. */
export interface ParsedElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** All text in it. */
  text: string;
  /** Names of the elements around it, outermost first. */
  readonly within: readonly string[];
}

type Options = Partial<PreprocessOptions>;

const SESSION_ID = "11111111-2222-4333-8444-555555555555";

/** Converts a log given as lines: objects, or raw text. */
export async function convertLines(lines: readonly unknown[], options: Options = {}): Promise<Converted> {
  const text = lines.map((line) => typeof line === "string" ? line : JSON.stringify(line)).join("\n");
  return await convertText(`${text}\n`, options);
}

/** Converts a log given as text or bytes. */
export async function convertText(log: string | Uint8Array, options: Options = {}): Promise<Converted> {
  return await inFolder(async (folder) => {
    const path = join(folder, `${SESSION_ID}.jsonl`);
    await Deno.writeFile(path, typeof log === "string" ? new TextEncoder().encode(log) : log);
    return await convertFile(path, options);
  });
}

/** Converts a built session with all its files. */
export async function convertSession(built: SessionBuilder, options: Options = {}): Promise<Converted> {
  return await inFolder(async (folder) => {
    const { sessions: [written] } = await writeClaudeFolder(folder, [built]);
    return await convertFile(written?.path ?? "", options);
  });
}

/** Converts a log where it lies. */
export async function convertFile(path: string, options: Options = {}): Promise<Converted> {
  const sink = collectParts();
  const settings = {
    maxTokens: DEFAULT_MAX_TOKENS,
    includeAgents: true,
    detail: "normal" as const,
    ...options,
  };
  const report = await preprocessSession({ path }, { redactor: await createRedactor(), ...settings }, sink);
  const parts = sink.parts.map(String);
  return { report, parts, xml: parts.join("\n"), elements: parts.flatMap(parseElements) };
}

/** Converts logs one after the other; what they share appears once if there is a `history`. */
export async function convertFiles(paths: readonly string[], options: Options = {}): Promise<Converted[]> {
  const converted: Converted[] = [];
  for (const path of paths) converted.push(await convertFile(path, options));
  return converted;
}

/** The elements of one part; throws where it is not well-formed. */
export function parseElements(xml: string): ParsedElement[] {
  const found: ParsedElement[] = [];
  const open: ParsedElement[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const values = Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value]));
    const made = { name, attributes: values, text: "", within: open.slice(1).map((around) => around.name) };
    open.push(made);
    if (open.length > 1) found.push(made);
  });
  parser.on("text", (text) => {
    for (const element of open) element.text += text;
  });
  parser.on("closetag", () => {
    open.pop();
  });
  parser.write(xml).close();
  return found;
}

let clock = Date.UTC(2026, 1, 9);

/** Fields that conversational lines have; each line is a second later than the one before. */
export function conversational(fields: Record<string, unknown>): Record<string, unknown> {
  clock += 1000;
  return {
    parentUuid: null,
    isSidechain: false,
    sessionId: SESSION_ID,
    version: "2.1.37",
    cwd: "/home/dev/work/tidebook",
    gitBranch: "main",
    uuid: crypto.randomUUID(),
    timestamp: new Date(clock).toISOString(),
    ...fields,
  };
}

/** A line of type `user`. */
export function userLine(content: unknown, fields: Record<string, unknown> = {}): Record<string, unknown> {
  return conversational({ type: "user", message: { role: "user", content }, ...fields });
}

/** A line of type `assistant` with one block. */
export function assistantLine(block: unknown, fields: Record<string, unknown> = {}): Record<string, unknown> {
  const content = typeof block === "string" ? [{ type: "text", text: block }] : [block];
  const message = { id: `msg_${crypto.randomUUID()}`, role: "assistant", model: "claude-opus-4-5", content };
  return conversational({ type: "assistant", message, ...fields });
}

/** A tool use and its result, two lines. */
export function toolLines(
  name: string,
  input: Record<string, unknown>,
  result: unknown,
  { isError = false, toolUseResult }: { isError?: boolean; toolUseResult?: unknown } = {},
): Record<string, unknown>[] {
  const id = `toolu_${crypto.randomUUID()}`;
  const block = { type: "tool_result", tool_use_id: id, content: result, is_error: isError };
  return [assistantLine({ type: "tool_use", id, name, input }), userLine([block], { toolUseResult })];
}
