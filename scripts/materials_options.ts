/** Options of several commands that take materials. */

import type { OptionDefinition } from "../lib/cli/mod.ts";

export const ALLOW_ISSUE_MISMATCH: OptionDefinition = {
  flags: "--allow-issue-mismatch",
  description: "take materials of another plan, with a warning",
};

/** For commands that note the gist beside what they save. */
export const MATERIALS_GIST: OptionDefinition = {
  flags: "--gist-url <url>",
  description: "the gist with the materials (default: that of the plan's header)",
};
