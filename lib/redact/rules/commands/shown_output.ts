/** What a command that reads or makes a secret has written below itself, and values on the line below their label. */
import type { Report } from "../../finding.ts";
import { isChosen, isGiven, isUuidOrKey } from "../judgement/given_value.ts";
import { isLetterMess } from "../judgement/passphrase.ts";
import { isLikelyPassword } from "../judgement/likely_password.ts";
import { finder } from "../pattern_finder.ts";
import { reportIfSecret } from "../named/assignment.ts";
import type { Keyword } from "../keyword.ts";
import { reportLiteral } from "../named/name_before.ts";
import { reportKey, reportPassword } from "../report.ts";
import { isOutputOf } from "./printed_secret.ts";
import { isWrittenSecret, writesSecret } from "./secret_command.ts";

/** The rest of the command, and its only line of output. */
const OUTPUT =
  /[^\n|]{0,240}(?:\| ?base64 -{1,2}d[a-z]{0,6})?\r?\n[ \t]{0,4}(?![$#>%❯])([^\s<>]{6,512})[ \t]*(?=\r?\n|$)/y;

/** `PASSWORD_FILE=/run/secrets/…` is given to a program that writes something else. */
function findFileOutput(text: string, at: number, report: Report): void {
  if (!/[=:,][ \t"']{0,4}$/.test(text.slice(Math.max(0, at - 5), at))) findOutput(text, at, report);
}

function findOutput(text: string, at: number, report: Report): void {
  OUTPUT.lastIndex = at;
  const match = OUTPUT.exec(text);
  const secret = match?.[1];
  if (match === null || secret === undefined || !isWrittenSecret(secret)) return;
  const start = at + match[0].indexOf(secret, match[0].indexOf("\n"));
  reportKey(report, { start, end: start + secret.length });
}

/** A command behind a prompt, with its only line of output and the next prompt or the end. */
const AT_PROMPT =
  /(?:[$❯]|PS(?: [A-Za-z]:[^>\n]{0,60})?>) ([^\n]{4,400})\r?\n(?:[^\n$❯]{0,40}\b(?:[Ww]arning|WARNING|[Nn]otice|NOTICE|[Dd]eprecat)[^\n]{1,300}\r?\n){0,2}([^\s$#<>][^\n]{5,511})(?=\r?\n(?:```|[^\n]{0,60}[$#❯>] |[a-z][\w-]{1,20}: \S|\r?\n|\0|$)|\s{0,4}$)/y;

/** `$ cat password.txt` and what it wrote. */
function findAtPrompt(text: string, at: number, report: Report): void {
  AT_PROMPT.lastIndex = at;
  const [whole = "", command = "", output = ""] = AT_PROMPT.exec(text) ?? [];
  const secret = output.trim();
  if (whole === "" || !isOutputOf(secret, command)) return;
  const start = at + whole.lastIndexOf(secret);
  reportKey(report, { start, end: start + secret.length });
}

/** What a debugger or an interpreter was asked for, and its answer: `(gdb) p cfg->password`, `$1 = 0x5555 "…"`. */
const ASKED =
  /(?:\([a-z]{3,5}\) (?:p|po|pp|print|x\/s|v|fr v)(?:\/[a-z])? |(?<=(?:^|\n)([ \t]{0,40}))>>> |db\) )(?:print\()?[ \t]{0,3}([^\n]{1,120}?)\)?\r?\n\1(?:=> ?|Out\[[0-9]{1,5}\]: ?)?(?:\([\w *:]{1,60}\) ?)?(?:\$[A-Z]{0,2}[0-9]{1,5} ?= ?)?(?:0x[0-9a-f]{1,16} )?(?:<[^>\n]{1,80}> )?(?:@?b?["']([^"'\n]{4,512})["']|([^\s"']{6,512}))(?=[,\s]|$)/y;

function findAsked(text: string, at: number, report: Report): void {
  ASKED.lastIndex = at;
  const [whole = "", , expression = "", quoted, bare = ""] = ASKED.exec(text) ?? [];
  const secret = quoted ?? bare;
  if (whole === "" || !isWrittenSecret(secret)) return;
  if (!writesSecret(`print ${expression}`)) return;
  const start = at + whole.lastIndexOf(secret);
  reportKey(report, { start, end: start + secret.length });
}

const REDIS = /requirepass(?:"\s{0,4}\n\s{0,4}2\) "([^"\n]{4,256})"| ["']?([^\s"']{4,256}))/y;

const REDIS_BELOW = /(?<=(?:^|\n|>)[ \t]*)requirepass\r?\n([^\s"'<>]{4,256})(?=[ \t]*(?:\r?\n|<|\0|$))/y;

/** The same without numbers and quotes, as programs are told it. */
const findRedisBelow = finder(REDIS_BELOW, (text) => isChosen(text) || isLikelyPassword(text));

/** Redis's setting and its answer: `1) "requirepass"`, `2) "…"`. */
function findRedisSetting(text: string, at: number, report: Report): void {
  findRedisBelow(text, at, report);
  REDIS.lastIndex = at;
  const match = REDIS.exec(text);
  const password = match?.[1] ?? match?.[2];
  if (match === null || password === undefined || !isGiven(password)) return;
  const end = at + match[0].length - (match[1] === undefined ? 0 : 1);
  reportPassword(report, { start: end - password.length, end });
}

const WIREGUARD =
  /wg show \S{1,40} (?:private-key\r?\n|(?:dump|preshared-keys)\r?\n(?:[\w.-]{1,15}\t)?(?:[A-Za-z0-9+/]{43}=\t(?=[A-Za-z0-9+/]{43}=[ \t]*(?:\r?\n|$)))?)([A-Za-z0-9+/]{43}=)(?![A-Za-z0-9+/=])/y;
const NEXT_PEER = /[^\n]{0,200}\r?\n(?:[\w.-]{1,15}\t)?[A-Za-z0-9+/]{43}=\t([A-Za-z0-9+/]{43}=|\(none\))/y;
const MAX_PEERS = 100;

/** `wg show wg0 private-key`, `… dump` and `… preshared-keys`: the interface's key, and what it shares with its peers. */
function findWireguardOutput(text: string, at: number, report: Report): void {
  WIREGUARD.lastIndex = at;
  let key = WIREGUARD.exec(text)?.[1];
  let end = WIREGUARD.lastIndex;
  for (let count = 0; key !== undefined && count < MAX_PEERS; count++) {
    if (key !== "(none)") reportKey(report, { start: end - key.length, end });
    NEXT_PEER.lastIndex = end;
    key = NEXT_PEER.exec(text)?.[1];
    end = NEXT_PEER.lastIndex;
  }
}

const ACCOUNT_KEY =
  /[^\n]{0,200}\r?\n(?:[- ]{8,200}\r?\n)?[^\n]{0,160}? ([A-Za-z0-9+/]{40,88}={0,2})[ \t]*(?=\r?\n|$)/y;
const ACCOUNT_HEADER = /KeyName {1,24}(?:\w{1,20} {1,24}){0,2}Value[ \t]*(?=\r?\n)/y;

/** The keys of an account of Azure, as a table without lines: `KeyName  Permissions  Value`. */
function findAccountKeys(text: string, at: number, report: Report): void {
  ACCOUNT_HEADER.lastIndex = at;
  if (!ACCOUNT_HEADER.test(text)) return;
  ACCOUNT_KEY.lastIndex = ACCOUNT_HEADER.lastIndex;
  for (let key = ACCOUNT_KEY.exec(text)?.[1]; key !== undefined; key = ACCOUNT_KEY.exec(text)?.[1]) {
    const start = text.lastIndexOf(key, ACCOUNT_KEY.lastIndex);
    reportKey(report, { start, end: start + key.length });
  }
}

const FIELD_ABOVE = /(?:^|\n)[ \t]*([A-Za-z_][\w.]{1,60})[ \t]*\n[^\n]{0,160}$/;

/** Pydantic's errors: the field, and below it `input_value='…'`. */
function findInputValue(text: string, at: number, report: Report): void {
  const name = FIELD_ABOVE.exec(text.slice(Math.max(0, at - 240), at))?.[1];
  if (name !== undefined) {
    reportIfSecret(text, name.split(".").at(-1) ?? "", at + "input_value=".length, report);
  }
}

/** `created API token "ci": X`: what was made has a name of its own. */
const findOfName = finder(
  /oken "[^"\n]{1,60}"(?: created)?: ["'`]?([A-Za-z0-9._~+/=-]{16,512})(?=["'`]?(?:[\s,;<]|$))/y,
  (text) => isUuidOrKey(text) || isLetterMess(text),
  reportKey,
);

/** `# old one: X` above `SMTP_PASS=`: what it was before. */
const OLD =
  /(?:ld one|# old): ["'`]?([^\s"'`]{6,256})["'`]?[ \t]*\r?\n(?:[ \t]*[0-9]{1,6}[→\t])?[+ -]?(?:export )?([A-Za-z_][\w.-]{1,60}) ?[=:]/y;

function findOld(text: string, at: number, report: Report): void {
  OLD.lastIndex = at;
  const [whole = "", value = "", name = ""] = OLD.exec(text) ?? [];
  if (value === "") return;
  const start = at + whole.indexOf(value, whole.indexOf(": "));
  reportLiteral(text, name, start, start + value.length, report);
}

/** Commands that read or make one, and what stands before a value of the line above. */
export const OUTPUT_KEYWORDS: readonly Keyword[] = [
  ...[
    "op read ",
    "op item get ",
    "pass show ",
    "sions access ",
    "wg genkey",
    "openssl rand ",
    " -field=",
    "bw get ",
    "pwgen ",
    "ult secret show",
    "et-secret-value",
    "config:get ",
    "printenv ",
    "h-decryption",
    "eneric-password ",
    "ecret-tool looku",
  ].map((keyword) => ({ keyword, visit: findOutput })),
  { keyword: "/run/secrets/", visit: findFileOutput },
  ...["$ ", "PS ", "PS> "].map((keyword) => ({ keyword, visit: findAtPrompt })),
  { keyword: "\nÿ ", visit: (text, at, report) => findAtPrompt(text, at + 1, report) },
  ...["(gdb) ", "(lldb) ", "db) p"].map((keyword) => ({ keyword, visit: findAsked })),
  ...["\n>>> ", " >>> "].map((keyword): Keyword => (
    { keyword, visit: (text, at, report) => findAsked(text, at + 1, report) }
  )),
  { keyword: "wg show ", visit: findWireguardOutput },
  { keyword: "KeyName ", visit: findAccountKeys },
  { keyword: "requirepass", visit: findRedisSetting },
  { keyword: 'oken "', visit: findOfName },
  ...["ld one: ", "# old: "].map((keyword) => ({ keyword, visit: findOld })),
  { keyword: "input_value=", visit: findInputValue },
];
