/** Garbage is collected when it has grown to a certain size: V8 waits longer, the more is alive. */

import { getHeapStatistics } from "node:v8";

const MEBIBYTE = 1024 * 1024;

/**
 * What V8 may take for the heap, garbage and pages kept for later included; what is resident beside it is 95 MB. As little
 * as the goal of 150 MB asks for: each collection costs 60 ms, three times what it takes itself, as V8 throws away what it
 * compiled for objects of which none is alive at that moment.
 */
const MOST_HEAP_BYTES = 48 * MEBIBYTE;

/** So much must have come since the last time: V8 collects by itself, too, and where a lot is alive there is no end to it. */
const LEAST_GROWTH_BYTES = 9 * MEBIBYTE;

/**
 * In a session's first looks nothing is collected: with a batch of events a look, that is 100 MB of a log, in which V8
 * keeps its heap small by itself, and compiles what each collection would make it forget.
 */
export const UNHEEDED_LOOKS = 250;

/** What is asked and told to do; the process's own by default. */
export interface Heap {
  /** What V8 takes for the heap, and what of that are objects, dead ones too, in bytes. */
  size(): { readonly taken: number; readonly used: number };
  /** Collects all garbage; undefined where V8 gives no access to that (without its flag `--expose-gc`). */
  readonly collect: (() => void) | undefined;
}

/** Looked at again and again while a session is converted. */
export class HeapLimit {
  readonly #heap: Heap;
  /** What was left last time. */
  #alive = 0;
  #looks = 0;

  constructor(heap: Heap = ownHeap()) {
    this.#heap = heap;
  }

  /** Collects garbage if the heap has grown beyond its limit: 20 ms then, 2 µs otherwise. */
  keep(): void {
    const { collect } = this.#heap;
    if (collect === undefined || ++this.#looks <= UNHEEDED_LOOKS) return;
    const { taken, used } = this.#heap.size();
    if (taken <= MOST_HEAP_BYTES || used <= this.#alive + LEAST_GROWTH_BYTES) return;
    collect();
    this.#alive = this.#heap.size().used;
  }
}

function ownHeap(): Heap {
  const { gc } = globalThis as { gc?: () => void };
  return {
    collect: gc,
    size() {
      const { total_heap_size: taken, used_heap_size: used } = getHeapStatistics();
      return { taken, used };
    },
  };
}
