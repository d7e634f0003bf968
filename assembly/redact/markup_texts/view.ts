/** Tags and text in UTF-8 → the view in UTF-16, sixteen bytes at once. */

import { END_TAGS, VIEW } from "./layout";

const QUOTATION_MARK: i32 = 0x22;
const AMPERSAND: i32 = 0x26;
const APOSTROPHE: i32 = 0x27;
export const LESS_THAN: i32 = 0x3c;
const GREATER_THAN: i32 = 0x3e;

/** What stands around text that had references, and behind nearly all text: see lib/redact/documents/markup_view.ts. */
const LINE_END: i32 = 0x0a;
const TEXT_END: u32 = 0x0000000a;

/** `</param>`, and `<param` with a space. */
const PARAMETER_END: u64 = 0x3e6d617261702f3c;
const PARAMETER_START: u64 = 0x206d617261703c;

/** Where the next unit is written. */
let out: i32 = VIEW;

/** The text that was taken last, in the view, without what stands around it. */
let textStart: i32 = VIEW;
let textEnd: i32 = VIEW;

/** Whether the text that was taken last ends behind the tag after it. */
let endsBehindTag: bool = false;

let endTags: i32 = 0;

export function beginView(): void {
  out = VIEW;
  endTags = 0;
  endsBehindTag = false;
}

export function outputAddress(): i32 {
  return out;
}

export function writeTo(address: i32): void {
  out = address;
}

export function textStartAddress(): i32 {
  return textStart;
}

export function textEndAddress(): i32 {
  return textEnd;
}

export function numberOfEndTags(): i32 {
  return endTags;
}

/**
 * Takes character data up to the next `<`, which must come; gives where that stands, or 0 where there are references
 * whose decoding could hide where a value ends, or bytes that are no UTF-8.
 */
export function takeText(start: i32): i32 {
  const first = out;
  let at = start;
  let hasReferences = false;
  for (;;) {
    const bytes = v128.load(at);
    widen(bytes);
    const special = i8x16.bitmask(
      v128.or(bytes, v128.or(isByte(bytes, LESS_THAN), isByte(bytes, AMPERSAND))),
    );
    if (special == 0) {
      at += 16;
      out += 32;
      continue;
    }
    const plain = ctz(special);
    at += plain;
    out += plain << 1;
    const byte = <i32> load<u8>(at);
    if (byte == LESS_THAN) break;
    if (byte != AMPERSAND) {
      at = takeWide(at);
      if (at == 0) return 0;
      continue;
    }
    const character = referenceAt(at);
    if (character == 0) return 0;
    if (!hasReferences) {
      memory.copy(first + 2, first, out - first);
      store<u16>(first, LINE_END);
      out += 2;
      hasReferences = true;
    }
    store<u16>(out, character);
    out += 2;
    at += character == AMPERSAND ? 5 : 4;
  }
  textStart = first;
  textEnd = out;
  if (!hasReferences) return at;
  textStart += 2;
  store<u16>(out, LINE_END);
  out += 2;
  return at;
}

/** Ends the text that was taken last, which is more than white space; `at` is where the document goes on. */
export function endText(at: i32): void {
  if (load<u64>(at) != PARAMETER_END || hasLineEnd()) {
    store<u32>(textEnd, TEXT_END);
    out = textEnd + 4;
  } else {
    endsBehindTag = !isName() || !isBeforeParameter(at + 8);
  }
  if (load<u16>(at) == 0x2f3c) { // `</`
    store<i32>(END_TAGS + 4 * endTags, (out - VIEW) >> 1);
    endTags++;
  }
}

/** Ends the text before an end tag that was taken, where that is not done yet. */
function endTextBehindTag(): void {
  if (!endsBehindTag) return;
  endsBehindTag = false;
  store<u32>(out, TEXT_END);
  out += 4;
}

function hasLineEnd(): bool {
  for (let unit = textStart; unit < textEnd; unit += 2) {
    if (load<u16>(unit) == LINE_END) return true;
  }
  return false;
}

/** Letters, digits and what stands between them in names. */
function isName(): bool {
  for (let unit = textStart; unit < textEnd; unit += 2) {
    const code = <i32> load<u16>(unit);
    // `#`, `-`, `.` and `/`
    const isBetween = code == 0x23 || (code >= 0x2d && code <= 0x2f);
    if (!isWord(code) && (!isBetween || unit == textEnd - 2)) return false;
  }
  return true;
}

function isWord(code: i32): bool {
  const letter = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || code == 0x5f || (code < 0x80 && letter >= 0x61 && letter <= 0x7a);
}

/** Whether `<param ` follows, behind white space of ASCII. */
function isBeforeParameter(start: i32): bool {
  let at = start;
  while (load<u8>(at) == 0x20 || (load<u8>(at) >= 0x09 && load<u8>(at) <= 0x0d)) at++;
  return (load<u64>(at) & 0xffffffffffffff) == PARAMETER_START;
}

/** `<`, `>` or `&` where one of the three references stands that a writer needs; 0 for any other. */
function referenceAt(at: i32): i32 {
  const name = load<u32>(at, 1);
  if (name == 0x3b706d61) return AMPERSAND; // `amp;`
  if ((name & 0xffffff) == 0x3b746c) return LESS_THAN; // `lt;`
  return (name & 0xffffff) == 0x3b7467 ? GREATER_THAN : 0; // `gt;`
}

/** Takes a tag; gives where it ends, or 0 for markup of another kind, and for attributes with references. */
export function takeTag(start: i32, end: i32): i32 {
  const second = <i32> load<u8>(start, 1);
  if (second == 0x21 || second == 0x3f) return 0; // `!` and `?`
  let quote = 0;
  let at = start;
  while (at < end) {
    const bytes = v128.load(at);
    widen(bytes);
    const quotes = v128.or(
      isByte(bytes, QUOTATION_MARK),
      isByte(bytes, APOSTROPHE),
    );
    const others = v128.or(isByte(bytes, GREATER_THAN), isByte(bytes, AMPERSAND));
    const special = i8x16.bitmask(v128.or(bytes, v128.or(quotes, others)));
    const plain = special == 0 ? min<i32>(16, end - at) : <i32> ctz(special);
    at += plain;
    out += plain << 1;
    if (special == 0) continue;
    const byte = <i32> load<u8>(at);
    if (byte >= 0x80) {
      at = takeWide(at);
      if (at == 0) return 0;
      continue;
    }
    at++;
    out += 2;
    if (byte == GREATER_THAN) {
      if (quote == 0) {
        endTextBehindTag();
        return at;
      }
    } else if (byte == AMPERSAND) {
      if (quote != 0) return 0;
    } else if (quote == 0) {
      quote = byte;
    } else if (quote == byte) {
      quote = 0;
    }
  }
  return at;
}

/** Which of sixteen bytes are a certain one. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function isByte(bytes: v128, byte: i32): v128 {
  return i8x16.eq(bytes, i8x16.splat(<i8> byte));
}

/** Sixteen bytes as units. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function widen(bytes: v128): void {
  v128.store(out, i16x8.extend_low_i8x16_u(bytes));
  v128.store(out, i16x8.extend_high_i8x16_u(bytes), 16);
}

/** Takes a character of several bytes; gives where it ends, or 0 if there is none. */
export function takeWide(at: i32): i32 {
  const lead = <i32> load<u8>(at);
  const second = <i32> load<u8>(at, 1);
  if (lead < 0xc2 || (second & 0xc0) != 0x80) return 0;
  if (lead < 0xe0) {
    store<u16>(out, ((lead & 0x1f) << 6) | (second & 0x3f));
    out += 2;
    return at + 2;
  }
  const third = <i32> load<u8>(at, 2);
  if ((third & 0xc0) != 0x80) return 0;
  if (lead < 0xf0) {
    const code = ((lead & 0xf) << 12) | ((second & 0x3f) << 6) | (third & 0x3f);
    if (code < 0x800 || (code & 0xf800) == 0xd800) return 0;
    store<u16>(out, code);
    out += 2;
    return at + 3;
  }
  const fourth = <i32> load<u8>(at, 3);
  if (lead > 0xf4 || (fourth & 0xc0) != 0x80) return 0;
  const code = ((lead & 7) << 18) | ((second & 0x3f) << 12) | ((third & 0x3f) << 6) | (fourth & 0x3f);
  if (code < 0x10000 || code > 0x10ffff) return 0;
  store<u16>(out, 0xd7c0 + (code >> 10));
  store<u16>(out, 0xdc00 | (code & 0x3ff), 2);
  out += 4;
  return at + 4;
}
