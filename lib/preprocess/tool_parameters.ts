/** The parameters of a tool use: which are shown, and how much of each. */

import { arrayField, asObject, type JsonObject, stringField } from "../session/mod.ts";
import type { Detail } from "./detail.ts";
import { type Element, element } from "./element.ts";
import { type Ledger, tallyCut } from "./ledger.ts";
import { cutMiddle, cutText } from "./cut_text.ts";

/** What decides how a call's parameters are shown. */
export interface ParameterContext {
  readonly detail: Detail;
  readonly ledger: Ledger;
  /** Parameters that are shown in another way: an edit's texts as its diff, an agent's prompt in its own log. */
  readonly shownElsewhere: ReadonlySet<string>;
}

/** Paths, patterns and addresses, alone or several: useless when cut inside. */
const WHOLE_PARAMETERS =
  /(?:^|_)(?:paths?|files?|filenames?|dirs?|director(?:y|ies)|cwd|urls?|uris?|globs?|patterns?|query|queries|branch(?:es)?)$/i;

/** The same at the end of names like `filePath`. */
const WHOLE_CAMEL_CASE =
  /[a-z0-9](?:Paths?|Files?|Filenames?|FileNames?|Dirs?|Director(?:y|ies)|Cwd|(?:Url|URL|Uri|URI)s?|Globs?|Patterns?|Query|Queries|Branch(?:es)?)$/;

/** Where the client keeps the plans of its plan mode. */
const PLAN_FILE = /[\\/]\.claude[\\/]plans[\\/][^\\/]+\.md$/;

/** Parameters whose text goes into a file. */
const WRITTEN_PARAMETERS: ReadonlySet<string> = new Set(["content", "new_source", "file_text"]);

/** Parameters that carry a person's or a model's plan, question or message as a whole. */
const SPOKEN_PARAMETERS: ReadonlySet<string> = new Set(["plan", "questions", "prompt", "message"]);

/** One `<param>` for each parameter worth showing. */
export function parameterElements(input: JsonObject, context: ParameterContext): Element[] {
  const shown: Element[] = [];
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined || value === null) continue;
    if (context.shownElsewhere.has(name)) continue;
    if (context.detail.filtering && name === "replace_all" && value === false) continue;
    const text = parameterText(name, value);
    const cut = isWhole(name, value)
      ? cutMiddle(text, context.detail.commandCharacters)
      : cutText(text, charactersOf(name, input, context.detail));
    tallyCut(context.ledger, "parameter", "tool_use", cut);
    shown.push(element("param", { name }, cut.text));
  }
  return shown;
}

/** Lists of objects under such a name hold more than paths: files with their content. */
function isWhole(name: string, value: unknown): boolean {
  if (name === "command") return true;
  if (!WHOLE_PARAMETERS.test(name) && !WHOLE_CAMEL_CASE.test(name)) return false;
  return !Array.isArray(value) || value.every((item) => typeof item === "string");
}

function charactersOf(name: string, input: JsonObject, detail: Detail): number {
  if (WRITTEN_PARAMETERS.has(name)) {
    return PLAN_FILE.test(stringField(input, "file_path") ?? "")
      ? detail.planCharacters
      : detail.writtenCharacters;
  }
  return SPOKEN_PARAMETERS.has(name) ? detail.planCharacters : detail.parameterCharacters;
}

function parameterText(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  if (name === "todos") {
    return listText(value, (todo) => `[${todoMark(todo)}] ${stringField(todo, "content") ?? ""}`);
  }
  if (name === "questions") return listText(value, questionText);
  return jsonText(value);
}

function listText(value: unknown, line: (item: JsonObject) => string): string {
  const items = arrayField({ value }, "value").map(asObject);
  return items.some((item) => item === undefined) || items.length === 0
    ? jsonText(value)
    : items.map((item) => line(item ?? {})).join("\n");
}

function todoMark(todo: JsonObject): string {
  const status = stringField(todo, "status");
  return status === "completed" ? "x" : status === "in_progress" ? ">" : " ";
}

function questionText(question: JsonObject): string {
  const options = arrayField(question, "options").flatMap((item) => {
    const label = stringField(asObject(item) ?? {}, "label");
    return label === undefined ? [] : [`\n- ${label}`];
  });
  return `${stringField(question, "question") ?? jsonText(question)}${options.join("")}`;
}

/**
 * The value as JSON; values nested too deeply for the stack are named, not shown.
 *
 * @param shown gives what is shown of each value in it.
 */
export function jsonText(value: unknown, shown?: (name: string, value: unknown) => unknown): string {
  try {
    return JSON.stringify(value, shown) ?? "";
  } catch {
    return "[nested too deeply to show]";
  }
}
