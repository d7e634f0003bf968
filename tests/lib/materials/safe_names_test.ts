import assert from "node:assert/strict";
import fc from "fast-check";
import {
  foreignNameReason,
  printable,
  requireMaterialNames,
  requireSafeNames,
  unsafeNameReason,
} from "../../../lib/materials/safe_names.ts";
import { UserError } from "../../../lib/user_error.ts";

const unsafeNames: [string, RegExp][] = [
  ["", /empty/],
  [".", /folder/],
  ["..", /folder/],
  ["../x.xml", /separator/],
  ["a/b.xml", /separator/],
  ["/etc/passwd", /separator/],
  ["a\\b.xml", /separator/],
  ["\\\\server\\share", /separator/],
  ["C:evil.xml", /one of/],
  ["file.xml:stream", /one of/],
  ["what?.xml", /one of/],
  ["a\0.xml", /control/],
  ["a\n.xml", /control/],
  ["a\x1b[31m.xml", /control/],
  ["a\x85.xml", /control/],
  ["a\u2028.xml", /control/],
  ["impl-\u202Elmx.exe", /invisible/],
  ["impl\u200B.xml", /invisible/],
  ["impl\uD800.xml", /invisible/],
  [".bashrc", /hidden/],
  ["impl.xml.", /ends with/],
  ["impl.xml ", /ends with/],
  [" impl.xml", /begins with/],
  ["CON", /device/],
  ["nul.xml", /device/],
  ["Com1.tar.gz", /device/],
  ["LPT9 .txt", /device/],
  ["COM¹", /device/],
  ...["aux", "prn.txt", "com0", "com³", "LPT²", "lpt³.xml", "conin$", "CONOUT$", "clock$.xml"].map((name) =>
    [name, /device/] satisfies [string, RegExp]
  ),
  ...[...'<>:"|?*'].map((character) => [`a${character}b.xml`, /one of/] satisfies [string, RegExp]),
  ["x".repeat(256), /255 bytes/],
  ["é".repeat(128), /255 bytes/],
];

for (const [name, reason] of unsafeNames) {
  Deno.test(`the name ${printable(name)} is refused`, () => {
    assert.match(unsafeNameReason(name) ?? "", reason);
    assert.throws(() => requireSafeNames(["impl-a.xml", name]), (error) => {
      assert.ok(error instanceof UserError);
      assert.ok(error.message.includes(printable(name)), error.message);
      assert.match(error.message, /Nothing was written/);
      return true;
    });
  });
}

for (
  const name of [
    "impl-a.xml",
    "pr-comments.json",
    "CONSOLE.txt",
    "com10.txt",
    "a b.txt",
    "x".repeat(255),
    "Küste.md",
  ]
) {
  Deno.test(`the name ${printable(name)} is safe`, () => assert.equal(unsafeNameReason(name), undefined));
}

Deno.test("only what materials can be called is written, and no name that means something here", () => {
  for (
    const name of [
      "evil.exe",
      "impl-a.sh",
      "-rf.xml",
      "CLAUDE.md",
      "Makefile",
      "a.xml.js",
      "trigger-state.json",
    ]
      .concat(
        "Trigger-State.JSON",
        "learn.json",
        "plan.json",
        "diff.json",
        "documents.json",
        "run.json",
        "$(x).xml",
        "@a.json",
      )
  ) {
    assert.throws(
      () => requireMaterialNames(["impl-a.xml", name]),
      /is no material.*Nothing was written/,
      name,
    );
  }
  for (
    const name of ["impl-a.xml", "42-session.xml", "session-a.ledger.json", "_a.xml", "Küste 1.txt", "A.XML"]
  ) {
    assert.equal(foreignNameReason(name), undefined, name);
  }
});

const collisions: [string, string][] = [
  ["impl-a.xml", "impl-a.xml"],
  ["impl-a.xml", "IMPL-A.xml"],
  ["K\u00FCste.md", "Ku\u0308ste.md"],
  ["straße.md", "STRASSE.md"],
];

for (const [one, other] of collisions) {
  Deno.test(`${printable(one)} and ${printable(other)} are one file somewhere, so both are refused`, () => {
    assert.throws(() => requireSafeNames([one, "x.md", other]), /twice|one file on some systems/);
  });
}

Deno.test("a name that isn't refused stays inside its folder on every system", () => {
  const pieces = fc.constantFrom("..", "/", "\\", ":", "a", ".", " ", "NUL", "\0", "x.xml", "\u202E");
  const names = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(pieces, { maxLength: 6 }).map((p) => p.join("")),
  );
  fc.assert(fc.property(names, (name) => {
    if (unsafeNameReason(name) !== undefined) return;
    const url = new URL(name.replace(/[%#?]/g, "_"), "file:///out/");
    assert.equal(decodeURIComponent(url.pathname), `/out/${name.replace(/[%#?]/g, "_")}`);
    assert.ok(!/[\\/:\0]/.test(name));
  }));
});

Deno.test("a printed name shows what is hidden and holds nothing that acts on a terminal", () => {
  assert.equal(printable('a\n"b"\\\u202E'), '"a\\u{a}\\"b\\"\\\\\\u{202e}"');
  assert.equal(printable("x".repeat(500)).length, 103);
  fc.assert(fc.property(fc.string({ unit: "binary" }), (name) => {
    assert.doesNotMatch(printable(name), /[\p{C}\p{Zl}\p{Zp}]/u);
  }));
});
