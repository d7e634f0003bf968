/** Functions to which secrets are given, and how the arguments are judged of which nothing but their place tells. */
import type { Report } from "../finding.ts";
import { literalValue } from "./assigned_value.ts";
import type { Argument } from "./call_arguments.ts";
import { reportCompared } from "./compared_value.ts";
import { isChosen, isChosenStrictly, isGiven, isKeyLike, isUrlPassword } from "./given_value.ts";
import { isPassphrase } from "./passphrase.ts";
import { looksRandom } from "./random_value.ts";
import { reportKey, reportNamed, reportPassword } from "./report.ts";
import { announcesSecret, classifyName } from "./secret_name.ts";
import { isAppPassword, looksSecret } from "./secret_value.ts";

/** A call that is looked at. */
export interface Call {
  readonly text: string;
  /** Where its bracket stands. */
  readonly open: number;
  readonly all: readonly Argument[];
  readonly report: Report;
}

type Judge = (call: Call) => void;
type Accept = (argument: Argument, call: Call, index: number) => boolean;

/** Reports the argument of a number, or any of several, if it is a text that is accepted. */
function given(indices: number | readonly number[], accept: Accept, take = reportPassword): Judge {
  const each = typeof indices === "number" ? [indices] : indices;
  return (call) => {
    for (const index of each) {
      const argument = call.all[index];
      if (argument !== undefined && argument.text !== "" && accept(argument, call, index)) {
        take(call.report, argument);
      }
    }
  };
}

/** A password behind its user's name. */
const isPassword: Accept = ({ text }, { all }, index) =>
  (isChosen(text) && isUrlPassword(all[index - 1]?.text ?? "", text)) || isAppPassword(text);

/** The same where other texts are given as well: modes, names of resources. */
const isOnlyPassword: Accept = ({ text }) => isChosenStrictly(text);

/** Of hashes: whatever is hashed as a password is one, if it could be. */
const isHashed: Accept = ({ text }) => isChosen(text);

/** Keys of signatures: people choose them as often as machines make them. */
const isSigningKey: Accept = ({ text }) => {
  if (text.length < 8 || /^[A-Za-z]{2,8}-?[0-9]{2,4}$/.test(text)) return false;
  if (isChosen(text)) return true;
  const isOfWords = /^[a-z]{12,}$|^[a-z]{3,}(?:[-_ ][a-z]{3,}){1,7}$/.test(text) && text.length >= 12;
  return isOfWords && isGiven(text) && !/secret|key|token|test|demo|sample|private|public/i.test(text);
};

const isKey: Accept = ({ text }) => isKeyLike(text, 20);

/** In calls of which any text may be one. */
const isRandomKey: Accept = ({ text }) => isKeyLike(text, 20) && looksRandom(text) && !/[:@]/.test(text);

const isPrivateKey: Accept = ({ text }) => /^(?:0x)?[0-9a-fA-F]{64}$/.test(text);

/** `connect(host, 22, user, X)` and `connect(host, user, X)`. */
const connect: Judge = (call) => {
  const port = call.all[1];
  const isPort = port !== undefined && /^\s*[0-9]{2,5}\s*$/.test(call.text.slice(port.start, port.end));
  const index = isPort ? 3 : 2;
  if ((call.all[index - 1]?.text ?? "") !== "") given(index, isOnlyPassword)(call);
};

/** Longest expression or line before that says which field is filled in. */
const FIELD_CHARACTERS = 160;
const FIELD = /pass(?:phrase|code)?\b|passw|pwd|secret|token|\botp|\bpin\b/i;

/** `fill("#password", "X")`, `getByLabel("Password").fill("X")`, `send_keys("X")` behind the field's name. */
const typed: Judge = (call) => {
  const [first, second] = call.all;
  if (second !== undefined && second.text !== "") {
    if (first !== undefined && FIELD.test(first.text)) given(1, isOnlyPassword)(call);
    return;
  }
  const head = call.text.slice(Math.max(0, call.open - FIELD_CHARACTERS), call.open);
  const [line = "", above = ""] = head.split("\n").reverse();
  const isField = FIELD.test(line) || (/^\s*\w+\.\w+$/.test(line) && FIELD.test(above));
  if (isField) given(0, isOnlyPassword)(call);
};

/** `setProperty("db.password", "X")`: one argument is the name of the next one. */
function named(index: number, valueIndex = index + 1): Judge {
  return ({ all, report }) => {
    const [name, value] = [all[index]?.text ?? "", all[valueIndex]];
    if (!/^[A-Za-z][A-Za-z0-9_.:-]{1,79}$/.test(name) || value === undefined || value.text === "") return;
    const nameClass = classifyName(name);
    // What is said about a password: a message of a check.
    if (/\s/.test(value.text) && !isPassphrase(value.text)) return;
    if (!announcesSecret(nameClass) || !looksSecret(name, nameClass, literalValue(value.start, value.text))) {
      return;
    }
    reportNamed(report, nameClass, value);
  };
}

const namedFirst = named(0);

/** The same for any argument and the next one: `Map.of("user", "u", "password", "X")`. */
const pairs: Judge = (call) => call.all.slice(0, -1).forEach((_, index) => named(index)(call));

/** `Credentials("user", "X")`, `Credentials("realm", "host", "user", "X")` of sbt, or keys in any place. */
const credentials: Judge = (call) => {
  given([0, 1, 2, 3], isRandomKey, reportKey)(call);
  const areTexts = call.all.every(({ text }) => text !== "");
  if (areTexts && (call.all.length === 2 || call.all.length === 4)) {
    given(call.all.length - 1, isPassword)(call);
  }
};

/** `"X".equals(password)` */
const LITERAL_BEFORE = /(["'])([^"'\\\n]{4,128})\1\.(?:not\.)?[A-Za-z]{1,24}$/;
const NAME_AT_END =
  /(?:^\s*(?:\[\]byte|String|str|Buffer\.from)\((?=[\w.-]+\)))?([A-Za-z_][\w.-]{0,60})(?:\(\)|(?<=^\s*(?:\[\]byte|String|str|Buffer\.from)\([\w.-]{1,61})\))?["'\]]{0,3}\s*$/;

/** Compared with the first argument, or with what the function belongs to: `password.equals("X")`, `strcmp(pw, "X")`. */
const compared: Judge = ({ text, open, all, report }) => {
  const [first, second] = all;
  if (first === undefined) return;
  const head = text.slice(Math.max(0, open - FIELD_CHARACTERS), open);
  if (second === undefined && first.text === "" && first.end - first.start <= 60) {
    const literal = LITERAL_BEFORE.exec(head)?.[2];
    const own = NAME_AT_END.exec(text.slice(first.start, first.end))?.[1];
    if (literal === undefined || own === undefined) return;
    return reportCompared(own, open - head.length + head.lastIndexOf(literal), literal, report);
  }
  const subject = second === undefined
    ? head.replace(/\)?\.(?:not\.)?[A-Za-z]{1,24}$/, "")
    : text.slice(first.start, first.end);
  const name = NAME_AT_END.exec(subject)?.[1];
  const value = second ?? first;
  if (name !== undefined && value.text !== "") reportCompared(name, value.start, value.text, report);
};

/** `.sign(new TextEncoder().encode("X"))` */
const signingText: Judge = (call) => {
  const line = call.text.slice(Math.max(0, call.open - 240), call.open).split("\n").at(-1) ?? "";
  if (/jwt|sign|verify|secret|hmac|key/i.test(line)) given(0, isSigningKey, reportKey)(call);
};

/** `[]byte("X")` where something is signed with it. */
export const judgeBytes: Judge = (call) => {
  const before = call.text.slice(Math.max(0, call.open - 200), call.open);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  if (line.endsWith("[]byte") && /jwt|hmac|secret|sign|cipher|aes/i.test(line)) {
    given(0, ({ text }) => isKeyLike(text, 16), reportKey)(call);
  }
};

/** What a function is called, what must stand before its name, and how its arguments are judged. */
type CallRule = readonly [names: string, before: RegExp | undefined, judge: Judge];

const CALL_RULES: readonly CallRule[] = [
  [
    "getConnection createConnection mysqli mysqli_connect mysqli_real_connect mysql_connect mysql_pconnect PDO",
    undefined,
    given(2, isPassword),
  ],
  ["__construct", /(?:PDO|mysqli)(?:->|::)$/, given(2, isPassword)],
  ["connect", /(?:DBI|DriverManager)(?:->|\.)$/, given(2, isPassword)],
  ["connect", /[\w)\]](?:\.|->|::)$/, connect],
  [
    "NetworkCredential PSCredential HTTPBasicAuth HTTPDigestAuth HttpBasicAuth basicAuth BasicAuth BasicAWSCredentials " +
    "SqlCredential UsernamePasswordAuthenticationToken UsernamePasswordCredentials PasswordAuthentication setBasicAuth SetBasicAuth BasicCredentials PasswordAuthenticator basic_auth",
    undefined,
    given(1, isPassword),
  ],
  ["new", /(?:Credentials?|Auth|Login)\]?::$/, given(1, isPassword)],
  ["basic", /\bCredentials\.$/, given(1, isPassword)],
  ["connect", /racle(?:db)?\.$/, given(1, isPassword)],
  ["FTP FTP_TLS", undefined, given(2, isPassword)],
  ["open", /\bS?FTP\.$/, given(2, isPassword)],
  ["login", /[.>]$/, given(1, isPassword)],
  ["login", /[.>]$/, given(0, isKey, reportKey)],
  ["auth", /[.:>]$/, given(1, isOnlyPassword)],
  ["auth AUTH", /(?:red|redis|client|conn|r|rdb|jedis)(?:\.|:|->)$/i, given(0, isOnlyPassword)],
  [
    "password passwd withPassword with_password setPassword set_password setpassword SetPassword WithPassword passphrase " +
    "set_passphrase setPassphrase setKeyPassword setKeyStorePassword setTrustStorePassword protect unprotect Protect Unprotect",
    /(?:\.|->|::)$/,
    given(0, isOnlyPassword),
  ],
  ["set_password setPassword", undefined, given(1, isOnlyPassword)],
  [
    "sign verify encode decode signAsync verifyAsync",
    /(?:jwt|jsonwebtoken)(?:\.|::)$/i,
    given(1, isSigningKey, reportKey),
  ],
  ["new", /\bAES\.$/, given(0, isSigningKey, reportKey)],
  ["hmacShaKeyFor cookieParser", undefined, given(0, isSigningKey, reportKey)],
  ["new", /\bhmac\.$/, given(0, isSigningKey, reportKey)],
  ["New", /\bhmac\.$/, given(1, isSigningKey, reportKey)],
  ["hash_hmac", undefined, given(2, isSigningKey, reportKey)],
  ["createHmac createCipheriv createDecipheriv", undefined, given(1, isSigningKey, reportKey)],
  ["SecretKeySpec SymmetricSecurityKey", undefined, given(0, isSigningKey, reportKey)],
  ["encrypt decrypt", /\bAES\.$/, given(1, isSigningKey, reportKey)],
  [
    "pgp_sym_encrypt pgp_sym_decrypt PGP_SYM_ENCRYPT PGP_SYM_DECRYPT aes_encrypt aes_decrypt AES_ENCRYPT AES_DECRYPT",
    undefined,
    given(
      1,
      (argument, call, index) => isHashed(argument, call, index) || isSigningKey(argument, call, index),
    ),
  ],
  ["encode", /\bTextEncoder\(\)\.$/, signingText],
  ["scryptSync scrypt", undefined, given(0, isSigningKey, reportKey)],
  ["pbkdf2_hmac", undefined, given(1, isSigningKey, reportKey)],
  ["crypt", undefined, given(0, isHashed)],
  ["make check", /\bHash::$/, given(0, isHashed)],
  ["hash hashSync hashpw compare compareSync checkpw", /\bbcrypt(?:js)?(?:["']\))?\.$/i, given(0, isHashed)],
  ["hash verify", /\b(?:argon2(?:id?)?|scrypt|PasswordHasher\(\)|pwd_context)\.$/, given(0, isHashed)],
  ["password_verify check_password", undefined, given(0, isHashed)],
  ["password_hash make_password generate_password_hash", undefined, given(0, isHashed)],
  ["check_password_hash", undefined, given(1, isHashed)],
  ["create_superuser create_user", undefined, given(2, isPassword)],
  ["begin", /\bWiFi\.$/, given(1, isPassword)],
  [
    "load_pem_private_key load_der_private_key load_key_and_certificates load_pkcs12",
    undefined,
    given(1, isHashed),
  ],
  [
    "createUser addUser add_user changePassword change_password changeUserPassword updatePassword resetPassword",
    undefined,
    given(1, isOnlyPassword),
  ],
  ["decrypt", /(?:reader|pdf|doc|document|file|book)\.$/i, given(0, isOnlyPassword)],
  [
    "setApiKey setAPIKey set_api_key setAccessToken set_access_token setToken set_token setAuthToken setSecretKey setClientSecret",
    /(?:\.|->|::)$/,
    given(0, isKey, reportKey),
  ],
  [
    "SecretKey secretKey secret_key AccessKey ApiKey apiKey api_key setKey set_key token accessToken access_token authToken auth_token " +
    "secret clientSecret client_secret",
    /(?:\.|->|::)$/,
    given(0, isRandomKey, reportKey),
  ],
  [
    "Stripe OpenAI Anthropic Octokit Telegraf Pusher Mailgun Postmark SendGrid Resend Groq Mistral Replicate Pinecone",
    /\bnew $|[=(,:] ?$/,
    given(0, isKey, reportKey),
  ],
  ["Fernet", undefined, given(0, isKey, reportKey)],
  ["Wallet", undefined, given(0, isPrivateKey, reportKey)],
  ["algoliasearch", undefined, given(1, isKey, reportKey)],
  ["OAuth1UserHandler OAuthHandler OAuth1", undefined, given([0, 1, 2, 3], isRandomKey, reportKey)],

  ["fill sendKeys send_keys fillIn fill_in setValue", undefined, typed],
  ["type", /[.]$/, typed],
  [
    "setProperty put setItem setenv setEnv set option add append addProperty addParameter addEnv " +
    "putIfAbsent setSecret putSecret setAttribute setParameter setParam setConf withProperty withEnv " +
    "setdefault setDefault SetDefault getProperty getEnv get_env GetEnv getEnvOrDefault GetEnvOrDefault envOr envOrDefault " +
    "getOrElse formParam queryParam bindValue BasicNameValuePair Pair NameValuePair param attr field conf property entry",
    undefined,
    namedFirst,
  ],
  ["buildConfigField resValue StringVar", undefined, named(1)],
  ["StringP", undefined, named(0, 2)],
  ["StringVarP", undefined, named(1, 3)],
  [
    "equals compareTo strcmp strncmp strcasecmp compare_digest secure_compare hash_equals ConstantTimeCompare",
    undefined,
    compared,
  ],
  ["Credentials", undefined, credentials],
  [
    "ftp_login ssh2_auth_password imap_open ldap_bind odbc_connect odbc_pconnect ibase_connect db2_connect",
    undefined,
    given(2, isPassword),
  ],
  ["oci_connect oci_pconnect oci_new_connect", undefined, given(1, isPassword)],
  [
    "authenticate bind bind_s simple_bind simple_bind_s addIdentity",
    /(?:\.|->|::)$/,
    given(1, isOnlyPassword),
  ],
  ["login login_as loginAs logIn log_in signIn sign_in", undefined, given(1, isOnlyPassword)],
  [
    "signInWithEmailAndPassword createUserWithEmailAndPassword loginWithPassword",
    undefined,
    given([1, 2], isOnlyPassword),
  ],
];

/** Ends of names of what is made with keys: `new XClient("key")`, `TodoistAPI("key")`. */
const MADE_WITH_KEYS = ["Client", "Api", "API", "SDK", "Bot"];
const MADE_WITH_RANDOM_KEYS = ["Gateway", "Credential", "Credentials"];

/** Calls whose names end like very many others: a keyword tells of them (call_argument.ts). */
export const CALLS_BY_KEYWORD: readonly (readonly [call: string, judge: Judge])[] = [
  ...["toEqual(", ".toBe(", "assertEqual(", "assertEquals(", "isEqualTo(", "IgnoreCase("].map((call) =>
    [call, compared] as const
  ),
  ...["setString(", "putString(", "getString(", "GetString("].map((call) => [call, namedFirst] as const),
  ["Map.of(", pairs],
  ["SMTP.start(", given(4, isPassword)],
  ["signWith(", given(1, isSigningKey, reportKey)],
  ["unsafePlainText(", given(0, isHashed)],
  ["sendline(", typed],
  ["bot.run(", given(0, isRandomKey, reportKey)],
];

/** How a function is judged, and what must stand before its name. */
interface NamedRule {
  readonly before: RegExp | undefined;
  readonly judge: Judge;
  /** The first argument is a name in quotes: the quick look. */
  readonly isQuoted?: boolean;
}

const NONE: readonly NamedRule[] = [];
/** `API(key="X", …)` */
const NAMED_KEY = /^\s*(?:\{ ?)?(?:api_?)?(?:key|token)\s?[=:]\s?(["'])([^"'\n]{20,256})\1/i;

const namedKeys: Judge = ({ text, all, report }) => {
  for (const { start, end, text: literal } of all.slice(0, 2)) {
    if (literal !== "") continue;
    const [whole = "", , value = ""] = NAMED_KEY.exec(text.slice(start, end)) ?? [];
    if (value === "" || !isKeyLike(value, 20)) continue;
    reportKey(report, { start: start + whole.length - value.length - 1, end: start + whole.length - 1 });
  }
};

const KEYS: readonly NamedRule[] = [
  { before: undefined, judge: given([0, 1], isKey, reportKey) },
  { before: undefined, judge: namedKeys },
];
const RANDOM_KEYS: readonly NamedRule[] = [
  { before: undefined, judge: given([0, 1, 2, 3], isRandomKey, reportKey) },
];

const BY_NAME: ReadonlyMap<string, readonly NamedRule[]> = (() => {
  const rules = new Map<string, NamedRule[]>();
  for (const [names, before, judge] of CALL_RULES) {
    for (const name of names.split(" ")) {
      rules.set(name, [...rules.get(name) ?? [], { before, judge, isQuoted: judge === namedFirst }]);
    }
  }
  return rules;
})();

/** The names or their ends by which the search for candidates knows calls of interest. */
export const CALL_NAMES: readonly string[] = [
  ...BY_NAME.keys(),
  ...[...MADE_WITH_KEYS, ...MADE_WITH_RANDOM_KEYS].flatMap((end) =>
    end.length > 3 ? [end] : [..." _abcdefghijklmnopqrstuvwxyz"].map((before) => before + end)
  ),
];

/** The rules for a function, by its name. */
export function rulesOf(name: string): readonly NamedRule[] {
  const known = BY_NAME.get(name);
  if (known !== undefined) return known;
  if (MADE_WITH_KEYS.some((end) => name.endsWith(end))) return KEYS;
  return MADE_WITH_RANDOM_KEYS.some((end) => name.endsWith(end)) ? RANDOM_KEYS : NONE;
}

/** `require("twilio")(sid, "HEX")`: what is called has no name. */
export const judgeRequired: Judge = given([0, 1], ({ text }) => /^[0-9a-f]{32,64}$/.test(text), reportKey);

/** A pair of a user and a password. */
export const judgePair: Judge = given(1, isPassword);
