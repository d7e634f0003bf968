/** Constants whose value says their name or another of the kind: `CLIENT_SECRET = "client_secret"`. */
import type { AssignedValue } from "../named/assigned_value.ts";
import { isOrdinaryWord } from "./ordinary_words.ts";
import { isEnvironmentName } from "./secret_name.ts";

const NOUNS: ReadonlySet<string> = new Set(
  "password passwords passwd pwd passphrase passcode pass pw secret secrets token tokens key keys credential credentials creds auth"
    .split(" "),
);

/** Words of the names of events, routes, errors and fields, beside those of messages and settings. */
const OF_CONSTANTS: ReadonlySet<string> = new Set(
  ("access control allow allows confirm confirmation verify verification identity grant flow page screen view modal " +
    "dialog action event route policy rule check validate validation hint link submit visible visibility toggle revoked " +
    "rejected mismatch reused recovery requested many attempts limit exceeded bearer basic refresh csrf xsrf jwt oauth " +
    "saml oidc sso mfa otp totp signin signup register registration logout sign up in history strength min max plain " +
    "raw err errors bad codes reason repeat repeated compromised breached common similar param parameter query body state " +
    "status kind mode method id type header")
    .split(" "),
);

const IDENTIFIER = /^[A-Za-z]+(?:[_./:-]{1,2}[A-Za-z]+)*$/;
const MAX_CHARACTERS = 80;

/** `GOOGLE_APPLICATION_CREDENTIALS`, in quotes: where the value is to be looked up. */
const VARIABLE = /^[A-Z]+(?:_[A-Z]+)+$/;

/** `aes_set_encrypt_key`, for which a macro gives the name `nettle_aes_set_encrypt_key`. */
const LONG_NAME = /^[A-Za-z][a-z0-9]*(?:_[a-z0-9]+){2,}$/;

/** `Access-Control-Allow-Credentials` */
const HEADER = /^[A-Z][a-z]+(?:-[A-Z][a-z]+){2,}$/;

/**
 * True if a value is made of words with a noun for secrets among them, where all others are those of its name, of messages
 * and of settings: `WEAK_PASSWORD: "auth/weak-password"`. In a shell or an `.env` file a lazy password may be made of such
 * words, so that there it must say its name.
 */
export function namesItself(name: string, { text, terminator, isAssigned }: AssignedValue): boolean {
  if (text.length > MAX_CHARACTERS) return false;
  if (isLongerName(name, text, terminator === "") || TYPE.test(text)) return true;
  if (text.replace(/[^A-Za-z0-9]/g, "").toLowerCase() === name.replace(/[^A-Za-z0-9]/g, "").toLowerCase()) {
    return true;
  }
  if (terminator === "" && isOfSameEnumeration(name, text)) return true;
  if (!IDENTIFIER.test(text)) return false;
  const words = wordsOf(text);
  if (terminator !== "" && VARIABLE.test(text) && NOUNS.has(words.at(-1) ?? "")) return true;
  if (words.length < 2 || !words.some((word) => NOUNS.has(word))) return false;
  const named = wordsOf(name);
  if (HEADER.test(text) && named.every((word) => words.includes(word))) return true;
  const others = words.filter((word) => !NOUNS.has(word) && !named.includes(word));
  if (terminator === "" && isAssigned && isEnvironmentName(name)) {
    return others.length === 0 && words.length >= named.length;
  }
  return others.every((word) => isOrdinaryWord(word) || OF_CONSTANTS.has(word));
}

/**
 * A tag of YAML, behind which stands what it makes something of (`!vault_ref db/password`), or a variable in a map:
 * `{"PASSWORD": form_value}`. What is assigned in a shell may be words with `_` between.
 */
export function isTagOrVariable({ text, next, isAssigned }: AssignedValue): boolean {
  if (next === " ") return /^!{1,2}[A-Za-z][A-Za-z_/-]*$/.test(text);
  return !isAssigned && (next === "}" || next === ",") && /^[a-z]+(?:_[a-z]+)+$/.test(text);
}

/** Of clients that are made from descriptions of an API: `V1SecretVolumeSource` */
const TYPE = /^V[0-9](?:(?:alpha|beta)[0-9])?(?:[A-Z][a-z]+){2,6}$/;

/** `set_encrypt_key nettle_set_encrypt_key`, `issueCredential: openidIssueCredential` */
function isLongerName(name: string, text: string, isBare: boolean): boolean {
  if (isEnvironmentName(name) || !/^[A-Za-z]\w*$/.test(text)) return false;
  if (LONG_NAME.test(name)) return text.endsWith(name);
  return isBare && /^[a-z]+[A-Z]/.test(name) && text.endsWith(name.charAt(0).toUpperCase() + name.slice(1));
}

const OF_ENUMERATION = /^([A-Z][A-Z0-9]*_[A-Z0-9]+_)[A-Z_]+$/;

/** `SEC_ERROR_BAD_PASSWORD = SEC_ERROR_BASE + 15` */
function isOfSameEnumeration(name: string, text: string): boolean {
  const prefix = OF_ENUMERATION.exec(text)?.[1];
  return prefix !== undefined && name.startsWith(prefix);
}

/** What classes, components and functions are called by, in whatever project. */
const OF_CODE: ReadonlySet<string> = new Set(
  ("field box view entry secure widget handler factory builder provider component element adapter wrapper converter " +
    "serializer encoder decoder generator manager strategy filter module plugin model entity class interface property " +
    "attribute column schema helper listener callback hook middleware context base simple abstract custom native bean " +
    "mock stub null any list map item editor mask masked panel layout container block section row cell group menu bar " +
    "image picture draw render paint style theme color size width height position scroll click press change blur focus " +
    "update create find fetch load save parse format print handle process execute dispatch emit subscribe observe " +
    "resolve reject apply call bind lookup loader reader writer parser formatter printer renderer controller resolver " +
    "reducer selector store state stream buffer array number integer double float byte char object function method " +
    "connector validator hasher authenticator authorizer gateway " +
    "info params args tool line range memory time date script agent status limit count total copy auto dynamic static " +
    "fast random stats order connection collector runner watcher lexer " +
    "constructor iterator collection queue stack tree graph node edge link exception failure result response request")
    .split(" "),
);

/** True for `SecureFieldRenderer`: one of the words is what code is made of. */
export function isNameOfCode(text: string): boolean {
  return wordsOf(text).some((word) => OF_CODE.has(word) || NOUNS.has(word) || OF_CONSTANTS.has(word));
}

/** `userId`, `USER_ID`, `user-id`: user, id. */
function wordsOf(name: string): string[] {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase().split(/[^a-z0-9]+/).filter((word) =>
    word !== ""
  );
}
