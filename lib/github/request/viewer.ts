/** Who is writing. */

import { z } from "zod";
import type { GitHubClient } from "./client.ts";
import { statusOf } from "./request_failure.ts";

/** The login under which a workflow's own token (`GITHUB_TOKEN`) writes. */
const ACTIONS_LOGIN = "github-actions[bot]";

/**
 * Reads the login that the token writes as. Tokens of workflows may not ask for it (403); they write as their bot.
 */
export async function readLogin(client: GitHubClient): Promise<string> {
  try {
    const { data } = await client.request({
      route: "GET /user",
      parameters: {},
      purpose: "ask who the token belongs to",
      answer: z.looseObject({ login: z.string() }),
    });
    return data.login;
  } catch (error) {
    if (statusOf(error) !== 403) throw error;
    return ACTIONS_LOGIN;
  }
}
