/** Commands with which an agent looks for its own session logs: noise, but only where the whole command is one. */

import type { ToolUseBlock } from "../../session/mod.ts";
import { stringField } from "../../session/mod.ts";

/** What of a command says nothing about what it does: where its errors go. */
const ERRORS_ELSEWHERE = /\s2>\s?(?:\/dev\/null|&1)(?=\s|$)/g;

/** What only shows some of what comes through a pipe. */
const SHOWS_SOME = /^(?:head|tail|sort|wc|cat|nl)(?:\s+(?:-\w+|\d+))*$/;

/** One simple command without any other: no list, pipe, substitution, redirection or second line. */
const SIMPLE = /^[^;&|<>`\n]*$/;

/** How such commands begin, except those that name the folder of logs. */
const BEGINNING = /^(?:pwd|echo|erk)/;

const DISCOVERY: readonly RegExp[] = [
  /^pwd$/,
  /^echo\s+["']?\$\{?(?:CLAUDE_)?SESSION_ID\}?["']?$/,
  /^(?:erk exec|erk-learn)\s+(?:list-sessions|get-learn-sessions|preprocess-session)\b[^$]*$/,
];

/** Commands that list what is in folders, with those of their options whose value is the next word. */
const LISTING: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["ls", new Set(["-I", "-w", "-T"])],
  ["tree", new Set(["-L", "-P", "-I", "--filelimit"])],
  ["stat", new Set(["-c", "-f", "-t"])],
  ["du", new Set(["-d", "-B", "-t"])],
]);

/** Where the logs are. */
const LOGS_FOLDER = ".claude/projects";
const LOGS = /\.claude\/projects(?:\/|$)/;

/** What makes `find` do more than look, and other commands write. */
const FIND_DOES_MORE = /^-(?:delete|(?:exec|ok)(?:dir)?|fprint0?|fprintf|fls)$/;
const LISTING_WRITES = /^-o/;

/** Whether a tool use does nothing but look for session logs. */
export function isLogDiscovery(call: Pick<ToolUseBlock, "name" | "input">): boolean {
  if (call.name !== "Bash") return false;
  const command = stringField(call.input, "command")?.trim() ?? "";
  if (!BEGINNING.test(command) && !command.includes(LOGS_FOLDER)) return false;
  const [first = "", ...filters] = command.replace(ERRORS_ELSEWHERE, "").split("|").map((part) =>
    part.trim()
  );
  if (!SIMPLE.test(first) || !filters.every((filter) => SHOWS_SOME.test(filter))) return false;
  return DISCOVERY.some((pattern) => pattern.test(first)) || listsLogs(first);
}

/** Whether a command lists the folders of logs and no other path beside. */
function listsLogs(command: string): boolean {
  if (!command.includes(LOGS_FOLDER) || /[${]/.test(command)) return false;
  const [name = "", ...words] = command.match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  const doesMore = name === "find" ? FIND_DOES_MORE : LISTING_WRITES;
  if (words.some((word) => doesMore.test(word))) return false;
  const paths = name === "find" ? startingPoints(words) : pathsOf(words, LISTING.get(name));
  return paths.length > 0 && paths.every((path) => LOGS.test(path.replace(/^["']|["']$/g, "")));
}

/** Where `find` starts: what stands before its tests. */
function startingPoints(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !/^-(?:[HLP]|O\d)$/.test(word));
  const end = words.findIndex((word, index) => index >= start && /^(?:-|[\\"']?[(!])/.test(word));
  return start < 0 ? [] : words.slice(start, end < 0 ? undefined : end);
}

function pathsOf(words: readonly string[], options: ReadonlySet<string> | undefined): readonly string[] {
  if (options === undefined) return [];
  return words.filter((word, index) => !word.startsWith("-") && !options.has(words[index - 1] ?? ""));
}
