/**
 * Texts that an estimate is easily wrong about: markup and chat templates, whose signs are written as entities, and pieces
 * that repeat themselves.
 */

import { between, pick, type Random } from "./random.ts";

/** What repeats itself, by its name: tokens that vocabularies have for it, or don't, count as often as it stands there. */
const REPEATED: Readonly<Record<string, string>> = {
  "special tokens": "<|endoftext|><|im_start|>",
  "closing tags": "</td></tr>",
  "less-than signs": "<",
  "ampersands": "a&&b&c&&d ",
  "quotation marks": '"',
  "one link": '<li><a href="/x">y</a></li>\n',
  "one log line": "Downloading dependency package from registry\n",
  "one long word": "antidisestablishmentarianism ",
  "vowels": "oueia uoaei ",
};

/** Lines that differ in numbers. */
const LINES: Readonly<Record<string, (random: Random, index: number) => string>> = {
  "chat templates": (_, index) =>
    `<|im_start|>user\nquestion ${index} please?<|im_end|>\n<|im_start|>assistant\nanswer ${index}<|im_end|>\n`,
  "table rows": (_, index) =>
    `  <tr><td>${index}</td><td><b>item ${index * 7}</b></td><td><a href="/p/${index}">x</a></td></tr>\n`,
  "merge conflicts": (random) =>
    `<<<<<<< HEAD\n${pick(random, ["a", "b", "c"])}\n=======\n>>>>>>> ${between(random, 0, 9)}\n`,
  "random digits": (random) => `${between(random, 0, 999_999_999)}`.padStart(9, "0"),
  "columns of numbers": (random) =>
    `${Array.from({ length: 10 }, () => between(random, 0, 999_999_999)).join(",")}\n`,
};

/** All of them, by name. */
export const MARKUP_TEXTS: Readonly<Record<string, (random: Random, characters: number) => string>> = {
  ...Object.fromEntries(
    Object.entries(REPEATED).map(([name, piece]) => [
      name,
      (_: Random, characters: number) => piece.repeat(Math.ceil(characters / piece.length)),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(LINES).map(([name, make]) => [name, (random: Random, characters: number) => {
      const lines: string[] = [];
      for (let length = 0; length < characters;) {
        const line = make(random, lines.length);
        lines.push(line);
        length += line.length;
      }
      return lines.join("");
    }]),
  ),
};
