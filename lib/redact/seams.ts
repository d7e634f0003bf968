/**
 * Markup put together from tags and from texts that are redacted already. What only becomes a secret where these meet is
 * found at the seams: in the tags, and in the ends of the texts. More than half of all characters need no second scan.
 */
import type { Redacted } from "./redacted.ts";

declare const putTogether: unique symbol;

/** Markup, and what of it is to be scanned. Only this file makes it, so that nothing is left out. */
export interface SeamedMarkup {
  readonly xml: string;
  /** The same markup, but that long texts are without their middles. */
  readonly scanned: string;
  readonly [putTogether]: true;
}

/** Puts markup together. */
export class MarkupWriter {
  /** In pieces that are joined: characters of a sum of texts are read at half the speed. */
  readonly #written: string[] = [];
  /** Undefined as long as it is the same: nearly all elements are short. */
  #scanned: string[] | undefined;

  /** Adds tags as they are to be written, or white space between them. */
  tags(written: string): void {
    this.#add(written);
  }

  /**
   * Adds a text.
   * @param shown the text as it can be written; where that is another one, all of it is scanned.
   */
  text(text: Redacted, shown: string): void {
    const written = escapeCharacterData(shown);
    const head = shown !== text || text.length < LONG_CHARACTERS ? -1 : endOfHead(text);
    const tail = head === -1 ? -1 : startOfTail(text);
    if (tail - head < MIDDLE.length) {
      this.#add(written);
      return;
    }
    const escape = written === text ? asItIs : escapeCharacterData;
    this.#scanned ??= [...this.#written];
    this.#scanned.push(escape(text.slice(0, head)), MIDDLE, escape(text.slice(tail)));
    this.#written.push(written);
  }

  #add(written: string): void {
    this.#scanned?.push(written);
    this.#written.push(written);
  }

  /** What was put together. */
  finish(): SeamedMarkup {
    const xml = this.#written.join("");
    return asSeamed(xml, this.#scanned?.join("") ?? xml);
  }
}

function asItIs(text: string): string {
  return text;
}

/** Joins markup, and tags between it, by line ends. */
export function joinMarkup(items: readonly (SeamedMarkup | string)[]): SeamedMarkup {
  const written = items.map((item) => typeof item === "string" ? item : item.xml);
  const scanned = items.map((item) => typeof item === "string" ? item : item.scanned);
  return asSeamed(written.join("\n"), scanned.join("\n"));
}

function asSeamed(xml: string, scanned: string): SeamedMarkup {
  const markup: Omit<SeamedMarkup, typeof putTogether> = { xml, scanned };
  return markup as SeamedMarkup;
}

/** Text as XML character data (https://www.w3.org/TR/xml/#syntax). Looking first is quicker than replacing nothing. */
export function escapeCharacterData(text: string): string {
  let escaped = text;
  if (escaped.indexOf("&") !== -1) escaped = escaped.replaceAll("&", "&amp;");
  if (escaped.indexOf("<") !== -1) escaped = escaped.replaceAll("<", "&lt;");
  if (escaped.indexOf("]]>") !== -1) escaped = escaped.replaceAll("]]>", "]]&gt;");
  return escaped;
}

/** Stands for the middle of a text: no rule crosses it (see batch.ts). */
const MIDDLE = "\n\u0000\n";

/**
 * What of a text can belong to a secret of which the rest is in its neighbour. A rule that goes on over tags ends with
 * the line at the latest, but for the password in `login <name>\npassword <password>`, which stands up to 104 characters
 * behind `login`; private keys and a project's own patterns are left to a scan of everything. So an end is whole lines,
 * and as many characters as a rule looks back before a secret: 160 for a name beside a value. White space around does
 * not count, rules go over it.
 */
const HEAD_CHARACTERS = 104;
const TAIL_CHARACTERS = 160;

/** A text below this has no middle worth leaving out. */
const LONG_CHARACTERS = 400;

/** The end of the line that the head ends in; -1 if there is no other. */
function endOfHead(text: string): number {
  let start = 0;
  while (start < text.length && isBlank(text.charCodeAt(start))) start++;
  return text.indexOf("\n", start + HEAD_CHARACTERS);
}

/** Behind the line end before the line that the tail begins in; a line that a backslash continues belongs to it. */
function startOfTail(text: string): number {
  let end = text.length;
  while (end > 0 && isBlank(text.charCodeAt(end - 1))) end--;
  let start = Math.max(0, end - TAIL_CHARACTERS);
  while (start > 0 && !(isLineEnd(text, start - 1) && !isContinued(text, start - 1))) start--;
  return start;
}

function isLineEnd(text: string, at: number): boolean {
  return text.charCodeAt(at) === NEWLINE;
}

function isContinued(text: string, lineEnd: number): boolean {
  const last = text.charCodeAt(lineEnd - 1);
  return last === BACKSLASH || (last === CARRIAGE_RETURN && text.charCodeAt(lineEnd - 2) === BACKSLASH);
}

/** White space of any script counts as such: better too much is scanned than too little. */
function isBlank(code: number): boolean {
  return code <= SPACE || (code >= NO_BREAK_SPACE && /\s/.test(String.fromCharCode(code)));
}

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const BACKSLASH = 0x5c;
const NO_BREAK_SPACE = 0xa0;
