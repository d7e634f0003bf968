/** One thing that must be right for learning to work, as `doctor` and `init` say it. */

import { z } from "zod";
import { statusOf } from "../../lib/github/mod.ts";
import { messageOf, type UserError } from "../../lib/user_error.ts";

export const checkSchema = z.object({
  /** What was looked at: `token`, `workflow`. */
  name: z.string(),
  /** `failed`: learning can't work. `warning`: some of it won't, or not well. `unknown`: it can't be seen from here. */
  state: z.enum(["ok", "warning", "failed", "unknown"]),
  /** What was found. */
  message: z.string(),
  /** What to do; empty where nothing is to be done. */
  remedy: z.string(),
});

export type Check = z.infer<typeof checkSchema>;

/** A check's outcome in short. */
export function check(name: string, state: Check["state"], message: string, remedy = ""): Check {
  return { name, state, message, remedy };
}

/**
 * A check that an error ended. Its sentence says behind the last semicolon what to do; what was asked for is no remedy.
 * A token that GitHub rejects is found by whatever asks first, and is the token's fault.
 */
export function failedCheck(name: string, state: Check["state"], error: UserError): Check {
  const sentence = messageOf(error).replace(/\.$/, "");
  const [, found = sentence, remedy = ""] = /^(.*); (.*)$/s.exec(sentence) ?? [];
  return statusOf(error) === 401
    ? check("token", "failed", "GitHub rejects the token: it is wrong or has expired", remedy)
    : check(name, state, found, remedy);
}

const MARKS: Readonly<Record<Check["state"], string>> = { ok: "✓", warning: "!", failed: "✗", unknown: "?" };

/** A check as lines for people. */
export function checkLines({ name, state, message, remedy }: Check): string[] {
  const line = `${MARKS[state]} ${name}: ${message}`;
  return remedy === "" ? [line] : [line, `    → ${remedy}`];
}
