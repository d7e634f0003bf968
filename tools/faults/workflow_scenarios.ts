/** The commands that workflows and repositories are set up with, in the fault matrix. */

import { join } from "node:path";
import { conversation, REMOTE } from "../../tests/scripts/trigger_world.ts";
import { writeLearnScenarioAnswers } from "../../tests/support/learn_scenario.ts";
import { LEARN_BRANCH, seedPlanIssue, seedPlanPullRequest } from "../../tests/support/plan_scenario.ts";
import type { Scenario } from "./scenarios.ts";

const NOTHING_MADE = { gists: 0, runs: 0 } as const;

const RUN = "https://github.com/acme/widgets/actions/runs/77";

export const WORKFLOW_SCENARIOS: readonly Scenario[] = [
  {
    title: "save-learn-result",
    command: "save-learn-result",
    makes: { ...NOTHING_MADE, issues: 1, comments: 4 },
    changesHeaderInSteps: true,
    keeps: /widgets\/answers\/learn-plan\.md$/,
    async prepare({ project, emulator }) {
      seedPlanIssue(emulator, {});
      await writeLearnScenarioAnswers(join(project, "answers"));
      return { issue: "42", agentsDir: "answers", workflowRunUrl: RUN };
    },
  },
  {
    title: "start-async-learn",
    command: "start-async-learn",
    makes: NOTHING_MADE,
    prepare({ emulator }) {
      const log = conversation(REMOTE, "Run it in CI.", "It ran.").map((line) => `${JSON.stringify(line)}\n`);
      const { htmlUrl } = emulator.seedGist({ files: { [`session-${REMOTE}.jsonl`]: log.join("") } });
      const header = {
        last_session_gist_url: htmlUrl,
        last_session_id: REMOTE,
        last_session_source: "remote",
      };
      seedPlanIssue(emulator, {}, { header });
      seedPlanPullRequest(emulator);
      return Promise.resolve({ issue: "42", outputDir: "input", workflowRunUrl: RUN });
    },
  },
  {
    title: "propose-documents",
    command: "propose-documents",
    // A pull request is an issue, too.
    makes: { ...NOTHING_MADE, issues: 1 },
    async prepare({ project, emulator }) {
      seedPlanIssue(emulator, {});
      await Deno.writeTextFile(join(project, "summary.md"), "A document.");
      return { issue: "42", summary: "summary.md", branch: LEARN_BRANCH, workflowRunUrl: RUN };
    },
  },
  {
    title: "track-learn-failure",
    command: "track-learn-failure",
    makes: { ...NOTHING_MADE, comments: 1 },
    prepare({ emulator }) {
      seedPlanIssue(emulator, {}, { header: { learn_status: "pending" } });
      return Promise.resolve({ issue: "42", stage: "analyse", workflowRunUrl: RUN });
    },
  },
  {
    title: "init",
    command: "init",
    makes: NOTHING_MADE,
    keeps: /\.github\/workflows\/learn\.yml$/,
    async prepare({ project }) {
      await new Deno.Command("git", { args: ["init", "--quiet"], cwd: project }).output();
      return {};
    },
  },
  {
    title: "doctor",
    command: "doctor",
    makes: NOTHING_MADE,
    prepare: () => Promise.resolve({}),
  },
];
