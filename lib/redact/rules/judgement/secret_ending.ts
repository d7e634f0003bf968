/**
 * A quick look at the end of a name, which spares nearly all names the judgement of secret_name.ts. Where a name before
 * a `:` or `=` does not end with three letters that one of a secret may end with, not even this is asked.
 */

/** The last words of all names that are of some class, in lower case, except those that end with another one. */
const WORDS =
  ("password passwd pwd passwort kennwort wachtwoord pass pw psk secret credential credentials creds mdp " +
    "senha contrasena heslo haslo parola salasana adgangskode passord losenord jelszo sifre passe token tokens auth jwt pat bearer " +
    "salt seed phrase mnemonic key authorization cookie account " +
    "accountid signature sig value code appid ticket assertion samlresponse saml_response otp " +
    "keys pepper hmac encrypt encryption session cred secrets passwords material pin default word confirm confirmation again repeat " +
    "retype verify passwrd pswd passowrd passwrod answer schluessel schlussel ssel license licence signing refresh certificate md5 community val api secrete secreta segreta privee privada " +
    "privata acces acceso acesso accesso p12 pfx pkcs12 keystore jks keytab tkn tok fernet verifier " +
    "unseal sonar_login sonar.login _sec master vault bot oauth service_role _sk sid " +
    "sessionid session_id device_code invite")
    .split(" ");

/** A digit may stand right behind these. */
const NUMBERED = "password passwd passphrase pwd pw passcode passwort kennwort wachtwoord".split(" ");

/** Names that are no secrets' and yet tell what their object, a cookie or a pair holds (separators.ts). */
const STRUCTURE_NAMES = ["kind", "kty", "sessionid", "login", "args"];

/** What may follow such a word: as the suffixes there, and the ends of `ACCOUNT_ID` and `key_data`. */
const SUFFIXES =
  ("plain text string base base64 b64 hex raw default prod production dev development staging test live old new " +
    "current primary secondary root admin github gitlab openai anthropic google stripe slack id data v1 v2 v3 banco bd db")
    .split(
      " ",
    );

/** `key_data_prod`: more suffixes have no class. */
const MAX_SUFFIXES = 2;

const MAX_NUMBER_CHARACTERS = 3;

/** For three characters by their kinds, five bits each: 1 where a name of any class may end with them. */
export function nameEndings(): Uint8Array {
  const endings = new Uint8Array(1 << 15);
  const allow = (before: number, middle: number, last: number) => {
    endings[(before << 10) | (middle << 5) | last] = 1;
  };
  for (const word of [...WORDS, ...SUFFIXES, ...STRUCTURE_NAMES]) {
    const [last = 0, middle = 0, before] = [...word].reverse().map(kindOfCharacter);
    if (before !== undefined) allow(before, middle, last);
    else for (let any = 0; any <= FIVE_BITS; any++) allow(any, middle, last);
  }
  for (const word of NUMBERED) {
    const [last = 0, middle = 0] = [...word].reverse().map(kindOfCharacter);
    allow(middle, last, KIND_DIGIT);
  }
  for (let any = 0; any <= FIVE_BITS; any++) allow(any, KIND_SEPARATOR, KIND_DIGIT);
  allow(KIND_SEPARATOR, KIND_DIGIT, KIND_DIGIT);
  allow(KIND_DIGIT, KIND_DIGIT, KIND_DIGIT);
  return endings;
}

/** The words that `nameEndings` knows the ends of, without digits. */
export function nameWords(): WordTree {
  return treeOf([...WORDS, ...SUFFIXES, ...STRUCTURE_NAMES]);
}

/** The ends of functions' names: of each, as much as distinguishes it from other names. */
export function callWords(names: readonly string[]): WordTree {
  return treeOf(
    names.filter((name) => !name.endsWith(")")).map((name) => name.trim().slice(-MAX_CALL_CHARACTERS)),
  );
}

const MAX_CALL_CHARACTERS = 8;

/**
 * Adds a 2 wherever one of these names of functions may end, by its last four characters. A shorter one stands as a
 * word of its own.
 */
export function withCallEndings(endings: Uint8Array, names: readonly string[]): Uint8Array {
  for (const name of names) {
    const known = name.length > 3 ? [name.slice(-4)] : OTHERS_BEFORE.map((before) => before + name);
    for (const text of known) {
      const place = placeOfCall(text);
      endings[place] = (endings[place] ?? 0) | 2;
    }
  }
  return endings;
}

/** What may stand before a whole word: a character that is in no name, and those that end the words of one. */
const OTHERS_BEFORE = [" ", "_"];

/** Where `withCallEndings` keeps what it knows of four characters. */
export function placeOfCall(text: string): number {
  const [fourth = 0, first = 0, second = 0, third = 0] = [...text].map(kindOfCharacter);
  return ((first << 10) | (second << 5) | third) ^ (fourth << 7);
}

const KIND_DIGIT = 27;
const KIND_SEPARATOR = 28;

/** As `nameEndings` knows them: letters by their number, whether upper or lower case, 0 for what stands in no name. */
export function kindOfCharacter(character: string): number {
  if (/^[A-Za-z]$/.test(character)) return character.charCodeAt(0) & FIVE_BITS;
  if (/^[0-9]$/.test(character)) return KIND_DIGIT;
  return /^[_.-]$/.test(character) ? KIND_SEPARATOR : 0;
}

/** False means that no name ending here is of any class but `none`. */
export function mayEndSecretName(text: string, end: number): boolean {
  let wordEnd = end;
  for (let suffixes = 0; suffixes <= MAX_SUFFIXES; suffixes++) {
    if (lengthOfWord(WORD_TREE, text, wordEnd) > 0) return true;
    if (isDigit(text.charCodeAt(wordEnd - 1)) && lengthOfWord(NUMBERED_TREE, text, wordEnd - 1) > 0) {
      return true;
    }
    const start = startOfSuffix(text, wordEnd);
    if (start === wordEnd) return false;
    wordEnd = start;
    while (isSeparator(text.charCodeAt(wordEnd - 1))) wordEnd--;
  }
  return false;
}

/** Where a suffix or a short number begins that ends here and is a word of its own: `_test`, `Test`, `-2`. */
function startOfSuffix(text: string, end: number): number {
  let digits = 0;
  while (digits <= MAX_NUMBER_CHARACTERS && isDigit(text.charCodeAt(end - digits - 1))) digits++;
  if (digits > 0 && digits <= MAX_NUMBER_CHARACTERS && isSeparator(text.charCodeAt(end - digits - 1))) {
    return end - digits;
  }
  const start = end - lengthOfWord(SUFFIX_TREE, text, end);
  const previous = text.charCodeAt(start - 1);
  const isOwnWord = isSeparator(previous) ||
    (isUpper(text.charCodeAt(start)) && (isLower(previous) || isDigit(previous)));
  return isOwnWord ? start : end;
}

/**
 * Words to be read from their end: the node after node `n` for a character is at `n * 32 +` the last five bits of its
 * code, which are the same for upper and lower case. `0` is none, `WORD` the end of a word's beginning.
 */
export type WordTree = Uint16Array;

const FIVE_BITS = 31;
const WORD = 0xffff;

function treeOf(words: readonly string[]): WordTree {
  const characters = words.reduce((sum, word) => sum + word.length, 0);
  const nodes = new Uint16Array(32 * (1 + characters));
  let count = 1;
  // Short words first: nothing is hung below the end of one that ends a longer one.
  for (const word of words.toSorted((one, other) => one.length - other.length)) {
    let node = 0;
    for (let index = word.length - 1; index >= 0; index--) {
      const place = node * 32 + (word.charCodeAt(index) & FIVE_BITS);
      if (nodes[place] === WORD) break;
      if (index === 0) nodes[place] = WORD;
      else if (nodes[place] === 0) nodes[place] = count++;
      node = nodes[place] ?? 0;
    }
  }
  return nodes.slice(0, 32 * count);
}

const WORD_TREE = treeOf(WORDS);
const NUMBERED_TREE = treeOf(NUMBERED);
const SUFFIX_TREE = treeOf(SUFFIXES);

/** The length of the shortest word of a tree that ends here; 0 if there is none. */
function lengthOfWord(tree: WordTree, text: string, end: number): number {
  let node = 0;
  for (let length = 1; length <= end; length++) {
    node = tree[node * 32 + (text.charCodeAt(end - length) & FIVE_BITS)] ?? 0;
    if (node === WORD) return length;
    if (node === 0) return 0;
  }
  return 0;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isUpper(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}

function isLower(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

function isSeparator(code: number): boolean {
  return code === 0x5f || code === 0x2d || code === 0x2e; // _ - .
}
