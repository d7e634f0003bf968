/** How much of each thing is kept: the limits of the default level, lower and higher ones, and none. */

/** What `--detail` takes, the smallest first. */
export const DETAIL_LEVELS = ["low", "normal", "high"] as const;

/** What is kept where nobody says otherwise. */
export const DEFAULT_DETAIL = "normal" satisfies DetailLevel;

/** How much is kept; `everything` is what `--no-filtering` asks for. No level shortens a person's words. */
export type DetailLevel = (typeof DETAIL_LEVELS)[number] | "everything";

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
  /**
   * Lines that report errors, kept from the middle with what belongs to them, and as many that are like no other
   * among routine; of thinking, sentences in which it turns.
   */
  readonly errorLines: number;
  readonly lineCharacters: number;
  readonly characters: number;
  /** Whether lines that differ in numbers alone stay among the first and the last ones; default: some examples of them. */
  readonly keepsCounted?: boolean;
  /**
   * Whether a text with headings is shown as far as its characters allow, however many lines they are, and something
   * below each heading.
   */
  readonly isReport?: boolean;
  /** Of the next lower level: what that keeps of a text in which errors are looked for is kept here, too. */
  readonly lower?: TextLimits;
}

const unlimited: TextLimits = {
  headLines: Infinity,
  tailLines: Infinity,
  errorLines: Infinity,
  lineCharacters: Infinity,
  characters: Infinity,
};

/**
 * For large plans and small models: 77 % of the default's bytes on 68 real logs (19 MB). What people said, errors
 * with their surroundings, edits and commands stay, with less of each; results give their beginning, their errors and
 * their end.
 */
const LOW_DETAIL: Detail = {
  filtering: true,
  parameterCharacters: 120,
  commandCharacters: 1500,
  writtenCharacters: 400,
  planCharacters: 8000,
  diffLines: 50,
  thinking: { headLines: 6, tailLines: 2, errorLines: 2, lineCharacters: 300, characters: 500 },
  result: { headLines: 8, tailLines: 6, errorLines: 8, lineCharacters: 200, characters: 1800 },
  importantResult: {
    headLines: 24,
    tailLines: 20,
    errorLines: 20,
    lineCharacters: 600,
    characters: 6000,
    isReport: true,
  },
  injected: { headLines: 4, tailLines: 1, errorLines: 0, lineCharacters: 200, characters: 400 },
  summary: { headLines: 30, tailLines: 10, errorLines: 0, lineCharacters: 600, characters: 3000 },
};

/** The default: the limits of older programs (200-character parameters, 30-line results with their error lines), and what those lost. */
export const NORMAL_DETAIL: Detail = {
  filtering: true,
  parameterCharacters: 200,
  commandCharacters: 4000,
  writtenCharacters: 1500,
  planCharacters: 80_000,
  diffLines: 120,
  thinking: { headLines: 20, tailLines: 6, errorLines: 4, lineCharacters: 800, characters: 1600 },
  // Older programs show the first 30 lines; the last ones hold the verdict of test runners.
  result: {
    headLines: 30,
    tailLines: 8,
    errorLines: 16,
    lineCharacters: 400,
    characters: 6000,
    keepsCounted: true,
    lower: LOW_DETAIL.result,
  },
  importantResult: {
    headLines: 60,
    tailLines: 30,
    errorLines: 30,
    lineCharacters: 1000,
    characters: 12_000,
    keepsCounted: true,
    isReport: true,
    lower: LOW_DETAIL.importantResult,
  },
  injected: { headLines: 12, tailLines: 2, errorLines: 0, lineCharacters: 300, characters: 1500 },
  summary: { headLines: 60, tailLines: 20, errorLines: 0, lineCharacters: 1000, characters: 6000 },
};

/** For short sessions and large models: whole files and results of ordinary size, all of the thinking; 143 %. */
const HIGH_DETAIL: Detail = {
  filtering: true,
  parameterCharacters: 1000,
  commandCharacters: 16_000,
  writtenCharacters: 10_000,
  planCharacters: 320_000,
  diffLines: 600,
  thinking: { headLines: 200, tailLines: 50, errorLines: 8, lineCharacters: 4000, characters: 16_000 },
  result: {
    headLines: 160,
    tailLines: 60,
    errorLines: 80,
    lineCharacters: 1500,
    characters: 24_000,
    keepsCounted: true,
    lower: NORMAL_DETAIL.result,
  },
  importantResult: {
    headLines: 300,
    tailLines: 150,
    errorLines: 150,
    lineCharacters: 4000,
    characters: 48_000,
    keepsCounted: true,
    isReport: true,
    lower: NORMAL_DETAIL.importantResult,
  },
  injected: { headLines: 60, tailLines: 10, errorLines: 0, lineCharacters: 1000, characters: 8000 },
  summary: { headLines: 200, tailLines: 60, errorLines: 0, lineCharacters: 4000, characters: 24_000 },
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

const DETAILS: Readonly<Record<DetailLevel, Detail>> = {
  low: LOW_DETAIL,
  normal: NORMAL_DETAIL,
  high: HIGH_DETAIL,
  everything: FULL_DETAIL,
};

/** The limits of a level. */
export function detailOf(level: DetailLevel): Detail {
  return DETAILS[level];
}

/** The limits for plans that are not a tool's parameter: as much as for those that are, from the beginning. */
export function planLimits({ planCharacters }: Detail): TextLimits {
  return {
    headLines: Infinity,
    tailLines: 0,
    errorLines: 0,
    lineCharacters: Infinity,
    characters: planCharacters,
  };
}

/** For prose that is read as a whole, such as notes and comments of a review: as much as of a report, however many lines it has. */
export function proseLimits({ importantResult }: Detail): TextLimits {
  return { ...importantResult, headLines: Infinity };
}
