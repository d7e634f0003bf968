/** Functions that read what others wrote: a text ten times as long must not take a hundred times as long, whatever it repeats. */

import { isProse } from "../../../lib/preprocess/pruning/prose.ts";
import { diagnosticsText } from "../../../lib/preprocess/tools/diagnostics.ts";
import { assertGrowsLess } from "../../support/growth.ts";

const diagnosed = (message: string) => diagnosticsText({ files: [{ diagnostics: [{ message }] }] });

const READERS: readonly [title: string, read: (text: string) => unknown, pieces: readonly string[]][] = [
  ["whether a text is prose", isProse, ["x", "ab ", "語"]],
  ["a diagnostic's message", diagnosed, [" ", "\r", " \n"]],
];

for (const [title, read, pieces] of READERS) {
  Deno.test(`${title} is read in time that grows with the text`, async () => {
    const time = (text: string) => {
      const start = performance.now();
      read(text);
      return performance.now() - start;
    };
    for (const piece of pieces) {
      await assertGrowsLess(40, () => time(piece.repeat(8000)), () => time(piece.repeat(800)));
    }
  });
}
