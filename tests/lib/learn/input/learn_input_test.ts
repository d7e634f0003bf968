import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import type { CodeDiff } from "../../../../lib/learn/diff/mod.ts";
import type { DocumentSet } from "../../../../lib/learn/documents/mod.ts";
import {
  CHECKSUMS_FILE,
  type LearnInput,
  readLearnInput,
  writeLearnInput,
} from "../../../../lib/learn/input/mod.ts";
import { createRedactor, type Redactor } from "../../../../lib/redact/mod.ts";
import { asPublished } from "../../../../lib/redact/redacted.ts";
import { UserError } from "../../../../lib/user_error.ts";

const redactor = await createRedactor({ key: "test" });
const TOKEN = ["ghp", "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8"].join("_");

const DIFF: CodeDiff = {
  pullRequest: 57,
  files: [{
    path: "src/a.ts",
    previousPath: "src/b.ts",
    status: "renamed",
    additions: 1,
    deletions: 0,
    category: "source",
    patch: "@@ -0,0 +1 @@\n+x",
    omittedLines: 0,
    symbols: ["function x"],
  }],
  omittedFiles: 0,
  additions: 1,
  deletions: 0,
};

const DOCUMENTS: DocumentSet = {
  roots: ["docs/"],
  total: 1,
  documents: [],
  paths: ["docs/a.md"],
  terms: ["retry"],
};

interface World {
  /** Where the input goes; not there yet. */
  readonly folder: string;
  readonly input: LearnInput;
  write(input?: Partial<LearnInput>): ReturnType<typeof writeLearnInput>;
  read(): ReturnType<typeof readLearnInput>;
}

function part(id: string, text: string): string {
  return `<session id="${id}" part="1" parts="1">\n<user ref="L1">${text}</user>\n</session>\n`;
}

async function inWorld(test: (world: World) => Promise<void>): Promise<void> {
  const root = await Deno.realPath(await Deno.makeTempDir());
  const materialsFolder = join(root, "materials");
  await Deno.mkdir(materialsFolder);
  await Deno.writeTextFile(join(materialsFolder, "impl-a.xml"), part("a", "Retry it."));
  const input: LearnInput = {
    plan: {
      issueNumber: 42,
      repository: "acme/widgets",
      title: asPublished("Retry uploads"),
      body: asPublished("# Retry\n"),
      url: "https://github.com/acme/widgets/issues/42",
      pullRequest: {
        number: 57,
        title: asPublished("Retry"),
        url: "https://github.com/acme/widgets/pull/57",
      },
      gistUrl: "https://gist.github.com/ada/0123456789abcdef0123",
    },
    diff: DIFF,
    documents: DOCUMENTS,
    materialsFolder,
    gaps: ["Something is missing."],
  };
  const folder = join(root, "sessions", "learn-42", "learn-input");
  try {
    await test({
      folder,
      input,
      write: (changes = {}) => writeLearnInput(folder, { ...input, ...changes }, redactor),
      read: () => readLearnInput(folder, redactor),
    });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(() => assert.fail("it should have failed"), (thrown) => thrown);
  assert.ok(error instanceof UserError, String(error));
  return error.message;
}

Deno.test("what is written is read again: plan, changes, documents, materials, gaps", async () => {
  await inWorld(async ({ folder, input, write, read }) => {
    const written = await write();
    assert.deepEqual(written.files.map(({ path }) => path), [
      "diff.json",
      "documents.json",
      "materials/impl-a.xml",
      "plan.json",
    ]);
    const source = await read();
    const { sessions, gaps, ...rest } = source;
    assert.deepEqual(rest, { plan: input.plan, diff: DIFF, documents: DOCUMENTS, comments: [] });
    assert.deepEqual(sessions.map(({ id, events }) => [id, events[0]?.text]), [["a", "Retry it."]]);
    assert.equal(gaps[0], "Something is missing.");
    const check = await new Deno.Command("sha256sum", {
      args: ["--check", "--strict", CHECKSUMS_FILE],
      cwd: folder,
    })
      .output();
    assert.ok(check.success, new TextDecoder().decode(check.stderr));
    assert.deepEqual([...Deno.readDirSync(join(folder, ".."))].map(({ name }) => name), ["learn-input"]);
  });
});

Deno.test("a plan without pull request, comment and gist has no diff", async () => {
  await inWorld(async ({ input, write, read }) => {
    const plan = { ...input.plan, pullRequest: undefined, gistUrl: undefined, body: asPublished("") };
    await write({ plan, diff: undefined, gaps: [] });
    const source = await read();
    assert.deepEqual([source.plan, source.diff], [plan, undefined]);
  });
});

Deno.test("any text comes back as the redactor leaves it", async () => {
  await inWorld(async ({ input, write, read }) => {
    const text = fc.string({ unit: "binary", maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, text, fc.array(text, { maxLength: 3 }), async (title, patch, paths) => {
        const [file] = DIFF.files;
        assert.ok(file !== undefined);
        const diff = { ...DIFF, files: [{ ...file, patch }] };
        const documents = { ...DOCUMENTS, paths };
        await write({ plan: { ...input.plan, title: asPublished(title) }, diff, documents });
        const source = await read();
        const redacted = async (value: unknown) => JSON.parse(await redactor.redactJson(value));
        assert.deepEqual(
          [source.plan.title, source.diff, source.documents],
          [await redacted(title), await redacted(diff), await redacted(documents)],
        );
      }),
      { numRuns: 40 },
    );
  });
});

Deno.test("secrets are taken out on the way in, and marks stay", async () => {
  await inWorld(async ({ input, folder, write }) => {
    const materials: Record<string, string> = {
      "impl-a.xml": `<session><user ref="L1">use ${TOKEN}, not [redacted:github-token:1a2b]</user></session>`,
      "pr-comments.json": JSON.stringify({ threads: [{ comments: [{ body: `see ${TOKEN}` }] }] }),
      "pr-review-comments.json": `{"broken": "${TOKEN}`,
      "pr-discussion-comments.json": `${"[".repeat(50_000)}"${TOKEN}"${"]".repeat(50_000)}`,
      "impl-a.ledger.json": `{"of": "${TOKEN}"}`,
    };
    for (const [name, text] of Object.entries(materials)) {
      await Deno.writeTextFile(join(input.materialsFolder, name), text);
    }
    const documents = { ...DOCUMENTS, terms: [TOKEN] };
    const [file] = DIFF.files;
    assert.ok(file !== undefined);
    const diff = { ...DIFF, files: [{ ...file, patch: `@@ -0,0 +1 @@\n+const key = "${TOKEN}";` }] };
    await write({ documents, diff, gaps: [TOKEN], plan: { ...input.plan, body: asPublished(TOKEN) } });
    for (const inner of ["", "materials"]) {
      for (const { name, isFile } of Deno.readDirSync(join(folder, inner))) {
        if (!isFile) continue;
        const text = await Deno.readTextFile(join(folder, inner, name));
        assert.ok(!text.includes(TOKEN), name);
        if (name === "impl-a.xml") assert.match(text, /not \[redacted:github-token:1a2b\]/);
        else if (name !== CHECKSUMS_FILE) assert.match(text, /\[redacted:github-token:\w+\]/, name);
      }
    }
  });
});

Deno.test("secrets that somebody put in later are taken out on reading", async () => {
  await inWorld(async ({ folder, write, read }) => {
    await write();
    for (
      const [name, word] of [["plan.json", /Retry\b/g], ["diff.json", /\+x/g], [
        "documents.json",
        /retry/g,
      ]] as const
    ) {
      const path = join(folder, name);
      await Deno.writeTextFile(path, (await Deno.readTextFile(path)).replaceAll(word, TOKEN));
    }
    await renewChecksums(folder);
    const { plan, diff, documents } = await read();
    for (
      const text of [
        plan.title,
        plan.body,
        plan.pullRequest?.title,
        diff?.files[0]?.patch,
        documents.terms[0],
      ]
    ) {
      assert.match(text ?? "", /\[redacted:github-token:\w+\]/);
      assert.ok(!text?.includes(TOKEN));
    }
  });
});

/** As somebody who changes a file of the folder has to. */
async function renewChecksums(folder: string): Promise<void> {
  const { success, stdout } = await new Deno.Command("sh", {
    args: [
      "-c",
      "find . -type f ! -name SHA256SUMS | sed 's|^./||' | LC_ALL=C sort | xargs -d '\\n' sha256sum",
    ],
    cwd: folder,
  }).output();
  assert.ok(success);
  await Deno.writeFile(join(folder, CHECKSUMS_FILE), stdout);
}

const DAMAGES: Readonly<
  Record<string, readonly [damage: (folder: string) => Promise<unknown>, message: RegExp]>
> = {
  "a changed byte": [
    (folder) => Deno.writeTextFile(join(folder, "materials", "impl-a.xml"), "<session />"),
    /the checksum of materials\/impl-a\.xml is wrong/,
  ],
  "a missing file": [(folder) => Deno.remove(join(folder, "documents.json")), /documents\.json is missing/],
  "a file that is not listed": [
    (folder) => Deno.writeTextFile(join(folder, "materials", "impl-b.xml"), "<session/>"),
    /doesn't list "materials\/impl-b\.xml"/,
  ],
  "a file at the top that is not listed": [
    (folder) => Deno.writeTextFile(join(folder, "x.sh"), ""),
    /doesn't list "x\.sh"/,
  ],
  "no checksums": [
    (folder) => Deno.remove(join(folder, CHECKSUMS_FILE)),
    /There is no learn input in .*: make it/,
  ],
  "no folder": [(folder) => Deno.remove(folder, { recursive: true }), /There is no learn input in/],
  "a path out of the folder": [
    (folder) =>
      Deno.writeTextFile(join(folder, CHECKSUMS_FILE), `${"0".repeat(64)}  ../secret\n`, { append: true }),
    /"\.\.\/secret" has no place in it/,
  ],
  "a path out of the materials": [
    (folder) =>
      Deno.writeTextFile(join(folder, CHECKSUMS_FILE), `${"0".repeat(64)}  materials/../../x.xml\n`, {
        append: true,
      }),
    /has no place in it: it holds a path separator/,
  ],
  "a path that is listed twice": [
    async (folder) => {
      const text = await Deno.readTextFile(join(folder, CHECKSUMS_FILE));
      await Deno.writeTextFile(join(folder, CHECKSUMS_FILE), text + text);
    },
    /is listed twice/,
  ],
  "no list at all": [
    (folder) => Deno.writeTextFile(join(folder, CHECKSUMS_FILE), "nonsense\n"),
    /"nonsense" is no line of checksums/,
  ],
  "a link in a file's place": [
    async (folder) => {
      await Deno.rename(join(folder, "plan.json"), join(folder, "..", "plan.json"));
      await Deno.symlink("../plan.json", join(folder, "plan.json"));
    },
    /plan\.json is no file/,
  ],
  "materials behind a link": [
    async (folder) => {
      await Deno.rename(join(folder, "materials"), join(folder, "..", "materials"));
      await Deno.symlink("../materials", join(folder, "materials"));
    },
    /doesn't list "materials"/,
  ],
  "another program's JSON": [
    async (folder) => {
      await Deno.writeTextFile(join(folder, "plan.json"), '{"format": "other"}');
      await renewChecksums(folder);
    },
    /plan\.json is not as erk-learn writes it at format/,
  ],
  "no JSON": [
    async (folder) => {
      await Deno.writeTextFile(join(folder, "diff.json"), "{");
      await renewChecksums(folder);
    },
    /diff\.json is no JSON/,
  ],
};

for (const [title, [damage, message]] of Object.entries(DAMAGES)) {
  Deno.test(`${title} is refused, in a sentence that says what to do`, async () => {
    await inWorld(async ({ folder, write, read }) => {
      await write();
      await damage(folder);
      const sentence = await refusal(read());
      assert.match(sentence, message);
      assert.match(sentence, /gather-learn-input/);
    });
  });
}

Deno.test("the folder of an earlier run is replaced as a whole; whatever else is there stays", async () => {
  await inWorld(async ({ folder, input, write, read }) => {
    await write();
    await Deno.writeTextFile(join(input.materialsFolder, "impl-b.xml"), part("b", "Again."));
    await Deno.remove(join(input.materialsFolder, "impl-a.xml"));
    await write({ diff: undefined });
    const source = await read();
    assert.deepEqual([source.diff, source.sessions.map(({ id }) => id)], [undefined, ["b"]]);
    assert.deepEqual([...Deno.readDirSync(join(folder, ".."))].map(({ name }) => name), ["learn-input"]);

    await Deno.writeTextFile(join(folder, "mine.txt"), "precious");
    assert.match(await refusal(write()), /holds "mine\.txt", which is no learn input; remove it or choose/);
    assert.equal(await Deno.readTextFile(join(folder, "mine.txt")), "precious");
  });
});

Deno.test("nothing is left behind when writing fails", async () => {
  await inWorld(async ({ folder, input, write }) => {
    await write();
    const failing: Redactor = { ...redactor, redactJson: () => Promise.reject(new Error("no disk")) };
    assert.match(
      await refusal(writeLearnInput(folder, input, failing)),
      /Cannot write the learn input .* \(no disk\)/,
    );
    assert.deepEqual([...Deno.readDirSync(join(folder, ".."))].map(({ name }) => name), ["learn-input"]);
    await Deno.remove(folder, { recursive: true });
    await Deno.symlink(input.materialsFolder, folder);
    assert.match(await refusal(write()), /it is no folder/);
  });
});

Deno.test("a folder without materials, or none at all, is an error; foreign files in it are named", async () => {
  await inWorld(async ({ input, write }) => {
    await Deno.writeTextFile(join(input.materialsFolder, "notes.txt"), "x");
    await Deno.symlink("/etc/hosts", join(input.materialsFolder, "impl-link.xml"));
    assert.deepEqual((await write()).ignored, ["impl-link.xml", "notes.txt"]);
    await Deno.remove(join(input.materialsFolder, "impl-a.xml"));
    assert.match(
      await refusal(write()),
      /holds no learn materials \(it holds "impl-link\.xml", "notes\.txt"\)/,
    );
    assert.match(
      await refusal(write({ materialsFolder: `${input.materialsFolder}-none` })),
      /There is no folder of materials/,
    );
  });
});

Deno.test("a secret that any file tells of stands bare in none of them, and what was cited is the same everywhere", async () => {
  await inWorld(async ({ folder, input }) => {
    const [inPart, inDocument, inPlan] = ["Vn9.k_A.7lG", "qX4-tR9mZ.2", "Lw7_pQ.3zKx"].map((start) =>
      `${start}lY3W`
    );
    const bare = `${inPart} ${inDocument} ${inPlan}`;
    await Deno.writeTextFile(
      join(input.materialsFolder, "impl-a.xml"),
      part("a", `DB_PASSWORD=${inPart}\n${bare}`),
    );
    await Deno.writeTextFile(
      join(input.materialsFolder, "pr-comments.json"),
      JSON.stringify({ success: true, threads: [], comments: [{ author: "ada", body: bare }] }),
    );
    const content: LearnInput = {
      ...input,
      plan: { ...input.plan, title: asPublished(bare), body: asPublished(`ADMIN_PASSWORD=${inPlan}`) },
      documents: {
        ...input.documents,
        documents: [{
          path: "docs/a.md",
          title: "A",
          headings: [],
          readWhen: [],
          tripwires: [],
          excerpts: [{ line: 1, text: `MAIL_PASSWORD=${inDocument}` }],
          score: 1,
          deadReferences: [],
        }],
      },
    };
    const remembering = redactor.remembering();
    await writeLearnInput(folder, content, remembering);
    const source = await readLearnInput(folder, redactor);
    const all = JSON.stringify(source);
    for (const secret of [inPart, inDocument, inPlan]) assert.ok(!all.includes(secret ?? "?"), all);
    const quote = /(?:\[redacted:password:[0-9a-f]{4}\] ?){3}/.exec(source.plan.title)?.[0] ?? "?";
    assert.ok(source.sessions[0]?.events[0]?.text.includes(quote));
    assert.ok(source.comments[0]?.comments[0]?.body.includes(quote));
  });
});

Deno.test("of a folder that another program wrote, all is read with what any of it tells", async () => {
  await inWorld(async ({ folder, input, write }) => {
    const secret = ["Vn9.k_", "A.7lGlY3W"].join("");
    await Deno.writeTextFile(join(input.materialsFolder, "impl-a.xml"), part("a", `DB_PASSWORD=${secret}`));
    await write({ plan: { ...input.plan, title: asPublished(`trying ${secret}`) } });
    const plan = join(folder, "plan.json");
    const text = await Deno.readTextFile(plan);
    assert.ok(text.includes(secret), "a redactor that doesn't remember leaves it");
    const materials = join(folder, "materials", "impl-a.xml");
    await Deno.writeTextFile(materials, part("a", `DB_PASSWORD=${secret}`));
    await renewChecksums(folder);
    const source = await readLearnInput(folder, redactor.remembering());
    assert.match(source.plan.title, /^trying \[redacted:password:/);
  });
});
