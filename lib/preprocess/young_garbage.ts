/**
 * Young garbage is collected when a batch of events is done with, as hardly anything is alive then: what V8 finds alive
 * at any other moment it copies, and the second time it takes it for old, which a full collection alone finds dead.
 */

import { getHeapStatistics } from "node:v8";

/**
 * So much must have come since the last time: where more comes than the 4 MB that V8 has for young objects, it collects by
 * itself. A batch makes 1.7 to 3 MB as a rule, so that it is every second one or so: a collection costs 0.25 ms however little is
 * alive, most of it for another thread that V8 wakes and waits for.
 */
const LEAST_GROWTH_BYTES = 2.8 * 1024 * 1024;

/** Found in a text without characters: V8 keeps the text in which an expression was found last, often a part's or a batch's. */
const ANYWHERE = /^/;

/** What this module needs of V8's heap; by default, the heap of this process. */
export interface Heap {
  /** Bytes of objects, dead ones too. */
  used(): number;
  /** Collects young objects; undefined where V8 gives no access to that (without its flag `--expose-gc`). */
  readonly collectYoung: (() => void) | undefined;
}

/** Collects young garbage while a session is converted. Call `collect` behind each batch of events. */
export class YoungGarbage {
  readonly #heap: Heap;
  /** What was left last time. */
  #left = 0;

  constructor(heap: Heap = ownHeap()) {
    this.#heap = heap;
  }

  /** Collects young garbage if there may be some: 0.3 ms then, 7 µs otherwise. */
  collect(): void {
    const { collectYoung } = this.#heap;
    if (collectYoung === undefined) return;
    const used = this.#heap.used();
    // V8 has collected by itself.
    this.#left = Math.min(this.#left, used);
    if (used < this.#left + LEAST_GROWTH_BYTES) return;
    ANYWHERE.test("");
    collectYoung();
    this.#left = this.#heap.used();
  }
}

function ownHeap(): Heap {
  const { gc } = globalThis as { gc?: (options: { readonly type: "minor" }) => void };
  return {
    used: () => getHeapStatistics().used_heap_size,
    collectYoung: gc && (() => gc({ type: "minor" })),
  };
}
