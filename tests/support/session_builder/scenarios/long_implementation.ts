/** The session that implemented most of plan #42: several megabytes, two clients, everything that happens in practice. */

import { session } from "../session.ts";
import type { BuiltSession } from "../types.ts";
import { workOn } from "./chapters.ts";
import { plantedSecrets } from "./planted_secrets.ts";
import type { ScenarioOptions } from "./scenario_options.ts";
import { UPLOAD_MODULES, type UploadModule } from "./upload_modules.ts";
import { testRun, uploadRun } from "./widgets_output.ts";
import { environmentFile, historyOutput, RETRY_SOURCE } from "./widgets_texts.ts";

/** What the person typed while tests ran, by module. */
const QUEUED: Readonly<Record<string, string>> = {
  presigned_address: "Signed addresses live for 15 minutes only: a retry has to ask for a new one.",
  metrics: "Keep the name upload_errors_total, the dashboard in the lab reads it.",
};

const RESUMED_AT = "metrics";

/** Sixteen chapters of work, with corrections by the person, refusals, subagents, a compaction and a newer client. */
export function longImplementationSession(
  { id, cwd = "/home/ada/work/widgets", seed = "long implementation" }: ScenarioOptions,
): BuiltSession {
  const talk = session({
    id,
    cwd,
    seed,
    version: "2.1.20",
    gitBranch: "P42-retry-uploads-11-20-0912",
    start: "2026-11-20T11:05:00.000Z",
  });
  const chapter = (module: UploadModule) => {
    const queued = QUEUED[module.name];
    workOn(talk, module, {
      cwd,
      functions: 34,
      edits: 4,
      testSeconds: 17,
      ...queued === undefined ? {} : { queued },
    });
  };

  talk
    .prompt("Implement plan #42 (gh issue view 42). Commit after each module.")
    .bash(
      "gh issue view 42 --comments",
      "Retry uploads that fail half-way\n\n1. Wrap each part's upload in a retry\n2. Give up after five attempts and name the part",
      { seconds: 2 },
    )
    .bash("git log --format='%h <%ae> %s' -6", historyOutput())
    .bash("cat .env", environmentFile(), { description: "See the uploader's settings" })
    .bash(
      `curl -s -H 'Authorization: token ${plantedSecrets().gitHubToken}' https://api.github.com/repos/acme/widgets | head -3`,
      '{\n  "id": 420042,\n  "full_name": "acme/widgets",',
    )
    .write(`${cwd}/src/upload/retry.ts`, RETRY_SOURCE)
    .assistant("The retry is there. Now every sender of parts has to use it, module by module.");

  for (const module of UPLOAD_MODULES) {
    if (module.name === RESUMED_AT) comeBack(talk, cwd);
    chapter(module);
    afterwards(talk, module, cwd);
  }

  talk
    .bash(
      "node tools/upload_lab.ts --dry-link 2>&1 | tee /tmp/build-ada/lab.log",
      uploadRun("lab, 503 twice", 1500, [131, 1377]),
      {
        seconds: 58,
        description: "The lab's bad link",
      },
    )
    .thinking(
      "Exit status 0 because of tee, but the last line says that two parts were given up: no success.",
    )
    .assistant(
      "The exit status is 0 only because of `tee`: parts 131 and 1377 were given up. The link was down for longer than all five waits together.",
    )
    .prompt("Right. Raise the base to 500 ms, then it survives the half minute that the link needs.")
    .edit(
      `${cwd}/src/upload/retry.ts`,
      "const BASE_MS = 200;",
      "/** The lab's link needs up to half a minute to come back. */\nconst BASE_MS = 500;",
    )
    .bash(
      "set -o pipefail; node tools/upload_lab.ts --dry-link 2>&1 | tee /tmp/build-ada/lab.log",
      uploadRun("lab, base 500", 1500, []),
      {
        seconds: 55,
      },
    )
    .bash("node --test tests/ 2>&1", testRun("the end", cwd), { seconds: 16 })
    .deny(
      "Never force-push here: the release job watches this branch. Push normally and open the pull request.",
    )
    .bash("git push -u origin HEAD && gh pr create --fill", "https://github.com/acme/widgets/pull/57", {
      seconds: 4,
    })
    .raw({
      type: "pr-link",
      sessionId: id,
      prNumber: 57,
      prUrl: "https://github.com/acme/widgets/pull/57",
      prRepository: "acme/widgets",
      timestamp: "2026-11-20T13:10:00.000Z",
    })
    .assistant(
      "Pull request #57 is open. All parts are retried in one place, five attempts, 500 ms to 8 s; what is given up is named and aborted in the store.",
    );
  return talk.build();
}

type Talk = ReturnType<typeof session>;

/** What happens between the chapters. */
function afterwards(talk: Talk, module: UploadModule, cwd: string): void {
  if (module.name === "client") {
    talk
      .edit(
        `${cwd}/src/upload/retry.ts`,
        "    await clock.sleep(BASE_MS * 2 ** attempt);",
        "    await new Promise((done) => setTimeout(done, BASE_MS * 2 ** attempt));",
      )
      .bash(
        "node --test tests/upload/retry_test.ts",
        "✔ retries a 503 (6204.118ms)\n✔ gives up after five attempts (12411.902ms)\nℹ duration_ms 18702",
        { seconds: 19 },
      )
      .prompt(
        "No real sleeps! Use fakeClock() from tests/support/clock.ts, the suite must stay below 20 seconds. Put the clock back.",
      )
      .edit(
        `${cwd}/src/upload/retry.ts`,
        "    await new Promise((done) => setTimeout(done, BASE_MS * 2 ** attempt));",
        "    await clock.sleep(BASE_MS * 2 ** attempt);",
      )
      .assistant("The clock is an argument again, and the tests use fakeClock(): 0.2 s instead of 18.7 s.");
  }
  if (module.name === "checksum") {
    talk.agent(
      "Explore",
      "Which readers of src/upload consume a stream that is needed again on a second attempt? Read only.",
      (agent) =>
        agent
          .thinking("Look for getReader, pipeTo and for-await over part.stream.")
          .bash(
            "rg -n 'getReader|pipeTo|for await' src/upload",
            `${cwd}/src/upload/checksum.ts:118: for await (const piece of part.stream)\n${cwd}/src/upload/bandwidth.ts:77: part.stream.pipeTo(bucket)`,
          )
          .assistant(
            "Two: checksum.ts:118 and bandwidth.ts:77. Both have to open the file again for each attempt.",
          ),
      { embedded: true },
    );
  }
  if (module.name === "abort_cleanup") {
    talk.interrupt().prompt(
      "Stop: don't delete uploads of other people. Abort only the upload id that we started.",
    )
      .assistant(
        "Understood: the abort takes our own upload id, and nothing is listed or deleted beyond it.",
      );
  }
  if (module.name === "settings") {
    talk.apiError().prompt("continue").assistant("Going on with the counters.");
  }
  if (module.name === "part_store_fake") {
    talk.agent(
      "code-reviewer",
      "Review the changes of this branch for retries that are wrapped twice. Report file and line only.",
      (agent) =>
        agent
          .bash("git diff main --stat", " 17 files changed, 812 insertions(+), 214 deletions(-)")
          .read(`${cwd}/src/upload/retry.ts`)
          .assistant(
            "src/upload/resume.ts:41 wraps uploadPart, which retries already: up to 25 attempts. Nothing else.",
          ),
      { description: "Look for double retries" },
    ).assistant("resume.ts:41 was wrapped twice (25 attempts). I take the outer retry away.");
  }
}

/** After lunch, with a client that updated itself. */
function comeBack(talk: Talk, cwd: string): void {
  talk.compact(
    "1. Request: implement plan #42, a commit after each module.\n" +
      "2. Decisions: retry around one part; no 4xx but 408 and 429; clock as an argument; abort only our own upload.\n" +
      "3. Learned: fetchWithTimeout retries 503 on its own (retries: 0 now); parts are at least 5 MiB but the last.\n" +
      "4. Open: metrics, bandwidth, finish_upload, the fake store, cancel, the command line.",
  );
  talk.resumed({ afterMinutes: 42, version: "2.1.200" });
  talk.prompt(`Go on where you stopped. Only in ${cwd}, the other worktree belongs to grace.`);
}
