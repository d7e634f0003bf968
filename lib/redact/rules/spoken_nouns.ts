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
  { keyword: "password", noun: PASSWORD },
  { keyword: "Password", noun: PASSWORD },
  { keyword: "PASSWORD", noun: PASSWORD },
  { keyword: "asswort", noun: FOREIGN },
  { keyword: "ennwort", noun: FOREIGN },
  { keyword: "achtwoord", noun: FOREIGN },
  { keyword: "asswd", noun: PASSWORD },
  { keyword: "pwd", noun: PASSWORD },
  { keyword: "pw", noun: { ...PASSWORD, before: NO_LETTER_BEFORE, rest: /(?=[ :])/y } },
  { keyword: "assphrase", noun: PHRASE },
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
  { keyword: "eslo", noun: { ...FOREIGN, before: /[Hh]$/ } },
  { keyword: "lösenord", noun: LOSENORD },
  { keyword: "Lösenord", noun: LOSENORD },
  { keyword: "hasÿo", noun: FOREIGN },
  { keyword: "Hasÿo", noun: FOREIGN },
  { keyword: "token", noun: TOKEN },
  { keyword: "Token", noun: TOKEN },
  { keyword: "TOKEN", noun: TOKEN },
  { keyword: "key", noun: KEY },
  { keyword: "Key", noun: KEY },
  { keyword: "KEY", noun: KEY },
  { keyword: "psk", noun: { ...TOKEN, before: NO_LETTER_BEFORE } },
  { keyword: "2FA seed", noun: SECRET },
  { keyword: "TOTP seed", noun: SECRET },
  { keyword: "pass was ", length: 4, noun: PASSWORD },
  { keyword: "pass is ", length: 4, noun: PASSWORD },
  { keyword: "ecret", noun: SECRET },
  { keyword: "SECRET", noun: SECRET },
  { keyword: "PIN", noun: PIN },
  { keyword: "pin ", length: 3, noun: PIN },
  { keyword: "pin:", length: 3, noun: PIN },
  { keyword: "OTP", noun: PIN },
  ...["code is", "code: ", "code ÿ"].map((keyword) => ({ keyword, length: 4, noun: CODE })),
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
