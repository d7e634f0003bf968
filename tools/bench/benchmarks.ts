/** Which benchmarks there are, and how each is asked for. */

/** What the command line says. */
export interface Settings {
  readonly sizes: string;
  readonly cases: string;
  readonly seed: string;
  /** Undefined: each benchmark's own. */
  readonly size?: string;
  readonly match: string;
}

/** A benchmark: a script of this folder that prints its tables. */
export interface Benchmark {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  /** What it prints and which options it takes, for the help. */
  readonly about: string;
  readonly script: string;
  readonly args: (settings: Settings) => readonly string[];
}

const sizeOf = ({ size }: Settings) => size === undefined ? [] : ["--size", size];

/** In the order in which they run. */
export const BENCHMARKS: readonly Benchmark[] = [
  {
    name: "preprocess",
    title: "Preprocessing a generated log, single-threaded, everything switched on",
    about: "speed, ratio to scan + JSON.parse, peak memory; --sizes 64,256,1024 (MB)",
    script: "preprocess.ts",
    args: ({ sizes }) => ["--sizes", sizes],
  },
  {
    name: "sessions",
    title: "100 sessions of 1 MB",
    about: "without a cache, with an empty one, and the second time",
    script: "many_sessions.ts",
    args: () => [],
  },
  {
    name: "workers",
    title: "Several sessions in one lane and in two",
    about: "from source, and in the executable where there is one; --size 60,250 (MB)",
    script: "workers.ts",
    args: sizeOf,
  },
  {
    name: "redaction",
    title: "Redaction",
    about: "recall and false alarms on the labelled corpus, speed",
    script: "redaction.ts",
    args: () => [],
  },
  {
    name: "tokens",
    title: "Token budget on texts that tokenizers count dearly",
    about: "the fullest and the emptiest part by both tokenizers",
    script: "token_budget.ts",
    args: () => [],
  },
  {
    name: "real",
    title: "Real logs (../shared/sessions, where it exists)",
    about: "size, tokens, time, what was kept of words, failures and verdicts",
    script: "real_logs.ts",
    args: () => [],
  },
  {
    name: "evidence",
    title: "Evidence without a model, in sessions with planted friction",
    about: "recall and precision of each kind of finding",
    script: "evidence.ts",
    args: () => [],
  },
  {
    name: "round-trips",
    title: "Round trips of trigger, with 100 ms added to every request",
    about: "requests, how many follow each other before the dispatch, bytes, seconds beyond preprocessing",
    script: "round_trips.ts",
    args: () => [],
  },
  {
    name: "interruption",
    title: "Ctrl-C while two large logs are converted",
    about: "seconds until the executable is gone, at many moments; --size 60 (MB)",
    script: "interruption.ts",
    args: sizeOf,
  },
  {
    name: "worst",
    title: "The worst cases",
    about: "logs made to be slow: time by byte, growth; --size 4 (MB), --match <part of a name>",
    script: "worst_cases.ts",
    args: (settings) => [...sizeOf(settings), "--match", settings.match],
  },
  {
    name: "texts",
    title: "Texts made to be slow to redact",
    about: "pieces of what rules look for, by chance: growth, nanoseconds a character; --seed 1",
    script: "worst_texts.ts",
    args: ({ seed }) => ["--seed", seed],
  },
  {
    name: "places",
    title: "Texts that may be slow",
    about:
      "pieces repeated in each place of a log, unredacted: time by prose, growth; --seed 1, --match <a place>",
    script: "worst_places.ts",
    args: ({ seed, match }) => ["--seed", seed, "--match", match],
  },
  {
    name: "fuzz",
    title: "Fuzzing",
    about: "broken logs of every kind, each part judged by slimdom; --cases 100000 --seed 1",
    script: "fuzz.ts",
    args: ({ cases, seed }) => ["--cases", cases, "--seed", seed],
  },
];

/** The benchmarks that `--only` names (separated by commas), or all. */
export function chooseBenchmarks(
  only: string | undefined,
): { readonly chosen: readonly Benchmark[]; readonly unknown: readonly string[] } {
  if (only === undefined) return { chosen: BENCHMARKS, unknown: [] };
  const names = only.split(",");
  return {
    chosen: BENCHMARKS.filter(({ name }) => names.includes(name)),
    unknown: names.filter((name) => BENCHMARKS.every((benchmark) => benchmark.name !== name)),
  };
}

/** What `--help` prints. */
export function helpText(): string {
  const width = Math.max(...BENCHMARKS.map(({ name }) => name.length));
  const lines = BENCHMARKS.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`);
  return ["deno task bench -- [--only <name>[,<name>…]]", "", ...lines].join("\n");
}
