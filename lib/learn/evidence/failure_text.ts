/** What failing programs say, and what those say whose failure was meant. */

/** Lines that name what went wrong, the most telling first: what a finding quotes. */
export const TELLING_LINES: readonly RegExp[] = [
  /^.*(?:(?:Error|Exception)\b:|^error(?:\[\w+\])?:|\berror [A-Z]+\d+\b|: error: |^E {2,}\S|^e: |^fatal:|^panic:|panicked at|AssertionError|command not found|No such file or directory|Permission denied|not found\b).*$/mi,
  // Compilers that name a place and no error.
  /^\S+\.\w+:\d+:\d+: .*$/m,
  /^.*(?:^not ok \d|^--- FAIL|^FAIL(?:ED)?\b|✗|✘|❌|✖|\b[1-9]\d* (?:tests? )?(?:failed|failing|failures?|errors?)\b).*$/m,
  /^.*\b(?:errors?|fail(?:ed|ure|ures|s|ing)?|cannot|can't|could not|unable|undefined|denied|refused|invalid|missing|unexpected|does not|doesn't|timed? ?out|conflict|rejected)\b.*$/mi,
];

/** Verdicts that programs give when they end. */
const PASSED =
  /^(?:# fail 0|test result: ok|OK(?: \(|$)|PASS$|ok\s+\S+\s+[\d.]+s|All (?:tests|checks|files) (?:passed|pass)\b|Success: no issues|.*\b0 (?:failed|failures|errors)\b|.*\bFailures: 0, Errors: 0\b|BUILD SUCCESS\w*)|\b\d+ pass(?:ed|ing)\b/m;

const FAILED_TESTS =
  /(?:^|[^\w.])[1-9]\d* (?:tests? |specs? |examples?,? |assertions? |suites? |scenarios? )?(?:failed|failing|failures?)\b|(?:^|[^\w.])[1-9]\d* errors? in \d|^(?:FAIL(?:ED)?:?\s+\S|--- FAIL:|not ok \d+ (?!.*# (?:TODO|SKIP))|test result: FAILED|FAILURES!)|^(?:(?:#|ℹ) fail|(?:Failures|Errors|Failed|failed|failures)(?::| =)) *[1-9]\d*\b|\b(?:Failures|Errors|Failed): *[1-9]|\d failures, [1-9]\d* errors\b|\bFAILED \((?:failures|errors)=/m;

const FAILED_BUILD =
  /^(?:error(?:\[\w+\])?: |make(?:\[\d+\])?: \*\*\*|ninja: build stopped|npm (?:ERR!|error)|ERR_PNPM_|FAILURE: Build failed|BUILD FAIL(?:ED|URE)|Build FAILED|✖ [1-9]\d* problems?|e: \S|\[error\] |CMake Error)|\berror [A-Z]+\d+: |\bFound [1-9]\d* errors?\b|: (?:fatal )?error: |\b[1-9]\d* (?:errors? generated|Error\(s\))|^\S+\.go:\d+:\d+: /mi;

/** What programs print that can't do what they were called for, before anything else. */
const REFUSED =
  /^(?:[│╷╵ ]*\n)*[│╷✘✗ ]*\[?(?:error|fatal)\]?(?: response from daemon)?(?:: |:$|\s+\[?[A-Z]+)|^(?:psql:\S* )?(?:ERROR|FATAL):\s|^npm (?:ERR!|error) /i;

/** A shell or reading program that finds no program or file of the name; nothing of the output is what was asked for. */
const NOT_THERE =
  /^(?:(?:\/\S*\/)?(?:ba|z|da|k)?sh: (?:(?:line )?\d+: )?\S+: (?:command )?not found|zsh: command not found: \S+|(?:\/\S*\/)?\w+: (?:cannot (?:open|access|stat) )?.{1,300}: (?:No such file or directory|Permission denied))\s*(?:$|\n\s*0?\s*$)/;

const CRASHED =
  /^(?:Traceback \(most recent call last\):|(?:[\w.]+\.)?\w*(?:Error|Exception): \S|panic: |fatal: |thread '.*' panicked at|Segmentation fault|Unhandled (?:exception|rejection)|Uncaught )|: command not found$|: (?:No such file or directory|Permission denied)$|^zsh: command not found/m;

/** What the client writes before the output of a command that failed. */
const EXIT_CODE =
  /^(?:Error: )?(?:Exit code|Command failed with exit code:?|Process exited with code) (?!0\b)-?\d+/i;

/** Names of tests that passed may speak of failures. */
function withoutPassed(output: string): string {
  return output.replace(/^(?:[ \t]*(?:✓|✔|√|ok \d|PASS\b|--- PASS)|.*\.\.\. ok$|.*\bPASSED\b).*$/gm, "");
}

/** Parts keep some 12,000 characters of an output; what claims more is looked at at its ends. */
const HEAD_CHARACTERS = 12_000;
const TAIL_CHARACTERS = 8_000;

/** An output, or the ends of an enormous one. */
function ends(output: string): string {
  return output.length <= HEAD_CHARACTERS + TAIL_CHARACTERS
    ? output
    : `${output.slice(0, HEAD_CHARACTERS)}\n${output.slice(-TAIL_CHARACTERS)}`;
}

/** Whether an output without an error flag still reports a failure: its exit status was hidden, or never kept. */
export function tellsFailure(
  output: string,
  command: { readonly runsTests: boolean; readonly isBuild: boolean; readonly hidesStatus: boolean },
): boolean {
  const { runsTests, isBuild, hidesStatus } = command;
  const text = ends(output).trimStart();
  if (EXIT_CODE.test(text) || text.startsWith("<tool_use_error>")) return true;
  if (runsTests && FAILED_TESTS.test(withoutPassed(text))) return true;
  if (PASSED.test(text)) return false;
  if ((runsTests || isBuild) && FAILED_BUILD.test(text)) return true;
  if ((runsTests || isBuild || hidesStatus) && CRASHED.test(text)) return true;
  return hidesStatus && REFUSED.test(text);
}

/** Whether an output says only that a program or file does not exist. Also for commands that show logs. */
export function tellsAbsence(output: string): boolean {
  return output.length < 600 && NOT_THERE.test(output.trim());
}

/** Whether an output holds nothing but an exit status. Search commands report "nothing found" that way. */
export function isBareStatus(output: string): boolean {
  return output.length < 100 &&
    /^(?:\(?no (?:output|content)\)?|(?:Error: )?Exit code \d+)?\s*0?$/i.test(output.trim());
}

/**
 * Whether the target of a command does not exist under that name. Then any other name that works is the solution.
 */
export function tellsMisnaming(output: string): boolean {
  return /\bno such (?:target|file|package|module|task|test|service|container|image|branch|remote)|\b(?:not found|does not exist|doesn't exist|did not match any|no tests? (?:found|ran|collected|to run)|unknown (?:target|task|script|command|option|service)|missing script)\b/i
    .test(ends(output));
}

/** Whether a search or probe was itself wrong, instead of finding nothing. */
export function tellsUsageError(output: string): boolean {
  return /No such file or directory|command not found|[Uu]nrecognized|[Ii]nvalid|regex parse error|unknown option|[Uu]sage:|Permission denied|unmatched|Unmatched|fatal:/
    .test(ends(output));
}

/** Said before a command whose failure is wanted: a test written first, a refusal to be seen. */
const WANTED =
  /\b(?:should|must|will|expect(?:ed)?(?: (?:it|this|that|them|these|the (?:new )?tests?))?(?: to)?|supposed to|make sure (?:it|this|that|they)|(?:verify|confirm|check|prove|see|watch|show) (?:that )?(?:it|this|they|them|the (?:new )?tests?))\s+(?:now |still |first |all |both |correctly |properly |really |actually )?(?:fails?\b(?!\w)|error(?:s)?(?: out)?\b|be (?:rejected|refused|red)|go(?:es)? red|throws?\b|rejects?\b|refuses?\b|exits? (?:with )?(?:[1-9]|a? ?non-?zero))|\bexpect(?:ed|ing)? (?:an? )?(?:failure|error|red)\b|\b(?:failing|red) tests? first\b|\btests?[- ]first\b|\bTDD\b|\bred (?:phase|step|bar)\b|\bsee (?:it|them) fail\b|(?:soll|sollte|muss|müssen|sollten)(?: \w+)? (?:fehlschlagen|scheitern)|doit échouer|doivent échouer|debe(?:n|ría|rían)? fallar|失敗する(?:はず|こと)|应该(?:会)?失败/i;

/** Said after it. */
const AS_WANTED =
  /\b(?:as (?:expected|intended|planned|desired|hoped|it should)|expected(?:ly)? (?:fail\w*|error|red|to fail)|for the right reason|(?:fails?|failing|rejected|refused|errors?) (?:correctly|properly))\b|^(?:good|great|perfect|nice)[,.:;!]? (?:it |they |the (?:new )?tests? |both |all )?(?:now )?(?:fails?\b|is red|are red|rejects|refuses)|\b(?:tests? (?:is|are) red|red,? (?:now|as)|now (?:make|let's make|to make) (?:it|them) (?:pass|green))\b|wie erwartet|erwartungsgemäß|comme (?:prévu|attendu)|como (?:se )?esperab?a|como esperado|come previsto|как и ожидалось|期待(?:通り|どおり)|想定(?:通り|どおり)|符合预期|如预期|예상대로/i;

/** Whether a text before a command says that the command is expected to fail. */
export function announcesFailure(text: string): boolean {
  return WANTED.test(text);
}

/** Whether a text after a command says that its failure was expected. */
export function welcomesFailure(text: string): boolean {
  return AS_WANTED.test(text);
}
