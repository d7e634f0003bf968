import assert from "node:assert/strict";
import { keepForPrinting } from "../../../../lib/preprocess/mod.ts";
import { asPublished, encodeRedacted, type Redacted } from "../../../../lib/redact/mod.ts";
import { UserError } from "../../../../lib/user_error.ts";

const text = (value: string): Redacted => asPublished(value);
const part = (number: number, body: string) => ({
  number,
  opening: text(`<session part="${number}" parts="999999">`),
  body: encodeRedacted(text(body)),
  closing: text("</session>"),
});
const openings = [1, 2].map((number) => text(`<session part="${number}" parts="2">`));

/** The paths of the temporary files that are made meanwhile. */
async function temporaryFiles(run: () => Promise<void>): Promise<string[]> {
  const { makeTempFileSync } = Deno;
  const made: string[] = [];
  Deno.makeTempFileSync = (options) => {
    const path = makeTempFileSync(options);
    made.push(path);
    return path;
  };
  try {
    await run();
  } finally {
    Deno.makeTempFileSync = makeTempFileSync;
  }
  return made;
}

Deno.test("parts come with their final start tags in the order of their numbers, the last ones of each", async () => {
  const sink = keepForPrinting();
  await sink.add(part(2, "two"));
  await sink.add(part(2, "\ufefftwo 🌊"));
  await sink.add(part(1, "one"));
  await sink.add(part(3, "of nobody"));
  assert.equal(new TextDecoder().decode(await sink.bodyOf(1)), "one");
  assert.equal((await sink.bodyOf(4)).length, 0);
  const placed = await sink.finish("s", openings);
  const parts = [...sink.parts()];
  assert.deepEqual(parts, [
    '<session part="1" parts="2">\none\n</session>',
    '<session part="2" parts="2">\n\ufefftwo 🌊\n</session>',
  ]);
  assert.deepEqual(
    placed.map(({ bytes }) => bytes),
    parts.map((xml) => new TextEncoder().encode(xml).length),
  );
});

Deno.test("what is kept for printing has no name that anybody could find, and is gone with whoever stops reading", async () => {
  const made = await temporaryFiles(async () => {
    const sink = keepForPrinting();
    await sink.add(part(1, "one"));
    await sink.add(part(2, "two"));
    await sink.finish("s", openings);
    for (const xml of sink.parts()) {
      assert.match(xml, /one/);
      break;
    }
    await assert.rejects(async () => await sink.bodyOf(1));
  });
  assert.equal(made.length, 1);
  assert.throws(() => Deno.statSync(made[0] ?? ""), Deno.errors.NotFound);
});

Deno.test("of a conversion that failed nothing is kept", async () => {
  const sink = keepForPrinting();
  await sink.add(part(1, "one"));
  await sink.discard();
  await assert.rejects(async () => await sink.bodyOf(1));
});

Deno.test("a folder for temporary files that can't be used is named", () => {
  const { makeTempFileSync } = Deno;
  Deno.makeTempFileSync = () => {
    throw new Deno.errors.NotFound("No such file or directory (os error 2)");
  };
  try {
    assert.throws(keepForPrinting, (error) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /temporary file until they are printed \(No such file/);
      return true;
    });
  } finally {
    Deno.makeTempFileSync = makeTempFileSync;
  }
});
