/** What texts are recognised by that were seen before, without keeping them. */

import type { LongText } from "../../session/mod.ts";
import { hashOf } from "../pruning/text_lines.ts";

/** Shorter texts are hashed before they were copied into the memory of WebAssembly. */
const LONG_CHARACTERS = 160;

/** A 53-bit hash of a text, for deduplication only (not secure). */
export function fingerprint(text: string | LongText): number {
  if (text.length < LONG_CHARACTERS) return hashShort(`${text}`);
  const [first = 0, second = 0] = hashOf(text);
  return mixed(first, second);
}

/**
 * Two characters go to one lane, the next two to another, which are then mixed as in MurmurHash's finalizer. A quarter
 * of the multiplications of hashing every character twice.
 */
function hashShort(text: string): number {
  const { length } = text;
  let first = 0xdeadbeef ^ length;
  let second = 0x41c6ce57 ^ length;
  let at = 0;
  for (; at + 3 < length; at += 4) {
    first = Math.imul(first ^ (text.charCodeAt(at) | text.charCodeAt(at + 1) << 16), 0x9e3779b1);
    second = Math.imul(second ^ (text.charCodeAt(at + 2) | text.charCodeAt(at + 3) << 16), 0x5f356495);
    first ^= first >>> 15;
    second ^= second >>> 13;
  }
  for (; at < length; at++) {
    first = Math.imul(first ^ text.charCodeAt(at), 0x9e3779b1);
    first ^= first >>> 15;
  }
  return mixed(first, second);
}

/** As in MurmurHash's finalizer: each bit of one word may change any of the other's. */
function mixed(one: number, other: number): number {
  const first = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35);
  const second = Math.imul(other ^ (other >>> 16), 0x85ebca6b) ^
    Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return joinWords(second, first);
}

/** A fingerprint of two or three in this order, which differs where any of them does. A list of them would be garbage for each block. */
export function joinFingerprints(one: number, other: number, third = 0): number {
  return mixed(
    withLow(withLow(withLow(0xdeadbeef, one), other), third),
    withHigh(withHigh(withHigh(0x41c6ce57, one), other), third),
  );
}

function withLow(word: number, print: number): number {
  const product = Math.imul(word ^ print, 0x9e3779b1);
  return product ^ (product >>> 15);
}

function withHigh(word: number, print: number): number {
  const product = Math.imul(word ^ (print / 0x100000000), 0x5f356495);
  return product ^ (product >>> 13);
}

/** The upper 21 bits of one word before the 32 of the other. */
function joinWords(high: number, low: number): number {
  return (high >>> 11) * 0x100000000 + (low >>> 0);
}
