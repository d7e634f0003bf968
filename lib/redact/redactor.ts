/** Makes text publishable, and keeps count of what it took out. */
import { Buffer } from "node:buffer";
import { createAllowList } from "./allow_list.ts";
import { scanEach } from "./batch.ts";
import type { CustomPattern } from "../custom_pattern.ts";
import { createCustomFinder } from "./custom_rules.ts";
import { applyEdits, redactDocument, type RedactionTools } from "./documents/document.ts";
import { planJsonEdits } from "./documents/json.ts";
import { KnownSecrets } from "./known_secrets.ts";
import { type JsonLinesSource, redactLines } from "./documents/json_lines.ts";
import { createMarker } from "./mark.ts";
import type { RawText } from "./partial_text.ts";
import { planMarkupEdits } from "./documents/markup.ts";
import { plainMarkupTexts } from "./documents/markup_texts.ts";
import {
  brandRedacted,
  brandRedactedBytes,
  decodeUtf8,
  encodeRedacted,
  type Redacted,
  type RedactedBytes,
} from "./redacted.ts";
import { replaceFindings } from "./replace.ts";
import { userNameOf } from "./rules/persons/home_path.ts";
import { loadScanner } from "./scanner.ts";
import { scannerFailure } from "./scanner_failure.ts";
import { findAcrossSeams, type MarkupEnds, planSeamEdits, type SeamFinding } from "./documents/seams.ts";
import { hideMarks } from "./settle.ts";

export interface RedactorOptions {
  /** Home directories that the general forms (`/home/x`, `C:\Users\x`, …) do not cover. */
  readonly homeDirectories?: readonly string[];
  /** Names of people's accounts: replaced wherever they stand in paths. Those of home directories in a text are known anyway. */
  readonly userNames?: readonly string[];
  /** Patterns of the project's own secrets, judged already (lib/config/redaction_settings.ts). */
  readonly customPatterns?: readonly CustomPattern[];
  /** What is found and is exactly one of these stays: documented example keys. Never taken from a log. */
  readonly allowedValues?: readonly string[];
  /** Key of the hashes in marks; give the same one to all workers of a plan. Random if missing. */
  readonly key?: Uint8Array | string;
}

/**
 * Takes secrets, home directories and e-mail addresses out of text. Every method fails with a `UserError` when a rule
 * fails, and then gives no text; never for the text's own sake: lone surrogates, NUL and huge lines pass.
 * What is redacted already stays as it is.
 */
export interface Redactor {
  redact(text: string): Promise<Redacted>;
  /** `redact` for each text, in one scan. Of a partial text, what is shown of it comes back. */
  redactAll(texts: readonly RawText[]): Promise<Redacted[]>;
  /**
   * Finished XML: redacts character data, comments and attribute values, and names that are secrets themselves.
   *
   * @param across shares of secrets that are cut in two between this document and its neighbours, from `findAcross`.
   */
  redactMarkup(xml: string, across?: readonly SeamFinding[]): Promise<Redacted>;
  /** The same for UTF-8. Returns the given bytes themselves if nothing had to be replaced. */
  redactEncodedMarkup(xml: Uint8Array, across?: readonly SeamFinding[]): Promise<RedactedBytes>;
  /**
   * Finds remembered secrets that are cut in two between documents that follow each other, such as the parts of a session.
   * Returns, for each document, the shares of them that stand in it.
   */
  findAcross(documents: readonly MarkupEnds[]): Promise<readonly (readonly SeamFinding[])[]>;
  /**
   * The value as JSON (`indent` spaces, default none): strings and keys are redacted, a number that is secret becomes a
   * string, the shape stays.
   */
  redactJson(value: unknown, options?: { readonly indent?: number }): Promise<Redacted>;
  /** A session log: the strings and numbers of each line are redacted. Yields stretches of whole lines. */
  redactJsonLines(source: JsonLinesSource): AsyncGenerator<Redacted>;
  /** What was taken out so far: kind → count. */
  receipt(): Record<string, number>;
  /** How much that was, by this redactor itself: kind → bytes of UTF-8, before they were replaced. */
  replacedBytes(): Record<string, number>;
  /**
   * A redactor for texts that belong together, such as a session: a secret found in one of them is taken out of all that
   * it is given from then on, wherever it stands, and so is the name of an account. What it takes out is counted here, too.
   *
   * @param known what it knows from the beginning, to which it adds; default: nothing.
   */
  remembering(known?: KnownSecrets): Redactor;
  /**
   * How many secrets and names of accounts it remembers, each form counted. If the number has grown, texts redacted before may
   * hold some of the new ones.
   */
  known(): number;
  /** Whether a text may hold one of those remembered since `known()` was `since` (default: 0). */
  mayHoldKnown(text: string | Uint8Array, since?: number): boolean;
}

/**
 * Loads the rules and makes a redactor.
 * @throws UserError when secretlint's rules cannot be loaded, or a custom pattern is no regular expression.
 */
export async function createRedactor(options: RedactorOptions = {}): Promise<Redactor> {
  const tools = await loadTools(options);
  const counts = new Map<string, number>();
  const sizes = new Map<string, number>();
  const count: Count = (found) => {
    for (const { kind, bytes } of found) {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      sizes.set(kind, (sizes.get(kind) ?? 0) + bytes);
    }
  };
  const redactor: Redactor = {
    ...redactingMethods(tools, count),
    receipt: () => inNameOrder(counts),
    replacedBytes: () => inNameOrder(sizes),
    known: () => 0,
    mayHoldKnown: () => false,
    remembering: (known = new KnownSecrets()) => ({
      ...redactor,
      ...redactingMethods(tools, count, known),
      known: () => known.size,
      mayHoldKnown: (text, since) =>
        known.mayStandIn(typeof text === "string" ? text : decodeUtf8(text), since),
    }),
  };
  return redactor;
}

type RedactingMethods = Omit<
  Redactor,
  "receipt" | "replacedBytes" | "remembering" | "known" | "mayHoldKnown"
>;

/** Takes notice of what was taken out. */
type Count = (found: readonly { readonly kind: string; readonly bytes: number }[]) => void;

// Promises although nothing waits: scanning may move to a worker one day, and a failure must reject, not throw.
function redactingMethods(rules: RedactionTools, count: Count, known?: KnownSecrets): RedactingMethods {
  const tools = known === undefined ? rules : rememberingTools(rules, known);
  const redactAll = (texts: readonly RawText[]) => redactTexts(texts, tools, count);
  const redactMarkup = (xml: string, across: readonly SeamFinding[] = []): Redacted => {
    const taken = across.length === 0 ? [] : planSeamEdits(xml, across, tools);
    const { text, edits } = redactDocument(
      applyEdits(xml, taken),
      (document) => planMarkupEdits(document, tools),
    );
    count([...taken, ...edits]);
    return brandRedacted(text);
  };
  return {
    redactAll: (texts) => settle(() => redactAll(texts)),
    redact: (text) => settle(() => redactAll([text])[0] ?? brandRedacted("")),
    redactMarkup: (xml, across) => settle(() => redactMarkup(xml, across)),
    findAcross: (documents) =>
      settle(() => {
        if (known === undefined || known.size === 0) return documents.map(() => []);
        const find = (text: string) => tools.withoutAllowed(text, known.findIn(hideMarks(text)));
        return findAcrossSeams(documents, { find, marker: tools.marker });
      }),
    redactEncodedMarkup: (xml, across = []) =>
      settle(() => {
        if (across.length === 0 && isClean(xml, tools)) return brandRedactedBytes(xml);
        const text = decodeUtf8(xml);
        const redacted = redactMarkup(text, across);
        return redacted === text ? brandRedactedBytes(xml) : encodeRedacted(redacted);
      }),
    redactJson: (value, { indent = 0 } = {}) =>
      settle(() => {
        const json = JSON.stringify(value, null, indent) ?? "null";
        const { text, edits } = redactDocument(json, (document) => planJsonEdits(document, tools));
        count(edits);
        return brandRedacted(text);
      }),
    async *redactJsonLines(source) {
      // The lines of a log are texts that belong together in any case.
      const own = rememberingTools(rules, known ?? new KnownSecrets());
      for await (const { text, edits } of redactLines(source, own)) {
        count(edits);
        yield brandRedacted(text);
      }
    },
  };
}

function redactTexts(texts: readonly RawText[], { scan, marker }: RedactionTools, count: Count): Redacted[] {
  const found = scanEach(texts, scan);
  return texts.map((text, index) => {
    const findings = found[index];
    if (findings === undefined || findings.length === 0) return brandRedacted(`${text}`);
    if (typeof text !== "string") {
      const taken = (kind: string, shown: string) => count([{ kind, bytes: Buffer.byteLength(shown) }]);
      return brandRedacted(text.redacted(findings, marker, taken));
    }
    count(findings.map(({ kind, start, end }) => ({
      kind,
      bytes: Buffer.byteLength(text.slice(start, end)),
    })));
    return brandRedacted(replaceFindings(text, findings, marker));
  });
}

function rememberingTools(tools: RedactionTools, known: KnownSecrets): RedactionTools {
  return { ...tools, scan: (texts, scope) => tools.scan(texts, { ...scope, known }) };
}

/** Whether nothing is to be found in markup: nearly always, as its texts were redacted before. */
function isClean(xml: Uint8Array, { hasCustomPatterns, scan }: RedactionTools): boolean {
  using texts = hasCustomPatterns ? undefined : plainMarkupTexts(xml);
  if (texts === undefined) return false;
  // What its texts hold inside was read as well.
  const isNothing = (found: readonly unknown[][]) => found.every((findings) => findings.length === 0);
  return isNothing(scan([texts.view], { hasDocument: true })) &&
    (texts.across === "" || isNothing(scan([texts.across], { isSpread: true })));
}

function inNameOrder(amounts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...amounts].sort(([a], [b]) => a < b ? -1 : 1));
}

async function loadTools(options: RedactorOptions): Promise<RedactionTools> {
  const homeDirectories = (options.homeDirectories ?? [])
    .map((home) => home.replace(/[\\/]+$/, ""))
    .filter((home) => home !== "");
  const userNames = [...(options.userNames ?? []), ...homeDirectories.map(userNameOf)];
  const withoutAllowed = createAllowList(options.allowedValues ?? []);
  const findCustom = createCustomFinder(options.customPatterns ?? []);
  const scan = await loadScanner({ homeDirectories, userNames, findCustom, withoutAllowed });
  const hasCustomPatterns = (options.customPatterns ?? []).length > 0;
  return { scan, marker: createMarker(options.key), withoutAllowed, hasCustomPatterns };
}

function settle<Result>(work: () => Result): Promise<Result> {
  return new Promise((resolve) => {
    try {
      resolve(work());
    } catch (error) {
      throw scannerFailure(error);
    }
  });
}
