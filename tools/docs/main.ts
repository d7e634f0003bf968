/**
 * The pages of `docs/` that are made from the program: one for each command, their list, the manual pages, the configuration
 * and its schema for editors; and the tables in other pages that stand between `<!-- begin: … -->` and `<!-- end: … -->`.
 *
 *     deno task docs             says which pages are not true any more
 *     deno task docs -- --write  writes them
 */

import { loadCommands } from "../../scripts/mod.ts";
import { VERSION } from "../../lib/version.ts";
import { renderCommandIndex, renderCommandPage, renderManual } from "./command_page.ts";
import { renderLayers } from "./layers.ts";
import { configurationJsonSchema, renderConfigurationPage } from "./configuration_page.ts";

const DOCS = new URL("../../docs/", import.meta.url);

/** Folders that hold generated pages and nothing else. */
const GENERATED_FOLDERS = ["commands/", "man/"];

/** Made parts of pages that people write: page → name of the part → text. */
const PARTS: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  "architecture.md": { layers: renderLayers },
};

/** Every generated page: path from `docs/` → text; of a page with made parts, as it has to be. */
async function generatedPages(): Promise<Map<string, string>> {
  const commands = await loadCommands();
  const pages = new Map<string, string>([
    ["commands/README.md", renderCommandIndex(commands)],
    ["configuration.md", renderConfigurationPage(commands, VERSION)],
    ["learn.schema.json", `${JSON.stringify(configurationJsonSchema(VERSION), null, 2)}\n`],
  ]);
  for (const command of commands) {
    pages.set(`commands/${command.name}.md`, renderCommandPage(command));
    pages.set(`man/erk-learn-${command.name}.1`, renderManual(command, VERSION));
  }
  for (const [path, parts] of Object.entries(PARTS)) {
    pages.set(path, withParts(await readPage(path) ?? "", parts));
  }
  return pages;
}

/** Replaces what stands between a part's marks. Throws if a page has lost them. */
export function withParts(page: string, parts: Readonly<Record<string, () => string>>): string {
  return Object.entries(parts).reduce((text, [name, render]) => {
    const [begin, end] = [`<!-- begin: ${name} -->`, `<!-- end: ${name} -->`];
    const [before = "", rest] = text.split(begin);
    const after = rest?.split(end)[1];
    if (after === undefined) throw new Error(`a page lacks the marks ${begin} and ${end}`);
    return `${before}${begin}\n\n${render()}\n\n${end}${after}`;
  }, page);
}

async function readPage(path: string): Promise<string | undefined> {
  return await Deno.readTextFile(new URL(path, DOCS)).catch(() => undefined);
}

/** Pages that are missing, not as they would be made, or of commands that are no more. */
export async function untruePages(): Promise<string[]> {
  const pages = await generatedPages();
  const wrong = new Set<string>();
  for (const [path, text] of pages) {
    const written = await readPage(path);
    if (written === undefined || folded(path, written) !== folded(path, text)) wrong.add(path);
  }
  for (const folder of GENERATED_FOLDERS) {
    for (const name of await namesIn(folder)) if (!pages.has(folder + name)) wrong.add(folder + name);
  }
  return [...wrong].sort();
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await Array.fromAsync(Deno.readDir(new URL(folder, DOCS)))).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** `deno fmt` aligns tables and breaks lines of JSON; that makes no other page. */
function folded(path: string, text: string): string {
  if (path.endsWith(".md")) return text.replace(/[ -]*-[ -]*/g, "-").replace(/ +/g, " ");
  return path.endsWith(".json") ? text.replace(/\s+/g, "") : text;
}

async function write(): Promise<void> {
  const pages = await generatedPages();
  for (const folder of GENERATED_FOLDERS) {
    await Deno.remove(new URL(folder, DOCS), { recursive: true }).catch(() => {});
    await Deno.mkdir(new URL(folder, DOCS), { recursive: true });
  }
  for (const [path, text] of pages) await Deno.writeTextFile(new URL(path, DOCS), text);
  const formatted = [...pages.keys()].filter((path) => /\.(?:md|json)$/.test(path));
  await new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--quiet", ...formatted.map((path) => new URL(path, DOCS).pathname)],
  }).spawn().status;
}

if (import.meta.main) {
  if (Deno.args.includes("--write")) await write();
  const wrong = await untruePages();
  if (wrong.length > 0) {
    console.error(`not true any more: ${wrong.join(", ")}; run \`deno task docs -- --write\``);
    Deno.exit(1);
  }
  console.log("docs: every generated page is true");
}
