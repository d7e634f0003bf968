/** A write whose answer may be lost: what may already be there is looked for before it is made again. */

import type { GitHubClient } from "./client.ts";
import { failureOf } from "./request_failure.ts";

/**
 * Looks before a write is repeated, after one, two and four times the policy's first delay (7 s in all): a server
 * that lost the answer may still be at work, and GitHub lists a dispatched run only after 2–5 s.
 */
const LOOKS = 3;

export interface OnceOnly<Made> {
  /** For people: `the gist`. */
  readonly what: string;
  /** Makes it. */
  readonly write: () => Promise<Made>;
  /** What an earlier `write` made, `undefined` if it isn't there; `unclear`: it can't be told from others. */
  readonly find: () => Promise<Made | undefined | "unclear">;
}

/**
 * Makes something once. After a doubtful failure (the server may have acted) it is looked for, and made again only
 * when it isn't there.
 *
 * @throws what `write` threw, if it may not be repeated or nobody can tell whether it was done.
 */
export async function writeOnce<Made>(
  client: GitHubClient,
  { what, write, find }: OnceOnly<Made>,
): Promise<Made> {
  for (let retries = 0;; retries++) {
    try {
      return await write();
    } catch (error) {
      if (failureOf(error)?.doubtful !== true) throw error;
      for (let look = 0; look < LOOKS; look++) {
        const delay = client.retryPolicy.firstDelay * 2 ** look;
        if (!await client.pause(delay, `It is unclear whether ${what} was made`)) throw error;
        const found = await find().catch((reason) => {
          // Without a look nothing may be repeated; an interruption comes out as it is.
          throw failureOf(reason) === undefined ? reason : error;
        });
        if (found === "unclear") throw error;
        if (found !== undefined) return found;
      }
      if (retries >= client.retryPolicy.retries) throw error;
    }
  }
}
