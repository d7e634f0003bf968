/**
 * Imports point one way: main → scripts → lib, and inside lib towards the bottom.
 * Walks every source file and names each arrow that points elsewhere.
 */

/** A file that imports something its layer may not. */
export interface WrongArrow {
  /** Path of the importing file, from the project's root. */
  readonly from: string;
  readonly line: number;
  /** Path of the imported file, from the project's root. */
  readonly to: string;
  readonly reason: string;
}

const BOTTOM = ["lib"];

/** Layers that import nothing but the files directly in `lib/`, and those. */
export const LOW = ["lib/session", "lib/redact", "lib/config", "lib/git", "lib/cache", ...BOTTOM];
/** Layers that import the low ones. */
export const MIDDLE = ["lib/preprocess", "lib/materials", "lib/github"];

/** What each layer may import besides itself. `lib` stands for the few files directly in it. */
export const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "": ["lib", "lib/cli", "scripts"],
  "scripts": [
    "lib/cli",
    "lib/learn",
    "lib/report",
    "lib/conversion",
    "lib/run_state",
    "lib/init",
    ...MIDDLE,
    ...LOW,
  ],
  "lib/cli": ["lib/github", ...LOW],
  "lib/learn": [...MIDDLE, ...LOW],
  "lib/report": ["lib/learn", ...MIDDLE, ...LOW],
  "lib/conversion": ["lib/preprocess", ...LOW],
  "lib/run_state": ["lib/github", ...LOW],
  "lib/init": LOW,
  "lib/preprocess": LOW,
  "lib/materials": LOW,
  "lib/github": LOW,
  "lib/session": BOTTOM,
  "lib/redact": BOTTOM,
  "lib/config": BOTTOM,
  "lib/git": BOTTOM,
  "lib/cache": BOTTOM,
  "lib": [],
  "tools": [
    "",
    "scripts",
    "lib/cli",
    "lib/learn",
    "lib/report",
    "lib/conversion",
    "lib/init",
    ...MIDDLE,
    ...LOW,
  ],
  // These show, measure and torment the program on made-up logs and the emulator.
  "tools/demo": ["", "tools", "tests", "scripts", "lib/cli", "lib/conversion", ...MIDDLE, ...LOW],
  "tools/faults": [
    "",
    "tools",
    "tests",
    "scripts",
    "lib/cli",
    "lib/conversion",
    "lib/run_state",
    ...MIDDLE,
    ...LOW,
  ],
  "tools/bench": ["", "tools", "tests", "scripts", "lib/cli", "lib/conversion", ...MIDDLE, ...LOW],
};

/** The layer of a file: the longest known folder that holds it. */
function layerOf(path: string): string {
  const folders = [...Object.keys(ALLOWED), "tests"].filter((layer) => layer !== "");
  const holding = folders.filter((layer) => path.startsWith(`${layer}/`));
  return holding.sort((a, b) => b.length - a.length)[0] ?? "";
}

/** Judges one file's imports. `path` is the file's path from the project's root, with forward slashes. */
export function wrongArrowsOf(path: string, source: string): WrongArrow[] {
  const layer = layerOf(path);
  if (layer === "tests") return [];
  return relativeImports(source).flatMap(({ specifier, line }) => {
    const to = new URL(specifier, `file:///${path}`).pathname.slice(1);
    const target = layerOf(to);
    // `lib/version.ts` reads the version where it is written.
    const isVersion = path === "lib/version.ts" && to === "deno.json";
    if (target === layer || isVersion || (ALLOWED[layer] ?? []).includes(target)) return [];
    return [{
      from: path,
      line,
      to,
      reason: `${layer || "the root"} may not import ${target || "the root"}`,
    }];
  });
}

/** Static, type-only, re-exporting and dynamic imports of the project's own files. */
function relativeImports(source: string): { specifier: string; line: number }[] {
  const expression = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)["'](\.{1,2}\/[^"']+)["']/g;
  return [...source.matchAll(expression)].map((match) => ({
    specifier: match[1] ?? "",
    line: source.slice(0, match.index).split("\n").length,
  }));
}

/** Every TypeScript file of the project, from its root, without what is generated. */
export async function* sourceFiles(root: URL, folder = ""): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(new URL(folder, root))) {
    if (entry.name.startsWith(".") || ["dist", "node_modules"].includes(entry.name)) continue;
    if (entry.isDirectory) yield* sourceFiles(root, `${folder}${entry.name}/`);
    else if (entry.name.endsWith(".ts")) yield `${folder}${entry.name}`;
  }
}

/** All wrong arrows of the project whose root is given. */
export async function findWrongArrows(root: URL): Promise<WrongArrow[]> {
  const found: WrongArrow[] = [];
  for await (const path of sourceFiles(root)) {
    found.push(...wrongArrowsOf(path, await Deno.readTextFile(new URL(path, root))));
  }
  return found;
}

if (import.meta.main) {
  const wrong = await findWrongArrows(new URL("../../", import.meta.url));
  for (const arrow of wrong) console.error(`${arrow.from}:${arrow.line} → ${arrow.to}: ${arrow.reason}`);
  if (wrong.length > 0) Deno.exit(1);
  console.log("import directions: all arrows point the right way");
}
