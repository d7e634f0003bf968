/** Whether a command writes a secret and nothing else: one that it reads, decrypts or makes. */
import { isLetterMess, isLoneWord, isPassphrase } from "../judgement/passphrase.ts";
import { isGiven } from "../judgement/given_value.ts";
import { classifyName } from "../judgement/secret_name.ts";

/** Programs and calls that do nothing else. */
const TELLING = new RegExp(
  [
    // stores of passwords, keychains, services for secrets
    String
      .raw`\bop (?:read|item get)|\b(?:pass|gopass|lpass|passage) show|\bbw get|\brbw get|\bkeepassxc-cli (?:show|clip)`,
    String
      .raw`\bsecret-tool lookup|\bkeyring get|find-(?:generic|internet)-password|\bchamber read|\bcredstash get`,
    String.raw`\bvault (?:kv get|read|print token|token create)\b|secrets? versions access|get-secret-value`,
    String
      .raw`get-parameters?\b.{0,200}--with-decryption|keyvault secret show|\bsops (?:-d|--decrypt|decrypt)\b`,
    String.raw`get-access-token|print-(?:access|identity)-token|get-login-password|\bauth[: ](?:token|print)`,
    String.raw`whoami (?:-t|--show-token)|\bcreate token\b|\b(?:kubectl|oc|k) get secrets?\b.{0,300}\bdata\b`,
    String
      .raw`initial-(?:admin-)?password|Get-Secret\b|Get-AzKeyVaultSecret|--show-secrets\b|\bconfig get --reveal|\brclone reveal\b`,
    String
      .raw`(?:^|[\n;&|(])\s*(?:pass|gopass) (?:-c )?(?!(?:insert|edit|rm|mv|cp|ls|find|grep|git|init|help|version|audit|sync)\b)[a-zA-Z][\w./@-]*\s*(?:$|[\n;&|<])`,
    String
      .raw`view-secret\b|\bgpg2? (?:-{1,2}[a-z-]+ )*(?:-[a-z]{0,3}d[a-z]{0,3}|--decrypt)\b|\bopenssl enc -d\b|\bage (?:-d|--decrypt)`,
    String
      .raw`\bapplication-password create\b[^|\n]*--porcelain|\blist-keys\b|\bkeys list\b|\bjoin-token\b|\btoken (?:create|generate)\b|\buci get \S*\.key\b|private\.?key\b|\bauth secret\b`,
    // makers
    String
      .raw`\bopenssl rand\b|\b(?:pwgen|apg|makepasswd|mkpasswd|diceware|xkcdpass)\b|/dev/u?random|get_random_secret_key`,
    String
      .raw`\btoken_(?:hex|urlsafe|bytes)\b|\brandom_?[bB]ytes\b|SecureRandom|Fernet\.generate_key|\b(?:rails|rake) secret\b`,
    String
      .raw`\bkey:generate\b|gen\.secret\b|\bwg gen(?:key|psk)\b|\bconsul keygen\b|\bgossip keyring generate\b|GeneratePassword\(|Get-RandomPassword|--generate-password`,
    String
      .raw`\b(?:cat|bat|type|more|less|head|gc|Get-Content|Read\s{1,4}) [^|;&\n]{0,80}\.(?:key|pass|passwd|secret|token)["']?\s*(?:;\s*echo\s*)?$`,
    String
      .raw`\btee (?:-a )?["']?(?:[\w./~-]*[/._-])?(?:secrets?|tokens?|passw(?:or)?d|api[_-]?key|credentials?)(?:\.\w{2,6})?["']?\s*$`,
    String.raw`\bapp\.key\b(?=['"])`,
    String.raw`/secrets?/[\w.-]+(?:["'\s;)]|$)|/(?:rsyncd|chap|pap|ppp)[.-]secrets\b`,
  ].join("|"),
);

/** What shows what is named behind it. */
const SHOWING =
  /(?:^|[^A-Za-z])(?:(?:echo|printf)[^|;&\n]{0,80}[$%]|(?:printenv|Get-?Env(?:ironmentVariable)?|getprop|nvram|view|extract|generate|write|find(?:One)?|eval|console|config|cat|bat|head|tail|less|more|type|Get-Content|gc|get|show|print|puts|log|read|output|jq|yq|cut|awk|sed|base64|decrypt|reveal|lookup|fetch|dump|select|grep|rg|crudini|dasel|gpg|age|node -p|env)(?![a-z]))/i;

/** Commands that tell something else of it: how long it is, what it hashes to, what it is called, since when it is there. */
export const OTHERS =
  /(?:^|[\s|&;"(])git (?!config|credential)|\b(?:md5|sha[0-9]{1,3}|b2|ck)(?:sum)?\b|\|\s*wc\b|\blength\b|\bcut -c|[.{]metadata\b|\.git\/|\.(?:uid|name|type|arn)\b|\b(?:stat|ls|find|du|file|which|sort -u|uniq)\s|-o name\b|--format[= ]["']?(?:value\()?name|describe-secret|--version|\b(?:docker|podman|nerdctl) (?:run|create)\b[^|\n]* (?:-d|--detach)\b|\$\{#|\bwg pubkey\b(?![^|\n]*>)|-pubout\b|\bssh-keygen -[yl]/i;

const WORDS = /[A-Za-z_][A-Za-z0-9_-]{1,60}/g;

/** Longer commands are scripts, which write many things. */
const MAX_COMMAND_CHARACTERS = 1_000;

/** Judges a command, or the name of a tool and its parameters. */
export function writesSecret(command: string): boolean {
  if (command.length > MAX_COMMAND_CHARACTERS || OTHERS.test(command)) return false;
  if (TELLING.test(command)) return true;
  return SHOWING.test(command) && (command.match(WORDS) ?? []).some(isNameOfSecret);
}

function isNameOfSecret(word: string): boolean {
  const nameClass = classifyName(word);
  return nameClass === "password" || nameClass === "token" || nameClass === "aws-secret";
}

/** Whether what such a command wrote is the secret: no message, no name of a file or a thing. */
export function isWrittenSecret(value: string): boolean {
  if (/\s/.test(value)) return isPassphrase(value);
  if (value.length < 6 || value.length > 512 || !isGiven(value) || NO_VALUE.test(value)) return false;
  if (/[0-9!@#$%^&*+~=]/.test(value) && /[A-Za-z]/.test(value)) {
    return !NAME.test(value) || (THREE_WORDS.test(value) && isPassphrase(value));
  }
  return isPassphrase(value) || isLetterMess(value) || isLoneWord(value);
}

/** Names with a colon behind them, lists, files, versions, dates, digests, lines of a search. */
export const NO_VALUE =
  /^[A-Za-z]+:$|^[+-]?[[{<("']|^[^:]+:[0-9]+:|^(?:[\w./@+-]*\/[\w.@+-]*|[\w.@+-]*\.[A-Za-z]\w{0,5}|[A-Z][a-z]{3,11}file):[0-9]+$|[,;{]$|\.(?:[a-z]{2,4}|[a-z]{1,3}[0-9])$|^v?[0-9]+\.[0-9]+\.|^[0-9]{4}-[0-9]{2}-|^(?:sha[0-9]{1,3}|arn|projects|secret|secrets):|^(?:arn:|projects\/|secrets?\/)|^[A-Za-z_]+=$|^[A-Za-z_]{3,30}=[^=]|^[A-Z]+[a-z]+Error\b/;

const THREE_WORDS = /^(?:[a-z]{3,11}[-_.]){3}/;

/** `db-pass-2`, `tokenStore2`, `API_KEY_2` */
export const NAME =
  /^(?:[a-z]+(?:[-_.][a-z]+)*[-_.]?v?[0-9]{0,2}|[a-z]+(?:[A-Z][a-z]+)+[0-9]{0,2}|[A-Z]+(?:_[A-Z0-9]+)+|[\w.-]+@[\w.-]+\.[a-z]{2,})$/;
