/** The nouns after which, or before which, people tell a secret, and where the search for candidates sees them. */
import { SCRIPT } from "../candidate_search.ts";
import type { Keyword } from "./keyword.ts";
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

/** A piece of a noun that the search for candidates looks for. */
export interface NounPiece extends Pick<Keyword, "keyword" | "pair"> {
  readonly noun: Noun;
  /** How much of the piece belongs to the noun; default: all of it. */
  readonly length?: number;
}

const NO_LETTER_BEFORE = /(?:^|[^A-Za-z])$/;

const PASSWORD: Noun = { kind: "password", isAssignable: true };
const FOREIGN: Noun = { kind: "password" };
const TOKEN: Noun = { kind: "token", isAssignable: true };
const SECRET: Noun = { kind: "secret", isAssignable: true };
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
const LOSENORD: Noun = { ...FOREIGN, rest: /(?:et)?/y };
const CLE: Noun = { kind: "token", rest: /(?: (?:d['’]API|d['’]accès|secrète|API|privée))?/y };
const CLAVE: Noun = { kind: "either", rest: /(?: de acceso| secreta| d[aeo]l?(?: la)? [Aa][Pp][Ii])?/y };

/** Pairs are rare in English and in code: what stands at a frequent one costs some nanoseconds. */
export const NOUN_PIECES: readonly NounPiece[] = [
  { keyword: "password", pair: 3, noun: PASSWORD },
  { keyword: "Password", pair: 3, noun: PASSWORD },
  { keyword: "PASSWORD", pair: 1, noun: PASSWORD },
  { keyword: "asswort", pair: 2, noun: FOREIGN },
  { keyword: "ennwort", pair: 3, noun: FOREIGN },
  { keyword: "achtwoord", pair: 4, noun: FOREIGN },
  { keyword: "asswd", pair: 3, noun: PASSWORD },
  { keyword: "pwd", pair: 0, noun: PASSWORD },
  { keyword: "pw", pair: 0, noun: { ...PASSWORD, before: NO_LETTER_BEFORE, rest: /(?=[ :])/y } },
  { keyword: "assphrase", pair: 1, noun: PHRASE },
  { keyword: "asscode", pair: 2, noun: PASSCODE },
  { keyword: " de passe", pair: 6, noun: FOREIGN },
  { keyword: "mdp", pair: 1, noun: { ...FOREIGN, before: NO_LETTER_BEFORE } },
  { keyword: "Parola", pair: 0, noun: PAROLA },
  { keyword: "parola", pair: 4, noun: PAROLA },
  { keyword: "palavra-passe", pair: 7, noun: FOREIGN },
  { keyword: "dgangskode", pair: 1, noun: ENDED },
  { keyword: "assord", pair: 4, noun: { ...ENDED, before: /[Pp]$/ } },
  { keyword: "alasana", pair: 1, noun: { ...ENDED, before: /[Ss]$/ } },
  { keyword: "elsz", pair: 2, noun: { ...FOREIGN, before: /[Jj]$/, rest: /[óa][a-z]{0,6}/y } },
  { keyword: "ÿifre", pair: 0, noun: { ...ENDED, rest: /[a-zı]{0,5}/y } },
  { keyword: "t khÿu", pair: 3, noun: FOREIGN },
  { keyword: "kata sandi", pair: 0, noun: { ...FOREIGN, rest: /(?:nya)?/y } },
  { keyword: "ontraseña", pair: 6, noun: FOREIGN },
  { keyword: "clave", pair: 1, noun: CLAVE },
  { keyword: "Clave", pair: 0, noun: CLAVE },
  { keyword: "clé", pair: 1, noun: CLE },
  { keyword: "Clé", pair: 1, noun: CLE },
  { keyword: "hlüssel", pair: 1, noun: { kind: "token" } },
  { keyword: "eslo", pair: 1, noun: { ...FOREIGN, before: /[Hh]$/ } },
  { keyword: "lösenord", pair: 0, noun: LOSENORD },
  { keyword: "Lösenord", pair: 0, noun: LOSENORD },
  { keyword: "hasÿo", pair: 2, noun: FOREIGN },
  { keyword: "Hasÿo", pair: 2, noun: FOREIGN },
  { keyword: "token", pair: 2, noun: TOKEN },
  { keyword: "Token", pair: 0, noun: TOKEN },
  { keyword: "TOKEN", pair: 1, noun: TOKEN },
  { keyword: "key", pair: 1, noun: KEY },
  { keyword: "Key", pair: 0, noun: KEY },
  { keyword: "KEY", pair: 1, noun: KEY },
  { keyword: "psk", pair: 0, noun: { ...TOKEN, before: NO_LETTER_BEFORE } },
  { keyword: "2FA seed", pair: 2, noun: SECRET },
  { keyword: "TOTP seed", pair: 0, noun: SECRET },
  { keyword: "pass was ", pair: 2, length: 4, noun: PASSWORD },
  { keyword: "pass is ", pair: 2, length: 4, noun: PASSWORD },
  { keyword: "ecret", pair: 3, noun: SECRET },
  { keyword: "SECRET", pair: 1, noun: SECRET },
  { keyword: "PIN", pair: 0, noun: PIN },
  { keyword: "pin ", pair: 0, length: 3, noun: PIN },
  { keyword: "pin:", pair: 0, length: 3, noun: PIN },
  { keyword: "OTP", pair: 1, noun: PIN },
  ...["code is", "code: ", "code ÿ"].map((keyword) => ({ keyword, pair: 1, length: 4, noun: CODE })),
];

/** Nouns of other scripts: searched for where a text has such characters. */
export const SCRIPT_NOUNS: readonly (readonly [word: string, noun: Noun, script: number])[] = [
  ["рол", { ...FOREIGN, before: /[Пп]а$/, rest: /[ья]/y }, SCRIPT.cyrillic],
  ["密", { ...FOREIGN, rest: /[码碼]/y }, SCRIPT.eastern],
  ["スワード", FOREIGN, SCRIPT.eastern],
  ["밀번호", FOREIGN, SCRIPT.eastern],
  ["암호", FOREIGN, SCRIPT.eastern],
  ["口令", FOREIGN, SCRIPT.eastern],
  ["ωδικός", { ...FOREIGN, rest: /(?: πρόσβασης)?/y }, SCRIPT.other],
  ["पासवर्ड", FOREIGN, SCRIPT.other],
  ["كلمة ال", { ...FOREIGN, rest: /(?:مرور|سر)/y }, SCRIPT.other],
  ["סיסמ", { ...FOREIGN, rest: /[הא]/y }, SCRIPT.other],
  ["รหัสผ่าน", FOREIGN, SCRIPT.other],
];
