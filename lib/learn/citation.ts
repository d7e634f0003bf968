/** Citations: what a statement rests on, as an exact quote from a place that can be found again. */

import { z } from "zod";

/**
 * Where the quoted text stands.
 *
 * - `session`: `source` is the session's id, `ref` the event's reference in the XML (`L12`, `a1b2c3:L4`).
 * - `review`: `source` is `review-thread` or `discussion`, `ref` the thread's or comment's id.
 * - `diff`: `source` is the changed file's path, `ref` the line in the new file (`31`), or `-31` in the old one; `path` for the file's name itself.
 * - `document`: `source` is the document's path, `ref` the line (`12`), `headings` or `frontmatter`.
 * - `plan`: `source` is `#<issue>`, `ref` is `title` or `body`.
 */
export const citationSchema = z.object({
  kind: z.enum(["session", "review", "diff", "document", "plan"]),
  source: z.string(),
  ref: z.string(),
  /** Word for word, at most a few lines. White space may differ. */
  quote: z.string().min(1),
});

/** A place and what stands there. */
export type Citation = z.infer<typeof citationSchema>;

/** Who wrote a text. Text from a tool or the client alone justifies no rule. */
const ORIGINS = ["person", "agent", "tool", "reviewer", "client", "author", "document"] as const;

/**
 * `person`: typed by a person in a session. `agent`: the model's text, thinking and tool uses. `tool`: tool results. `reviewer`: review
 * comments. `client`: what the client put into the session. `author`: the plan and the diff. `document`: existing documentation.
 */
export type Origin = (typeof ORIGINS)[number];
