import assert from "node:assert/strict";
import { DEFAULT_MAX_TOKENS } from "../../../lib/preprocess/mod.ts";
import { findRealLogs, REAL_LOGS_FOLDER } from "../../../tools/bench/find_real_logs.ts";
import type { Signal } from "../../../tools/bench/naive_log.ts";
import { convertRealLog } from "../../../tools/bench/real_logs.ts";

const logs = findRealLogs();
const why = logs.length === 0 ? ` (skipped: there is no ${REAL_LOGS_FOLDER} beside the repository)` : "";

/** What may be lost at most, of each kind; the older program lost 1.7 %, 48 %, 100 % and 53 %. */
const MAY_BE_LOST: Readonly<Record<Signal["kind"], number>> = {
  prompt: 0,
  queued: 0,
  error: 0,
  verdict: 0.05,
};

Deno.test({
  name: `every person's word and every failure in the real logs is kept, and 95 % of the verdicts${why}`,
  ignore: logs.length === 0,
  async fn() {
    const counts = { prompt: 0, queued: 0, error: 0, verdict: 0 };
    const lost: Record<Signal["kind"], string[]> = { prompt: [], queued: [], error: [], verdict: [] };
    for (const path of logs) {
      const { name, kept, isValid, mostClaude, mostO200k } = await convertRealLog(path);
      assert.ok(isValid, name);
      assert.ok(Math.max(mostClaude, mostO200k) <= DEFAULT_MAX_TOKENS, name);
      for (const kind of ["prompt", "queued", "error", "verdict"] as const) {
        counts[kind] += kept[kind].all;
        lost[kind].push(...kept[kind].missing.map(({ places }) => `${places[0]} of ${name}`));
      }
    }
    for (const kind of ["prompt", "queued", "error", "verdict"] as const) {
      // Less than in the logs of today means that the reader looks at the wrong place.
      assert.ok(counts[kind] >= 25, `only ${counts[kind]} of kind ${kind}`);
      assert.ok(lost[kind].length <= MAY_BE_LOST[kind] * counts[kind], `${kind}: ${lost[kind].join(", ")}`);
    }
  },
});
