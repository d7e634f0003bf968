/** A document item's draft as it goes into a document: whole, or as a section of one, with nothing in it that acts. */

import { parseDocument } from "yaml";
import { foldText, splitDocument } from "./document_text.ts";
import { inertMarkdown, inertWords } from "./inert_markdown.ts";

/** A heading on one line. */
export function headingText(title: string): string {
  return title.replace(/\s+/g, " ").replace(/^#+\s*/, "").trim();
}

/** A document that a draft makes. */
export interface DraftedDocument {
  readonly title: string;
  readonly readWhen: readonly string[];
  /** Begins with a heading of the first level. */
  readonly body: string;
}

/** The draft as a new document. What its own frontmatter and heading say goes before what the item does. */
export function asDocument(
  item: { readonly title: string; readonly readWhen: readonly string[] },
  draft: string,
): DraftedDocument {
  const { frontmatter, body } = splitDocument(draft);
  const own = fieldsOf(frontmatter);
  const text = inertMarkdown(body);
  const heading = /^# (.+)/.exec(text)?.[1];
  const title = own.title ?? heading ?? headingText(item.title);
  return {
    title,
    readWhen: [...new Set([...own.readWhen, ...item.readWhen])],
    body: heading === undefined ? `# ${inertWords(title)}\n\n${text}\n` : `${text}\n`,
  };
}

/** Fields of a draft's frontmatter that documents have; any others are the drafter's own idea. */
function fieldsOf(frontmatter: string | undefined): { readonly title?: string; readonly readWhen: string[] } {
  const yaml = parseDocument(frontmatter ?? "");
  const fields: unknown = yaml.errors.length > 0 ? undefined : yaml.toJS();
  const { title, read_when: when } = (typeof fields === "object" ? fields ?? {} : {}) as Record<
    string,
    unknown
  >;
  const readWhen = Array.isArray(when) ? when.filter((one) => typeof one === "string") : [];
  return typeof title === "string" && title.trim() !== ""
    ? { title: headingText(title), readWhen }
    : { readWhen };
}

/**
 * Makes a draft into a section of the second level. Its heading is the draft's own first heading, or the item's
 * title if there is none or it is the document's title. Headings below it get the third level or deeper.
 *
 * @param document title of the document that the section goes into. A draft of that document does not repeat it.
 */
export function asSection(
  title: string,
  draft: string,
  document?: string,
): { readonly heading: string; readonly content: string } {
  const lines = withoutTitle(inertMarkdown(splitDocument(draft).body).split("\n"), document);
  const first = lines[0] ?? "";
  const hasHeading = /^#{1,6} /.test(first);
  const rest = hasHeading ? lines.slice(1) : lines;
  const highest = Math.min(...headingLevels(rest), 6);
  const lower = Math.max(0, 3 - highest);
  const content = mapOutsideFences(
    rest,
    (line) => /^#{1,6} /.test(line) ? `${"#".repeat(Math.min(lower, 6 - levelOf(line)))}${line}` : line,
  ).join("\n").trim();
  const isOwn = hasHeading && (document === undefined || foldText(headingText(first)) !== foldText(document));
  return { heading: isOwn ? headingText(first) : inertWords(headingText(title)), content };
}

/** The lines from their second heading on, if the first is the document's title and one section is all that stands below. */
function withoutTitle(lines: readonly string[], document: string | undefined): readonly string[] {
  const [first = "", ...rest] = lines;
  if (document === undefined || !/^# /.test(first)) return lines;
  if (foldText(headingText(first)) !== foldText(document)) return lines;
  const start = rest.findIndex((line) => line.trim() !== "");
  const levels = headingLevels(rest);
  const highest = Math.min(...levels);
  const isOneSection = levels[0] === highest && levels.filter((level) => level === highest).length === 1;
  return isOneSection && levelOf(rest[start] ?? "") === highest ? rest.slice(start) : lines;
}

function levelOf(line: string): number {
  return /^#*/.exec(line)?.[0].length ?? 0;
}

function headingLevels(lines: readonly string[]): number[] {
  const levels: number[] = [];
  mapOutsideFences(lines, (line) => {
    if (/^#{1,6} /.test(line)) levels.push(levelOf(line));
    return line;
  });
  return levels;
}

/** Lines in fenced code stay as they are: `# comment` is no heading there. */
function mapOutsideFences(lines: readonly string[], change: (line: string) => string): string[] {
  let fence: string | undefined;
  return lines.map((line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) {
      fence = mark;
      return mark === undefined ? change(line) : line;
    }
    if (mark !== undefined && mark.startsWith(fence) && line.trim() === mark) fence = undefined;
    return line;
  });
}
