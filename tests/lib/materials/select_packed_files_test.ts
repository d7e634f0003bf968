import assert from "node:assert/strict";
import { selectPackedFiles } from "../../../lib/materials/select_packed_files.ts";
import { UserError } from "../../../lib/user_error.ts";

const NAME = "learn-materials-plan-42.txt";

function select(names: readonly string[], named?: string): string[] {
  return selectPackedFiles(names.map((name) => ({ name })), named).map(({ name }) => name);
}

const chosen: [string, string[], string | undefined, string[]][] = [
  ["the one with the plan's name among others", ["notes.md", NAME], undefined, [NAME]],
  ["the only one, whatever its name", ["notes.md"], undefined, ["notes.md"]],
  ["all numbered ones, in their order", [`${NAME}.003`, NAME, "notes.md", `${NAME}.002`], undefined, [
    NAME,
    `${NAME}.002`,
    `${NAME}.003`,
  ]],
  ["the one that the address names", ["notes.md", NAME], "notes.md", ["notes.md"]],
  [
    "all of the plan whose file the address names",
    [
      NAME,
      `${NAME}.002`,
      "learn-materials-plan-43.txt",
    ],
    `${NAME}.002`,
    [NAME, `${NAME}.002`],
  ],
  ["what the gist has, where the address names a file that isn't there", [NAME], "gone.txt", [NAME]],
];

for (const [title, names, named, expected] of chosen) {
  Deno.test(`of a gist's files is taken: ${title}`, () => assert.deepEqual(select(names, named), expected));
}

const refused: [string, string[], RegExp][] = [
  ["no file", [], /No files found in gist content/],
  ["several files without the name", ["a.md", "b.md"], /No files found in gist content/],
  ["materials of two plans", [NAME, "learn-materials-plan-43.txt"], /No files found in gist content/],
  ["a missing first file", [`${NAME}.002`], /incomplete: their file number 1 is missing/],
  ["a missing file in the middle", [NAME, `${NAME}.003`], /incomplete: their file number 2 is missing/],
  [
    "a number that is there twice",
    [NAME, `${NAME}.001`, `${NAME}.002`],
    /number 2 is missing or there twice/,
  ],
];

for (const [title, names, expected] of refused) {
  Deno.test(`a gist with ${title} is refused`, () =>
    assert.throws(
      () => select(names),
      (error) => error instanceof UserError && expected.test(error.message),
    ));
}
