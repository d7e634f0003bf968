/** ExistingDocsChecker: what is documented already, doubly, or no longer true. */

import type { Citation } from "../citation.ts";
import { foldText } from "../citation_text.ts";
import type { CodeDiff } from "../diff/code_diff.ts";
import type { Document } from "../documents/document_set.ts";
import type { Finding } from "../evidence/finding.ts";
import { uniteCitations } from "../plan/citation_lists.ts";
import type { LearnPlan } from "../plan/learn_plan.ts";
import { codeSpan } from "../plan/markdown.ts";
import { redactedText } from "../../redact/redacted.ts";
import type { Agent } from "./agent.ts";
import {
  type DocsCheck,
  docsCheckSchema,
  type ExistingDocument,
  type Overlap,
  renderDocsCheck,
} from "./answers/docs_check.ts";
import type { ExistingDocsCheckerInput } from "./inputs.ts";
import { EXISTING_DOCS_CHECKER } from "./instructions/mod.ts";
import { composePrompt } from "./prompt/compose_prompt.ts";
import { documentsMaterials, evidenceMaterial, planMaterial, symbolsMaterial } from "./prompt/materials.ts";
import { isNameMentioned, isTellingName } from "./rules/mentions.ts";
import { isByPeople, titleOf, wordsOf } from "./rules/finding_words.ts";

export const existingDocsChecker: Agent<ExistingDocsCheckerInput, DocsCheck> = {
  name: "existing-docs-checker",
  instructions: EXISTING_DOCS_CHECKER,
  schema: docsCheckSchema,
  maxOutputTokens: 8_000,
  prompt: ({ plan, documents, diff, evidence }, redactor) =>
    composePrompt(
      {
        shared: [planMaterial(plan), evidenceMaterial(evidence)],
        own: [...(diff === undefined ? [] : [symbolsMaterial(diff)]), ...documentsMaterials(documents)],
      },
      redactedText`Compare the documents with this work.`,
      redactor,
    ),
  offline: checkByRules,
  render: renderDocsCheck,
};

/** A document is named for an overlap by few findings: with more, it matches a common word. */
const MAX_OVERLAPS = 8;

function checkByRules({ documents, diff, evidence }: ExistingDocsCheckerInput): DocsCheck {
  const symbols = [
    ...new Set(
      (diff?.files ?? []).flatMap((file) => file.symbols.map((symbol) => symbol.split(/\s+/).at(-1) ?? "")),
    ),
  ].filter(isTellingName);
  return {
    existing: documents.documents.flatMap((document) => [
      ...existingDocument(document, symbols),
      ...saidIn(document, evidence),
    ]),
    duplicates: sameTitles(documents.documents),
    // Whether two sentences contradict each other is beyond rules.
    contradictions: [],
    overlaps: documents.documents.flatMap((document) => overlapsOf(document, evidence)),
    staleReferences: documents.documents.flatMap((document) => staleReferences(document, diff)),
  };
}

/** A document that mentions names which the diff defines. */
function existingDocument(document: Document, symbols: readonly string[]): ExistingDocument[] {
  const mentioned = symbols.flatMap((name) => {
    const place = placeOf(document, name);
    return place === undefined ? [] : [{ name, place }];
  });
  if (mentioned.length === 0) return [];
  return [{
    path: document.path,
    covers: `mentions ${mentioned.map(({ name }) => codeSpan(name)).join(", ")}`,
    citations: uniteCitations([mentioned.map(({ place }) => place)]),
  }];
}

/** Characters of a statement: fewer may stand in any document. */
const MIN_STATEMENT = 24;
/** Lines over which a document may break a statement. */
const MAX_LINES = 4;

/** What a person or reviewer said that the document says word for word. */
function saidIn(document: Document, evidence: readonly Finding[]): ExistingDocument[] {
  return evidence.flatMap((finding) => {
    const words = isByPeople(finding) ? wordsOf(finding) : undefined;
    const place = words === undefined ? undefined : placeOfStatement(document, words);
    return place === undefined ? [] : [{
      path: document.path,
      covers: `says what ${finding.id} does`,
      citations: [place, ...finding.citations],
    }];
  });
}

/** Where a document says something, in however many lines. */
function placeOfStatement({ path, excerpts }: Document, words: string): Citation | undefined {
  const wanted = comparable(words);
  if (wanted.length < MIN_STATEMENT) return undefined;
  for (const { line, text } of excerpts) {
    if (!comparable(text).includes(wanted)) continue;
    const lines = text.split("\n");
    for (let length = 1; length <= MAX_LINES; length++) {
      const index = lines.findIndex((_, at) =>
        comparable(lines.slice(at, at + length).join("\n")).includes(wanted)
      );
      if (index < 0) continue;
      const quote = lines.slice(index, index + length).join("\n").trim();
      return { kind: "document", source: path, ref: String(line + index), quote };
    }
  }
  return undefined;
}

/** Without marks of Markdown, and the point at the end. */
function comparable(text: string): string {
  return foldText(text.replace(/[*_`>]/g, "")).toLowerCase().replace(/[.!]+$/, "");
}

/** What sessions had trouble with, and a document that mentions it. */
function overlapsOf(document: Document, evidence: readonly Finding[]): Overlap[] {
  return evidence.toSorted((a, b) => b.weight - a.weight).flatMap((finding) => {
    const place = finding.subjects.filter(isTellingName).map((subject) => placeOf(document, subject))
      .find((found) => found !== undefined);
    if (place === undefined) return [];
    return [{
      path: document.path,
      topic: titleOf(finding.summary),
      missing: `${finding.summary} (${finding.id})`,
      citations: [place, ...finding.citations],
    }];
  }).slice(0, MAX_OVERLAPS);
}

/** The first line of a document's excerpts that mentions a name. */
function placeOf(document: Document, name: string): Citation | undefined {
  for (const { line, text } of document.excerpts) {
    const lines = text.split("\n");
    const index = lines.findIndex((candidate) => isNameMentioned(candidate, name));
    if (index < 0) continue;
    return {
      kind: "document",
      source: document.path,
      ref: String(line + index),
      quote: (lines[index] ?? name).trim(),
    };
  }
  return undefined;
}

function sameTitles(documents: readonly Document[]): DocsCheck["duplicates"] {
  const byTitle = Map.groupBy(documents, ({ title }) => title.trim().toLowerCase());
  return [...byTitle].flatMap(([title, same]) =>
    title === "" || same.length < 2 ? [] : [{
      topic: same[0]?.title ?? title,
      paths: same.map(({ path }) => path),
      recommendation: "They have the same title: keep one, and link to it from the others.",
      citations: [],
    }]
  );
}

function staleReferences(document: Document, diff: CodeDiff | undefined): LearnPlan["staleDocuments"] {
  if (document.deadReferences.length === 0) return [];
  const reasons = document.deadReferences.map(({ path, line }) => {
    const renamed = diff?.files.find(({ previousPath }) => previousPath === path);
    const removed = diff?.files.some((file) => file.path === path && file.status === "removed") ?? false;
    const now = renamed !== undefined
      ? `is ${codeSpan(renamed.path)} now`
      : removed
      ? "was removed by this pull request"
      : "no longer exists";
    return `line ${line} names ${codeSpan(path)}, which ${now}`;
  });
  return [{
    path: document.path,
    reason: `${reasons.join("; ")}.`,
    action: isAboutWhatIsGone(document, diff) ? "DELETE_STALE" : "UPDATE_REFERENCES",
    citations: document.deadReferences.flatMap(({ path, line }): Citation[] => {
      const quote = lineOf(document, line) ?? path.trim();
      return quote === "" ? [] : [{ kind: "document", source: document.path, ref: String(line), quote }];
    }),
  }];
}

/**
 * Whether a document is about something that is gone: it has the name of a file that the pull request removed, and
 * everything it names is missing.
 */
function isAboutWhatIsGone(document: Document, diff: CodeDiff | undefined): boolean {
  const removed = new Set(diff?.files.filter(({ status }) => status === "removed").map(({ path }) => path));
  return document.deadReferences.every(({ path }) => removed.has(path)) &&
    document.deadReferences.some(({ path }) => stemOf(path) === stemOf(document.path));
}

function stemOf(path: string): string {
  return (path.split("/").at(-1) ?? path).replace(/\.[^.]*$/, "").replaceAll("_", "-").toLowerCase();
}

function lineOf(document: Document, wanted: number): string | undefined {
  for (const { line, text } of document.excerpts) {
    const found = text.split("\n")[wanted - line]?.trim();
    if (found !== undefined && found !== "") return found;
  }
  return undefined;
}
