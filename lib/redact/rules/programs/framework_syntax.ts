/** Secrets in what frameworks' settings, templates and pages hold: each with a keyword of its own. */
import type { Report } from "../../finding.ts";
import { reportIfSecret } from "../named/assignment.ts";
import { isChosen, isChosenStrictly, isKeyLike } from "../judgement/given_value.ts";
import type { Keyword } from "../keyword.ts";
import { isLikelyPassword } from "../judgement/likely_password.ts";
import { isPassphrase } from "../judgement/passphrase.ts";
import { finder } from "../pattern_finder.ts";
import { looksRandom } from "../judgement/random_value.ts";
import { reportKey, reportPassword } from "../report.ts";
import { isNoName } from "../spoken/spoken_value.ts";
import { findKeysInBraces } from "../lists/user_map.ts";

const isGivenOrLikely = (text: string) => isChosen(text) || isLikelyPassword(text);

const NAME_OF_ENTRY =
  /["']?([A-Za-z_][\w.-]{1,60})["']?\]?\s?(?:=|:|=>)\s{0,4}[\w.]{1,40}\(["'][\w.-]{1,60}["']$/;

/** `"SECRET": os.environ.get("S") or "X"`: the entry has the name, whatever the variable's is. */
function findOfEntry(text: string, at: number, report: Report): void {
  const name = NAME_OF_ENTRY.exec(text.slice(Math.max(0, at - 200), at))?.[1];
  if (name !== undefined) reportIfSecret(text, name, at + ") or ".length, report);
}

const NAME_OF_META = /<meta [^<>\n]{0,60}name=["']([A-Za-z][\w.:-]{1,60})$/;

/** `<meta name="api-key" content="X">` */
function findInMeta(text: string, at: number, report: Report): void {
  const name = NAME_OF_META.exec(text.slice(Math.max(0, at - 140), at))?.[1];
  if (name !== undefined) reportIfSecret(text, name, at + '" content='.length, report);
}

const OF_PASSWORD = /pass(?:word|wd)?\b[^\n]{0,300}$/i;
const PARAMETERS = /PARAMETERS: \[([^\]\n]{1,2000})\]/y;

/** What TypeORM shows behind a statement in which a password is written. */
function findParameters(text: string, at: number, report: Report): void {
  PARAMETERS.lastIndex = at;
  const list = PARAMETERS.exec(text)?.[1];
  if (list === undefined || !OF_PASSWORD.test(text.slice(Math.max(0, at - 400), at))) return;
  const first = at + "PARAMETERS: [".length;
  for (const { index, 1: value = "" } of list.matchAll(/"([^"\\]{6,128})"/g)) {
    if (!isLikelyPassword(value) && !(isChosenStrictly(value) && isNoName(value))) continue;
    const start = first + index + 1;
    reportPassword(report, { start, end: start + value.length });
  }
}

/** By what stands before them. */
export const FRAMEWORK_KEYWORDS: readonly Keyword[] = [
  // Laravel's key
  {
    keyword: "base64:",
    visit: finder(
      /(?<=key["']?\s?(?:=>|[:=])\s{0,4}["'])base64:([A-Za-z0-9+/]{43}=)(?=["'])/y,
      () => true,
      reportKey,
    ),
  },
  // Express
  {
    keyword: "session({",
    visit: finder(
      /session\(\{[^{}]{0,120}?\bsecret: ?\[?["']([^"'\n]{8,128})(?=["'])/y,
      (text) => isGivenOrLikely(text) || isPassphrase(text),
      reportKey,
    ),
  },
  // Rails
  {
    keyword: "<%= ENV",
    visit: finder(
      /(?<=(?:password|passwd|pass|pwd|secret\w{0,12}|token|_key): ["']?)<%= ENV[^\n%]{1,80}?(?:\|\||,|\{) ?["']([^"'\n]{4,256})(?=["'])/y,
      isGivenOrLikely,
    ),
  },
  // comments
  ...["/* admin / ", "// admin / ", "# admin / "].map((keyword) => ({
    keyword,
    visit: finder(
      new RegExp(`${keyword.replace("*", "\\*")}([^\\s"'<>]{6,64})(?=\\s{0,4}(?:\\*/|\\n|$))`, "y"),
      (text) => isNoName(text) || isLikelyPassword(text),
    ),
  })),
  ...[') or "', ") or '"].map((keyword) => ({ keyword, visit: findOfEntry })),
  ...['" content="', "' content='"].map((keyword) => ({ keyword, visit: findInMeta })),
  // fields of a page without a name
  {
    keyword: 'type="password"',
    visit: finder(/type="password"[^<>\n]{0,200}? value="([^"\n]{4,128})(?=")/y, isGivenOrLikely),
  },
  // lists of the arguments of a command
  {
    keyword: "requirepass\n",
    visit: finder(/requirepass\n[ \t]{1,40}- ["']?([^\s"']{4,256})(?=["']?[ \t]*(?:\n|$))/y, isGivenOrLikely),
  },
  {
    keyword: 'requirepass"',
    visit: finder(/requirepass",\s{0,40}"([^"\n]{4,256})(?=")/y, isGivenOrLikely),
  },
  ...["KEYS = {", "keys = {", "SECRETS = {", "secrets = {", "TOKENS = {", "tokens = {"].map((
    keyword,
  ): Keyword => ({
    keyword,
    visit: (text, at, report) => findKeysInBraces(text, at + keyword.length, report),
  })),
  // fields of a page, as tools for browsers list them
  {
    keyword: 'textbox "',
    visit: finder(
      /textbox "[^"\n]{0,60}(?:[Pp]assw|[Kk]ennwort|mot de passe|[Cc]ontrase|[Ss]enha|[Pp]arola|[Пп]ароль|密码|密碼|パスワード|비밀번호|[Ww]achtwoord|[Hh]asło)[^"\n]{0,40}"(?: \[[^\]\n]{1,30}\]){0,6}: ["']?([^\s"']{4,256})/y,
      isGivenOrLikely,
    ),
  },
  {
    keyword: 'textbox "',
    visit: finder(
      /textbox "[^"\n]{0,60}(?:API|[Tt]oken|[Ss]ecret|[Kk]ey)[^"\n]{0,40}"(?: \[[^\]\n]{1,30}\]){0,6}: ["']?([^\s"']{16,512})/y,
      (text) => isKeyLike(text, 16) && looksRandom(text),
      reportKey,
    ),
  },
  // Erlang
  { keyword: '_pass,<<"', visit: finder(/_pass,<<"([^"\n]{4,128})(?=")/y, isGivenOrLikely) },
  // Terraform's state
  {
    keyword: '"bcrypt_hash"',
    visit: finder(/"bcrypt_hash"[^\0]{0,400}?"result": "([^"\n]{6,256})(?=")/y, isGivenOrLikely),
  },
  { keyword: "PARAMETERS: [", visit: findParameters },
  // settings of Claude Code
  {
    keyword: "KeyHelper",
    visit: finder(
      /KeyHelper[\\"']{1,8}\s?:\s?[\\"']{1,8}(?:echo|printf) (?:-n )?[\\"']{0,4}([A-Za-z0-9_.+/=-]{16,400})(?=[\\"'\s])/y,
      (text) => isKeyLike(text, 16) && looksRandom(text),
      reportKey,
    ),
  },
  // of curl's file
  {
    keyword: 'user = "',
    visit: finder(/user = "[\w.@+-]{1,64}:([^"\s:]{6,128})(?=")/y, isChosenStrictly),
  },
  // SQL Server
  {
    keyword: "sp_addlogin ",
    visit: finder(/sp_addlogin N?'[^'\n]{1,64}', ?N?'([^'\n]{4,128})(?=')/y, isGivenOrLikely),
  },
  // of GitHub's command and the like: whatever its name, what is put into a store of secrets is one
  ...["config:set ", "secrets set ", "secrets:set "].map((keyword) => ({
    keyword,
    visit: finder(
      new RegExp(
        `${keyword}(?:--?[a-z-]{1,20}[ =][\\w-]{1,60} ){0,3}["']?[A-Za-z_]\\w{0,60}=["']?([A-Za-z0-9+/=_.-]{20,512})(?=["'\\s]|$)`,
        "y",
      ),
      (text) => isKeyLike(text, 20) && looksRandom(text),
      reportKey,
    ),
  })),
];
