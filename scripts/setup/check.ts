/** One thing that must be right for learning to work, as `doctor` and `init` say it. */

import { z } from "zod";

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

const MARKS: Readonly<Record<Check["state"], string>> = { ok: "✓", warning: "!", failed: "✗", unknown: "?" };

/** A check as lines for people. */
export function checkLines({ name, state, message, remedy }: Check): string[] {
  const line = `${MARKS[state]} ${name}: ${message}`;
  return remedy === "" ? [line] : [line, `    → ${remedy}`];
}
