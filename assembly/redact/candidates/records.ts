/** What is told of: pairs of numbers, a list and what belongs to it. */

import { CONTEXT, RECORDS, TEXT } from "./layout";

/** Where the next record goes. */
let end: i32 = RECORDS;

/** What is to be added to a place in the whole text for its address. */
export let origin: i32 = 0;

/** For a window that begins at a place in the text. */
export function beginRecords(base: i32): void {
  end = RECORDS;
  origin = TEXT + CONTEXT - base;
}

export function numberOfRecords(): i32 {
  return (end - RECORDS) >> 3;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
export function record(list: i32, value: i32): void {
  store<i32>(end, list);
  store<i32>(end, value, 4);
  end += 8;
}
