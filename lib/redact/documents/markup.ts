/** Finished XML, redacted in place. */
import { scanEach } from "../batch.ts";
import { BETWEEN_TEXTS } from "./between_texts.ts";
import { type Edit, RedactionTools, RunFindings } from "./document.ts";
import { decodeRun, type MarkupRun, splitMarkup } from "./markup_runs.ts";
import { addSpanning, textsAcrossRuns } from "./markup_span.ts";
import { viewMarkup } from "./markup_view.ts";
import { WEIGHT } from "../finding.ts";
import type { TextRun } from "./text_run.ts";

/**
 * The replacements that redact a document: character data, CDATA, comments and attribute values change, names only where
 * they are secrets by themselves; what was well-formed stays so. Findings come from one scan of
 * - the document with its text decoded, tags included: names beside their values, and all plain text;
 * - the decoded text of each run whose encoding is delicate;
 * - the decoded text on both sides of the places where a secret may be spread over several runs.
 */
export function planMarkupEdits(xml: string, tools: RedactionTools): Edit[] {
  const split = splitMarkup(xml);
  const { runs } = split;
  const view = viewMarkup(xml, split);
  const textOf = rememberTexts(xml, runs);
  const delicate = delicateRuns(runs);
  const across = textsAcrossRuns(xml, runs, textOf, tools.hasCustomPatterns);
  const [seen = [], ...others] = scanEach(
    [view.text, ...delicate.map((index) => textOf(index).text)],
    tools.scan,
  );
  const spread = scanEach(across.map(({ text }) => text), (texts) => tools.scan(texts, { isSpread: true }));
  const findings = new RunFindings(xml, {
    count: runs.length,
    startOf: (index) => runs[index]?.start ?? 0,
    textOf,
    isScannedAlone: (index) => runs[index]?.encoding === "delicate",
    // What is known by its own form may be spread over texts of elements. Nothing else is, and attributes hold whole values.
    mayGoOn: (index, { weight }) => weight === WEIGHT.format && (runs[index]?.isContent ?? false),
    between: BETWEEN_TEXTS,
  }, tools);
  for (const finding of seen) {
    const [start, end] = [view.documentOffset(finding.start), view.documentOffset(finding.end)];
    if (end > start) findings.addWritten({ ...finding, start, end });
  }
  delicate.forEach((run, index) => {
    for (const finding of others[index] ?? []) findings.add(run, finding);
  });
  across.forEach((text, index) => {
    for (const finding of spread[index] ?? []) {
      addSpanning(text, finding, findings, { textOf, marker: tools.marker });
    }
  });
  // A mark ends with `]`: before `]>` it would make the `]]>` that XML forbids in text and that ends a CDATA section.
  return findings.edits().map((edit) =>
    edit.replacement.endsWith("]") && xml.startsWith("]>", edit.end) && !xml.startsWith("]]>", edit.end)
      ? { ...edit, replacement: `${edit.replacement} ` }
      : edit
  );
}

/** Their indexes; most documents have none. */
function delicateRuns(runs: readonly MarkupRun[]): number[] {
  const delicate: number[] = [];
  runs.forEach(({ encoding }, index) => {
    if (encoding === "delicate") delicate.push(index);
  });
  return delicate;
}

/** Decodes runs when they are asked for: few are, and each of them several times. */
function rememberTexts(xml: string, runs: readonly MarkupRun[]): (index: number) => TextRun {
  const remembered = new Map<number, TextRun>();
  return (index) => {
    let text = remembered.get(index);
    if (text === undefined) {
      const run = runs[index];
      text = run === undefined ? { start: 0, end: 0, text: "" } : decodeRun(xml, run);
      remembered.set(index, text);
    }
    return text;
  };
}
