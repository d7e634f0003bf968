/**
 * All benchmarks, each in a process of its own, so that one's memory doesn't count for the other.
 *
 *     deno task bench                    everything, on a generated log of 64 MB
 *     deno task bench -- --size 256      the same with another size, in MB
 */

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  args: Deno.args.filter((word) => word !== "--"),
  options: { size: { type: "string", default: "64" } },
});

const BENCHMARKS: readonly {
  readonly title: string;
  readonly script: string;
  readonly args: readonly string[];
}[] = [
  { title: "Preprocessing a generated log", script: "preprocess.ts", args: ["--size", values.size] },
  {
    title: "Preprocessing the real logs (../shared/sessions, where it exists)",
    script: "real_logs.ts",
    args: [],
  },
  { title: "Round trips of trigger, with 100 ms added to every request", script: "round_trips.ts", args: [] },
];

for (const { title, script, args } of BENCHMARKS) {
  console.log(`\n== ${title}`);
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { code } = await new Deno.Command(Deno.execPath(), { args: ["run", "--allow-all", path, ...args] })
    .spawn()
    .status;
  if (code !== 0) Deno.exit(code);
}
