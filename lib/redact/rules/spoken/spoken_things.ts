/** Secrets told without a noun of their own: cookies and sessions, "with key …", "locked with …", "use … to log in". */
import type { Report } from "../../finding.ts";
import { finder } from "../pattern_finder.ts";
import { isJumble } from "../judgement/random_value.ts";
import { reportKey } from "../report.ts";
import type { SpokenPiece } from "./spoken_nouns.ts";
import { findToldBy, isSure, looksTold, reportTold, withoutPunctuation } from "./spoken_value.ts";

const isToldKey = (key: string) => looksTold(key, { isQuoted: true, noun: "token" });

/** "my session cookie is sid=…" */
const findCookie = finder(
  /ookies?(?: value| header)?(?: for \S{1,60})? ?(?:is|was|are|=|:|→|->)? {1,2}["'`*]{0,3}(?:[\w.-]{1,40}=)?([A-Za-z0-9%+/_.~-]{20,4096}={0,2})(?![\w=])/y,
  isToldKey,
  reportKey,
);

const KEY_HEAD =
  /\b(?:with|using|[Uu]se|[Mm]y|[Mm]ein(?:en|er)?|der|den|dieser|diesen|[Yy]our|[Oo]ur|[Tt]he|[Tt]his|new|old|live|test|prod|openai|anthropic|google|gemini|maps|stripe|aws|azure|mistral|groq|sendgrid|datadog|algolia|deepl)(?: (?:the|an?|this))?$/;

/** The word, what the key is for, what links them, and the key; on a line of its own only behind a colon. */
const SAID_KEY =
  / [Kk]ey(?: (?:for|of|to) (?:[\w.'-]{1,20} ){0,4}?[\w.'-]{1,20}(?= is| was|:))?( (?:with|to)|(?:,| and) (?:the )?(?:new|other) one(?: is| was|:)|(?: is| was| ist| lautet)(?: now)?:?(?:\r?\n)?| below:?\r?\n|:(?:[ \t]*(?:\r?\n){1,2}(?:```[a-z]{0,12}\r?\n)?)?| =| →)? {0,2}["'`*]{0,3}([A-Za-z0-9_-]{20,128})(?=["'`*\s.,;:)]|$)/y;

const CHANGED = /\b(?:replace|set|change|rotate|swap|update|switch)[ds]?\b/i;

/** Hexadecimal keys are told as one's own, and end what is said: hashes and ids of other things stand elsewhere. */
const OWN_KEY =
  /\b(?:(?:[Mm]y|[Oo]ur|[Yy]our)(?: (?:api|openai|anthropic|google|gemini|stripe|mistral|groq|sendgrid|datadog|algolia|deepl))?|[Mm]ein(?:en|er)?|[Uu]nser(?:en)?|use (?:this|the)|(?:is|'s|ist) (?:the|der))$/;
const USED_KEY = /\b(?:[Uu]se|[Tt]ry|[Nn]imm|[Nn]utze) (?:my|our|this|meinen|unseren|diesen)$/;
const HASH_OR_ID = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** "401 with key …", "the key for the weather api is …", "replace the key with …", "my key is …" */
function findSaidKey(text: string, at: number, report: Report): void {
  SAID_KEY.lastIndex = at;
  const [whole = "", link = "", key = ""] = SAID_KEY.exec(text) ?? [];
  if (key === "") return;
  const head = text.slice(Math.max(0, at - 40), at);
  if (!KEY_HEAD.test(head) || (/with|to/.test(link) && !CHANGED.test(head))) return;
  const end = at + whole.length;
  const isToldHash = HASH_OR_ID.test(key) && (/is|was|:|lautet|below/.test(link) || USED_KEY.test(head)) &&
    (OWN_KEY.test(head) || /^ key for [^\n]{0,40}\bapi\b/i.test(whole)) &&
    /^["'`*]{0,3}[.!]?[ \t]*(?:\r?\n|$)/.test(text.slice(end, end + 40));
  if (isMixedKey(key) || isToldHash) reportKey(report, { start: end - key.length, end });
}

/** Of letters of both cases and digits, beyond hexadecimal, as keys of caches and of commits are. */
function isMixedKey(key: string): boolean {
  return isToldKey(key) && /[A-Z]/.test(key) && /[a-z]/.test(key) && /[0-9]/.test(key) &&
    (/[0-9].*[0-9].*[0-9]/.test(key) || isJumble(key, 16)) &&
    !/^[0-9A-Fa-f-]+$|[a-z]{4,}[-_]/.test(key);
}

/** "here is a new one: …", "take this one instead …" */
const findNewOne = finder(
  /(?:new |this )?one(?: instead)?(?: is| was|:| =| →)?(?: now)?:? (?:\r?\n)?["'`*]{0,3}([A-Za-z0-9_-]{24,128})(?=["'`*\s.,;:)]|$)/y,
  isMixedKey,
  reportKey,
);

/** `Created token "ci" with value …` */
const findCreated = finder(
  /(?<=\b(?:[Tt]oken|[Kk]ey|[Ss]ecret)\b[^\n]{0,60}) with value:? ["'`]?([A-Za-z0-9_.-]{20,512})(?=["'`\s]|$)/y,
  isToldKey,
  reportKey,
);

/** `invalid token "…"`, "bad key …": the answer of a server that shows what it was given. */
const findTurnedDown = finder(
  /(?:nvalid|ncorrect|ad) (?:api |access |API )?(?:token|key)(?: provided)?:? \\{0,3}["'`]?([A-Za-z0-9_-]{24,512})(?=\\{0,3}["'`]|\.?\s|\.?$)/y,
  isMixedKey,
  reportKey,
);

/** "my session id is …": with letters of both cases, as no UUID and no hash has. */
const findSession = finder(
  /ession[ -](?:id|ID|key|token)(?: is| was|:| =| →) {1,2}["'`]?([A-Za-z0-9_.-]{20,256})(?=["'`\s,;)]|$)/y,
  (id) => isToldKey(id) && /[A-Z]/.test(id) && /[a-z]/.test(id),
  reportKey,
);

const UNLOCKED =
  /[a-z]{2,7} with (?:the )?(?:password |pass |pw |key |passphrase )?["'`]?([^\s"'`<>|]{6,128})/y;
const UNLOCKS =
  /(?:\b(?:un)?lock|\b(?:un)?locked|\bencrypted|\bdecrypted|\bprotected|\bopens|\bopened|\bsecured) with $/i;

/** "the archive is locked with …" */
function findUnlocking(text: string, at: number, report: Report): void {
  UNLOCKED.lastIndex = at;
  const match = UNLOCKED.exec(text);
  const chunk = match?.[1];
  if (match === null || chunk === undefined) return;
  const withEnd = at + match[0].indexOf("with ") + "with ".length;
  if (!UNLOCKS.test(text.slice(Math.max(0, withEnd - 20), withEnd))) return;
  const value = withoutPunctuation(chunk);
  if (!looksTold(value, { isQuoted: false, noun: "password" }) || !isSure(value, "password")) return;
  if (!/[!@#$%^&*?+~]/.test(value)) return;
  reportTold(at + match[0].length - chunk.length, value, "password", report);
}

const OPENED =
  /(?:nlock|crypt)(?: [\w.'/-]{1,40}){1,5}? (?:with|using) (?:(?:the )?(?:password|pass|pw|passphrase|key) )?["'`*]{0,3}([^\s"'`<>|]{8,128})/y;

/** "unlock the keystore with …", "decrypt it with …" */
function findOpening(text: string, at: number, report: Report): void {
  findToldBy(OPENED, text, at, "password", report);
}

const USED_TO = /\b(?:use|with|enter|type|using) ["'`*]{0,3}(\S{6,128}) $/;

/** "use … to log in" */
function findUsedTo(text: string, at: number, report: Report): void {
  const head = text.slice(Math.max(0, at - 150), at);
  const told = USED_TO.exec(head)?.[1];
  if (told === undefined) return;
  const value = told.replace(/["'`*]{1,3}$/, "");
  if (!looksTold(value, { isQuoted: false, noun: "password" }) || !isSure(value, "password")) return;
  reportTold(at - 1 - told.length, value, "password", report);
}

const WIRELESS =
  /WPA[23]?(?:[-/ ](?:PSK|Personal|WPA[23])){0,2}[ -](?:pre-?shared )?(?:key|Key|PSK|pass|pw)(?: for [\w-]{1,24})?(?:(?: is|:| =) | )["'`*]{0,3}(\S{8,64})/y;

/** "SSID lab, WPA2 key …" */
function findWirelessKey(text: string, at: number, report: Report): void {
  WIRELESS.lastIndex = at;
  const chunk = WIRELESS.exec(text)?.[1];
  if (chunk === undefined) return;
  const value = withoutPunctuation(chunk.replace(/["'`*]{1,3}[.,;]?$/, ""));
  if (!looksTold(value, { isQuoted: false, noun: "either" })) return;
  reportTold(WIRELESS.lastIndex - chunk.length, value, "either", report);
}

/** Found without a noun of its own. */
export const THING_PIECES: readonly SpokenPiece[] = [
  { keyword: "ookie", visit: findCookie },
  { keyword: "ession id", visit: findSession },
  { keyword: "ession ID", visit: findSession },
  { keyword: "lock with ", visit: findUnlocking },
  ...["ocked with ", "rypted with ", "tected with ", "pened with "].map((keyword) => (
    { keyword, visit: findUnlocking }
  )),
  ...["to log in", "to login", "to sign in", "to unlock"].map((keyword) => ({ keyword, visit: findUsedTo })),
  ...["nlock ", "crypt "].map((keyword) => ({ keyword, visit: findOpening })),
  ...[" key", " Key"].map((keyword) => ({ keyword, visit: findSaidKey })),
  ...["one instead ", "one instead:", "new one is ", "new one: ", "this one: "].map((keyword) => ({
    keyword,
    visit: findNewOne,
  })),
  { keyword: " with value", visit: findCreated },
  ...[
    "nvalid token",
    "nvalid key",
    "nvalid API key",
    "nvalid api key",
    "ad token",
    "ad key",
    "ad API key",
    "ncorrect API key",
    "ncorrect api key",
  ]
    .map((
      keyword,
    ) => ({ keyword, visit: findTurnedDown })),
  { keyword: "WPA", visit: findWirelessKey },
];
