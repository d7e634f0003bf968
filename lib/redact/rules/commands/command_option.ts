/** Secrets behind the options of commands. */
import type { Report } from "../../finding.ts";
import { endOfShellQuotes } from "../named/assigned_value.ts";
import { groupAt } from "../../search/match_at.ts";
import { reportIfSecret } from "../named/assignment.ts";
import { findWritten } from "./command_input.ts";
import { argumentAt, commandBefore, commandFinder, lineBefore, type Word, wordAt } from "./command_line.ts";
import { GLUED, LONG, type OptionRule, OPTIONS } from "./command_option_table.ts";
import { isChosen, isChosenStrictly } from "../judgement/given_value.ts";
import { isChosenWords } from "../judgement/chosen_words.ts";
import { isJoinedWords } from "../judgement/joined_words.ts";
import { isClearPasswordName } from "../judgement/passphrase.ts";
import { finder } from "../pattern_finder.ts";
import { looksLikePlaceholder } from "../judgement/placeholder.ts";
import { looksRandom } from "../judgement/random_value.ts";
import { reportKey, reportNamed, reportPassword } from "../report.ts";
import { announcesSecret, classifyName, isNameOfRequest } from "../judgement/secret_name.ts";
import { isNoName } from "../spoken/spoken_value.ts";

/** Options that read from standard input what `echo` wrote. */
const FROM_INPUT: ReadonlySet<string> = new Set([
  "password-stdin",
  "with-token",
  "token-stdin",
  "pass-stdin",
  "passphrase-fd",
  "data-file=-",
  "stdin",
]);

const LONG_OPTION = new RegExp(`--(${[...LONG.keys(), ...FROM_INPUT].join("|")})(?![a-z-])`, "y");
/** The first two letters of those, for a quick look: most long options are others. */
const LONG_BEGINNINGS: ReadonlySet<number> = new Set(
  [...LONG.keys(), ...FROM_INPUT].map((name) => (name.charCodeAt(0) << 8) | name.charCodeAt(1)),
);

const SHORT_OPTION = /(?<=[\s"'])-([PapwbtNUuK])(?=[ "'])/y;
const GLUED_OPTION = /(?<=[\s"'])-([pP])(?=[^\s-])/y;
/** `-u` at the end of options without values: `-sSLu user:password`. */
const USER_CLUSTER = /-[fgikLsSvX#]{1,8}u(?= )/y;

/** Looks at the option of a command that begins at a place. */
export function findCommandOption(text: string, at: number, report: Report): void {
  if (text.charCodeAt(at + 1) === 0x2d) return findLongCommandOption(text, at, report);
  if (text.charCodeAt(at + 1) === 0x74 && at > 0) findShortKey(text, at - 1, report); // t
  const name = groupAt(SHORT_OPTION, text, at);
  if (name !== undefined) {
    // In a list of arguments the quote belongs to the option.
    const isGlued = /\s/.test(text.charAt(at - 1)) && /["']/.test(text.charAt(at + 2));
    const argument = isGlued ? wordAt(text, at + 2) : argumentAt(text, at + 2);
    if (argument !== undefined) {
      if (name === "p") findBehindUser(text, at, argument, report);
      tryRules(OPTIONS.get(name), text, at, argument, report);
      if (!isGlued) return;
    }
  }
  const glued = groupAt(GLUED_OPTION, text, at);
  if (glued !== undefined) tryRules(GLUED.get(glued), text, at, wordAt(text, at + 2), report);
}

const USER_BEFORE = /\s(?:-u|--user(?:name)?|--login)[ =]["']?[A-Za-z_][\w.@+\\-]{0,80}["']?(?=\s)/;
/** For which `-p` is a port, a file, a package or the name of a database. */
const OTHER_PURPOSE =
  /(?:^|[\s/"'`(])(?:docker|podman|nerdctl|docker-compose|ssh|scp|sftp|rsync|psql|pg_[a-z]{2,12}|mysql[a-z]{0,8}|mariadb[a-z-]{0,8}|git|cargo|npm|npx|pnpm|yarn|mkdir|cp|ps|lsof|tar|nmap|useradd|usermod|su|sudo|virtualenv|pip3?|uv|make|jest)(?=\s)/;

/** `["-p", "X"]` of a program whose name stands elsewhere: it can be nothing else than a password. */
const LISTED_ALONE = /[[,]\s{0,40}["']$/;

/** `-u kim -p X` of whatever command. */
function findBehindUser(text: string, at: number, word: Word, report: Report): void {
  if (!isChosenStrictly(word.text) || !isNoName(word.text)) return;
  const line = commandBefore(text, at).replace(/["'], {0,4}["']/g, " ");
  if (OTHER_PURPOSE.test(line)) return;
  const isAlone = LISTED_ALONE.test(text.slice(Math.max(0, at - 44), at)) && /[!@#$%^&*?]/.test(word.text);
  if (isAlone || USER_BEFORE.test(line)) reportPassword(report, word);
}

function findLongCommandOption(text: string, at: number, report: Report): void {
  if (!LONG_BEGINNINGS.has((text.charCodeAt(at + 2) << 8) | text.charCodeAt(at + 3))) return;
  const name = groupAt(LONG_OPTION, text, at);
  if (name === undefined) return;
  if (FROM_INPUT.has(name)) {
    findWritten(text, at, report);
  } else {
    const end = at + 2 + name.length;
    if (name === "value") findOptionBeside(text, at, end, report);
    if (name === "user") findListedUser(text, at, report);
    tryRules(
      LONG.get(name),
      text,
      name === "value" ? endOfLine(text, end) : at,
      argumentAt(text, end),
      report,
    );
  }
}

const NAME_OPTION =
  /(?<=\s)(?:-n|--(?:name|key|variable)|(?:secrets?|variables?|vars?|env)[ :](?:set|add|put|create|update))[ =]["']?([A-Za-z_][\w.-]{1,80})["']?(?=\s|$)/g;
const REST_OF_COMMAND = /[^\n;|&]{0,200}/y;

/** `--name API_TOKEN --value X`, in either order; `variable set API_TOKEN --value X` */
function findOptionBeside(text: string, at: number, end: number, report: Report): void {
  const value = argumentAt(text, end);
  if (value === undefined || !(isChosenStrictly(value.text) || isChosenWords(value.text))) return;
  REST_OF_COMMAND.lastIndex = value.end;
  const around = `${commandBefore(text, at)} ${REST_OF_COMMAND.exec(text)?.[0] ?? ""}`;
  const names = [...around.matchAll(NAME_OPTION)].map(([, name = ""]) => classifyName(name));
  const nameClass = names.find(announcesSecret);
  if (nameClass !== undefined && nameClass !== "weak") reportNamed(report, nameClass, value);
}

/** `--type SecureString` may stand behind the value. */
function endOfLine(text: string, at: number): number {
  const window = text.slice(at, at + 200);
  const end = window.search(/[\n;|&]/);
  return at + (end === -1 ? window.length : end);
}

function tryRules(
  rules: readonly OptionRule[] | undefined,
  text: string,
  at: number,
  word: Word | undefined,
  report: Report,
): void {
  if (rules === undefined || word === undefined || word.text.length < 2) return;
  let line: string | undefined;
  for (const { commands, take, needs } of rules) {
    if (!word.text.includes(needs)) continue;
    line ??= commandBefore(text, at);
    if (commands(line) !== undefined) take(text, word, report);
  }
}

const SHORT_KEY = / -[kt] ["']?([A-Za-z0-9_-]{24,128})(?=["'\s]|$)/y;

/** `./client -k KEY`, `./deploy -t TOKEN`: a key, if it is random beyond doubt. */
function findShortKey(text: string, at: number, report: Report): void {
  SHORT_KEY.lastIndex = at;
  const key = SHORT_KEY.exec(text)?.[1];
  if (key === undefined || !/[A-Z]/.test(key) || !/[a-z]/.test(key) || !/[0-9]/.test(key)) return;
  const start = text.indexOf(key, at);
  if (looksRandom(key)) reportKey(report, { start, end: start + key.length });
}

/** Looks at options in front of which `-s`, `-k`, `-L` or `-v` stands: `-sSLu user:password`. */
export function findUserCluster(text: string, at: number, report: Report): void {
  findShortKey(text, at, report);
  USER_CLUSTER.lastIndex = at + 1;
  const match = USER_CLUSTER.exec(text);
  if (match === null) return;
  const end = at + 1 + match[0].length;
  tryRules(OPTIONS.get("u"), text, at, argumentAt(text, end), report);
}

const NAMED_OPTION =
  /--([a-z][A-Za-z0-9_.-]{1,40})(?:[ \t]{0,3}[\\`^]\r?\n[ \t]{0,40}| {1,3}|",? ?"|', ?'|(["']),[ \t]{0,4}\r?\n[ \t]{1,40}\2|(["']?)\r?\n[ \t]{0,40}- \3|"\)\s{0,40}\.arg\(&?")(?=[^-\s])/y;

/** `--password hunter2`, also as a list of arguments. */
export function findNamedOption(text: string, at: number, report: Report): void {
  NAMED_OPTION.lastIndex = at;
  const match = NAMED_OPTION.exec(text);
  const name = match?.[1];
  const nameClass = name === undefined ? "none" : classifyName(name);
  if (nameClass === "weak" || !announcesSecret(nameClass)) findKeyOption(text, at, report);
  if (match === null || name === undefined || !announcesSecret(nameClass)) return;
  const word = nameClass === "password" ? wordAt(text, at + match[0].length) : undefined;
  if (word !== undefined && isClearPasswordName(name) && isJoinedWords(word.text)) {
    return reportPassword(report, word);
  }
  // The quotes of a list are the value's: valueAt reads from the space on.
  reportIfSecret(text, name, at + match[0].length, report);
}

const KEY_OPTION =
  /--((?:[a-z0-9]{1,20}[-_.]){0,3}(?:(?:pvt|priv|private|api|auth|access|secret)?key|token|seed))(?: {1,3}|=|["'],(?: |\s{1,40}(?=["']))?|["']?\r?\n[ \t]{0,40}- )["']?((?:0x)?[0-9a-fA-F]{32,128}|(?=[^\s]{0,60}[0-9])(?=[^\s]{0,60}[A-Z])(?=[^\s]{0,60}[a-z])[A-Za-z0-9_-]{24,128}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?![\w-])/y;

/** Names of keys that open nothing. */
const HARMLESS_KEY =
  /pub|cache|kms|gpg|recv|sort|partition|primary|foreign|host|idempotency|object|page|next|etag|routing|content|checksum|continuation/;

/** `--certificate-key HEX`, `--setup-key UUID`: a key of whatever name, if it looks like one. */
function findKeyOption(text: string, at: number, report: Report): void {
  KEY_OPTION.lastIndex = at;
  const match = KEY_OPTION.exec(text);
  const [whole = "", name = "", key = ""] = match ?? [];
  if (key === "" || HARMLESS_KEY.test(name) || isNameOfRequest(name) || looksLikePlaceholder(key)) return;
  const isHex = /^(?:0x)?[0-9a-fA-F-]+$/.test(key);
  if (isHex ? /[0-9]/.test(key) : looksRandom(key)) {
    reportKey(report, { start: at + whole.length - key.length, end: at + whole.length });
  }
}

const USER_OPTION = /(?<=[\s"'])-u {1,3}["']?([A-Za-z0-9._%+@\\-]{1,80}):([^\s"'`<>]{4,4096})/y;

const LISTED_USER =
  /(?:-u|--user)\\{0,3}["'], ?\\{0,3}["'][\w.@+-]{1,64}:([^\s"'\\:@/]{4,256})(?=\\{0,3}["'])/y;

/** `["app", "-u", "user:password"]`: a group, which stands there, too, looks otherwise. */
export const findListedUser = finder(LISTED_USER, isChosenStrictly);

const GLUED_USER = / -u["']?([A-Za-z0-9._%+@\\-]{1,80}):([^\s"'`<>]{4,4096})/y;

/** `curl -uuser:password`; looked at from the space before it. */
export function findGluedUser(text: string, at: number, report: Report): void {
  GLUED_USER.lastIndex = at;
  const password = GLUED_USER.exec(text)?.[2] ?? "";
  if (password === "" || !isChosen(password) || !/\bcurl\b/.test(lineBefore(text, at))) return;
  reportPassword(report, { start: GLUED_USER.lastIndex - password.length, end: GLUED_USER.lastIndex });
}

/** `curl -u user:password` */
export function findUserOption(text: string, at: number, report: Report): void {
  USER_OPTION.lastIndex = at;
  const match = USER_OPTION.exec(text);
  const password = match?.[2];
  if (match === null || password === undefined || looksLikePlaceholder(password) || /^\/\//.test(password)) {
    return;
  }
  if (!/\b(?:curl|wget|http|https|xh|svn|ab)\b/.test(lineBefore(text, at))) return;
  const end = at + match[0].length;
  reportPassword(report, { start: end - password.length, end });
}

const PASSWORD_OPTION =
  /(?<=[\s"'])-p( ?)=?(["']?)((?<=["'])(?!-)(?:(?!\2)[^\n]){4,4096}(?=\2)|[^\s"'`<>|;&-][^\s"'`<>|;&]{3,4096})/y;

const findPasswordCommand = commandFinder(
  "(?<command>mysql|mysqldump|mysqladmin|mysqlimport|mariadb(?:-dump|-admin)?|docker login|podman login|helm registry login|sshpass|az acr login|oc login)",
);

/** `mysql -psecret`, `docker login -p secret`, `sshpass -p secret`: only after these commands. */
export function findPasswordOption(text: string, at: number, report: Report): void {
  PASSWORD_OPTION.lastIndex = at;
  const match = PASSWORD_OPTION.exec(text);
  const password = match?.[3];
  if (match === null || password === undefined || looksLikePlaceholder(password)) return;
  const command = findPasswordCommand(commandBefore(text, at))?.groups?.command;
  if (command === undefined) return;
  // For mysql `-p name` asks for the password and names the database.
  if (/^(?:mysql|mariadb)/.test(command) && match[1] !== "") return;
  const end = at + match[0].length;
  reportPassword(report, {
    start: end - password.length,
    end: endOfShellQuotes(text, end, match[2] ?? ""),
  });
}

const WORD_OPTION = /(?<=[\s"'])-p(?:ass(?:word|wd|phrase)?|w|wd)(?= |["'], )/y;

/** `-password X`, `-pw X`: long options with one dash. */
export function findWordOption(text: string, at: number, report: Report): void {
  WORD_OPTION.lastIndex = at;
  const match = WORD_OPTION.exec(text);
  const word = match === null ? undefined : argumentAt(text, at + match[0].length);
  if (word !== undefined && !/\s|^(?:pass|env|file|fd):/.test(word.text) && isChosen(word.text)) {
    reportPassword(report, word);
  }
}
