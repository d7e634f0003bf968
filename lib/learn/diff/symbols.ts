/** What the added lines of a file define: functions, classes, commands, options, environment variables, settings. */

import type { ChangedFile } from "./code_diff.ts";
import type { Hunk } from "./hunks.ts";
import {
  DEFINITIONS,
  INTERFACE_PATTERNS,
  NOT_NAMES,
  SETTINGS,
  type SymbolPattern,
} from "./symbol_patterns.ts";

/** The most symbols of one file. A file with more was generated or moved, and nobody reads such a list. */
export const MAX_SYMBOLS = 40;

/** Characters: longer lines are data, and expressions are slow on them. */
const LONGEST_LINE = 500;

/**
 * The symbols that changed lines define, in order, each once: `function retry`, `--dry-run`, `environment variable
 * GH_TOKEN`. Only source and configuration files are searched: definitions in tests, documents and generated files
 * are nobody's interface.
 */
export function symbolsIn(path: string, category: ChangedFile["category"], hunks: readonly Hunk[]): string[] {
  const definitions = definitionsFor(path, category);
  const found = new Set<string>();
  for (const { lines } of hunks) {
    let previous = "";
    for (const signed of lines) {
      if (signed.startsWith("-") || signed.length > LONGEST_LINE) continue;
      const line = signed.slice(1).trimEnd();
      if (signed.startsWith("+") && !isComment(line)) {
        for (const symbol of symbolsOfLine(line, definitions)) found.add(symbol);
        // A formatter puts the option of `add_argument(` on a line of its own.
        const call = previous.endsWith("(") ? previous + line.trimStart() : line;
        if (category === "source") {
          for (const symbol of symbolsOfLine(call, INTERFACE_PATTERNS)) found.add(symbol);
        }
        if (found.size >= MAX_SYMBOLS) return [...found].slice(0, MAX_SYMBOLS);
      }
      previous = line;
    }
  }
  return [...found];
}

function definitionsFor(path: string, category: ChangedFile["category"]): readonly SymbolPattern[] {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const extension = /^\.env\b/.test(name) ? "env" : name.slice(name.lastIndexOf(".") + 1);
  if (category === "source") return DEFINITIONS[extension] ?? [];
  if (category === "configuration") return SETTINGS[extension] ?? DEFINITIONS[extension] ?? [];
  return [];
}

function isComment(line: string): boolean {
  return /^\s*(?:\/\/|\/\*|\*|#(?!\[)|--(?![a-z])|<!--|;)/.test(line);
}

function* symbolsOfLine(line: string, patterns: readonly SymbolPattern[]): Generator<string> {
  for (const { kind, expression } of patterns) {
    const matches = expression.global ? line.matchAll(expression) : [expression.exec(line)];
    for (const match of matches) {
      const name = match?.[1];
      if (name === undefined || NOT_NAMES.has(name)) continue;
      yield kind === "option" ? `--${name}` : kind === "" ? name : `${kind} ${name}`;
    }
  }
}
