import assert from "node:assert/strict";
import { join } from "node:path";
import { readFileChunks } from "../../../lib/session/mod.ts";
import { UserError } from "../../../lib/user_error.ts";

async function sizeOf(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0;
  for await (const chunk of chunks) size += chunk.length;
  return size;
}

Deno.test("a file is read whole, and a missing one is a sentence", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "a.jsonl");
    await Deno.writeFile(path, new Uint8Array(3_000_000));
    assert.equal(await sizeOf(readFileChunks(path)), 3_000_000);
    const missing = join(folder, "b.jsonl");
    await assert.rejects(sizeOf(readFileChunks(missing)), (error) => {
      assert.ok(error instanceof UserError);
      assert.ok(error.message.includes(missing));
      return true;
    });
    await assert.rejects(sizeOf(readFileChunks(folder)), UserError);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("an aborted reading ends with the signal's reason", async () => {
  const path = await Deno.makeTempFile();
  try {
    await assert.rejects(sizeOf(readFileChunks(path, AbortSignal.abort(new Error("stopped")))), /stopped/);
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("a file is read into the buffers that are given, in turn, and not beyond the last step", async () => {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeFile(path, Uint8Array.from({ length: 50 }, (_, index) => index));
    const buffers = [new Uint8Array(8), new Uint8Array(8)] as const;
    const read: number[] = [];
    let turn = 0;
    for await (const chunk of readFileChunks(path).into(...buffers)) {
      assert.equal(chunk.buffer, buffers[turn++ % 2]?.buffer);
      read.push(...chunk);
      if (turn === 3) break;
    }
    assert.deepEqual(read, Array.from({ length: 24 }, (_, index) => index));
    const left = structuredClone(buffers);
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(buffers, left);
  } finally {
    await Deno.remove(path);
  }
});

Deno.test({
  name: "a reading that is given up ends when nothing is written to its buffers any more",
  ignore: Deno.build.os === "windows", // It has no such pipes.
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      const path = join(folder, "pipe");
      await new Deno.Command("mkfifo", { args: [path] }).output();
      const buffers = [new Uint8Array(8), new Uint8Array(8)] as const;
      const chunks = readFileChunks(path).into(...buffers);
      // Another process opens the pipe, and before: Deno 2.7 stands still until it has.
      const args = ["-c", 'cat > "$1"', "sh", path];
      await using process = new Deno.Command("sh", { args, stdin: "piped" }).spawn();
      const writer = process.stdin.getWriter();
      const first = chunks.next();
      await writer.write(Uint8Array.of(1, 2, 3));
      assert.deepEqual([...(await first).value ?? []], [1, 2, 3]);
      let hasEnded = false;
      const end = chunks.return(undefined).then(() => hasEnded = true);
      await new Promise((resolve) => setTimeout(resolve, 20));
      assert.ok(!hasEnded, "The next chunk is still being read.");
      await writer.write(Uint8Array.of(4));
      await end;
      assert.equal(buffers[1][0], 4);
      await writer.close();
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
