/** Functions to which secrets are given, and which of their arguments these are (call_judges.ts). */
import {
  compared,
  connect,
  connectTexts,
  credentials,
  defaultOfField,
  encodedPassword,
  escapedText,
  forKey,
  given,
  isHashed,
  isKey,
  isNoNameOfCode,
  isOfAccount,
  isOnlyPassword,
  isPassword,
  isPusherSecret,
  isRandomKey,
  isSeed,
  isShortKey,
  isSigningKey,
  type Judge,
  login,
  named,
  namedFirst,
  namedKeys,
  pairs,
  sent,
  signingText,
  typed,
} from "./call_judges.ts";
import { bytesOfKey, decodedKey, listedBytes, textOfKey } from "./cipher_key.ts";
import { type CallRule, KEY_CALLS } from "./key_calls.ts";
import { isChosenStrictly } from "../judgement/given_value.ts";
import { eachRow, parametrized } from "./test_rows.ts";
import { isLikelyPassword } from "../judgement/likely_password.ts";
import { reportKey } from "../report.ts";

const CALL_RULES: readonly CallRule[] = [
  ...KEY_CALLS,
  [
    "getConnection createConnection mysqli mysqli_connect mysqli_real_connect mysql_connect mysql_pconnect PDO",
    undefined,
    given(2, isPassword),
  ],
  ["mysql_real_connect mysqli_real_connect", undefined, given(3, isPassword)],
  ["real_connect mysql_change_user LogonUser CreateProcessWithLogonW", undefined, given(2, isPassword)],
  [
    "ldap_simple_bind_s ldap_simple_bind ldap_bind_s libssh2_userauth_password ssh_userauth_password",
    undefined,
    given(2, isOnlyPassword),
  ],
  [
    "userauth_password auth_password authPassword authenticate_password authenticateWithPassword addPasswordIdentity",
    undefined,
    given(1, isOnlyPassword),
  ],
  ["Password", /\b(?:ssh|goph|sftp)\.$/, given(0, isOnlyPassword)],
  ["plainText", /\bSecretValue\.$/, given(0, isHashed)],
  [
    "Secure ToSecureString toSecureString AsSecureString ConvertToSecureString MakeSecure",
    undefined,
    given(0, isOnlyPassword),
  ],
  ["__construct", /(?:PDO|mysqli)(?:->|::)$/, given(2, isPassword)],
  ["connect", /(?:DBI|DriverManager)(?:->|\.)$/, given(2, isPassword)],
  ["connect", /[\w)\]](?:\.|->|::)$/, connect],
  ["connect", /(?:^|[\s=(])$/, connectTexts],
  ["Redis StrictRedis", /(?:\bredis\.|[=(] ?)$/, given(3, isOnlyPassword)],
  ["Minio MinioClient", undefined, given(2, isRandomKey, reportKey)],
  [
    "NetworkCredential PSCredential HTTPBasicAuth HTTPDigestAuth HttpBasicAuth basicAuth BasicAuth BasicAWSCredentials " +
    "SqlCredential UsernamePasswordAuthenticationToken UsernamePasswordCredentials PasswordAuthentication setBasicAuth SetBasicAuth BasicCredentials PasswordAuthenticator basic_auth PlainCredentials withBasicAuth httpBasic",
    undefined,
    given(1, isPassword),
  ],
  ["new", /(?:Credentials?|Auth|Login)\]?::$/, given(1, isPassword)],
  ["basic", /\b(?:Credentials|auth)\.$/, given(1, isPassword)],
  ["Basic", /Credentials\\{1,2}$/, given(1, isPassword)],
  ["ConnectHandler", undefined, given(2, isPassword)],
  ["hexdigest base64digest digest", /HMAC\.$/, given(1, isSigningKey, reportKey)],
  [
    "md5 sha1 sha224 sha256 sha384 sha512",
    /\bhashlib\.$/,
    given(0, ({ text }) => isChosenStrictly(text) && /[!@#$%^&*?]/.test(text)),
  ],
  ["unlockAccount importRawKey", /(?:personal|eth|web3)\.$/, given(1, isPassword)],
  [
    "bearer_auth bearerAuth setBearerAuth set_bearer_auth withBearerToken",
    /(?:\.|->|::)$/,
    given(0, isKey, reportKey),
  ],
  [
    "decode",
    /\b(?:bs58|base58|b58)\.$/,
    given(0, ({ text }) => /^[1-9A-HJ-NP-Za-km-z]{80,90}$/.test(text), reportKey),
  ],
  ["credentials", /(?:->|\.)$/, given(3, isPassword)],
  ["connect", /racle(?:db)?\.$/, given(1, isPassword)],
  ["connect", /\bsnowflake(?:\.connector)?\.$/, given(1, isPassword)],
  ["connect", /\b(?:env|luasql)\w{0,8}:$/, given(2, isPassword)],
  ["create", /\bURL\.$/, given(2, isPassword)],
  ["Sequelize", /\bnew $/, given(2, isPassword)],
  ["set_password setPassword", /\b(?:keyring|keytar)\.$/, given(2, isPassword)],
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
  ["with_password withPassword WithPassword", /(?:^|[\s=(])$/, given(0, isOnlyPassword)],
  ["set_password setPassword", /(?:^|[\s;{}()→])$/, given(0, isOnlyPassword)],
  ["SecretStr SecretString SecretBytes", undefined, given(0, isHashed)],
  [
    "new from from_str fromString",
    /\bSecret(?:Str|String|Box|Bytes|Value)?(?:::|\.)$/,
    given(0, isNoNameOfCode),
  ],
  ["Secret", /\bnew $/, given(0, isNoNameOfCode)],
  ["ApiKey APIKey", /\bnew $|[=(,:] ?$/, given(0, isRandomKey, reportKey)],
  // Of Supabase, in its database.
  ["create_secret", /\bvault\.$/, given(0, isKey, reportKey)],
  ["update_secret", /\bvault\.$/, given(1, isKey, reportKey)],
  // Of Gradle, in which a setting is a function as well.
  ["keyPassword storePassword", undefined, given(0, isOnlyPassword)],
  ["TOTP HOTP", /(?:\bpyotp\.|\bnew |[\s=(])$/, given(0, isSeed, reportKey)],
  [
    "init load",
    /\b(?:[Rr]ollbar|[Hh]oneybadger|[Bb]ugsnag|[Aa]irbrake|mixpanel|analytics|amplitude)\.$/,
    given(0, isKey, reportKey),
  ],
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
  [
    "password_verify check_password verify_password verifyPassword checkPassword validate_password validatePassword " +
    "comparePassword compare_password isValidPassword matchPassword VerifyPassword CheckPassword ValidatePassword",
    undefined,
    given(0, isHashed),
  ],
  [
    "password_hash make_password generate_password_hash hash_password hashPassword HashPassword get_password_hash getPasswordHash " +
    "encryptPassword encrypt_password hash_pwd_salt GenerateFromPassword bcrypt",
    undefined,
    given(0, isHashed),
  ],
  ["hash hashSync", undefined, encodedPassword],
  ["encode matches", /[pP]asswordEncoder(?:\(\))?\.$/, given(0, isHashed)],
  ["encode matches", /\b(?:\w{0,20}E|e)ncoder(?:\(\))?\.$/, encodedPassword],
  [
    "encodeURIComponent quote quote_plus QueryEscape PathEscape urlencode rawurlencode url_encode EscapeDataString UrlEncode uri_escape",
    undefined,
    escapedText,
  ],
  ["escape", /\bC[GR]I\.$/, escapedText],
  ["encode", /\bURLEncoder\.$/, escapedText],
  ["hash verify make check", /[hH]asher(?:\(\))?(?:\.|->)$/, given(0, isHashed)],
  ["MD5 SHA1 SHA SHA2 PASSWORD", /(?:^|[\s(,=])$/, given(0, ({ text }) => isLikelyPassword(text))],
  ["create new", /\bPassword(?:\.|::)$/, given(0, isHashed)],
  ["check_password_hash CompareHashAndPassword", undefined, given(1, isHashed)],
  ["PlainAuth NewPlainAuth", undefined, given(2, isPassword)],
  ["NewPlainClient", undefined, given(2, isPassword)],
  ["NewLoginClient LoginAuth CRAMMD5Auth", undefined, given(1, isPassword)],
  [
    "btoa b64encode standard_b64encode urlsafe_b64encode encodestring encodebytes base64_encode base64encode base64Encode " +
    "strict_encode64 urlsafe_encode64 encode64 encode_base64 encodeToString EncodeToString encodeBase64 ToBase64String",
    undefined,
    login,
  ],
  ["encode", /(?:STANDARD|URL_SAFE|NO_PAD|base64|Base64|b64)(?:\.|::)$/, login],
  ["from", /\bBuffer\.$/, login],
  [
    "fromhex fromHex from_hex unhexlify DecodeString FromHexString FromBase64String hex2bin hexToBytes hexToByteArray hexStringToByteArray " +
    "decodeHex decode_hex b64decode standard_b64decode urlsafe_b64decode base64_decode atob toByteArray hex!",
    undefined,
    decodedKey,
  ],
  ["from", /\bBuffer\.$/, decodedKey],
  ["GetBytes", /\bEncoding\.\w{4,8}\.$/, bytesOfKey],
  ["getBytes", /["']\.$/, textOfKey],
  ["decode", /(?:\b[hH]ex|STANDARD|[bB]ase64|getDecoder\(\))(?:\.|::)$/, decodedKey],
  ["from of", /\bUint8Array\.$/, listedBytes],
  ["Uint8Array bytes bytearray", undefined, listedBytes],
  ["parametrize", undefined, parametrized],
  ["each", /\b(?:it|test|describe)(?:\.\w{2,12})?\.$/, eachRow],
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
  ["Pusher", /(?:^|[\s=(,:.→>])$/, given(2, isPusherSecret, reportKey)],
  ["field Field CharField Column mapped_column", undefined, defaultOfField],
  ["Github Gitlab", /(?:^|[\s=(,:.])$/, given([0, 1], isKey, reportKey)],
  ["AuthenticationHeaderValue", undefined, given(1, isKey, reportKey)],
  ["new", /Authorization ?= ?$/, given(1, isKey, reportKey)],
  ["database", undefined, given(2, isPassword)],
  ["newInstance", /\bSql\.$/, given(2, isPassword)],
  ["set setString", /(?:[kK]eychain\w*|UserDefaults|defaults|standard|shared)\.$/, forKey],
  ["from", /\bKey::$/, given(0, isKey, reportKey)],
  ["Fernet", undefined, given(0, isKey, reportKey)],
  ["algoliasearch", undefined, given(1, isKey, reportKey)],
  ["OAuth1UserHandler OAuthHandler OAuth1", undefined, given([0, 1, 2, 3], isRandomKey, reportKey)],

  [
    "fill sendKeys send_keys fillIn fill_in setValue fillField pressSequentially typeText replaceText enterText performTextInput clearAndType",
    undefined,
    typed,
  ],
  ["secret", /fillField\([^()\n]{1,30}, ?$/, given(0, isOnlyPassword)],
  ["new create", /(?:Client|Api|API|SDK)(?:::|\.)$/, given([0, 1], isRandomKey, reportKey)],
  ["new", /(?:Client|Api|API|SDK)(?:::|\.)$/, given(1, isShortKey, reportKey)],
  ["type", /[.]$/, typed],
  ["set", /\)\.$/, typed],
  [
    "set_config setProperty put setItem setenv setEnv Setenv SetEnv SetEnvironmentVariable set_var stubEnv set option add append addProperty addParameter addEnv " +
    "putenv set_env setEnvVar SetEnvVar set_env_var putIfAbsent setSecret putSecret setAttribute setParameter setParam setConf withProperty withEnv " +
    "setdefault setDefault SetDefault getProperty getEnv get_env GetEnv getEnvOrDefault GetEnvOrDefault envOr envOrDefault " +
    "getOrElse formParam queryParam bindValue BasicNameValuePair Pair NameValuePair param attr field conf property entry",
    undefined,
    namedFirst,
  ],
  ["buildConfigField resValue StringVar", undefined, named(1)],
  ["StringP", undefined, named(0, 2)],
  ["StringVarP", undefined, named(1, 3)],
  [
    "strcpy strncpy strlcpy strcpy_s lstrcpy equals Equals compareTo strcmp strncmp strcasecmp compare_digest secure_compare hash_equals ConstantTimeCompare",
    undefined,
    compared,
  ],
  ["equal strictEqual notEqual Equal", /(?:\bassert\w{0,12}|\brequire|\bis|\bt|\.to)\.$/, compared],
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
  [
    "login login_as loginAs login_user loginUser LoginUser logIn log_in signIn sign_in Login LoginAs LogIn SignIn LoginAsync SignInAsync PasswordSignInAsync",
    undefined,
    given(1, isOnlyPassword),
  ],
  [
    "CreateAsync AddPasswordAsync CheckPasswordAsync ResetPasswordAsync ChangePasswordAsync",
    /[mM]anager\.$/,
    given([1, 2], isOnlyPassword),
  ],
  [
    "authenticate register registerUser register_user signup signUp sign_up",
    undefined,
    given(1, isOfAccount),
  ],
  [
    "signInWithEmailAndPassword createUserWithEmailAndPassword loginWithPassword",
    undefined,
    given([1, 2], isOnlyPassword),
  ],
];

/** Ends of names of what is made with keys: `new XClient("key")`, `TodoistAPI("key")`. */
const MADE_WITH_KEYS = ["Client", "ClientV2", "Api", "API", "SDK", "Bot"];
const MADE_WITH_RANDOM_KEYS = ["Gateway", "Credential", "Credentials", "ApiKey", "APIKey"];

/** Calls whose names end like very many others: a keyword tells of them (call_argument.ts). */
export const CALLS_BY_KEYWORD: readonly (readonly [call: string, judge: Judge])[] = [
  ...["toEqual(", ".toBe(", "assertEqual(", "assertEquals(", "isEqualTo(", "IgnoreCase(", "assert_eq!("].map((
    call,
  ) => [call, compared] as const),
  ...["setString(", "putString(", "getString(", "GetString("].map((call) => [call, namedFirst] as const),
  ["Map.of(", pairs],
  ["SMTP.start(", given(4, isPassword)],
  ["signWith(", given(1, isSigningKey, reportKey)],
  ["unsafePlainText(", given(0, isHashed)],
  ["sendline(", sent],
  ...["tn.write(", "chan.send("].map((call) => [call, typed] as const),
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
