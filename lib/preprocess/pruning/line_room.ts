/** The room that a text's lines have: which of them are taken so far, and how many characters are left. */

import { NOTE_CHARACTERS, shownLength, type Source } from "./pruned_source.ts";

/** The lines of a text that are chosen so far, and how many characters are left for more. */
export interface Room {
  readonly source: Source;
  /** For each line 1 where it is taken. */
  readonly kept: Uint8Array;
  /** Characters. */
  left: number;
}

/**
 * Makes room for this many characters.
 *
 * @param least for each line, 1 if it is chosen already.
 */
export function roomFor(source: Source, characters: number, least?: Uint8Array): Room {
  const room = { source, kept: new Uint8Array(source.lines.count), left: characters };
  if (least !== undefined) {
    for (let line = least.indexOf(1); line >= 0; line = least.indexOf(1, line + 1)) take(room, line);
  }
  return room;
}

/**
 * Chooses a line if there is room for it.
 *
 * @returns whether it is chosen.
 */
export function take(room: Room, line: number): boolean {
  const { kept } = room;
  if (kept[line] === 1) return true;
  const isApart = kept[line - 1] !== 1 && kept[line + 1] !== 1;
  const cost = shownLength(room.source, line) + (isApart ? NOTE_CHARACTERS : 0);
  if (cost > room.left) return false;
  kept[line] = 1;
  room.left -= cost;
  return true;
}

/**
 * Chooses lines in order until one has no room.
 *
 * @returns whether all are chosen.
 */
export function takeAll(room: Room, lines: readonly number[]): boolean {
  for (const line of lines) {
    if (!take(room, line)) return false;
  }
  return true;
}

/**
 * Chooses every line that still has room, and skips the others.
 *
 * @returns whether all are chosen.
 */
export function takeEach(room: Room, lines: readonly number[]): boolean {
  let fits = true;
  for (const line of lines) fits = take(room, line) && fits;
  return fits;
}

/**
 * Like `takeEach`, but within this many characters.
 *
 * @returns whether all are chosen.
 */
export function takeEachWithin(room: Room, lines: readonly number[], characters: number): boolean {
  return within(room, characters, () => takeEach(room, lines));
}

/**
 * Chooses lines in order until one exceeds this many characters.
 *
 * @returns the chosen lines.
 */
export function takeWithin(room: Room, lines: readonly number[], characters: number): number[] {
  const least = room.left - characters;
  const taken: number[] = [];
  for (const line of lines) {
    if (room.left - shownLength(room.source, line) < least || !take(room, line)) break;
    taken.push(line);
  }
  return taken;
}

/** Like `takeAll`, but within this many characters, all notes included. */
export function takeAllWithin(room: Room, lines: readonly number[], characters: number): void {
  within(room, characters, () => takeAll(room, lines));
}

/**
 * Runs a choice while at most this many characters are available.
 *
 * @returns whether everything had room.
 */
export function within(room: Room, characters: number, takeSome: () => boolean): boolean {
  const beyond = Math.max(0, room.left - characters);
  room.left -= beyond;
  const fits = takeSome();
  room.left += beyond;
  return fits;
}
