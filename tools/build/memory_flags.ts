/** How V8 is told to be sparing, and quick: what every program of this project runs with, from source and compiled. */

/**
 * By default V8 lets its young generation grow to 96 MB and its old one to four times what is alive, if there is memory:
 * a session of 1 GB then peaks at 253 MB, though 20 MB are alive. With the first three flags it peaks at 131 to 200 MB;
 * they take 3 % more time on the processor (8 % on the 1 GB log). Large pages that V8 keeps for later are given back.
 * - `--no-lazy-feedback-allocation` lets V8 learn from the first call of a function which types it works on: the quickest
 *   of a process's first four conversions took 429 ms of processor on average of eight turns, 469 without.
 * - `--no-parallel-scavenge`: a young collection takes 0.8 ms, and to share it out costs more than it saves: conversions
 *   took 5 % less processor in the middle of twelve processes, in turns with twelve others.
 * - `--no-allocation-site-pretenuring`: V8 may take a batch for something that lives long, and puts it where only a full
 *   collection finds it dead; until then all that is in it is taken for alive. Of 240 MB 24 MB became old, 69 before.
 * - `--expose-gc` lets lib/preprocess/heap_limit.ts collect garbage early: then the session of 1 GB peaks at 138 to 146 MB.
 *
 * All are known to the V8 of Deno 2.7 and 2.9. Measured with Deno 2.9.6 on two cores; docs/performance.md has the table.
 */
export const MEMORY_FLAGS =
  "--v8-flags=--max-semi-space-size=8,--heap-growing-percent=30,--no-large-page-pool,--no-lazy-feedback-allocation,--no-parallel-scavenge,--no-allocation-site-pretenuring,--expose-gc";
