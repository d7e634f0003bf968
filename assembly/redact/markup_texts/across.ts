/**
 * What stands on both sides of the ends of runs: characters that secrets are made of. The same as `chainsOf` and
 * `joinChain` of lib/redact/documents/markup_span.ts find.
 */

import { ACROSS, MOST_ACROSS_UNITS, MOST_RUNS, PIECES, RUNS, SECRET_CHARACTERS } from "./layout";
import { endText, outputAddress, takeWide, writeTo } from "./view";

/** As there. */
const MIN_SECRET_CHARACTERS: i32 = 12;
const CONTEXT_BEFORE_CHARACTERS: i32 = 80;
const CONTEXT_AFTER_CHARACTERS: i32 = 8;

let acrossEnd: i32 = ACROSS;

/** Runs of character data that hold more than white space. */
let runs: i32 = 0;

/** The run that a chain begins with, the characters of secrets at its end, and in the runs after it that hold nothing else. */
let first: i32 = 0;
let tail: i32 = 0;
let inside: i32 = 0;

/** Its last unit. */
let lastUnit: i32 = 0;

export function beginAcross(): void {
  acrossEnd = ACROSS;
  runs = 0;
  first = 0;
  tail = 0;
  inside = 0;
  lastUnit = 0;
}

export function acrossUnits(): i32 {
  return (acrossEnd - ACROSS) >> 1;
}

/**
 * Takes notice of a run of character data, and ends it in the view if it holds more than white space.
 * @param start where it stands in the document; `end` exclusive.
 * @param from where its text stands in the view; `to` exclusive.
 * @returns false for what is to be looked at more closely.
 */
export function noteRun(start: i32, end: i32, from: i32, to: i32): bool {
  let at = from;
  while (at < to && isSpace(load<u16>(at))) at += 2;
  if (at == to) return true;
  if (isWideSpace(load<u16>(at)) || runs == MOST_RUNS) return false;
  if (isInsideKeyWords(lastUnit, load<u16>(from))) return false;
  lastUnit = load<u16>(to - 2);
  endText(end);
  const run = runs;
  store<i32>(RUNS + 8 * run, start);
  store<i32>(RUNS + 8 * run, end, 4);
  runs++;
  const head = tail == 0 ? 0 : lengthOfHead(from, to);
  if (head > 0 && head == (to - from) >> 1) {
    inside += head;
    return true;
  }
  if (tail > 0 && !close(head > 0 ? run : run - 1, head)) return false;
  first = run;
  tail = lengthOfTail(from, to);
  inside = 0;
  return true;
}

/** Ends the last chain; false as above. */
export function endAcross(): bool {
  return tail == 0 || close(runs - 1, 0);
}

function close(last: i32, head: i32): bool {
  if (last <= first || tail + inside + head < MIN_SECRET_CHARACTERS) return true;
  const viewEnd = outputAddress();
  writeTo(acrossEnd);
  const isWritten = writeChain(last, head);
  acrossEnd = outputAddress();
  writeTo(viewEnd);
  return isWritten;
}

function writeChain(last: i32, head: i32): bool {
  if (acrossEnd > ACROSS) {
    // As lib/redact/batch.ts separates texts.
    store<u32>(acrossEnd, 0x0000000a);
    store<u16>(acrossEnd, 0x0a, 4);
    writeTo(acrossEnd + 6);
  }
  if (!writeContextBefore()) return false;
  for (let run = first; run <= last; run++) {
    const start = run == first ? endOf(run) - tail : startOf(run);
    const end = run == last && head > 0 ? startOf(run) + head : endOf(run);
    if (!writeRaw(start, end)) return false;
    if (end < endOf(run) && !writeRaw(end, forwards(end, endOf(run)))) return false;
  }
  return true;
}

/** What stands before the secret, in its run and in those before it. */
function writeContextBefore(): bool {
  let missing = CONTEXT_BEFORE_CHARACTERS;
  let pieces = 0;
  for (let run = first; run >= 0 && missing > 0; run--) {
    const end = run == first ? endOf(run) - tail : endOf(run);
    let start = end;
    while (start > startOf(run) && missing > 0) {
      let before = start - 1;
      while ((load<u8>(before) & 0xc0) == 0x80) before--;
      missing -= unitsOf(load<u8>(before));
      if (missing >= 0) start = before;
    }
    store<i32>(PIECES + 8 * pieces, start);
    store<i32>(PIECES + 8 * pieces, end, 4);
    pieces++;
  }
  while (pieces > 0) {
    pieces--;
    if (!writeRaw(load<i32>(PIECES + 8 * pieces), load<i32>(PIECES + 8 * pieces, 4))) return false;
  }
  return true;
}

/** Where the characters end that stand behind a secret. */
function forwards(start: i32, end: i32): i32 {
  let at = start;
  for (let units = 0; at < end;) {
    const lead = load<u8>(at);
    units += unitsOf(lead);
    if (units > CONTEXT_AFTER_CHARACTERS) break;
    at += lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  }
  return at;
}

function unitsOf(lead: i32): i32 {
  return lead < 0xf0 ? 1 : 2;
}

/** Writes a stretch of the document as it stands there. */
function writeRaw(start: i32, end: i32): bool {
  let out = outputAddress();
  if ((out - ACROSS) >> 1 > MOST_ACROSS_UNITS - (end - start)) return false;
  for (let at = start; at < end;) {
    const byte = <i32> load<u8>(at);
    if (byte < 0x80) {
      store<u16>(out, byte);
      out += 2;
      at++;
    } else {
      writeTo(out);
      at = takeWide(at);
      if (at == 0) return false;
      out = outputAddress();
    }
  }
  writeTo(out);
  return true;
}

function startOf(run: i32): i32 {
  return load<i32>(RUNS + 8 * run);
}

function endOf(run: i32): i32 {
  return load<i32>(RUNS + 8 * run, 4);
}

function lengthOfHead(from: i32, to: i32): i32 {
  let at = from;
  while (at < to && isOfSecret(load<u16>(at))) at += 2;
  return (at - from) >> 1;
}

function lengthOfTail(from: i32, to: i32): i32 {
  let at = to;
  while (at > from && isOfSecret(load<u16>(at - 2))) at -= 2;
  return (to - at) >> 1;
}

function isOfSecret(unit: i32): bool {
  return unit < 0x80 && load<u8>(SECRET_CHARACTERS + unit) != 0;
}

/** White space of ASCII. */
function isSpace(unit: i32): bool {
  return unit == 0x20 || (unit >= 0x09 && unit <= 0x0d);
}

/** White space beyond it: a run may consist of it, which is rare. */
function isWideSpace(unit: i32): bool {
  if (unit < 0xa0) return false;
  return unit == 0xa0 || unit == 0x1680 || (unit >= 0x2000 && unit <= 0x200a) || unit == 0x2028 || unit == 0x2029 ||
    unit == 0x202f || unit == 0x205f || unit == 0x3000 || unit == 0xfeff;
}

/** Whether two units follow each other in `PRIVATE KEY`: then the words may stand across the end of a run. */
function isInsideKeyWords(one: i32, other: i32): bool {
  switch ((one << 8) | other) {
    case 0x5052: // PR
    case 0x5249: // RI
    case 0x4956: // IV
    case 0x5641: // VA
    case 0x4154: // AT
    case 0x5445: // TE
    case 0x4520: // E and a space
    case 0x204b: // a space and K
    case 0x4b45: // KE
    case 0x4559: // EY
      return true;
    default:
      return false;
  }
}
