/** Several passwords told at once, each with its place: "db passwords: prod X, stage Y", "prod: X, stage: Y (db passwords)". */
import type { Report } from "../../finding.ts";
import { findInBlock } from "../named/child_value.ts";
import { findListedPairs } from "../lists/listed_pairs.ts";
import type { SpokenPiece } from "./spoken_nouns.ts";
import {
  isSure,
  isWordsAndNumber,
  looksTold,
  type NounClass,
  reportTold,
  withoutPunctuation,
} from "./spoken_value.ts";

/** The rest of the heading. */
const HEADING =
  /(?:asswords|asswds|okens|eys|INs|ws|ogins|reds)(?: (?:for|of|on|to|are|per|by|as|in|und|für)(?: [\w-]{1,20}){0,5})?[*_]{0,2} ?(?::|are|→|->|=|—|–)[*_]{0,2}\s{1,4}/y;

/** The same as a heading of Markdown's, a line of its own. */
const HEADING_LINE =
  /(?:asswords|okens|eys|ogins|ecrets)[*_]{0,2}:?[ \t]*\r?\n([-=~]{3,}[ \t]*\r?\n)?(?:[ \t]*\r?\n)?/y;
const HEADING_BEFORE = /(?:^|\n)(?:#{1,6} |\*{2})[^\n]{0,40}$/;

function endOfHeading(text: string, at: number): number | undefined {
  HEADING_LINE.lastIndex = at;
  const line = HEADING_LINE.exec(text);
  if (line === null) return undefined;
  const isHeading = line[1] !== undefined || HEADING_BEFORE.test(text.slice(Math.max(0, at - 50), at));
  return isHeading ? at + line[0].length : undefined;
}

/** A value without a place before it. */
const BARE =
  /[ \t]{0,4}["'`*]{0,3}([^\s"'`<>|,;()]{4,128})["'`*]{0,3}[ \t]{0,2}(?:\([^)\n]{1,40}\))?(?:[,;.]|\r?\n| ?and | und | or | ?\/ |$)? ?/y;

/** A place and its value. */
const ITEM =
  /(?:[ \t>]{0,8}(?:[-*•+]|[0-9]{1,2}[.)]) )?[ \t]{0,4}["'`*_]{0,3}[\p{L}][\p{L}\d_./@-]{0,30}(?: [\p{L}\d_.-]{1,20}){0,2}?["'`*_]{0,3}(?: ?(?:[:=→]|->|=>|—|–| - | is ) ?| )["'`*]{0,3}([^\s"'`<>|,;]{4,128})["'`*]{0,3}[ \t]{0,2}(?:\([^)\n]{1,40}\))?(?:[,;.]|\r?\n| and | und | \/ |$)? ?/uy;

const MAX_ITEMS = 24;

function findListed(kind: NounClass): SpokenPiece["visit"] {
  return (text, at, report) => {
    HEADING.lastIndex = at;
    const heading = HEADING.exec(text);
    const headingEnd = heading === null ? endOfHeading(text, at) : at + heading[0].length;
    if (headingEnd === undefined) {
      if (text.startsWith("okens {", at)) return findInBlock(text, at + "okens {".length, "token", report);
      if (text.charCodeAt(at) === 0x6f && /^\w{5}\r?(?:\n|$)/.test(text.slice(at, at + 7))) { // logins
        findListedPairs(text, at + "ogins".length, report);
      }
      return findListBefore(text, at, kind, report);
    }
    let next = headingEnd;
    for (let count = 0; count < MAX_ITEMS; count++) {
      const length = takeItem(BARE, text, next, kind, report) ?? takeItem(ITEM, text, next, kind, report);
      if (length === undefined) return;
      next += length;
    }
  };
}

/** The length of an item that tells a secret, which is reported. */
function takeItem(
  pattern: RegExp,
  text: string,
  at: number,
  kind: NounClass,
  report: Report,
): number | undefined {
  pattern.lastIndex = at;
  const [whole = "", chunk = ""] = pattern.exec(text) ?? [];
  if (chunk === "") return undefined;
  return reportItem(chunk, at + whole.lastIndexOf(chunk), kind, report) ? whole.length : undefined;
}

function reportItem(chunk: string, start: number, kind: NounClass, report: Report): boolean {
  const value = withoutPunctuation(chunk);
  const isOne = looksTold(value, { isQuoted: true, noun: kind }) &&
    (isSure(value, kind) || isWordsAndNumber(value));
  if (isOne) reportTold(start, value, kind, report);
  return isOne;
}

const BEFORE = /\((?:[\p{L}\d'-]{1,16} ){0,4}[\p{L}]{0,4}$/u;
const ENDS_BRACKET = /[a-z]{3,8}(?:,[^)\n]{0,40})?\)/y;
/** "(truncated to 25000 tokens)" */
const COUNT = /[\s(][0-9][0-9,.]*k? \p{L}{0,4}$/u;
const PAIR = /[\p{L}][\p{L}\d_.-]{0,30} ?(?:[:=→]|->|=>) ?["'`*]{0,3}([^\s"'`<>|,;]{6,128})/gu;
const LINE_CHARACTERS = 400;

/** The pairs in front of their name in brackets. */
function findListBefore(text: string, at: number, kind: NounClass, report: Report): void {
  ENDS_BRACKET.lastIndex = at;
  if (!ENDS_BRACKET.test(text)) return;
  const head = text.slice(Math.max(0, at - LINE_CHARACTERS), at);
  const bracket = BEFORE.exec(head);
  if (bracket === null || COUNT.test(bracket[0])) return;
  const from = head.lastIndexOf("\n", bracket.index) + 1;
  for (const match of head.slice(from, bracket.index).matchAll(PAIR)) {
    const chunk = match[1] ?? "";
    reportItem(chunk, at - head.length + from + match.index + match[0].length - chunk.length, kind, report);
  }
}

/** What such lists are called. */
export const LIST_PIECES: readonly SpokenPiece[] = [
  { keyword: "asswords", visit: findListed("password") },
  { keyword: "asswds", visit: findListed("password") },
  { keyword: "ogins", visit: findListed("password") },
  { keyword: "okens", visit: findListed("token") },
  { keyword: "ecrets", visit: findListed("secret") },
  { keyword: "PI keys", visit: (text, at, report) => findListed("token")(text, at + "PI k".length, report) },
  { keyword: "pi keys", visit: (text, at, report) => findListed("token")(text, at + "PI k".length, report) },
  { keyword: "PINs", visit: (text, at, report) => findListed("pin")(text, at + 1, report) },
];
