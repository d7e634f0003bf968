import assert from "node:assert/strict";
import { join } from "node:path";
import { listMaterials, readMaterials } from "../../lib/materials/mod.ts";
import { areInFolder, hashFiles } from "../../lib/run_state/file_hashes.ts";
import { discoverSessions } from "../../lib/session/discovery.ts";
import { UserError } from "../../lib/user_error.ts";

const FILES = 50;

/** Calls the test with a folder of materials, and as many project folders. */
async function withManyFiles(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(join(folder, "materials"));
    for (let index = 0; index < FILES; index++) {
      await Deno.writeTextFile(join(folder, "materials", `impl-s${index}.xml`), "<session/>");
      await Deno.mkdir(join(folder, "projects", `p${index}`), { recursive: true });
      await Deno.writeTextFile(join(folder, "projects", `p${index}`, `s${index}.jsonl`), "{}\n");
    }
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Gives the most files and folders that `work` has open at the same time. */
async function mostOpen(work: () => Promise<void>): Promise<number> {
  const { readFile, readDir } = Deno;
  let open = 0;
  let most = 0;
  const begin = () => void (most = Math.max(most, ++open));
  Deno.readFile = async (...given) => {
    begin();
    return await readFile(...given).finally(() => open--);
  };
  Deno.readDir = async function* (...given) {
    begin();
    try {
      yield* readDir(...given);
    } finally {
      open--;
    }
  };
  try {
    await work();
    return most;
  } finally {
    Object.assign(Deno, { readFile, readDir });
  }
}

const TRACKED = { planning: "s7", implementation: [], learn: [], remote: undefined, warnings: [] };

Deno.test("however many materials and projects there are, few are open at a time", () =>
  withManyFiles(async (folder) => {
    const { materials } = await listMaterials(join(folder, "materials"));
    const paths = materials.map(({ path }) => path);
    const hashes = await hashFiles(paths);
    const work: readonly (() => Promise<unknown>)[] = [
      async () => assert.equal((await readMaterials(materials)).length, FILES),
      async () => assert.equal(Object.keys(await hashFiles(paths)).length, FILES),
      async () => assert.ok(await areInFolder(join(folder, "materials"), hashes)),
      () => discover(folder),
    ];
    for (const each of work) {
      const most = await mostOpen(async () => void await each());
      assert.ok(most > 1 && most <= 16, `${most} were open`);
    }
  }));

function discover(folder: string) {
  return discoverSessions({
    claudeFolder: folder,
    workingDirectory: folder,
    projectRoot: folder,
    branch: undefined,
    tracked: TRACKED,
  });
}

Deno.test("a folder that can't be opened because too many are isn't taken for an empty one", () =>
  withManyFiles(async (folder) => {
    const { readDir } = Deno;
    Deno.readDir = (path) => {
      if (!String(path).endsWith("p9")) return readDir(path);
      throw Object.assign(new Error(`Too many open files (os error 24): readdir '${path}'`), {
        code: "EMFILE",
      });
    };
    try {
      await assert.rejects(
        discover(folder),
        (error) => error instanceof UserError && /too many files are open\): .*ulimit -n/.test(error.message),
      );
    } finally {
      Deno.readDir = readDir;
    }
  }));
