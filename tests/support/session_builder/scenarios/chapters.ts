/** The work on one module: reading, edits, a test that fails, the fix, the proof. */

import type { Conversation } from "../conversation.ts";
import { type RandomSource, randomSource } from "../random_source.ts";
import { type SourceFunction, sourceModule } from "./widgets_source.ts";
import type { UploadModule } from "./upload_modules.ts";
import { searchResult, testRun } from "./widgets_output.ts";

export interface ChapterOptions {
  readonly cwd: string;
  /** Functions in the module: some 25 lines each. */
  readonly functions: number;
  readonly edits: number;
  /** Typed by the person while the failing tests ran. */
  readonly queued?: string;
  /** How long the tests ran, in seconds. */
  readonly testSeconds: number;
}

const OPENINGS = [
  "Now to",
  "On to",
  "This commit is for",
  "I go on with",
] as const;

/** Adds the chapter to a conversation. */
export function workOn(talk: Conversation, module: UploadModule, options: ChapterOptions): void {
  const random = randomSource(`chapter ${module.name}`);
  const { cwd, testSeconds, queued } = options;
  const source = sourceModule(cwd, module, options.functions);
  const word = source.functions[0]?.name ?? module.name;
  talk
    .thinking(
      `${module.name}.ts is about ${module.subject}. What matters for the retry: ${module.finding}. ` +
        `I have to see who calls ${word} before I touch it.`,
    )
    .assistant(`${random.pick(OPENINGS)} ${module.subject} (\`${module.name}.ts\`).`)
    .bash(`rg -n '${word}' src tests tools`, searchResult(module.name, cwd, word, random.whole(12, 34)), {
      description: `Callers of ${word}`,
    })
    .read(source.path, source.text)
    .assistant(`Found it: ${module.finding}.`);
  for (const target of source.functions.slice(0, options.edits)) {
    editFunction(talk, random, source.path, target);
  }
  talk
    .bash(`node --test tests/ 2>&1`, testRun(`${module.name} before`, cwd, module), {
      isError: true,
      seconds: testSeconds,
      description: "Run the tests",
      ...queued === undefined ? {} : { queued },
    })
    .thinking(
      `"${module.failingTest}" fails: ${module.failure}. So ${module.cause}. That is no flaw of the test.`,
    );
  const last = source.functions.at(-1);
  if (last !== undefined) {
    talk.edit(
      source.path,
      `export async function ${last.name}(`,
      `/** Since plan #42: ${module.decision}. */\nexport async function ${last.name}(`,
    );
  }
  talk
    .write(`${cwd}/tests/upload/${module.name}_test.ts`, testFile(random, module))
    .bash(`node --test tests/ 2>&1`, testRun(`${module.name} after`, cwd), {
      seconds: testSeconds,
      description: "Run the tests again",
    })
    .bash("git add -A && git commit -q -m 'Part of #42' && git show --stat HEAD", commitStat(random, module))
    .assistant(
      `Done with ${module.subject}: ${module.cause}; now ${module.decision}. "${module.failingTest}" passes.`,
    );
}

function editFunction(talk: Conversation, random: RandomSource, path: string, target: SourceFunction): void {
  const inner = target.request.trim().replace("const answer = await ", "").replace(/;$/, "");
  const wait = random.whole(100, 900);
  const replacement = random.pick<readonly string[]>(
    [
      [
        `  // ${target.purpose}: each attempt is a request of its own.`,
        `  const answer = await retryPart(part, () => ${inner}, clock);`,
      ],
      [
        `  const answer = await retryPart(`,
        `    part,`,
        `    (attempt) => ${inner.replace("part.", "part.copyFor(attempt).")},`,
        `    clock.startingAt(${wait}),`,
        `  );`,
      ],
      [
        `  upload.note("${target.name}", part.number);`,
        `  const answer = await retryPart(part, async () => {`,
        `    const given = await ${inner};`,
        `    if (given.status === 423) upload.waitFor(part, ${wait});`,
        `    return given;`,
        `  }, clock);`,
      ],
    ],
  ).join("\n");
  talk.edit(path, target.request, replacement);
}

function testFile(random: RandomSource, module: UploadModule): string {
  const statuses = Array.from({ length: 4 }, () => random.pick([500, 502, 503, 504, 408, 429] as const));
  return [
    `import assert from "node:assert/strict";`,
    `import { test } from "node:test";`,
    `import { fakeClock } from "../support/clock.ts";`,
    `import { partStore } from "../support/part_store_fake.ts";`,
    "",
    `test("${module.failingTest}", async () => {`,
    `  // ${module.finding}`,
    `  const store = partStore({ answers: [${statuses.join(", ")}, 200], seed: ${random.whole(1, 9999)} });`,
    `  const clock = fakeClock();`,
    `  const result = await store.upload(${random.whole(6, 480)}, clock);`,
    `  assert.equal(result.attempts, ${statuses.length + 1});`,
    `  assert.deepEqual(clock.waits, [${[1, 2, 3, 4].map((step) => 200 * 2 ** step).join(", ")}]);`,
    `});`,
    "",
  ].join("\n");
}

function commitStat(random: RandomSource, module: UploadModule): string {
  return [
    `commit ${random.characters("0123456789abcdef", 40)}`,
    `    Part of #42: ${module.decision}`,
    ` src/upload/${module.name}.ts        | ${random.whole(9, 60)} ++++++----`,
    ` tests/upload/${module.name}_test.ts | ${random.whole(9, 40)} +++++`,
    ` 2 files changed, ${random.whole(20, 90)} insertions(+), ${random.whole(2, 19)} deletions(-)`,
  ].join("\n");
}
