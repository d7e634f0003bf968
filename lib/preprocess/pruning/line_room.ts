/** The room that a text's lines have: which of them are taken so far, and how many characters are left. */

import { NOTE_CHARACTERS, shownLength, type Source } from "./pruned_source.ts";

/** What is taken of a text, and what may still be. */
export interface Room {
  readonly source: Source;
  /** For each line 1 where it is taken. */
  readonly kept: Uint8Array;
  /** Characters. */
  left: number;
}

/** Room for so many characters. @param least for each line 1 where it is taken already. */
export function roomFor(source: Source, characters: number, least?: Uint8Array): Room {
  const room = { source, kept: new Uint8Array(source.lines.count), left: characters };
  if (least !== undefined) {
    for (let line = least.indexOf(1); line >= 0; line = least.indexOf(1, line + 1)) take(room, line);
  }
  return room;
}

/** Takes a line if there is room for it, and tells whether there is. */
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

/** Takes lines as long as there is room, and tells whether there is for all of them. */
export function takeAll(room: Room, lines: readonly number[]): boolean {
  for (const line of lines) {
    if (!take(room, line)) return false;
  }
  return true;
}

/** Takes those of the lines for which there is room, and tells whether there is for all of them. */
export function takeEach(room: Room, lines: readonly number[]): boolean {
  let fits = true;
  for (const line of lines) fits = take(room, line) && fits;
  return fits;
}

/** Takes those of the lines that have room in so many characters, and tells whether all have. */
export function takeEachWithin(room: Room, lines: readonly number[], characters: number): boolean {
  return within(room, characters, () => takeEach(room, lines));
}

/** Takes lines as long as they have room in so many characters, and gives them. */
export function takeWithin(room: Room, lines: readonly number[], characters: number): number[] {
  const least = room.left - characters;
  const taken: number[] = [];
  for (const line of lines) {
    if (room.left - shownLength(room.source, line) < least || !take(room, line)) break;
    taken.push(line);
  }
  return taken;
}

/** Takes lines as long as there is room in so many characters, all notes counted. */
export function takeAllWithin(room: Room, lines: readonly number[], characters: number): void {
  within(room, characters, () => takeAll(room, lines));
}

/** Takes something while no more than so many characters are left; tells whether all of it has room. */
export function within(room: Room, characters: number, takeSome: () => boolean): boolean {
  const beyond = Math.max(0, room.left - characters);
  room.left -= beyond;
  const fits = takeSome();
  room.left += beyond;
  return fits;
}
