/** What the commands of the made-up repository print: all different, long, and with the verdict at the end. */

import { type RandomSource, randomSource } from "../random_source.ts";
import { UPLOAD_MODULES, type UploadModule } from "./upload_modules.ts";

const SITUATIONS = [
  "a slow link",
  "an empty file",
  "the last part",
  "two uploads at once",
  "a proxy",
  "a full disk",
  "a clock that jumps",
  "an old server",
  "a renamed file",
  "a part of 5 GiB",
  "no checksum",
  "HTTP/2",
] as const;
const EXPECTATIONS = [
  "keeps the order",
  "sends nothing twice",
  "tells the size",
  "closes the stream",
  "frees its slot",
  "reports the status",
  "takes the first answer",
  "asks again",
  "stays below the limit",
  "leaves no timer",
] as const;

/** A run of the whole suite: its failing tests, if any, and the counts as the last lines. */
export function testRun(seed: string, root: string, failing?: UploadModule): string {
  const random = randomSource(`test run ${seed}`);
  const lines = ["", "> widgets@4.2.0 test", "> node --test tests/", ""];
  let passed = 0;
  for (const module of UPLOAD_MODULES) {
    lines.push(`▶ ${module.subject}`);
    for (const title of testTitles(module)) {
      lines.push(`  ✔ ${title} (${milliseconds(random)})`);
      passed++;
    }
    if (module === failing) lines.push(...failureLines(random, root, module));
    lines.push(`▶ ${module.subject} (${milliseconds(random)})`);
  }
  const failures = failing === undefined ? 0 : 1;
  return [
    ...lines,
    `ℹ tests ${passed + failures}`,
    `ℹ suites ${UPLOAD_MODULES.length}`,
    `ℹ pass ${passed}`,
    `ℹ fail ${failures}`,
    `ℹ cancelled 0`,
    `ℹ duration_ms ${random.whole(2_000, 19_000)}.${random.whole(100, 999)}`,
    ...failing === undefined ? [] : ["", "✖ failing tests:", "", ...failureLines(random, root, failing)],
  ].join("\n");
}

/** An upload of `parts` parts over a bad link: thousands of lines, the verdict at the very end. */
export function uploadRun(seed: string, parts: number, failedParts: readonly number[]): string {
  const random = randomSource(`upload run ${seed}`);
  const lines = [
    `uploading ${random.whole(2, 9)}.${random.whole(1, 9)} GB in ${parts} parts to the lab's store`,
  ];
  for (let part = 1; part <= parts; part++) {
    const place = `[part ${String(part).padStart(4, "0")}/${parts}]`;
    const attempts = failedParts.includes(part) ? 5 : random.whole(1, 9) > 8 ? 2 : 1;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const isLast = attempt === attempts && !failedParts.includes(part);
      lines.push(
        `${place} attempt ${attempt}: ${isLast ? 200 : random.pick([500, 502, 503] as const)} in ${
          random.whole(80, 2400)
        } ms, sha256 ${random.characters("0123456789abcdef", 40)}`,
      );
    }
  }
  lines.push(
    `${parts - failedParts.length} parts stored, ${random.whole(100, 900)} s`,
    failedParts.length === 0
      ? "done: the store has put the parts together"
      : `upload incomplete: part ${failedParts.join(", part ")} given up after 5 attempts (last status 503)`,
  );
  return lines.join("\n");
}

/** What a search for a word finds. */
export function searchResult(seed: string, root: string, word: string, hits: number): string {
  const random = randomSource(`search ${seed}`);
  return Array.from({ length: hits }, () => {
    const module = UPLOAD_MODULES[random.whole(0, UPLOAD_MODULES.length - 1)]?.name ?? "client";
    const folder = random.pick(["src/upload", "tests/upload", "tools", "docs/upload"] as const);
    return `${root}/${folder}/${module}.ts:${random.whole(3, 780)}:  ${
      random.pick(["await", "return", "const done =", "if (isRetryable(", "// see", "export const"] as const)
    } ${word}(${random.pick(["upload", "part", "batch", "entry"] as const)}, ${random.whole(1, 64)})`;
  }).join("\n");
}

/** The module's tests that pass: the same on every run. */
function testTitles(module: UploadModule): string[] {
  const random = randomSource(`tests of ${module.name}`);
  const count = random.whole(5, 11);
  const titles = new Set<string>();
  while (titles.size < count) titles.add(`${random.pick(EXPECTATIONS)} with ${random.pick(SITUATIONS)}`);
  return [...titles];
}

function failureLines(random: RandomSource, root: string, module: UploadModule): string[] {
  const file = `${root}/tests/upload/${module.name}_test.ts`;
  return [
    `  ✖ ${module.failingTest} (${milliseconds(random)})`,
    `    AssertionError [ERR_ASSERTION]: ${module.failure}`,
    `        at TestContext.<anonymous> (file://${file}:${random.whole(20, 300)}:${random.whole(5, 14)})`,
    `        at async Test.run (node:internal/test_runner/test:${random.whole(700, 990)}:9)`,
    `        at async startSubtestAfterBootstrap (node:internal/test_runner/harness:${
      random.whole(200, 330)
    }:3) {`,
    `      generatedMessage: false,`,
    `      code: 'ERR_ASSERTION',`,
    `      operator: 'strictEqual'`,
    `    }`,
  ];
}

function milliseconds(random: RandomSource): string {
  return `${random.whole(0, 48)}.${random.whole(100_000, 999_999)}ms`;
}
