import assert from "node:assert/strict";
import { loadCommands } from "../../../scripts/mod.ts";
import { answerFields, renderCommandPage, renderManual } from "../../../tools/docs/command_page.ts";
import { ALLOWED } from "../../../tools/check/import_directions.ts";
import { DESCRIBED_LAYERS } from "../../../tools/docs/layers.ts";
import { untruePages, withParts } from "../../../tools/docs/main.ts";

const ROOT = new URL("../../../", import.meta.url);

Deno.test("every generated page of docs/ is what the program says", async () => {
  assert.deepEqual(await untruePages(), [], "run `deno task docs -- --write`");
});

Deno.test("a page names each option, argument and field of the answer, and no hidden option", async () => {
  for (const command of await loadCommands()) {
    const page = renderCommandPage(command);
    const manual = renderManual(command, "1.2.0");
    for (const { flags, hidden } of command.options) {
      assert.equal(
        page.includes(`\`${flags.replaceAll("|", "\\|")}\``),
        hidden !== true,
        `${command.name}: ${flags}`,
      );
      const escaped = flags.replaceAll("-", "\\-");
      assert.equal(manual.includes(`.B ${escaped}\n`), hidden !== true, `${command.name}: ${flags}`);
    }
    for (const { name } of command.arguments) assert.match(page, new RegExp(`\`[<[]${name}[>\\]]\``));
    assert.match(page, /\| `success` +\| true/, command.name);
  }
});

Deno.test("nested fields, lists and choices of an answer have a row each", () => {
  const fields = answerFields({
    type: "object",
    required: ["list", "kind"],
    properties: {
      list: {
        type: "array",
        items: { type: "object", required: ["a"], properties: { a: { type: "string" } } },
      },
      kind: { enum: ["x", "y"] },
      either: { anyOf: [{ type: "null" }, { type: "object", properties: { b: { type: "integer" } } }] },
    },
  });
  assert.deepEqual(fields.map(({ path, type, optional }) => `${path}: ${type}${optional ? "?" : ""}`), [
    "list: list of object",
    "list[].a: string",
    'kind: "x", "y"',
    "either: null or object?",
    "either.b: integer?",
  ]);
});

Deno.test("an answer of several forms has each field with all its types, and tells which a form lacks", () => {
  const form = (properties: Readonly<Record<string, unknown>>) => ({
    type: "object",
    required: Object.keys(properties),
    properties,
  });
  const fields = answerFields({
    anyOf: [
      form({ done: { const: true }, nodes: { type: "array", items: form({ name: { type: "string" } }) } }),
      form({ done: { const: false }, share: { type: "string" } }),
    ],
  });
  assert.deepEqual(fields.map(({ path, type, optional }) => `${path}: ${type}${optional ? "?" : ""}`), [
    "done: true or false",
    "nodes: list of object?",
    "nodes[].name: string",
    "share: string?",
  ]);
});

/** Markdown of the project that people read; generated command pages are true by themselves. */
async function* proseFiles(folder = ""): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, ROOT))) {
    if (name.startsWith(".") || ["dist", "node_modules", "tests", "lib"].includes(name)) continue;
    if (isDirectory) yield* proseFiles(`${folder}${name}/`);
    else if (name.endsWith(".md")) yield folder + name;
  }
}

Deno.test("every erk-learn command and flag that the documentation shows exists", async () => {
  const commands = new Map(
    (await loadCommands()).flatMap((command) =>
      [command.name, ...command.aliases].map((name) => [name, command] as const)
    ),
  );
  const common = ["--repo", "--timeout", "--verbose", "--quiet", "--color", "--version", "--help"];
  const wrong: string[] = [];
  let seen = 0;
  for await (const path of proseFiles()) {
    const text = await Deno.readTextFile(new URL(path, ROOT));
    for (
      const [, words = ""] of text.matchAll(
        /(?:^|[\s`"$(])(?:npx -y deno@[\d.]+ task )?erk-learn ((?:[a-z][\w-]*)(?:[ \t]+[^\s`"'|)#;&>]+)*)/gm,
      )
    ) {
      const [name = "", ...rest] = words.trim().split(/\s+/);
      if (name === "completion") continue;
      const command = commands.get(name);
      // Prose such as "erk-learn turns the logs …".
      if (command === undefined && !name.includes("-")) continue;
      seen++;
      if (command === undefined) {
        wrong.push(`${path}: erk-learn ${name}`);
        continue;
      }
      const known = new Set([
        ...common,
        ...command.options.map(({ flags }) => /--[\w-]+/.exec(flags)?.[0] ?? ""),
      ]);
      for (const word of rest) {
        const flag = /^--[a-z][\w-]*/.exec(word)?.[0];
        if (flag !== undefined && !known.has(flag)) wrong.push(`${path}: erk-learn ${name} ${flag}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(seen > 10);
});

/** What GitHub calls a heading's anchor. */
function anchorOf(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}\p{M}\- _]/gu, "").replaceAll(" ", "-");
}

Deno.test("every link of the documentation to a file of the project leads to one, and to a heading that is there", async () => {
  const wrong: string[] = [];
  for await (const path of proseFiles()) {
    const text = (await Deno.readTextFile(new URL(path, ROOT))).replace(/```[^]*?```/g, "");
    for (const [, target = ""] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [name = "", anchor] = target.split("#");
      const file = name === "" ? new URL(path, ROOT) : new URL(name, new URL(path, ROOT));
      if (!await Deno.stat(file).then(() => true, () => false)) wrong.push(`${path}: ${target}`);
      else if (anchor !== undefined) {
        const headings = [...(await Deno.readTextFile(file)).matchAll(/^#+ (.+)$/gm)];
        if (!headings.some(([, heading = ""]) => anchorOf(heading) === anchor)) {
          wrong.push(`${path}: ${target}`);
        }
      }
    }
  }
  assert.deepEqual(wrong, []);
});

Deno.test("every file and folder of the source that the documentation names is there", async () => {
  const wrong: string[] = [];
  let seen = 0;
  for await (const path of proseFiles()) {
    const text = await Deno.readTextFile(new URL(path, ROOT));
    for (const [, named = ""] of text.matchAll(/`((?:lib|scripts|tests|tools|assembly)\/[\w./-]*)`/g)) {
      seen++;
      if (!await Deno.stat(new URL(named, ROOT)).then(() => true, () => false)) {
        wrong.push(`${path}: ${named}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(seen > 50, `${seen}`);
});

Deno.test("every task that the documentation names is one of deno.json", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT)));
  const wrong: string[] = [];
  let seen = 0;
  for await (const path of proseFiles()) {
    const text = await Deno.readTextFile(new URL(path, ROOT));
    for (const [, name = ""] of text.matchAll(/(?:\bdeno(?:@[\d.]+)? task|`task) ([a-z][\w:-]*)/g)) {
      seen++;
      if (!Object.hasOwn(tasks, name)) wrong.push(`${path}: ${name}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(seen > 20);
});

Deno.test("CONTRIBUTING.md has a row for every task of deno.json", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT)));
  const rows = (await Deno.readTextFile(new URL("CONTRIBUTING.md", ROOT))).split("\n")
    .flatMap((line) => /^\| (`[^|]*) \|/.exec(line)?.[1] ?? []).join(" ");
  const named = new Set([...rows.matchAll(/`([a-z:-]+)(?: …)?`/g)].map(([, name]) => name));
  assert.deepEqual(Object.keys(tasks).filter((name) => !named.has(name)), []);
});

Deno.test("every layer has a row in the table of docs/architecture.md", () => {
  const layers = Object.keys(ALLOWED).filter((layer) => !layer.startsWith("tools"));
  assert.deepEqual([...DESCRIBED_LAYERS].sort(), layers.sort());
});

Deno.test("a made part of a page is put between its marks, and a page without them is refused", () => {
  const parts = { list: () => "new" };
  const page = "before\n<!-- begin: list -->\nold\n<!-- end: list -->\nafter\n";
  const made = withParts(page, parts);
  assert.equal(made, "before\n<!-- begin: list -->\n\nnew\n\n<!-- end: list -->\nafter\n");
  assert.equal(withParts(made, parts), made);
  assert.throws(() => withParts("before\n<!-- begin: list -->\nold\n", parts), /lacks the marks/);
});

Deno.test("the list of decisions names each by its heading", async () => {
  const folder = new URL("docs/decisions/", ROOT);
  const list = await Deno.readTextFile(new URL("README.md", folder));
  for await (const { name } of Deno.readDir(folder)) {
    if (name === "README.md") continue;
    const text = await Deno.readTextFile(new URL(name, folder));
    const [, number, title] = /^# (\d{4}): (.+)$/m.exec(text) ?? [];
    assert.ok(list.includes(`- [${number}](${name}): ${title}\n`), name);
  }
});
