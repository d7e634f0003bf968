/** The parameters of a tool use: which are shown, and how much of each. */

import { arrayField, asObject, type JsonObject, stringField } from "../session/mod.ts";
import type { Detail } from "./detail.ts";
import { type Element, element } from "./element.ts";
import { type Ledger, tallyCut } from "./ledger.ts";
import { cutMiddle, cutText, type Pruned } from "./prune_text.ts";

/** What decides how a call's parameters are shown. */
export interface ParameterContext {
  readonly detail: Detail;
  readonly ledger: Ledger;
  /** Parameters that are shown in another way: an edit's texts as its diff, an agent's prompt in its own log. */
  readonly shownElsewhere: ReadonlySet<string>;
}

/** Paths, patterns and addresses: useless when cut inside. */
const WHOLE_PARAMETERS =
  /(?:^|_)(?:path|file|filename|dir|directory|cwd|url|uri|glob|pattern|query|branch)$/i;

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
    const cut = cutParameter(name, text, context.detail);
    tallyCut(context.ledger, "parameter", "tool_use", cut);
    shown.push(element("param", { name }, cut.text));
  }
  return shown;
}

function cutParameter(name: string, text: string, detail: Detail): Pruned {
  if (name === "command" || WHOLE_PARAMETERS.test(name)) return cutMiddle(text, detail.commandCharacters);
  if (WRITTEN_PARAMETERS.has(name)) return cutText(text, detail.writtenCharacters);
  if (SPOKEN_PARAMETERS.has(name)) return cutText(text, detail.planCharacters);
  return cutText(text, detail.parameterCharacters);
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

/** The value as JSON; values nested too deeply for the stack are named, not shown. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return "[nested too deeply to show]";
  }
}
