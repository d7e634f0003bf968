/** The repository's documentation, as far as it bears on what was learned. */

import { z } from "zod";

/** A document that may be concerned. Stored as JSON between gathering and analysis, redacted as a whole. */
const documentSchema = z.object({
  /** From the repository's root, with forward slashes. */
  path: z.string(),
  title: z.string(),
  headings: z.array(z.string()),
  /** `read_when` of its frontmatter. */
  readWhen: z.array(z.string()),
  /** Tripwires of its frontmatter. */
  tripwires: z.array(z.object({ action: z.string(), warning: z.string() })),
  /** The beginning, and the sections that match best; line numbers are those of the file. */
  excerpts: z.array(z.object({ line: z.int().positive(), text: z.string() })),
  /** Relevance by BM25; comparable within one set only. */
  score: z.number(),
  /** Paths of the repository that the document names and that no longer exist. */
  deadReferences: z.array(z.object({ path: z.string(), line: z.int().positive() })),
});

export const documentSetSchema = z.object({
  /** Folders that hold documentation, as configured or found (`docs/`). */
  roots: z.array(z.string()),
  /** All documents there were, not only those below. */
  total: z.int().nonnegative(),
  /** Most relevant first. */
  documents: z.array(documentSchema),
  /** Every document's path, so that a plan does not create what exists. */
  paths: z.array(z.string()),
  /** The terms that were searched for. */
  terms: z.array(z.string()),
});

export type Document = z.infer<typeof documentSchema>;
export type DocumentSet = z.infer<typeof documentSetSchema>;
