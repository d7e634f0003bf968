/**
 * Writes the workflow templates into a module, so that executables hold them: text imports need a flag on
 * Deno 2.7.11.
 *
 *     deno run -A tools/build/embed_templates.ts
 */

const FOLDER = new URL("../../lib/init/templates/", import.meta.url);

/** Where the module is written. */
export const TEMPLATES_MODULE = new URL("mod.ts", FOLDER);

/** The module's source: a constant for each YAML file. */
export async function renderTemplatesModule(): Promise<string> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(FOLDER)) if (name.endsWith(".yml")) names.push(name);
  const constants = await Promise.all(
    names.sort().map(async (name) => {
      const text = await Deno.readTextFile(new URL(name, FOLDER));
      const constant = name.replace(/\.yml$/, "").replaceAll("-", "_").toUpperCase();
      return `export const ${constant} = \`${text.replace(/[\\`]|\$\{/g, (found) => `\\${found}`)}\`;\n`;
    }),
  );
  return [
    "// deno-fmt-ignore-file: the lines are those of the templates\n",
    "/** Generated from the YAML files beside it by `tools/build/embed_templates.ts`: change those. */\n",
    ...constants,
  ].join("\n");
}

if (import.meta.main) await Deno.writeTextFile(TEMPLATES_MODULE, await renderTemplatesModule());
