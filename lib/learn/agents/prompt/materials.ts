/** What the agents share of their prompts: plan, evidence, diff, documents, review, earlier analyses. */

import { type CodeDiff, unlistedFiles } from "../../diff/code_diff.ts";
import type { DocumentSet } from "../../documents/document_set.ts";
import type { Finding } from "../../evidence/finding.ts";
import type { SessionPart, SourceComment, SourcePlan, SourceSession } from "../../source/learn_source.ts";
import type { AnalyzedPart, GapInput } from "../inputs.ts";
import type { Material } from "./material.ts";
import { numberHunks, numberLines } from "./numbered_lines.ts";

/**
 * Tokens of each material at most. Parts have up to 20,000 by their own format; with the rest of the prompt all stay
 * far below the models' 200,000, where answers get worse long before.
 */
const MAX_TOKENS = {
  plan: 6_000,
  evidence: 12_000,
  session: 30_000,
  diff: 40_000,
  documents: 25_000,
  paths: 4_000,
  review: 25_000,
  analysis: 40_000,
  gaps: 1_000,
} as const;

/** The plan as its issue has it, with the pull request that carried it out. */
export function planMaterial(plan: SourcePlan): Material {
  const pullRequest = plan.pullRequest === undefined
    ? ""
    : `\npull request #${plan.pullRequest.number}: ${plan.pullRequest.title}`;
  const head =
    `plan #${plan.issueNumber} of ${plan.repository}\ntitle: ${plan.title}${pullRequest}\nbody:\n${plan.body}`;
  return { kind: "plan", pieces: [head], maxTokens: MAX_TOKENS.plan };
}

/** The index of evidence, what weighs most first. */
export function evidenceMaterial(findings: readonly Finding[]): Material {
  return { kind: "evidence", pieces: byWeight(findings).map(jsonLine), maxTokens: MAX_TOKENS.evidence };
}

/** A part of a session. Its attributes say which; the model needs its place among the parts as well. */
export function sessionMaterial(session: SourceSession, part: SessionPart): Material {
  const place = `(${session.kind} session ${session.id}, part ${part.number} of ${session.parts.length})`;
  return { kind: "session", markup: part.xml, pieces: [place], maxTokens: MAX_TOKENS.session };
}

/** The diff by file, in order of rank, lines with their numbers. */
export function diffMaterial(diff: CodeDiff): Material {
  const pieces = diff.files.map((file) => {
    const renamed = file.previousPath === undefined ? "" : ` (before: ${file.previousPath})`;
    const head =
      `file ${file.path}${renamed}: ${file.status}, ${file.category}, +${file.additions} -${file.deletions}`;
    const symbols = file.symbols.length === 0 ? "" : `\ndefines: ${file.symbols.join(", ")}`;
    const patch = file.patch === "" ? "" : `\n${numberHunks(file.patch)}`;
    const omitted = file.omittedLines === 0 ? "" : `\n(${file.omittedLines} lines of hunks are not shown)`;
    return `${head}${symbols}${patch}${omitted}`;
  });
  const unlisted = unlistedFiles(diff);
  const omitted = unlisted === 0 ? [] : [`(${unlisted} further files are not listed)`];
  const head = `pull request #${diff.pullRequest}: +${diff.additions} -${diff.deletions}`;
  return { kind: "diff", pieces: [head, ...omitted, ...pieces], maxTokens: MAX_TOKENS.diff };
}

/** Names that the diff defines, by file: for those who don't need its lines. */
export function symbolsMaterial(diff: CodeDiff): Material {
  const pieces = diff.files.map(({ path, status, symbols }) =>
    `${status} ${path}${symbols.length === 0 ? "" : `: ${symbols.join(", ")}`}`
  );
  return { kind: "diff", pieces, maxTokens: MAX_TOKENS.plan };
}

/** The documents that bear on the changes, with excerpts of each; and the paths of all that there are. */
export function documentsMaterials({ documents, paths }: DocumentSet): Material[] {
  const pieces = documents.map((document) => {
    const lines = [`document ${document.path}: ${document.title}`];
    if (document.headings.length > 0) lines.push(`headings: ${document.headings.join(" / ")}`);
    if (document.readWhen.length > 0) lines.push(`read_when: ${document.readWhen.join(" / ")}`);
    for (const { action, warning } of document.tripwires) lines.push(`tripwire: ${action}: ${warning}`);
    for (const { path, line } of document.deadReferences) {
      lines.push(`line ${line} names ${path}, which no longer exists`);
    }
    for (const { line, text } of document.excerpts) lines.push(numberLines(text, line));
    return lines.join("\n");
  });
  return [
    { kind: "documents", pieces, maxTokens: MAX_TOKENS.documents },
    pathsMaterial(paths),
  ];
}

/** Where the documents of the repository are, without their text. */
export function pathsMaterial(paths: readonly string[]): Material {
  return { kind: "paths", pieces: paths, maxTokens: MAX_TOKENS.paths };
}

/** The threads of the review, each with its place, state and comments. */
export function reviewMaterial(comments: readonly SourceComment[]): Material {
  const pieces = comments.map(({ source, ref, path, line, resolved, comments }) => {
    const place = path === undefined ? "" : `, ${path}${line === undefined ? "" : `:${line}`}`;
    const state = resolved === undefined ? "" : resolved ? ", resolved" : ", open";
    const words = comments.map(({ author, body, createdAt }) => `${author} (${createdAt}):\n${body}`);
    return [`${source} ${ref}${place}${state}`, ...words].join("\n");
  });
  return { kind: "review", pieces, maxTokens: MAX_TOKENS.review };
}

/** Answers as lines of JSON: of all parts of sessions what each says first, so that too many cost each of them its last. */
export function analysisMaterial(input: GapInput): Material {
  const pieces = [
    ...(input.docsCheck === undefined ? [] : labelledLines("docs-check", input.docsCheck)),
    ...(input.commentsAnalysis === undefined ? [] : labelledLines("review", input.commentsAnalysis)),
    ...sessionLines(input.sessionAnalyses),
    ...(input.diffAnalysis === undefined ? [] : labelledLines("diff", input.diffAnalysis)),
  ];
  return { kind: "analysis", pieces, maxTokens: MAX_TOKENS.analysis };
}

/** One answer as lines of JSON: each entry of each of its lists, and the texts beside them. */
export function answerMaterial(from: string, answer: Readonly<Record<string, unknown>>): Material {
  return { kind: "analysis", pieces: labelledLines(from, answer), maxTokens: MAX_TOKENS.analysis };
}

/** What could not be read or gathered. */
export function gapsMaterial(gaps: readonly string[]): Material {
  return { kind: "gaps", pieces: gaps, maxTokens: MAX_TOKENS.gaps };
}

/** Findings with the weightiest first; in their order otherwise. */
function byWeight(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => b.weight - a.weight);
}

/** What matters most for documentation first. */
const OBSERVATION_LISTS = [
  "frictionPoints",
  "errors",
  "apiQuirks",
  "designDecisions",
  "patterns",
  "externalDocumentation",
] as const;

function sessionLines(parts: readonly AnalyzedPart[]): string[] {
  const from = ({ kind, sessionId, part, parts }: AnalyzedPart) =>
    `${kind} session ${sessionId}${parts === 1 ? "" : `, part ${part}`}`;
  const rounds = Math.max(
    0,
    ...parts.flatMap(({ analysis }) => OBSERVATION_LISTS.map((list) => analysis[list].length)),
  );
  return [
    ...parts.map((part) => jsonLine({ from: from(part), summary: part.analysis.summary })),
    ...Array.from(
      { length: rounds },
      (_, round) =>
        OBSERVATION_LISTS.flatMap((list) =>
          parts.flatMap((part) => {
            const entry = part.analysis[list][round];
            return entry === undefined ? [] : [jsonLine({ from: from(part), list, ...entry })];
          })
        ),
    ).flat(),
  ];
}

function labelledLines(from: string, answer: Readonly<Record<string, unknown>>): string[] {
  const texts = Object.entries(answer).filter(([, value]) => !Array.isArray(value));
  const lists = Object.entries(answer).flatMap(([list, value]) =>
    Array.isArray(value) ? value.map((entry: object) => jsonLine({ from, list, ...entry })) : []
  );
  return [...(texts.length === 0 ? [] : [jsonLine({ from, ...Object.fromEntries(texts) })]), ...lists];
}

function jsonLine(value: unknown): string {
  return JSON.stringify(value);
}
