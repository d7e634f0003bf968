/** Secrets that a command writes: `echo` into a file whose name says so, or as the file of a password; `vault kv put` with any name. */
import type { Report } from "../../finding.ts";
import { WRITTEN } from "./command_input.ts";
import { isChosenStrictly, isGiven, isKeyLike } from "../judgement/given_value.ts";
import type { Keyword } from "../keyword.ts";
import { isLikelyPassword } from "../judgement/likely_password.ts";
import { isPassphrase } from "../judgement/passphrase.ts";
import { finder } from "../pattern_finder.ts";
import { reportKey, reportPassword } from "../report.ts";
import { isNoName } from "../spoken/spoken_value.ts";

const TO_FILE = new RegExp(String.raw`${WRITTEN}>{1,2} {0,4}["']?([\w.~/{}$-]{1,200})`, "y");

/** Shorter ones are written into files called like this as often for something else. */
const MIN_CHARACTERS = 8;

/** `config/master.key`, `.secret`, `db_password.txt`; not `cache.key`. */
const OF_SECRET =
  /(?:^|\/)(?:run\/)?secrets\/[\w.-]{1,60}$|(?:^|[/._-])(?:secrets?|tokens?|pass(?:word|wd|phrase|code)?s?|credentials?|api[_-]?keys?|(?:master|encryption|signing|secret|private|production|staging|development|server|wg[0-9]?)[_-]?\.?key)(?:\.(?:txt|key|env))?$/i;

/** Looks at a command that writes what stands behind it: `echo "v" > config/master.key`. */
export function findWrittenInto(text: string, at: number, report: Report): void {
  TO_FILE.lastIndex = at;
  const [whole = "", , inQuotes, bare = "", file = ""] = TO_FILE.exec(text) ?? [];
  const value = (inQuotes ?? bare).replace(/\\n$/, "");
  if (
    value.length < MIN_CHARACTERS || !OF_SECRET.test(file) ||
    !(isPassphrase(value) || isLikelyPassword(value) ||
      ((isChosenStrictly(value) || isKeyLike(value, 16)) && isNoName(value)))
  ) return;
  const start = at + whole.indexOf(value, "echo ".length);
  reportPassword(report, { start, end: start + value.length });
}

/** `--password-file=<(echo v)`, `wg set wg0 private-key <(echo v)` */
export const findSubstituted = finder(
  new RegExp(
    `(?<=(?:(?:pass(?:word|wd|phrase)?|token|secret|key)-?file[= ]|(?:private|preshared|access|api)-key[= ]|--(?:password|token|secret|key)[= ])["']?<\\()(?:echo|printf)(?: -[neE]{1,3}){0,2}(?: ["']?%s["']?)? ["']?((?<=["'])[^"'\\n]{4,256}|[^\\s"'\`<>|;&()]{4,256})`,
    "y",
  ),
  isGiven,
);

const PAIR =
  /[ \t]{1,4}(?:\\\r?\n[ \t]{0,40})?(?:(?![\w.-]{1,60}=)["']?[\w./@-]{1,160}["']?|[\w.-]{1,60}=(?:"([^"\n]{4,4096})"|'([^'\n]{4,4096})'|([^\s"'`<>|;&()\\]{1,4096})))/y;
const MAX_PAIRS = 24;

/** What is written into a store of secrets: whatever its name, it is one if it looks like it. */
function findStored(keyword: string): Keyword["visit"] {
  return (text, at, report) => {
    if (!/\b(?:vault|bao) $/.test(text.slice(Math.max(0, at - 8), at))) return;
    PAIR.lastIndex = at + keyword.length;
    for (let count = 0; count < MAX_PAIRS; count++) {
      const match = PAIR.exec(text);
      if (match === null) return;
      const value = match[1] ?? match[2] ?? match[3] ?? "";
      if (!isChosenStrictly(value) || !isNoName(value)) continue;
      const end = PAIR.lastIndex - (match[3] === undefined ? 1 : 0);
      reportKey(report, { start: end - value.length, end });
    }
  };
}

/** Commands of stores. */
export const STORE_KEYWORDS: readonly Keyword[] = ["kv put", "kv patch"].map((keyword) => (
  { keyword, visit: findStored(keyword) }
));
