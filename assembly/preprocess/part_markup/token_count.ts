/**
 * Adds up what the UTF-16 units of a text cost in tokens, with the tables that `lib/preprocess/tokens/tokens.ts` fills in.
 *
 * What a unit costs depends on the state that the units before it led to, so each step waits for the one before (2.0 ns
 * a unit). But behind a single space the state is always the same: a text is counted from its beginning and from three
 * words in it at once (1.0 ns).
 */

/**
 * The automaton, 32 bits a move: where the next row begins in bytes, above, and the cost below. A row has a column for
 * each ASCII character, whose own cost is part of the move, and one for each class of other units.
 */
export const MOVES: usize = memory.data(0x28000);
/** The column of each unit, in bytes of a row: 16 bits. */
export const COLUMNS: usize = memory.data(0x20000);
/** What units beyond ASCII cost by themselves: 16 bits each. */
export const COSTS: usize = memory.data(0x20000);
/** What characters beyond 16 bits cost, by block: 16 bits each. */
export const ASTRAL_COSTS: usize = memory.data((0x110000 >> 6) * 2);
/** Hash table of the pairs that are one token: 32 bits a slot. */
export const PAIR_SLOTS: usize = memory.data(1 << (13 + 2));

/** Bits of a move that are its cost. */
const COST_BITS: u32 = 14;
const COST_MASK: u32 = (1 << COST_BITS) - 1;
/** Units that are looked at together: 16 bytes. */
export const BLOCK: usize = 16;
/** Shorter texts, in bytes, are counted in one go. */
const WORTH_DIVIDING: usize = 256;
const SPACE: u32 = 32;

let pairBeginning: u32 = 0;
let highSurrogate: u32 = 0;
let pairCost: i32 = 0;
/** Where the automaton is behind a single space, whatever stands before that. */
let rowBehindSpace: u32 = 0;
/** What each move's cost is raised by. */
let costOffset: i32 = 0;

/** The columns whose units need a closer look, in bytes of a row, and costs; the tables are filled in before. */
export function configure(pairs: u32, surrogates: u32, pair: i32, offset: i32): void {
  pairBeginning = pairs;
  highSurrogate = surrogates;
  pairCost = pair;
  costOffset = offset;
  rowBehindSpace = load<u32>(MOVES + (SPACE << 2)) >>> COST_BITS;
}

let total: i64 = 0;
/** Where the automaton is behind what was counted last. */
let reached: u32 = 0;

/**
 * The cost of a text, with room for a unit behind it: its beginning, where `goesOn` is false, or what follows the text
 * counted last.
 */
export function countUnits(start: usize, end: usize, goesOn: bool): f64 {
  total = 0;
  const first = goesOn ? reached : 0;
  store<u16>(end, 0);
  const quarter = ((end - start) >> 2) & ~1;
  const second = end - start >= WORTH_DIVIDING ? wordBehind(start + quarter, end) : end;
  const third = wordBehind(max(second, start + 2 * quarter), end);
  const fourth = wordBehind(max(third, start + 3 * quarter), end);
  if (fourth == end) countSingly(start, end, first);
  else countFour(start, second, third, fourth, end, first);
  return <f64>(total - <i64>((end - start) >> 1) * costOffset);
}

/** The first place behind this one that is preceded by a single space; `end` where there is none. */
function wordBehind(from: usize, end: usize): usize {
  const space = i16x8.splat(<i16>SPACE);
  for (let at = from; at + BLOCK + 2 <= end; at += BLOCK) {
    const isSpace = i16x8.eq(v128.load(at + 2), space);
    const hits = i16x8.bitmask(v128.andnot(isSpace, i16x8.eq(v128.load(at), space)));
    if (hits != 0) return at + (<usize>ctz(hits) << 1) + 4;
  }
  return end;
}

/** Bits that no ASCII unit has, read from memory: a constant would be put together anew in each step of a loop. */
const BEYOND_ASCII: usize = memory.data<u16>([0xff80]);

// @ts-ignore: a decorator of AssemblyScript
@inline
export function beyondAscii(): v128 {
  return v128.load16_splat(BEYOND_ASCII);
}

/** Each of four stretches, of which all but the first begin behind a single space. */
function countFour(start: usize, second: usize, third: usize, fourth: usize, end: usize, first: u32): void {
  let a = start;
  let b = second;
  let c = third;
  let d = fourth;
  let rowA = first;
  let rowB = rowBehindSpace;
  let rowC = rowB;
  let rowD = rowB;
  let costs: i64 = 0;
  const beyond = beyondAscii();
  while (a + BLOCK <= second && b + BLOCK <= third && c + BLOCK <= fourth && d + BLOCK <= end) {
    const blockA = v128.load(a);
    const blockB = v128.load(b);
    const blockC = v128.load(c);
    const blockD = v128.load(d);
    if (v128.any_true(v128.and(v128.or(v128.or(blockA, blockB), v128.or(blockC, blockD)), beyond))) {
      if (v128.any_true(v128.and(blockA, beyond))) {
        a = countClosely(a, a + BLOCK, rowA);
        rowA = reached;
      }
      if (v128.any_true(v128.and(blockB, beyond))) {
        b = countClosely(b, b + BLOCK, rowB);
        rowB = reached;
      }
      if (v128.any_true(v128.and(blockC, beyond))) {
        c = countClosely(c, c + BLOCK, rowC);
        rowC = reached;
      }
      if (v128.any_true(v128.and(blockD, beyond))) {
        d = countClosely(d, d + BLOCK, rowD);
        rowD = reached;
      }
      continue;
    }
    let sum: u32 = 0;
    for (let step: usize = 0; step < BLOCK; step += 2) {
      const moveA = load<u32>(MOVES + rowA + (<usize>load<u16>(a + step) << 2));
      const moveB = load<u32>(MOVES + rowB + (<usize>load<u16>(b + step) << 2));
      const moveC = load<u32>(MOVES + rowC + (<usize>load<u16>(c + step) << 2));
      const moveD = load<u32>(MOVES + rowD + (<usize>load<u16>(d + step) << 2));
      sum += (moveA & COST_MASK) + (moveB & COST_MASK) + (moveC & COST_MASK) + (moveD & COST_MASK);
      rowA = moveA >>> COST_BITS;
      rowB = moveB >>> COST_BITS;
      rowC = moveC >>> COST_BITS;
      rowD = moveD >>> COST_BITS;
    }
    costs += sum;
    a += BLOCK;
    b += BLOCK;
    c += BLOCK;
    d += BLOCK;
  }
  total += costs;
  countSingly(a, second, rowA);
  countSingly(b, third, rowB);
  countSingly(c, fourth, rowC);
  countSingly(d, end, rowD);
}

function countSingly(from: usize, end: usize, first: u32): void {
  let at = from;
  let row = first;
  let costs: i64 = 0;
  const beyond = beyondAscii();
  while (at + BLOCK <= end) {
    const block = v128.load(at);
    if (v128.any_true(v128.and(block, beyond))) {
      at = countClosely(at, at + BLOCK, row);
      row = reached;
      continue;
    }
    let sum: u32 = 0;
    for (let step: usize = 0; step < BLOCK; step += 2) {
      const move = load<u32>(MOVES + row + (<usize>load<u16>(at + step) << 2));
      sum += move & COST_MASK;
      row = move >>> COST_BITS;
    }
    costs += sum;
    at += BLOCK;
  }
  total += costs;
  countClosely(at, end, row);
}

/** Unit by unit, with pairs; gives where it ended: behind `end` where a pair began before it. */
function countClosely(from: usize, end: usize, first: u32): usize {
  let row = first;
  let costs: i32 = 0;
  let at = from;
  for (; at < end; at += 2) {
    const unit = <u32>load<u16>(at);
    const column = <u32>load<u16>(COLUMNS + (<usize>unit << 1));
    const own = <i32>load<i16>(COSTS + (<usize>unit << 1));
    const move = load<u32>(MOVES + row + column);
    costs += (move & COST_MASK) + own;
    row = move >>> COST_BITS;
    if (column < pairBeginning) continue;
    const next = <u32>load<u16>(at + 2);
    if (column == highSurrogate) {
      if (next < 0xdc00 || next >= 0xe000) continue;
      const block = (0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00)) >> 6;
      costs += load<i16>(ASTRAL_COSTS + (<usize>block << 1)) - own;
    } else if (isTokenPair(unit, next)) {
      costs += pairCost - own;
    } else {
      continue;
    }
    // No move for the second unit.
    costs += costOffset;
    at += 2;
  }
  total += costs;
  reached = row;
  return at;
}

/** As `lib/preprocess/tokens/token_pairs.ts` puts them into slots. */
function isTokenPair(first: u32, second: u32): bool {
  const key = (first << 16) | second;
  let slot = (key * 0x9e3779b1) >>> (32 - 13);
  let found = load<u32>(PAIR_SLOTS + (<usize>slot << 2));
  while (found != 0 && found != key) {
    slot = (slot + 1) & ((1 << 13) - 1);
    found = load<u32>(PAIR_SLOTS + (<usize>slot << 2));
  }
  return found == key;
}
