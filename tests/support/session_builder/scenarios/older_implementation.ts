/** The first try at plan #42, with a client of 2.0.77: agents beside the log, warm-ups, long outputs cut. */

import { session } from "../session.ts";
import type { BuiltSession } from "../types.ts";
import { workOn } from "./chapters.ts";
import type { ScenarioOptions } from "./scenario_options.ts";
import { UPLOAD_MODULES } from "./upload_modules.ts";
import { searchResult, uploadRun } from "./widgets_output.ts";

/** Names the first try, so that its modules differ from those of the long session. */
const FIRST_TRY = ["resume_journal", "cancel"];

/** A prototype that was thrown away: the retry stood around the batch. */
export function olderImplementationSession(
  { id, cwd = "/home/ada/work/widgets", seed = "older implementation" }: ScenarioOptions,
): BuiltSession {
  const talk = session({
    id,
    cwd,
    seed,
    version: "2.0.77",
    gitBranch: "P42-retry-uploads-11-20-0912",
    start: "2026-11-20T10:05:00.000Z",
  });
  talk
    .warmUpAgents(3)
    .prompt(
      "Try plan #42 quickly: a retry around the whole batch, to see whether the lab's link gets through.",
    )
    .thinking("A retry around the batch is the smallest change: one call site in batch.ts.")
    .bash("rg -n 'uploadBatch' src", searchResult("older", cwd, "uploadBatch", 22), {
      description: "Callers of uploadBatch",
    })
    .agent(
      "Explore",
      "Which tests start a real timer in tests/upload? Read only.",
      (agent) =>
        agent
          .assistant("Looking for timers in the tests.")
          .bash(
            "rg -n 'setTimeout|setInterval' tests/upload",
            searchResult("older agent", cwd, "setTimeout", 9),
          )
          .assistant("Four tests use setTimeout: batch_test.ts (2), client_test.ts and resume_test.ts."),
    );
  for (const module of UPLOAD_MODULES.filter(({ name }) => FIRST_TRY.includes(name))) {
    workOn(talk, { ...module, name: `${module.name}_first_try` }, {
      cwd,
      functions: 12,
      edits: 2,
      testSeconds: 9,
    });
  }
  talk
    .bash("node tools/upload_lab.ts --dry-link | tee lab.log", uploadRun("older", 480, [131, 377]), {
      seconds: 44,
      queued: "How many bytes does it send twice? Measure that.",
    })
    .bash("node tools/count_bytes.ts lab.log", "sent 3 917 MB for a file of 2 114 MB: 85 % too much", {
      seconds: 1,
    })
    .assistant("The batch's retry sends finished parts again: 85 % more bytes. It is the wrong place.")
    .prompt(
      "Then throw it away. The retry belongs around one part, as the plan says. I'll start a new session.",
    )
    .bash("git checkout -- src tests", "")
    .assistant("Everything is back to main.");
  return talk.build();
}
