/** What a document names that may be a file of the repository: links and code spans. */

import type { ReadDocument } from "./read_document.ts";

/** Something named. */
export interface Reference {
  /** A link is meant to be followed; a code span may be anything. */
  readonly kind: "link" | "code";
  /** As written, without anchor, query, title and line number; percent signs of links are decoded. */
  readonly target: string;
  /** From 1. */
  readonly line: number;
}

/** Characters: nobody writes longer lines, and the expressions below take their square. */
const LONGEST_LINE = 4_000;

/** Characters of a path, with the place in its file. */
const LONGEST_PATH = 250;

const CODE_SPAN = /(?<!`)(`{1,2})(?!`)([^`]+)\1(?!`)/g;
const LINK = /\]\(\s*(<[^<>]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)(?:\s+["'(][^)]*)?\s*\)/g;
const LINK_DEFINITION = /^ {0,3}\[(?!\^)[^\]]+\]:\s*(<[^<>]*>|\S+)/;

/**
 * Sentences that name what isn't there: examples, and what was, or will be. Code spans in them are no references.
 */
const NO_STATEMENT =
  /\be\.g\.|\b(?:for example|for instance|removed?|deleted?|renamed|formerly|previously|used to|no longer|was moved|moved (?:to|from|into)|creates?|created|creating|generates?|generated|writes?|written|new file|would be|will be|legacy|deprecated)\b/i;

/** Documents about the past. */
const HISTORY =
  /(?:^|\/)(?:change-?log|changes|history|news|release[-_]?notes?)[^/]*$|(?:^|\/)(?:adrs?|decisions|rfcs?|proposals|archived?|plans)\//i;

/** References outside of frontmatter and blocks of code, in their order. */
export function referencesIn(document: ReadDocument): Reference[] {
  const references: Reference[] = [];
  const hasCode = !HISTORY.test(document.path);
  document.lines.forEach((text, index) => {
    if (index < document.frontmatter.lines || document.isCode[index] === true || text.length > LONGEST_LINE) {
      return;
    }
    const line = index + 1;
    const outside = text.replaceAll(CODE_SPAN, (span) => " ".repeat(span.length)).replaceAll(
      /<!--.*?-->/g,
      "",
    );
    const definition = LINK_DEFINITION.exec(outside);
    for (const [, target = ""] of [...outside.matchAll(LINK), ...definition === null ? [] : [definition]]) {
      const path = linkPath(target);
      if (path !== undefined) references.push({ kind: "link", target: path, line });
    }
    if (!hasCode || NO_STATEMENT.test(outside)) return;
    for (const [, , code = ""] of text.matchAll(CODE_SPAN)) {
      const path = codePath(code.trim());
      if (path !== undefined) references.push({ kind: "code", target: path, line });
    }
  });
  return references;
}

function linkPath(target: string): string | undefined {
  const bare = target.replace(/^<(.*)>$/, "$1").replace(/[?#].*$/, "");
  // Addresses, anchors, templates.
  if (bare === "" || /^(?:[a-z][\w+.-]*:|\/\/)/i.test(bare) || /[{}<>$*|]/.test(bare)) return undefined;
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}

/** A code span that is a path and nothing but one. */
function codePath(code: string): string | undefined {
  if (code.length > LONGEST_PATH) return undefined;
  const path = code.replace(/(?:#[\w-]+|:\d+(?:[-:]\d+)?|::[\w.:]+)$/, "");
  if (!/^(?:\.{1,2}\/)*[\p{L}\p{N}_.@+-]+(?:\/[\p{L}\p{N}_.@+-]+)*\/?$/u.test(path)) {
    return undefined;
  }
  if (path.startsWith("@") || path.includes("...") || path.split("/").some(isPlaceholder)) return undefined;
  return /(?:^|\/)path\/to\//.test(path) ? undefined : path;
}

/** `foo.ts`, `your-module`, `NNNN-title.md`, `YYYY-MM-DD.md`, `SOME_NAME.ts`. */
function isPlaceholder(segment: string): boolean {
  return /^(?:foo|bar|baz|qux|quux|your|my|some|xxx|xyz|placeholder|something|whatever)(?:[-_.].*)?$/i.test(
    segment,
  ) ||
    /^(?:N{2,}|X{2,}|YYYY|[A-Z]+(?:_[A-Z]+)+)(?:[-_.].*)?$/.test(segment);
}
