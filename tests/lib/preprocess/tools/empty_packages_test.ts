import assert from "node:assert/strict";
import { withoutEmptyPackages } from "../../../../lib/preprocess/tools/empty_packages.ts";
import { convertLines, toolLines, userLine } from "../converting.ts";

const without = (name: string) => `?   \tacme.example/${name}\t[no test files]`;
const none = (name: string) => `ok  \tacme.example/${name}\t0.01s [no tests to run]`;
const TOLD = [
  without("a"),
  "ok  \tacme.example/b\t0.31s",
  without("c"),
  none("d"),
  without("e/f"),
  none("g"),
];

Deno.test("of packages without tests one is shown, and how many more there are", () => {
  const shown = withoutEmptyPackages(
    [...TOLD, without("h"), none("j"), none("k"), "FAIL\tacme.example/i\t0.3s"].join("\n"),
  );
  assert.deepEqual(shown.split("\n"), [
    without("a"),
    "[… 3 more [no test files] …]",
    "ok  \tacme.example/b\t0.31s",
    none("d"),
    "[… 3 more [no tests to run] …]",
    "FAIL\tacme.example/i\t0.3s",
  ]);
});

Deno.test("what go test -v says of each is left out with it, but for the last line", () => {
  const said = ["testing: warning: no tests to run", "PASS"];
  const lines = ["a", "b", "c", "d", "e", "f"].flatMap((name) => [...said, none(name)]);
  assert.deepEqual(
    withoutEmptyPackages(["PASS", "ok  \tacme.example/x\t0.3s", ...lines].join("\n")).split("\n"),
    [
      ...["PASS", "ok  \tacme.example/x\t0.3s", ...said, none("a")],
      "[… 4 more [no tests to run] …]",
      ...[...said, none("f")],
    ],
  );
});

Deno.test("few of them stay, and so does what only speaks of them", () => {
  for (const text of [TOLD.join("\n"), "go says [no test files]\n".repeat(9), ""]) {
    assert.equal(withoutEmptyPackages(text), text);
  }
});

Deno.test("what is left out of a result is counted", async () => {
  const text = Array.from({ length: 9 }, (_, index) => without(`p${index}`)).join("\n");
  const { elements, report } = await convertLines([
    userLine("Go"),
    ...toolLines("Bash", { command: "go test ./..." }, text),
  ]);
  assert.equal(
    elements.find(({ name }) => name === "tool_result")?.text,
    `${without("p0")}\n[… 7 more [no test files] …]\n${without("p8")}`,
  );
  assert.equal(report.ledger.pruned.reasons["packages without tests"]?.count, 1);
});
