/** A session log (one JSON object a line), redacted while it streams. */
import { applyEdits, type Edit, planEdits, type RedactionTools } from "./document.ts";
import { splitJson } from "./json_runs.ts";
import type { TextRun } from "./text_run.ts";

/** What a log can be read from. */
export type JsonLinesSource = string | Uint8Array | AsyncIterable<Uint8Array | string>;

/** Lines are redacted together up to about this many characters; memory is bounded by this or the longest line. */
const BATCH_CHARACTERS = 1 << 20;

/** A redacted stretch of whole lines and what was replaced in it. */
export interface RedactedLines {
  readonly text: string;
  readonly edits: readonly Edit[];
}

/**
 * Redacts the strings of each line, JSON or not (a glued or cut line has strings too), and numbers that are secret, in
 * whose place strings stand; everything else stays byte for byte. Invalid UTF-8 becomes U+FFFD.
 */
export async function* redactLines(
  source: JsonLinesSource,
  tools: RedactionTools,
): AsyncGenerator<RedactedLines> {
  let pending: string[] = [];
  let length = 0;
  for await (const chunk of decode(source)) {
    const lineEnd = chunk.lastIndexOf("\n");
    if (lineEnd === -1 || length + chunk.length < BATCH_CHARACTERS) {
      pending.push(chunk);
      length += chunk.length;
      // A batch that has grown large by pieces is cut at its last line end.
      if (length < BATCH_CHARACTERS || lineEnd === -1) continue;
    } else {
      pending.push(chunk);
    }
    const text = pending.join("");
    const cut = text.lastIndexOf("\n") + 1;
    yield redactBatch(text.slice(0, cut), tools);
    pending = [text.slice(cut)];
    length = text.length - cut;
  }
  const rest = pending.join("");
  if (rest !== "") yield redactBatch(rest, tools);
}

async function* decode(source: JsonLinesSource): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  if (typeof source === "string") {
    yield* cutAtLines(source);
  } else if (source instanceof Uint8Array) {
    yield* cutAtLines(decoder.decode(source));
  } else {
    for await (const chunk of source) {
      yield typeof chunk === "string" ? decoder.decode() + chunk : decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  }
}

/** A long text in pieces that end with a line. */
function* cutAtLines(text: string): Generator<string> {
  let start = 0;
  while (start < text.length) {
    const lineEnd = text.indexOf("\n", start + BATCH_CHARACTERS);
    const end = lineEnd === -1 ? text.length : lineEnd + 1;
    yield text.slice(start, end);
    start = end;
  }
}

function redactBatch(text: string, tools: RedactionTools): RedactedLines {
  const runs: TextRun[] = [];
  let quote = text.indexOf('"');
  for (let start = 0; start < text.length;) {
    const lineEnd = text.indexOf("\n", start);
    const end = lineEnd === -1 ? text.length : lineEnd;
    if (quote !== -1 && quote < start) quote = text.indexOf('"', start);
    addLine(text, { start, end, hasStrings: quote !== -1 && quote < end }, runs);
    start = end + 1;
  }
  const edits = planEdits(text, runs, tools);
  return { text: applyEdits(text, edits), edits };
}

/** All that can stand between the strings of JSON: punctuation, numbers, true, false, null. */
const ONLY_JSON = /^[\s"{}[\],:0-9.+\-eEtrufalsn]*$/;

interface Line {
  readonly start: number;
  readonly end: number;
  readonly hasStrings: boolean;
}

/** The strings of a line and, where it is not JSON, what stands between them. */
function addLine(text: string, { start, end, hasStrings }: Line, runs: TextRun[]): void {
  let position = start;
  const addBetween = (until: number) => {
    const between = text.slice(position, until);
    if (!ONLY_JSON.test(between)) {
      runs.push({ start: position, end: until, text: between });
    }
  };
  for (const run of hasStrings ? splitJson(text, start, end) : []) {
    addBetween(run.start);
    runs.push(run);
    position = run.end;
  }
  addBetween(end);
}
