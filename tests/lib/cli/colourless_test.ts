import assert from "node:assert/strict";
import { Writable } from "node:stream";
import type process from "node:process";
import { colourless } from "../../../lib/cli/colourless.ts";

Deno.test("what is written through it has no colours; movements and what others write stay", () => {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  }) as unknown as typeof process.stderr;
  const plain = colourless(stream);
  plain.write("\x1b[36m⠋\x1b[39m \x1b[1;31mtext\x1b[0m\x1b[2K\x1b[1A");
  plain.write(new TextEncoder().encode("\x1b[2mdim\x1b[22m"));
  stream.write("\x1b[36mothers\x1b[39m");
  assert.deepEqual(written, ["⠋ text\x1b[2K\x1b[1A", "dim", "\x1b[36mothers\x1b[39m"]);

  const hooked = plain.write;
  plain.write = () => true;
  plain.write("swallowed");
  stream.write("not hooked");
  plain.write = hooked;
  plain.write("\x1b[1mback");
  assert.deepEqual(written.slice(3), ["not hooked", "back"]);
});
