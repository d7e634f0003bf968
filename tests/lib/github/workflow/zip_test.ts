import assert from "node:assert/strict";
import fc from "fast-check";
import { deflateSync, strToU8, zipSync } from "fflate";
import { unzip } from "../../../../lib/github/workflow/zip.ts";
import { UserError } from "../../../../lib/user_error.ts";
import { buildZip, type ZipOptions, type ZipSeed } from "../../../support/zip_builder.ts";

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
    refused(
      zipSync({ "ok.jsonl": strToU8("x"), [name]: strToU8("x") }),
      /is refused: it has an entry with an unsafe name/,
    );
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

/** 50 MB of zeros, packed. */
const BOMB = deflateSync(new Uint8Array(50_000_000));
const TEXT = strToU8("hello, world\n".repeat(100));
const entry = (facts: Partial<ZipSeed> = {}): ZipSeed => ({ name: "a.jsonl", content: TEXT, ...facts });

const hostile: [string, ZipSeed[], ZipOptions, RegExp][] = [
  ["more than it claims", [entry({ claimedSize: 10 })], {}, /another size than it claims/],
  ["less than it claims", [entry({ claimedSize: 10_000 })], {}, /another size than it claims/],
  ["another name in its own header", [entry({ localName: "b.jsonl" })], {}, /another in the directory than/],
  ["an encrypted entry", [entry({ flags: 1 })], {}, /"a\.jsonl" is encrypted/],
  ["a strongly encrypted entry", [entry({ flags: 0x41 })], {}, /is encrypted/],
  ["an entry encrypted with AES", [entry({ method: 99 })], {}, /is encrypted/],
  ["an unknown method", [entry({ method: 93 })], {}, /packed in an unknown way/],
  ["a symbolic link", [entry({ mode: 0o120777 })], {}, /is a symbolic link/],
  ["the same name twice", [entry(), entry()], {}, /"a\.jsonl" twice/],
  [
    "entries over each other",
    [entry(), entry({ name: "b.jsonl", localName: "a.jsonl", sharesDataOf: 0 })],
    {},
    /over each other/,
  ],
  ["fewer entries than it says", [entry()], { claimedEntries: 2 }, /another number of entries/],
  [
    "more entries than it says",
    [entry(), entry({ name: "b.jsonl" })],
    { claimedEntries: 1 },
    /another number of entries/,
  ],
  [
    "a claim of 65,534 entries",
    [entry()],
    { claimedEntries: 65_534 },
    /claims 65534 entries, more than 10000/,
  ],
  ["data beyond its end", [entry({ claimedPackedSize: 1_000_000 })], {}, /cut off or damaged/],
];

for (const [title, seeds, options, expected] of hostile) {
  Deno.test(`an archive with ${title} is refused`, () => refused(buildZip(seeds, options), expected));
}

Deno.test("a bomb is refused for its ratio, whether it tells its size or hides it", () => {
  const limits = { ...LIMITS, maximumBytes: 1_000_000_000 };
  const bomb = (claimedSize: number) =>
    buildZip([{ name: "a.jsonl", content: BOMB, deflate: false, method: 8, claimedSize }]);
  refused(bomb(50_000_000), /more than 200 times its size/, limits);
  refused(bomb(100_000), /another size than it claims/, limits);
});

Deno.test("a zip in a zip is a file like any other", () => {
  const inner = buildZip([{ name: "a.jsonl", content: BOMB, deflate: false, method: 8 }]);
  const zip = buildZip([{ name: "inner.zip", content: inner }, entry()]);
  assert.deepEqual([...unzip(zip, (name) => name.endsWith(".jsonl"), LIMITS).keys()], ["a.jsonl"]);
});

Deno.test("archives whose sizes follow the data, with a comment, or of a folder in folders are read", () => {
  const zip = buildZip(
    [
      { name: "logs/", content: new Uint8Array(), deflate: false },
      entry({ name: "logs/a.jsonl", descriptor: true }),
      entry({ name: "é.jsonl", deflate: false }),
    ],
    { comment: "PK\u0005\u0006 made by a test" },
  );
  const contents = unzip(zip, () => true, LIMITS);
  assert.deepEqual([...contents.keys()], ["logs/a.jsonl", "é.jsonl"]);
  for (const content of contents.values()) assert.deepEqual(content, TEXT);
});

Deno.test("a changed byte is found", () => {
  const zip = zipSync({ "a": [strToU8("hello, world"), { level: 0 }] });
  zip[35] = (zip[35] ?? 0) ^ 1;
  refused(zip, /the checksum of its entry "a" is wrong/);
});

Deno.test("what is no zip, or half of one, is one sentence", () => {
  refused(strToU8("hello"), /^The artifact x is refused: it has no directory/);
  refused(new Uint8Array(), /no directory/);
  const zip = zipSync({ "a": strToU8("hello") });
  refused(zip.subarray(0, zip.length - 10), /no directory/);
  const broken = buildZip([entry({ deflate: false, method: 8 })]);
  refused(broken, /^The artifact x is not a readable zip archive \(/);
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
