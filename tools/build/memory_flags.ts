/** How V8 is told to be sparing, and quick: what every program of this project runs with, from source and compiled. */

/**
 * By default V8 lets its young generation grow to 96 MB and its old one to four times what is alive, if there is memory:
 * a session of 1 GB then peaks at 253 MB, though 20 MB are alive. With the first four flags and `--expose-gc` it peaks at
 * 140 MB. Large pages that V8 keeps for later are given back.
 * - a young generation of 4 MB from the beginning stays in the processor's caches: where others use them, too, a log of
 *   256 MB took 10 % less time than with 8 MB (three pairs of runs in turns), and 8 MB less memory.
 * - `--no-lazy-feedback-allocation` lets V8 learn from the first call of a function which types it works on: the quickest
 *   of a process's first four conversions took 429 ms of processor on average of eight turns, 469 without.
 * - `--no-parallel-scavenge`: a young collection takes 0.8 ms, and to share it out costs more than it saves: conversions
 *   took 5 % less processor in the middle of twelve processes, in turns with twelve others.
 * - `--no-allocation-site-pretenuring`: V8 may take a batch for something that lives long, and puts it where only a full
 *   collection finds it dead; until then all that is in it is taken for alive. Of 240 MB 24 MB became old, 69 before.
 * - `--no-maglev-destroy-on-background`: what the middle compiler took for a function is freed at once, instead of behind the
 *   functions that wait to be compiled. In the first 0.2 s these are so many that 10 to 20 MB more were taken, and never given back.
 * - `--max-inlined-bytecode-size=200` and `…-cumulative=300` let V8's best compiler put less of one function into another: what is compiled
 *   does the same work in the same time, and the helpers that compile take 15 % less of the processors. A process that converts 64 MB
 *   once takes 1.34 s of them instead of 1.39, two lanes of four sessions of 60 MB 2.40 s instead of 2.48 (the mean of eight turns).
 * - `--no-regexp-tier-up`: V8 interprets an expression the first time and compiles it the second time, both from its source; compiled
 *   at once the 780 of redaction take 30 ms of a process's first conversion of real logs instead of 70, and later ones as long as before.
 * - `--expose-gc` lets lib/preprocess/young_garbage.ts collect young garbage when hardly anything is alive: a session of 256 MB
 *   peaked at 145 MB without and took 12 % more time, one of 1 GB at 170 to 200 MB.
 *
 * All are known to the V8 of Deno 2.7 and 2.9. Measured with Deno 2.9.6 on two cores; docs/performance.md has the table.
 */
export const MEMORY_FLAGS =
  "--v8-flags=--max-semi-space-size=4,--min-semi-space-size=4,--heap-growing-percent=30,--no-large-page-pool,--no-lazy-feedback-allocation,--no-parallel-scavenge,--no-allocation-site-pretenuring,--no-maglev-destroy-on-background,--max-inlined-bytecode-size=200,--max-inlined-bytecode-size-cumulative=300,--no-regexp-tier-up,--expose-gc";
