/** Source code of the made-up repository: long modules whose functions all differ. */

import { type RandomSource, randomSource } from "../random_source.ts";
import type { UploadModule } from "./upload_modules.ts";

export interface SourceFunction {
  readonly name: string;
  readonly text: string;
  /** The line with the request, which a retry is put around. */
  readonly request: string;
  /** What it does, for the comments. */
  readonly purpose: string;
}

export interface SourceModule {
  /** Absolute. */
  readonly path: string;
  readonly functions: readonly SourceFunction[];
  readonly text: string;
}

const VERBS = ["send", "list", "read", "check", "merge", "store", "plan", "count", "renew", "close"] as const;
const THINGS = [
  "Part",
  "Batch",
  "Range",
  "Digest",
  "Header",
  "Ticket",
  "Chunk",
  "Window",
  "Entry",
  "Lease",
] as const;
const ENDINGS = ["Once", "Of", "With", "ForUpload", "InOrder", "AtOffset", "ByNumber", "From"] as const;
const FIELDS = [
  "size",
  "offset",
  "number",
  "etag",
  "region",
  "expires",
  "owner",
  "attempt",
  "label",
] as const;
const METHODS = ["PUT", "GET", "POST", "HEAD", "DELETE"] as const;
const REASONS = [
  "the store answers before the body is read",
  "older uploads have no such field",
  "a zero here means that nothing was sent yet",
  "the numbers begin with 1, not with 0",
  "this runs for every part, so it allocates nothing",
  "the listing is paged after a thousand entries",
  "both spellings are in use since version 3",
  "a missing value is not the same as an empty one",
] as const;

/** A module of about `functionCount` × 25 lines. */
export function sourceModule(root: string, module: UploadModule, functionCount: number): SourceModule {
  const random = randomSource(`source of ${module.name}`);
  const names = functionNames(random, functionCount);
  const functions = names.map((name) => sourceFunction(random, name, module));
  const header = [
    `/** ${module.subject.charAt(0).toUpperCase()}${module.subject.slice(1)}. */`,
    `import { send } from "./client.ts";`,
    `import type { Clock } from "../clock.ts";`,
    `import { type Part, PartFailed, type Upload } from "./types.ts";`,
    "",
  ].join("\n");
  return {
    path: `${root}/src/upload/${module.name}.ts`,
    functions,
    text: `${header}\n${functions.map(({ text }) => text).join("\n")}`,
  };
}

function functionNames(random: RandomSource, count: number): string[] {
  const names = new Set<string>();
  while (names.size < count) names.add(`${random.pick(VERBS)}${random.pick(THINGS)}${random.pick(ENDINGS)}`);
  return [...names];
}

function sourceFunction(random: RandomSource, name: string, module: UploadModule): SourceFunction {
  const [field, other] = [random.pick(FIELDS), random.pick(FIELDS)];
  const method = random.pick(METHODS);
  const limit = random.whole(2, 9000);
  const purpose = `${
    name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
  }: ${module.subject}, by ${field}`;
  const request = `  const answer = await send(upload, "${method} /${field}/${limit}", part.${other});`;
  const middle = random.pick<readonly string[]>(
    [
      [
        `  for (const entry of answer.entries.slice(0, ${limit})) {`,
        `    if (entry.${field} === undefined) continue;`,
        `    total += Number(entry.${field}) % ${random.whole(3, 97)};`,
        `  }`,
      ],
      [
        `  const known = new Map(answer.entries.map((entry) => [entry.${field}, entry.${other}]));`,
        `  if (known.size > ${limit}) throw new PartFailed(part, \`more than ${limit} ${field} entries\`);`,
        `  total = known.size * ${random.whole(2, 31)};`,
      ],
      [
        `  if (answer.status >= ${random.whole(4, 5)}00 && part.${field} !== null) {`,
        `    // ${random.pick(REASONS)}`,
        `    total -= part.${other} ?? ${random.whole(1, 64)};`,
        `  } else {`,
        `    total += answer.bytes >> ${random.whole(1, 6)};`,
        `  }`,
      ],
      [
        `  const deadline = clock.now() + ${random.whole(100, 90_000)};`,
        `  while (clock.now() < deadline && answer.${field} === "pending") {`,
        `    await clock.sleep(${random.whole(10, 900)});`,
        `    total++;`,
        `  }`,
      ],
    ],
  );
  const lines = [
    `/**`,
    ` * ${purpose}.`,
    ` * Note: ${random.pick(REASONS)}.`,
    ` */`,
    `export async function ${name}(upload: Upload, part: Part, clock: Clock): Promise<number> {`,
    `  let total = ${random.whole(0, 12)};`,
    `  const ${field}Limit = ${limit}; // ${random.pick(REASONS)}`,
    request,
    `  if (answer.status === ${random.pick([404, 412, 416, 423] as const)}) return total + ${field}Limit;`,
    ...middle,
    `  upload.log(\`${name} \${part.number}: \${total} ${other}\`);`,
    `  return Math.max(total, ${random.whole(-5, 5)});`,
    `}`,
    "",
  ];
  return { name, request, purpose, text: lines.join("\n") };
}
