/** Makes text publishable, and keeps count of what it took out. */
import { applyEdits, type Edit, planEdits } from "./encoded_text.ts";
import { scanEach } from "./batch.ts";
import type { Finding } from "./finding.ts";
import { splitJson } from "./json_runs.ts";
import { createMarker } from "./mark.ts";
import { splitMarkup } from "./markup_runs.ts";
import { brandRedacted, type Redacted } from "./redacted.ts";
import { replaceFindings } from "./replace.ts";
import { userNameOf } from "./rules/home_path.ts";
import { loadScanner } from "./scanner.ts";

export interface RedactorOptions {
  /** Absolute paths of home directories that the general forms (`/home/x`, `C:\Users\x`, …) do not cover. */
  readonly homeDirectories?: readonly string[];
  /** Names of people's accounts, also replaced where they stand elsewhere in paths. */
  readonly userNames?: readonly string[];
  /** Key of the marks' hashes; give the same one to all workers of a plan. Random if missing. */
  readonly key?: Uint8Array | string;
}

/**
 * Takes secrets, home directories and e-mail addresses out of text. Every method throws a `UserError` when a rule
 * fails (and then gives no text), and never for the text's own sake: lone surrogates, NUL and huge lines pass.
 */
export interface Redactor {
  redact(text: string): Promise<Redacted>;
  /** The same as `redact` for each text, in one scan. */
  redactAll(texts: readonly string[]): Promise<Redacted[]>;
  /** Finished XML: changes character data and attribute values, never tags or names. */
  redactMarkup(xml: string): Promise<Redacted>;
  /** The value as JSON; strings and keys are redacted, the shape stays. */
  redactJson(value: unknown, options?: { readonly indent?: number }): Promise<Redacted>;
  /** What was taken out so far: kind → count. */
  receipt(): Record<string, number>;
}

/**
 * Loads the rules and makes a redactor.
 * @throws UserError when secretlint's rules cannot be loaded.
 */
export async function createRedactor(options: RedactorOptions = {}): Promise<Redactor> {
  const homeDirectories = (options.homeDirectories ?? []).map((home) => home.replace(/[\\/]+$/, "")).filter((
    home,
  ) => home !== "");
  const userNames = [...(options.userNames ?? []), ...homeDirectories.map(userNameOf)];
  const scan = await loadScanner({ homeDirectories, userNames });
  const marker = createMarker(options.key);
  const counts = new Map<string, number>();
  const count = (found: readonly (Finding | Edit)[]) => {
    for (const { kind } of found) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  };
  const redactOne = (text: string, findings: readonly Finding[]) => {
    count(findings);
    return brandRedacted(replaceFindings(text, findings, marker));
  };
  // deno-lint-ignore require-await -- the contract is asynchronous so that scanning may move to a worker
  const redactAll = async (texts: readonly string[]) => {
    const found = scanEach(texts, scan);
    return texts.map((text, index) => redactOne(text, found[index] ?? []));
  };
  return {
    redactAll,
    async redact(text) {
      const [redacted] = await redactAll([text]);
      return redacted ?? brandRedacted("");
    },
    // deno-lint-ignore require-await -- see redactAll
    async redactMarkup(xml) {
      const { content, attributes } = splitMarkup(xml);
      const edits = planEdits([...content, ...attributes], scan, marker).sort((a, b) => a.start - b.start);
      count(edits);
      return brandRedacted(applyEdits(xml, edits));
    },
    // deno-lint-ignore require-await -- see redactAll
    async redactJson(value, { indent = 0 } = {}) {
      const json = JSON.stringify(value, null, indent) ?? "null";
      const edits = planEdits(splitJson(json), scan, marker);
      count(edits);
      return brandRedacted(applyEdits(json, edits));
    },
    receipt: () => Object.fromEntries([...counts].sort(([a], [b]) => a < b ? -1 : 1)),
  };
}
