/** The parameters of a tool use: which are shown, and how much of each. */

import { arrayField, asObject, type JsonObject, stringField } from "../../session/mod.ts";
import { isPlanFile } from "./approved_plan.ts";
import type { Detail } from "../pruning/detail.ts";
import { type Element, element } from "../events/element.ts";
import { type Ledger, tallyCut, tallyShorter } from "../events/ledger.ts";
import { cutMiddle, cutPathMiddle, cutText, type Pruned, whole } from "../pruning/cut_text.ts";
import { repeatsMessage } from "./echoed_message.ts";
import { cutMembers, type MemberLimit } from "./json_members.ts";
import { shownDiff } from "../pruning/shown_diff.ts";
import { isSeveralSentences } from "./sentences.ts";
import { writtenText } from "../pruning/written_text.ts";

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

/** One path as the whole value, blanks in it or not: behind a drive, a share, `~`, `./`, a first folder or `file://`. */
const PATH_ALONE =
  /^(?:[A-Za-z]:[\\/]|\\\\[^\\/\s]|~[\w.-]{0,64}[\\/]|\.{1,2}[\\/]|\/[^/\s]+\/|file:\/\/)[^"<>|\n\r]*$/;

/** Images in base64 begin like one: `/9j/4AAQ…`. */
const BASE64 = /^[A-Za-z0-9/]*\+[A-Za-z0-9+/]*=*$/;

/** Parameters whose text goes into a file. */
const WRITTEN_PARAMETERS: ReadonlySet<string> = new Set([
  "content",
  "file_text",
  "insert_text",
  "new_source",
  "new_str",
]);

/** Parameters that carry a person's or a model's plan, question or message as a whole. */
const SPOKEN_PARAMETERS: ReadonlySet<string> = new Set(["plan", "questions", "prompt", "message"]);

/** Parameters that say or write something: the body of an issue, a comment, a query of a database. */
const WRITING_PARAMETERS =
  /(?:^|_)(?:body|texts?|contents?|messages?|descriptions?|comments?|summary|reason|reply|replies|code|sql|scripts?|html|markdown|statements?)$/i;

/** The same at the end of names like `commentBody`. */
const WRITING_CAMEL_CASE =
  /[a-z0-9](?:Body|Texts?|Contents?|Messages?|Descriptions?|Comments?|Summary|Reason|Reply|Replies|Code|Sql|SQL|Scripts?|Html|HTML|Markdown|Statements?)$/;

/** How a change of files begins, in a parameter of any name. */
const PATCH = /^\s{0,20}(?:\*\*\* Begin Patch|diff --git |Index: |--- [^\n]{1,500}\n\+\+\+ )/;
const PATCH_PARAMETERS: ReadonlySet<string> = new Set(["patch", "diff"]);

/** One `<param>` for each parameter worth showing. */
export function parameterElements(input: JsonObject, context: ParameterContext): Element[] {
  const shown: Element[] = [];
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined || value === null) continue;
    if (context.shownElsewhere.has(name)) continue;
    if (context.detail.filtering && saysNothing(name, value, input)) continue;
    const text = parameterText(name, value);
    if (context.detail.filtering && repeatsMessage(input, name)) {
      const note = "[as in message]";
      tallyShorter(context.ledger.deduplicated, "repeated parameter", text, note);
      shown.push(element("param", { name }, note));
      continue;
    }
    if (text.length > context.detail.parameterCharacters && isPatch(name, value)) {
      shown.push(element("param", { name }, shownDiff(text, "tool_use", context)));
      continue;
    }
    const cut = cutParameter(name, value, text, input, context.detail);
    tallyCut(context.ledger, "parameter", "tool_use", cut);
    shown.push(element("param", { name }, cut.text));
  }
  return shown;
}

/** What is switched off anyway where nobody names it. */
const OFF_BY_DEFAULT: ReadonlySet<string> = new Set(["replace_all", "run_in_background"]);

/** A command so short says what it is for: `git push`, "Push the commit". */
const SHORT_COMMAND_CHARACTERS = 60;

/** What an agent expects of a command, which the command doesn't say: how its outcome is judged depends on it. */
const TELLS_EXPECTATION =
  /fail|error|reproduc|break|broke|expect|bug|\b(?:red|before|without|despite|still|again|why|if|whether|not?)\b/i;

/** Whether a parameter says nothing that the others don't. */
function saysNothing(name: string, value: unknown, { command, pattern }: JsonObject): boolean {
  if (value === false) return OFF_BY_DEFAULT.has(name);
  if (typeof pattern === "string" && isFormOfSearch(name, value)) return true;
  return name === "description" && typeof command === "string" && typeof value === "string" &&
    command.length <= SHORT_COMMAND_CHARACTERS && !command.includes("\n") &&
    value.length <= SHORT_COMMAND_CHARACTERS && !TELLS_EXPECTATION.test(value);
}

/** How a search shows what it finds, which its result tells. */
const FORMS_OF_SEARCH: ReadonlySet<unknown> = new Set(["content", "files_with_matches", "count"]);

function isFormOfSearch(name: string, value: unknown): boolean {
  return name === "output_mode" ? FORMS_OF_SEARCH.has(value) : name === "-n" && value === true;
}

function isPatch(name: string, value: unknown): boolean {
  return typeof value === "string" && (PATCH_PARAMETERS.has(name) || PATCH.test(value));
}

function cutParameter(
  name: string,
  value: unknown,
  text: string,
  input: JsonObject,
  detail: Detail,
): Pruned {
  const { commandCharacters, writtenCharacters, planCharacters, parameterCharacters } = detail;
  // No limit is smaller, and most parameters are: what kind they are need not be known.
  if (text.length <= parameterCharacters) return whole(text);
  if (name === "command") return cutMiddle(text, commandCharacters);
  if (isWhole(name, value)) return cutPathMiddle(text, commandCharacters);
  if (WRITTEN_PARAMETERS.has(name)) {
    return isPlanFile(input) ? cutText(text, planCharacters) : writtenText(text, writtenCharacters);
  }
  // What is left to do stands at the end.
  if (name === "todos") return cutMiddle(text, commandCharacters);
  if (SPOKEN_PARAMETERS.has(name)) return cutText(text, planCharacters);
  // What an agent thinks, tells or gives as its reason, under whatever name: its point is seldom in the first sentence.
  const isSaid = typeof value === "string" && isSeveralSentences(value);
  if (isSaid || WRITING_PARAMETERS.test(name) || WRITING_CAMEL_CASE.test(name)) {
    return cutMiddle(text, writtenCharacters);
  }
  if (typeof value === "object") {
    return cutMembers(text, (name, text) => memberLimit(name, text, detail), detail);
  }
  return isPathAlone(value) ? cutPathMiddle(text, commandCharacters) : cutText(text, parameterCharacters);
}

/** How much is shown of a text somewhere inside of a parameter; one that is a path is not given up for others. */
function memberLimit(name: string, text: string, detail: Detail): MemberLimit {
  if (isWhole(name, text) || isPathAlone(text)) return { characters: detail.commandCharacters, isPath: true };
  if (name === "command") return { characters: detail.commandCharacters, isPath: false };
  const isWriting = WRITTEN_PARAMETERS.has(name) || WRITING_PARAMETERS.test(name) ||
    WRITING_CAMEL_CASE.test(name);
  return {
    characters: isWriting || (text.length > detail.parameterCharacters && isSeveralSentences(text))
      ? detail.writtenCharacters
      : detail.parameterCharacters,
    isPath: false,
  };
}

/** Lists of objects under such a name hold more than paths: files with their content. */
function isWhole(name: string, value: unknown): boolean {
  if (!WHOLE_PARAMETERS.test(name) && !WHOLE_CAMEL_CASE.test(name)) return false;
  return !Array.isArray(value) || value.every((item) => typeof item === "string");
}

function isPathAlone(value: unknown): boolean {
  return typeof value === "string" && PATH_ALONE.test(value) && !BASE64.test(value);
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
    const { label, description } = optionText(asObject(item) ?? {});
    return label === "" ? [] : [`\n- ${label}${description === "" ? "" : `: ${description}`}`];
  });
  return `${stringField(question, "question") ?? jsonText(question)}${options.join("")}`;
}

function optionText(option: JsonObject): { readonly label: string; readonly description: string } {
  const [label = "", description = ""] = ["label", "description"].map((name) =>
    stringField(option, name)?.trim()
  );
  return { label, description };
}

/**
 * A value as JSON. Values nested too deeply for the stack are named, not shown.
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
