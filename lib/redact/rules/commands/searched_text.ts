/**
 * Secrets that are looked for, replaced, masked or handed on by a command which takes any text: `git log -S'X'`, `grep -rn 'X'`,
 * `X==>REMOVED`, `jq --arg t 'X'`, `::add-mask::X`.
 */
import type { Report } from "../../finding.ts";
import { reportIfSecret } from "../named/assignment.ts";
import { command, WORD } from "./command_words.ts";
import { isChosen, isChosenStrictly, isGiven, isKeyLike } from "../judgement/given_value.ts";
import type { Keyword } from "../keyword.ts";
import { isLikelyPassword, isMadeOfLetters } from "../judgement/likely_password.ts";
import { isPassphrase } from "../judgement/passphrase.ts";
import { finder } from "../pattern_finder.ts";
import { looksRandom } from "../judgement/random_value.ts";
import { reportKey, reportPassword } from "../report.ts";
import { announcesSecret, classifyName } from "../judgement/secret_name.ts";

/** What nobody looks for but as a secret: no hash of a commit, no name, no word. */
function isSecretAlone(text: string): boolean {
  if (!/^[A-Za-z0-9+/=_.~-]{10,512}$/.test(text) || /^[0-9a-f-]+$/i.test(text)) return false;
  return (isKeyLike(text, 20) && looksRandom(text) && /[A-Z]/.test(text) && /[a-z]/.test(text)) ||
    (/[0-9]/.test(text) && /^[A-Za-z0-9]+$/.test(text) && isMadeOfLetters(text));
}

const OPTIONS = "(?: -{1,2}[a-zA-Z][a-zA-Z-]{0,24}(?:=\\S{1,60})?){0,5}";

const REPLACED = /(?:^|[\s"'`(])(?:literal:)?([^\s"'`]{6,256})$/;

/** What a file for `git filter-repo` or BFG replaces: `X==>REMOVED` */
function findReplaced(text: string, at: number, report: Report): void {
  const value = REPLACED.exec(text.slice(Math.max(0, at - 270), at))?.[1] ?? "";
  if (isReplaced(value)) reportPassword(report, { start: at - value.length, end: at });
}

function isReplaced(text: string): boolean {
  return isChosenStrictly(text) && !/^(?:regex|glob):/.test(text) &&
    (isSecretAlone(text) || isLikelyPassword(text) || /[!@#$%^&*?]/.test(text));
}

const ARGUMENT = /--arg ["']?([A-Za-z_]\w{0,40})["']? (?=(?:["']?)([^\s"'`$]{6,512}))/y;
const NAME_OF_ID = /id$|cursor|after|before|sha|hash|ref|tag|digest|commit|url|path|file|body|title/i;

/** `jq --arg t 'X'` */
function findArgument(text: string, at: number, report: Report): void {
  ARGUMENT.lastIndex = at;
  const [whole = "", name = "", value = ""] = ARGUMENT.exec(text) ?? [];
  if (value === "") return;
  if (announcesSecret(classifyName(name))) return reportIfSecret(text, name, at + whole.length - 1, report);
  if (!isSecretAlone(value) || NAME_OF_ID.test(name)) return;
  const start = text.indexOf(value, at + whole.length);
  reportKey(report, { start, end: start + value.length });
}

export const SEARCH_KEYWORDS: readonly Keyword[] = [
  command("git log", `[^\\n;|&]{0,160}? -[SG] ?${WORD}`, isSecretAlone),
  ...["grep -", "git grep "].map((keyword) =>
    command(
      keyword,
      `${keyword.endsWith("-") ? "[a-zA-Z-]{1,24}" : "(?:-[a-zA-Z]{1,8})?"}${OPTIONS} ?${WORD}`,
      isSecretAlone,
    )
  ),
  ...["rg '", 'rg "'].map((keyword): Keyword => ({
    keyword,
    visit: finder(/rg ["']([^\s"']{10,512})(?=["'])/y, isSecretAlone),
  })),
  // What a placeholder is replaced by: `s/changeme/X/`
  ...["hangeme", "HANGE_ME"].map((keyword): Keyword => ({
    keyword,
    visit: finder(
      new RegExp(
        `(?<=\\bs[/|#,@][\\w<{$%-]{0,24}[cC])${keyword}[\\w>}%-]{0,24}[/|#,@]([^\\s/|#,@"'\\\\]{4,256})(?=[/|#,@])`,
        "y",
      ),
      isChosen,
    ),
  })),
  ...["==>REMOVED", "==>***REMOVED", "==>XXX"].map((keyword) => ({ keyword, visit: findReplaced })),
  { keyword: "echo ", visit: finder(/echo (?:-e )?["']([^\s"'=]{6,256})(?===>)/y, isReplaced) },
  command("replace-text <", "\\(echo (?:-e )?[\"']([^\\s\"'=]{6,512})(?=[\"'])", isChosenStrictly),
  { keyword: "--arg ", visit: findArgument },
  { keyword: "::add-mask::", visit: finder(/::add-mask::((?:(?!::)[^\s"'`$<>]){6,512})/y, isGiven) },
  {
    keyword: "yes ",
    visit: finder(
      new RegExp(`(?<![\\w-])yes ${WORD}(?=["']? ?\\|)`, "y"),
      (text) => isChosenStrictly(text) || isLikelyPassword(text) || isPassphrase(text),
    ),
  },
  command("kaggle config", ` set -n key -v ${WORD}`, isGiven, reportKey),
  command(
    "rclone config",
    ` (?:create|update)[^\\n;|&]{1,240}? (?:key|pass2?|password2?|token|bearer_token|client_secret|secret_access_key)[= ]${WORD}`,
    isChosenStrictly,
  ),
];
