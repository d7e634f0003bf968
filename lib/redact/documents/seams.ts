/**
 * Secrets that stand across the border of two documents, such as the parts of a session: a text that is too long for one
 * goes on in the next. What is known already when a text is cut is taken out before; this is for what becomes known later.
 */
import { type Edit, type RedactionTools, RunFindings } from "./document.ts";
import { BETWEEN_TEXTS } from "./between_texts.ts";
import type { Finding } from "../finding.ts";
import { MAX_KNOWN_CHARACTERS } from "../known_secrets.ts";
import { decodeRun, type MarkupRun, splitMarkup } from "./markup_runs.ts";
import { ownCopy } from "../own_copy.ts";
import { replacementFor } from "../replace.ts";

/** The texts at the ends of a document that may go on in its neighbours, decoded, as far as a secret reaches. */
export interface MarkupEnds {
  /** How its first text begins. */
  readonly head: string;
  /** How its last text ends. */
  readonly tail: string;
  /** Whether the document is one text, all of which is `head`: a secret may begin before it and end behind it. */
  readonly isOneText: boolean;
}

/** A share of what stands across a border. */
export interface SeamFinding extends Finding {
  /** Which text of the document: `start` and `end` are counted from its beginning, or (negative, 0) from its end. */
  readonly text: "first" | "last";
  readonly replacement: string;
}

/** Characters of a text at one end of a document, as written, that is, with references in it. */
const TEXT_CHARACTERS = 2 * MAX_KNOWN_CHARACTERS;

/** Characters that are read at either end of a longer document: tags, and a text. Takes 0.04 ms a document. */
const END_CHARACTERS = 2 * TEXT_CHARACTERS;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The ends of a document in UTF-8. Reads no more than the ends. */
export function endsOfEncoded(xml: Uint8Array): MarkupEnds {
  if (xml.length <= 2 * END_CHARACTERS) return endsOf(decoder.decode(xml));
  return endsIn(
    decoder.decode(xml.subarray(0, END_CHARACTERS)),
    decoder.decode(xml.subarray(-END_CHARACTERS)),
  );
}

/** The ends of a document. White space between elements does not count as text. */
export function endsOf(xml: string): MarkupEnds {
  if (xml.length <= 2 * END_CHARACTERS) return endsIn(xml, xml);
  return endsIn(xml.slice(0, END_CHARACTERS), xml.slice(-END_CHARACTERS));
}

/** The ends of a document, from its beginning and its ending, which are the same text if it is short. */
function endsIn(beginning: string, ending: string): MarkupEnds {
  const first = splitMarkup(beginning).runs.find((run) => isFilled(beginning, run));
  // A tag that was cut through ends with `>`: what stands behind it is read as what it is.
  const last = splitMarkup(ending).runs.findLast((run) => isFilled(ending, run));
  const head = first === undefined
    ? ""
    : decodeRun(beginning, { ...first, end: Math.min(first.end, first.start + TEXT_CHARACTERS) }).text;
  const tail = last === undefined
    ? ""
    : decodeRun(ending, { ...last, start: Math.max(last.start, last.end - TEXT_CHARACTERS) }).text;
  return {
    head: ownCopy(head.slice(0, MAX_KNOWN_CHARACTERS)),
    tail: ownCopy(tail.slice(-MAX_KNOWN_CHARACTERS)),
    isOneText: beginning === ending && first?.start === last?.start && head.length <= MAX_KNOWN_CHARACTERS,
  };
}

function isFilled(xml: string, { start, end, isContent }: MarkupRun): boolean {
  return isContent && /\S/.test(xml.slice(start, end));
}

/**
 * Finds secrets that cross the borders of consecutive documents.
 *
 * @param find finds secrets in a text.
 * @returns for each document its shares of such secrets; the first share carries the mark.
 */
export function findAcrossSeams(
  documents: readonly MarkupEnds[],
  { find, marker }: { find(text: string): readonly Finding[]; readonly marker: RedactionTools["marker"] },
): SeamFinding[][] {
  const found = documents.map((): SeamFinding[] => []);
  for (const [index, { tail }] of documents.entries()) {
    if (tail === "") continue;
    const { text, pieces } = joinFrom(documents, index);
    if (pieces.length < 2) continue;
    for (const finding of find(text)) {
      if (finding.start >= tail.length || finding.end <= tail.length) continue;
      const mark = replacementFor(text.slice(finding.start, finding.end), finding, marker);
      for (const { document, start, end } of pieces) {
        const [from, to] = [Math.max(finding.start, start), Math.min(finding.end, end)];
        if (from >= to) continue;
        const isFirst = document === index;
        const origin = isFirst ? end : start;
        found[document]?.push({
          ...finding,
          text: isFirst ? "last" : "first",
          start: from - origin,
          end: to - origin,
          replacement: isFirst ? mark : "",
        });
      }
    }
  }
  return found;
}

/** The end of a document, with what follows it in the next ones. */
function joinFrom(documents: readonly MarkupEnds[], first: number) {
  const pieces: { readonly document: number; readonly start: number; readonly end: number }[] = [];
  let text = "";
  for (let document = first; document < documents.length; document++) {
    const ends = documents[document];
    if (ends === undefined) break;
    const start = text.length;
    text += document === first ? ends.tail : ends.head;
    pieces.push({ document, start, end: text.length });
    const isWhole = document === first || ends.isOneText;
    if (!isWhole || text.length - (pieces[0]?.end ?? 0) >= MAX_KNOWN_CHARACTERS) break;
  }
  return { text, pieces };
}

/** The edits that remove a document's shares of secrets that cross its borders. */
export function planSeamEdits(
  xml: string,
  shares: readonly SeamFinding[],
  tools: RedactionTools,
): Edit[] {
  const { runs } = splitMarkup(xml);
  const texts = {
    first: runs.findIndex((run) => isFilled(xml, run)),
    last: runs.findLastIndex((run) => isFilled(xml, run)),
  };
  const textOf = (index: number) => {
    const run = runs[index];
    return run === undefined ? { start: 0, end: 0, text: "" } : decodeRun(xml, run);
  };
  const findings = new RunFindings(xml, {
    count: runs.length,
    startOf: (index) => runs[index]?.start ?? 0,
    textOf,
    isScannedAlone: () => false,
    mayGoOn: () => false,
    between: BETWEEN_TEXTS,
  }, tools);
  for (const { text, ...share } of shares) {
    const index = texts[text];
    if (index === -1) continue;
    const origin = text === "first" ? 0 : textOf(index).text.length;
    findings.add(index, { ...share, start: origin + share.start, end: origin + share.end });
  }
  return findings.edits();
}
