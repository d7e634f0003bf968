/** The workflow run that a command is part of. */

import { z } from "zod";
import { type Context, GITHUB_PERMISSIONS, type OptionDefinition, type Permissions } from "../lib/cli/mod.ts";

/** An address that may stand in an issue, where people follow it: of a page, and on one line. */
export const workflowRunUrlSchema = z.url({
  protocol: /^https?$/,
  error: "give the workflow run's address, with http or https",
}).regex(
  /^[^\s<>()[\]"'`\\]+$/,
  "give the workflow run's address without spaces, brackets and quotation marks",
);

export const WORKFLOW_RUN_URL: OptionDefinition = {
  flags: "--workflow-run-url <url>",
  description: "the workflow run that this is part of (default in GitHub Actions: that run)",
};

/** For a command that asks GitHub, and asks which run it is part of. */
export const WORKFLOW_RUN_PERMISSIONS: Permissions = {
  ...GITHUB_PERMISSIONS,
  env: [...(GITHUB_PERMISSIONS.env === true ? [] : GITHUB_PERMISSIONS.env), "GITHUB_RUN_ID"],
};

/**
 * The run's address from what GitHub Actions sets ("Variables reference"); `undefined` outside of it. A run that is
 * started again has the same one.
 */
export function workflowRunUrl(context: Pick<Context, "environment">): string | undefined {
  const server = context.environment("GITHUB_SERVER_URL");
  const repository = context.environment("GITHUB_REPOSITORY");
  const run = context.environment("GITHUB_RUN_ID");
  if (server === undefined || repository === undefined || run === undefined || !/^\d+$/.test(run)) {
    return undefined;
  }
  return `${server.replace(/\/+$/, "")}/${repository}/actions/runs/${run}`;
}
