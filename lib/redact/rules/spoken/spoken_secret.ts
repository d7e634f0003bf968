/**
 * Secrets told in prose: "the password for staging is …", "set the API key to …", "use … as the password",
 * "das Passwort lautet …", `**Password:** …`. From a noun a walk goes over a few words to one that links it with a
 * value (`is`, `to`, `:`); the next word is a secret if it looks chosen or random (spoken_value.ts).
 */
import type { Report } from "../../finding.ts";
import type { Places } from "../../search/places.ts";
import { findBesideNoun } from "../named/beside_noun.ts";
import { findAnswered } from "../commands/console_answer.ts";
import { findPrinted } from "../commands/printed_answer.ts";
import { classifyName } from "../judgement/secret_name.ts";
import { findAfter } from "./spoken_after.ts";
import { findFurther, findLabelled } from "./spoken_around.ts";
import { findBefore } from "./spoken_before.ts";
import { findBelowPass } from "./spoken_below.ts";
import {
  CODE_LIST_PIECES,
  DIRECT_CODES,
  findAppPassword,
  findGroupedSeed,
  findSeedWords,
} from "./spoken_codes.ts";
import { ECHO_PIECES } from "./spoken_echo.ts";
import { LIST_PIECES } from "./spoken_list.ts";
import {
  findAfterSlash,
  findBasicAuth,
  findBehindLabels,
  findCredentials,
  findLoginAs,
  findLoginColon,
  findLoginTo,
  findLoginWith,
  findPairInBrackets,
  findShortLabel,
  findShortPass,
} from "./spoken_login.ts";
import { type Noun, NOUN_PIECES, SCRIPT_NOUNS, type ScriptNoun, type SpokenPiece } from "./spoken_nouns.ts";
import { THING_PIECES } from "./spoken_things.ts";
import { APART_PIECES, findApart } from "./told_apart.ts";

/** All pieces of nouns, and what stands between names and passwords. */
export const SPOKEN_PIECES: readonly SpokenPiece[] = [
  ...NOUN_PIECES.map(({ noun, keyword, length = keyword.length }): SpokenPiece => ({
    keyword,
    visit: (text, at, report) => visitNoun(text, at, at + length, noun, report),
  })),
  { keyword: "credentials", visit: findCredentials },
  { keyword: "Credentials", visit: findCredentials },
  { keyword: "creds", visit: findCredentials },
  { keyword: "asic auth", visit: findBasicAuth },
  { keyword: "ugangsdaten", visit: findCredentials },
  { keyword: " / ", visit: findAfterSlash },
  { keyword: "admin", visit: findPairInBrackets },
  { keyword: " p: ", visit: findShortLabel },
  ...["u/p", "U/P", "u:p"].map((keyword) => ({ keyword, visit: findBehindLabels })),
  { keyword: "ogin: ", visit: findLoginColon },
  { keyword: "ogin is ", visit: findLoginAs },
  { keyword: "ogin as ", visit: findLoginAs },
  { keyword: "og in as ", visit: findLoginAs },
  { keyword: "ogs in as ", visit: findLoginAs },
  { keyword: "gged in as ", visit: findLoginAs },
  { keyword: "gn in as ", visit: findLoginAs },
  { keyword: "in with ", visit: findLoginAs },
  { keyword: "gging in as ", visit: findLoginAs },
  ...[
    "og in using ",
    "gn in using ",
    "auth with ",
    "auth using ",
    "authenticate wit",
    "authenticate usi",
  ].map((keyword) => (
    { keyword, visit: findLoginWith }
  )),
  ...["gn in to ", "og in to "].map((keyword) => ({ keyword, visit: findLoginTo })),
  ...["pass ", "Pass ", "Pass: ", "pw "].map((keyword) => ({ keyword, visit: findShortPass })),
  ...CODE_LIST_PIECES,
  ...LIST_PIECES,
  { keyword: "pass\n", visit: findBelowPass },
  ...ECHO_PIECES,
  ...THING_PIECES,
  ...APART_PIECES,
  ...DIRECT_CODES,
  ...["phrase", "Phrase", "etamask: "].map((keyword) => ({ keyword, visit: findSeedWords })),
  ...["mnemonic", "Mnemonic"].map((keyword) => ({ keyword, visit: findSeedWords })),
];

/** The nouns of other scripts by their first characters. */
const SCRIPT_NOUNS_BY_START = new Map<number, ScriptNoun[]>();
for (const noun of SCRIPT_NOUNS) {
  const start = noun.word.charCodeAt(0);
  SCRIPT_NOUNS_BY_START.set(start, [...SCRIPT_NOUNS_BY_START.get(start) ?? [], noun]);
}

/** Finds what is told with nouns of other scripts. */
export function createScriptFinder(text: string, report: Report): (places: Places) => void {
  return ({ scriptWords }) => {
    for (const at of scriptWords) {
      for (const { word, noun } of SCRIPT_NOUNS_BY_START.get(text.charCodeAt(at)) ?? []) {
        if (text.startsWith(word, at)) visitNoun(text, at, at + word.length, noun, report);
      }
    }
  };
}

const FIRST_OF_ASIA = 0x3000;
const NINE = 0x39;
const COLON = 0x3a;
const UNDERSCORE = 0x5f;

function visitNoun(text: string, at: number, pieceEnd: number, noun: Noun, report: Report): void {
  // Nearly all are turned down here: `tokens`, `keyboard`, `secretName`.
  const code = text.charCodeAt(pieceEnd);
  if (noun.rest === undefined && isWordCharacter(code)) {
    if (code <= NINE) findPrinted(text, pieceEnd + 1, report); // `HF_TOKEN2`
    return;
  }
  findBesideNoun(text, pieceEnd, report);
  if (isPathOfCode(text, at)) return;
  if (findAnswered(text, pieceEnd, report) || findPrinted(text, pieceEnd, report)) return;
  const end = endOfNoun(text, pieceEnd, noun);
  if (end === -1 || !isNoun(text, at, noun)) return;
  // Chinese and Japanese have no space before a word of another script: `密码X`.
  if (isWordCharacter(text.charCodeAt(end)) && text.charCodeAt(end - 1) < FIRST_OF_ASIA) return;
  findAfter(text, end, noun, report);
  findFurther(text, end, noun, report);
  findLabelled(text, at, end, noun, report);
  findApart(text, at, end, noun, report);
  if (noun.kind === "password") findAppPassword(text, at, end, report);
  if (noun.kind === "secret" || noun.kind === "token") findGroupedSeed(text, end, report);
  if (text.charCodeAt(end) !== UNDERSCORE) findBefore(text, at, end, noun, report);
}

/** `AWS::SecretsManager::Secret`, `AWS::ApiGateway::ApiKey` */
function isPathOfCode(text: string, at: number): boolean {
  let start = at - 1;
  while (start > at - LONGEST_BEFORE_CHARACTERS && isWordCharacter(text.charCodeAt(start))) start--;
  return text.charCodeAt(start) === COLON && text.charCodeAt(start - 1) === COLON;
}

function endOfNoun(text: string, pieceEnd: number, { rest }: Noun): number {
  if (rest === undefined) return pieceEnd;
  rest.lastIndex = pieceEnd;
  return rest.test(text) ? rest.lastIndex : -1;
}

function isWordCharacter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}

/** Tokens and keys that give no access, or are said not to be there. */
const HARMLESS_BEFORE =
  /(?<![A-Za-z])(?:jsonweb|public|pub|page|paging|pagination|next|prev|previous|continuation|cursor|sync|cancel|cancellation|abort|stop|eos|bos|pad|unk|mask|special|input|output|prompt|cached?|total|max|min|primary|foreign|sort|partition|idempotency|lock|change|client[ _-]request|object|design|no|invalid|missing|expired)[ _-]?$/i;

const LONGEST_BEFORE_CHARACTERS = 24;

/** "cognitive services key": a service whose name has words. */
const SERVICE_BEFORE = /[A-Za-z]+[ -](?:[A-Za-z]+[ -]){1,2}$/;

function isNoun(text: string, at: number, { kind, before, rest }: Noun): boolean {
  if (kind === "password" && before === undefined) return true;
  const head = text.slice(Math.max(0, at - LONGEST_BEFORE_CHARACTERS), at);
  // "min nyckel" is nobody's minimum.
  if (before === undefined) return rest !== undefined || !HARMLESS_BEFORE.test(head);
  const match = before.exec(head);
  if (match === null || kind !== "token") return match !== null;
  const named = match[1];
  // "gpg: using RSA key …" tells a fingerprint.
  if (named !== undefined && /^(?:rsa|dsa|ecdsa|eddsa|gpg|pgp|project|routing|host)$/i.test(named)) {
    return false;
  }
  if (named !== undefined && /^authenticator$/i.test(named)) return true;
  if (named === undefined || !/^(?:none|weak)$/.test(classifyName(`${named}_key`))) return true;
  // `ACME_KEY`, as a variable of an environment is judged.
  if (/^[A-Z]+$/.test(named) && text.startsWith("KEY", at) && text.charCodeAt(at - 1) === UNDERSCORE) {
    return classifyName(`${named}_KEY`) === "token";
  }
  const service = SERVICE_BEFORE.exec(head)?.[0].replace(/[ -]/g, "_");
  return service !== undefined && classifyName(`${service}key`) === "token";
}
