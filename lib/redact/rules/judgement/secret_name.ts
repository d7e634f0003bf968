/** Which names of variables, fields, headers and options say that their value is secret. */
import { ownCopy } from "../../own_copy.ts";

/**
 * What kind of value a name announces. `password`: people choose these values, any word can be one. `token`: machines make these, so the value looks
 * random. `authorization` and `cookie`: headers whose values have an own syntax. `aws-secret` and `account`:
 * an AWS secret key; an AWS account or key id, for secretlint's rule. `weak`: names that hold
 * secrets and many other things (`routingKey`, `BW_SESSION`): the value must be random beyond doubt. `signature`: of an address
 * that anyone who has it can open. `value`: the other half of a pair such as `name: DB_PASSWORD, value: …`. `query`: short names that tell of
 * a secret in the query of an address alone.
 */
export type NameClass =
  | "password"
  | "token"
  | "weak"
  | "aws-secret"
  | "authorization"
  | "cookie"
  | "account"
  | "signature"
  | "value"
  | "query"
  | "none";

/** Classes of names whose values are secret as they stand, without a syntax or a place of their own. */
export type SecretClass = Extract<NameClass, "password" | "token" | "weak" | "aws-secret">;

/** True if a name of the class announces a secret, whatever stands around it. */
export function announcesSecret(nameClass: NameClass): nameClass is SecretClass {
  return nameClass === "password" || nameClass === "token" || nameClass === "weak" ||
    nameClass === "aws-secret";
}

/** `DB_PASSWORD`, not `dbPassword`. */
export function isEnvironmentName(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name);
}

const OF_REQUEST =
  /^-{0,2}(?:next|change|client|update|delete|create)?[-_]?(?:lock|change|client|request|creation|starting|retry)[-_]?token$/i;

/** `ClientRequestToken`, `--lock-token`: the number of a request, by which a server knows that it comes again. */
export function isNameOfRequest(name: string): boolean {
  return OF_REQUEST.test(name);
}

/** Names judged before; the same few hundred occur over and over. */
const judged = new Map<string, NameClass>();
const MAX_JUDGED = 10_000;

/** Judges a name in any spelling: `DB_PASSWORD`, `db-password`, `dbPassword`, `spring.datasource.password`. */
export function classifyName(name: string): NameClass {
  let known = judged.get(name);
  if (known === undefined) {
    if (judged.size >= MAX_JUDGED) judged.clear();
    known = judge(name);
    judged.set(ownCopy(name), known);
  }
  return known;
}

/** What may follow the secret word: which one it is, or where it is used. */
const SUFFIX =
  "(?:_(?:value|plain|text|string|base|base64|b64|hex|raw|default|prod|production|dev|development|staging|test|live|old|new|current|primary|secondary|" +
  "root|admin|github|gitlab|openai|anthropic|google|stripe|slack|v[1-3]|[0-9]{1,3}))?$";

/** Names that may have a suffix, which stands in the expression once as it takes V8 long to compile, and such as have none. */
function withSuffix(names: readonly string[], whole: readonly string[]): RegExp {
  return new RegExp(`(?:${names.join("|")})${SUFFIX}|(?:${whole.join("|")})$`);
}

const PASSWORD = withSuffix([
  "(?:^|_|[a-z0-9])(?:password|passwd|pass_?phrase|pwd|passcode|passwort|kennwort|wachtwoord|pass_word|pswd|pword|passwrd|pasword|passowrd|passwrod|pssword)[0-9]?(?:_data)?",
  "(?:^|_)(?:db|root|admin|user|my|smtp|bind|ftp|ssh|mail|login|store|key|trust|svn|rcon|proxy|vnc|sql|wifi|imap|auth|http|cert|ldap|redis|mongo|pg|sudo|become|rpc|sasl|sip|remote|local|host|server|default)(?:pw|pass)",
  "(?:^|_)(?:pass|pw[0-9]?|pwd[0-9]|psk|authtok|credential|credentials|creds|mdp|senha|contrasena|heslo|haslo|parola|salasana|adgangskode|passord|losenord|jelszo|sifre|mot_de_passe|erlang_cookie|snmp_community|community_string|" +
  "(?:senha|contrasena|mdp|mot_de_passe)_(?:banco|bd|db))",
  "secret(?:_(?:phrase|word|answer))?",
], [
  "(?:password|passwd|passphrase|pwd)_(?:confirm|confirmation|again|repeat|retype|verify)",
  "(?:^|_)(?:access|unlock|door|alarm|gate|pairing|login|pin|security|recovery|activation)_code",
  "(?:^|_)(?:admin|user|login|unlock|door|alarm|card|sim|wallet|security|access|parental)_pin",
  "(?:^|_)(?:key|trust)store_(?:key|secret)",
]);
const TOKEN = withSuffix([
  "token",
  "(?:^|_)(?:auth|jwt|pat|bearer|salt|pepper|hmac|totp|otp|masterauth|requirepass|(?:otp|totp|2fa|mfa)_seed|seed_phrase|mnemonic)",
  "(?:api|secret|private|access|auth|signing|sign|encryption|decryption|master|account|shared|license|licence|service|client|app|application|admin|deploy|webhook|session|storage|subscription|functions?|host|ssh|gpg|pgp|aes|hmac|jwt|rsa|token|bot|user|team|project|org|publish|write|read|server|ingest|ingestion|integration|consumer|security|crypt|cipher|salt|fernet|sas|setup|routing|validation|deterministic|obfuscation|enc|priv|local|upgrade|backup|recovery|wallet|vault|unseal|unlock|gossip|registration|enrollment|activation|provisioning|tunnel|join|network|wireless|publisher|tacacs|radius|crypto)_?key(?:_data)?",
  "(?:^|_)key_?(?:material|base)",
  "(?:^|_)(?:tkn|tok|fernet|unseal|sonar_login|(?:client|app|api)_sec|(?:admin|master)_code|new_?relic_licen[cs]e)",
  "(?:^|_)app_?certificate",
  "(?:^|_)(?:bgp|ospf|eigrp|ntp)_md5",
  "(?:^|_)(?:api|geheime?[rs]?|zugangs?|zugriffs|privater?|privat)_?schl(?:ue|u|_)?ssel",
  "(?:^|_)(?:cle|clave|llave|chave|chiave|klucz|sleutel|nyckel|nokkel|nogle)_(?:d_|de_|di_)?(?:api|secrete?|secreta|segreta|privee|privada|privata|acces|acceso|acesso|accesso)",
], [
  "saml_?response",
  "(?:^|_)secret_id",
  "(?:^|_)device_code",
  "(?:^|_)(?:p12|pfx|pkcs12|key_?store|jks|keytab)(?:_?(?:file|cert|certificate))?_?(?:base64|b64|data|contents?)",
  "code_verifier",
]);

/** Services whose keys are known by the service's name alone. */
const SERVICE_KEY =
  /(?:^|_)(?:algolia|alchemy|amplitude|anthropic|azure|bugsnag|cloudflare|cohere|datadog|deepl|elastic|etherscan|finnhub|gemini|giphy|google_maps|groq|heroku|huggingface|infura|lastfm|mailchimp|mailgun|mistral|mixpanel|new_?relic|news|omdb|open_?weather(?:_?map)?|openai|pagerduty|pinecone|polygon|postmark|rapid_?api|rollbar|segment|sendgrid|shodan|sparkpost|spotify|stripe|supabase|tmdb|twilio|unsplash|virustotal|weather|youtube)_?key$/;

/** Further ones, many of whose keys are hexadecimal, and services of Azure. */
const FURTHER_SERVICE_KEY =
  /(?:^|_)(?:ably|agora|airbrake|binance|chargebee|clearbit|coinbase|currency_?layer|easypost|fixer|freshdesk|here_maps|honeycomb|intercom|ip_?stack|kraken|launchdarkly|loggly|logz_?io|mandrill|mapbox|moralis|nexmo|paddle|plaid|pusher|recurly|shippo|vonage|zendesk|azure_maps|app(?:lication)?_?insights|batch_account|bing_search|cognitive_(?:search|services?)|computer_vision|content_safety|cosmos_?db|custom_vision(?:_(?:prediction|training))?|document_intelligence|event_(?:grid|hubs?)|form_recognizer|iot_hub|language_service|luis(?:_authoring)?|media_services?|notification_hubs?|qna_?maker|service_?bus|signalr|speech(?:_services?)?|text_analytics|translator)_key[12]?$/;

/** Words that alone say enough of a value that is random beyond doubt. */
const WEAK_WORD = /^(?:session(?:_?id)?|sid|master|vault|bot|oauth|service_role)$|_sk$/;

/** Keys that say which thing is meant: of a file, of a page, of a build. */
const NAMING_KEY = /(?:^|_)(?:site|(?:figma|file|design)_file|file|build|cache)_?key$/;

/** The value must be long and random besides; in the order of words, what stands before is asked below. */
const WEAK = withSuffix([
  "(?:^|_)[a-z0-9]+_keys?",
  "^(?:.+_)?(?:seed|encrypt|encryption)",
  "_bypass",
  "(?:^|_)licen[cs]e",
], [
  "^refresh",
  "^(?:signing|secret|session|cookie|api|app|encryption|auth|access|private)_?keys",
  "(?:^|_)(?:signing|session|cookie|jwt|webhook|api|auth|access|client)_(?:secrets|tokens)",
  "^keys",
]);

/** In environments alone: elsewhere sessions and cookies are things with names. */
const WEAK_IN_ENVIRONMENT = /_(?:session|cookie|auth|cred|key_?phrase)$/;

/** Keys of tables, caches and requests. */
const HARMLESS_KEY =
  /(?:^|_)(?:row|range|group|query|map|dict|hash|file|s3|blob|message|routing|dedup(?:e|lication)?|request|trace|locale|react|item|list|index|issue|project|registry|config|setting|event|metric|tag|data|document|node|edge|entity|record|host|known|ssh|fingerprint|checksum|digest|verify|verification|image|artifact|build|task|turbo|nx|layer|store|memo|bucket|upload|download|media|asset|content|path|(?:web_?)?socket|accept|cache_hit)_keys?$/;

/**
 * Words that, right before the last one, make a name harmless: positions in lists, paging, columns of tables, tokens of
 * texts. `next_token` is none, `NEXT_AUTH_SECRET` is one.
 */
const HARMLESS_BEFORE: ReadonlySet<string> = new Set(
  ("public pub publishable primary foreign cache partition sort idempotency object unique composite candidate translation i18n max min num " +
    "count next prev previous page paging continuation continue cursor sync cancel cancellation abort stop eos bos pad sep unk " +
    "mask special output prompt completion cached total hot shortcut keyboard arrow press lookup is has no use with show " +
    "hide forgot change update label placeholder hint error field column header param").split(" "),
);

/** Those of them that say what a token of a list or a text is, and nothing of a password. */
const OF_LISTS: ReadonlySet<string> = new Set(
  "next prev previous page paging continuation continue cursor sync cached total output prompt completion partition sort"
    .split(" "),
);

/** The same but in names of environment variables: `INPUT_TOKEN` is what a workflow was given, `input_token` a text's. */
const HARMLESS_BEFORE_IN_CODE: ReadonlySet<string> = new Set("input env var".split(" "));

/** What a person is to do with a password: the name of a text or a switch. A token for it opens an account. */
const HARMLESS_BEFORE_PASSWORD: ReadonlySet<string> = new Set("reset".split(" "));

/** What goes over code or pictures in one pass after the other: `FunctionPass`, `renderPass`. */
const STEPS: ReadonlySet<string> = new Set(
  ("function module loop region machine compiler optimizer optimization analysis transform lowering codegen render shader " +
    "shadow depth lighting geometry vertex fragment compute blur bloom").split(" "),
);

/** In the query of an address: what an API is asked with. */
const QUERY_NAME = /^(?:key|code|appid|invite|ticket|assertion|otp)$/;

/** `process.env.TOKEN`: the name of the variable alone, as it would be judged in a `.env` file. */
const OF_ENVIRONMENT = /(?:^|\.)env\.([A-Z][A-Z0-9_]*)$/;

/** `X-Record-Key`: whoever has a header of that name in a request lets himself in with it. */
const HEADER_KEY = /^x(?:-[a-z0-9]+)+-key$/i;

/** Headers that name a thing, by the word before `-Key`. */
const HARMLESS_IN_HEADER: ReadonlySet<string> = new Set(
  ("surrogate request routing message dedup deduplication trace correlation hash checksum digest fingerprint verify s3 blob " +
    "file path item row range group query ratelimit limit lock batch accept locale meta site image artifact build")
    .split(" "),
);

function judge(name: string): NameClass {
  const variable = OF_ENVIRONMENT.exec(name)?.[1];
  if (variable !== undefined) return judge(variable);
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(
    /^_+|_+$/g,
    "",
  );
  if (/(?:^|_)(?:proxy_)?authorization$/.test(words)) return "authorization";
  if (/^(?:set_)?cookie$/.test(words)) return "cookie";
  if (
    /^(?:(?:parameter|variable|option|setting|property|field|meta|config|default)_)?val(?:ue)?$|^default$/
      .test(
        words,
      )
  ) {
    return "value";
  }
  // The verdict of a test ("--- PASS: TestName") and the working directory.
  if (/^(?:PASS|Pass|PWD|OLDPWD)$/.test(name)) return "none";
  if (/(?:^|_)ask_?pass$/.test(words)) return "none"; // the program that asks for it
  if (words.endsWith("secret_access_key")) return "aws-secret";
  if (/(?:^|_)access_key_id$/.test(words) || /account(?:_?id)?$/.test(words)) return "account";
  if (/^(?:x_(?:amz|goog)_)?(?:signature|sig)$/.test(words)) return "signature";
  if (QUERY_NAME.test(words)) return "query";
  if (words.endsWith("public_key_token")) return "none"; // of assemblies of .NET
  if (words === "jsonwebtoken") return "none"; // a package, before its hash or version
  if (/^x_(?:amz|goog)_credential$/.test(words)) return "none"; // who has signed an address
  const before = wordBeforeLast(words);
  if (/^(?:primary|secondary)_key$/.test(words)) return "weak"; // of a table, or of an account in a cloud
  const isPassword = PASSWORD.test(words);
  if (HARMLESS_BEFORE.has(before) && !(isPassword && OF_LISTS.has(before))) return "none";
  const isEnvironment = isEnvironmentName(name);
  if (!isEnvironment && HARMLESS_BEFORE_IN_CODE.has(before)) return "none";
  if (!isEnvironment && words.endsWith("_pass") && STEPS.has(before)) return "none";
  if (isPassword) return HARMLESS_BEFORE_PASSWORD.has(before) ? "none" : "password";
  // DBPASS, MAILPASS: in code such words are others (bypass, compass).
  if (isEnvironment && /[A-Z]{2}PASS$/.test(name) && !/(?:BY|COM|SUR|TRES)PASS$/.test(name)) {
    return "password";
  }
  if (HEADER_KEY.test(name)) return HARMLESS_IN_HEADER.has(before) ? "none" : "token";
  if (NAMING_KEY.test(words)) return "none";
  if (TOKEN.test(words) || SERVICE_KEY.test(words) || FURTHER_SERVICE_KEY.test(words)) return "token";
  // SOMETHING_KEY in an environment is a key more often than not; the value must look random besides.
  if (/^[A-Z][A-Z0-9_]*_KEY$/.test(name)) return "token";
  if (isEnvironment && words.endsWith("_signing")) return "token";
  if (isEnvironment && WEAK_IN_ENVIRONMENT.test(words)) return "weak";
  if (words === "signing") return "token";
  if (WEAK_WORD.test(words)) return "weak";
  return WEAK.test(words) && !HARMLESS_KEY.test(words) ? "weak" : "none";
}

const SUFFIX_ONLY = new RegExp(SUFFIX.replace("?$", "$"));

/** The word before the one that tells of a secret; what may follow that is passed over. */
function wordBeforeLast(words: string): string {
  return words.replace(SUFFIX_ONLY, "").split("_").at(-2) ?? "";
}
