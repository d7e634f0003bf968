/**
 * A draft as it may stand in a document: a model wrote it, and a site that shows the document may run what it holds, which
 * GitHub would not. Tags, links that run something, and images of other servers become text or links; code, tables, relative
 * links and images, and links to pages stay.
 */

import {
  canonicalText,
  changeOutsideCode,
  closeLastFence,
} from "../../github/markdown/publishable_markdown.ts";
import { type MarkdownStructure, readMarkdownStructure } from "../../github/markdown/markdown_structure.ts";

/** What is changed may bring other code to light, where a tag or a link held half of it. */
const MAX_ROUNDS = 5;

/** Tags without attributes that may stay: they do nothing. */
const HARMLESS = "details|summary|kbd|sub|sup|b|i|em|strong|del|ins|mark";

/** A destination's scheme: no other may be followed. */
const PAGES = /^(?:https?|mailto):/i;

/** Title and place of an inline link that has nothing odd about it; no code can begin in it. */
const DESTINATION = "<(?<pointed>[^<>\\n`]*)>|(?<plain>(?:[^\\s<>()`\\\\]|\\\\.|\\([^\\s()`]*\\))*)";
const TITLE = "\"[^\"`<]{0,300}\"|'[^'`<]{0,300}'|\\([^()`<]{0,300}\\)";

/** All that stand there: else those before a title would be counted off in as many ways as there are blanks. */
const BLANKS = String.raw`\s*(?!\s)`;

const ACTIVE = new RegExp(
  [
    String.raw`(?<image>!\[(?<words>[^[\]\`<]*)(?=\]\())`,
    String.raw`(?<bang>!(?=\[))`,
    String.raw`(?<link>\]\(${BLANKS}(?:${DESTINATION})(?<title>\s+(?:${TITLE}))?\s*\))`,
    String.raw`(?<open>\]\()`,
    String.raw`(?<definition>\]:)`,
    String.raw`<(?:https?:\/\/[^\s<>"'\`]*|[\w.+-]+@[\w.-]+)>`,
    String.raw`<br\s*\/?>`,
    String.raw`(?<harmless><\/?(?:${HARMLESS})>)`,
    String.raw`(?<tag><(?=[a-z/!?]))`,
  ].join("|"),
  "gi",
);

/** The draft with `\n` as line ends, all code blocks closed, and nothing that acts. Idempotent. */
export function inertMarkdown(markdown: string): string {
  const text = canonicalText(markdown);
  const inert = settled(text, { keepsTags: true });
  // One that stays open would swallow what follows the draft.
  const closed = inert !== undefined && isBalanced(inert) ? inert : settled(text, { keepsTags: false });
  return closeLastFence(closed ?? text.replace(/[<![\]]/g, (sign) => `&#${sign.charCodeAt(0)};`));
}

/** Text inside a heading, made inert. */
export function inertWords(words: string): string {
  return inertMarkdown(`# ${words.replace(/\s+/g, " ").trim()}`).replace(/^#\s*/, "");
}

/**
 * Whether MDX would execute something in a text: it treats braces and tags as code, and does not know indented code
 * blocks.
 */
export function runsAsMdx(markdown: string): boolean {
  const text = canonicalText(markdown);
  const structure = readMarkdownStructure(text);
  if (structure.code.some(({ start }) => !/^[`~]/.test(text.slice(start)))) return true;
  let runs = false;
  changeOutsideCode(text, structure, (prose) => {
    runs ||= /[{}<]|^[ \t]*(?:import|export)\b/m.test(prose);
    return prose;
  });
  return runs;
}

/** What becomes of harmless tags. */
interface Tags {
  readonly keepsTags: boolean;
}

/** Makes a text inert until nothing changes any more; undefined if that takes too many rounds. */
function settled(markdown: string, tags: Tags): string | undefined {
  let text = markdown;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = changeOutsideCode(
      text,
      readMarkdownStructure(text),
      (prose) => withoutActive(prose, tags),
    );
    if (next === text) return text;
    text = next;
  }
  return undefined;
}

function withoutActive(prose: string, { keepsTags }: Tags): string {
  return prose.replace(ACTIVE, (found, ...rest) => {
    const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    const offset = rest.at(-3) as number;
    const after = prose.slice(offset + found.length);
    if (groups.tag !== undefined || (groups.harmless !== undefined && !keepsTags)) {
      return `&lt;${found.slice(1)}`;
    }
    // As a link it is fetched only by who follows it.
    if (groups.image !== undefined) return isOwnImage(after) ? found : found.slice(1);
    if (groups.bang !== undefined) return "&#33;";
    if (groups.link !== undefined) return keptLink(found, groups);
    if (groups.open !== undefined) return "]&#40;";
    if (groups.definition !== undefined) return isDefinitionOfPage(after) ? found : "]&#58;";
    return found;
  });
}

const LINK_END = new RegExp(String.raw`^\]\(${BLANKS}(?:${DESTINATION})(?:\s+(?:${TITLE}))?\s*\)`);

/** An image of the repository's own. */
function isOwnImage(after: string): boolean {
  const { pointed, plain } = LINK_END.exec(after)?.groups ?? {};
  const destination = pointed ?? plain;
  if (destination === undefined || /&#?\w+;/.test(destination)) return false;
  const place = unescaped(destination).replaceAll("\\", "/");
  return !place.startsWith("//") && schemeOf(place) === undefined;
}

function keptLink(
  link: string,
  { pointed, plain, title = "" }: Readonly<Record<string, string | undefined>>,
): string {
  const destination = pointed ?? plain ?? "";
  if (!mayBeFollowed(destination)) return `]&#40;${link.slice(2).replace(/<(?=[a-z/!?])/gi, "&lt;")}`;
  if (pointed === undefined) return link;
  // Should this be no link after all, it would be a tag.
  return `](${
    pointed.replace(/[\s()\\]/g, encodeURIComponent).replace(/[()]/g, (sign) => sign === "(" ? "%28" : "%29")
  }${title})`;
}

/** Characters of a destination: one that never ends would be read for each of the colons in it. */
const LONGEST_DESTINATION = 1_000;
const DEFINED = new RegExp(String.raw`^[ \t]*(?:\n[\s>]*)?<?([^\s>]{0,${LONGEST_DESTINATION + 1}})`);

function isDefinitionOfPage(after: string): boolean {
  const [, destination = ""] = DEFINED.exec(after) ?? [];
  if (destination.length > LONGEST_DESTINATION) return false;
  // A note that begins with a word and a colon.
  return /^[a-z]+:$/i.test(destination) || mayBeFollowed(destination);
}

/** To a page, or within the repository. */
function mayBeFollowed(destination: string): boolean {
  // As one sign it could be the colon, or any letter before it.
  if (/^[^/?]*?&(?!amp;)#?\w+;/.test(destination)) return false;
  const start = unescaped(destination);
  return schemeOf(start) === undefined || PAGES.test(start);
}

function schemeOf(destination: string): string | undefined {
  return /^[a-z][a-z\d+.-]*(?=:)/i.exec(destination.replace(/[\0- ]/g, ""))?.[0];
}

function unescaped(destination: string): string {
  return destination.replace(/\\([!-/:-@[-`{-~])/g, "$1");
}

/** Whether each harmless tag is closed, in order. */
function isBalanced(text: string): boolean {
  const open: string[] = [];
  let isOrdered = true;
  const structure: MarkdownStructure = readMarkdownStructure(text);
  changeOutsideCode(text, structure, (prose) => {
    for (const [, slash, name = ""] of prose.matchAll(new RegExp(`<(/?)(${HARMLESS})>`, "gi"))) {
      if (slash === "") open.push(name.toLowerCase());
      else if (open.pop() !== name.toLowerCase()) isOrdered = false;
    }
    return prose;
  });
  return isOrdered && open.length === 0;
}
