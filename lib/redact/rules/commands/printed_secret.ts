/**
 * Whether a command or an expression prints one secret, which it names, and nothing else: then its only line of output is
 * that, whatever it looks like. What writes secrets among other things is for secret_command.ts.
 */
import { isGiven } from "../judgement/given_value.ts";
import { isOrdinaryWord } from "../judgement/ordinary_words.ts";
import { isLoneWord, isPassphrase } from "../judgement/passphrase.ts";
import { hasDigitAndLetter, looksLikePlaceholder } from "../judgement/placeholder.ts";
import { isRandomWithSigns } from "../judgement/random_value.ts";
import { isWrittenSecret, NAME, NO_VALUE, OTHERS, writesSecret } from "./secret_command.ts";
import { classifyName } from "../judgement/secret_name.ts";

/** What is printed: what people choose, or what machines make. */
export type Printed = "password" | "token";

/** Of a command's or an expression's own name for it. */
const NAMED = String.raw`([A-Za-z_][\w.-]{1,60})`;

/** Options before it. */
const OPTIONS = String.raw`(?:-{1,2}[\w-]+(?:=\S{1,60})? )*`;

/** A field of a document: `.db.password`, `["db"]["password"]` */
const FIELD = String.raw`["']?[\w.[\]"'\\$| -]{0,80}?[."'\[]${NAMED}["'\]?]{0,4}`;

/** Commands that print what they name, without what stands around and behind them. */
const BY_NAME: readonly RegExp[] = [
  // settings and variables
  String
    .raw`^(?:printenv|launchctl getenv|getprop|heroku config:get|pulumi config get|wp config get|terraform output|tofu output|(?:doppler|infisical) secrets get|railway variables get|eb printenv|chamber read \S+|credstash get|uci get|(?:git|npm|yarn|composer|bundle) config(?: get)?|firebase functions:config:get|supabase secrets get|conjur variable (?:get|value) -i|etcdctl get|consul kv get|dotenv get) ${OPTIONS}["']?(?:[\w@:-]+[./])*${NAMED}["']?(?: .*)?$`,
  String
    .raw`^(?:echo|printf(?: ["']?%s(?:\\n)?["']?)?|Write-(?:Host|Output)|print|fish -c echo) (?:-[neE]{1,3} )?["']?\$\{?(?:env:)?${NAMED}\}?["']?$`,
  String.raw`^echo %${NAMED}%$`,
  String.raw`^\$env:${NAMED}$`,
  // fields
  String.raw`^(?:jq|yq|dasel|gojq|jaq)(?: eval| e| r| read| -[\w-]+)* ${FIELD}(?: .*)?$`,
  String.raw`^sops (?:-d|--decrypt|decrypt) --extract ${FIELD}(?: .*)?$`,
  String.raw`^crudini --get \S+ \S+ ${NAMED}$`,
  String.raw`^vault (?:kv get|read) .*-field[= ]${NAMED}\b.*$`,
  // lines of settings, without their names
  String
    .raw`^(?:grep|rg|egrep) ${OPTIONS}["']?\^?${NAMED}=?["']?(?: \S+)? ?\| ?(?:cut -d ?["']?[=:]["']? -f ?2-?|awk -F ?["']?[=:]["']? ["']\{ ?print \$2 ?\}["']|sed ["']?s/.{1,30}//["']?)$`,
  String.raw`^grep -[a-z]{0,3}P[a-z]{0,2} ["'](?:\(\?<=)?\^?${NAMED}=(?:\\K|\))\S{1,12}["'](?: \S+)?$`,
  String.raw`^awk -F ?["']?[=:]["']? ["']/\^?${NAMED}=?/ ?\{ ?print \$2;?(?: ?exit)? ?\}["'] \S+$`,
  String.raw`^sed -n(?:E|r| -E)? ["']s[/|]\^?${NAMED}=(?:\\?\(\.\*\\?\))?[/|](?:\\1)?[/|]p["'] \S+$`,
  // files that hold nothing else
  String
    .raw`^(?:cat|bat|type|more|Get-Content|gc|head -1|head -n ?1|ansible-vault view|sudo cat) (?:[\w.~$-]*[/\\])*\.?${NAMED}$`,
].map((source) => new RegExp(source));

/** Commands that print the one secret that they are asked for. */
const ANY = new RegExp(
  [
    String
      .raw`^gcloud secrets versions access\b|^op read\b|^(?:pass|gopass) show\b|^lpass show .*--password\b|^bw get password\b`,
    String
      .raw`^(?:aws ssm get-parameter\b.*--with-decryption|aws secretsmanager get-secret-value)\b.*--output[= ]text`,
    String.raw`^az keyvault secret show\b.*(?:--query[= ]["']?value|-o tsv)`,
    String
      .raw`^security find-(?:generic|internet)-password\b.* -[a-z]{0,2}w|^secret-tool lookup\b|^keyring get \S+ \S+$`,
    String
      .raw`^(?:kubectl|oc|k) (?:\S+ \S+ )?get secrets?\b.*(?:\.data\.|\.data\[|"data")[^|]*(?:\| ?base64|base64decode)`,
    String
      .raw`^(?:sudo )?cat /(?:var/)?run/secrets/[\w./-]+$|get_random_secret_key|^Get-Secret\b.* -AsPlainText|\.pgpass ?\| ?cut -d ?["']?:["']? -f ?5$`,
  ].join("|"),
);

/** Another machine, container or shell in which it is run. */
const AROUND = new RegExp(
  String
    .raw`^(?:(?:cd|source|\.|export|set) [^;&|]{1,80}(?:&&|;) ?|sudo (?:-\w+ )*|time |(?:docker|podman|nerdctl)(?:[- ]compose)? exec (?:-\S+ )*\S+ |(?:kubectl|oc|k) (?:-n \S+ )?exec .*? -- |ssh (?:-\S+ )*\S+ (?=["']?[a-z])|(?:fly|flyctl) ssh console (?:-a \S+ )?-C |heroku run |(?:ba|z|da)?sh -l?c )(["']?)(.*?)\1$`,
);
const MAX_AROUND = 5;

/** What a field or a line is taken from. */
const SOURCE = /^(?!e?grep |rg )[a-z][^|]{1,240}\| ?(?=(?:jq|yq|grep|egrep|rg|awk|sed) )/;

/** What is behind it, and leaves the secret as it is. */
const BEHIND =
  /(?: 2> ?\/dev\/null| ?; ?echo(?: "")?| {1,4}# .*| ?\| ?(?:tr -d \S+(?: \S+)?|(?:head|tail)(?: -n)? ?-?1|base64 -{1,2}d\w*|xargs|cat|strings|pbcopy|tee \S+))$/;

/** Programs that are given to an interpreter. */
const PROGRAM =
  /^(?:python3?|node|deno|bun|ruby|php|perl|elixir|rails|bin\/rails|bundle exec rails|php artisan|\.?\/?artisan)(?: [\w./-]+){0,2}? (?:shell )?(?:-c|-e|-p|-pe|-r|-E|eval|runner|r|tinker --execute=?) ?(["'])(.*)\1$/;

/** A statement that is given to a database's program. */
const QUERY = /^(?:mysql|mariadb|psql|sqlite3)\b.* (["'])(select\b.*)\1$/i;

/** What prints, and the expression up to the name. */
const EXPRESSION = new RegExp(
  String
    .raw`^(?:(?:print|puts|pp?|po|echo|console\.(?:log|info)|println!?|IO\.(?:puts|inspect)|dump|var_dump|writeln)[ (]{1,2})?([\w.:$?!\[\]()"'\\{}=>/-]{0,120}?)(?<![A-Za-z0-9_])([A-Za-z_][\w.]{1,60})(?:["'], ?["'][A-Za-z]{4,10})?["')\]};?!]{0,6}$`,
);

/** Calls of an expression that give what they are asked for. */
const GIVES =
  /^(?:getenv|env|get|fetch|get_env|fetch_env|var|config|setting|settings|option|get_option|getProperty|GetEnvironmentVariable|dig|getValue|decrypt|reveal|find|findOne|find_by|first|get_secret_value|load_file|safe_load|require)[!?]?$/;

/** Judges a command as it stands behind a prompt, or as a tool is given it. */
export function printsOneSecret(command: string): Printed | undefined {
  if (command.length > MAX_CHARACTERS || OTHERS.test(command) || TELLS_OTHERS.test(command)) return undefined;
  let inner = command.trim();
  for (let count = 0; count < MAX_AROUND; count++) {
    if (ANY.test(inner)) return "password";
    const next = inner.replace(BEHIND, "").replace(AROUND, "$2").replace(SOURCE, "").trim();
    if (next === inner) break;
    inner = next;
  }
  const statement = QUERY.exec(inner)?.[2];
  if (statement !== undefined) return selectsSecret(statement);
  const program = PROGRAM.exec(inner)?.[2]?.split(/; ?/).findLast((statement) => statement !== "");
  if (program !== undefined) return evaluatesToSecret(program);
  for (const pattern of BY_NAME) {
    const match = pattern.exec(inner);
    if (match !== null) return classOf(match[1] ?? "");
  }
  return undefined;
}

const VARIABLES =
  /^(?:echo|printf ["'](?:%s[ :]?){2,5}(?:\\n)?["'])(?: -[neE]{1,3})? ["']?((?:["']?\$\{?\w{1,60}\}?["']?[ :]){1,4}["']?\$\{?\w{1,60}\}?["']?)["']?$/;

/** What each of several variables is that a command prints with nothing else. */
export function printedVariables(command: string): (Printed | undefined)[] {
  const variables = VARIABLES.exec(command.trim())?.[1] ?? "";
  return (variables.match(/\w+/g) ?? []).map(classOf);
}

/** Judges what an interpreter was asked for. */
export function evaluatesToSecret(expression: string): Printed | undefined {
  if (expression.length > MAX_CHARACTERS || TELLS_OTHERS.test(expression)) return undefined;
  const [, before = "", name] = EXPRESSION.exec(expression.trim()) ?? [];
  if (name === undefined) return undefined;
  const calls = [...before.matchAll(/([A-Za-z_][\w]*[!?]?)\(/g)];
  return calls.every(([, call = ""]) => GIVES.test(call)) ? classOf(name) : undefined;
}

/** `SELECT value FROM settings WHERE name = 'smtp_password'` */
const SELECTED =
  /\bselect\s+[\w."`]{1,60}\s+from\s+[\w."`]{1,80}\s+where\s+[\w."`]{1,60}\s*=\s*["']([\w.:-]{2,60})["']/i;

const COLUMN = /^select\s+(?:distinct\s+)?(?:\w{1,20}\.)?["`]?(\w{1,60})["`]?\s+from\s/i;

/** Judges a statement of SQL. */
export function selectsSecret(statement: string): Printed | undefined {
  const name = SELECTED.exec(statement)?.[1] ?? COLUMN.exec(statement)?.[1];
  return name === undefined ? undefined : classOf(name);
}

/** `get auth:token:42` of Redis. */
const OF_REDIS =
  /^(?:redis-cli(?: -\w \S+)* )?(?:GET|get|GETDEL|HGET \S+|hget \S+) ["']?([\w:.-]{3,120})["']?$/;

/** Judges what Redis was asked for. */
export function getsSecret(command: string): Printed | undefined {
  return OF_REDIS.exec(command)?.[1]?.split(":").map(classOf).find((one) => one !== undefined);
}

const MAX_CHARACTERS = 400;

/** Whether it is there, how long it is, what it is called. */
const TELLS_OTHERS =
  /\$\{\w+:?[+?]|\b-f ?1\b|\btypeof |[=!]==?|&& ?echo (?!["']?\$)|\|\||\bkeys\b|head -c|<<|\bif |\btest |\[ -/;

function classOf(name: string): Printed | undefined {
  const own = name.replace(/\.(?:txt|ya?ml|key|pass|secret)$/, "").split(".").at(-1)?.replace(/[0-9]$/, "") ??
    "";
  if (/^(?:[Pp]ass|PASS|pw|PW)$/.test(own)) return "password";
  const nameClass = classifyName(own);
  if (nameClass === "password") return "password";
  return nameClass === "token" || nameClass === "aws-secret" ? "token" : undefined;
}

const MIN_CHARACTERS = 5;
const MAX_VALUE_CHARACTERS = 512;

/** Whether the only line that was printed is the secret: no message, nothing that says that there is none. */
export function isPrintedSecret(value: string, printed: Printed): boolean {
  if (/\s/.test(value)) return isPassphrase(value);
  if (value.length < MIN_CHARACTERS || value.length > MAX_VALUE_CHARACTERS) return false;
  if (value.length >= 16 && isRandomWithSigns(value)) return true;
  if (!isGiven(value) || looksLikePlaceholder(value) || NO_VALUE.test(value)) return false;
  if (/^[a-z]+$/.test(value)) return printed === "password" && isLoneWord(value);
  const words = value.replace(/([a-z])(?=[A-Z])/g, "$1 ").toLowerCase().split(/[^a-z]+/);
  // `db-pass-2`, `tokenStore`
  const isName = NAME.test(value) && (words.some(isOrdinaryWord) || /@|^[A-Z]+(?:_[A-Z0-9]+)+$/.test(value));
  if (isName || !/[A-Za-z]/.test(value)) return !isName && printed === "password" && value.length >= 6;
  if (printed === "password") {
    return hasDigitAndLetter(value) || !words.every((word) => word === "" || isOrdinaryWord(word));
  }
  return isWrittenSecret(value) || (hasDigitAndLetter(value) && value.length >= 8);
}

/** Whether a line is the secret that a command wrote, by what it looks like or as the command can have written nothing else. */
export function isOutputOf(line: string, command: string): boolean {
  if (isWrittenSecret(line) && writesSecret(command)) return true;
  const printed = printsOneSecret(command);
  return printed !== undefined && isPrintedSecret(line, printed);
}
