/** Packed materials that nobody should take: written by hand, or changed after packing. */

import { asPublished, createRedactor } from "../../../lib/redact/mod.ts";
import { type GistLimits, packMaterials } from "../../../lib/materials/mod.ts";

const LINE = "=".repeat(60);

/** One packed file, as older clients write it. */
export function section(name: string, content = "<x/>\n"): string {
  return `${LINE}\nFILE: ${name}\n${LINE}\n${content}\n\n`;
}

/** The file name that a gist of a plan's materials has. */
export function gistName(issueNumber = 42): string {
  return `learn-materials-plan-${issueNumber}.txt`;
}

/** The files of an honest gist of two materials. */
export async function honestGist(
  options: { readonly issueNumber?: number; readonly limits?: GistLimits } = {},
): Promise<Record<string, string>> {
  const materials = ["impl-a.xml", "planning-b.xml"].map((name) => ({
    name: asPublished(name),
    grown: asPublished(`<session>${"alpha ".repeat(200)}</session>\n`),
  }));
  const { gistFiles } = await packMaterials(materials, {
    issueNumber: 42,
    createdAt: new Date("2026-02-01T12:00:00Z"),
    redactor: await createRedactor(),
    ...options,
  });
  return Object.fromEntries(gistFiles.map(({ name, content }) => [name, content]));
}

/** An honest gist with its text changed. */
export async function changedGist(change: (text: string) => string): Promise<Record<string, string>> {
  const [[name = "", text = ""] = []] = Object.entries(await honestGist());
  const changed = change(text);
  if (changed === text) throw new Error("The change changes nothing.");
  return { [name]: changed };
}
