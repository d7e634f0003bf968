/**
 * Tokens of vendors that no table knows: words that say whose it is and what for, and behind them random characters in
 * one piece, as GitHub has made usual (`acme_live_…`). Ids are made the same way, but shorter.
 */
import { type Report, WEIGHT } from "../../finding.ts";
import { isJumble, isRandomTail } from "../judgement/random_value.ts";

/** The random part has so many characters; of ids 22 to 27 are usual. */
const MIN_RANDOM_CHARACTERS = 32;

/** The same where a word before says that it is secret. */
const MIN_SECRET_CHARACTERS = 20;

/** Behind words with dashes between, which names of files are as well. */
const MIN_DASHED_CHARACTERS = 40;

/** Of digits and letters of one case. */
const MIN_SMALL_CHARACTERS = 32;

/** A word and the sign behind it. */
const MIN_WORD_CHARACTERS = 3;

/** Longer ones are data. */
const MAX_CHARACTERS = 200;

/** One to four words, behind each of which a sign stands. */
const WORDS =
  /^(?:[a-z][a-z0-9]{0,15}|[A-Z][A-Z0-9]{1,9})(?:[_-](?:[a-z][a-z0-9]{0,11}|v[0-9]|[A-Z0-9]{2,6})){0,3}[_-]$/;

/** What may be shown to everybody. */
const PUBLIC = /(?:^|[_-])(?:pk|pub|public|publishable|phc)[_-]/i;

/** Digests, and ids of things. */
const HARMLESS =
  /(?:^|[_-])(?:sha[0-9]*|md5|sri|digest|hash|checksum|integrity|etag|nonce|prj|project|dpl|deployment|team|org|user|usr|req|request|trace|span|msg|message|toolu|tool|call|run|thread|asst|file|img|image|blob|chunk|asset|obj|object|node|cursor|page|next|test[a-z]+|bundle|build|css|font|evt|event|cus|sub|price|item|id|ids|index|commit|tree|ref|v[0-9])[_-]$/i;

/** What Anthropic begins its ids with. */
const ID = /^01[A-Za-z0-9]/;

const SECRET =
  /(?:^|[_-])(?:sk|ak|sec|secret|pat|tok|token|api|apikey|key|access|auth|oauth|bearer|refresh|live|prod|svc|service|admin|root|webhook|whsec|pw|password)[_-]/i;

/** What says so much that hexadecimal digits, or small letters and digits, are enough behind it. */
const CLEARLY_SECRET =
  /(?:^|[_-])(?:sk|secret|pat|tok|token|apikey|api[_-]key|access[_-]key)[_-](?:[a-z]{2,8}[_-])?$/i;

/** Tries the rule on the run of token characters `text[start, end)`. */
export function findPrefixed(text: string, runStart: number, end: number, report: Report): void {
  const start = isBehindEscape(text, runStart) ? runStart + 1 : runStart;
  const length = end - start;
  if (length < MIN_SECRET_CHARACTERS + MIN_WORD_CHARACTERS || length > MAX_CHARACTERS) return;
  const tail = startOfTail(text, start, end);
  if (tail === start && length >= MIN_RANDOM_CHARACTERS) return findOfEnvironment(text, start, end, report);
  if (end - tail < MIN_SECRET_CHARACTERS || tail - start < MIN_WORD_CHARACTERS) return;
  if (isPartOfData(text, start, end)) return;
  if (isToken(text.slice(start, tail), text.slice(tail, end))) {
    report({ start, end, kind: "token", weight: WEIGHT.context });
  }
}

function isToken(before: string, random: string): boolean {
  const isSecret = SECRET.test(before);
  const enough = before.endsWith("_") ? MIN_RANDOM_CHARACTERS : MIN_DASHED_CHARACTERS;
  const isLong = random.length >= enough && (before.endsWith("_") || /-.*-/.test(before));
  if (!isSecret && (!isLong || ID.test(random))) return false;
  if (!WORDS.test(before) || PUBLIC.test(before) || HARMLESS.test(before)) return false;
  if (isRandomTail(random)) return true;
  return isSecret && random.length >= MIN_SMALL_CHARACTERS && CLEARLY_SECRET.test(before) &&
    (/^[0-9a-f]+$/.test(random) || isJumble(random, 6));
}

/** A name in capitals, on a line of its own or exported, with the sign behind it. */
const ENVIRONMENT =
  /(?:^|[\n\0→\t"'`]|\\n|(?:export|-e|ENV|set|--env|env) )[ \t+-]{0,20}([A-Z][A-Z0-9_]{3,60})(?:=|["']?: |\\{0,3}["']:)\\{0,3}["']?$/;

/** Names of what everybody may see: ids, digests, versions, addresses. */
const HARMLESS_NAME =
  /(?:^|_)(?:ID|IDS|UUID|GUID|HASH|SHA[0-9]*|MD5|DIGEST|CHECKSUM|COMMIT|REF|REV|REVISION|VERSION|BUILD|PUBLIC|PUB|PUBLISHABLE|ANON|DSN|URL|URI|HOST|NAME|PATH|FILE|NONCE|ETAG|FINGERPRINT|SITE|SITEKEY|CURSOR|PAGE|NEXT|TRACE|REQUEST|CLIENT|CHALLENGE|CONTRACT|ADDRESS|BUCKET|VALUE|DATA|EXAMPLE|SAMPLE|TEST|FIXTURE|BASE64|ALPHABET|CHARS|CHARSET)(?:_|$|[0-9])/;

/** What the environment holds is random for a reason, whatever its name: `CODECOV=…`, `SERVICE_ROLE=…`. */
function findOfEnvironment(text: string, start: number, end: number, report: Report): void {
  const code = text.charCodeAt(start - 1);
  // =, quotes, a space behind a colon
  if (
    code !== 0x3d && code !== 0x22 && code !== 0x27 && !(code === 0x20 && text.charCodeAt(start - 2) === 0x3a)
  ) {
    return;
  }
  const name = ENVIRONMENT.exec(text.slice(Math.max(0, start - 100), start))?.[1];
  if (name === undefined || HARMLESS_NAME.test(name) || isPartOfData(text, start, end)) return;
  if (isRandomTail(text.slice(start, end))) report({ start, end, kind: "token", weight: WEIGHT.context });
}

/** The first letter belongs to a line end or the like that is written as an escape. */
function isBehindEscape(text: string, start: number): boolean {
  return text.charCodeAt(start - 1) === 0x5c && "nrtbf".includes(text.charAt(start));
}

/** Where the letters and digits begin that end a run; its end if there are no digits among them. */
function startOfTail(text: string, start: number, end: number): number {
  let digits = 0;
  let tail = end;
  for (; tail > start; tail--) {
    const code = text.charCodeAt(tail - 1);
    if (code >= 0x30 && code <= 0x39) digits++;
    else if (!((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a))) break;
  }
  return digits >= 1 ? tail : end;
}

/** Base64 goes on before or behind it. */
function isPartOfData(text: string, start: number, end: number): boolean {
  return /[+=/~]/.test(text.charAt(end)) || /[+~]/.test(text.charAt(start - 1));
}
