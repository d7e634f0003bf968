/**
 * Makes bundles and executables: `deno bundle --minify`, then `deno compile` of a bundle in parts
 * (start-up, size and memory measured in docs/decisions/0002-executables.md).
 *
 *     deno task bundle  [script …]
 *     deno task compile [script …] [--target <os-arch> …] [--compiler <command>] [--server <address>]
 *
 * Without a script: `erk-learn` (main.ts) and `download-learn-materials`.
 * `--compiler` is the deno that compiles, default the running one. Where Deno's download server is out
 * of reach, set DENORT_BIN to a runtime of exactly that compiler's version. `--server` is the GitHub server that an
 * executable with the fewest rights may reach, default https://github.com (and this machine, for tests).
 */

import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadCommands } from "../../scripts/mod.ts";
import { asciiSource } from "./ascii_source.ts";
import { type BundleParts, partsOf } from "./bundle_parts.ts";
import { MEMORY_FLAGS } from "./memory_flags.ts";
import { forServer, mergePermissions, permissionFlags } from "./permissions.ts";
import { withRequireOfNode } from "./require_of_node.ts";
import { findTarget, hostTarget, type Target } from "./targets.ts";

/** One program that can be built. */
interface Buildable {
  readonly name: string;
  readonly entry: string;
  readonly flags: readonly string[];
  /** Whether it converts several sessions in a run, beside each other. */
  readonly workers: boolean;
}

const ROOT = new URL("../../", import.meta.url);
const DIST = new URL("dist/", ROOT);
/** A bundle of its own, where `lib/conversion/session_workers.ts` looks for it: beside the program's. */
const WORKER = { name: "session_worker", entry: "lib/conversion/session_worker.ts" };
const DEFAULT_PROGRAMS = ["erk-learn", "download-learn-materials"];

/** What can be built, for a GitHub server: the whole program, and each command as a narrow program of its own. */
export async function buildables(serverUrl = "https://github.com"): Promise<Buildable[]> {
  const commands = await loadCommands();
  const whole = {
    name: "erk-learn",
    entry: "main.ts",
    flags: permissionFlags(mergePermissions(commands.map((command) => command.permissions))),
    workers: true,
  };
  const narrow = commands.map((command) => ({
    name: command.name,
    entry: `scripts/${command.name.replaceAll("-", "_")}.ts`,
    flags: permissionFlags(forServer(command.permissions, serverUrl)),
    workers: command.name === "trigger-async-learn",
  }));
  return [whole, ...narrow];
}

/** One file, to be run by a deno. */
async function bundle(program: Pick<Buildable, "name" | "entry">): Promise<string> {
  const path = new URL(`${program.name}.js`, DIST).pathname;
  await run([Deno.execPath(), "bundle", "--quiet", "--minify", "--output", path, program.entry]);
  await makeLoadable(path);
  return path;
}

/**
 * What an executable holds: a file for each part that is loaded when it is wanted. Of one file V8 parses all of it, whatever the
 * command, which took 16 MB more of each process that found no code in V8's cache.
 */
async function bundleInParts(program: Buildable): Promise<BundleParts> {
  const folder = new URL(`${program.name}/`, DIST).pathname;
  const entries = [program.entry, ...(program.workers ? [WORKER.entry] : [])];
  // Parts of an earlier build have other names.
  rmSync(folder, { recursive: true, force: true });
  await run([
    ...[Deno.execPath(), "bundle", "--quiet", "--minify", "--code-splitting", "--outdir", folder],
    ...entries,
  ]);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".js")
  );
  for (const file of files) await makeLoadable(join(folder, file));
  const parts = partsOf(files, program.entry, program.workers ? WORKER.entry : undefined);
  for (const { path, source } of parts.workers) await Deno.writeTextFile(join(folder, path), source);
  return {
    entry: join(folder, parts.entry),
    workers: parts.workers.map(({ path, source }) => ({ path: join(folder, path), source })),
  };
}

async function makeLoadable(path: string): Promise<void> {
  await Deno.writeTextFile(path, asciiSource(withRequireOfNode(await Deno.readTextFile(path))));
}

async function compile(
  program: Buildable,
  { entry, workers }: BundleParts,
  target: Target,
  compiler: readonly string[],
): Promise<string> {
  const path = new URL(`${program.name}-${target.name}${target.extension}`, DIST).pathname;
  // Without --no-config the project's deno.json would put every npm package of the lock file inside.
  await run([
    ...compiler,
    "compile",
    "--quiet",
    "--no-config",
    "--no-check",
    MEMORY_FLAGS,
    ...program.flags,
    ...workers.flatMap((worker) => ["--include", worker.path]),
    "--target",
    target.triple,
    "--output",
    path,
    entry,
  ]);
  return path;
}

async function run(words: readonly string[]): Promise<void> {
  const [program, ...args] = words;
  if (program === undefined) throw new Error("No program to run.");
  const status = await new Deno.Command(program, { args, cwd: ROOT, stdout: "inherit", stderr: "inherit" })
    .spawn().status;
  if (!status.success) throw new Error(`\`${words.join(" ")}\` failed with status ${status.code}.`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    args: Deno.args.filter((word) => word !== "--"),
    allowPositionals: true,
    options: {
      target: { type: "string", multiple: true },
      compiler: { type: "string" },
      server: { type: "string" },
      "bundle-only": { type: "boolean" },
    },
  });
  const wanted = positionals.length > 0 ? positionals : DEFAULT_PROGRAMS;
  const available = await buildables(values.server);
  const programs = wanted.map((name) => {
    const found = available.find((program) => program.name === name);
    if (found === undefined) {
      throw new Error(
        `Unknown program "${name}"; choose from ${available.map((program) => program.name).join(", ")}.`,
      );
    }
    return found;
  });
  const targets = values.target === undefined ? [hostTarget()] : values.target.map(findTarget);
  const compiler = values.compiler?.split(" ").filter((word) => word !== "") ?? [Deno.execPath()];

  await Deno.mkdir(DIST, { recursive: true });
  if (values["bundle-only"] === true) {
    if (programs.some(({ workers }) => workers)) await print(await bundle(WORKER));
    for (const program of programs) await print(await bundle(program));
    return;
  }
  for (const program of programs) {
    const parts = await bundleInParts(program);
    for (const target of targets) await print(await compile(program, parts, target, compiler));
  }
}

async function print(path: string): Promise<void> {
  const { size } = await Deno.stat(path);
  console.log(`${(size / 1_000_000).toFixed(1).padStart(7)} MB  ${path.slice(ROOT.pathname.length)}`);
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    console.error(`build: ${error instanceof Error ? error.message : error}`);
    Deno.exit(1);
  }
}
