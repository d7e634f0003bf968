/**
 * All benchmarks, each in a process of its own, so that one's memory doesn't count for the other.
 *
 *     deno task bench                                       everything that takes less than five minutes
 *     deno task bench -- --only preprocess --sizes 64,256,1024
 *     deno task bench -- --help                             what there is
 */

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { MEMORY_FLAGS } from "../build/memory_flags.ts";
import { BENCHMARKS, chooseBenchmarks, helpText, type Settings } from "./benchmarks.ts";

if (import.meta.main) await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: Deno.args.filter((word) => word !== "--"),
    options: {
      help: { type: "boolean", default: false },
      only: { type: "string" },
      sizes: { type: "string", default: "64,256" },
      cases: { type: "string", default: "100000" },
      seed: { type: "string", default: "1" },
      size: { type: "string" },
      match: { type: "string", default: "" },
    },
  });
  if (values.help) return console.log(helpText());
  const settings: Settings = values;
  const { chosen, unknown } = chooseBenchmarks(values.only);
  if (unknown.length > 0) {
    const names = BENCHMARKS.map(({ name }) => name).join(", ");
    console.error(`There is no benchmark ${unknown.join(", ")}: choose among ${names}.`);
    Deno.exit(2);
  }
  let failed = false;
  for (const { title, script, args } of chosen) {
    console.log(`\n== ${title}`);
    const path = fileURLToPath(new URL(script, import.meta.url));
    const command = ["run", "--allow-all", MEMORY_FLAGS, path, ...args(settings)];
    const { code } = await new Deno.Command(Deno.execPath(), { args: command }).spawn().status;
    if (code !== 0) failed = true;
  }
  if (failed) Deno.exit(1);
}
