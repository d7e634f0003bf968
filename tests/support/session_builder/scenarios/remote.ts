/** A session that ran in CI and was uploaded as a gist: the answers to the review. */

import { session } from "../session.ts";
import type { BuiltSession } from "../types.ts";
import { plantedSecrets } from "./planted_secrets.ts";
import type { ScenarioOptions } from "./scenario_options.ts";
import { sourceModule } from "./widgets_source.ts";
import { UPLOAD_MODULES } from "./upload_modules.ts";
import { testRun } from "./widgets_output.ts";
import { RETRY_SOURCE } from "./widgets_texts.ts";

/** Jitter, and 409 as success. Its `text` is what the gist holds. */
export function remoteSession(
  { id, cwd = "/home/runner/work/widgets/widgets", seed = "remote" }: ScenarioOptions,
): BuiltSession {
  const client = UPLOAD_MODULES[0];
  if (client === undefined) throw new Error("the story needs its modules");
  const source = sourceModule(cwd, client, 20);
  const request = source.functions[0]?.request ?? "";
  return session({
    id,
    cwd,
    seed,
    version: "2.1.329",
    gitBranch: "P42-retry-uploads-11-20-0912",
    start: "2026-11-20T14:38:00.000Z",
  })
    .prompt("Address the open review threads of pull request #57.")
    .bash(
      "gh api graphql -f query=@.github/review_threads.graphql",
      "retry.ts:31 grace: Without jitter every client retries in the same second. We had that outage in May.\n" +
        "client.ts:88 grace: A 409 means that the part is already there: don't retry it, take it as success.",
      { seconds: 2 },
    )
    .thinking(
      "Two threads: jitter, and 409. The fake clock needs a seed, or the test of the waits becomes flaky.",
    )
    .read(`${cwd}/src/upload/retry.ts`, RETRY_SOURCE)
    .edit(
      `${cwd}/src/upload/retry.ts`,
      "    await clock.sleep(BASE_MS * 2 ** attempt);",
      "    // Full jitter: without it every client comes back in the same second (outage of May).\n" +
        "    await clock.sleep(random() * BASE_MS * 2 ** attempt);",
    )
    .read(source.path, source.text)
    .edit(
      source.path,
      request,
      `${request}\n  if (answer.status === 409) return part.size; // the part is there already`,
    )
    .bash(`git remote set-url origin ${plantedSecrets().passwordUrl}widgets.git`, "")
    .bash("node --test tests/ 2>&1", testRun("remote", cwd, client), { isError: true, seconds: 12 })
    .thinking("random is not passed by client.ts: it has to be an argument with a seed in the tests.")
    .edit(
      `${cwd}/src/upload/retry.ts`,
      "  clock: Clock,\n): Promise<T> {",
      "  clock: Clock,\n  random: () => number = Math.random,\n): Promise<T> {",
    )
    .bash("node --test tests/ 2>&1", testRun("remote fixed", cwd), { seconds: 12 })
    .bash("git commit -qam 'Jitter; 409 is success' && git push", "To github.com:acme/widgets.git", {
      seconds: 3,
    })
    .assistant("Both threads are addressed: full jitter with a seeded test, and a 409 counts as success.")
    .build();
}
