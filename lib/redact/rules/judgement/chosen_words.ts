/** Passwords of words and a number, as people choose them, told from names of code and of versions by their words. */
import { isNameOfCode } from "./constant_name.ts";
import { isOrdinaryWord } from "./ordinary_words.ts";

/** Formats, algorithms, products and counted things: a number right behind one belongs to its name. */
const NUMBERED: ReadonlySet<string> = new Set(
  ("char varchar nvarchar decimal numeric int uint sint long real num octet bit bits bytes hex sha rsa dsa ecdsa aes des utf iso ascii latin md crc pbkdf scrypt argon " +
    "bcrypt hmac curve secp prime chacha poly blake keccak ripemd murmur fnv adler rfc pkcs oid uuid guid owasp cve cwe nist fips iec ieee din ansi rfc ipv tcp udp tls webauthn " +
    "step page part rule level phase stage round tier chapter section figure column issue bug fix ticket task pull commit " +
    "patch sprint week month year quarter zone lane slot port pin channel track frame sample batch chunk shard replica " +
    "round salt cost epoch fold trial run variant revision draft copy module room floor seat unit core thread process worker " +
    "python java ruby rust golang kotlin swift scala perl php dotnet typescript javascript ecma ubuntu debian windows macos " +
    "android ios centos fedora alpine linux darwin kernel chrome firefox safari edge webkit postgres postgresql mysql maria " +
    "mongo sqlite mssql oracle dynamo spring boot react angular vue next nuxt svelte django flask fastapi rails laravel symfony " +
    "gcc clang llvm msvc vulkan opengl directx metal cuda tensor gpt claude opus sonnet haiku llama gemini mistral studio " +
    "visual office excel foo bar baz qux quux lorem ipsum dolor hello world alpha beta gamma rev ver major minor " +
    "product customer person member company order invoice payment address phone region country city price amount " +
    "profile team group role project tenant device machine vault account cached stored " +
    "index param point value thing error warning old new left right top bottom front back inner outer start stop end begin first last even odd")
    .split(" "),
);

/** What names of code shorten. */
const SHORTENED: ReadonlySet<string> = new Set(
  ("tbl idx col cols seq pkg lib cfg conf conn ctx src dst tmp num str arr obj fn func cmd arg req res resp evt msg err ptr buf len " +
    "cnt cur prev curr init calc impl util utils mgr svc srv repo dir dirs attr attrs prop props elem btn img txt lbl nav csv json " +
    "yaml toml xml html css sql orm api sdk cli gui ast jit vm os io fs db id ui pk fk dto dao pojo bool enum struct union vec")
    .split(" "),
);

const SHAPE =
  /^(?:[A-Z]?[a-z]{2,12}|[A-Z]{3,12})(?:[_.-]?[A-Z][a-z]{2,12}|[_.-][a-z]{3,12}|[_.-][A-Z]{3,12}){1,4}[_.-]?[0-9]{1,4}[!?]?$/;

/**
 * `bananaBridge76`, `Winter-Falcon-19`, `snake_word1`: two words or more, none of which names of code and of versions
 * are made of, and a number behind them.
 */
export function isChosenWords(text: string): boolean {
  return hasShape(text) && !isNamed(text);
}

/** `sakuraTree88`, of which one word may be one of names: where it is said that it is a password. */
export function mayBeChosenWords(text: string): boolean {
  const words = wordsOf(text);
  return hasShape(text) && /[0-9]{2}/.test(text) && !isNumberedThing(words.at(-1)) &&
    !words.every(isOfNames);
}

function hasShape(text: string): boolean {
  return text.length >= 8 && text.length <= 64 && SHAPE.test(text);
}

/** `hunter87`, `DRAGON778`: one such word; two digits at least. */
export function isChosenWord(text: string): boolean {
  return /^(?:[A-Za-z][a-z]{4,15}[_.-]?|[A-Z]{5,15})[0-9]{2,4}[!?]?$/.test(text) && !isNamed(text);
}

/** `Garden-Gate-67`, `testPass77`: words of both cases, and two digits that are no part of a name such as `toInt32`. */
export function isNumberedCase(text: string): boolean {
  return /^(?=.*[a-z])(?=.*[A-Z])[A-Za-z]+(?:[_.-][A-Za-z]+)*[_.-]?[0-9]{2}[!?]?$/.test(text) &&
    !isNumberedThing(wordsOf(text).at(-1));
}

/** With three digits and more one of the words may be one of names: `newHorse811`. */
function isNamed(text: string): boolean {
  const words = wordsOf(text);
  return isNumberedThing(words.at(-1)) ||
    (/[0-9]{3}/.test(text) && words.length > 1 ? words.every(isOfNames) : words.some(isOfNames));
}

/** Whether a word is one of messages, of settings or of names of code. */
export function isOfNames(word: string): boolean {
  return isOrdinaryWord(word) || isNameOfCode(word) || SHORTENED.has(word);
}

/** Whether a number right behind a word belongs to its name. */
export function isNumberedThing(word = ""): boolean {
  return NUMBERED.has(word) || (word.endsWith("s") && NUMBERED.has(word.slice(0, -1)));
}

function wordsOf(text: string): string[] {
  return text.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase().match(/[a-z]+/g) ?? [];
}
