import assert from "node:assert/strict";
import { join } from "node:path";
import { CHECKSUMS_FILE, readLearnInput } from "../../../../lib/learn/input/mod.ts";
import { asPublished } from "../../../../lib/redact/redacted.ts";
import { inWorld, part, redactor, refusal, TOKEN } from "./input_world.ts";

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

Deno.test("no half of a secret is read where a part ends inside it", async () => {
  await inWorld(async ({ folder, input, write }) => {
    const [first, second] = ["Vn9.k_A7", "lGlY3W.q"];
    await Deno.writeTextFile(join(input.materialsFolder, "impl-b-part1.xml"), part("b", `trying ${first}`));
    await Deno.writeTextFile(join(input.materialsFolder, "impl-b-part2.xml"), part("b", `${second} in vain`));
    await write();
    await Deno.writeTextFile(
      join(folder, "materials", "impl-a.xml"),
      part("a", `DB_PASSWORD=${first}${second}`),
    );
    await renewChecksums(folder);
    const source = JSON.stringify(await readLearnInput(folder, redactor.remembering()));
    assert.ok(!source.includes(first) && !source.includes(second), source);
  });
});

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
