/**
 * What ASCII text costs in tokens, as a finite automaton: each character moves it to another state, each move has a
 * cost. Written as a readable step function and compiled to a table, because the loop over a table has no branch to
 * mispredict: 200 to 300 MB/s, where the same rules as conditions ran at 110.
 *
 * The costs are the solution of a linear program; see `tokens.ts`.
 */

/** Classes of UTF-16 units: the columns of the tables. */
const LOWER_VOWEL = 0;
const LOWER_CONSONANT = 1;
const LOWER_RARE = 2;
const UPPER_VOWEL = 3;
const UPPER_CONSONANT = 4;
const UPPER_RARE = 5;
const DIGIT = 6;
const PUNCTUATION = 7;
const SPACE = 8;
const NEWLINE = 9;
const TAB = 10;
/** Everything that is no ASCII: the caller's business. */
export const BEYOND_ASCII = 11;
/** Punctuation that rules are drawn with has a column each from here on: a long run of one sign is few tokens. */
const FIRST_RULE = 12;
const RULES = "=-#*_+~./%!`";

/** Columns of a table row. */
const ROW = FIRST_RULE + RULES.length;

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
  /** The column of the sign before, where it is one that rules are drawn with. */
  readonly rule: number;
}

const LONGEST = 10;
const MOST_CONSONANTS = 4;

const START: State = {
  inside: "newline",
  length: 1,
  consonants: 0,
  capitals: false,
  attached: false,
  rule: 0,
};
const BEYOND: State = { ...START, inside: "beyond" };

/** The next state and what the move costs. */
function step(state: State, column: number): readonly [State, number] {
  if (column <= UPPER_RARE) return letter(state, column);
  const plain = { length: 1, consonants: 0, capitals: false, attached: false, rule: 0 };
  const isIn = (inside: State["inside"]) => state.inside === inside;
  const longer = Math.min(state.length + 1, LONGEST);
  switch (column) {
    case DIGIT: {
      // Three digits are a token.
      if (isIn("digits") && state.length < 3) return [{ ...state, length: state.length + 1 }, 0];
      const attached = isIn("digits") ? state.attached : isIn("word") || isIn("beyond");
      return [
        { ...plain, inside: "digits", attached },
        (attached ? 1.084 : 1.288) + (isIn("space") ? 0.733 : 0),
      ];
    }
    case SPACE:
      if (!isIn("space")) return [{ ...plain, inside: "space" }, 0];
      return [{ ...plain, inside: "space", length: longer }, state.length === 1 ? 0.9 : 0.01];
    case NEWLINE:
      return [{ ...plain, inside: "newline" }, isIn("newline") ? 1.401 : 0.027];
    case TAB:
      return [{ ...plain, inside: "tab" }, isIn("tab") ? 0.125 : 1.544];
    case BEYOND_ASCII:
      return [BEYOND, 0];
    default: {
      const rule = column >= FIRST_RULE ? column : 0;
      const behindSpace = isIn("space") && state.length === 1 ? 0.523 : 0;
      if (!isIn("punctuation")) return [{ ...plain, inside: "punctuation", rule }, 0.732 + behindSpace];
      const runsOn = rule > 0 && rule === state.rule;
      return [{ ...plain, inside: "punctuation", length: 2, rule }, runsOn ? 0.07 : 0.698];
    }
  }
}

/** A letter goes on with the segment of a word (`parse`, `Amount`, `HTTP`) or begins one. */
function letter(state: State, column: number): readonly [State, number] {
  const isUpper = column >= UPPER_VOWEL;
  const isConsonant = column !== LOWER_VOWEL && column !== UPPER_VOWEL;
  const isRare = column === LOWER_RARE || column === UPPER_RARE;
  let cost = isRare ? 1.362 : 0;
  const inWord = state.inside === "word";
  const wasCapital = inWord && state.capitals;
  /** One capital may begin `Am…` or `HT…`; the second letter decides. */
  const goesOn = inWord && (isUpper ? wasCapital : !wasCapital || state.length === 1);
  const isTail = wasCapital && !isUpper && state.length > 2;
  const consonants = isConsonant
    ? Math.min((goesOn || isTail ? state.consonants : 0) + 1, MOST_CONSONANTS)
    : 0;
  // Random letters have many consonants in a row: words and names don't.
  if (consonants === MOST_CONSONANTS) cost += 0.672;
  if (goesOn) {
    const length = Math.min(state.length + 1, LONGEST);
    if (length > 5) cost += 0.318;
    if (length > 9) cost += 0.172;
    if (isUpper) cost += length === 2 ? 0.48 : 0.508;
    if (state.length === 1 && state.attached) cost -= 1.121;
    return [
      { inside: "word", length, consonants, capitals: isUpper, attached: state.attached, rule: 0 },
      cost,
    ];
  }
  // The last capital of `HTTPServer` begins the next segment.
  if (isTail) {
    return [
      { inside: "word", length: 2, consonants, capitals: false, attached: true, rule: 0 },
      cost + 0.369 - 0.508,
    ];
  }
  const attached = inWord || state.inside === "digits" || state.inside === "beyond";
  const begins: State = { inside: "word", length: 1, consonants, capitals: isUpper, attached, rule: 0 };
  if (attached) return [begins, cost + 1.49];
  // A single sign is a token together with the word behind it.
  if (state.inside === "punctuation") return [begins, cost + (state.length === 1 ? 1.249 : 0)];
  return [begins, cost + 1.052];
}

/** Costs in the table are whole thousandths of a token, raised by this much: some moves take a cost back. */
export const COST_OFFSET = 2000;
export const COST_UNIT = 1000;

/** The automaton as one table: `table[row + column]` is the next row in the upper 16 bits, the cost in the lower. */
export interface TokenAutomaton {
  readonly table: Int32Array;
  /** The row to begin with, and the row behind a character beyond ASCII. */
  readonly start: number;
  readonly beyond: number;
}

/** Compiles the step function: some 250 states, found from the first one. */
export function compileTokenAutomaton(): TokenAutomaton {
  const states: State[] = [START, BEYOND];
  const rows = new Map(states.map((state, index) => [keyOf(state), index]));
  const table: number[] = [];
  for (let index = 0; index < states.length; index++) {
    const state = states[index] ?? START;
    for (let column = 0; column < ROW; column++) {
      const [reached, cost] = step(state, column);
      const key = keyOf(reached);
      const row = rows.get(key) ?? states.push(reached) - 1;
      rows.set(key, row);
      table.push(((row * ROW) << 16) | (Math.round(cost * COST_UNIT) + COST_OFFSET));
    }
  }
  return { table: Int32Array.from(table), start: 0, beyond: ROW };
}

function keyOf({ inside, length, consonants, capitals, attached, rule }: State): string {
  return `${inside} ${length} ${consonants} ${capitals} ${attached} ${rule}`;
}

/** The column of every UTF-16 unit. */
export function columnTable(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(BEYOND_ASCII);
  table.fill(PUNCTUATION, 0, 128);
  table.fill(DIGIT, 0x30, 0x3a);
  const mark = (characters: string, column: number) => {
    for (const character of characters) table[character.charCodeAt(0)] = column;
  };
  mark("aeiouy", LOWER_VOWEL);
  mark("bcdfghklmnprstvw", LOWER_CONSONANT);
  mark("jqxz", LOWER_RARE);
  mark("AEIOUY", UPPER_VOWEL);
  mark("BCDFGHKLMNPRSTVW", UPPER_CONSONANT);
  mark("JQXZ", UPPER_RARE);
  for (const [index, sign] of [...RULES].entries()) mark(sign, FIRST_RULE + index);
  mark(" ", SPACE);
  mark("\n\r", NEWLINE);
  mark("\t", TAB);
  return table;
}
