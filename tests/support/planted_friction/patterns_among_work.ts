/** Patterns of work, differences from the plan and what only looks like friction, among work that goes well. */

import { amongWork, one } from "./among_work.ts";
import type { PlantedSession } from "./planted_session.ts";
import { changed, pullRequest } from "./pull_request.ts";

const HOME = "/home/ada/tides";

export const PATTERNS_AMONG_WORK: readonly PlantedSession[] = [
  amongWork(
    "runs that differ in loudness and paths",
    "2.1.200",
    one("repeated-command", "pytest"),
    (session) =>
      session.bash("pytest -q tests/unit", "31 passed").bash(
        "PYTHONPATH=src pytest -v ./tests/unit/ | tail -3",
        "31 passed",
      )
        .bash("cd /home/ada/tides && python -m pytest tests/unit --tb=short", "31 passed"),
  ),
  amongWork(
    "an installation again and again",
    "2.1.42",
    one("repeated-command", "npm install"),
    (session) => {
      for (let index = 0; index < 3; index++) {
        session.bash("npm install", "up to date").thinking(
          `Again ${index}.`,
        );
      }
    },
  ),
  amongWork(
    "one file by Read, cat and sed, named in three ways",
    "2.0.77",
    one("repeated-read", "router.go"),
    (session) =>
      session.read(`${HOME}/internal/router.go`, "package internal\n").bash(
        "sed -n '1,80p' internal/router.go",
        "package internal",
      )
        .bash("git add -A", "").bash("cat ./internal/router.go", "package internal"),
  ),
  amongWork(
    "stretches that lie over each other",
    "2.1.329",
    one("repeated-read", "legacy.php"),
    (session) => {
      for (const offset of [100, 130, 110]) {
        session.tool("Read", { file_path: `${HOME}/legacy.php`, offset, limit: 60 }, `${offset}→<?php`);
      }
    },
  ),
  amongWork(
    "another project's issues",
    "2.1.42",
    one("external-lookup", "vitejs/vite"),
    (session) =>
      session.bash("gh issue view 5310 --repo vitejs/vite --comments | head -60", "title: HMR breaks"),
  ),
  amongWork(
    "a manual without a telling address",
    "1.0.128",
    one("external-lookup", "sqlite.org"),
    (session) =>
      session.bash(
        "wget -qO- https://www.sqlite.org/lang_upsert.html | sed 's/<[^>]*>//g' | head -50",
        "UPSERT",
      ),
  ),
  amongWork(
    "a substitution puts back what was there",
    "2.1.42",
    one("reverted-edit", "sed -i"),
    (session) =>
      session.edit(`${HOME}/limits.yml`, "cpu: 500m", "cpu: 2000m").bash(
        "sed -i 's/cpu: 2000m/cpu: 500m/' limits.yml",
        "",
      ),
  ),
  amongWork(
    "the commit itself is reverted",
    "2.1.200",
    one("reverted-edit", "git revert"),
    (session) =>
      session.edit(`${HOME}/q.go`, "chan", "mutex").bash(
        "git commit -am 'Use a mutex'",
        "[main abc1234] Use a mutex",
      )
        .bash("go test -race ./...", "ok").bash("git revert --no-edit HEAD", "[main 1112223] Revert"),
  ),
  amongWork(
    "a row of a table of files",
    "2.1.329",
    one("plan-difference", "crates/wire/src/frame.rs"),
    () => {},
    {
      plan:
        "# Wire\n\n| file | change |\n| --- | --- |\n| `crates/wire/src/lib.rs` | export Frame |\n| `crates/wire/src/frame.rs` | Frame with checksum |\n",
      diff: pullRequest([changed("crates/wire/src/lib.rs", ["pub mod wire;"])]),
    },
  ),
  amongWork("an environment variable", "2.1.20", one("plan-difference", "TIDES_CACHE_DIR"), () => {}, {
    plan: "# Cache\n\nRead `TIDES_CACHE_DIR` in `src/cache.py`; fall back to the temporary folder.\n",
    diff: pullRequest([changed("src/cache.py", ["CACHE = Path(tempfile.gettempdir())"])]),
  }),
];

export const QUIET_AMONG_WORK: readonly PlantedSession[] = [
  amongWork(
    "a revert that was asked for",
    "2.1.200",
    [],
    (session) =>
      session.prompt("Revert commit 81ac0f2, the feature is postponed to spring.").bash(
        "git revert --no-edit 81ac0f2",
        "[main 12cd345] Revert",
      ).assistant("Reverted."),
  ),
  amongWork(
    "statements that praise, report and announce",
    "2.1.329",
    [],
    (session) =>
      session.edit(`${HOME}/page.tsx`, "a", "b").assistant("The page shows the balance now.").prompt(
        "The page looks much better now.",
      ).assistant("Glad.")
        .prompt("I showed the page to the team, they love it").assistant("Nice.").prompt(
          "I'll review it tomorrow, don't merge yet",
        ).assistant("OK.")
        .prompt("no complaints from me. Next: the changelog entry").edit(
          `${HOME}/CHANGES.md`,
          "# Next",
          "# Next\n- balance",
        ).assistant("Done."),
  ),
  amongWork(
    "answers that choose and decline",
    "2.1.42",
    [],
    (session) =>
      session.assistant("Should I use the v1 or the v2 client? And shall I delete the old one?").prompt(
        "v2, and no, keep the old one",
      ).assistant("v2 then.")
        .assistant("And the TTL?").prompt("one hour, not longer").assistant("OK."),
  ),
  amongWork("watching, and reading on", "2.1.20", [], (session) => {
    for (let index = 0; index < 4; index++) {
      session.bash("docker compose ps", "api starting").tool(
        "mcp__ci__get_build_status",
        { id: "81" },
        "running",
      )
        .tool("Read", { file_path: `${HOME}/big.log`, offset: index * 500 + 1, limit: 520 }, `${index}→line`);
    }
    session.bash("systemctl is-active redis", "inactive", { isError: true, exitCode: 3 });
  }),
];
