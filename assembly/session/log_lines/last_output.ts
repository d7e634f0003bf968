/**
 * Where the last line stands in which a running command told what it has written, for each tool use: the lines are dropped, but of a command
 * that never ends nothing else says it.
 */

import { endOfPlainString, findBytes } from "./bytes";

/** Tool uses of which the lines of one scan are kept apart; those before give way. */
const MOST_OUTPUTS: i32 = 8;

/** The number of them, then four words each: the hash of the tool use's id, the line's address and that behind it, its number. */
export const OUTPUTS: usize = memory.data(16 + 16 * 8, 16);
const FIRST: usize = 16;
const SIZE: usize = 16;

/** Behind what was written: in a string the quotes would be escaped. */
const KEY: usize = memory.data<u8>([
  0x2c, 0x22, 0x70, 0x61, 0x72, 0x65, 0x6e, 0x74, 0x54, 0x6f, 0x6f, 0x6c, // ,"parentTool
  0x55, 0x73, 0x65, 0x49, 0x44, 0x22, 0x3a, 0x22, // UseID":"
]);
const KEY_LENGTH: usize = 20;
/** Its capitals. */
const FIRST_CAPITAL_AT: usize = 8;
const SECOND_CAPITAL_AT: usize = 12;

/** It stands near the end of the line. */
const MOST_BYTES_BEHIND: usize = 1024;

/** Longer lines are not kept. */
const MOST_LINE_BYTES: usize = 256 * 1024;

const HASH_SEED: u32 = 0x811c9dc5;
const HASH_FACTOR: u32 = 0x01000193;

export function beginOutputs(): void {
  store<i32>(OUTPUTS, 0);
}

/** Notes a line that is dropped. */
export function noteOutput(start: usize, end: usize, number: i32): void {
  if (end - start > MOST_LINE_BYTES) return;
  const key = findBytes(max(start, end - min(end, MOST_BYTES_BEHIND)), end, KEY, KEY_LENGTH, FIRST_CAPITAL_AT, SECOND_CAPITAL_AT);
  if (key == 0) return;
  const idEnd = endOfPlainString(key + KEY_LENGTH - 1, end);
  if (idEnd == 0) return;
  let hash = HASH_SEED;
  for (let at = key + KEY_LENGTH; at < idEnd - 1; at++) hash = (hash ^ load<u8>(at)) * HASH_FACTOR;
  const count = load<i32>(OUTPUTS);
  const last = OUTPUTS + FIRST + SIZE * <usize> min(count, MOST_OUTPUTS);
  let entry = OUTPUTS + FIRST;
  while (entry < last && load<u32>(entry) != hash) entry += SIZE;
  if (entry == last) {
    if (count >= MOST_OUTPUTS) entry = OUTPUTS + FIRST + SIZE * <usize> (count % MOST_OUTPUTS);
    store<i32>(OUTPUTS, count + 1);
    store<u32>(entry, hash);
  }
  store<u32>(entry, <u32> start, 4);
  store<u32>(entry, <u32> end, 8);
  store<i32>(entry, number, 12);
}
