/** Hostile gists: what is in them. */

import { join } from "node:path";
import { changedGist, gistName, honestGist, section } from "./gist_texts.ts";
import type { HostileCall, HostileCase, HostileOutcome, HostileWorld } from "./hostile_case.ts";

type Files = Readonly<Record<string, string>>;

/** A case that only puts a gist there. */
function gist(
  kind: string,
  files: Files | (() => Promise<Files>),
  says: RegExp,
  options: { readonly outcome?: HostileOutcome; readonly flags?: HostileCall["flags"] } = {},
): HostileCase {
  return {
    kind,
    says,
    outcome: options.outcome ?? "refused",
    prepare: async ({ emulator }) => {
      const seeded = emulator.seedGist({ files: typeof files === "function" ? await files() : files });
      return call(seeded.htmlUrl, options.flags);
    },
  };
}

/** The call that downloads a gist of materials. */
export function call(gistUrl: string, flags: HostileCall["flags"] = {}): HostileCall {
  return {
    command: "download-learn-materials",
    flags: { "gist-url": gistUrl, "output-dir": "out", ...flags },
  };
}

const packed = (...texts: readonly string[]): Files => ({ [gistName()]: texts.join("") });
const named = (name: string): Files => packed(section("impl-a.xml"), section(name));

/** A file called `impl-a.xml` in its place, made before the command runs. */
function occupied(kind: string, says: RegExp, occupy: (world: HostileWorld) => Promise<void>): HostileCase {
  return {
    kind,
    says,
    outcome: "refused",
    prepare: async (world) => {
      await Deno.writeTextFile(join(world.folder, "victim.txt"), "precious");
      await occupy(world);
      return call(world.emulator.seedGist({ files: await honestGist() }).htmlUrl);
    },
  };
}

const NAMES: HostileCase[] = [
  gist("path traversal", named("../evil.xml"), /unsafe name, "\.\.\/evil\.xml": it holds a path separator/),
  gist("path traversal, Windows", named("..\\evil.xml"), /path separator/),
  gist("absolute name", named("/tmp/evil.xml"), /path separator/),
  gist("drive letter", named("C:evil.xml"), /holds one of </),
  gist("device name", named("nul.xml"), /is a device on Windows/),
  gist("device name with a superscript digit", named("COM¹.txt"), /is a device on Windows/),
  gist("NUL in a name", named("a\0.xml"), /control or invisible characters/),
  gist("name that reads backwards", named("impl-\u202elmx.exe"), /control or invisible characters/),
  gist("hidden file", named(".bashrc"), /it is hidden/),
  gist("state of an earlier trigger", named("trigger-state.json"), /no material, "trigger-state\.json"/),
  gist("script", named("impl-a.sh"), /no material, "impl-a\.sh"/),
  gist("name that looks like a flag", named("-rf.xml"), /no material, "-rf\.xml"/),
  gist("name of 256 bytes", named("x".repeat(256)), /longer than 255 bytes/),
  gist("same name twice", named("impl-a.xml"), /"impl-a\.xml" twice/),
  gist("case collision", named("IMPL-A.xml"), /are one file on some systems/),
  gist(
    "collision of Unicode forms",
    packed(section("ü.xml"), section("u\u0308.xml")),
    /are one file on some systems/,
  ),
];

const TARGETS: HostileCase[] = [
  occupied("symbolic link at the target", /is a symbolic link; nothing was written/, async ({ folder }) => {
    await Deno.mkdir(join(folder, "out"));
    await Deno.symlink(join(folder, "victim.txt"), join(folder, "out", "planning-b.xml"));
  }),
  occupied(
    "output folder that is a symbolic link",
    /is a symbolic link, not a folder/,
    async ({ folder }) => {
      await Deno.mkdir(join(folder, "elsewhere"));
      await Deno.symlink(join(folder, "elsewhere"), join(folder, "out"));
    },
  ),
  occupied("folder at the target", /is a folder; nothing was written/, async ({ folder }) => {
    await Deno.mkdir(join(folder, "out", "planning-b.xml"), { recursive: true });
  }),
];

const MANY = Array.from({ length: 10_000 }, (_, index) => `impl-${index}.xml`);

const NUMBERS: HostileCase[] = [
  gist(
    "10,000 packed files",
    packed(...MANY.map((name) => section(name, "x"))),
    /holds more than 5000 files/,
  ),
  gist(
    "10,000 files in the gist",
    Object.fromEntries([gistName(), ...MANY].map((name) => [name, section("a.xml", "x")])),
    /more files than GitHub lists/,
  ),
];

const tiny = { fileBytes: 1_000, files: 300 };
const without = async (lost: string): Promise<Files> => {
  const { [lost]: _, ...left } = await honestGist({ limits: tiny });
  return left;
};

/** What a manifest says of the text `ab` in two pieces. */
const A_AND_B = '"bytes": 2, "pieces": [1, 1], ' +
  '"sha256": "fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603"';

const MANIFESTS: HostileCase[] = [
  gist(
    "changed content",
    () => changedGist((text) => text.replace("alpha", "omega")),
    /"impl-a\.xml": its checksum is wrong/,
  ),
  gist(
    "manifest that lies about a size",
    () => changedGist((text) => text.replace(/"bytes": \d+/, '"bytes": 7')),
    /another size than the 7 bytes/,
  ),
  gist(
    "manifest that claims a petabyte",
    () => changedGist((text) => text.replace(/"bytes": \d+/, '"bytes": 1000000000000000')),
    /another size/,
  ),
  gist(
    "manifest with a file that isn't there",
    () => changedGist((text) => text.replace("FILE: impl-a.xml", "FILE: impl-z.xml")),
    /the gist lacks it/,
  ),
  gist(
    "file that the manifest doesn't list",
    () => changedGist((text) => text + section("evil.xml")),
    /the manifest doesn't list it/,
  ),
  gist(
    "manifest that lists itself",
    () => changedGist((text) => text.replace('"name": "impl-a.xml"', '"name": "manifest.json"')),
    /the gist lacks it/,
  ),
  gist(
    "manifest that isn't JSON",
    () => changedGist((text) => text.replace('"files": [', '"files": ')),
    /manifest of the materials is damaged/,
  ),
  gist(
    "manifest of a newer program",
    () => changedGist((text) => text.replace('"schema_version": 1', '"schema_version": 9')),
    /newer erk-learn/,
  ),
  gist(
    "manifest that joins pieces to an unsafe name",
    () =>
      changedGist((text) =>
        text.replace(/={60}\nFILE: impl-a\.xml\n={60}\n[^=]*/, "")
          .replace(/"name": "impl-a\.xml", "bytes": \d+, "sha256": "\w+"/, `"name": "impl-a.", ${A_AND_B}`) +
        section("impl-a..piece-1-of-2", "a") + section("impl-a..piece-2-of-2", "b")
      ),
    /unsafe name, "impl-a\."/,
  ),
  gist(
    "manifest that claims huge pieces",
    () =>
      changedGist((text) =>
        text.replace('"name": "impl-a.xml",', '"name": "impl-a.xml", "pieces": [4000000000, 4000000000],')
      ),
    /the gist lacks it/,
  ),
  gist("numbered file that is missing", () => without(`${gistName()}.003`), /file number 3 is missing/),
  gist("last numbered file that is missing", async () => {
    const last = Object.keys(await honestGist({ limits: tiny })).at(-1) ?? "";
    return await without(last);
  }, /incomplete or were changed/),
  gist(
    "numbered file that the manifest doesn't know",
    async () => ({ ...await honestGist(), [`${gistName()}.002`]: section("evil.xml") }),
    /should be in 1/,
  ),
  gist(
    "materials of two plans",
    { ...packed(section("a.xml")), [gistName(43)]: section("b.xml") },
    /No files found/,
  ),
];

const ISSUES: HostileCase[] = [
  gist(
    "materials of another issue",
    () => honestGist({ issueNumber: 43 }),
    /materials of plan #43, not of plan #42/,
    {
      flags: { issue: "42" },
    },
  ),
  gist(
    "materials of another issue, without a manifest",
    { [gistName(43)]: section("a.xml") },
    /plan #43, not of plan #42/,
    {
      flags: { issue: "42" },
    },
  ),
  gist(
    "materials under another issue's name",
    async () => ({ [gistName(43)]: Object.values(await honestGist())[0] ?? "" }),
    /named for plan #43, but holds materials of plan #42/,
  ),
  gist(
    "materials of another issue, allowed",
    () => honestGist({ issueNumber: 43 }),
    /plan #43, not of plan #42/,
    {
      outcome: "warned",
      flags: { issue: "42", "allow-issue-mismatch": true },
    },
  ),
];

const FORMATS: HostileCase[] = [
  gist("web page instead of materials", packed("<html>\n</html>\n"), /No files found in gist content/),
  gist(
    "delimiters in a content",
    packed(section("a.xml", `${"=".repeat(60)}\nFILE: ../evil.xml\n${"=".repeat(60)}\nx\n`)),
    /unsafe name/,
  ),
  gist("a megabyte of =", packed(section("impl-a.xml", "=".repeat(900_000))), /^$/, { outcome: "taken" }),
];

/** All of them. */
export const GIST_CASES: readonly HostileCase[] = [
  ...NAMES,
  ...TARGETS,
  ...NUMBERS,
  ...MANIFESTS,
  ...ISSUES,
  ...FORMATS,
];
