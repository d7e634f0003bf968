/**
 * The software bill of materials of the executables: every npm package that they hold, as CycloneDX 1.6
 * (https://cyclonedx.org/docs/1.6/json/), from Deno's own view of the module graph and the lock file.
 */

import { Buffer } from "node:buffer";
import { z } from "zod";

/** What `deno info --json main.ts` tells, as far as it is needed. */
export const moduleGraphSchema = z.looseObject({
  modules: z.array(z.looseObject({ npmPackage: z.string().optional() })),
  npmPackages: z.record(
    z.string(),
    z.looseObject({ name: z.string(), version: z.string(), dependencies: z.array(z.string()) }),
  ),
});

/** What deno.lock tells. */
export const lockSchema = z.looseObject({
  npm: z.record(z.string(), z.looseObject({ integrity: z.string().optional() })),
});

export interface SbomInput {
  readonly name: string;
  readonly version: string;
  readonly graph: z.infer<typeof moduleGraphSchema>;
  readonly lock: z.infer<typeof lockSchema>;
}

/** A CycloneDX document. Holds no time and no serial number: the same sources give the same document. */
export function renderSbom({ name, version, graph, lock }: SbomInput): string {
  const reachable = reachablePackages(graph);
  const components = [...reachable].sort().map((id) => {
    const { name, version } = packageOf(graph, id);
    const integrity = lock.npm[id]?.integrity;
    return {
      type: "library",
      "bom-ref": purl(name, version),
      name,
      version,
      purl: purl(name, version),
      ...(integrity === undefined ? {} : { hashes: hashesOf(integrity) }),
    };
  });
  const unique = [...new Map(components.map((component) => [component["bom-ref"], component])).values()];
  const document = {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      component: { type: "application", "bom-ref": `${name}@${version}`, name, version },
    },
    components: unique,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The packages that modules of the program import, and what those depend on; not what only tests use. */
function reachablePackages(graph: SbomInput["graph"]): Set<string> {
  const found = new Set<string>();
  const waiting = graph.modules.flatMap(({ npmPackage }) => npmPackage === undefined ? [] : [npmPackage]);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...packageOf(graph, id).dependencies);
  }
  return found;
}

function packageOf(graph: SbomInput["graph"], id: string) {
  const found = graph.npmPackages[id];
  if (found === undefined) {
    throw new Error(`The module graph names the package ${id}, but doesn't describe it.`);
  }
  return found;
}

/** https://github.com/package-url/purl-spec: the `@` of a scope is escaped. */
function purl(name: string, version: string): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

/** npm's integrity is base64; CycloneDX wants hex. */
function hashesOf(integrity: string): { alg: string; content: string }[] {
  return integrity.split(" ").flatMap((one) => {
    const match = /^sha(1|256|384|512)-(.+)$/.exec(one);
    if (match === null) return [];
    return [{ alg: `SHA-${match[1]}`, content: Buffer.from(match[2] ?? "", "base64").toString("hex") }];
  });
}
