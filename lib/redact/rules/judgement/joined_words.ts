/** Passwords of words joined without a sign, which nothing but their place tells from a word: `hazelwalnut`. */
import { isNameOfCode } from "./constant_name.ts";
import { isOrdinaryWord } from "./ordinary_words.ts";
import { isClearPasswordName, isLoneWord, isPassphrase } from "./passphrase.ts";
import { isJoinedPictures, isPicture } from "./picture_words.ts";
import { looksLikePlaceholder } from "./placeholder.ts";
import { classifyName } from "./secret_name.ts";

const JOINED = /^[a-z]{10,18}$/;

/** How words end that say what something is or does: `unencrypted`, `placeholder`, `alphanumeric`, `passwordless`. */
const DESCRIBING =
  /(?:ed|ing|able|ible|less|ful|ive|ous|ent|ant|tion|sion|ment|ness|ity|ory|ary|ence|ance|ally|ly|ware|where|wise|wards|ete|ate|etic|atic|ial|ical|side|stream|script|holder|eric|ized|ised|ers)$/;

/** Products and things that are named after none of the words of code. */
const TECHNICAL =
  /kubernetes|keycloak|cloudflare|localhost|exist|confirm|require|provid|correct|wrong|placehold/;

/** What messages of other languages say of passwords, logins and users. */
const OF_MESSAGES =
  /sifre|parol|passor|tunnus|kaytt|kirjaut|salasan|jelsz|zugang|anmeld|kennung|identifi|inlog|loggin|logga|acces|contras|senha|usuari|usager|utilis|benutz|gebruik|bruker|anvand|kode|oubli|olvid|esquec|vergess|vergeten|gl[eo]mt|unut|zapom|errone|falsch|onjuist|forkert/;

/** The shortest word of code at an end that makes it a name: `newcredentials`, `stringvalue`. */
const MIN_CODE_CHARACTERS = 4;

/** Whether a word says what something is or does, as values of states and messages do. */
export function isDescribing(word: string): boolean {
  return DESCRIBING.test(word) && !isPicture(word) && !isPicture(word.replace(/s$/, ""));
}

/** Whether messages of other languages say a word of passwords, logins and users: `benutzername`, `wachtwoord`. */
export function isOfMessages(word: string): boolean {
  return OF_MESSAGES.test(word);
}

/** Whether a text can be nothing but a password, where one is given to a name that leaves no doubt. */
export function isJoinedWords(text: string): boolean {
  if (isJoinedPictures(text)) return true;
  return JOINED.test(text) && isLoneWord(text.slice(0, 16)) && isLoneWord(text.slice(-16)) &&
    !DESCRIBING.test(text) && !TECHNICAL.test(text) && !OF_MESSAGES.test(text) &&
    !looksLikePlaceholder(text) &&
    classifyName(text) === "none" && !hasWordOfCode(text);
}

/** The shortest picture at an end, and the shortest rest: `zoomturnip`. */
const MIN_PART_CHARACTERS = 4;

/** Ordinary words that begin or end as one does, Finnish ones among them. */
const ORDINARY_JOINED = /space|second|spond|market|chrome|bench|crumb|strap|llinen$/;

/**
 * Whether a word of prose is joined of two, one of which people picture. Endings alone don't tell: of ordinary words with
 * ten letters and more a third have none that describes, of those with a picture at an end are 2 %, and hardly any is said of a password.
 */
export function isJoinedWithPicture(text: string): boolean {
  if (!isJoinedWords(text)) return false;
  if (isJoinedPictures(text)) return true;
  if (ORDINARY_JOINED.test(text)) return false;
  for (let at = MIN_PART_CHARACTERS; at <= text.length - MIN_PART_CHARACTERS; at++) {
    if (isPicture(text.slice(0, at)) || isPicture(text.slice(at))) return true;
  }
  return false;
}

function hasWordOfCode(text: string): boolean {
  for (let length = MIN_CODE_CHARACTERS; length <= text.length; length++) {
    if (
      [text.slice(0, length), text.slice(-length)].some((end) => isOrdinaryWord(end) || isNameOfCode(end))
    ) {
      return true;
    }
  }
  return false;
}

/** Words in quotes behind a name that leaves no doubt; in languages of whose words none is known, with signs between them. */
export function isWordsOfPassword(name: string, text: string): boolean {
  if (isClearPasswordName(name)) return isJoinedWords(text);
  return /(?:passwort|kennwort|mot_?de_?passe|contrase(?:n|ñ)a|senha|wachtwoord)$/i.test(name) &&
    /^[a-z]+(?:[-_.][a-z]+){2,}$/.test(text) && isPassphrase(text);
}
