/**
 * Makes what a release consists of, in dist/release/: an archive a program and platform, `SHA256SUMS`, the software bill of
 * materials, the notes, the installers; and in dist/npm/ the npm packages. Publishes nothing.
 *
 *     deno task release [--target <os-arch> …] [--compiler <command>] [--tag v1.2.3] [--skip-build]
 *
 * Without `--target`: all five platforms. `--compiler`: see tools/build/main.ts. `--tag`: fails unless it names the version of
 * deno.json and CHANGELOG.md has notes for it; without it the notes are those of "Unreleased". `--skip-build`: the
 * executables are in dist/ already.
 */

import { parseArgs } from "node:util";
import { VERSION } from "../../lib/version.ts";
import { findTarget, TARGETS } from "../build/targets.ts";
import { packRelease, RELEASED_PROGRAMS } from "./pack.ts";
import { releaseNotes, requireVersionOfTag } from "./release_notes.ts";

const ROOT = new URL("../../", import.meta.url);
const DIST = new URL("dist/", ROOT);

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: Deno.args.filter((word) => word !== "--"),
    options: {
      target: { type: "string", multiple: true },
      compiler: { type: "string" },
      tag: { type: "string" },
      "skip-build": { type: "boolean" },
    },
  });
  const targets = values.target === undefined ? TARGETS : values.target.map(findTarget);
  if (values.tag !== undefined) requireVersionOfTag(values.tag, VERSION);
  // Before the build: it takes minutes.
  const changelog = await Deno.readTextFile(new URL("CHANGELOG.md", ROOT));
  const notes = releaseNotes(changelog, values.tag === undefined ? "Unreleased" : VERSION);
  if (values["skip-build"] !== true) {
    await build(targets.map(({ name }) => name), values.compiler);
  }
  for (const { path, bytes } of await packRelease({ targets, dist: DIST, version: VERSION, notes })) {
    console.log(`${(bytes / 1_000_000).toFixed(1).padStart(7)} MB  dist/${path}`);
  }
}

async function build(targets: readonly string[], compiler: string | undefined): Promise<void> {
  const args = ["run", "-A", "tools/build/main.ts", ...RELEASED_PROGRAMS];
  for (const name of targets) args.push("--target", name);
  if (compiler !== undefined) args.push("--compiler", compiler);
  const { success } = await new Deno.Command(Deno.execPath(), { args, cwd: ROOT }).spawn().status;
  if (!success) throw new Error("the build failed; its own message stands above.");
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    console.error(`release: ${error instanceof Error ? error.message : error}`);
    Deno.exit(1);
  }
}
