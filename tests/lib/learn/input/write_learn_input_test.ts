import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import {
  CHECKSUMS_FILE,
  type LearnInput,
  readLearnInput,
  writeLearnInput,
} from "../../../../lib/learn/input/mod.ts";
import type { Redactor } from "../../../../lib/redact/mod.ts";
import { asPublished } from "../../../../lib/redact/redacted.ts";
import { DIFF, DOCUMENTS, inWorld, part, redactor, refusal, TOKEN } from "./input_world.ts";

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
    const { sessions, gaps, unread, ...rest } = source;
    assert.deepEqual(rest, { plan: input.plan, diff: DIFF, documents: DOCUMENTS, comments: [] });
    assert.deepEqual(sessions.map(({ id, events }) => [id, events[0]?.text]), [["a", "Retry it."]]);
    assert.equal(gaps[0], "Something is missing.");
    assert.deepEqual(unread, input.unread);
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

Deno.test("no half of a secret stays where a part ends inside it, whether a material tells of it or it was known before", async () => {
  const [first, second] = ["Vn9.k_A7", "lGlY3W.q"];
  for (const isKnown of [true, false]) {
    await inWorld(async ({ folder, input }) => {
      const remembering = redactor.remembering();
      const telling = `DB_PASSWORD=${first}${second}`;
      if (isKnown) await remembering.redact(telling);
      const materials = {
        "impl-a.xml": part("a", isKnown ? "Nothing." : telling),
        "impl-b-part1.xml": part("b", `trying ${first}`),
        "impl-b-part2.xml": part("b", `${second} in vain`),
      };
      for (const [name, text] of Object.entries(materials)) {
        await Deno.writeTextFile(join(input.materialsFolder, name), text);
      }
      await writeLearnInput(folder, input, remembering);
      for (const name of Object.keys(materials)) {
        const text = await Deno.readTextFile(join(folder, "materials", name));
        assert.ok(!text.includes(first) && !text.includes(second), text);
      }
    });
  }
});
