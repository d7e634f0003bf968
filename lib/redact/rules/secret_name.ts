/** Which names of variables, fields, headers and options say that their value is secret. */

/**
 * What kind of value a name announces. `password`: people choose these values, any word can be one. `token`: machines make these, so the value looks
 * random. `authorization` and `cookie`: headers whose values have an own syntax. `aws-secret` and `account`:
 * an AWS secret key; an AWS account or key id, for secretlint's rule. `signature`: of an address
 * that anyone who has it can open. `value`: the other half of a pair such as `name: DB_PASSWORD, value: …`.
 */
export type NameClass =
  | "password"
  | "token"
  | "aws-secret"
  | "authorization"
  | "cookie"
  | "account"
  | "signature"
  | "value"
  | "none";

/** Names judged before; the same few hundred occur over and over. */
const judged = new Map<string, NameClass>();
const MAX_JUDGED = 10_000;

/** Judges a name in any spelling: `DB_PASSWORD`, `db-password`, `dbPassword`, `spring.datasource.password`. */
export function classifyName(name: string): NameClass {
  let known = judged.get(name);
  if (known === undefined) {
    if (judged.size >= MAX_JUDGED) judged.clear();
    known = judge(name);
    judged.set(copyOf(name), known);
  }
  return known;
}

/** The name in memory of its own: as a slice it would keep the whole text that it was cut out of. */
function copyOf(name: string): string {
  return name.split("").join("");
}

/** What may follow the secret word: which one it is, or where it is used. */
const SUFFIX =
  "(?:_(?:value|plain|text|base|base64|b64|hex|raw|default|prod|production|dev|development|staging|test|live|old|new|current|primary|secondary|[0-9]{1,3}))?$";

const PASSWORD = new RegExp(
  `(?:^|_|[a-z0-9])(?:password|passwd|passphrase|pwd|passcode)${SUFFIX}|(?:^|_)(?:pass|pw|secret|credential|credentials|mdp|senha)${SUFFIX}|secret${SUFFIX}`,
);
const TOKEN = new RegExp(
  `token${SUFFIX}|(?:^|_)(?:auth|jwt|pat|bearer|apikey|salt|otp_seed|totp_seed|seed_phrase|mnemonic)${SUFFIX}|` +
    `(?:api|secret|private|access|auth|signing|sign|encryption|encrypt|decryption|master|account|shared|license|licence|service|client|app|application|admin|deploy|webhook|session|storage|subscription|functions?|host|ssh|gpg|pgp|aes|hmac|jwt|rsa|token|bot|user|team|project|org|publish|write|read|server|ingest|ingestion|integration|consumer|security|crypt|cipher|salt)_?key(?:_(?:secret|data))?${SUFFIX}`,
);

/** Names that hold one of the words and are no secret: positions in lists, paging, columns of tables, tokens of texts. */
const HARMLESS =
  /(?:^|_)(?:public|pub|primary|foreign|cache|partition|sort|idempotency|object|unique|composite|candidate|translation|i18n|max|min|num|count|next|prev|previous|page|paging|continuation|continue|cursor|sync|cancel|cancellation|abort|stop|eos|bos|pad|sep|unk|mask|special|input|output|prompt|completion|cached|total|hot|shortcut|keyboard|arrow|press|lookup|is|has|no|use|with|show|hide|reset|forgot|change|update|confirm|label|placeholder|hint|error|field|column|header|param|env|var)_/;

function judge(name: string): NameClass {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(
    /^_+|_+$/g,
    "",
  );
  if (/(?:^|_)(?:proxy_)?authorization$/.test(words)) return "authorization";
  if (/^(?:set_)?cookie$/.test(words)) return "cookie";
  if (words === "value") return "value";
  // The verdict of a test ("--- PASS: TestName") and the working directory.
  if (/^(?:PASS|Pass|PWD|OLDPWD)$/.test(name)) return "none";
  if (words.endsWith("secret_access_key")) return "aws-secret";
  if (/(?:^|_)access_key_id$/.test(words) || /account(?:_?id)?$/.test(words)) return "account";
  if (/^(?:x_(?:amz|goog)_)?(?:signature|sig)$/.test(words)) return "signature";
  if (HARMLESS.test(`${words}_`.slice(0, words.lastIndexOf("_") + 1))) return "none";
  if (PASSWORD.test(words)) return "password";
  if (TOKEN.test(words)) return "token";
  // SOMETHING_KEY in an environment is a key more often than not; the value must look random besides.
  return /^[A-Z][A-Z0-9_]*_KEY$/.test(name) ? "token" : "none";
}
