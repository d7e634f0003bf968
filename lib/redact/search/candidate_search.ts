/** The search in WebAssembly (assembly/redact/candidates.ts) for the places at which rules are tried. */
import { instantiateWasm, type WasmModule } from "../../wasm.ts";
import { WASM_BASE64 } from "../candidates_wasm.ts";
import { createCodeUnitWriter, heldUnitsOf } from "../../raw_text.ts";
import { BUCKETS, LITERAL_PAIRS } from "./literal_pairs.ts";

/** A text that is reported wherever it occurs. */
export interface Literal {
  /** Characters of Latin-1, at most 16; `ÿ` stands for those beyond it, too. */
  readonly text: string;
  /** What is told: the literal's place, plus so many characters. */
  readonly offset: number;
  /** The list that it is told in. */
  readonly list: number;
}

/** What is looked for. */
export interface SearchTables {
  readonly literals: readonly Literal[];
  /** By hashes of three characters, in runs of token characters and in wide ones (literal_groups.ts). */
  readonly runGroups: Uint8Array;
  readonly wideGroups: Uint8Array;
  /** By the kinds of three characters: 1 if a separator after them is reported, 2 if a bracket is, 3 if both are. */
  readonly endings: Uint8Array;
  /** All of the words by which names and calls are told then (`WordTree`). */
  readonly nameWords: Uint16Array;
  readonly callWords: Uint16Array;
  readonly kindOfCharacter: (character: string) => number;
  /** Words of other scripts than the Latin one: reported where one may begin, by its first two characters. */
  readonly scriptWords: readonly string[];
}

/** What was found, by the numbers of the lists, each in the order of the text; those that hold nothing are not there. */
export type CandidateLists = ReadonlyMap<number, readonly number[]>;

/** Finds all candidates of a text: calls back with them, several times for a text with very many. */
export type CandidateSearch = (text: string, visit: (lists: CandidateLists) => void) => void;

/** So many are told at once, and those of a window more: texts made of them would fill the memory. */
const MAX_RECORDS = 1 << 16;

/** Addresses in its memory, and numbers that both sides need. */
type AssemblyConstant =
  | "WINDOW"
  | "CONTEXT"
  | "LOOKAHEAD"
  | "CLASSES"
  | "ANYWAY"
  | "BUCKETS"
  | "ENDINGS"
  | "NAME_WORDS"
  | "CALL_WORDS"
  | "MOST_WORD_NODES"
  | "WORD_ROW_BYTES"
  | "GROUPS"
  | "WIDE_GROUPS"
  | "PAIRS"
  | "NEIGHBOURS"
  | "NEIGHBOURS_SHIFT"
  | "THIRDS"
  | "THIRDS_FACTOR"
  | "THIRDS_SHIFT"
  | "KINDS"
  | "CHAINS"
  | "LITERALS"
  | "RAW"
  | "RECORDS"
  | "SCRIPT_TABLE"
  | "SCRIPT_BITS"
  | "SCRIPT_FACTOR"
  | "SEPARATOR"
  | "ENDS_NAME"
  | "ENDS_CALL"
  | "IS_GAP"
  | "IS_ELEMENT_NAME";

/** What one window of a text leaves to the next. */
const STATE = ["wideStart", "wideWalked", "wideSearched", "runStart", "runSearched"] as const;

interface Assembly
  extends
    Readonly<Record<AssemblyConstant, { readonly value: number }>>,
    Readonly<Record<typeof STATE[number], { value: number }>> {
  search(
    base: number,
    length: number,
    before: number,
    total: number,
    isLast: boolean,
  ): number;
}

type Instance = Assembly & WasmModule;

/** Prepares a search for candidates: the places in a text where rules have to be tried. An instance takes 2 MB. */
export function createCandidateSearch(tables: SearchTables): CandidateSearch {
  const assembly = instantiateWasm<Assembly>(WASM_BASE64);
  fillTables(assembly, tables);
  const [WINDOW, CONTEXT, LOOKAHEAD] = [
    assembly.WINDOW.value,
    assembly.CONTEXT.value,
    assembly.LOOKAHEAD.value,
  ];
  const [RAW, RECORDS] = [assembly.RAW.value, assembly.RECORDS.value];
  const writeCodeUnits = createCodeUnitWriter(assembly.memory);
  const memory = new Uint8Array(assembly.memory.buffer);
  const records = new Int32Array(assembly.memory.buffer, RECORDS);
  /** By the numbers of the lists: there are hundreds, of which most texts have a dozen. */
  const lists: (number[] | undefined)[] = [];
  let filled: number[] = [];
  const listOf = (number: number) => {
    filled.push(number);
    return lists[number] = [];
  };
  const takeLists = (): CandidateLists => {
    const taken = new Map<number, readonly number[]>();
    for (const number of filled) {
      taken.set(number, lists[number] ?? []);
      lists[number] = undefined;
    }
    filled = [];
    return taken;
  };
  return (text, visit) => {
    let found = 0;
    const held = heldUnitsOf(text);
    for (let base = 0; base < text.length; base += WINDOW) {
      const end = Math.min(base + WINDOW, text.length);
      const start = Math.max(0, base - CONTEXT);
      const stop = Math.min(end + LOOKAHEAD, text.length);
      if (held === undefined) writeCodeUnits(text.slice(start, stop), RAW);
      else memory.set(held.subarray(2 * start, 2 * stop), RAW);
      const isLast = end === text.length;
      const count = assembly.search(base, end - base, base - start, stop - start, isLast);
      for (let index = 0; index < 2 * count; index += 2) {
        const number = records[index] ?? 0;
        (lists[number] ?? listOf(number)).push(records[index + 1] ?? 0);
      }
      found += count;
      if (found < MAX_RECORDS && !isLast) continue;
      // Whoever is called may search another text, such as what base64 stands for.
      const state = STATE.map((name) => assembly[name].value);
      visit(takeLists());
      STATE.forEach((name, index) => assembly[name].value = state[index] ?? 0);
      found = 0;
    }
  };
}

const WIDE_CHARACTERS = /[A-Za-z0-9_.+/=-]/;
const SEPARATORS = /[=:>(]/;

/** Spaces, quotes (with the backslashes of nested JSON), brackets, `?` and `!`, as in `h['X-Api-Key'] = …` and `pin != …`. */
const GAP_CHARACTERS = /[ \t"'\\[\]?!`]/;
const ELEMENT_NAME_CHARACTERS = /[A-Za-z0-9_.:-]/;

function fillTables(assembly: Instance, tables: SearchTables): void {
  const memory = new Uint8Array(assembly.memory.buffer);
  for (let code = 0; code < 0x80; code++) {
    const character = String.fromCharCode(code);
    if (WIDE_CHARACTERS.test(character)) addToClass(memory, assembly.CLASSES.value, code);
    memory[assembly.KINDS.value + code] = tables.kindOfCharacter(character) |
      (GAP_CHARACTERS.test(character) ? assembly.IS_GAP.value : 0) |
      (ELEMENT_NAME_CHARACTERS.test(character) ? assembly.IS_ELEMENT_NAME.value : 0);
    if (!SEPARATORS.test(character)) continue;
    const pairs = assembly.PAIRS.value + code * 512;
    memory.fill(0xff, pairs, pairs + 512);
    addToClass(memory, assembly.ANYWAY.value, code);
  }
  memory.set(tables.endings, assembly.ENDINGS.value);
  fillWords(assembly, assembly.NAME_WORDS.value, tables.nameWords);
  fillWords(assembly, assembly.CALL_WORDS.value, tables.callWords);
  memory.set(tables.runGroups, assembly.GROUPS.value);
  memory.set(tables.wideGroups, assembly.WIDE_GROUPS.value);
  fillLiterals(assembly, memory, tables.literals);
  for (const word of tables.scriptWords) {
    const [first, second] = [word.charCodeAt(0), word.length === 1 ? 0 : word.charCodeAt(1)];
    const hash = (first * assembly.SCRIPT_FACTOR.value + second) % assembly.SCRIPT_BITS.value;
    const place = assembly.SCRIPT_TABLE.value + (hash >> 3);
    memory[place] = (memory[place] ?? 0) | 1 << (hash & 7);
  }
}

function fillWords(assembly: Instance, address: number, words: Uint16Array): void {
  if (words.byteLength > assembly.MOST_WORD_NODES.value * assembly.WORD_ROW_BYTES.value) {
    throw new RangeError("too many words that names end with");
  }
  new Uint16Array(assembly.memory.buffer, address).set(words);
}

/** Adds a character of ASCII to those of a class. */
function addToClass(memory: Uint8Array, table: number, code: number): void {
  if (code >= 0x80) throw new RangeError(`a character that can't be searched for alone: ${code}`);
  const place = table + (code & 15);
  memory[place] = (memory[place] ?? 0) | 1 << (code >> 4);
}

/** The sizes of `LITERALS` and `CHAINS`. */
const MAX_LITERALS = 1023;
const MAX_CHAINS = 1023;
export const MAX_LINKS = 15;
const MAX_LITERAL_CHARACTERS = 16;

function fillLiterals(assembly: Instance, memory: Uint8Array, literals: readonly Literal[]): void {
  const tables = literalTablesOf(assembly, memory);
  const byPair = new Map<number, number[]>();
  literals.forEach(({ text, offset, list }, index) => {
    const pair = pairOf(text);
    const number = index + 1;
    if (text.length > MAX_LITERAL_CHARACTERS) throw new RangeError(`literal too long to search for: ${text}`);
    const place = tables.literals + 32 * number;
    writeTwoBytes(memory, place, list);
    memory[place + 2] = pair;
    memory[place + 3] = offset;
    writeTwoBytes(memory, place + 4, 2 ** text.length - 1);
    for (let at = 0; at < text.length; at++) memory[place + 16 + at] = text.charCodeAt(at);
    if (text.length === 1) addToClass(memory, tables.anyway, text.charCodeAt(0));
    for (const [first, second] of pairsAt(text, pair)) {
      if (text.length > 1) {
        fillBucket(tables, first, second, thirdAt(text, pair));
        fillNeighbours(tables, text, pair);
      }
      const numbers = byPair.get(first * 256 + second);
      if (numbers === undefined) byPair.set(first * 256 + second, [number]);
      else numbers.push(number);
    }
  });
  const chains = new Map<string, number>();
  for (const [pair, numbers] of byPair) {
    const numbersInChain = numbers.join();
    const known = chains.get(numbersInChain) ?? chains.size + 1;
    chains.set(numbersInChain, known);
    numbers.forEach((number, link) => writeTwoBytes(memory, tables.chains + 32 * known + 2 * link, number));
    writeTwoBytes(memory, tables.pairs + 2 * pair, known);
    if (numbers.length > MAX_LINKS) throw new RangeError("too many literals with the same pair");
  }
  if (literals.length > MAX_LITERALS || chains.size > MAX_CHAINS) throw new RangeError("too many literals");
}

/** What `fillLiterals` fills: to ask a module for an address takes 0.2 µs, and a thousand literals need ten each. */
interface LiteralTables {
  readonly memory: Uint8Array;
  readonly literals: number;
  readonly chains: number;
  readonly pairs: number;
  readonly anyway: number;
  readonly buckets: number;
  readonly thirds: Uint32Array;
  readonly neighbours: Uint32Array;
  readonly factor: number;
  readonly thirdsShift: number;
  readonly neighboursShift: number;
}

function literalTablesOf(assembly: Instance, memory: Uint8Array): LiteralTables {
  return {
    memory,
    literals: assembly.LITERALS.value,
    chains: assembly.CHAINS.value,
    pairs: assembly.PAIRS.value,
    anyway: assembly.ANYWAY.value,
    buckets: assembly.BUCKETS.value,
    thirds: new Uint32Array(memory.buffer, assembly.THIRDS.value),
    neighbours: new Uint32Array(memory.buffer, assembly.NEIGHBOURS.value),
    factor: assembly.THIRDS_FACTOR.value,
    thirdsShift: assembly.THIRDS_SHIFT.value,
    neighboursShift: assembly.NEIGHBOURS_SHIFT.value,
  };
}

/** Writes a number of two bytes in the byte order of WebAssembly. */
function writeTwoBytes(memory: Uint8Array, place: number, number: number): void {
  memory[place] = number & 0xff;
  memory[place + 1] = number >> 8;
}

/** Lets the assembly look at two characters, before a certain third one or any. */
function fillBucket(tables: LiteralTables, first: number, second: number, third: number | undefined): void {
  const { memory, thirds } = tables;
  const bucket = bucketOf(first, second);
  const bit = 1 << (bucket & 7);
  const start = tables.buckets + 64 * (bucket >> 3);
  const add = (place: number) => memory[place] = (memory[place] ?? 0) | bit;
  add(start + (first & 15));
  add(start + 16 + (first >> 4));
  add(start + 32 + (second & 15));
  add(start + 48 + (second >> 4));
  const row = Math.imul(first | second << 8, tables.factor) >>> tables.thirdsShift;
  thirds[row] = (thirds[row] ?? 0) | (third === undefined ? -1 : 1 << third);
}

/** Lets the assembly look at three characters between those that stand beside them in a literal, or any where it begins or ends. */
function fillNeighbours(
  { neighbours, factor, neighboursShift }: LiteralTables,
  text: string,
  pair: number,
): void {
  const third = thirdAt(text, pair);
  const before = pair === 0 ? -1 : 1 << text.charCodeAt(pair - 1);
  const behind = pair + 3 >= text.length ? -1 : 1 << text.charCodeAt(pair + 3);
  const two = text.charCodeAt(pair) | text.charCodeAt(pair + 1) << 8;
  const [first, last] = third === undefined ? [0, FIVE_BITS] : [third, third];
  for (let any = first; any <= last; any++) {
    const row = Math.imul(two | any << 16, factor) >>> neighboursShift;
    neighbours[2 * row] = (neighbours[2 * row] ?? 0) | before;
    neighbours[2 * row + 1] = (neighbours[2 * row + 1] ?? 0) | behind;
  }
}

/** The most that five bits can say. */
const FIVE_BITS = 31;

/** The last bucket has what lies beyond ASCII. */
export const BEYOND_ASCII_BUCKET = 15;

const BUCKET_OF = new Map(
  BUCKETS.flatMap((characters, bucket) =>
    [...characters].map((character) => [character.charCodeAt(0), bucket])
  ),
);

function bucketOf(first: number, second: number): number {
  return second >= 0x80 ? BEYOND_ASCII_BUCKET : BUCKET_OF.get(first) ?? BEYOND_ASCII_BUCKET;
}

/**
 * The positions of a literal where its pair of characters may be. None begins with a separator, because separators
 * are searched for separately.
 */
export function placesOfPairs(text: string): number[] {
  if (text.length === 1) return [0];
  return Array.from({ length: text.length - 1 }, (_, place) => place)
    .filter((place) => !SEPARATORS.test(text.charAt(place)));
}

/** The place of the two characters that a literal is found by; of one that the table doesn't know yet the last that it may have. */
function pairOf(text: string): number {
  const place = LITERAL_PAIRS[text] ?? placesOfPairs(text).at(-1);
  if (place === undefined) throw new RangeError(`a literal that can't be searched for: ${text}`);
  return place;
}

/**
 * The pairs of characters at a position of a literal. For a literal of one character: that character, followed by
 * any other.
 */
export function pairsAt(text: string, place: number): (readonly [number, number])[] {
  const first = text.charCodeAt(place);
  return text.length === 1
    ? Array.from({ length: 256 }, (_, second) => [first, second] as const)
    : [[first, text.charCodeAt(place + 1)]];
}

/**
 * What is tested of the character after the pair at a position of a literal; undefined if the literal ends before
 * it.
 */
export function thirdAt(text: string, place: number): number | undefined {
  return place + 2 < text.length ? text.charCodeAt(place + 2) & 31 : undefined;
}
