/** Codes and words that open an account again: lists below a heading, seeds of wallets and of authenticators. */
import type { Report } from "../../finding.ts";
import { looksLikePlaceholder } from "../judgement/placeholder.ts";
import { finder } from "../pattern_finder.ts";
import { reportKey, reportPassword } from "../report.ts";
import { findSeedPhrases } from "../tokens/seed_phrase.ts";
import type { SpokenPiece } from "./spoken_nouns.ts";

/** Behind `recovery code`: the rest of the heading, or of a name, up to the first code. */
const HEADING =
  /[a-z]{1,14}(?:[ -]codes? (?:are|were|is|was|=)(?= )|[ -]code(?= ["'`]?(?=(?:[a-z-]{0,11}[0-9]){3})[a-z0-9]{4,6}-[a-z0-9]{4,6}(?![\w-]))|[ -]codes?[^\n:\\]{0,60}(?::|\n|\\n|—|–|-)|_codes?["'\\]{0,4}\s?[:=]\s?\[?)\s{0,20}/y;

/** A code and what separates it from the next one: commas, line ends, bullets, numbers. */
const CODE =
  /(?:[-*•] |[0-9]{1,2}[.)] |[ \t]{0,12}[0-9]{1,6}[→\t][ \t]{0,20})?["'`]?((?=[a-z-]{0,11}[0-9])[a-z0-9]{4,6}-[a-z0-9]{4,6}(?:-[a-z0-9]{4,6})?|[0-9]{4} [0-9]{4}|(?=[a-z]{0,9}[0-9][a-z0-9]{0,9}[0-9])[a-z0-9]{8,12}|[0-9a-f]{32}(?:[0-9a-f]{32})?|[A-Z0-9]{5}-[A-Z0-9]{5}|[a-z]{5}-[a-z]{5})["'`]?(?![\w-])(?:(?:,? (?:and|or|und|et|y) )|(?:[\s,;|]|\\n){0,20})/y;

/** Lists of more are none. */
const MAX_CODES = 24;

function findCodeList(text: string, at: number, report: Report): void {
  HEADING.lastIndex = at;
  const heading = HEADING.exec(text);
  if (heading === null) return;
  const codes: string[] = [];
  let next = at + heading[0].length;
  for (let count = 0; count < MAX_CODES; count++) {
    CODE.lastIndex = next;
    const match = CODE.exec(text);
    const code = match?.[1];
    if (match === null || code === undefined) break;
    codes.push(code);
    const start = next + match[0].indexOf(code);
    // One of letters alone is two words, if it has no other beside it.
    const isOne = /[0-9A-Z]/.test(code) || codes.length > 1;
    if (isOne) reportKey(report, { start, end: start + code.length });
    next += match[0].length;
  }
  const [first = ""] = codes;
  if (codes.length < 2 || /[0-9A-Z]/.test(first)) return;
  const start = text.indexOf(first, at + heading[0].length);
  reportKey(report, { start, end: start + first.length });
}

/** In one piece or in groups of four. */
const MANUAL =
  /anually(?: if you can['’]t scan)?:["'`*]{0,3}\s{1,4}["'`*]{0,3}((?=[A-Z ]{0,40}[2-7])[A-Z2-7]{16,64}|(?:[A-Z2-7]{4} ){3,15}[A-Z2-7]{4}|(?=[a-z ]{0,40}[2-7])(?:[a-z2-7]{4} ){3,15}[a-z2-7]{4})(?![\w=])/y;

/** "enter this code manually: …": the seed that a picture shows to an authenticator. */
function findManualSeed(text: string, at: number, report: Report): void {
  MANUAL.lastIndex = at;
  const seed = MANUAL.exec(text)?.[1];
  if (
    seed === undefined || !/(?:key|code|secret|seed)[^\n]{0,40}$/i.test(text.slice(Math.max(0, at - 60), at))
  ) return;
  reportKey(report, { start: MANUAL.lastIndex - seed.length, end: MANUAL.lastIndex });
}

const ENTERED =
  /his (?:code|key): ["'`*]{0,3}((?:[A-Z2-7]{4} ){5,15}[A-Z2-7]{4}|(?=[A-Z ]{0,40}[2-7])(?:[A-Z2-7]{16,64}|(?:[A-Z2-7]{4} ){3,15}[A-Z2-7]{4})|(?=[a-z ]{0,40}[2-7])(?:[a-z2-7]{4} ){3,15}[a-z2-7]{4})(?![\w=])/y;

const PRODUCT_KEY =
  /(?:roduct [kK]ey["'`*]{0,3}(?: is|:|=)?|\/ipk)[ \t]{1,8}["'`*]{0,3}((?:[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3,5}|[A-Z0-9]{5}(?:-[A-Z0-9]{5}){3,4}))(?![\w-])/y;

/** "Product key: …": shorter ones than those that are known by their form. */
function findProductKey(text: string, at: number, report: Report): void {
  PRODUCT_KEY.lastIndex = at;
  const key = PRODUCT_KEY.exec(text)?.[1];
  if (key === undefined || looksLikePlaceholder(key) || /ABCD|YOUR|1234/.test(key)) return;
  reportKey(report, { start: PRODUCT_KEY.lastIndex - key.length, end: PRODUCT_KEY.lastIndex });
}

/** Headings of such lists. */
export const CODE_LIST_PIECES = [
  { keyword: "anually", visit: findManualSeed },
  // "enter this code: JBSW Y3DP …"
  ...["his code: ", "his key: "].map((keyword) => ({
    keyword,
    visit: finder(ENTERED, () => true, reportKey),
  })),
  ...["roduct key", "roduct Key", "/ipk "].map((keyword) => ({ keyword, visit: findProductKey })),
  { keyword: "ecovery code", visit: findCodeList },
  { keyword: "ackup code", visit: findCodeList },
  { keyword: "ecovery-code", visit: findCodeList },
  { keyword: "ackup-code", visit: findCodeList },
  { keyword: "cratch code", visit: findCodeList },
  { keyword: "ecovery_code", visit: findCodeList },
  { keyword: "ackup_code", visit: findCodeList },
];

const DIRECT =
  /(?:PIN(?! (?:code |number )?["'`]?[0-9]{6}(?![0-9]))|PUK)[12]?(?: (?:code|number))? ["'`]?([0-9]{4,8})["'`]?(?![\w.:-]|,[0-9])/y;

/** `SIM PIN 1234`, `PUK 12345678` */
function findDirectCode(text: string, at: number, report: Report): void {
  DIRECT.lastIndex = at;
  const code = DIRECT.exec(text)?.[1];
  if (code === undefined || /^(?:19|20)[0-9]{2}$/.test(code)) return;
  const isCard = text.startsWith("PUK", at) ||
    /(?:SIM|card|phone|bank|door|safe|lock|alarm|device|my|your|the)[ -]$/i.test(
      text.slice(Math.max(0, at - 8), at),
    );
  if (!isCard) return;
  const start = text.indexOf(code, at);
  reportPassword(report, { start, end: start + code.length });
}

const ENTRY_CODE = finder(
  /(?:larm|oor|ate|ntry) code ["'`]?([0-9]{4,8})["'`]?(?![\w:-]|[.,][0-9])/y,
  () => true,
);

/** Abbreviations behind which a code stands at once. */
export const DIRECT_CODES: readonly SpokenPiece[] = [
  ...["PIN", "PUK"].map((keyword) => ({ keyword, visit: findDirectCode })),
  ...["larm code ", "oor code ", "gate code "].map((keyword) => ({ keyword, visit: ENTRY_CODE })),
];

const SEED_WORD = "(?:[0-9]{1,2}[.):] ?)?[a-z]{3,8}";
const SEED_WORDS = new RegExp(
  `(?:[Pp]hrases?|[Mm]nemonic|etamask)[^\\n]{0,60}?(?: is| are|:|=|→|\\n)[\\s"'\`*>]{0,12}(${SEED_WORD}(?:[\\s,]{1,8}${SEED_WORD}){11,23})(?![A-Za-z]|[ \\t]?[:=])`,
  "y",
);

/** So many words a phrase may have. */
const PHRASE_WORDS = [24, 21, 18, 15, 12];

/** The words of a phrase: what follows on the next line is none of it where the phrase is complete before. */
function wordsOfPhrase(words: string): string {
  const ends = [...words.matchAll(/[a-z]{3,8}(?![a-z])/g)].map(({ index, 0: word }) => index + word.length);
  const complete = PHRASE_WORDS.map((count) => ends[count - 1])
    .find((end) => end !== undefined && (end === words.length || /^[ \t]*[\r\n]/.test(words.slice(end))));
  return complete === undefined ? words : words.slice(0, complete);
}
const SEED = /seed|mnemonic|recovery|backup|wallet|secret|metamask|ledger|trezor/i;

/** Words of sentences that are in no list of seeds. */
const NO_SEED_WORD =
  /(?<![a-z])(?:the|and|for|are|was|were|has|have|had|with|from|your|our|their|not|but|which|will|should|would|been|its|into|each|any|must)(?![a-z])/;

/** Twelve to twenty-four words (BIP 39) behind "recovery phrase", "seed phrase" or "mnemonic". */
export function findSeedWords(text: string, at: number, report: Report): void {
  findSeedBefore(text, at, report);
  findSeedPhrases(text, at, report);
  SEED_WORDS.lastIndex = at;
  const match = SEED_WORDS.exec(text);
  const run = match?.[1];
  if (match === null || run === undefined) return;
  const words = wordsOfPhrase(run);
  const start = at + match[0].length - run.length;
  if (NO_SEED_WORD.test(words) || !SEED.test(text.slice(Math.max(0, at - 30), start))) return;
  reportKey(report, { start, end: start + words.length });
}

const IS_MINE =
  /["'`.]{0,2} (?:is|are|was) (?:my|the|our|your) (?:[a-z-]{2,12} ){0,2}(?:seed|recovery|backup|wallet|secret) $/;
const SEED_CHARACTERS = 400;

/** "1. … 2. … 12. … is my recovery phrase" */
function findSeedBefore(text: string, at: number, report: Report): void {
  if (text.charCodeAt(at - 1) !== 0x20) return;
  const end = IS_MINE.exec(text.slice(Math.max(0, at - 64), at));
  if (end === null) return;
  const stop = Math.max(0, at - 64) + end.index;
  const from = Math.max(0, stop - SEED_CHARACTERS);
  const words = [...text.slice(from, stop).matchAll(/[^\s,"'`]+/g)];
  // The words themselves, and the numbers before them.
  let first = words.length;
  let count = 0;
  while (
    first > 0 && count < 24 &&
    /^(?:[0-9]{1,2}[.):])?[a-z]{3,8}$|^[0-9]{1,2}[.):]$/.test(words[first - 1]?.[0] ?? "")
  ) {
    first--;
    if (/[a-z]$/.test(words[first]?.[0] ?? "")) count++;
  }
  const start = from + (words[first]?.index ?? 0);
  if (count < 12 || NO_SEED_WORD.test(text.slice(start, stop))) return;
  reportKey(report, { start, end: stop });
}

const APP_PASSWORD =
  /(?: (?:for|of) [\w.@+-]{1,60})?["'`*]{0,3}(?: is| was|:| =| →)?[ \n]{1,2}["'`*]{0,3}((?:[a-z]{4} ){3}[a-z]{4})(?![a-z]| [a-z])/y;
/** Words of four letters that sentences are made of. */
const FOUR_LETTERS =
  /\b(?:this|that|with|from|your|have|will|must|been|into|when|then|they|them|here|only|also|some|more|than|same|each|used|uses|need|make|sure|code|page|mail|user|file|once|does|like|work|just|very|sent|test|data)\b/;

/** "app password", `SMTP_PASS`: what stands before the noun. */
const OF_MAIL_OR_APP = /(?:\b[Aa]pp(?:lication)?[ -]|(?:SMTP|MAIL|IMAP|GOOGLE|APP)[A-Z_]{0,8})$/;

/** "app password: abcd efgh …", as providers of mail show them. */
export function findAppPassword(text: string, nounAt: number, nounEnd: number, report: Report): void {
  if (!OF_MAIL_OR_APP.test(text.slice(Math.max(0, nounAt - 20), nounAt))) return;
  APP_PASSWORD.lastIndex = nounEnd;
  const password = APP_PASSWORD.exec(text)?.[1];
  if (password === undefined || FOUR_LETTERS.test(password)) return;
  const end = APP_PASSWORD.lastIndex;
  reportPassword(report, { start: end - password.length, end });
}

const GROUPED =
  /(?:[ \t:=*"'`\n]{1,6}(?:is |for [\w.@-]{1,40}: ?)?|(?: [a-z]{1,14}){1,5}: )["'`]?((?:[0-9A-F]{8} ){3}[0-9A-F]{8}(?:\n(?:[0-9A-F]{8} ){3}[0-9A-F]{8}){0,15}|(?:[A-Z2-7]{4} ){3,15}[A-Z2-7]{4}|(?=[a-z ]{0,80}[2-7])(?:[a-z2-7]{4} ){7,15}[a-z2-7]{4})(?![\w])/y;

/** A seed of an authenticator in groups of four: `ABCD EFGH …`. */
export function findGroupedSeed(text: string, nounEnd: number, report: Report): void {
  GROUPED.lastIndex = nounEnd;
  const match = GROUPED.exec(text);
  const seed = match?.[1];
  if (match === null || seed === undefined || !/[2-7]/.test(seed)) return;
  const start = nounEnd + match[0].length - seed.length;
  reportKey(report, { start, end: start + seed.length });
}
