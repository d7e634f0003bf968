/**
 * Ctrl-C while the executable's `trigger` converts two large logs, at many moments: how long until the process is gone.
 * Run: `deno task compile`, then `deno task bench -- --only interruption`.
 */

import { parseArgs } from "node:util";
import { formatTable, seconds } from "./table.ts";
import { openExecutableWorld } from "./trigger_world.ts";
import { MEGABYTE } from "./write_logs.ts";

/** Milliseconds after the conversion began; the last ones are near its end. */
const MOMENTS = [0, 50, 100, 200, 400, 700, 1000, 1500, 2000, 2500, 3000];

/** "Ctrl-C: stops within a second". Milliseconds. */
const TARGET = 1000;

if (import.meta.main) await main();

async function main(): Promise<void> {
  const { values } = parseArgs({ args: Deno.args, options: { size: { type: "string", default: "60" } } });
  await using world = await openExecutableWorld();
  if (world === undefined) return console.log('no executable in dist/: "deno task compile" makes it');
  const sessions = await world.addSessions(2, Number(values.size) * MEGABYTE);
  const rows: string[][] = [];
  let longest = 0;
  for (const moment of MOMENTS) {
    const { milliseconds, status } = await world.interrupt(sessions, moment);
    if (milliseconds !== undefined) longest = Math.max(longest, milliseconds);
    rows.push([
      seconds(moment),
      milliseconds === undefined ? "ended before" : seconds(milliseconds),
      `${status}`,
    ]);
  }
  console.log(
    formatTable([`Ctrl-C with two logs of ${values.size} MB, after`, "gone after", "status"], rows),
  );
  console.log(`longest: ${seconds(longest)} (target: ${seconds(TARGET)})`);
}
