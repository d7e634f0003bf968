/** The nouns after which, or before which, people tell a secret, and where the search for candidates sees them. */
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
}

const NO_LETTER_BEFORE = /(?:^|[^A-Za-z])$/;

const PASSWORD: Noun = { kind: "password", isAssignable: true };
const FOREIGN: Noun = { kind: "password" };
const TOKEN: Noun = { kind: "token", isAssignable: true };
const SECRET: Noun = { kind: "secret", isAssignable: true };
const PHRASE: Noun = { kind: "phrase", isAssignable: true };
const KEY: Noun = { kind: "token", before: /([A-Za-z]{2,20})[ _-]$|(?:api|API|Api)$/ };
const PAROLA: Noun = { ...FOREIGN, rest: /(?: d['’]ordine)?/y };
const LOSENORD: Noun = { ...FOREIGN, rest: /(?:et)?/y };
const CLE: Noun = { kind: "token", rest: /(?: (?:d['’]API|d['’]accès|secrète|API|privée))?/y };
const CLAVE: Noun = { kind: "either", rest: /(?: de acceso| secreta| d[aeo]l?(?: la)? [Aa][Pp][Ii])?/y };

/** Pairs are rare in English and in code: what stands at a frequent one costs some nanoseconds. */
export const NOUN_PIECES: readonly NounPiece[] = [
  { keyword: "password", pair: 4, noun: PASSWORD },
  { keyword: "Password", pair: 0, noun: PASSWORD },
  { keyword: "PASSWORD", pair: 4, noun: PASSWORD },
  { keyword: "asswort", pair: 3, noun: FOREIGN },
  { keyword: "ennwort", pair: 3, noun: FOREIGN },
  { keyword: "achtwoord", pair: 4, noun: FOREIGN },
  { keyword: "asswd", pair: 3, noun: PASSWORD },
  { keyword: "pwd", pair: 1, noun: PASSWORD },
  { keyword: "pw", pair: 0, noun: { ...PASSWORD, before: NO_LETTER_BEFORE, rest: /(?=[ :])/y } },
  { keyword: "assphrase", pair: 3, noun: PHRASE },
  { keyword: "asscode", pair: 2, noun: PASSWORD },
  { keyword: " de passe", pair: 0, noun: FOREIGN },
  { keyword: "Parola", pair: 0, noun: PAROLA },
  { keyword: "ontraseña", pair: 6, noun: FOREIGN },
  { keyword: "clave", pair: 2, noun: CLAVE },
  { keyword: "Clave", pair: 2, noun: CLAVE },
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
  { keyword: "TOKEN", pair: 2, noun: TOKEN },
  { keyword: "key", pair: 0, noun: KEY },
  { keyword: "Key", pair: 0, noun: KEY },
  { keyword: "KEY", pair: 0, noun: KEY },
  { keyword: "ecret", pair: 1, noun: SECRET },
  { keyword: "SECRET", pair: 2, noun: SECRET },
  { keyword: "PIN", pair: 0, noun: { kind: "pin", before: /(?:^|[^A-Za-z0-9_-])$/ } },
];

/** Nouns of other scripts: searched for where a text has such characters. */
export const SCRIPT_NOUNS: readonly (readonly [word: string, noun: Noun])[] = [
  ["рол", { ...FOREIGN, before: /[Пп]а$/, rest: /[ья]/y }],
  ["密", { ...FOREIGN, rest: /[码碼]/y }],
  ["スワード", FOREIGN],
  ["밀번호", FOREIGN],
];
