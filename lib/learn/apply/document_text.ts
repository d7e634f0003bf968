/** A Markdown document as frontmatter and body, changed without touching any other byte: comments, order and line ends stay. */

import { isDeepStrictEqual } from "node:util";
import { canonicalText } from "../../github/markdown/publishable_markdown.ts";
import { type Heading, readMarkdownStructure } from "../../github/markdown/markdown_structure.ts";
import { Document, isMap, isNode, isSeq, parseDocument } from "yaml";

/** A document's text, cut: the pieces, joined, are the text. */
export interface DocumentText {
  /** A byte order mark and the opening fence, or nothing. */
  readonly opening: string;
  /** YAML between the fences; undefined: the document has none. */
  readonly frontmatter: string | undefined;
  /** The closing fence, or nothing. */
  readonly closing: string;
  readonly body: string;
  /** What new lines end with: as most of its lines. */
  readonly lineEnd: "\n" | "\r\n";
}

/** A tripwire as documents have it. */
export interface FrontmatterTripwire {
  readonly action: string;
  readonly warning: string;
}

/** Ended by `---` or, as YAML has it too, by `...`. */
const FENCED = /^(\ufeff?---[ \t]*\r?\n)((?:[^]*?\r?\n)??)((?:---|\.\.\.)[ \t]*(?:\r?\n|$))/;

/** TOML and JSON on top of a document, as some site generators have it, or YAML that nothing ends. */
const OTHER_FRONTMATTER = /^(?:(?:\+\+\+|\{)[ \t]*\r?\n|---[ \t]*\r?\n[\w-]+:)/;

/** Cuts a document. */
export function splitDocument(text: string): DocumentText {
  const lineEnd = 2 * count(text, "\r\n") > count(text, "\n") ? "\r\n" : "\n";
  const [all = "", opening = "", frontmatter, closing = ""] = FENCED.exec(text) ?? [];
  if (frontmatter !== undefined) {
    return { opening, frontmatter, closing, body: text.slice(all.length), lineEnd };
  }
  const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
  return { opening: mark, frontmatter: undefined, closing: "", body: text.slice(mark.length), lineEnd };
}

/** The document's text again. */
export function joinDocument({ opening, frontmatter, closing, body }: DocumentText): string {
  return opening + (frontmatter ?? "") + closing + body;
}

/** The document with another body, below a closing fence that ends its line. */
export function withBody(document: DocumentText, body: string): DocumentText {
  const { closing, lineEnd } = document;
  return {
    ...document,
    body,
    closing: closing === "" || closing.endsWith("\n") ? closing : closing + lineEnd,
  };
}

function count(text: string, searched: string): number {
  return text.split(searched).length - 1;
}

/** The document with this frontmatter, fenced if it had none. */
export function withFrontmatter(document: DocumentText, frontmatter: string): DocumentText {
  const { lineEnd } = document;
  if (document.frontmatter !== undefined) return { ...document, frontmatter };
  return {
    ...document,
    opening: `${document.opening}---${lineEnd}`,
    frontmatter,
    closing: `---${lineEnd}`,
  };
}

/** What came of adding tripwires. */
export type TripwiresAdded =
  | {
    readonly ok: true;
    readonly document: DocumentText;
    readonly added: readonly FrontmatterTripwire[];
    /** What was there before: anything that a person wrote. */
    readonly known: readonly unknown[];
  }
  | { readonly ok: false; readonly reason: string };

/**
 * Adds tripwires to the frontmatter, at the end of its list. Those that are there already (white space and case aside) are left
 * out. A document without frontmatter gets one.
 */
export function addTripwires(
  document: DocumentText,
  tripwires: readonly FrontmatterTripwire[],
): TripwiresAdded {
  if (document.frontmatter === undefined && OTHER_FRONTMATTER.test(document.body)) {
    return { ok: false, reason: "its frontmatter is not YAML between two lines of ---" };
  }
  const source = document.frontmatter ?? "";
  const yaml = parseDocument(source);
  if (yaml.errors.length > 0) return { ok: false, reason: "its frontmatter is not valid YAML" };
  if (yaml.contents !== null && !isMap(yaml.contents)) {
    return { ok: false, reason: "its frontmatter is no list of fields" };
  }
  const list = yaml.get("tripwires");
  if (list !== undefined && list !== null && !isSeq(list)) {
    return { ok: false, reason: "the tripwires in its frontmatter are no list" };
  }
  const known: unknown[] = isSeq(list) ? list.toJSON() : [];
  const keys = new Set(known.map(keyOf));
  const added = tripwires.map(({ action, warning }) => ({ action, warning })).filter((tripwire) => {
    const key = keyOf(tripwire);
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
  if (added.length === 0) return { ok: true, document, added, known };
  const expected = {
    ...yaml.toJS() as Record<string, unknown> | null,
    tripwires: [...known, ...added],
  };
  const inserted = insertLines(source, yaml, added, document.lineEnd);
  const frontmatter = inserted !== undefined && readsAs(inserted, expected)
    ? inserted
    : rewrite(yaml, added).replaceAll("\n", document.lineEnd);
  return { ok: true, document: withFrontmatter(document, frontmatter), added, known };
}

/** The source with lines for the tripwires behind the last one, or at its end; undefined where YAML's layout has no such place. */
function insertLines(
  source: string,
  yaml: Document,
  tripwires: readonly FrontmatterTripwire[],
  lineEnd: string,
): string | undefined {
  const list = yaml.get("tripwires");
  const last = isSeq(list) ? list.items.at(-1) : undefined;
  const range = isNode(last) ? last.range : undefined;
  const first = isSeq(list) && isNode(list.items[0]) ? list.items[0].range?.[0] : undefined;
  if (yaml.has("tripwires") && (range === undefined || range === null || first === undefined)) {
    return undefined;
  }
  const lineStart = first === undefined ? 0 : source.lastIndexOf("\n", first) + 1;
  const indentation = first === undefined ? "  " : /^[ \t]*/.exec(source.slice(lineStart, first))?.[0] ?? "";
  const lines = tripwires.flatMap((tripwire) => {
    const text = new Document([tripwire]).toString({ lineWidth: 0 });
    return text.trimEnd().split("\n").map((line) => line === "" ? "" : indentation + line);
  });
  if (!yaml.has("tripwires")) lines.unshift("tripwires:");
  const end = range?.[1] ?? source.length;
  const next = source.indexOf("\n", end - 1);
  const place = end > 0 && source[end - 1] === "\n" ? end : next < 0 ? source.length : next + 1;
  return source.slice(0, place) + lines.map((line) => line + lineEnd).join("") + source.slice(place);
}

function readsAs(source: string, expected: unknown): boolean {
  const yaml = parseDocument(source);
  return yaml.errors.length === 0 && isDeepStrictEqual(yaml.toJS(), expected);
}

/** YAML written anew, where lines can't be inserted (a list in brackets, anchors): the fields' order and comments stay. */
function rewrite(yaml: Document, tripwires: readonly FrontmatterTripwire[]): string {
  const list = yaml.get("tripwires");
  if (isSeq(list)) {
    list.flow = false;
    for (const tripwire of tripwires) list.add(yaml.createNode(tripwire));
  } else {
    yaml.set("tripwires", yaml.createNode([...tripwires]));
  }
  return yaml.toString({ lineWidth: 0 });
}

function keyOf(tripwire: unknown): string {
  const { action, warning } = (tripwire ?? {}) as Partial<Record<keyof FrontmatterTripwire, unknown>>;
  return [action, warning].map((value) => foldText(typeof value === "string" ? value : "")).join("\0");
}

/** Normalizes a text for comparison: removes what makes no difference to a reader. */
export function foldText(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/[\s`*_]+/g, " ").trim();
}

/** On one line, with control and direction characters written out. */
function shownLine(text: string): string {
  return canonicalText(text.replace(/\s+/g, " ").trim());
}

/** The frontmatter of a new document. */
export function newFrontmatter(
  fields: { readonly title: string; readonly readWhen: readonly string[] },
): string {
  const yaml = parseDocument("");
  yaml.set("title", shownLine(fields.title));
  if (fields.readWhen.length > 0) yaml.set("read_when", yaml.createNode(fields.readWhen.map(shownLine)));
  return yaml.toString({ lineWidth: 0 });
}

/**
 * The body with a section at its end, before a last section that only links elsewhere ("Related …", "See also"); with the content at
 * the end of the section that has this heading already. What is there stays byte for byte.
 *
 * @param content lines that end with `\n`.
 * @returns undefined where the section would be swallowed: by code, a comment or an element that nothing closes.
 */
export function addSection(
  body: string,
  heading: string,
  content: string,
  lineEnd: "\n" | "\r\n" = "\n",
): string | undefined {
  const { headings } = readMarkdownStructure(body);
  const known = sectionUnder(heading, headings, body);
  const place = known === undefined ? closingLinks(headings)?.start ?? body.length : known.end;
  const before = body.slice(0, place);
  const after = body.slice(place);
  const start = before.trim() === "" ? before : before + blankLineAfter(before, lineEnd);
  const probe = readMarkdownStructure(`${start}## ${heading}${lineEnd}`);
  if (!probe.headings.some((each) => each.start === start.length)) return undefined;
  const section = `${known === undefined ? `## ${heading}\n\n` : ""}${content.trim()}\n`;
  return start + section.replaceAll("\n", lineEnd) + (after === "" ? "" : lineEnd + after);
}

/** Whether the section with this heading has the content, a few words or more. */
export function isInSection(body: string, heading: string, content: string): boolean {
  const section = sectionUnder(heading, readMarkdownStructure(body).headings, body);
  return section !== undefined &&
    foldText(body.slice(section.start, section.end)).includes(foldText(content));
}

/** The section of the second level with this heading, where there is one alone. */
function sectionUnder(
  heading: string,
  headings: readonly Heading[],
  body: string,
): { readonly start: number; readonly end: number } | undefined {
  const wanted = foldText(heading);
  const [first, ...others] = headings.filter(({ level, text }) => level === 2 && foldText(text) === wanted);
  if (first === undefined || others.length > 0) return undefined;
  const next = headings.find(({ start, level }) => start > first.start && level <= 2);
  return { start: first.start, end: next?.start ?? body.length };
}

/** Only the last section counts: what follows it must not be cut off from its heading. */
function closingLinks(headings: readonly Heading[]): Heading | undefined {
  const last = headings.findLast(({ level }) => level <= 3);
  const isLinks = (heading: Heading | undefined) =>
    /^(?:related|see also|further reading)\b/i.test(heading?.text ?? "");
  if (isLinks(last)) return last;
  const section = headings.findLast(({ level }) => level <= 2);
  return isLinks(section) ? section : undefined;
}

function blankLineAfter(text: string, lineEnd: string): string {
  if (/\n[ \t]*\r?\n$/.test(text)) return "";
  return text.endsWith("\n") ? lineEnd : lineEnd + lineEnd;
}
