/**
 * What failing programs say: words and phrases of compilers, test runners, shells, package managers, databases and
 * networks, in lower case except what has to stand in capitals. A count of none (`0 errors`) and the name of a file
 * (`error.ts`) are no such words. What they say in other languages: error_words_translated.ts.
 */

import {
  TRANSLATED_BEGINNINGS,
  TRANSLATED_STRONG,
  TRANSLATED_STRONG_BEGINNINGS,
  TRANSLATED_WORDS,
} from "./error_words_translated.ts";

/** Words that others may end with: `TypeError`, `java.lang.NullPointerException`. */
export const ENDINGS = ["error", "errors", "exception", "exceptions", "backoff"];

/** Words that the output of a successful program does not have as routine. */
export const STRONG = listed(`
  fail, failed, failure, failures, fails, fatal, panic, panicked, traceback, abort, aborted, exception,
  segfault, segmentation fault, assertion, core dumped, out of memory, oomkilled, double free, data race,
  deadlock, not ok, permission denied, command not found, no such file, what went wrong, giving up, type mismatch,
  untolerated, unschedulable, externally-managed-environment
`).concat(TRANSLATED_STRONG);

/** Whatever follows them, these report an error, and none is routine. */
export const STRONG_BEGINNINGS = [
  ...TRANSLATED_STRONG_BEGINNINGS,
  ...[
    "error:",
    "error[",
    "exception:",
    "err!",
    "err_",
    "make: ***",
    "make[1]: ***",
    "make[2]: ***",
    "make[3]: ***",
    // pytest's own mark before what it asserted.
    "e       assert ",
    // As the events of a cluster are called: `FailedScheduling`.
    ...["scheduling", "mount", "create", "attach", "sync", "kill", "binding"].map((what) => `failed${what}`),
    // As pino and bunyan number errors and what is fatal.
    ...[50, 60].flatMap((level) => [`level":${level}`, `level": ${level}`]),
  ],
  // As compilers number them: `error TS2322`, `error CS1002`, `error C2065`, `error MSB4018`.
  ...["ts", "cs", "c", "msb"].flatMap((name) => [..."0123456789"].map((digit) => `error ${name}${digit}`)),
  ...["exit code ", "exit code: ", "exit status ", "exit status: ", "exited with code ", "exited with "]
    .flatMap((phrase) => [..."123456789"].map((digit) => phrase + digit)),
];

const DIGITS = [..."0123456789"];

/**
 * Numbers by which compilers and linters call what they report, where they don't say what it is: in capitals, as the
 * lower case of some are the beginnings of hashes. MSVC, C#, TypeScript, rustc and staticcheck, by three digits at most.
 */
const CODE_BEGINNINGS = [
  ...["CS0", "CS1", "CS8", "TS1", "TS2", "TS5", "TS7", "SA1", "SA2", "SA3", "SA4", "SA5", "SA6", "SA9"],
  ...DIGITS.map((digit) => `C2${digit}`),
  ...DIGITS.slice(0, 8).map((digit) => `E0${digit}`),
].flatMap((name) => DIGITS.map((digit) => name + digit));

/** Those of flake8 and ruff, and what MSVC gives up at. */
const CODES = listed(`
  E401, E402, E501, E502, E701, E702, E703, E704, E711, E712, E713, E714, E721, E722, E731, E741, E742, E743, E901,
  E902, E999, F401, F402, F403, F404, F405, F406, F407, F501, F502, F503, F504, F505, F506, F507, F508, F509, F521,
  F522, F523, F524, F525, F541, F601, F602, F621, F622, F631, F632, F633, F634, F701, F702, F704, F706, F707, F722,
  F811, F821, F822, F823, F841, F842, F901, C1001, C1004, C1010, C1021, C1041, C1060, C1075, C1083, C1189, C1902
`);

/** Whatever follows them, these may tell of one. */
export const WEAK_BEGINNINGS = [
  ...["severity:", "hint:", "help:"],
  // As servers log what they answered.
  ...["1.0", "1.1", "2.0", "2"].map((version) => `http/${version}" 5`),
  ...["http ", "status ", "status: ", "status=", "status code ", "status code: "].flatMap((name) =>
    [40, 41, 42, 50, 51, 52].map((code) => `${name}${code}`)
  ),
  // As tests of Go tell what they got.
  ...["want", "got"].flatMap((name) => [..."123456789"].map((digit) => `${name} ${digit}`)),
  ...CODE_BEGINNINGS,
  ...TRANSLATED_BEGINNINGS,
];

/** All but the beginnings. */
export const ERROR_WORDS = [
  ...ENDINGS,
  ...STRONG,
  ...listed(`
  errored, failing, denied, cannot, can't, could not, couldn't, undefined, unresolved, assert, unable to,
  not found, not recognized, not allowed, not permitted, not defined, not supported, not assignable, not met,
  not reached, no such, no module, no rule, no space, no matching, no overload, does not exist, doesn't exist,
  does not match, did not, didn't, already in use, already exists, file exists, refused, rejected, forbidden,
  unauthorized, unreachable, unhealthy, unavailable, invalid, illegal, unrecognized, unexpected, unbound,
  unsupported, unhandled, incompatible, conflict, conflicts, conflicting, mismatch, corrupt, corrupted, expired,
  diverged, missing, connection reset, reset by peer, exceeded, killed, terminated, crash, crashed, crashes,
  evicted, timed out, timeout, interrupted, expected, received, but was, caused by, bad gateway, bad request,
  too many requests, unknown option, unknown command, unknown flag, unknown argument, unknown revision,
  unknown authority, unknown word, unknown type, unknown column, unknown module, unknown variable, unknown field,
  unknown property, unknown host, unknown target, severe, critical, not a function, duplicate key, read-only file, is a directory, is locked,
  too many, hang up, violates, non-zero, enoent, eacces, eperm, eexist, eaddrinuse, econnrefused, econnreset,
  etimedout, enotfound, enospc, emfile, eresolve, ebadengine, sigsegv, sigkill, sigabrt, regressed, leak, leaks,
  leaked, definitely lost, vulnerability, vulnerabilities, vulnerable, insecure, duplicate, duplicates, duplicated,
  mismatched, mismatches, not readable, not writable, not satisfied, does not satisfy, unmet, unsatisfied, violation,
  violations, offense, offenses, overflow, overflowed, underflow, use-after-free, out of range, out of bounds,
  rolled back, aborting, stack trace, backtrace, circular dependency, circular dependencies, breaking change,
  breaking changes, too long, too large, too small, too quickly, multiple definition, no space left, over quota,
  rate limit, degraded, blocked, suspect, wrong, would reformat, would be reformatted, undeclared, redeclared, redefinition,
  already declared, already defined, already exist, self signed, self-signed, untrusted, zero tests, no tests, no test files found, below threshold,
  below the threshold, does not meet, forces replacement, must be replaced, will be destroyed, drift, drifted, flaky, requires, null pointer, nil pointer, null reference, implicit declaration, insufficient, back-off, not installed, not available,
  not enough, not implemented, not exported, not declared, unterminated, unclosed, unmatched, unbalanced, malformed,
  truncated, xfail, xfailed, xpass, xpassed, obsolete, outdated, out of date, throttled, throttling, retrying, ambiguous, mixed content, detached head, disallowed, prohibited,
  unused, to fix, did you mean, please run, please install
  `),
  ...CODES,
  ...TRANSLATED_WORDS,
];

/** What test runners draw, beyond Latin-1. */
export const SIGNS = ["✗", "✘", "✕", "✖", "⨯", "❌"];

/** What may be a sign of multiplication, too. */
export const WEAK_SIGNS = ["× "];

function listed(words: string): string[] {
  return words.trim().split(/,\s+/);
}
