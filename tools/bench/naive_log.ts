/**
 * What a log holds that must not be lost, read in the simplest way there is and without any code of `lib/session` or
 * `lib/preprocess`: it is their judge. Slow, and in need of the whole file in memory.
 */

import { basename, dirname, join } from "node:path";

/** Something that has to be found again in what preprocessing makes of the log. */
export interface Signal {
  readonly kind: "prompt" | "queued" | "error" | "verdict";
  /** The words; of a verdict the whole output, whose last line counts; empty for errors. */
  readonly text: string;
  /** Of errors: the tool use's id. */
  readonly toolUseId: string;
  /** Where it stands: `L<line>`, with the subagent's id before it in a log of its own. */
  readonly places: string[];
}

type Json = { readonly [key: string]: unknown };

/** Texts in `user` lines and in the queue that no person wrote, by the survey of the logs. */
const NOT_A_PERSONS =
  /^(?:<command-|<local-command-|<bash-|<task-notification|<agent-notification|<teammate-message|<system-reminder|<user-prompt-submit-hook|<session-start-hook|<ide_|Caveat: The messages below|\[Request interrupted by user|This session is being continued from a previous)/;

/** Announces a command of 1.0.x: the next line is what it says in full, which copies don't mark as the client's. */
const ANNOUNCES_COMMAND = /^<command-message>[^<]* is running/;

/** Shorter outputs are kept whole; this is where the older program cuts. */
const LONG_OUTPUT_LINES = 30;

/** Everything that a session's log and those of its subagents hold, each thing once. */
export function readSignals(path: string): Signal[] {
  const signals = new Map<string, Signal>();
  const add = (kind: Signal["kind"], text: string, toolUseId: string, place: string) => {
    const key = `${kind} ${toolUseId || text.replaceAll(/\s/g, "")}`;
    const known = signals.get(key);
    if (known === undefined) signals.set(key, { kind, text, toolUseId, places: [place] });
    else known.places.push(place);
  };
  readLog(path, "", path, add);
  for (const agent of agentLogsOf(path)) {
    const id = basename(agent).replace(/^agent-|\.jsonl$/g, "");
    readLog(agent, `${id}:`, path, add);
  }
  return [...signals.values()];
}

/** The working directories that a log names: their owners' names are taken out of other texts, too. */
export function readFolders(path: string): string[] {
  const found = Deno.readTextFileSync(path).matchAll(/"cwd":"([^"\\]*)"/g);
  return [...new Set([...found].map(([, folder]) => folder ?? ""))];
}

type Add = (kind: Signal["kind"], text: string, toolUseId: string, place: string) => void;

function readLog(path: string, prefix: string, sessionLog: string, add: Add): void {
  const isAgents = prefix !== "";
  const commands = new Set<string>();
  const announced = new Set<unknown>();
  for (const { line, value } of objectsOf(Deno.readTextFileSync(path))) {
    const place = `${prefix}L${line}`;
    if (!isAgents && value.type === "queue-operation" && value.operation === "enqueue") {
      person("queued", textsOf(value.content).join("\n"), place, add);
    }
    const attachment = object(value.attachment);
    if (!isAgents && value.type === "attachment" && attachment.type === "queued_command") {
      person("queued", textsOf(attachment.prompt).join("\n"), place, add);
    }
    const embedded = value.type === "progress" ? object(object(value.data).message) : undefined;
    const said = embedded ?? value;
    const content = object(said.message).content;
    for (const item of Array.isArray(content) ? content : []) {
      const block = object(item);
      if (block.type === "tool_use" && block.name === "Bash") commands.add(String(block.id));
      if (block.type !== "tool_result") continue;
      const id = String(block.tool_use_id);
      if (block.is_error === true) add("error", "", id, place);
      const output = wholeOutput(textsOf(block.content).join("\n"), sessionLog);
      if (commands.has(id) && output.trimEnd().split("\n").length > LONG_OUTPUT_LINES) {
        add("verdict", output, id, place);
      }
    }
    const isPersons = said.type === "user" && embedded === undefined && !isAgents &&
      said.isSidechain !== true &&
      said.isMeta !== true && said.isCompactSummary !== true && !announced.has(said.parentUuid) &&
      (said.origin === undefined || object(said.origin).kind === "human");
    if (textsOf(content).some((text) => ANNOUNCES_COMMAND.test(text))) announced.add(said.uuid);
    if (isPersons) { for (const text of textsOf(content)) person("prompt", text, place, add); }
  }
}

function person(kind: "prompt" | "queued", text: string, place: string, add: Add): void {
  const words = text.trim();
  if (words === "" || words === "Warmup" || NOT_A_PERSONS.test(words)) return;
  add(kind, words.replace(/\n<system-reminder>[\s\S]*<\/system-reminder>$/, ""), "", place);
}

/** The objects of each line; two that are glued together are taken apart where a whole line begins anew. */
function* objectsOf(log: string): Generator<{ line: number; value: Json }> {
  for (const [index, text] of log.split("\n").entries()) {
    for (const piece of piecesOf(text)) {
      try {
        yield { line: index + 1, value: object(JSON.parse(piece)) };
      } catch {
        continue; // A line that is broken in another way: not judged.
      }
    }
  }
}

function piecesOf(text: string): string[] {
  try {
    JSON.parse(text);
    return [text];
  } catch {
    return text.split(/(?<=\})(?=\{"(?:parentUuid|type|sessionId)":)/);
  }
}

/** A result that the client moved to a file, from there; others as they are. */
function wholeOutput(text: string, sessionLog: string): string {
  if (!text.startsWith("<persisted-output>")) return text;
  const name = /[\\/]tool-results[\\/]([\w.-]+)/.exec(text)?.[1];
  if (name === undefined) return text;
  try {
    return Deno.readTextFileSync(join(sessionLog.replace(/\.jsonl$/, ""), "tool-results", name));
  } catch {
    return text;
  }
}

/** The logs of a session's subagents: in its own folder, or beside it with its id in their lines. */
function agentLogsOf(path: string): string[] {
  const id = basename(path).replace(/\.jsonl$/, "");
  const inside = logsIn(join(dirname(path), id, "subagents"));
  const beside = logsIn(dirname(path)).filter((log) => {
    const text = Deno.readTextFileSync(log);
    return text.includes(`"sessionId":"${id}"`) && !isWarmup(text);
  });
  return [...inside, ...beside];
}

function logsIn(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) =>
      /^agent-.*\.jsonl$/.test(name)
    )
      .toSorted().map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function isWarmup(log: string): boolean {
  return log.slice(0, 2000).includes('"content":"Warmup"');
}

function textsOf(content: unknown): string[] {
  if (typeof content === "string") return [content];
  return (Array.isArray(content) ? content : []).flatMap((item) => {
    const block = object(item);
    return block.type === "text" && typeof block.text === "string" ? [block.text] : [];
  });
}

function object(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value as Json : {};
}
