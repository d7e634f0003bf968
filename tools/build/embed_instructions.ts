/**
 * Writes the agents' instructions into a module, so that executables hold them: text imports need a flag on
 * Deno 2.7.11.
 *
 *     deno run -A tools/build/embed_instructions.ts
 */

const FOLDER = new URL("../../lib/learn/agents/instructions/", import.meta.url);
const RULES = "rules.md";

/** Where the module is written. */
export const INSTRUCTIONS_MODULE = new URL("mod.ts", FOLDER);

/** The module's source: a constant for each Markdown file but the rules, which are appended to each. */
export async function renderInstructionsModule(): Promise<string> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(FOLDER)) {
    if (name.endsWith(".md") && name !== RULES) names.push(name);
  }
  const rules = await Deno.readTextFile(new URL(RULES, FOLDER));
  const constants = await Promise.all(
    names.sort().map(async (name) => {
      const own = await Deno.readTextFile(new URL(name, FOLDER));
      const constant = name.replace(/\.md$/, "").replaceAll("-", "_").toUpperCase();
      return `export const ${constant} = redactedText\`${inTemplate(`${own}\n`)}\${RULES}\`;\n`;
    }),
  );
  return [
    "/** Generated from the Markdown files beside it by `tools/build/embed_instructions.ts`: change those. */\n",
    'import { redactedText } from "../../../redact/redacted.ts";\n',
    `const RULES = redactedText\`${inTemplate(rules)}\`;\n`,
    ...constants,
  ].join("\n");
}

function inTemplate(text: string): string {
  return text.replace(/[\\`]|\$\{/g, (found) => `\\${found}`);
}

if (import.meta.main) await Deno.writeTextFile(INSTRUCTIONS_MODULE, await renderInstructionsModule());
