/** A document's text → its title, headings, sections and frontmatter. */

import { type Frontmatter, readFrontmatter } from "./frontmatter.ts";

/** A heading and where it stands. */
export interface Heading {
  /** From 1. */
  readonly line: number;
  readonly level: number;
  readonly text: string;
}

/** A document as read. */
export interface ReadDocument {
  readonly path: string;
  /** The title: from the frontmatter, or else the first heading of the highest level, or else the file's name. */
  readonly title: string;
  readonly headings: readonly Heading[];
  readonly frontmatter: Frontmatter;
  /** All lines, frontmatter too, without line ends. */
  readonly lines: readonly string[];
  /** For each line whether it belongs to a fenced or literal block. */
  readonly isCode: readonly boolean[];
}

/** Takes a document apart. Never throws. */
export function readDocument(path: string, text: string): ReadDocument {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const frontmatter = readFrontmatter(lines);
  const isCode = codeLines(lines, frontmatter.lines, /\.(?:adoc|asciidoc)$/i.test(path));
  const headings = findHeadings(path, lines, isCode, frontmatter.lines);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const highest = headings.reduce((level, heading) => Math.min(level, heading.level), 9);
  const title = frontmatter.title ?? headings.find(({ level }) => level === highest)?.text ??
    name.replace(/\.[^.]+$/, "");
  return { path, title, headings, frontmatter, lines, isCode };
}

/** Fences of three and more, in lists and quotes too; one that never closes goes on to the end, as CommonMark says. */
function codeLines(lines: readonly string[], from: number, isAsciidoc: boolean): boolean[] {
  let fence: string | undefined;
  return lines.map((line, index) => {
    if (index < from) return false;
    const text = line.replace(/^[\s>]*/, "").trimEnd();
    if (fence === undefined) {
      fence = (isAsciidoc ? ASCIIDOC_FENCE : FENCE).exec(text)?.[1];
      return fence !== undefined;
    }
    if (text.startsWith(fence) && text.replaceAll(fence.charAt(0), "") === "") fence = undefined;
    return true;
  });
}

const FENCE = /^(?:[-*+] +|\d+[.)] +)?(`{3,}(?=[^`]*$)|~{3,})/;
const ASCIIDOC_FENCE = /^(-{4,}|\.{4,})$/;

/** Characters. Expressions that tell a heading take the square of a line's length. */
const LONGEST_HEADING = 500;

function findHeadings(
  path: string,
  lines: readonly string[],
  isCode: readonly boolean[],
  from: number,
): Heading[] {
  const isRst = /\.rst$/i.test(path);
  const isAsciidoc = /\.(?:adoc|asciidoc)$/i.test(path);
  const headings: Heading[] = [];
  for (let index = from; index < lines.length; index++) {
    const line = lines[index] ?? "";
    if (isCode[index] === true || line.length > LONGEST_HEADING) continue;
    const atx = isAsciidoc
      ? /^(={1,6})\s+(\S.*)$/.exec(line)
      : /^ {0,3}(#{1,6})\s+(\S.*?)(?:\s+#+)?\s*$/.exec(line);
    if (atx !== null && !isRst) {
      headings.push({ line: index + 1, level: atx[1]?.length ?? 1, text: plainText(atx[2] ?? "") });
      continue;
    }
    const underline = lines[index + 1] ?? "";
    const level = isAsciidoc || isCode[index + 1] === true
      ? undefined
      : underlineLevel(line, underline, isRst);
    if (level !== undefined) headings.push({ line: index + 1, level, text: plainText(line.trim()) });
  }
  return headings;
}

/** Setext headings, and those of reStructuredText, whose underline is as long as the text. */
function underlineLevel(line: string, underline: string, isRst: boolean): number | undefined {
  if (line.trim() === "" || /^\s*(?:[-*+>|#]|\d+[.)])\s/.test(line) || /^(.)\1+\s*$/.test(line)) {
    return undefined;
  }
  const mark = /^([=\-~^"'*+#])\1{2,}\s*$/.exec(underline)?.[1];
  if (mark === undefined) return undefined;
  if (isRst) {
    return underline.trimEnd().length >= line.trimEnd().length ? 1 + "=-~^\"'*+#".indexOf(mark) : undefined;
  }
  return mark === "=" ? 1 : mark === "-" && !line.includes("|") ? 2 : undefined;
}

/** Without the marks of emphasis, code and links. */
function plainText(markup: string): string {
  return markup
    .replaceAll(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, "$1")
    .replaceAll(/[`*]+|<\/?[a-z][^>]*>/gi, "")
    .replace(/\s*\{#[\w-]+\}$/, "")
    .trim();
}
