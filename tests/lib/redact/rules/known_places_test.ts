import assert from "node:assert/strict";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import { findAtPlaces } from "../../../../lib/redact/search/place_rules.ts";
import { CALL_ENDINGS } from "../../../../lib/redact/rules/calls/call_argument.ts";
import { KEYWORDS } from "../../../../lib/redact/rules/keyword.ts";
import { commandSamples } from "../corpus/commands.ts";
import { knownFormSamples } from "../corpus/known_forms.ts";
import { randomText } from "../corpus/random_text.ts";
import { furtherSpokenSamples } from "../corpus/spoken_more.ts";
import { countWork } from "../count_work.ts";
import { redactTo } from "../redact_to.ts";

Deno.test("what is known by its place goes, and what is around it stays", async () => {
  const cases: readonly (readonly [string, string])[] = [
    ['ssh.connect("h", 22, "root", "Velvet19!")', 'ssh.connect("h", 22, "root", "■")'],
    ["jwt.sign({ id }, 'violetonyxunicorn', x)", "jwt.sign({ id }, '■', x)"],
    ['fill("#password", "Velvet19!"); click()', 'fill("#password", "■"); click()'],
    ["xfreerdp /u:kim /p:Velvet19! /f", "xfreerdp /u:kim /p:■ /f"],
    ["winrs -u:kim -p:Velvet19! dir", "winrs -u:kim -p:■ dir"],
    ["snmpget -A Velvet19! -X Velvet20! h", "snmpget -A ■ -X ■ h"],
    ["ACL SETUSER w on '>Velvet19' ~*", "ACL SETUSER w on '>■' ~*"],
    ["echo Velvet19! | kinit kim", "echo ■ | kinit kim"],
    ["$ pass show web\nVelvet19!\n$ ls", "$ pass show web\n■\n$ ls"],
    ["password changed from `Velvet19!` to `Velvet20!`.", "password changed from `■` to `■`."],
    ["backup codes: 1234 5678, 2345 6789 and more", "backup codes: ■, ■ and more"],
    ["WIFI:T:WPA;S:Office;P:Velvet19;;", "WIFI:T:WPA;S:Office;P:■;;"],
    ["Password\n\tVelvet19!\nRole\n\tadmin", "Password\n\t■\nRole\n\tadmin"],
  ];
  for (const [text, expected] of cases) {
    assert.equal(await redactTo(text), expected);
  }
});

Deno.test("what is redacted by its place stays as it is when it is redacted again", async () => {
  const redactor = await createRedactor({ key: "k" });
  const random = randomText(5);
  for (
    const { name, text } of [
      ...commandSamples(random),
      ...knownFormSamples(random),
      ...furtherSpokenSamples(random),
    ]
  ) {
    const once = await redactor.redact(text);
    assert.equal(await redactor.redact(once), once, name);
  }
});

/** What may keep a rule going behind its keyword. */
const FURTHER = [
  "",
  " ",
  " a1B2!xyz ",
  "'x', ",
  " is ",
  "$aaaaaaaaaaaaaaaaaaaaa",
  "a1-".repeat(20),
  " abcd".repeat(12),
];

Deno.test("keywords and calls one after the other are work in proportion to their number", () => {
  // A keyword with a half of what may follow, a call, which is looked at as all of them are, with a quarter: all of it
  // would take a quarter of a minute.
  const units = [
    ...[...new Set(KEYWORDS.map(({ keyword }) => keyword))].map((head) => ({ head, every: 2 })),
    ...CALL_ENDINGS.map((name) => ({ head: `${name}(`, every: 4 })),
  ];
  for (const [number, { head, every }] of units.entries()) {
    for (const further of FURTHER.filter((_, index) => index % every === number % every)) {
      const unit = head + further;
      const [short, long] = [1_200, 4_800].map((characters) =>
        countWork(() => findAtPlaces(unit.repeat(Math.ceil(characters / unit.length)), []))
      );
      // A square would be sixteen times as much; near a text's ends windows are shorter.
      assert.ok((long ?? 0) <= 5.5 * (short ?? 0) + 2000, `${unit.slice(0, 40)}: ${short}, ${long}`);
    }
  }
});
