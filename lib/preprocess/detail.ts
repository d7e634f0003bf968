/** How much of each thing is kept: the seeds' rules as defaults, and "everything" for `--no-filtering`. */

/** The limits that the filters work with. */
export interface Detail {
  /** False keeps every line type and turns the deduplications off. */
  readonly filtering: boolean;
  /** Characters of an ordinary tool parameter. */
  readonly parameterCharacters: number;
  /** Characters of a command, a path or a pattern: never cut inside as long as it is sane. */
  readonly commandCharacters: number;
  /** Characters of a text that a tool writes into a file, and of a plan. */
  readonly writtenCharacters: number;
  readonly planCharacters: number;
  /** Lines of an edit's diff. */
  readonly diffLines: number;
  readonly thinking: TextLimits;
  readonly result: TextLimits;
  /** For results that a learner reads for their end or as a whole: errors, subagents' reports. */
  readonly importantResult: TextLimits;
  /** For text that the client put into the conversation: skills, reminders, attached files. */
  readonly injected: TextLimits;
  readonly summary: TextLimits;
}

/** How much of a long text is kept. */
export interface TextLimits {
  readonly headLines: number;
  readonly tailLines: number;
  /** Lines around which errors are reported, kept from the middle. */
  readonly errorLines: number;
  readonly lineCharacters: number;
  readonly characters: number;
}

const unlimited: TextLimits = {
  headLines: Infinity,
  tailLines: Infinity,
  errorLines: Infinity,
  lineCharacters: Infinity,
  characters: Infinity,
};

/** The seeds' rules: 200-character parameters, 30-line results with their error lines, and what they lost. */
export const NORMAL_DETAIL: Detail = {
  filtering: true,
  parameterCharacters: 200,
  commandCharacters: 4000,
  writtenCharacters: 1500,
  planCharacters: 20_000,
  diffLines: 120,
  thinking: { headLines: 20, tailLines: 6, errorLines: 0, lineCharacters: 800, characters: 1600 },
  // 30 first lines by the seeds; the last ones hold the verdict of test runners.
  result: { headLines: 30, tailLines: 8, errorLines: 16, lineCharacters: 400, characters: 6000 },
  importantResult: { headLines: 60, tailLines: 30, errorLines: 30, lineCharacters: 1000, characters: 12_000 },
  injected: { headLines: 12, tailLines: 2, errorLines: 0, lineCharacters: 300, characters: 1500 },
  summary: { headLines: 60, tailLines: 20, errorLines: 0, lineCharacters: 1000, characters: 6000 },
};

/** Nothing is left out but what no one may keep (vendor prompts, signatures). */
export const FULL_DETAIL: Detail = {
  filtering: false,
  parameterCharacters: Infinity,
  commandCharacters: Infinity,
  writtenCharacters: Infinity,
  planCharacters: Infinity,
  diffLines: Infinity,
  thinking: unlimited,
  result: unlimited,
  importantResult: unlimited,
  injected: unlimited,
  summary: unlimited,
};
