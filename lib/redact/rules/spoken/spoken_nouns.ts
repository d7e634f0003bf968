/** The nouns after which, or before which, people tell a secret, and where the search for candidates sees them. */
import type { Report } from "../../finding.ts";
import type { Keyword } from "../keyword.ts";
import type { NounClass } from "./spoken_value.ts";

/** What is announced. */
export interface Noun {
  readonly kind: NounClass;
  /** The rest of the noun after the piece that is searched for; sticky. */
  readonly rest?: RegExp;
  /** What must stand before the piece; of a key, the word that says which one it is. */
  readonly before?: RegExp;
  /** `noun: value` and `noun=value` on one line are left to assignment.ts. */
  readonly isAssignable?: boolean;
}

/** What the search for candidates looks for, and what to do there. */
export interface SpokenPiece extends Pick<Keyword, "keyword"> {
  readonly visit: (text: string, at: number, report: Report) => void;
}

/** A piece of a noun that the search for candidates looks for. */
export interface NounPiece extends Pick<Keyword, "keyword"> {
  readonly noun: Noun;
  /** How much of the piece belongs to the noun; default: all of it. */
  readonly length?: number;
}

const NO_LETTER_BEFORE = /(?:^|[^A-Za-z])$/;

const PASSWORD: Noun = { kind: "password", isAssignable: true };
const FOREIGN: Noun = { kind: "password" };
const TOKEN: Noun = { kind: "token", isAssignable: true };
const SECRET: Noun = { kind: "secret", isAssignable: true };
const SEED: Noun = { kind: "secret" };
const PHRASE: Noun = { kind: "phrase", isAssignable: true };
const KEY: Noun = { kind: "token", before: /([A-Za-z]{2,20})[ _-]$|(?:api|API|Api)$/ };
/** With the endings of Turkish, Romanian and Italian. */
const PAROLA: Noun = { ...FOREIGN, before: /(?:^|[^A-Za-z])$/, rest: /(?: d['’]ordine|[a-zı]{0,4})/y };
const ENDED: Noun = { ...FOREIGN, rest: /[a-záéíóöúüűışğç]{0,5}/y };
const CODE: Noun = {
  kind: "pin",
  before:
    /(?:sms|verification|authenticat(?:ion|or)|auth|login|log-in|sign-?in|security|one[- ]time|2fa|mfa|confirmation|access|unlock|door|gate|alarm|phone|pairing)[ -]$/i,
};
const PASSCODE: Noun = { kind: "code", isAssignable: true };
const PIN: Noun = { kind: "pin", before: /(?:^|[^A-Za-z0-9_-])$/ };
/** Languages with endings of their own letters. */
const INFLECTED: Noun = { ...FOREIGN, rest: /[a-zà-öø-ÿāčēėęģīķļłńņšųūžąćśźżđ]{0,6}/y };
const FOREIGN_KEY: Noun = { kind: "token", rest: /[a-zà-öø-ÿčěůžğışń]{0,6}(?:[ -][Aa][Pp][Ii])?/y };
/** People choose them, as passwords. */
const WIRELESS_KEY: Noun = { kind: "either", isAssignable: true };
const CHAVE: Noun = {
  kind: "either",
  rest: /(?: de acesso| secreta| privada| d[aeo] [Aa][Pp][Ii]|[ -][Aa][Pp][Ii])?/y,
};
const LOSENORD: Noun = { ...FOREIGN, rest: /(?:et)?/y };
const CLE: Noun = { kind: "token", rest: /(?: (?:d['’]API|d['’]accès|secrète|API|privée))?/y };
const CLAVE: Noun = { kind: "either", rest: /(?: de acceso| secreta| d[aeo]l?(?: la)? [Aa][Pp][Ii])?/y };

/** Pairs are rare in English and in code: what stands at a frequent one costs some nanoseconds. */
export const NOUN_PIECES: readonly NounPiece[] = [
  { keyword: "password", noun: PASSWORD },
  { keyword: "Password", noun: PASSWORD },
  { keyword: "PASSWORD", noun: PASSWORD },
  { keyword: "asswort", noun: FOREIGN },
  { keyword: "ennwort", noun: FOREIGN },
  { keyword: "achtwoord", noun: FOREIGN },
  { keyword: "asswd", noun: PASSWORD },
  { keyword: "pwd", noun: PASSWORD },
  ...["pw", "PW"].map((keyword) => ({
    keyword,
    noun: { ...PASSWORD, before: NO_LETTER_BEFORE, rest: /[0-9]?(?=[ :?),.;'’]|\r?\n|$)/y },
  })),
  ...["_PASS", "_PWD"].map((keyword) => ({ keyword, noun: PASSWORD })),
  ...["_PAT", " PAT"].map((keyword) => ({ keyword, noun: TOKEN })),
  { keyword: "Pwd ", length: 3, noun: { ...PASSWORD, before: NO_LETTER_BEFORE } },
  { keyword: "p/w", noun: { ...FOREIGN, before: NO_LETTER_BEFORE } },
  { keyword: "assphrase", noun: PHRASE },
  { keyword: "ass phrase", noun: { kind: "phrase" } },
  { keyword: "asscode", noun: PASSCODE },
  { keyword: " de passe", noun: FOREIGN },
  { keyword: "mdp", noun: { ...FOREIGN, before: NO_LETTER_BEFORE } },
  { keyword: "Parola", noun: PAROLA },
  { keyword: "parola", noun: PAROLA },
  { keyword: "palavra-passe", noun: FOREIGN },
  { keyword: "dgangskode", noun: ENDED },
  { keyword: "assord", noun: { ...ENDED, before: /[Pp]$/ } },
  { keyword: "alasana", noun: { ...ENDED, before: /[Ss]$/ } },
  { keyword: "elsz", noun: { ...FOREIGN, before: /[Jj]$/, rest: /[óa][a-z]{0,6}/y } },
  { keyword: "ÿifre", noun: { ...ENDED, rest: /[a-zı]{0,5}/y } },
  { keyword: "t khÿu", noun: FOREIGN },
  { keyword: "kata sandi", noun: { ...FOREIGN, rest: /(?:nya)?/y } },
  { keyword: "ontraseña", noun: FOREIGN },
  { keyword: "clave", noun: CLAVE },
  { keyword: "Clave", noun: CLAVE },
  { keyword: "clé", noun: CLE },
  { keyword: "Clé", noun: CLE },
  { keyword: "hlüssel", noun: { kind: "token" } },
  { keyword: "eslo", noun: { ...FOREIGN, before: /[HhGg]$/ } },
  { keyword: "enha", noun: { ...FOREIGN, before: /(?:^|[^A-Za-z])[Ss]$/, rest: /(?=\P{L}|$)/uy } },
  { keyword: "apork", noun: { ...INFLECTED, before: /[Zz]$/ } },
  { keyword: "ozink", noun: { ...INFLECTED, before: /[Ll]$/ } },
  { keyword: "arool", noun: { ...INFLECTED, before: /[Pp]$/ } },
  { keyword: "parole", noun: PAROLA },
  { keyword: "Parole", noun: PAROLA },
  { keyword: "laptaÿ", noun: { ...INFLECTED, before: /[Ss]$/ } },
  { keyword: "ykilor", noun: { ...INFLECTED, before: /[Ll]$/ } },
  { keyword: "jalÿkalim", noun: { ...INFLECTED, before: /[Ff]$/ } },
  { keyword: "jalëkalim", noun: { ...INFLECTED, before: /[Ff]$/ } },
  { keyword: "rasenya", noun: FOREIGN },
  { keyword: "asahitz", noun: { ...INFLECTED, before: /[Pp]$/ } },
  { keyword: "agwoord", noun: { ...FOREIGN, before: /[Ww]$/ } },
  { keyword: "odeord", noun: { ...INFLECTED, before: /[Kk]$/ } },
  { keyword: "ata laluan", noun: FOREIGN },
  { keyword: "asfhocal", noun: FOREIGN },
  { keyword: "yfrinair", noun: FOREIGN },
  { keyword: "sandi", noun: { ...FOREIGN, before: NO_LETTER_BEFORE, rest: /(?:nya)?/y } },
  { keyword: "hasÿem", noun: FOREIGN },
  { keyword: "chave", noun: CHAVE },
  { keyword: "Chave", noun: CHAVE },
  {
    keyword: "hiave",
    noun: { kind: "token", before: /[Cc]$/, rest: /(?: (?:API|segreta|di accesso|privata))?/y },
  },
  { keyword: "jeton", noun: { kind: "token", rest: /(?: d['’](?:accès|API))?/y } },
  ...["sleutel", "klucz", "kljuÿ", "klíÿ", "nyckel", "nøgle", "nøkkel", "kulcs", "anahtar"].map((
    keyword,
  ) => ({
    keyword,
    noun: FOREIGN_KEY,
  })),
  { keyword: "lösenord", noun: LOSENORD },
  { keyword: "Lösenord", noun: LOSENORD },
  { keyword: "hasÿo", noun: FOREIGN },
  { keyword: "hasÿa", noun: FOREIGN },
  { keyword: "Hasÿo", noun: FOREIGN },
  { keyword: "token", noun: TOKEN },
  { keyword: "Token", noun: TOKEN },
  { keyword: "TOKEN", noun: TOKEN },
  { keyword: "key", noun: KEY },
  { keyword: "Key", noun: KEY },
  { keyword: "KEY", noun: KEY },
  ...["fi key", "Fi key", "lan key", "LAN key", "eless key", "spot key"].map((keyword) => ({
    keyword,
    noun: WIRELESS_KEY,
  })),
  { keyword: "hlüssel", noun: { kind: "either", before: /(?:wi-?fi|wlan|netzwerk)[ -]?sc$/i } },
  ...["psk", "PSK"].map((keyword) => ({
    keyword,
    noun: { ...TOKEN, kind: "either" as const, before: NO_LETTER_BEFORE },
  })),
  ...["2FA seed", "2fa seed", "TP seed", "tp seed"].map((keyword) => ({ keyword, noun: SEED })),
  { keyword: "pass for ", length: 4, noun: { ...PASSWORD, before: NO_LETTER_BEFORE } },
  { keyword: "pass was ", length: 4, noun: PASSWORD },
  ...["pass is ", "pass should ", "pass must ", "pass will ", "pass?"].map((keyword) => (
    { keyword, length: 4, noun: { ...PASSWORD, before: NO_LETTER_BEFORE } }
  )),
  { keyword: "ecret", noun: SECRET },
  { keyword: "SECRET", noun: SECRET },
  { keyword: "PIN", noun: PIN },
  { keyword: "pin ", length: 3, noun: PIN },
  { keyword: "pin:", length: 3, noun: PIN },
  { keyword: "OTP", noun: PIN },
  ...["code is", "code: ", "code ÿ"].map((keyword) => ({ keyword, length: 4, noun: CODE })),
];

const CYRILLIC_ENDING = /[а-яёіїєј]{0,5}(?![а-яёіїєј])/y;
const KEY_SIGN: Noun = { kind: "token" };

/** A noun of another script than the Latin one, or the piece of it that it is found by. */
export interface ScriptNoun {
  readonly word: string;
  readonly noun: Noun;
}

export const SCRIPT_NOUNS: readonly ScriptNoun[] = ([
  ["арол", { ...FOREIGN, before: /[Пп]$/, rest: CYRILLIC_ENDING }],
  ["АРОЛ", { ...FOREIGN, before: /П$/, rest: /[А-ЯІЇЄ]{0,3}(?![А-яІЇЄ])/y }],
  ["озинк", { ...FOREIGN, before: /[Лл]$/, rest: CYRILLIC_ENDING }],
  ["ифр", { ...FOREIGN, before: /[Шш]$/, rest: /(?:а|у|е|ом)(?![а-яј])/y }],
  ["окен", { kind: "token", before: /[Тт]$/, rest: CYRILLIC_ENDING }],
  [
    "люч",
    {
      kind: "token",
      before: /(?:^|[^А-яёіїє])[Кк]$/,
      rest: /[а-яіїє]{0,3}(?:[ -](?:API|АПИ|доступ[ау]|шифрования))?(?![а-яіїє])/y,
    },
  ],
  ["密", { ...FOREIGN, rest: /[码碼]/y }],
  ["钥", KEY_SIGN],
  ["鑰", KEY_SIGN],
  ["令牌", { kind: "token" }],
  ["トークン", { kind: "token" }],
  [
    "キー",
    {
      kind: "token",
      before: /(?:API|アクセス|シークレット|秘密|ライセンス|暗号|私の|この|新しい) ?$|(?:^|\n)$/,
    },
  ],
  ["シークレット", { kind: "secret" }],
  ["토큰", { kind: "token" }],
  ["키", { kind: "token", before: /(?:API|액세스|비밀|시크릿|인증|암호화|내|제|새) ?$|(?:^|\n)$/ }],
  ["패스워드", FOREIGN],
  ["비번", FOREIGN],
  ["スワード", FOREIGN],
  ["밀번호", FOREIGN],
  ["암호", FOREIGN],
  ["口令", FOREIGN],
  ["ωδικ", { ...FOREIGN, rest: /(?:ός|ό|ού)(?: πρόσβασης)?/y }],
  ["λειδ", { kind: "token", before: /[Κκ]$/, rest: /(?:ί|ιού)(?: API| πρόσβασης)?/y }],
  ["رمز", { kind: "either", rest: /(?: (?:المرور|عبور|الدخول|الوصول))?/y }],
  ["گذرواژه", FOREIGN],
  ["پسورد", FOREIGN],
  ["پاس ورڈ", FOREIGN],
  ["باسورد", FOREIGN],
  ["مفتاح", { kind: "token", rest: /(?: [\u0621-\u064a]{2,12})?(?: API)?/y }],
  ["טוקן", { kind: "token" }],
  ["מפתח", { kind: "token", rest: /(?: (?:API|ה-API|גישה))?/y }],
  ["टोकन", { kind: "token" }],
  ["कुंजी", { kind: "token" }],
  ["পাসওয়ার্ড", FOREIGN],
  ["கடவுச்சொல்", FOREIGN],
  ["โทเค็น", { kind: "token" }],
  ["पासवर्ड", FOREIGN],
  ["كلمة ال", { ...FOREIGN, rest: /(?:مرور|سر)/y }],
  ["סיסמ", { ...FOREIGN, rest: /[הא]/y }],
  ["รหัสผ่าน", FOREIGN],
] as const satisfies readonly (readonly [word: string, noun: Noun])[]).map(([word, noun]) => ({
  word,
  noun,
}));
