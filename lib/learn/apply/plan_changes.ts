/** A learn plan → the texts of documents: what is created, what is added, and what is left for a person. Writes nothing. */

import { readMarkdownStructure } from "../../github/markdown/markdown_structure.ts";
import { canonicalText, changeOutsideCode } from "../../github/markdown/publishable_markdown.ts";
import type { Redactor } from "../../redact/mod.ts";
import { reasonOf } from "../../file_failure.ts";
import type { Citation } from "../citation.ts";
import {
  CANDIDATE_SCORE,
  type DocumentItem,
  type LearnPlan,
  type ScoredTripwire,
  tripwireScore,
} from "../plan/learn_plan.ts";
import { opponentsIn } from "../plan/kept_apart.ts";
import { alreadySaid, warnsNearlySo } from "./already_said.ts";
import { blockedPlace, documentPlace, type WritableFolders } from "./document_place.ts";
import {
  addSection,
  addTripwires,
  type DocumentText,
  isInSection,
  joinDocument,
  newFrontmatter,
  splitDocument,
  withBody,
  withFrontmatter,
} from "./document_text.ts";
import { asDocument, asSection, headingText } from "./draft.ts";
import { runsAsMdx } from "./inert_markdown.ts";
import { readRegularFile } from "../../regular_file.ts";

/** A document that is to be written. */
export interface DocumentChange {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  readonly kind: "created" | "updated";
  readonly text: string;
  /** Titles of the items that the change implements. */
  readonly titles: readonly string[];
  readonly tripwires: number;
  /** What each of its changes rests on, in order. */
  readonly grounds: readonly Ground[];
}

/** An item or a tripwire, and the quotes that it rests on; none: it was taken all the same. */
export interface Ground {
  readonly title: string;
  readonly citations: readonly Citation[];
}

/** What was not done, and why: for a person to decide. */
export interface LeftOut {
  readonly title: string;
  readonly location: string;
  readonly reason: string;
}

export interface PlannedChanges {
  /** In the order in which the plan first names them. */
  readonly changes: readonly DocumentChange[];
  readonly left: readonly LeftOut[];
  /** What is in the documents already. */
  readonly alreadyThere: number;
}

/** A document while the plan is gone through. */
interface Draft {
  readonly path: string;
  readonly file: string;
  readonly isNew: boolean;
  document: DocumentText;
  changed: boolean;
  readonly titles: string[];
  tripwires: number;
  readonly grounds: Ground[];
}

/**
 * Works a plan's document items and tripwires into documents. Whatever comes of the plan is redacted.
 *
 * Deleting documents and changing code or references is left for a person, and so is what no quote proves, and what another entry
 * may contradict.
 *
 * @param options `takesUnverified`: what no quote proves is written, too.
 */
export async function planChanges(
  plan: LearnPlan,
  folders: WritableFolders,
  redactor: Redactor,
  { takesUnverified = false }: { readonly takesUnverified?: boolean } = {},
): Promise<PlannedChanges> {
  const drafts = new Map<string, Draft>();
  const left: LeftOut[] = [];
  let alreadyThere = 0;

  const note = (title: string, location: string, outcome: string | boolean) => {
    if (typeof outcome === "string") left.push({ title, location, reason: outcome });
    else if (!outcome) alreadyThere++;
  };

  const opponents = opponentsIn(plan);
  const opposed = (entry: DocumentItem | ScoredTripwire) => {
    const opponent = opponents.get(entry);
    return opponent === undefined
      ? undefined
      : `"${opponent}" in the same plan may say the opposite: decide which one holds`;
  };
  for (const item of plan.items) {
    const { title, location } = item;
    const reason = leftForPerson(item) ?? withoutGround(item, takesUnverified) ?? opposed(item);
    const draft = reason ?? await openDraft({ location, mayBeNew: true }, drafts, folders);
    note(title, location, typeof draft === "string" ? draft : await addItem(draft, item, redactor));
  }
  for (const tripwire of plan.tripwires) {
    if (tripwireScore(tripwire) < CANDIDATE_SCORE) continue;
    const { title, targetDocPath: location } = tripwire;
    const reason = withoutGround(tripwire, takesUnverified) ?? opposed(tripwire);
    const draft = reason ?? await openDraft({ location, mayBeNew: false }, drafts, folders);
    note(title, location, typeof draft === "string" ? draft : await addTripwire(draft, tripwire, redactor));
  }
  const changes = [...drafts.values()].filter(({ changed }) => changed).map((draft): DocumentChange => ({
    path: draft.path,
    file: draft.file,
    kind: draft.isNew ? "created" : "updated",
    text: joinDocument(draft.document),
    titles: draft.titles,
    tripwires: draft.tripwires,
    grounds: draft.grounds,
  }));
  return { changes, left, alreadyThere };
}

/** The draft of a document, begun if there is none yet; or why there can be none. */
async function openDraft(
  { location, mayBeNew }: { readonly location: string; readonly mayBeNew: boolean },
  drafts: Map<string, Draft>,
  folders: WritableFolders,
): Promise<Draft | string> {
  const place = documentPlace(location, folders);
  if (!place.ok) return place.reason;
  const known = drafts.get(place.path);
  if (known !== undefined) return known;
  const blocked = await blockedPlace(place.path, folders.projectRoot, [...drafts.keys()]);
  if (blocked !== undefined) return blocked;
  const text = await readDocument(place.file);
  if (typeof text === "object") return text.reason;
  if (hasConflicts(text ?? "")) return "a merge left its conflict markers in it: resolve them first";
  if (text === undefined && !mayBeNew) return "there is no such document";
  const draft: Draft = {
    path: place.path,
    file: place.file,
    isNew: text === undefined,
    document: splitDocument(text ?? ""),
    changed: false,
    titles: [],
    tripwires: 0,
    grounds: [],
  };
  drafts.set(place.path, draft);
  return draft;
}

/** A document's text; undefined where there is none. */
async function readDocument(file: string): Promise<string | undefined | { readonly reason: string }> {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readRegularFile(file));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return undefined;
    if (error instanceof TypeError) return { reason: "it is not UTF-8" };
    return { reason: `it can't be read (${reasonOf(error)})` };
  }
}

/** Whether a text has conflict markers of git outside of code. (In code, documents about git show some.) */
function hasConflicts(text: string): boolean {
  const ours = text.search(/^<{7} /m);
  const between = ours < 0 ? -1 : text.slice(ours).search(/^={7}\r?$/m);
  if (between < 0 || !/^>{7} /m.test(text.slice(ours + between))) return false;
  let prose = "";
  changeOutsideCode(text, readMarkdownStructure(text), (piece) => {
    prose += piece;
    return piece;
  });
  return /^<{7} /m.test(prose) && /^>{7} /m.test(prose);
}

function leftForPerson(item: DocumentItem): string | undefined {
  switch (item.action) {
    case "CODE_CHANGE":
      return "changing code is for a person or an agent";
    case "DELETE_STALE":
      return "deleting a document is for a person";
    case "UPDATE_REFERENCES":
      return "which reference is meant is for a person to say";
    default:
      return item.draftContent.trim() === "" ? "the plan has no draft for it" : undefined;
  }
}

/** A statement that nothing proves may be an invention, or somebody's order to a model: a person has to look. */
function withoutGround(
  { citations }: Pick<Ground, "citations">,
  takesUnverified: boolean,
): string | undefined {
  return citations.length > 0 || takesUnverified
    ? undefined
    : "none of its quotes could be found in the materials: check it before it is written";
}

/** Adds an item; false where the document says it already, or the reason why it isn't added. */
async function addItem(draft: Draft, item: DocumentItem, redactor: Redactor): Promise<boolean | string> {
  const [title = "", content = "", ...readWhen] = await redactor.redactAll([
    item.title,
    item.draftContent,
    ...item.readWhen,
  ]);
  if (/\.mdx$/i.test(draft.path) && runsAsMdx(content)) {
    return "an MDX document runs braces and tags: write it by hand";
  }
  const { heading, content: section } = asSection(title, content, titleOf(draft.document));
  if (section === "") return false;
  const isBlank = draft.document.body.trim() === "" && draft.document.frontmatter === undefined;
  const { lineEnd } = draft.document;
  const made = asDocument({ title, readWhen }, content);
  if (isBlank) {
    const body = `\n${made.body}`.replaceAll("\n", lineEnd);
    const frontmatter = newFrontmatter(made).replaceAll("\n", lineEnd);
    draft.document = withFrontmatter({ ...draft.document, body }, frontmatter);
  } else {
    const said = alreadySaid(draft.document.body, [heading, made.title], section);
    if (said === "all") return false;
    if (said === "most") return "the document says most of it already, or nearly the same";
    if (isInSection(draft.document.body, heading, section)) return false;
    const body = addSection(draft.document.body, heading, section, lineEnd);
    if (body === undefined) {
      return "code, a comment or an element in it is never closed, and would swallow a section";
    }
    draft.document = withBody(draft.document, body);
  }
  draft.changed = true;
  draft.titles.push(headingText(title));
  draft.grounds.push({ title: headingText(title), citations: item.citations });
  return true;
}

/** The text of a document's heading of the first level. */
function titleOf({ body }: DocumentText): string | undefined {
  return readMarkdownStructure(body).headings.find(({ level }) => level === 1)?.text;
}

/** Adds a tripwire; false where it is there already, or the reason why it can't be added. */
async function addTripwire(
  draft: Draft,
  tripwire: ScoredTripwire,
  redactor: Redactor,
): Promise<boolean | string> {
  const [action = "", warning = ""] = await redactor.redactAll(
    [tripwire.action, tripwire.warning].map((text) => canonicalText(text.replace(/\s+/g, " ").trim())),
  );
  const result = addTripwires(draft.document, [{ action, warning }]);
  if (!result.ok) return result.reason;
  if (result.added.length > 0 && warnsNearlySo(result.known, { action, warning })) {
    return "the document warns of it already, in nearly the same words";
  }
  if (result.added.length === 0) return false;
  draft.document = result.document;
  draft.changed = true;
  draft.tripwires++;
  draft.grounds.push({ title: `Tripwire: ${tripwire.title}`, citations: tripwire.citations });
  return true;
}
