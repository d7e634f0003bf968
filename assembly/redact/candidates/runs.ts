/** Runs of token characters and wide ones, and literals in them. */

import {
  GROUPS,
  MIN_RUN,
  MIN_WIDE_RUN,
  RUN_LITERALS,
  RUNS,
  WIDE_GROUPS,
  WIDE_LITERALS,
} from "./layout";
import { origin, record } from "./records";

/** Up to where the runs that are not over yet were looked through, and where the one of token characters began. */
export let wideWalked: i32 = 0;
export let wideSearched: i32 = 0;
export let runStart: i32 = 0;
export let runSearched: i32 = 0;

/** For a text that begins. */
export function forgetRuns(): void {
  wideWalked = wideSearched = runStart = runSearched = 0;
}

export function endWideRun(start: i32, end: i32): void {
  searchWideRun(start, end);
  if (end - runStart >= MIN_RUN) endRun(end);
}

/**
 * Looks through a wide run as far as it is known, from where that was done before: for runs of token characters in it,
 * and for literals in both.
 */
export function searchWideRun(start: i32, end: i32): void {
  if (end - start < MIN_RUN) return;
  if (wideWalked <= start) {
    runStart = start;
    wideWalked = start;
  }
  // Of wide characters those that end a run, sixteen at once: paths are full of slashes.
  for (let place = wideWalked; place < end; place += 16) {
    const characters = v128.load(origin + place);
    const isOther = v128.or(
      v128.or(i8x16.eq(characters, i8x16.splat(0x2b)), i8x16.eq(characters, i8x16.splat(0x2f))),
      i8x16.eq(characters, i8x16.splat(0x3d)),
    );
    let breaks = i8x16.bitmask(isOther);
    if (end - place < 16) breaks &= (1 << (end - place)) - 1;
    for (; breaks != 0; breaks &= breaks - 1) {
      const at = place + ctz(breaks);
      if (at - runStart >= MIN_RUN) endRun(at);
      runStart = at + 1;
    }
  }
  wideWalked = end;
  if (end - runStart >= MIN_RUN) searchRun(end);
  if (end - start < MIN_WIDE_RUN) return;
  hashStretch(max(start + 2, wideSearched), end, WIDE_GROUPS, WIDE_LITERALS);
  wideSearched = end;
}

function endRun(end: i32): void {
  searchRun(end);
  record(RUNS, runStart);
  record(RUNS, end);
}

function searchRun(end: i32): void {
  hashStretch(max(runStart + 2, runSearched), end, GROUPS, RUN_LITERALS);
  runSearched = end;
}

/** Tells where the first three characters of a literal may stand whose third one is in the stretch. */
function hashStretch(from: i32, end: i32, groups: i32, list: i32): void {
  if (from >= end) return;
  let address = from + origin;
  let hash = (<i32> load<u8>(address - 2) << 5) ^ <i32> load<u8>(address - 1);
  for (; from < end; from++, address++) {
    hash = ((hash << 5) ^ <i32> load<u8>(address)) & 0x7fff;
    const group = <i32> load<u8>(groups + hash);
    if (group == 0) continue;
    record(list, from - 2);
    record(list, group);
  }
}
