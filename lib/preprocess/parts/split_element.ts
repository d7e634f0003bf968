/**
 * Cutting an element that is too large for a part: at line ends, else between words, else behind separators, else at
 * characters, never inside a surrogate pair. The pieces say that they are some: `continues="yes"` on what goes on,
 * `continued="yes"` on what went before.
 */

import { type Redacted, sliceRedacted } from "../../redact/mod.ts";
import type { Node, RedactedElement } from "../events/element.ts";
import { estimateFraction, estimateTokens } from "../tokens/tokens.ts";
import { escapeText, renderOpening } from "./xml.ts";

/** A piece that fits, and what is left. */
export interface Taken {
  readonly piece: RedactedElement | undefined;
  readonly rest: RedactedElement | undefined;
}

/** Long lines are measured in slices of this many characters, where they end in smaller ones. */
const SLICE_CHARACTERS = 256;
const SMALLEST_SLICE = 8;

/** A line is cut where the whole ones before it would fill less than this of the room. */
const LINES_SHARE = 0.94;

/** Tokens that a piece needs to be worth its tags; in a small part fewer, so that it is full. */
const MINIMUM_ROOM = 60;
const MINIMUM_ROOM_SHARE = 1 / 14;

/** For the marks of a piece. */
const MARKS_TOKENS = 12;

/**
 * Takes as much of an element as fits.
 *
 * @param room tokens for the piece, tags included.
 * @param force takes at least a little even where nothing fits: a part of its own can't be larger.
 * @param budget tokens of the part.
 */
export function takeElement(
  element: RedactedElement,
  room: number,
  force: boolean,
  budget = Infinity,
): Taken {
  const overhead = tagTokens(element) + MARKS_TOKENS;
  let left = room - overhead;
  if (left < Math.min(MINIMUM_ROOM, budget * MINIMUM_ROOM_SHARE) && !force) {
    return { piece: undefined, rest: element };
  }
  const taken: Node<Redacted>[] = [];
  for (const [index, child] of element.children.entries()) {
    const mustTake = force && taken.length === 0;
    const { piece, rest, tokens } = typeof child === "string"
      ? takeText(child, left, mustTake)
      : takeChild(child, left, mustTake, budget);
    if (piece !== undefined) taken.push(piece);
    left -= tokens + 1; // The line end between children.
    if (rest === undefined) continue;
    if (taken.length === 0) return { piece: undefined, rest: element };
    const others = [rest, ...element.children.slice(index + 1)];
    return {
      piece: { ...element, attributes: { ...element.attributes, continues: "yes" }, children: taken },
      rest: { ...element, attributes: { ...element.attributes, continued: "yes" }, children: others },
    };
  }
  return { piece: element, rest: undefined };
}

function takeChild(child: RedactedElement, left: number, force: boolean, budget: number) {
  const { piece, rest } = takeElement(child, left, force, budget);
  return { piece, rest, tokens: piece === undefined ? 0 : measure(piece) };
}

function measure(node: Node<Redacted>): number {
  if (typeof node === "string") return estimateTokens(escapeText(node));
  const own = tagTokens(node) + 2;
  return node.children.reduce((sum, child) => sum + measure(child) + 1, own);
}

function tagTokens(node: RedactedElement): number {
  return estimateTokens(renderOpening(node)) + estimateTokens(`</${node.name}>`);
}

function takeText(text: Redacted, left: number, force: boolean) {
  let tokens = 0;
  let at = 0;
  /** The last line end up to which everything fits. */
  let lineEnd = 0;
  let lineTokens = 0;
  let size = SLICE_CHARACTERS;
  while (at < text.length) {
    // Looked for in the slice alone: a line of megabytes would be searched to its end for each of its slices.
    const slice = text.slice(at, sliceEnd(text, at + size));
    const newline = slice.indexOf("\n");
    const line = newline < 0 ? slice : slice.slice(0, newline + 1);
    const end = at + line.length;
    const cost = estimateFraction(escapeText(line));
    if (tokens + cost > left) {
      if (size > SMALLEST_SLICE) {
        size /= 2;
        continue;
      }
      if (!force || at > 0) break;
    }
    tokens += cost;
    at = end;
    if (newline >= 0 || end === text.length) {
      lineEnd = at;
      lineTokens = tokens;
    }
  }
  if (at >= text.length) return { piece: text, rest: undefined, tokens };
  const useLines = lineEnd > 0 && lineTokens > tokens * LINES_SHARE;
  const cut = useLines ? lineEnd : wordEndBefore(text, at);
  if (cut === 0) return { piece: undefined, rest: text, tokens: 0 };
  return {
    piece: sliceRedacted(text, 0, cut),
    rest: sliceRedacted(text, cut),
    tokens: useLines ? lineTokens : tokens,
  };
}

/** From here on characters stand for words or syllables; emoji are beyond, too. */
const FIRST_OF_EAST_ASIA = 0x2e80;

/** Longer words are cut, and those that are no path from half of that on. */
const LONGEST_WORD = 256;

/** So far from the end white space costs a piece little, whatever stands behind it. */
const NEAR_CHARACTERS = 48;

/** Between values that stand without white space: compact JSON, alternatives of a pattern. */
const SEPARATORS = /[,;|]/;

/**
 * The place behind the last white space, or character of a script without any, before `end`, where no long word begins there;
 * else behind the last separator; else `end`: nobody sees any more that half of a secret is one.
 */
function wordEndBefore(text: string, end: number): number {
  let separated = 0;
  for (let at = end; at > Math.max(0, end - LONGEST_WORD); at--) {
    const unit = text.charCodeAt(at - 1);
    if (unit <= 0x20 || (unit >= FIRST_OF_EAST_ASIA && !isHighSurrogate(unit))) {
      if (end - at <= NEAR_CHARACTERS || !isLongWord(text, at)) return at;
      break;
    }
    if (separated === 0 && SEPARATORS.test(text.charAt(at - 1))) separated = at;
  }
  return separated === 0 ? end : separated;
}

/** Whether a word is cut rather than kept whole: base64, hexadecimal, one that no one would write. */
function isLongWord(text: string, start: number): boolean {
  const [word = ""] = /^[^\s\u2e80-\uffff]*/.exec(text.slice(start, start + LONGEST_WORD)) ?? [];
  if (word.length === LONGEST_WORD) return true;
  const isPath = /[\\/]/.test(word) && /[^A-Za-z0-9+/=]/.test(word);
  return word.length > LONGEST_WORD / 2 && !isPath;
}

/** The place at or behind `end` that does not cut a surrogate pair. */
function sliceEnd(text: string, end: number): number {
  return isHighSurrogate(text.charCodeAt(end - 1)) ? end + 1 : end;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
