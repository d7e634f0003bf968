/** The session in which plan #42 was made. */

import type { BuiltSession } from "../types.ts";
import { session } from "../session.ts";
import type { ScenarioOptions } from "./scenario_options.ts";
import { sourceModule } from "./widgets_source.ts";
import { searchResult, uploadRun } from "./widgets_output.ts";
import { PLAN_TEXT } from "./widgets_texts.ts";
import { UPLOAD_MODULES } from "./upload_modules.ts";

/** Exploration by a subagent, a question, the plan, and the issue. */
export function planningSession(
  { id, cwd = "/home/ada/work/widgets", seed = "planning" }: ScenarioOptions,
): BuiltSession {
  const [client, splitter] = UPLOAD_MODULES;
  if (client === undefined || splitter === undefined) throw new Error("the story needs its modules");
  const source = sourceModule(cwd, client, 24);
  return session({ id, cwd, seed, version: "2.1.200", gitBranch: "main", start: "2026-11-20T08:41:00.000Z" })
    .prompt(
      "Uploads die half-way in the lab: one 503 and two hours are gone. Make a plan, don't change anything yet.",
    )
    .thinking(
      "First see how parts are sent and where an error ends the upload; then decide where a retry belongs.",
    )
    .assistant("I'll look at how parts are sent and what a failing part does to the rest.")
    .bash("rg -n 'send\\(' src tests", searchResult("planning", cwd, "send", 46), {
      description: "Find requests",
    })
    .read(source.path, source.text)
    .agent(
      "Explore",
      "List every place that sends a part, and say what each does with a status of 500 or more. Read only.",
      (agent) =>
        agent
          .assistant("Searching for the places that send parts.")
          .bash(
            "rg -n 'retryPart|fetchWithTimeout' src",
            searchResult("planning agent", cwd, "fetchWithTimeout", 31),
          )
          .read(`${cwd}/src/upload/part_splitter.ts`, sourceModule(cwd, splitter, 18).text)
          .thinking(
            "Two callers swallow the status, one throws, and fetchWithTimeout has a retry of its own.",
          )
          .assistant(
            "Three places send parts: client.ts (throws on any status from 500), batch.ts (logs and goes on, so the " +
              "finish request fails later) and resume.ts. fetchWithTimeout retries 503 twice without telling anybody.",
          ),
      { description: "Find senders of parts" },
    )
    .bash(
      "node tools/upload_lab.ts --dry-link 2>&1 | tee /tmp/lab.log",
      uploadRun("planning", 480, [131]),
      { seconds: 41, description: "Reproduce in the lab" },
    )
    .assistant("Reproduced: part 131 of 480 got a 503, and everything was given up.")
    .tool(
      "AskUserQuestion",
      {
        questions: [{
          question: "Should a retry cover one part or the whole batch?",
          header: "Scope",
          options: [{ label: "One part" }, { label: "The batch" }],
          multiSelect: false,
        }],
      },
      'User has answered your questions: "Should a retry cover one part or the whole batch?"="One part". You can now continue.',
      {
        seconds: 38,
        toolUseResult: {
          questions: [{ question: "Should a retry cover one part or the whole batch?", header: "Scope" }],
          answers: { "Should a retry cover one part or the whole batch?": "One part" },
        },
      },
    )
    .prompt("And no retry of 4xx, please, except 408 and 429. Our store answers 429 when the lab is busy.")
    .tool("ExitPlanMode", { plan: PLAN_TEXT }, "User has approved your plan. You can now start coding.", {
      seconds: 52,
    })
    .bash(
      "gh issue create --label erk-plan --title 'Retry uploads that fail half-way' --body-file /tmp/plan.md",
      "https://github.com/acme/widgets/issues/42",
      { seconds: 2 },
    )
    .assistant(
      "The plan is issue #42. Five attempts a part, backoff from 200 ms, and the upload is aborted in the store when a part is given up.",
    )
    .build();
}
