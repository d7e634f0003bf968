/** Names that a diff defines, as the diff's reader writes them: `function retry`, `--dry-run`, `RETRY_LIMIT`. */

import type { InventoryItem } from "../answers/diff_analysis.ts";

const BY_WORD: Readonly<Record<string, InventoryItem["kind"]>> = {
  function: "function",
  method: "function",
  def: "function",
  fn: "function",
  func: "function",
  class: "type",
  interface: "type",
  type: "type",
  struct: "type",
  enum: "type",
  trait: "type",
  module: "file",
  command: "command",
  option: "option",
  flag: "option",
  setting: "configuration",
  config: "configuration",
  configuration: "configuration",
  key: "configuration",
  env: "environment-variable",
  environment: "environment-variable",
  variable: "environment-variable",
};

/** What a symbol names, and its name alone. `line`: the added line that shows it. */
export function classifySymbol(symbol: string, line: string): Pick<InventoryItem, "name" | "kind"> {
  const words = symbol.trim().split(/\s+/);
  const name = words.at(-1) || symbol;
  if (/^--?[A-Za-z]/.test(name)) return { name, kind: "option" };
  const kind = words.slice(0, -1).map((word) => BY_WORD[word.toLowerCase()]).findLast((found) =>
    found !== undefined
  );
  if (kind !== undefined) return { name, kind };
  // Capitals with an underline may be a constant: the line tells.
  const isCapitals = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name);
  if (isCapitals && /\benv\b|environ|getenv|\$\{?[A-Z]/i.test(line)) {
    return { name, kind: "environment-variable" };
  }
  return { name, kind: "function" };
}
