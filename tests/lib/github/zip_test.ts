import assert from "node:assert/strict";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { unzip } from "../../../lib/github/zip.ts";
import { UserError } from "../../../lib/user_error.ts";

const LIMITS = { title: "The artifact x", maximumBytes: 1_000_000 };

/** Position of the first entry in the central directory. */
function centralDirectory(zip: Uint8Array): number {
  return new DataView(zip.buffer, zip.byteOffset).getUint32(zip.length - 22 + 16, true);
}

function refused(bytes: Uint8Array, pattern: RegExp, limits = LIMITS): void {
  assert.throws(() => unzip(bytes, () => true, limits), (error: unknown) => {
    assert(error instanceof UserError, String(error));
    assert.match(error.message, pattern);
    return true;
  });
}

Deno.test("the wanted entries come out byte for byte, stored or compressed, whatever their names", () => {
  const names = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).filter((name) =>
    /^[\p{L}\p{N} _-]+$/u.test(name)
  );
  const files = fc.dictionary(
    names,
    fc.tuple(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(0 as const, 6 as const)),
    { noNullPrototype: true },
  );
  fc.assert(fc.property(files, (entries) => {
    fc.pre(!Object.hasOwn(entries, "__proto__"));
    const zip = zipSync(
      Object.fromEntries(Object.entries(entries).map(([name, [bytes, level]]) => [name, [bytes, { level }]])),
    );
    const expected = Object.entries(entries).map(([name, [bytes]]) => [name, [...bytes]]);
    assert.deepEqual(
      Array.from(unzip(zip, () => true, LIMITS), ([name, bytes]) => [name, [...bytes]]),
      expected,
    );
  }));
});

Deno.test("only wanted entries are unpacked, and folders are none", () => {
  const zip = zipSync({ "logs/": new Uint8Array(), "logs/a.jsonl": strToU8("a"), "b.txt": strToU8("b") });
  assert.deepEqual([...unzip(zip, (name) => name.endsWith(".jsonl"), LIMITS).keys()], ["logs/a.jsonl"]);
});

for (
  const name of [
    "../a.jsonl",
    "a/../../b.jsonl",
    "/etc/a.jsonl",
    "C:\\a.jsonl",
    "a\\b.jsonl",
    "~/a.jsonl",
    "a\0.jsonl",
    "a\n.jsonl",
  ]
) {
  Deno.test(`an entry named ${JSON.stringify(name)} refuses the whole archive`, () => {
    refused(zipSync({ "ok.jsonl": strToU8("x"), [name]: strToU8("x") }), /unsafe name .* is refused/);
  });
}

Deno.test("more bytes than allowed are refused before they are unpacked", () => {
  refused(zipSync({ "a": new Uint8Array(900), "b": new Uint8Array(200) }), /more than 1000 bytes/, {
    ...LIMITS,
    maximumBytes: 1_000,
  });
});

Deno.test("an entry that claims gigabytes is refused for its claim, without room being made for it", () => {
  const zip = zipSync({ a: new Uint8Array(100) });
  new DataView(zip.buffer).setUint32(centralDirectory(zip) + 24, 0xfffffff0, true);
  refused(zip, /more than 1000000 bytes/);
});

Deno.test("a size that is a lie gives no more than it says, and the checksum tells", () => {
  const zip = zipSync({ "a": new Uint8Array(100_000) });
  new DataView(zip.buffer).setUint32(centralDirectory(zip) + 24, 10, true);
  refused(zip, /is damaged: the checksum of "a" is wrong/);
});

Deno.test("a changed byte is found", () => {
  const zip = zipSync({ "a": [strToU8("hello, world"), { level: 0 }] });
  zip[35] = (zip[35] ?? 0) ^ 1;
  refused(zip, /is damaged/);
});

Deno.test("what is no zip, or half of one, is one sentence", () => {
  refused(strToU8("hello"), /^The artifact x is not a readable zip archive/);
  const zip = zipSync({ "a": strToU8("hello") });
  refused(zip.subarray(0, zip.length - 10), /not a readable zip archive/);
});

Deno.test("any damage gives a sentence or nothing wrong, never another error", () => {
  const zip = zipSync({ "a.jsonl": strToU8("hello, world\n".repeat(50)), "b": strToU8("b") });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      (changes) => {
        const damaged = zip.slice();
        for (const [position, value] of changes) damaged[position] = value;
        try {
          unzip(damaged, () => true, LIMITS);
        } catch (error) {
          assert(error instanceof UserError, String(error));
        }
      },
    ),
    { numRuns: 1_000 },
  );
});
