/**
 * Markdown from logs and models as it may stand in an issue: it notifies nobody, refers to no other issue, and shows
 * all that it says.
 *
 * GitHub looks for `@name` and `#123` in rendered text, but not in code; a zero-width space (`&#8203;`, visible in the
 * source) after the sign ends that.
 */

import { type MarkdownStructure, readMarkdownStructure } from "./markdown_structure.ts";
import { formatRepositoryName, type RepositoryName } from "../repository/repository_name.ts";

/** Where the text will stand. */
export interface PublicationPlace {
  /** The server's address, as in `GitHubAddresses`. */
  readonly serverUrl: string;
  readonly repository: RepositoryName;
  /** Issues of the repository that the text may refer to. */
  readonly linkedIssues: readonly number[];
}

/** A zero-width space as an entity. */
const BREAK = "&#8203;";

/** github.com's other name, which makes no cross-references. */
const WITHOUT_REFERENCES = "https://redirect.github.com";

/** Control characters but tab and line end, marks of direction, and the tags in which text can hide. */
const HIDDEN = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** Escaping can bring new HTML to light, where a comment held half a code block. */
const MAX_ROUNDS = 5;

/**
 * The text as it may be published: with line ends `\n`, without characters that hide or act, without blank lines around
 * it. Applied to its own result it changes nothing.
 */
export function publishableMarkdown(markdown: string, place: PublicationPlace): string {
  const visible = withLastFenceClosed(showHiddenHtml(parsed(canonicalText(markdown))));
  return outsideCode(visible, (text) => withoutReferences(text, place));
}

/**
 * A title, on one line: it names nobody, and neither it nor the message of a squash merge, which takes it over, refers to an
 * issue or closes one. Titles are no Markdown: the zero-width space is one.
 */
export function publishableTitle(text: string): string {
  return canonicalText(text.replace(/\s+/g, " ")).replace(
    /(?<![A-Za-z0-9])@(?=[A-Za-z0-9])|#(?=\d)|(?<![A-Za-z0-9])GH-(?=\d)|\/(?:issues|pulls?|discussions)\/(?=\d)/gi,
    "$&\u200b",
  );
}

/** Reading the structure is what takes time: it is read anew only where the text has changed. */
interface ParsedMarkdown {
  readonly text: string;
  readonly structure: MarkdownStructure;
}

function parsed(text: string): ParsedMarkdown {
  return { text, structure: readMarkdownStructure(text) };
}

/** Text that GitHub gives back as it was sent: well-formed, `\n` alone, control and direction characters written out. */
export function canonicalText(text: string): string {
  return text.toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(HIDDEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    // More of it only pushes text out of sight, or fills comments.
    .replace(/(?<![ \t])[ \t]{200,}/g, (spaces) => spaces.slice(0, 200))
    .replace(/(?<![ \t\n])(?:[ \t]*\n){20,}/g, (lines) => /^(?:[ \t]*\n){20}/.exec(lines)?.[0] ?? lines)
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
}

/** Changes what is not code. */
function outsideCode({ text, structure }: ParsedMarkdown, change: (text: string) => string): string {
  return changeOutsideCode(text, structure, change);
}

/** Applies a change to everything in a text that is not code. The text's structure must have been read. */
export function changeOutsideCode(
  text: string,
  structure: MarkdownStructure,
  change: (text: string) => string,
): string {
  const pieces: string[] = [];
  let position = 0;
  for (const { start, end } of structure.code) {
    pieces.push(change(text.slice(position, start)), text.slice(start, end));
    position = end;
  }
  return [...pieces, change(text.slice(position))].join("");
}

/** Comments, and elements that would swallow what follows, become text; so do ends of sections that nobody opened. */
function showHiddenHtml(markdown: ParsedMarkdown): ParsedMarkdown {
  let shown = markdown;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let openSections = 0;
    const text = outsideCode(
      shown,
      (prose) =>
        escapeHtml(prose).replace(/<(\/?)details\b/gi, (tag, slash: string) => {
          openSections += slash === "" ? 1 : -1;
          if (openSections >= 0) return tag;
          openSections = 0;
          return `&lt;${tag.slice(1)}`;
        }),
    );
    if (text === shown.text) return shown;
    shown = parsed(text);
  }
  return parsed(escapeHtml(shown.text));
}

/** Raw text elements (CommonMark's HTML blocks of kind 1) and comments, instructions, declarations (2 to 5). */
function escapeHtml(text: string): string {
  return text.replace(
    /<(?=[!?]|\/?(?:script|style|textarea|pre|title|xmp|plaintext|iframe|noembed|noframes)\b)/gi,
    "&lt;",
  );
}

/** The text with a line that closes its last fence, if that is still open. */
export function closeLastFence(text: string): string {
  return withLastFenceClosed(parsed(text)).text;
}

/** A fence that is still open would take in what follows the text. */
function withLastFenceClosed(markdown: ParsedMarkdown): ParsedMarkdown {
  const { text, structure } = markdown;
  const last = structure.fences.at(-1);
  if (last === undefined || last.closed || !last.topLevel || last.end < text.length) return markdown;
  return parsed(`${text}\n${last.mark}`);
}

/** `@` and `#` also as entities, which are signs again once rendered. */
const AT = "@|&#0*64;|&#x0*40;|&commat;";
const HASH = "#|&#0*35;|&#x0*23;|&num;";
const ENTITY = "&(?!#8203;)(?:#\\d+|#x[\\da-f]+|\\w+);";

const REFERENCE = new RegExp(
  [
    // An address to its end, where GitHub makes a link of it: what is in it is no mention.
    String.raw`(?<=^|[\s*_~(<["'])(?<url>https?:\/\/[\w-]+(?:\.[\w-]+)+[^\s<>"'` + "`" + String.raw`)\]]*)`,
    `(?<![A-Za-z0-9])(?<at>${AT})(?=[A-Za-z0-9]|${ENTITY})`,
    `(?<!&)(?<hash>${HASH})(?=\\d|${ENTITY})`,
    String.raw`(?<![A-Za-z0-9])(?<gh>GH-)(?=\d)`,
  ].join("|"),
  "gi",
);

function withoutReferences(text: string, place: PublicationPlace): string {
  return text.replace(REFERENCE, (found, ...rest) => {
    const { url, hash } = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    const [offset, whole] = rest.slice(-3) as [number, string];
    if (url !== undefined) return withoutIssueAddress(url, place);
    if (hash === "#" && isLinked(whole, offset, place)) return found;
    return found + BREAK;
  });
}

/** `#42` alone, for an issue that is linked anyway. */
function isLinked(text: string, offset: number, { linkedIssues }: PublicationPlace): boolean {
  const number = /^#(\d+)(?!\w)/.exec(text.slice(offset, offset + 20))?.[1];
  return number !== undefined && linkedIssues.includes(Number(number)) &&
    !/[\w-]/.test(text.charAt(offset - 1));
}

/** Addresses of issues, pull requests and discussions make references too. */
function withoutIssueAddress(url: string, place: PublicationPlace): string {
  const match = /^(https?:\/\/[^/]+)\/([^/]+\/[^/]+)\/(issues|pull|pulls|discussions)\/(\d+)/i.exec(url);
  if (match === null) return url;
  const [prefix, origin = "", repository = "", , number = ""] = match;
  const server = place.serverUrl.toLowerCase();
  const isHere = origin.toLowerCase() === server &&
    repository.toLowerCase() === formatRepositoryName(place.repository).toLowerCase();
  if (isHere && place.linkedIssues.includes(Number(number))) return url;
  if (/^https?:\/\/(?:www\.)?github\.com$/i.test(origin)) {
    return WITHOUT_REFERENCES + url.slice(origin.length);
  }
  if (origin.toLowerCase() !== server) return url;
  // An enterprise server has no such other name. It finds numbers in addresses as they are written, and reads them decoded:
  // with its first digit encoded the address leads to the same page, and refers to nothing.
  const start = prefix.length - number.length;
  return `${url.slice(0, start)}%3${url.slice(start)}`;
}
