/** Passwords and tokens on command lines: after the options of commands that take them, at known places, from pipes. */
import type { Finding } from "../finding.ts";
import { isUrlPassword } from "./at_sign.ts";
import {
  argumentAt,
  commandPattern,
  isChosen,
  isGiven,
  isKeyLike,
  lineBefore,
  type Report,
  reportKey,
  reportPassword,
  type Word,
  wordAt,
  writtenBefore,
} from "./command_line.ts";
import { findInCookie } from "./header_value.ts";
import type { Keyword } from "./keyword.ts";
import { classifyName } from "./secret_name.ts";

/** An option, the commands for which it holds a secret, and how it does. */
interface OptionRule {
  readonly commands: RegExp;
  readonly take: (text: string, word: Word, report: Report) => void;
}

const takeGiven = (_text: string, word: Word, report: Report) => {
  if (isGiven(word)) reportPassword(report, word);
};

const takeChosen = (_text: string, word: Word, report: Report) => {
  if (isChosen(word)) reportPassword(report, word);
};

const takeKey = (_text: string, word: Word, report: Report) => {
  if (isKeyLike(word, 16)) reportKey(report, word);
};

/** What stands after a separator in a word: `user:password`, `user%password`, `user,password`. */
function takeAfter(separator: ":" | "%" | ","): OptionRule["take"] {
  return (_text, word, report) => {
    const at = word.text.indexOf(separator);
    const user = word.text.slice(0, Math.max(0, at));
    const password = word.text.slice(at + 1);
    if (at < 0 || /[\s/$<{]/.test(user) || password.startsWith("//")) return;
    if (!isGiven({ text: password }) || !isUrlPassword(user, password)) return;
    reportPassword(report, { start: word.start + at + 1, end: word.end });
  };
}

const takeCookie = (text: string, word: Word, report: Report) => {
  if (word.text.includes("=")) findInCookie(text, word.start, report);
};

/** `secret=value`, with any name. */
const takePair = (text: string, word: Word, report: Report) => {
  const at = word.text.indexOf("=");
  if (at <= 0) return;
  const start = word.start + at + 1;
  // `--from-literal=name='value'`: the quote ended the word.
  const value = start < word.end
    ? { start, end: word.end, text: word.text.slice(at + 1) }
    : wordAt(text, start);
  if (value === undefined) return;
  const isPassword = classifyName(word.text.slice(0, at)) === "password";
  if (isPassword ? isGiven(value) : isChosen(value)) reportPassword(report, value);
};

function rule(commands: string, take: OptionRule["take"]): OptionRule {
  return { commands: commandPattern(commands), take };
}

const HTTP_CLIENTS = "curl|wget|https?|xh|httpie|curlie|svn|ab|siege";

/** Commands by their option; words after it, or glued to it for those of `GLUED`. */
const OPTIONS: ReadonlyMap<string, readonly OptionRule[]> = new Map([
  ["P", [
    rule("sqlcmd|bcp|osql|tsql|unzip|zip|zipcloak|mosquitto_pub|mosquitto_sub|ipmitool", takeGiven),
    rule("ssh-keygen", takeGiven),
  ]],
  ["a", [
    rule("redis-cli|valkey-cli|keydb-cli|redis-benchmark", takeGiven),
    rule(HTTP_CLIENTS, takeAfter(":")),
  ]],
  ["p", [
    rule(
      "mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport|mongostat|cqlsh|arangosh|beeline|influx|impala-shell",
      takeGiven,
    ),
    rule(
      "twine|expo|eas|vsce|ovsx|buildah|skopeo|crane|oras|hydra|nxc|crackmapexec|rdesktop|evil-winrm|plesk",
      takeChosen,
    ),
  ]],
  ["w", [rule("ldap(?:search|add|modify|delete|passwd|whoami|compare|modrdn)", takeGiven)]],
  ["b", [rule("curl", takeCookie), rule("gh secret set", takeChosen)]],
  ["t", [rule("codecov|codecovcli|doctl|flyctl|fly", takeKey)]],
  ["N", [rule("ssh-keygen", takeGiven)]],
  ["U", [
    rule("smbclient|rpcclient|smbget|net|pdbedit|smbmap", takeAfter("%")),
    rule("curl", takeAfter(":")),
  ]],
  ["u", [rule("lftp", takeAfter(",")), rule(HTTP_CLIENTS, takeAfter(":"))]],
]);

/** `7z -pX`, `sqlcmd -PX` */
const GLUED: ReadonlyMap<string, readonly OptionRule[]> = new Map([
  ["p", [rule("7za?|7zz|rar|unrar", takeGiven)]],
  ["P", [rule("sqlcmd|bcp|osql", takeChosen)]],
]);

const LONG: ReadonlyMap<string, readonly OptionRule[]> = new Map([
  ["user", [rule(HTTP_CLIENTS, takeAfter(":"))]],
  ["proxy-user", [rule(HTTP_CLIENTS, takeAfter(":"))]],
  ["auth", [rule(HTTP_CLIENTS, takeAfter(":"))]],
  ["creds", [rule("skopeo|podman|buildah", takeAfter(":"))]],
  ["src-creds", [rule("skopeo", takeAfter(":"))]],
  ["dest-creds", [rule("skopeo", takeAfter(":"))]],
  ["cookie", [rule("curl", takeCookie)]],
  ["oauth2-bearer", [rule("curl", takeKey)]],
  ["http-password", [rule("wget", takeGiven)]],
  ["value", [
    rule("aws ssm put-parameter(?=[^\\n]*SecureString)", takeChosen),
    rule("az keyvault secret set", takeChosen),
  ]],
  ["body", [rule("gh secret set", takeChosen)]],
  ["secret-string", [rule("aws secretsmanager", takeChosen)]],
  ["requirepass", [rule("redis-server|valkey-server", takeGiven)]],
  ["from-literal", [rule("kubectl(?: [^\\n;|&]{0,100})? secret", takePair)]],
  ["pass", [rule("redis-cli|valkey-cli|npx|curl|gpg|aria2c", takeGiven)]],
]);

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

const SHORT_OPTION = /(?<=[\s"'])-([PapwbtNUu])(?=[ "'])/y;
const GLUED_OPTION = /(?<=[\s"'])-([pP])(?=[^\s-])/y;
/** `-u` at the end of options without values: `-sSLu user:password`. */
const USER_CLUSTER = /-[fgikLsSvX#]{1,8}u(?= )/y;

/** Looks at the option of a command that begins at a place. */
export function findCommandOption(text: string, at: number, report: Report): void {
  if (text.charCodeAt(at + 1) === 0x2d) return findLongCommandOption(text, at, report);
  const name = nameAt(SHORT_OPTION, text, at);
  if (name !== undefined) return tryRules(OPTIONS.get(name), text, at, argumentAt(text, at + 2), report);
  const glued = nameAt(GLUED_OPTION, text, at);
  if (glued !== undefined) tryRules(GLUED.get(glued), text, at, wordAt(text, at + 2), report);
}

function findLongCommandOption(text: string, at: number, report: Report): void {
  if (!LONG_BEGINNINGS.has((text.charCodeAt(at + 2) << 8) | text.charCodeAt(at + 3))) return;
  const name = nameAt(LONG_OPTION, text, at);
  if (name === undefined) return;
  if (FROM_INPUT.has(name)) {
    findWritten(text, at, report);
  } else {
    const end = at + 2 + name.length;
    tryRules(
      LONG.get(name),
      text,
      name === "value" ? endOfLine(text, end) : at,
      argumentAt(text, end),
      report,
    );
  }
}

/** `--type SecureString` may stand behind the value. */
function endOfLine(text: string, at: number): number {
  const window = text.slice(at, at + 200);
  const end = window.search(/[\n;|&]/);
  return at + (end === -1 ? window.length : end);
}

function nameAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[1];
}

function tryRules(
  rules: readonly OptionRule[] | undefined,
  text: string,
  at: number,
  word: Word | undefined,
  report: Report,
): void {
  if (rules === undefined || word === undefined || word.text.length < 2) return;
  const line = lineBefore(text, at);
  for (const { commands, take } of rules) if (commands.test(line)) take(text, word, report);
}

function findUserCluster(text: string, at: number, report: Report): void {
  USER_CLUSTER.lastIndex = at + 1;
  const match = USER_CLUSTER.exec(text);
  if (match === null) return;
  const end = at + 1 + match[0].length;
  tryRules(OPTIONS.get("u"), text, at, argumentAt(text, end), report);
}

/** `-storepass X` of Java's tools. */
const JAVA_OPTION = /-(?:src|dest)?(?:store|key)pass(?= |["'], )/y;

function findJavaOption(text: string, at: number, report: Report): void {
  JAVA_OPTION.lastIndex = at;
  const match = JAVA_OPTION.exec(text);
  const word = match === null ? undefined : argumentAt(text, at + match[0].length);
  if (word !== undefined && isGiven(word)) reportPassword(report, word);
}

function findDashS(text: string, at: number, report: Report): void {
  findUserCluster(text, at, report);
  findJavaOption(text, at + 1, report);
}

/** `openssl … -passin pass:X` */
const OPENSSL_PASS = /-pass(?:in|out)?["']?,? {1,2}\\{0,3}["']?pass:([^\s"'`<>|;&\\]{4,256})/y;

/** Also `-p` options: told at the same place. */
export function findOpensslPass(text: string, at: number, report: Report): void {
  OPENSSL_PASS.lastIndex = at;
  const match = OPENSSL_PASS.exec(text);
  if (match === null) return;
  const end = at + match[0].length;
  const password = match[1] ?? "";
  if (isGiven({ text: password })) reportPassword(report, { start: end - password.length, end });
}

/** What is written into a pipe before a place. */
function findWritten(text: string, at: number, report: Report): void {
  const word = writtenBefore(text, at);
  if (word !== undefined && isGiven(word) && !/\s/.test(word.text)) reportPassword(report, word);
}

/** The groups of an expression that are secrets; it is tried at a place, `lead` characters before the keyword. */
function finder(
  pattern: RegExp,
  accept: (word: { readonly text: string }) => boolean,
  take: (report: Report, stretch: { readonly start: number; readonly end: number }) => void = reportPassword,
): Keyword["visit"] {
  return (text, at, report) => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const secret = match?.[1];
    if (match === null || secret === undefined || !accept({ text: secret })) return;
    const start = at + match[0].lastIndexOf(secret);
    take(report, { start, end: start + secret.length });
  };
}

const GIVEN_WORD = `["']?([^\\s"'\`<>|;&\\\\]{4,256})`;

const visitHtpasswd = finder(
  new RegExp(
    `passwd(?: -[a-zA-Z]{1,6}){0,3} (?:-[a-zA-Z]{0,4}(?:bn|nb)[a-zA-Z]{0,4} |-[a-zA-Z]{0,4}b[a-zA-Z]{0,4}(?: -[a-zA-Z]{1,6}){0,3} [^\\s"']{1,160} )["']?[^\\s"'-][^\\s"']{0,80}["']? ${GIVEN_WORD}`,
    "y",
  ),
  isGiven,
);

/** `echo 'user:password' | chpasswd` */
function findUserWritten(text: string, at: number, report: Report): void {
  const word = writtenBefore(text, at);
  if (word !== undefined) takeAfter(":")(text, word, report);
}

function visitPasswd(text: string, at: number, report: Report): void {
  if (text.startsWith("ht", at - 2)) visitHtpasswd(text, at, report, ignore);
  else if (text.startsWith("ch", at - 2)) findUserWritten(text, at, report);
}

const ignore = () => {};

/** `net user name password /add`, `net use \\host\share password /user:name` */
const NET_USER =
  /\bnet1?(?:\.exe)? (?:user ["']?[^\s"']{1,64}["']?|use (?:[A-Za-z*]: ?)?\\\\[^\s"']{1,160}) (["']?)([^\s"'`<>|;&/]{4,128})\1 (?:\/[a-z:]+ ){0,3}$/i;

function findNetUser(text: string, at: number, report: Report): void {
  const head = lineBefore(text, at);
  const match = NET_USER.exec(head);
  const password = match?.[2];
  if (match === null || password === undefined || !isGiven({ text: password })) return;
  const start = at - head.length + match.index + match[0].lastIndexOf(password);
  reportPassword(report, { start, end: start + password.length });
}

const SECURE_STRING =
  /-SecureString(?: -(?:AsPlainText|Force|String)){0,3} (["'])((?:(?!\1)[^\n]){4,256})\1/y;

/** PowerShell's `ConvertTo-SecureString "X" -AsPlainText -Force` */
function findSecureString(text: string, at: number, report: Report): void {
  SECURE_STRING.lastIndex = at;
  const match = SECURE_STRING.exec(text);
  const password = match?.[2];
  if (match === null || password === undefined || !isGiven({ text: password })) return;
  const end = at + match[0].length - 1;
  // Without it the text is an encrypted one, which a key or this user alone can read.
  const isPlain = match[0].includes("-As") || text.slice(end, end + 60).includes("-AsPlainText");
  if (isPlain) reportPassword(report, { start: end - password.length, end });
}

/** The secret that `echo` writes into a file whose name tells of it. */
function findWrittenToFile(text: string, at: number, report: Report): void {
  const word = writtenBefore(text, at);
  if (word !== undefined && isChosen(word)) reportPassword(report, word);
}

const isHex = (length: number) => ({ text }: { readonly text: string }) =>
  text.length === length && /^[0-9a-f]+$/.test(text) && /[0-9]/.test(text) && /[a-f]/.test(text) &&
  !/^(.)\1+$/.test(text);

/** What begins with a keyword on a command line. */
export const COMMAND_KEYWORDS: readonly Keyword[] = [
  ...["-P", "-a ", "-w ", "-t ", "-N ", "-U "].map((keyword) => ({
    keyword,
    pair: 0,
    visit: findCommandOption,
  })),
  // `b ` is rarer than `-b`.
  { keyword: "-b ", pair: 1, visit: findCommandOption },
  // In lists of arguments.
  ...['-a"', '-w"', "-a'", "-w'"].map((keyword) => ({ keyword, pair: 0, visit: findCommandOption })),
  { keyword: " -s", pair: 1, visit: findDashS },
  { keyword: " -k", pair: 1, visit: findDashS },
  ...[" -L", " -v"].map((keyword) => ({ keyword, pair: 1, visit: findUserCluster })),
  ...["-srcstorepass", "-deststorepass", "-destkeypass"].map((keyword) => (
    { keyword, pair: 0, visit: findJavaOption }
  )),
  { keyword: "passwd", pair: "pass".length, visit: visitPasswd },
  { keyword: "/add", pair: 0, visit: findNetUser },
  { keyword: "/user:", pair: 0, visit: findNetUser },
  { keyword: "sudo -S", pair: "sudo ".length, visit: findWritten },
  ...["gh secret", "cryptsetup", "wrangler", "npx wra", "vercel env", "podman log"].map((command) => (
    { keyword: `| ${command}`, pair: 0, visit: findWrittenToCommand }
  )),
  { keyword: "-SecureString ", pair: 0, visit: findSecureString },
  { keyword: "password.txt", pair: "passwor".length, visit: findWrittenToFile },
  {
    keyword: "wandb login",
    pair: 0,
    visit: finder(
      /wandb login(?: --?[a-z-]{1,30}(?:=\S{1,80})?){0,4} ["']?([0-9a-f]{40})(?![0-9a-f])/y,
      isHex(40),
      reportKey,
    ),
  },
  {
    keyword: "-Dsonar.",
    pair: 0,
    visit: finder(new RegExp(`-Dsonar\\.(?:login|password|token)=${GIVEN_WORD}`, "y"), isGiven),
  },
  {
    keyword: "rabbitmqctl",
    pair: "ra".length,
    visit: finder(
      new RegExp(
        `rabbitmqctl(?: -[a-z] \\S{1,60}){0,2} (?:add_user|change_password|authenticate_user) [^\\s"']{1,64} ${GIVEN_WORD}`,
        "y",
      ),
      isGiven,
    ),
  },
];

function findWrittenToCommand(text: string, at: number, report: (finding: Finding) => void): void {
  // Up to the command, as for an option that stands there.
  findWritten(text, at + 2, report);
}
