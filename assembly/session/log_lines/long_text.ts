/**
 * Takes long texts of results out of their lines: most of such a text is left out when it is shown, so it is neither
 * decoded nor parsed, but stands here as UTF-16 units, from which what is shown can be read.
 *
 * Here the bytes of a text are found and judged by themselves; whether they are the text of a result is told by who
 * parses the rest of the line (`lib/session/line_batch.ts`).
 */

import {
  astralOfFour,
  BACKSLASH,
  endOfString,
  findBytes,
  QUOTE,
  SPACE,
  STEP,
  unitOfThree,
  unitOfTwo,
} from "./bytes";

/** To take a text out of its line costs as much as to read this many bytes. */
const LEAST_BYTES: usize = 1024;

/** Longer texts are read as any other: nearly all are shorter. */
const MOST_BYTES: usize = 128 * 1024;

/** A result's text begins so many bytes behind the beginning of its line at most. */
const MOST_BYTES_BEFORE: usize = 4096;

/** Lines are gathered until their long texts have this many bytes. */
export const BATCH_TEXT_BYTES: usize = 64 * 1024;

/**
 * The units of the texts of a batch, one behind the other: of those before the last one, and of that. Each has fewer
 * units than bytes, with room for seven units and for what a step writes behind it.
 */
const UNITS: usize = memory.data(2 * (64 * 1024 + 128 * 1024 + 8 * 256 + 64), 16);

/** In a string the quotes would be escaped: these bytes are two fields of an object, and the beginning of a third. */
const FIELDS: usize = memory.data<u8>([
  0x22, 0x74, 0x79, 0x70, 0x65, 0x22, 0x3a, // "type":
  0x22, 0x74, 0x6f, 0x6f, 0x6c, 0x5f, 0x72, 0x65, 0x73, 0x75, 0x6c, 0x74, 0x22, // "tool_result"
  0x2c, 0x22, 0x63, 0x6f, 0x6e, 0x74, 0x65, 0x6e, 0x74, 0x22, 0x3a, 0x22, // ,"content":"
]);
const FIELDS_LENGTH: usize = 32;
/** Two of them that stand together in little else. */
const UNDERSCORE_AT: usize = 12;
const COMMA_AT: usize = 20;

/** What `findLongText` found: the address of the string's opening quote, and the one behind its closing quote. */
export let textStart: usize = 0;
export let textEnd: usize = 0;

/** Finds the text of the first result in a piece of a line, where it is long and the piece holds all of it. */
export function findLongText(start: usize, end: usize): bool {
  if (end - start < LEAST_BYTES) return false;
  const fields = findBytes(
    start,
    min(end, start + MOST_BYTES_BEFORE),
    FIELDS,
    FIELDS_LENGTH,
    UNDERSCORE_AT,
    COMMA_AT,
  );
  if (fields == 0) return false;
  const quote = fields + FIELDS_LENGTH - 1;
  const behind = endOfString(quote, end);
  if (behind < quote + LEAST_BYTES || behind - quote > MOST_BYTES) return false;
  textStart = quote;
  textEnd = behind;
  return true;
}

/** The address of the next unit. */
let nextUnit: usize = UNITS;

/** Forgets the texts that were taken. */
export function beginTexts(): void {
  nextUnit = UNITS;
}

/** What `takeText` took: the address of its first unit, and how many units it has. */
export let unitsStart: usize = 0;
export let unitCount: usize = 0;

/**
 * Takes the text of a JSON string, where it is plain: valid, without control characters but tabs and line ends and
 * without escapes of surrogates; and neither its beginning nor its end looks like something that the client wrote
 * around a text. False for any other.
 */
export function takeText(quote: usize, behind: usize): bool {
  const from = quote + 1;
  const end = behind - 1;
  const unitsEnd = writeUnits(from, end, nextUnit);
  if (unitsEnd == 0 || !isPlainAtEnds(nextUnit, unitsEnd)) return false;
  unitsStart = nextUnit;
  unitCount = (unitsEnd - nextUnit) >> 1;
  // Vectors are stored from a multiple of their length on.
  nextUnit = (unitsEnd + 15) & ~15;
  return true;
}

const LESS_THAN: i32 = 0x3c;
const GREATER_THAN: i32 = 0x3e;
const CAPITAL_E: i32 = 0x45;
const LETTER_N: i32 = 0x6e;
const LETTER_T: i32 = 0x74;
const LETTER_U: i32 = 0x75;
const SLASH: i32 = 0x2f;
const TAB: i32 = 0x09;
const LINE_END: i32 = 0x0a;

/**
 * Whether a text neither begins like an element or a sentence of the client (`<persisted-output>`, `Exit code 1`,
 * `Error: result`) nor ends like an element, with white space around it or not. Of what is not ASCII that isn't told.
 */
function isPlainAtEnds(start: usize, end: usize): bool {
  let first = start;
  while (first < end && isWhite(i32(load<u16>(first)))) first += 2;
  if (first == end) return false;
  let last = end - 2;
  while (isWhite(i32(load<u16>(last)))) last -= 2;
  const opening = i32(load<u16>(first));
  const closing = i32(load<u16>(last));
  return opening < 0x80 && opening != LESS_THAN && opening != CAPITAL_E && closing < 0x80 && closing != GREATER_THAN;
}

function isWhite(unit: i32): bool {
  return unit == SPACE || unit == LINE_END || unit == TAB;
}

/** Writes the units of a string's bytes; gives the address behind the last one, or 0 where it is not plain. */
function writeUnits(from: usize, end: usize, to: usize): usize {
  let at = from;
  let out = to;
  while (at < end) {
    const some = v128.load(at);
    v128.store(out, i16x8.extend_low_i8x16_u(some));
    v128.store(out, i16x8.extend_high_i8x16_u(some), 16);
    // As signed numbers the bytes of other characters than ASCII are below those of controls.
    const controls = i8x16.lt_s(some, i8x16.splat(<i8> SPACE));
    const mask = i8x16.bitmask(v128.or(controls, i8x16.eq(some, i8x16.splat(<i8> BACKSLASH))));
    if (mask == 0) {
      at += STEP;
      out += 2 * STEP;
      continue;
    }
    at += ctz(mask);
    out += 2 * ctz(mask);
    if (at >= end) break;
    const byte = i32(load<u8>(at));
    if (byte == BACKSLASH) {
      const letter = i32(load<u8>(at + 1));
      // Line ends are most of them.
      if (letter == LETTER_N) {
        store<u16>(out, <u16> LINE_END);
        at += 2;
      } else if (letter == QUOTE || letter == BACKSLASH || letter == SLASH) {
        store<u16>(out, <u16> letter);
        at += 2;
      } else if (letter == LETTER_T) {
        store<u16>(out, <u16> TAB);
        at += 2;
      } else {
        const unit = letter == LETTER_U ? numberOf(load<u32>(at + 2)) : -1;
        if (unit < SPACE || (unit & 0xf800) == 0xd800) return 0;
        store<u16>(out, <u16> unit);
        at += 6;
      }
      out += 2;
      continue;
    }
    const bytes = load<u32>(at);
    if ((bytes & 0xc0e0) == 0x80c0) {
      const unit = unitOfTwo(bytes);
      if (unit < 0x80) return 0;
      store<u16>(out, <u16> unit);
      out += 2;
      at += 2;
    } else if ((bytes & 0xc0c0f0) == 0x8080e0) {
      const unit = unitOfThree(bytes);
      if (unit < 0x800 || (unit & 0xf800) == 0xd800) return 0;
      store<u16>(out, <u16> unit);
      out += 2;
      at += 3;
    } else {
      const rest = astralOfFour(bytes);
      if (rest > 0xfffff) return 0;
      store<u16>(out, <u16> (0xd800 | (rest >> 10)));
      store<u16>(out, <u16> (0xdc00 | (rest & 0x3ff)), 2);
      out += 4;
      at += 4;
    }
  }
  // Behind the end are other bytes, which may have been written, too; the quote there ends any sequence.
  return out - 2 * (at - end);
}

/** The number that four hexadecimal digits are, the first in the lowest byte, or -1. */
function numberOf(digits: u32): i32 {
  let number = 0;
  for (let index = 0; index < 4; index++) {
    const digit = i32(digits >> (8 * index) & 0xff);
    const letter = digit | 0x20;
    if (digit >= 0x30 && digit <= 0x39) number = number << 4 | (digit - 0x30);
    else if (letter >= 0x61 && letter <= 0x66) number = number << 4 | (letter - 0x57);
    else return -1;
  }
  return number;
}
