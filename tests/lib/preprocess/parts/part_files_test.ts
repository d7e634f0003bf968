import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { type PartSink, writePartsTo } from "../../../../lib/preprocess/mod.ts";
import { runStateOf } from "../../../../lib/preprocess/parts/run_mark.ts";
import { fileNamePart } from "../../../../lib/preprocess/parts/part_files.ts";
import { asPublished, encodeRedacted, type Redacted } from "../../../../lib/redact/mod.ts";
import { UserError } from "../../../../lib/user_error.ts";
import { inFolder } from "../converting.ts";

const text = (value: string): Redacted => asPublished(value);
const files = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).toSorted();

async function write(sink: PartSink, bodies: readonly string[], sessionId = "s1") {
  for (const [index, body] of bodies.entries()) {
    const opening = text(`<session part="${index + 1}" parts="999999">`);
    await sink.add({
      number: index + 1,
      opening,
      body: encodeRedacted(text(body)),
      closing: text("</session>"),
    });
  }
  return await sink.finish(
    sessionId,
    bodies.map((_, index) => text(`<session part="${index + 1}" parts="${bodies.length}">`)),
  );
}

Deno.test("one part has the plain name, several are numbered, and each says how many there are", async () => {
  await inFolder(async (folder) => {
    const [single] = await write(writePartsTo(folder, "impl"), ["one"]);
    assert.equal(single?.name, "impl-s1.xml");
    const placed = await write(writePartsTo(folder, "planning"), ["one", "two 🌊"], "s2");
    assert.deepEqual(files(folder), ["impl-s1.xml", "planning-s2-part1.xml", "planning-s2-part2.xml"]);
    const second = await Deno.readTextFile(join(folder, "planning-s2-part2.xml"));
    assert.match(second, /^<session part="2" parts="2" *>\ntwo 🌊\n<\/session>$/);
    assert.equal(placed[1]?.bytes, new TextEncoder().encode(second).length);
  });
});

Deno.test("while parts have no names others see that the run is at work, and nothing of that stays", async () => {
  await inFolder(async (folder) => {
    for (const end of ["finish", "discard"] as const) {
      const sink = writePartsTo(folder, "impl");
      const opening = text('<session part="1" parts="999999">');
      const part = { opening, body: encodeRedacted(text("one")), closing: text("</session>") };
      await sink.add({ number: 1, ...part });
      const mark = files(folder).find((name) => /^\.impl-[0-9a-f]{8}-0\.tmp$/.test(name));
      assert.equal(runStateOf(join(folder, mark ?? "")), "at work");
      if (end === "finish") await sink.finish("s1", [text('<session part="1" parts="1">')]);
      else await sink.discard();
      assert.deepEqual(files(folder), ["impl-s1.xml"]);
    }
  });
});

Deno.test("each part holds what it was given, whatever the sizes of those before it", async () => {
  const size = fc.oneof(fc.nat(200), fc.nat(200_000));
  // Where no file is quick enough, others write all but the first ones.
  const pace = fc.constantFrom(0, Infinity);
  await fc.assert(
    fc.asyncProperty(fc.array(size, { minLength: 2, maxLength: 20 }), pace, async (sizes, quickMs) => {
      await inFolder(async (folder) => {
        const bodies = sizes.map((length, index) => String.fromCharCode(0x61 + index).repeat(length));
        const placed = await write(writePartsTo(folder, "impl", quickMs), bodies);
        assert.equal(placed.length, bodies.length);
        for (const [index, { name, bytes }] of placed.entries()) {
          const xml = await Deno.readTextFile(join(folder, name ?? ""));
          assert.equal(xml.length, bytes);
          assert.match(xml.slice(0, xml.indexOf("\n")), /^<session part="\d+" parts="\d+" *>$/);
          assert.ok(xml.slice(xml.indexOf("\n") + 1) === `${bodies[index]}\n</session>`, `part ${index + 1}`);
        }
      });
    }),
    { numRuns: 30 },
  );
});

Deno.test("parts of the same session from an earlier run are removed, others stay", async () => {
  await inFolder(async (folder) => {
    await write(writePartsTo(folder, "impl"), ["1", "2", "3"]);
    await write(writePartsTo(folder, "planning"), ["other prefix"]);
    await write(writePartsTo(folder, "impl"), ["another session"], "s1-b");
    await Deno.writeTextFile(join(folder, "impl-s1-notes.xml"), "a person's");
    await write(writePartsTo(folder, "impl"), ["1", "2"]);
    const kept = [
      "impl-s1-b.xml",
      "impl-s1-notes.xml",
      "impl-s1-part1.xml",
      "impl-s1-part2.xml",
      "planning-s1.xml",
    ];
    assert.deepEqual(files(folder), kept);
    await write(writePartsTo(folder, "impl"), ["only one"]);
    assert.ok(files(folder).includes("impl-s1.xml") && !files(folder).includes("impl-s1-part1.xml"));
  });
});

Deno.test("nothing has its name before all is whole, and nothing is left of what was discarded", async () => {
  await inFolder(async (folder) => {
    const sink = writePartsTo(folder, "impl");
    await sink.add({
      number: 1,
      opening: text("<session>"),
      body: encodeRedacted(text("x")),
      closing: text("</session>"),
    });
    assert.ok(files(folder).every((name) => name.startsWith(".") && name.endsWith(".tmp")));
    await sink.discard();
    assert.deepEqual(files(folder), []);
  });
});

Deno.test("a session without anything leaves no file, not even an earlier one", async () => {
  await inFolder(async (folder) => {
    await write(writePartsTo(folder, "impl"), ["earlier"]);
    const sink = writePartsTo(folder, "impl");
    await sink.add({
      number: 1,
      opening: text("<session>"),
      body: encodeRedacted(text("x")),
      closing: text("</session>"),
    });
    assert.deepEqual(await sink.finish("s1", []), []);
    assert.deepEqual(files(folder), []);
  });
});

Deno.test("a folder that can't be written to is a sentence", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "file"), "");
    const sink = writePartsTo(join(folder, "file", "below"), "impl");
    await assert.rejects(write(sink, ["x"]), UserError);
  });
});

Deno.test("what happens meanwhile is heard of while parts are written at once", async () => {
  await inFolder(async (folder) => {
    const sink = writePartsTo(folder, "impl", Infinity);
    const opening = text('<session part="1" parts="999999">');
    const part = { opening, body: encodeRedacted(text("x")), closing: text("</session>") };
    let isHeard = false;
    const timer = setTimeout(() => isHeard = true, 0);
    for (let number = 1; number <= 2000 && !isHeard; number++) await sink.add({ number, ...part });
    clearTimeout(timer);
    assert.ok(isHeard);
    await sink.discard();
  });
});

Deno.test("a part that can't be written is a sentence, whoever writes it", async () => {
  for (const quickMs of [0, Infinity]) {
    await inFolder(async (folder) => {
      const below = join(folder, "below");
      const sink = writePartsTo(below, "impl", quickMs);
      const opening = text('<session part="1" parts="999999">');
      const part = { opening, body: encodeRedacted(text("x")), closing: text("</session>") };
      for (let number = 1; number <= 4; number++) await sink.add({ number, ...part });
      await Deno.remove(below, { recursive: true });
      const rest = async () => {
        await sink.add({ number: 5, ...part });
        await sink.finish("s1", []);
      };
      await assert.rejects(rest, /UserError: The part .* can't be written/);
      await sink.discard();
    });
  }
});

Deno.test("where one part can't get its name, none has one", async () => {
  await inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "impl-s1-part3.xml"));
    const sink = writePartsTo(folder, "impl");
    await assert.rejects(
      write(sink, ["1", "2", "3", "4"]),
      /UserError: The part .*impl-s1-part3\.xml can't be written/,
    );
    await sink.discard();
    assert.deepEqual(files(folder), ["impl-s1-part3.xml"]);
  });
});

Deno.test("a session id never leads out of the folder", () => {
  assert.match(fileNamePart("../../etc/passwd"), /^etc-passwd-[0-9a-f]{8}$/);
  assert.match(fileNamePart("..\\x\0y"), /^x-y-[0-9a-f]{8}$/);
  assert.match(fileNamePart("///"), /^session-[0-9a-f]{8}$/);
  assert.ok(fileNamePart("x".repeat(5_000)).length < 150);
});

Deno.test("no two ids give the same file, as parts of many or on a file system without upper case; those of clients stay", () => {
  for (const id of [crypto.randomUUID(), "s1", "a.b_c-d"]) assert.equal(fileNamePart(id), id);
  const ids = [
    "x",
    "X",
    "x-part1",
    "x-part1-part1",
    "x/",
    "x-",
    "x.",
    "-x",
    fileNamePart("X"),
    "x".repeat(101),
  ];
  ids.push("x".repeat(100), "", "session");
  const names = ids.flatMap((id) =>
    [".xml", "-part1.xml", "-part2.xml", ".ledger.json"].map((ending) => `${fileNamePart(id)}${ending}`)
  );
  assert.equal(new Set(names.map((name) => name.toLowerCase())).size, names.length);
});
