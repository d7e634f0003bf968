import assert from "node:assert/strict";
import { projectFolderNames } from "../../../../lib/session/discovery/project_folders.ts";

const names: [string, string[]][] = [
  ["/home/ada/tide-book", ["-home-ada-tide-book"]],
  ["/home/ada/tide.book", ["-home-ada-tide-book"]],
  ["/home/ada/tide_book v2", ["-home-ada-tide-book-v2", "-home-ada-tide_book v2"]],
  ["C:\\Users\\ada", ["C--Users-ada", "C:\\Users\\ada"]],
  ["/mare/ü🌊", ["-mare----", "-mare-ü🌊"]],
];

for (const [directory, expected] of names) {
  Deno.test(`the project folder of ${directory} is ${expected.join(" or ")}`, () => {
    assert.deepEqual(projectFolderNames(directory), expected);
  });
}
