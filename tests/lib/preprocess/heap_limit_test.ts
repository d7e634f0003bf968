import assert from "node:assert/strict";
import { join } from "node:path";
import { type Heap, HeapLimit, UNHEEDED_LOOKS } from "../../../lib/preprocess/heap_limit.ts";
import { collectParts, DEFAULT_MAX_TOKENS, preprocessSession } from "../../../lib/preprocess/mod.ts";
import { createRedactor } from "../../../lib/redact/mod.ts";
import { assistantLine, inFolder } from "./converting.ts";

const MEBIBYTE = 1024 * 1024;

/** A heap of which so many MiB are alive. */
class PlayedHeap implements Heap {
  collections = 0;
  /** MiB that hold nothing. */
  kept = 8;
  constructor(public alive: number, public garbage = 0) {}
  size() {
    return {
      taken: (this.alive + this.kept + this.garbage) * MEBIBYTE,
      used: (this.alive + this.garbage) * MEBIBYTE,
    };
  }
  collect = () => {
    this.collections++;
    this.garbage = 0;
  };
}

/** A limit that heeds what it sees from the next look on. */
function heedingLimit(heap: PlayedHeap): HeapLimit {
  const limit = new HeapLimit(heap);
  const { garbage } = heap;
  heap.garbage = 1000;
  for (let look = 0; look < UNHEEDED_LOOKS; look++) limit.keep();
  assert.equal(heap.collections, 0);
  heap.garbage = garbage;
  return limit;
}

Deno.test("garbage is collected when the heap has grown to its limit, and not before", () => {
  const heap = new PlayedHeap(12);
  const limit = heedingLimit(heap);
  for (heap.garbage = 0; heap.garbage <= 28; heap.garbage++) limit.keep();
  assert.equal(heap.collections, 0);
  limit.keep();
  limit.keep();
  assert.equal(heap.collections, 1);
});

Deno.test("what V8 only keeps for later is left to it", () => {
  const heap = new PlayedHeap(12, 36);
  const limit = heedingLimit(heap);
  limit.keep();
  heap.kept = 50;
  limit.keep();
  assert.equal(heap.collections, 1);
});

Deno.test("where more is alive than the limit allows, garbage is collected each time that it has grown, not all the time", () => {
  const heap = new PlayedHeap(100);
  const limit = heedingLimit(heap);
  for (let step = 0; step < 100; step++) {
    heap.garbage++;
    limit.keep();
  }
  assert.ok(heap.collections >= 4 && heap.collections <= 10, `${heap.collections}`);
});

Deno.test("without access to the collector nothing is done", () => {
  const heap: Heap = { collect: undefined, size: () => ({ taken: Infinity, used: Infinity }) };
  assert.doesNotThrow(() => new HeapLimit(heap).keep());
});

Deno.test("while a long session is converted its heap is looked at, and a short one's isn't collected", async () => {
  const global = globalThis as { gc?: () => void };
  const { gc } = global;
  // Alive, so that the heap is beyond the limit whatever else is in it.
  const ballast = new Array<number>(8 * MEBIBYTE).fill(0.5);
  let collections = 0;
  global.gc = () => void collections++;
  try {
    await convertTexts(UNHEEDED_LOOKS / 2);
    assert.equal(collections, 0);
    await convertTexts(UNHEEDED_LOOKS * 2);
    assert.ok(collections > 0);
    assert.equal(ballast.length, 8 * MEBIBYTE);
  } finally {
    if (gc === undefined) delete global.gc;
    else global.gc = gc;
  }
});

/** Converts a session of so many texts, each of which fills a batch of events. */
async function convertTexts(count: number): Promise<void> {
  await inFolder(async (folder) => {
    const path = join(folder, "session.jsonl");
    const lines = Array.from(
      { length: count },
      (_, index) => assistantLine(`${index} ${"word ".repeat(12_000)}`),
    );
    await Deno.writeTextFile(path, lines.map((line) => JSON.stringify(line)).join("\n"));
    const options = { maxTokens: DEFAULT_MAX_TOKENS, includeAgents: true, detail: "normal" } as const;
    const report = await preprocessSession(
      { path },
      { ...options, redactor: await createRedactor() },
      collectParts(),
    );
    assert.equal(report.kept.assistant, count);
  });
}
