/**
 * Tripwire candidates: warnings that a learn plan proposes to tie to an action. Models write them in many shapes; here
 * they become the one that is stored: `{action, warning, target_doc_path}`.
 */

import { canonicalText } from "../../github/markdown/publishable_markdown.ts";
import { renderMetadataBlock } from "../../github/plan/metadata_block.ts";
import { CANDIDATE_SCORE, scoredTripwireSchema, tripwireScore } from "./learn_plan.ts";
import { jsonInText } from "./json_in_text.ts";

export const TRIPWIRES_KEY = "tripwire-candidates";

export interface TripwireCandidate {
  readonly action: string;
  readonly warning: string;
  /** Path of the document that is to carry it. */
  readonly target_doc_path: string;
}

export interface NormalizedTripwires {
  readonly candidates: readonly TripwireCandidate[];
  /** What was left out or filled in, in sentences. */
  readonly warnings: readonly string[];
  /**
   * Why nothing could be read at all, in words that go on after "The tripwire candidates"; undefined where something could,
   * or there is nothing.
   */
  readonly problem?: string;
}

/** Where a tripwire goes whose author named no document. */
const DEFAULT_TARGET = "tripwires.md";

/** Names that models give the list, and the objects around it. */
const LIST_NAMES = [
  "candidates",
  "tripwire_candidates",
  "tripwirecandidates",
  "tripwires",
  "items",
  "results",
];
const WRAPPER_NAMES = ["data", "result", "output", "answer", "response", "json"];

/** Names of each field, the best first. Compared without case, `_`, `-` and spaces. */
const FIELD_NAMES = {
  action: ["action", "trigger", "triggerpattern", "pattern", "when", "before", "condition", "title", "name"],
  warning: ["warning", "description", "message", "advice", "guidance", "rule", "consequence"],
  target_doc_path: [
    "targetdocpath",
    "targetdoc",
    "targetdocument",
    "targetpath",
    "target",
    "docpath",
    "documentpath",
    "document",
    "doc",
    "path",
    "location",
    "file",
  ],
} as const;

/** The most characters of a field. Nobody reads a longer warning. */
export const MAX_FIELD_CHARACTERS = 2_000;

/** All candidates fit into one comment then, even where every character is written as an escape. */
const MAX_COMMENT_CHARACTERS = 60_000;

/** Reads candidates out of a file's or model's text: JSON, also inside a code block or between words. */
export function parseTripwireCandidates(text: string): NormalizedTripwires {
  const value = jsonInText(text);
  if (value === undefined) return unreadable("are no JSON");
  return normalizeTripwireCandidates(value);
}

/**
 * Candidates from any of the shapes: a list or an object that holds one, with the fields' names in use, scored or not.
 * Scored ones below the candidates' score are left out. Never throws.
 */
export function normalizeTripwireCandidates(value: unknown): NormalizedTripwires {
  const list = findList(value);
  if (list === undefined) {
    return isRecord(value) && Object.keys(value).length === 0
      ? { candidates: [], warnings: [] }
      : unreadable("are neither a list nor an object that holds one");
  }
  const warnings: string[] = [];
  const candidates = new Map<string, TripwireCandidate>();
  const unread: string[] = [];
  list.forEach((entry, index) => {
    const read = readCandidate(entry);
    if ("reason" in read) {
      if (!read.isJudged) unread.push(`tripwire ${index + 1}: ${read.reason}`);
      return void warnings.push(`Tripwire ${index + 1} is left out: ${read.reason}.`);
    }
    const { candidate, note } = read;
    const key = JSON.stringify(candidate);
    if (candidates.has(key)) {
      return void warnings.push(`Tripwire ${index + 1} is left out: it is there already.`);
    }
    if (note !== undefined) warnings.push(`Tripwire ${index + 1}: ${note}.`);
    candidates.set(key, candidate);
  });
  const [first] = unread;
  const isLost = candidates.size === 0 && first !== undefined;
  return {
    candidates: [...candidates.values()],
    warnings,
    ...isLost ? { problem: `hold none that can be read (${first})` } : {},
  };
}

function unreadable(problem: string): NormalizedTripwires {
  return { candidates: [], warnings: [`The tripwire candidates ${problem}.`], problem };
}

/**
 * The comment that holds candidates; those that it has no room for are counted.
 *
 * @param candidates redacted already: an escape that YAML needs must not hide a secret from the redactor.
 */
export function renderTripwireCandidates(
  candidates: readonly TripwireCandidate[],
): { readonly body: string; readonly omitted: number } {
  let count = candidates.length;
  for (;; count = Math.floor(count * 0.8)) {
    const shown = candidates.slice(0, count).map(({ action, warning, target_doc_path }) => ({
      action,
      warning,
      target_doc_path,
    }));
    const body = renderMetadataBlock(TRIPWIRES_KEY, { candidates: shown });
    if (body.length <= MAX_COMMENT_CHARACTERS || count === 0) {
      return { body, omitted: candidates.length - count };
    }
  }
}

function findList(value: unknown, depth = 0): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isRecord(value) || depth > 3) return undefined;
  const fields = new Map(Object.entries(value).map(([name, field]) => [name.toLowerCase(), field]));
  for (const name of LIST_NAMES) {
    const list = fields.get(name);
    if (Array.isArray(list)) return list;
  }
  for (const name of [...LIST_NAMES, ...WRAPPER_NAMES]) {
    const field = fields.get(name);
    const inner = typeof field === "string" ? jsonInText(field) : field;
    const list = inner === undefined ? undefined : findList(inner, depth + 1);
    if (list !== undefined) return list;
  }
  // One candidate by itself.
  return "reason" in readCandidate(value) ? undefined : [value];
}

type ReadCandidate =
  | { readonly candidate: TripwireCandidate; readonly note: string | undefined }
  /** `isJudged`: it could be read, and isn't to be a candidate. */
  | { readonly reason: string; readonly isJudged: boolean };

function readCandidate(entry: unknown): ReadCandidate {
  const unread = (reason: string): ReadCandidate => ({ reason, isJudged: false });
  if (!isRecord(entry)) return unread("it is no object");
  const score = scoreOf(entry);
  if (score !== undefined && score < CANDIDATE_SCORE) {
    return {
      reason: `its score is ${score}, and candidates have ${CANDIDATE_SCORE} or more`,
      isJudged: true,
    };
  }
  const recommendation = textOf(fieldOf(entry, ["recommendation"]));
  if (
    recommendation !== undefined &&
    /^(?:skip|potential|no|none|doc(?:ument(?:ation)?)?(?:[_ -]only)?)$/i.test(recommendation)
  ) {
    return { reason: `its recommendation is ${recommendation}`, isJudged: true };
  }
  const action = firstText(entry, FIELD_NAMES.action);
  if (action === undefined) return unread("it names no action");
  const warning = firstText(entry, FIELD_NAMES.warning);
  if (warning === undefined) return unread("it has no warning");
  const named = firstText(entry, FIELD_NAMES.target_doc_path);
  const target = named !== undefined && isDocumentPath(named) ? named.replace(/^(?:\.\/)+/, "") : undefined;
  const tooLong = [action, warning, target ?? ""].some((text) => text.length > MAX_FIELD_CHARACTERS);
  if (tooLong) return unread(`one of its fields has more than ${MAX_FIELD_CHARACTERS} characters`);
  return {
    candidate: {
      // "Before calling x()" and "calling x()" are the same to a reader of tripwires.
      action: action.replace(/^(?:before|when|while)\s+(?=[\p{L}-]+ing\b)/iu, ""),
      warning,
      target_doc_path: target ?? DEFAULT_TARGET,
    },
    note: target === undefined
      ? `it names no document below the repository and goes to ${DEFAULT_TARGET}`
      : undefined,
  };
}

/** Whether somebody may be sent to edit it: a path below the repository. */
function isDocumentPath(path: string): boolean {
  return /^[^\\:*?"<>|]+$/.test(path) && !path.startsWith("/") && !path.split("/").includes("..");
}

/** A given score, else that of given criteria; undefined without either. */
function scoreOf(entry: Readonly<Record<string, unknown>>): number | undefined {
  const given = fieldOf(entry, ["score"]);
  const score = typeof given === "string" && given.trim() !== "" ? Number(given) : given;
  if (typeof score === "number" && Number.isFinite(score)) return score;
  const criteria = scoredTripwireSchema.shape.criteria.safeParse(entry["criteria"]);
  return criteria.success ? tripwireScore({ criteria: criteria.data }) : undefined;
}

function firstText(entry: Readonly<Record<string, unknown>>, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = textOf(fieldOf(entry, [name]));
    if (text !== undefined) return text;
  }
  return undefined;
}

function fieldOf(entry: Readonly<Record<string, unknown>>, names: readonly string[]): unknown {
  return Object.entries(entry).find(([name]) => names.includes(name.toLowerCase().replace(/[_\s-]/g, "")))
    ?.[1];
}

/** On one line: an action and a warning are sentences. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = canonicalText(value).replace(/\s+/g, " ").trim();
  return text === "" ? undefined : text;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
