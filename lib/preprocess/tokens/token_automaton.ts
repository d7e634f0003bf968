/**
 * What it costs in tokens how characters follow each other, as a finite automaton: each character moves it to another
 * state, each move has a cost. Written as a readable step function and compiled to a table, because the loop over a table has no branch to
 * mispredict: 300 to 400 million characters a second, where the same rules as conditions ran at 110.
 *
 * The costs are the solution of a linear program; see `tokens.ts`.
 */

import { COST_UNIT, unitCosts } from "./character_costs.ts";
import { PAIR_BEGINNINGS } from "./token_pairs.ts";
import { SINGLE_TOKEN_SYMBOLS } from "./token_tables.ts";

/** Classes of UTF-16 units. */
const LOWER_VOWEL = 0;
const LOWER_CONSONANT = 1;
const UPPER_VOWEL = 2;
const UPPER_CONSONANT = 3;
const DIGIT = 4;
const PUNCTUATION = 5;
const SPACE = 6;
const NEWLINE = 7;
const TAB = 8;
/** Characters beyond ASCII that a space before them is one token with, or that are none with letters. */
const BEYOND_ASCII = 9;
/** Others, where a space before them is a token. */
const BEYOND_ASCII_APART = 10;
const CYRILLIC_VOWEL = 11;
const CYRILLIC_CONSONANT = 12;
/** Punctuation that rules are drawn with has a class each from here on: a long run of one sign is few tokens. */
const FIRST_RULE = 13;
const RULES = "=-#*_+~./%!`";
/** Units whose cost depends on the next one: what may begin a pair of one token, and the first half of a surrogate pair. */
export const PAIR_BEGINNING = FIRST_RULE + RULES.length;
export const HIGH_SURROGATE = PAIR_BEGINNING + 1;

/** How many classes there are. */
const ROW = HIGH_SURROGATE + 1;

/** Where the automaton is: inside what, and how far. */
interface State {
  readonly inside: "word" | "digits" | "punctuation" | "space" | "newline" | "tab" | "beyond";
  /** Characters so far, up to `LONGEST`; digits count to three. */
  readonly length: number;
  /** Consonants in a row, up to `MOST_CONSONANTS`. */
  readonly consonants: number;
  /** A word's segment of capitals. */
  readonly capitals: boolean;
  /** A segment or number that stands right behind a letter. */
  readonly attached: boolean;
  /** The first letter behind white space, which costs more alone than at the beginning of a word. */
  readonly alone: boolean;
  /** The column of the sign before, where it is one that rules are drawn with. */
  readonly rule: number;
}

const LONGEST = 10;
const MOST_CONSONANTS = 4;

const plain = { length: 1, consonants: 0, capitals: false, attached: false, alone: false, rule: 0 };
const START: State = { ...plain, inside: "newline" };
const BEYOND: State = { ...plain, inside: "beyond" };

/** The next state and what the move costs. */
function step(state: State, column: number): readonly [State, number] {
  if (column <= UPPER_CONSONANT) return letter(state, column);
  const isIn = (inside: State["inside"]) => state.inside === inside;
  switch (column) {
    case DIGIT: {
      // Three digits are a token.
      if (isIn("digits") && state.length < 3) return [{ ...state, length: state.length + 1 }, 0];
      const attached = isIn("digits") ? state.attached : isIn("word") || isIn("beyond");
      return [
        { ...plain, inside: "digits", attached },
        (attached ? 1.423 : 1.72) + (isIn("space") ? 0.651 : 0),
      ];
    }
    case SPACE:
      if (!isIn("space")) return [{ ...plain, inside: "space" }, 0];
      return [{ ...plain, inside: "space", length: 2 }, state.length === 1 ? 0.65 : 0.01];
    case NEWLINE:
      return [{ ...plain, inside: "newline" }, isIn("newline") ? 0.5 : 0.667];
    case TAB:
      return [{ ...plain, inside: "tab" }, isIn("tab") ? 0.13 : 1.854];
    case BEYOND_ASCII:
    case CYRILLIC_VOWEL:
      return [BEYOND, 0];
    case CYRILLIC_CONSONANT: {
      const consonants = Math.min((isIn("beyond") ? state.consonants : 0) + 1, MOST_CONSONANTS);
      return [{ ...BEYOND, consonants }, consonants === MOST_CONSONANTS ? 5.573 : 0];
    }
    case BEYOND_ASCII_APART:
    case PAIR_BEGINNING:
    case HIGH_SURROGATE:
      return [BEYOND, isIn("space") ? 0.85 : 0];
    default: {
      const rule = column >= FIRST_RULE && column < PAIR_BEGINNING ? column : 0;
      const behindSpace = isIn("space") && state.length === 1 ? 0.31 : 0;
      if (!isIn("punctuation")) return [{ ...plain, inside: "punctuation", rule }, 0.3 + behindSpace];
      const runsOn = rule > 0 && rule === state.rule;
      return [{ ...plain, inside: "punctuation", length: 2, rule }, runsOn ? 0.07 : 0.698];
    }
  }
}

/** A letter goes on with the segment of a word (`parse`, `Amount`, `HTTP`) or begins one. */
function letter(state: State, column: number): readonly [State, number] {
  const isUpper = column >= UPPER_VOWEL;
  const isConsonant = column === LOWER_CONSONANT || column === UPPER_CONSONANT;
  const inWord = state.inside === "word";
  const wasCapital = inWord && state.capitals;
  /** One capital may begin `Am…` or `HT…`; the second letter decides. */
  const goesOn = inWord && (isUpper ? wasCapital : !wasCapital || state.length === 1);
  /** The last capital of `HTTPServer` begins the next segment. */
  const isTail = wasCapital && !isUpper && state.length > 2;
  const before = goesOn || isTail ? state.consonants : 0;
  const consonants = isConsonant ? Math.min(before + 1, MOST_CONSONANTS) : 0;
  // Random letters have many consonants in a row: words and names don't.
  let cost = consonants === MOST_CONSONANTS ? 0.859 : 0;
  const word: State = { ...plain, inside: "word", consonants, capitals: isUpper };
  if (goesOn) {
    const length = Math.min(state.length + 1, LONGEST);
    if (length > 5) cost += 0.03;
    if (length === LONGEST) cost += 1.19;
    if (isUpper) cost += length === 2 ? 0.352 : 0.546;
    if (state.alone) cost -= 0.395;
    return [{ ...word, length, attached: state.attached }, cost];
  }
  if (isTail) return [{ ...word, length: 2, attached: true }, cost + 0.489 - 0.546];
  const attached = inWord || state.inside === "digits" || state.inside === "beyond";
  if (attached) return [{ ...word, attached }, cost + 0.489];
  // Signs and the word behind them; a single one is mostly a token together with it.
  if (state.inside === "punctuation") return [word, cost + (state.length === 1 ? 1.478 : 0.299)];
  return [{ ...word, alone: true }, cost + 0.85 + 0.395];
}

/** Costs in the table are raised by this much: some moves take a cost back. */
export const COST_OFFSET = 2000;

/** Bits of a move that are its cost. */
const COST_BITS = 14;

const ASCII = 128;
/** Columns of a row of the table: one for each ASCII character, then the classes. */
const TABLE_ROW = ASCII + ROW;
const MOVE_BYTES = 4;

/** Where a class stands in a row of the table, in bytes. */
export function columnOf(unitClass: number): number {
  return (ASCII + unitClass) * MOVE_BYTES;
}

/** The column of every UTF-16 unit in the table, in bytes of a row. */
export function unitColumns(): Uint16Array {
  const columns = unitTable(new Uint16Array(0x10000), columnOf);
  for (let unit = 0; unit < ASCII; unit++) columns[unit] = unit * MOVE_BYTES;
  return columns;
}

/**
 * The automaton as one table, for `assembly/preprocess/part_markup/token_count.ts`: behind a row and a column stand where the next
 * row begins, in bytes, and, in the lower `COST_BITS`, what the move costs, together with what an ASCII character costs
 * by itself. The first row is where texts and lines begin. Some 220 states, found from that one.
 */
export function moveTable(): Uint32Array {
  const rows = classMoves();
  const table = new Uint32Array(rows.length * TABLE_ROW);
  const classes = unitTable(new Uint8Array(0x10000), (unitClass) => unitClass);
  const ownCosts = unitCosts();
  for (const [row, moves] of rows.entries()) {
    const start = row * TABLE_ROW;
    for (let unit = 0; unit < ASCII; unit++) {
      table[start + unit] = (moves[classes[unit] ?? 0] ?? 0) + (ownCosts[unit] ?? 0);
    }
    table.set(moves, start + ASCII);
  }
  return table;
}

/** The moves of every state by classes. */
function classMoves(): number[][] {
  const states: State[] = [START];
  const rows = new Map([[keyOf(START), 0]]);
  const movesFrom = (state: State, start: number, end: number) => {
    const moves: number[] = [];
    for (let unitClass = start; unitClass < end; unitClass++) {
      const [reached, cost] = step(state, unitClass);
      const key = keyOf(reached);
      const row = rows.get(key) ?? states.push(reached) - 1;
      rows.set(key, row);
      moves.push(
        row * TABLE_ROW * MOVE_BYTES * (1 << COST_BITS) + Math.round(cost * COST_UNIT) + COST_OFFSET,
      );
    }
    return moves;
  };
  const allMoves: number[][] = [];
  /** What is no letter goes on the same behind every word: eight states in ten are inside of one. */
  let behindWord: number[] | undefined;
  for (let index = 0; index < states.length; index++) {
    const state = states[index] ?? START;
    const letters = movesFrom(state, 0, DIGIT);
    const others = state.inside === "word"
      ? behindWord ??= movesFrom(state, DIGIT, ROW)
      : movesFrom(state, DIGIT, ROW);
    allMoves.push([...letters, ...others]);
  }
  return allMoves;
}

/** Written out: going through the fields of 6,000 reached states took six times as long, 40 ms of every start. */
function keyOf({ inside, length, consonants, capitals, attached, alone, rule }: State): string {
  return `${inside} ${length} ${consonants} ${capitals} ${attached} ${alone} ${rule}`;
}

/** Fills in what stands for the class of every UTF-16 unit, range by range: one unit after the other took 5 ms. */
function unitTable<Table extends Uint8Array | Uint16Array>(
  table: Table,
  valueOf: (unitClass: number) => number,
): Table {
  const fill = (unitClass: number, start: number, end?: number) => {
    table.fill(valueOf(unitClass), start, end);
  };
  const mark = (characters: Iterable<string>, unitClass: number) => {
    const value = valueOf(unitClass);
    for (const character of characters) table[character.charCodeAt(0)] = value;
  };
  fill(BEYOND_ASCII_APART, 0);
  fill(PUNCTUATION, 0, 128);
  fill(DIGIT, 0x30, 0x3a);
  fill(UPPER_CONSONANT, 0x41, 0x5b);
  fill(LOWER_CONSONANT, 0x61, 0x7b);
  mark("aeiouy", LOWER_VOWEL);
  mark("AEIOUY", UPPER_VOWEL);
  for (const [index, sign] of [...RULES].entries()) mark(sign, FIRST_RULE + index);
  mark(" ", SPACE);
  fill(BEYOND_ASCII, 0xc0, 0x370); // Latin letters
  fill(BEYOND_ASCII, 0x1e00, 0x1f00);
  fill(CYRILLIC_CONSONANT, 0x400, 0x530);
  mark("аеёиоуыэюяАЕЁИОУЫЭЮЯіїєІЇЄ", CYRILLIC_VOWEL);
  fill(BEYOND_ASCII, 0x900, 0x980); // Devanagari
  fill(BEYOND_ASCII, 0xac00, 0xd7a4); // Hangul
  mark(SINGLE_TOKEN_SYMBOLS, BEYOND_ASCII);
  mark(PAIR_BEGINNINGS, PAIR_BEGINNING);
  fill(HIGH_SURROGATE, 0xd800, 0xdc00);
  fill(PUNCTUATION, 0xfffe);
  mark("\t", TAB);
  mark("\n\r", NEWLINE);
  return table;
}
