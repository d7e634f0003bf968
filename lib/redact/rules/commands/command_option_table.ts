/** Options of commands that hold a secret, and how it is taken out of the word behind them. */
import type { Report } from "../../finding.ts";
import { type CommandFinder, commandFinder, type Word, wordAt } from "./command_line.ts";
import { isChosen, isGiven, isKeyLike, isUrlPassword, isUuidOrKey } from "../judgement/given_value.ts";
import { findInCookie } from "../named/header_value.ts";
import { reportKey, reportPassword } from "../report.ts";
import { classifyName } from "../judgement/secret_name.ts";

/** An option, the commands for which it holds a secret, and how it does. */
export interface OptionRule {
  readonly commands: CommandFinder;
  readonly take: (text: string, word: Word, report: Report) => void;
  /** What stands in the word where it holds one; to look for the command takes longer. */
  readonly needs: string;
}

/** `unzip -P x.zip`: nothing was given. */
const ARCHIVE = /^[\w./-]+\.(?:zip|7z|rar|tar|t?gz)$/i;

const takeGiven = (_text: string, word: Word, report: Report) => {
  if (isGiven(word.text) && !ARCHIVE.test(word.text)) reportPassword(report, word);
};

const takeChosen = (_text: string, word: Word, report: Report) => {
  if (isChosen(word.text)) reportPassword(report, word);
};

const takeKey = (_text: string, word: Word, report: Report) => {
  if (isKeyLike(word.text, 16)) reportKey(report, word);
};

const takeUuidOrKey = (_text: string, word: Word, report: Report) => {
  if (isUuidOrKey(word.text)) reportKey(report, word);
};

/** What stands after a separator in a word: `user:password`, `user%password`, `user,password`. */
export function takeAfter(separator: ":" | "%" | ","): OptionRule["take"] {
  return (_text, word, report) => {
    const at = word.text.indexOf(separator);
    const user = word.text.slice(0, Math.max(0, at));
    const inQuotes = /^(["'])(.*)\1$/.exec(word.text.slice(at + 1))?.[2];
    const password = inQuotes ?? word.text.slice(at + 1);
    const noUser = separator === "%" ? /[\s$<{]/ : /[\s/$<{]/; // before `%` a domain may stand: `ACME/kim`
    if (at < 0 || noUser.test(user) || password === "") return;
    if (!isGiven(password) || !isUrlPassword(user, password)) return;
    const end = word.end - (inQuotes === undefined ? 0 : 1);
    reportPassword(report, { start: end - password.length, end });
  };
}

/** A key in the place of the user, with no password behind it, or one that says so: `-u KEY:`, `-u KEY:X`. */
const takeUser = (_text: string, word: Word, report: Report) => {
  const user = word.text.replace(/:(?:x|api_?token|api|token|unused|password|pass|any)?$/i, "");
  if (user.length < word.text.length && isKeyLike(user, 16)) {
    reportKey(report, { start: word.start, end: word.start + user.length });
  }
};

/** The password of a certificate's file: `--cert client.p12:X` */
const takeOfCertificate = (_text: string, word: Word, report: Report) => {
  const password = /\.(?:p12|pfx|pem|crt|cert|key):([^:]+)$/i.exec(word.text)?.[1] ?? "";
  if (isGiven(password)) reportPassword(report, { start: word.end - password.length, end: word.end });
};

const takeCookie = (text: string, word: Word, report: Report) => {
  if (word.text.includes("=")) findInCookie(text, word.start, report);
};

/** Nodes of Erlang know each other by it; the one that is made has twenty capitals. */
const takeNodeCookie = (_text: string, word: Word, report: Report) => {
  if (/^[A-Z]{20}$/.test(word.text) || isKeyLike(word.text, 16)) reportKey(report, word);
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
  if (isPassword ? isGiven(value.text) : isChosen(value.text)) reportPassword(report, value);
};

function rule(commands: string, take: OptionRule["take"], needs = ""): OptionRule {
  return { commands: commandFinder(commands), take, needs };
}

const HTTP_CLIENTS = "curl|wget|https?|xh|httpie|curlie|svn|ab|siege";

/** Of HTTPie: what is given to it is a token then. */
const BEARER_CLIENTS = "(?:https?|xh)(?=[^\\n]* (?:-A|--auth-type)[ =]?bearer)";

/** Commands by their option; a word follows it. */
export const OPTIONS: ReadonlyMap<string, readonly OptionRule[]> = new Map([
  ["P", [
    rule(
      "sqlcmd|bcp|osql|tsql|p4|gpg-preset-passphrase|ipmiutil|unzip|zip|zipcloak|mosquitto_pub|mosquitto_sub|ipmitool|ssh-keygen|security import",
      takeGiven,
    ),
    rule("check_[a-z0-9_]{2,30}", takeChosen),
  ]],
  ["a", [
    rule("redis-cli|valkey-cli|keydb-cli|redis-benchmark", takeGiven),
    rule(`${HTTP_CLIENTS}|hey|oha|check_[a-z]{3,12}`, takeAfter(":"), ":"),
    rule(BEARER_CLIENTS, takeKey),
    rule("netlify", takeKey),
  ]],
  ["p", [
    rule(
      `sshpass|(?:docker|podman|nerdctl|helm|az|oc|buildah)(?:["']?,? ?["']?[a-z]{2,10}){0,1}["']?,? ?["']?login`,
      takeGiven,
    ),
    rule(
      "mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport|mongostat|cqlsh|arangosh|beeline|influx|impala-shell|" +
        "cypher-shell|psexec(?:64)?|winrs|winexe|altool|notarytool|supabase|security (?:unlock|create|set|import)[a-z-]{1,20}|ktutil|openfortivpn|kermit|ncftpput|ncftpget|smbmap|netexec",
      takeGiven,
    ),
    rule(
      "twine|expo|eas|vsce|ovsx|buildah|skopeo|crane|oras|hydra|nxc|crackmapexec|rdesktop|evil-winrm|plesk|" +
        "check_[a-z0-9_]{2,30}(?:\\.(?:pl|py|sh))?|unar|lsar|steghide|racadm|ilorest|esxcli|couchbase-cli|elasticsearch-users|" +
        "az (?:login|sql|vm user)|cf|ibmcloud|nerdctl|certutil|x?freerdp|wlfreerdp|mutool|dotnet nuget|nuget|mycli|doveadm|register_new_matrix_user",
      takeChosen,
    ),
  ]],
  ["w", [
    rule(
      "ldap(?:search|add|modify|delete|passwd|whoami|compare|modrdn)|security (?:add|set)[a-z-]{1,24}",
      takeGiven,
    ),
  ]],
  ["K", [rule("openssl", takeKey), rule("swift", takeChosen)]],
  ["b", [rule("curl", takeCookie, "="), rule("gh secret set", takeChosen)]],
  ["t", [
    rule(
      "doctl|flyctl|fly|influx|vercel|vc|railway|doppler|infisical|glab|k3s|rke2|ghr|zrok|ngrok|semgrep|hf",
      takeKey,
    ),
    rule("codecov|codecovcli|codecov\\.io/bash\\)", takeUuidOrKey),
  ]],
  ["N", [rule("ssh-keygen", takeGiven)]],
  ["U", [
    rule(
      "smb[a-z0-9]{3,12}|rpcclient|net|pdbedit|winexe|wmic|nmblookup|samba-tool|dbwrap_tool",
      takeAfter("%"),
      "%",
    ),
    rule("curl", takeAfter(":"), ":"),
  ]],
  ["u", [
    rule("lftp", takeAfter(","), ","),
    rule(HTTP_CLIENTS, takeAfter(":"), ":"),
    rule(HTTP_CLIENTS, takeUser, ":"),
  ]],
]);

/** Those whose word is glued to them: `7z -pX`, `sqlcmd -PX`. */
export const GLUED: ReadonlyMap<string, readonly OptionRule[]> = new Map([
  ["p", [rule("7za?|7zz|rar|unrar", takeGiven), rule("winrs", takeAfter(":"), ":")]],
  ["P", [rule("sqlcmd|bcp|osql", takeChosen)]],
]);

/** The same for options of several letters. */
export const LONG: ReadonlyMap<string, readonly OptionRule[]> = new Map([
  ["user", [
    rule(`${HTTP_CLIENTS}|etcdctl|influx|nats|elasticdump|logstash|couchbase-cli`, takeAfter(":"), ":"),
    rule(HTTP_CLIENTS, takeUser, ":"),
  ]],
  ["proxy-user", [rule(HTTP_CLIENTS, takeAfter(":"), ":")]],
  ["auth", [
    rule(HTTP_CLIENTS, takeAfter(":"), ":"),
    rule(BEARER_CLIENTS, takeKey),
  ]],
  ["cert", [rule(HTTP_CLIENTS, takeOfCertificate, ":")]],
  ["creds", [rule("skopeo|podman|buildah", takeAfter(":"), ":")]],
  ["src-creds", [rule("skopeo", takeAfter(":"), ":")]],
  ["dest-creds", [rule("skopeo", takeAfter(":"), ":")]],
  ["cookie", [
    rule("curl", takeCookie, "="),
    rule("iex|erl|elixir|mix|rebar3|rabbitmqctl|rabbitmq-diagnostics|ejabberdctl", takeNodeCookie),
  ]],
  ["oauth2-bearer", [rule("curl", takeKey)]],
  ["http-password", [rule("wget", takeGiven)]],
  ["value", [
    rule("aws ssm put-parameter(?=[^\\n]*SecureString)", takeChosen),
    rule("az keyvault secret set", takeChosen),
    rule(
      "(?:eas(?:-cli)?|vercel|netlify|railway|doppler|infisical|gh|glab|fly|flyctl|wrangler|pulumi) (?:secrets?[: ](?:create|set|add|put|push)|env:create(?=[^\\n]*(?:secret|sensitive)))",
      takeChosen,
    ),
  ]],
  ["body", [rule("gh secret set", takeChosen)]],
  ["secret-string", [rule("aws secretsmanager", takeChosen)]],
  ["plaintext", [rule("rootpw|caddy", takeGiven)]],
  ["requirepass", [rule("redis-server|valkey-server", takeGiven)]],
  ["from-literal", [rule("kubectl(?: [^\\n;|&]{0,100})? secret", takePair, "=")]],
  ["pass", [rule("redis-cli|valkey-cli|npx|curl|gpg|aria2c", takeGiven)]],
]);
