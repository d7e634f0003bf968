/** What a command loads before it knows what to do: each package takes its time, `--help` included. */

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../", import.meta.url);

interface Dependency {
  readonly isDynamic?: boolean;
  readonly code?: { readonly specifier?: string };
}

interface Module {
  readonly specifier: string;
  readonly dependencies?: readonly Dependency[];
}

const ofProgram = await modulesOf("main.ts");

/** The modules of a program by their addresses, as `deno info` tells them. */
async function modulesOf(entry: string): Promise<ReadonlyMap<string, Module>> {
  const args = ["info", "--json", entry];
  const { stdout } = await new Deno.Command(Deno.execPath(), { args, cwd: fileURLToPath(ROOT) }).output();
  const told: { modules: readonly Module[] } = JSON.parse(new TextDecoder().decode(stdout));
  return new Map(told.modules.map((module) => [module.specifier, module]));
}

/** What is loaded with a module at once: not what is imported when it is wanted. */
function loadedWith(specifier: string, modules: ReadonlyMap<string, Module>): ReadonlySet<string> {
  const loaded = new Set([specifier]);
  for (const own of loaded) {
    for (const { isDynamic, code } of modules.get(own)?.dependencies ?? []) {
      if (isDynamic !== true && code?.specifier !== undefined) loaded.add(code.specifier);
    }
  }
  return loaded;
}

/** The npm packages among them. */
function packagesOf(path: string, modules = ofProgram): string[] {
  const loaded = [...loadedWith(new URL(path, ROOT).href, modules)];
  return loaded.flatMap((specifier) => /^npm:\/?((?:@[^/]+\/)?[^@/]+)/.exec(specifier)?.[1] ?? []);
}

Deno.test("`--version` loads nothing but the version and the names of commands", () => {
  assert.deepEqual(
    [...loadedWith(new URL("main.ts", ROOT).href, ofProgram)].map((specifier) =>
      specifier.slice(ROOT.href.length)
    ),
    [
      "main.ts",
      "lib/version.ts",
      "scripts/mod.ts",
      "deno.json",
    ],
  );
});

Deno.test("no command loads the scanner, GitHub's client, a model's client or the zip reader before it needs them", () => {
  const scripts = [...ofProgram.keys()].filter((specifier) => /\/scripts\/\w+\.ts$/.test(specifier));
  assert.ok(
    scripts.some((specifier) => specifier.endsWith("/trigger_async_learn.ts")),
    "no commands were found",
  );
  const dear = /^(?:@secretlint|@octokit|@anthropic-ai|@eslint-community)\/|^(?:fflate|minisearch)$/;
  for (const specifier of scripts) {
    const found = packagesOf(specifier.slice(ROOT.href.length)).filter((name) => dear.test(name));
    assert.deepEqual(found, [], specifier);
  }
});

Deno.test("what a developer waits for at the terminal loads no YAML either", () => {
  const names = packagesOf("scripts/trigger_async_learn.ts");
  assert.ok(names.includes("zod"), "no packages were found");
  assert.ok(!names.includes("yaml"), names.join(", "));
});

Deno.test("a worker that converts sessions loads no package but the one that compares lines before it needs the scanner's rules", async () => {
  const worker = "lib/conversion/session_worker.ts";
  const ofWorker = await modulesOf(worker);
  assert.deepEqual(packagesOf(worker, ofWorker), ["diff"]);
  assert.ok([...ofWorker.keys()].some((specifier) => specifier.startsWith("npm:/@secretlint/")));
});
