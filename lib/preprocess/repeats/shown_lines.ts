/**
 * Lines that a result repeats: a file that is read again after an edit, a command that is run again. Several in a row that stand
 * in the same row in what was shown are not shown once more.
 */

/** Lines that are remembered, the latest ones: what was shown long before is looked for no more. */
const MOST_LINES = 16_384;

/** Room is made for so many at first: most sessions are small. */
const FIRST_LINES = 256;

/** So many lines whose hashes end alike are looked at, from the latest one on. */
const MOST_STEPS = 16;

/** Fewer lines or characters in a row are as quickly read as the note that would stand for them. */
const LEAST_LINES = 3;
const LEAST_CHARACTERS = 100;

/** Shorter lines (`}`, `---`) stand anywhere: no row of repeated lines begins with one. */
const TELLING_CHARACTERS = 8;

/** Stands between what was not shown in a row; no line's hash. */
const GAP = 0;

const BLANK = 0x20;
const TWO_BLANKS = BLANK | BLANK << 16;
const TAB = 0x09;
const ARROW = 0x2192;
const [DIGIT_0, DIGIT_9] = [0x30, 0x39];
const [ADDED, REMOVED] = [0x2b, 0x2d];
const [AT, BRACKET] = [0x40, 0x5b];

/** How a note on missing lines begins, and the head of a diff's lines. */
const NOTE_START = "[… ";
const DIFF_HEAD = "@@";

/** A row of lines that were shown already, in characters of the text, with the line end of each but the text's last one. */
export interface RepeatedLines {
  readonly start: number;
  readonly end: number;
  readonly count: number;
  /** Where they were shown. */
  readonly reference: string;
}

/** Remembers the lines that were shown, as hashes. */
export class ShownLines {
  /** A ring that grows to `MOST_LINES`: the line at position `p` lies at `p & #mask`. */
  #hashes = new Int32Array(FIRST_LINES);
  #blocks = new Uint32Array(FIRST_LINES);
  #mask = FIRST_LINES - 1;
  #count = 0;
  /** By the end of the hash, the latest line; and for each line the one before it whose hash ends alike: position and 1, 0 for none. */
  #latest = new Uint32Array(FIRST_LINES);
  #earlier = new Uint32Array(FIRST_LINES);
  /** Where each row was shown; those of rows that are forgotten go. */
  readonly #references = new Map<number, string>();
  #block = 0;
  /** Of the text that is gone through: where each line starts, and its hash. */
  #starts = new Uint32Array(256);
  #lines = new Int32Array(256);

  /**
   * Notes the lines of a text that is shown; gives the rows of them that were shown before.
   * @param areNumbered whether each may begin with its number in a file.
   * @param keptLines so many last ones are no part of such a row.
   */
  note(text: string, reference: string, areNumbered: boolean, keptLines: number): RepeatedLines[] {
    if (text.length < LEAST_CHARACTERS) return [];
    const count = this.#readLines(text, areNumbered, false);
    const repeated: RepeatedLines[] = [];
    const last = count - keptLines;
    const rows: number[] = [];
    for (let line = 0; line < last; line++) {
      const position = this.#positionOf(line);
      if (position === undefined) continue;
      const count = this.#rowLength(line, last, position);
      const start = this.#starts[line] ?? 0;
      const end = this.#starts[line + count] ?? text.length;
      if (!ShownLines.isWorthANote(count, end - start)) continue;
      repeated.push({ start, end, count, reference: this.#referenceOf(position) });
      rows.push(line, line + count);
      line += count - 1;
    }
    // Not before: a text is not repeated from itself.
    let shown = 0;
    for (let at = 0; at < rows.length; at += 2) {
      this.#remember(shown, rows[at] ?? 0, reference);
      shown = rows[at + 1] ?? 0;
    }
    this.#remember(shown, count, reference);
    return repeated;
  }

  /** Whether a note says more briefly what so many lines say. */
  static isWorthANote(count: number, characters: number): boolean {
    return count >= LEAST_LINES && characters >= LEAST_CHARACTERS;
  }

  /** Notes what a diff shows of the new file: added lines, and those around them. */
  noteDiff(diff: string, reference: string): void {
    const count = this.#readLines(diff, false, true);
    this.#remember(0, count, reference);
  }

  /** How many lines from one on were shown in the same row. */
  #rowLength(line: number, last: number, position: number): number {
    let count = 0;
    while (
      line + count < last && position + count < this.#count && this.#lines[line + count] !== GAP &&
      this.#hashes[(position + count) & this.#mask] === this.#lines[line + count]
    ) count++;
    return count;
  }

  #referenceOf(position: number): string {
    return this.#references.get(this.#blocks[position & this.#mask] ?? 0) ?? "";
  }

  /** The latest position of such a line, unless it is a short one. */
  #positionOf(line: number): number | undefined {
    const length = (this.#starts[line + 1] ?? 0) - (this.#starts[line] ?? 0);
    if (length < TELLING_CHARACTERS) return undefined;
    const hash = this.#lines[line] ?? GAP;
    if (hash === GAP) return undefined;
    let next = this.#latest[hash & this.#mask] ?? 0;
    for (let step = 0; step < MOST_STEPS && this.#isRemembered(next); step++) {
      const slot = (next - 1) & this.#mask;
      if (this.#hashes[slot] === hash) return next - 1;
      next = this.#earlier[slot] ?? 0;
    }
    return undefined;
  }

  #isRemembered(next: number): boolean {
    return next > 0 && next > this.#count - this.#hashes.length;
  }

  /** Remembers some of the lines that were read, as shown in a row, except the gaps between them. */
  #remember(first: number, end: number, reference: string): void {
    if (end === first) return;
    this.#references.set(++this.#block, reference);
    for (let line = first; line < end; line++) this.#push(this.#lines[line] ?? GAP);
    this.#push(GAP);
  }

  #push(hash: number): void {
    if (this.#count === this.#hashes.length && this.#count < MOST_LINES) this.#makeRoom();
    const slot = this.#count & this.#mask;
    if (this.#count >= MOST_LINES && this.#hashes[slot] === GAP) {
      this.#references.delete(this.#blocks[slot] ?? 0);
    }
    this.#hashes[slot] = hash;
    this.#blocks[slot] = this.#block;
    this.#count++;
    this.#link(slot, hash, this.#count);
  }

  /** Makes a line the latest of those whose hashes end alike, in the place of one that says the same. */
  #link(slot: number, hash: number, next: number): void {
    if (hash === GAP) return;
    const latest = this.#latest[hash & this.#mask] ?? 0;
    const before = (latest - 1) & this.#mask;
    const isSame = this.#isRemembered(latest) && this.#hashes[before] === hash;
    this.#earlier[slot] = isSame ? this.#earlier[before] ?? 0 : latest;
    this.#latest[hash & this.#mask] = next;
  }

  /** Makes room for four times as many lines; none has been forgotten yet. */
  #makeRoom(): void {
    const [hashes, blocks] = [this.#hashes, this.#blocks];
    const size = 4 * hashes.length;
    this.#hashes = new Int32Array(size);
    this.#blocks = new Uint32Array(size);
    this.#latest = new Uint32Array(size);
    this.#earlier = new Uint32Array(size);
    this.#mask = size - 1;
    this.#hashes.set(hashes);
    this.#blocks.set(blocks);
    for (const [slot, hash] of hashes.entries()) this.#link(slot, hash, slot + 1);
  }

  /** Reads where the lines of a text start and what each says. Gives how many there are. */
  #readLines(text: string, areNumbered: boolean, isDiff: boolean): number {
    let count = 0;
    for (let start = 0; start < text.length;) {
      if (count + 2 > this.#starts.length) this.#grow();
      const lineEnd = text.indexOf("\n", start);
      const end = lineEnd < 0 ? text.length : lineEnd;
      const code = text.charCodeAt(start);
      if (!isDiff || code !== REMOVED) {
        const isGap = isDiff
          ? code === AT && text.startsWith(DIFF_HEAD, start)
          : code === BRACKET && text.startsWith(NOTE_START, start);
        const from = areNumbered ? behindNumber(text, start, end) : isDiff ? behindMark(text, start) : start;
        this.#starts[count] = start;
        this.#lines[count] = isGap ? GAP : hashOfLine(text, from, end);
        count++;
      }
      start = end + 1;
    }
    this.#starts[count] = text.length;
    return count;
  }

  #grow(): void {
    const [starts, lines] = [this.#starts, this.#lines];
    this.#starts = new Uint32Array(2 * starts.length);
    this.#lines = new Int32Array(2 * lines.length);
    this.#starts.set(starts);
    this.#lines.set(lines);
  }
}

/** What a line says, two characters at a time. Clients write two blanks for a tab in the diffs that they record. */
function hashOfLine(text: string, start: number, end: number): number {
  let hash = 0x41c6ce57;
  let at = start;
  for (; at < end && text.charCodeAt(at) === TAB; at++) hash = mixed(hash, TWO_BLANKS);
  for (; at + 1 < end; at += 2) hash = mixed(hash, text.charCodeAt(at) | text.charCodeAt(at + 1) << 16);
  if (at < end) hash = mixed(hash, text.charCodeAt(at));
  hash ^= hash >>> 15;
  return hash === GAP ? 1 : hash;
}

function mixed(hash: number, codes: number): number {
  const product = Math.imul(hash ^ codes, 0x9e3779b1);
  return product ^ (product >>> 16);
}

function behindMark(text: string, start: number): number {
  const code = text.charCodeAt(start);
  return code === ADDED || code === BLANK ? start + 1 : start;
}

/** Behind the number that the client puts before a line, where there is one. */
function behindNumber(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) === BLANK) at++;
  const digits = at;
  while (at < end && text.charCodeAt(at) >= DIGIT_0 && text.charCodeAt(at) <= DIGIT_9) at++;
  const code = text.charCodeAt(at);
  return at > digits && at < end && (code === ARROW || code === TAB) ? at + 1 : start;
}
