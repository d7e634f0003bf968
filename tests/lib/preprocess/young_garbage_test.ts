import assert from "node:assert/strict";
import { join } from "node:path";
import { collectParts, DEFAULT_MAX_TOKENS, preprocessSession } from "../../../lib/preprocess/mod.ts";
import { type Heap, YoungGarbage } from "../../../lib/preprocess/young_garbage.ts";
import { createRedactor } from "../../../lib/redact/mod.ts";
import { assistantLine, inFolder } from "./converting.ts";

const MEBIBYTE = 1024 * 1024;

/** A heap of which so many MiB are alive. */
class PlayedHeap implements Heap {
  collections = 0;
  constructor(public alive: number, public garbage = 0) {}
  used = () => (this.alive + this.garbage) * MEBIBYTE;
  collectYoung = () => {
    this.collections++;
    this.garbage = 0;
  };
}

/** One that was looked at when there was no garbage. */
function lookedAt(heap: PlayedHeap): YoungGarbage {
  const garbage = new YoungGarbage(heap);
  garbage.collect();
  heap.collections = 0;
  return garbage;
}

Deno.test("young garbage is collected when there may be some, and not before", () => {
  const heap = new PlayedHeap(12);
  const garbage = lookedAt(heap);
  heap.garbage = 2;
  garbage.collect();
  assert.equal(heap.collections, 0);
  heap.garbage = 3;
  garbage.collect();
  garbage.collect();
  assert.equal(heap.collections, 1);
});

Deno.test("what V8 collected by itself counts for nothing", () => {
  const heap = new PlayedHeap(30);
  const garbage = lookedAt(heap);
  heap.alive = 12;
  garbage.collect();
  heap.garbage = 3;
  garbage.collect();
  assert.equal(heap.collections, 1);
});

Deno.test("the text in which an expression was found last is garbage, too", () => {
  const heap = new PlayedHeap(12, 3);
  let kept: string | undefined;
  const collectYoung = () => void (kept = (RegExp as { input?: string }).input);
  assert.ok(/needle/.test("a text with a needle"));
  new YoungGarbage({ used: heap.used, collectYoung }).collect();
  assert.equal(kept, "");
});

Deno.test("without access to the collector nothing is done", () => {
  const heap: Heap = { collectYoung: undefined, used: () => Infinity };
  assert.doesNotThrow(() => new YoungGarbage(heap).collect());
});

Deno.test("young garbage is collected while a session is converted", async () => {
  const global = globalThis as { gc?: (options: unknown) => void };
  const { gc } = global;
  const asked: unknown[] = [];
  global.gc = (options) => void asked.push(options);
  try {
    await convertTexts(8);
  } finally {
    if (gc === undefined) delete global.gc;
    else global.gc = gc;
  }
  // V8 collects by itself, too: how often it is asked besides is by chance.
  assert.ok(asked.length > 0);
  for (const options of asked) assert.deepEqual(options, { type: "minor" });
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
