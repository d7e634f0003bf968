/** Secrets that tests, scripts and people type: into fields of pages and devices, at prompts, into variables that a shell reads. */
import type { Report } from "../../finding.ts";
import { isChosen, isChosenStrictly, isGiven, isKeyLike } from "../judgement/given_value.ts";
import type { Keyword } from "../keyword.ts";
import { isPassphrase } from "../judgement/passphrase.ts";
import { finder } from "../pattern_finder.ts";
import { looksRandom } from "../judgement/random_value.ts";
import { reportKey, reportPassword } from "../report.ts";
import { announcesSecret, classifyName } from "../judgement/secret_name.ts";

const FIELD = String.raw`[\w -]{0,30}(?:[Pp]ass(?:word|wd|phrase|code)?|[Pp]wd|PIN)\b`;

/** A step in words: `the user enters "X" into the password field`, `types 'X' in the "Password" field` */
const ENTERED = new RegExp(
  String
    .raw`(?:nters?|ypes?|nputs?) ["']([^"'\n]{4,128})(?=["'] (?:into|in|as|at|for|on) (?:the |a |an |my |his |her |their )?["']?${FIELD})`,
  "y",
);

const VARIABLE =
  /\bread(?: -[a-zA-Z]{1,4}| "[^"\n]{0,80}"| '[^'\n]{0,80}'| [0-9]{1,4})* ([A-Za-z_]\w{1,60}) ?$/;
const HERE_STRING = /<<< ?(?:"([^"\n]{4,256})"|'([^'\n]{4,256})'|([^\s"'`<>|;&]{4,256}))/y;

/** `read -r DB_PASSWORD <<< "X"` */
export function findReadVariable(text: string, at: number, report: Report): void {
  const name = VARIABLE.exec(text.slice(Math.max(0, at - 160), at))?.[1];
  if (name === undefined) return;
  const isShort = /^(?:pass|pw|PASS|PW)$/.test(name);
  if (!isShort && !announcesSecret(classifyName(name))) return;
  HERE_STRING.lastIndex = at;
  const match = HERE_STRING.exec(text);
  const value = match?.[1] ?? match?.[2] ?? match?.[3];
  if (match === null || value === undefined) return;
  if (/\s/.test(value) ? !isPassphrase(value) : !isChosen(value)) return;
  const start = at + match[0].indexOf(value);
  reportPassword(report, { start, end: start + value.length });
}

const isTyped = (text: string) => isChosen(text) || isPassphrase(text);

/** By what stands before them. */
export const TYPED_SECRET_KEYWORDS: readonly Keyword[] = [
  ...['nters "', 'ypes "', 'ype "', "nters '", "ypes '"].map((keyword) => ({
    keyword,
    visit: finder(ENTERED, isTyped),
  })),
  // PKCE's, and what a user has confirmed by in OAuth 1.0
  {
    keyword: "_verifier",
    visit: finder(
      /(?<=oauth|code)_verifier[\\"']{0,4}\s?[:=]\s?[\\"']{0,4}([A-Za-z0-9._~-]{20,128})/y,
      (text) => isKeyLike(text, 20) && looksRandom(text),
      reportKey,
    ),
  },
  // An account of Azure has two
  {
    keyword: "key1",
    visit: finder(/key1[\\"']{0,4}\s?[:=]\s?[\\"']{0,4}([A-Za-z0-9+/]{86}==)/y, isChosen, reportKey),
  },
  // Members of one letter, beside the user: `{"u":"kim","p":"X"}`
  {
    keyword: '"p"',
    visit: finder(
      /(?<=["'](?:u|usr|user|username|name|login|l|e|email)\\{0,3}["']\s?:\s?\\{0,3}["'][^"'\\\n]{1,64}\\{0,3}["']\s?,\s{0,8}\\{0,3})"p\\{0,3}"\s?:\s?\\{0,3}"([^"\\\n]{4,128})(?=\\{0,3}")/y,
      isTyped,
    ),
  },
  // Kerberos's prompt, with what was typed there
  {
    keyword: "assword for ",
    visit: finder(
      /assword for [\w.-]{1,60}@[A-Z][A-Z0-9.-]{2,60}: ([^\s*•]{4,128})(?=[ \t]*(?:\r?\n|$))/y,
      isChosen,
    ),
  },
  // Robot Framework
  {
    keyword: "Input Text ",
    visit: finder(/Input Text {2,8}\S{0,60}?(?:[Pp]ass|[Pp]wd)\S{0,40} {2,8}(\S{4,128})/y, isChosen),
  },
  // Android, and what is typed is said behind it
  {
    keyword: "input text ",
    visit: finder(
      /input text ["']?([^\s"'$]{4,128})(?=["']?(?:[ \t]{1,8}#[^\n]{0,60}(?:[Pp]ass|PIN)|\s*(?:&&|;)[^\n]{0,80}#[^\n]{0,60}[Pp]ass))/y,
      isGiven,
    ),
  },
  {
    keyword: "input text ",
    visit: finder(/(?<=shell )input text ["']?([^\s"'$]{4,128})/y, isChosenStrictly),
  },
];
