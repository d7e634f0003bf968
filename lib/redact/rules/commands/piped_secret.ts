/** Secrets that `echo` and `printf` write into a command which reads one from its standard input. */
import type { Report } from "../../finding.ts";
import { WRITTEN } from "./command_input.ts";
import { isChosen } from "../judgement/given_value.ts";
import type { Keyword } from "../keyword.ts";
import { isGivenWordOrPhrase } from "../judgement/passphrase.ts";
import { isLikelyPassword } from "../judgement/likely_password.ts";
import { reportPassword } from "../report.ts";
import { classifyName } from "../judgement/secret_name.ts";
import { findSubstituted, findWrittenInto } from "./written_file.ts";

/** Commands that read a password, a passphrase or a token. */
const READERS = [
  // logins, and stores of secrets
  String
    .raw`(?:docker|podman|nerdctl|buildah|skopeo|helm registry|oras|crane auth|az acr|gh auth|glab auth|npm|argocd|bw|op|cosign|oc|heroku|hcloud|cf|p4|wandb|hf auth|cargo|pulumi|terraform|fly auth|jf) login\b`,
  String
    .raw`cosign (?:sign|attest|import|generate)|az devops|(?:docker|podman|nerdctl) secret create|kubeseal|kubectl create secret`,
  String
    .raw`vault (?:kv put|write|login|unseal|operator)|aws secretsmanager|aws ssm put|az keyvault|gcloud secrets`,
  String
    .raw`(?:chamber write|credstash put|(?:doppler|infisical|fly|flyctl|supabase|pulumi config|gh|glab|(?:npx )?wrangler) (?:secrets?|set|variable)\b)`,
  String
    .raw`firebase functions:secrets:set|netlify env:set|vercel env|railway variables|eas (?:secret|env):create|circleci context`,
  String
    .raw`(?:gopass|pass|passage) (?:insert|edit)|lpass add|keepassxc-cli|secret-tool|keyring set|systemd-creds encrypt|ansible-vault|sops\b`,
  // what hashes passwords or sets them
  String
    .raw`argon2|mkpasswd|bcrypt\b|caddy hash-password|vncpasswd|saslpasswd2|smbpasswd|doveadm pw|pwhash|slappasswd|passwd\b`,
  String
    .raw`htpasswd -[a-zA-Z]{0,4}i|openssl passwd|rclone obscure|wpa_passphrase|grub2?-mkpasswd-pbkdf2|nmcli [^\n|;]{0,160}--ask`,
  // what decrypts or mounts with them
  String
    .raw`cryptsetup|veracrypt|zfs (?:load-key|create|change-key)|gocryptfs|encfs|ecryptfs-[a-z-]{1,40}|fscrypt|bioctl|geli`,
  String
    .raw`ssh-add|kinit|kadmin|su -|runas|smbclient|rpcclient|mount\.cifs|sshfs|openconnect|vpnc|sudo (?:-[a-zA-Z]{1,3} )?(?:-[a-zA-Z]{0,3}S|--stdin)\b|restic|borg\b`,
  // options of any command
  String
    .raw`[^\n|;&]{1,200}?(?:-passw?d-on-stdin|-password-on-stdin|-stdin-password|-pass(?:word|phrase)?-stdin|-stdinpass|passwd-fd[= ]0|passphrase-fd[= ]0`,
  String
    .raw`-pass(?:in|out)? (?:stdin|fd:0)|password_stdin|-pass(?:word|phrase)?-?file[= ](?:-(?=\s|$)|\/dev\/stdin)|key-?file[= ](?:-(?=\s|$)|\/dev\/stdin))`,
].join("|");

/** Before the command that reads: where it runs. */
const RUNNING = String
  .raw`(?:sudo (?:-[A-Za-z]{1,3} )?|docker exec -i \S{1,60} |ssh \S{1,80} ["']?|(?:[A-Z_]{2,20}=\S{0,60} ){1,3})?`;

const INTO_PIPE = String.raw`${WRITTEN}\| {0,4}`;

const PIPED = new RegExp(`${INTO_PIPE}${RUNNING}(?:${READERS})`, "y");

/** A program of whatever name that asks whoever logs in for several lines. */
const ASKING = new RegExp(
  `${INTO_PIPE}${RUNNING}(?:(?:ba|z)?sh |python3? |node )?[\\w./-]{0,80}(?:log-?in|sign-?in|auth|unlock|decrypt|connect)[\\w.-]{0,40}(?=\\s|$)`,
  "y",
);

/** What a shell shows of the same with `set -x`. */
const TRACED = new RegExp(
  String.raw`${WRITTEN}\r?\n\+{1,5} (?:${RUNNING}(?:${READERS})|[^\n]{1,160}-password-stdin)`,
  "y",
);

const HASHED = new RegExp(
  String
    .raw`${INTO_PIPE}(?:iconv [^|\n]{1,60}\| {0,4})?(?:(?:md5|sha[0-9]{1,3}|b2|b3)sum|base64|md5|shasum|openssl (?:dgst|md[45]|sha[0-9]{1,3}))\b([^\n]{0,160})`,
  "y",
);

/** What says that a password is hashed, on the same line or the one before. */
const OF_PASSWORD = /pass(?:word|wd|phrase|code)?s?\b|\bpw[ds]?\b|secret|credential|\bpin\b|\bntlm?\b/i;
const MAX_LINE_BEFORE_CHARACTERS = 160;

const FORMATTED =
  /printf (?:-- )?(["'])((?:(?!\1)[^\n]){2,300})\1((?: {1,3}(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'|[^\s"'|<>;&()\x60]{1,300})){1,8})/y;
const FORMATTED_ARGUMENT = / {1,3}(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"']+))/g;

/** `printf 'password=%s\n' 'X'`: the argument that stands for a secret's value. */
function findFormatted(text: string, at: number, report: Report): void {
  FORMATTED.lastIndex = at;
  const [whole = "", , format = "", rest = ""] = FORMATTED.exec(text) ?? [];
  const places = [...format.matchAll(/([A-Za-z][\w.-]{1,60})["']?[:= ] ?["']?%s|%[sdxq]/g)];
  const start = at + whole.length - rest.length;
  [...rest.matchAll(FORMATTED_ARGUMENT)].forEach((argument, index) => {
    const value = argument[1] ?? argument[2] ?? argument[3] ?? "";
    if (classifyName(places[index]?.[1] ?? "") !== "password" || !isChosen(value)) return;
    const first = start + argument.index + argument[0].indexOf(value);
    reportPassword(report, { start: first, end: first + value.length });
  });
}

function findPiped(text: string, at: number, report: Report): void {
  if (text.charCodeAt(at) === 0x70) findFormatted(text, at, report); // printf
  if (text.charCodeAt(at - 1) === 0x28) findSubstituted(text, at, report); // (
  findWrittenInto(text, at, report);
  const isTraced = text.startsWith("+ ", at - 2);
  if (!isTraced && !isBeforePipe(text, at)) return;
  const piped = isTraced ? TRACED : PIPED;
  piped.lastIndex = at;
  let match = piped.exec(text);
  if (match !== null) {
    const value = valueOf(match);
    if (isGivenWordOrPhrase(value, 2)) reportIn(match, value, at, report);
    return;
  }
  ASKING.lastIndex = at;
  match = ASKING.exec(text);
  if (match !== null) {
    // The user's name before it, if there are several.
    const lines = valueOf(match).split("\\n");
    const last = lines.at(-1) ?? "";
    if (lines.length > 1 && isChosen(last)) reportIn(match, last, at, report);
    return;
  }
  HASHED.lastIndex = at;
  match = HASHED.exec(text);
  if (match === null) return;
  const around = text.slice(Math.max(0, at - MAX_LINE_BEFORE_CHARACTERS), at) + (match[4] ?? "");
  const value = valueOf(match);
  const isAlone = match[0].includes(" -n ") && isLikelyPassword(value);
  if (isAlone || (isChosen(value) && OF_PASSWORD.test(around.split("\n").slice(-2).join(" ")))) {
    reportIn(match, value, at, report);
  }
}

/** The longest value, and the command before it. */
const MAX_WRITTEN_CHARACTERS = 4300;

/** The quick look: most lines hold no pipe, and the expressions take 3 ms to compile. */
function isBeforePipe(text: string, at: number): boolean {
  for (let place = at; place < at + MAX_WRITTEN_CHARACTERS; place++) {
    const code = text.charCodeAt(place);
    if (code === 0x7c) return true;
    if (code === 0x0a || code !== code) return false;
  }
  return false;
}

function valueOf(match: RegExpExecArray): string {
  return (match[2] ?? match[3] ?? "").replace(/\\n$/, "");
}

function reportIn(match: RegExpExecArray, value: string, at: number, report: Report): void {
  const start = at + match[0].indexOf(value, "echo".length);
  reportPassword(report, { start, end: start + value.length });
}

/** What writes into a pipe. */
export const PIPED_KEYWORDS: readonly Keyword[] = ["echo ", "printf ", "Write-Output "].map((keyword) => (
  { keyword, visit: findPiped }
));
