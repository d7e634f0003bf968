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

Deno.test("a reading that is given up ends when nothing is written to its buffers any more", async () => {
  const path = await Deno.makeTempFile();
  const { read } = Deno.FsFile.prototype;
  try {
    await Deno.writeFile(path, Uint8Array.from({ length: 16 }, (_, index) => index));
    const buffers = [new Uint8Array(8), new Uint8Array(8)] as const;
    const chunks = readFileChunks(path).into(...buffers);
    const slow = Promise.withResolvers<void>();
    // Of the second chunk: the first is read at once.
    Deno.FsFile.prototype.read = async function (buffer) {
      await slow.promise;
      return await read.call(this, buffer);
    };
    assert.deepEqual((await chunks.next()).value?.[7], 7);
    let hasEnded = false;
    const end = chunks.return(undefined).then(() => hasEnded = true);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(!hasEnded, "The next chunk is still being read.");
    slow.resolve();
    await end;
    assert.equal(buffers[1][0], 8);
  } finally {
    Deno.FsFile.prototype.read = read;
    await Deno.remove(path);
  }
});

Deno.test({
  name: "a pipe that nobody writes to and a device are no logs, and say so at once",
  ignore: Deno.build.os === "windows", // It has none.
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      const pipe = join(folder, "pipe.jsonl");
      await new Deno.Command("mkfifo", { args: [pipe] }).output();
      const device = join(folder, "device.jsonl");
      await Deno.symlink("/dev/zero", device);
      for (const path of [pipe, device]) {
        await assert.rejects(sizeOf(readFileChunks(path)), (error) => {
          assert.ok(error instanceof UserError);
          assert.match(error.message, /can't be opened: it is no regular file/);
          return true;
        });
      }
      const link = join(folder, "link.jsonl");
      await Deno.writeTextFile(join(folder, "log.jsonl"), "{}");
      await Deno.symlink(join(folder, "log.jsonl"), link);
      assert.equal(await sizeOf(readFileChunks(link)), 2);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("a log that grows faster than it is read ends where it ended when it was opened", async () => {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeFile(path, new Uint8Array(100));
    const buffers = [new Uint8Array(8), new Uint8Array(8)] as const;
    let size = 0;
    for await (const chunk of readFileChunks(path).into(...buffers)) {
      size += chunk.length;
      await Deno.writeFile(path, new Uint8Array(16), { append: true });
      if (size > 1000) break;
    }
    assert.equal(size, 100);
  } finally {
    await Deno.remove(path);
  }
});

Deno.test({
  name: "a log that Deno denies is told without the flags of Deno",
  permissions: { read: [] },
  fn: async () => {
    await assert.rejects(
      () => readFileChunks("/dev/stdin")[Symbol.asyncIterator]().next(),
      /UserError: The session log \/dev\/stdin can't be opened \(this program may not use it\): name an ordinary file/,
    );
  },
});
