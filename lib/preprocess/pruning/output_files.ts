/**
 * Files that hold what a run said: logs, and the outputs of commands in the background. Whoever reads one reads it for its
 * errors and its verdict, as those of a command; in code and pages `error` is mostly a name.
 */

/** Endings that only such files have. */
const OUTPUT_ENDING = /\.(?:log|out|output|err|stderr|stdout|tap|trace)(?:\.\d+)?(?:\.txt)?$/i;

/** Endings that files of any kind have, and none at all; those of code and pages are none of them. */
const PLAIN_ENDING = /(?:^|[\\/])[^\\/.]+$|\.(?:txt|text|json|jsonl|ndjson|xml|trx|ipynb)$/i;

/** What a text is called, or its folder, that a run has written. */
const OUTPUT_NAME =
  /[\\/](?:logs?|tool-results|test-results|tasks|outputs?)[\\/][^\\/]+\.(?:txt|text)$|(?:^|[\\/._-])(?:logs?|out|output|stdout|stderr|errors?|trace|results?|failures?|console)(?:[._-][^\\/]*)?\.(?:txt|text)$/i;

/** A number that the client puts before a line. */
const LINE_NUMBER = /^ *\d+[→\t]/gm;
const NUMBER = "(?: *\\d+[→\\t])?";

/** Blanks within a line: what takes line ends, too, is looked for from each of very many empty lines to the last. */
const BLANKS = "[^\\S\\n\\r\\u2028\\u2029]*";

/** What runs alone say: traces with their frames, verdicts with counts, lines with a time and a level. */
const SAID_BY_RUN = new RegExp(
  [
    `Traceback \\(most recent call last\\):\\r?\\n${NUMBER} +File "`,
    `Error\\b.*\\r?\\n${NUMBER} +at .+[:(]\\d+`,
    `Exception\\b.*\\r?\\n${NUMBER}\\s+at .+[:(]\\d+`,
    "=+ (?:FAILURES|ERRORS|short test summary info) =+",
    "=+ .{0,200}\\b\\d+ (?:failed|passed|errors?)\\b.{0,200} in [\\d.]+",
    "(?:FAILED|ERROR) \\S{1,400}::\\S",
    "\\S{1,400}::\\S{1,400} (?:FAILED|PASSED|ERROR)\\b",
    "Tests?(?: Suites| Files)?:? +\\d+ (?:failed|passed)\\b",
    "# (?:pass|fail) +\\d+",
    "(?:not )?ok \\d+ ",
    "test result: (?:ok|FAILED)\\. \\d",
    `${BLANKS}--- (?:FAIL|PASS): \\S+ \\(`,
    `${BLANKS}\\d+ (?:passing|failing)\\b`,
    "thread '.*' (?:\\(\\d+\\) )?panicked at ",
    "goroutine \\d+ \\[",
    "BUILD (?:FAILED|SUCCESSFUL)\\b|\\[(?:ERROR|INFO)\\] BUILD ",
    "npm (?:ERR!|error) ",
    "make(?:\\[\\d+\\])?: \\*\\*\\* ",
    "##\\[(?:error|group|command)\\]",
    "\\S{0,40}\\d\\d:\\d\\d:\\d\\d\\S*[ \\t]+(?:[^\\s]+[ \\t]+){0,3}\\[?(?:ERROR|FATAL|WARN|WARNING|INFO|DEBUG|CRITICAL|SEVERE)\\b",
  ].map((said) => `^${NUMBER}(?:${said})`).join("|"),
  "m",
);

/** Whether a file of this name may hold the output of a run. */
export function mayBeOutputFile(path: string): boolean {
  return OUTPUT_ENDING.test(path) || OUTPUT_NAME.test(path) || PLAIN_ENDING.test(path);
}

/** Whether a file that was read holds the output of a run: told by its name, or by its text if the name tells nothing. */
export function isOutputFile(path: string, text: string): boolean {
  if (OUTPUT_ENDING.test(path) || OUTPUT_NAME.test(path)) return true;
  return PLAIN_ENDING.test(path) && SAID_BY_RUN.test(text);
}

/** Such a text as it was written: the numbers hide where its lines begin. */
export function withoutLineNumbers(text: string): string {
  return text.replace(LINE_NUMBER, "");
}
