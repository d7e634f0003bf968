/** What a release consists of, made from executables that were built before: archives, checksums, npm packages. */

import { sha256Of } from "../../lib/sha256.ts";
import type { Target } from "../build/targets.ts";
import { type ArchivedFile, tarGz, zip } from "./archive.ts";
import { renderChecksums } from "./checksums.ts";
import { mainPackage, type PackageFile, platformPackage, platformPackageName } from "./npm_packages.ts";
import { lockSchema, moduleGraphSchema, renderSbom } from "./sbom.ts";

const ROOT = new URL("../../", import.meta.url);

/** Programs that a release holds. */
export const RELEASED_PROGRAMS = ["erk-learn", "download-learn-materials"] as const;

const INSTALLERS = ["install.sh", "install.ps1"];

export interface ReleaseInput {
  readonly targets: readonly Target[];
  /** Where the executables lie; `release/` and `npm/` are made in it anew. */
  readonly dist: URL;
  readonly version: string;
  /** Markdown. */
  readonly notes: string;
}

/** A file that was made; its path from `dist`. */
export interface PackedFile {
  readonly path: string;
  readonly bytes: number;
}

/** `erk-learn-linux-x64.tar.gz`: without a version, so that the newest one has an address that stays. */
export function archiveName(program: string, { name, extension }: Target): string {
  return `${program}-${name}.${extension === ".exe" ? "zip" : "tar.gz"}`;
}

/**
 * Makes `release/` and `npm/` in `dist`. Publishes nothing.
 *
 * @throws {Error} if an executable is missing, or Deno can't tell what the program holds.
 */
export async function packRelease({ targets, dist, version, notes }: ReleaseInput): Promise<PackedFile[]> {
  const release = new URL("release/", dist);
  await remake(release);
  const digests = new Map<string, string>();
  const packed: PackedFile[] = [];
  const add = async (name: string, bytes: Uint8Array<ArrayBuffer>) => {
    await Deno.writeFile(new URL(name, release), bytes);
    digests.set(name, await sha256Of(bytes));
    packed.push({ path: `release/${name}`, bytes: bytes.length });
  };
  for (const target of targets) {
    for (const program of RELEASED_PROGRAMS) {
      await add(archiveName(program, target), await archive(dist, program, target));
    }
  }
  for (const name of INSTALLERS) await add(name, await Deno.readFile(new URL(name, ROOT)));
  await add("erk-learn.cdx.json", new TextEncoder().encode(await sbom(version)));
  await Deno.writeTextFile(new URL("SHA256SUMS", release), renderChecksums(digests));
  await Deno.writeTextFile(new URL("NOTES.md", release), notes);
  await writeNpmPackages(dist, targets, version);
  return packed;
}

async function remake(folder: URL): Promise<void> {
  await Deno.remove(folder, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  await Deno.mkdir(folder, { recursive: true });
}

async function archive(dist: URL, program: string, target: Target): Promise<Uint8Array<ArrayBuffer>> {
  const { extension } = target;
  const files: ArchivedFile[] = [
    {
      name: `${program}${extension}`,
      data: await Deno.readFile(executable(dist, program, target)),
      executable: true,
    },
    ...await Promise.all(["LICENSE", "README.md"].map(async (name) => ({
      name,
      data: await Deno.readFile(new URL(name, ROOT)),
      executable: false,
    }))),
  ];
  return new Uint8Array(extension === ".exe" ? zip(files) : tarGz(files));
}

function executable(dist: URL, program: string, { name, extension }: Target): URL {
  return new URL(`${program}-${name}${extension}`, dist);
}

async function sbom(version: string): Promise<string> {
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "main.ts"],
    cwd: ROOT,
  }).output();
  if (!success) throw new Error("`deno info --json main.ts` failed; run it to see why.");
  return renderSbom({
    name: "erk-learn",
    version,
    graph: moduleGraphSchema.parse(JSON.parse(new TextDecoder().decode(stdout))),
    lock: lockSchema.parse(JSON.parse(await Deno.readTextFile(new URL("deno.lock", ROOT)))),
  });
}

async function writeNpmPackages(dist: URL, targets: readonly Target[], version: string): Promise<void> {
  const npm = new URL("npm/", dist);
  await remake(npm);
  const readme = await Deno.readTextFile(new URL("README.md", ROOT));
  await writePackage(npm, "erk-learn", mainPackage(targets, version, readme));
  for (const target of targets) {
    const folder = await writePackage(npm, platformPackageName(target), platformPackage(target, version));
    await Deno.mkdir(new URL("bin/", folder), { recursive: true });
    const program = new URL(`bin/erk-learn${target.extension}`, folder);
    await Deno.copyFile(executable(dist, "erk-learn", target), program);
    if (Deno.build.os !== "windows") await Deno.chmod(program, 0o755);
  }
}

async function writePackage(npm: URL, name: string, files: readonly PackageFile[]): Promise<URL> {
  const folder = new URL(`${name}/`, npm);
  for (const { path, text } of files) {
    const file = new URL(path, folder);
    await Deno.mkdir(new URL("./", file), { recursive: true });
    await Deno.writeTextFile(file, text);
  }
  return folder;
}
