/** Secrets told without a noun of their own: cookies and sessions, "with key …", "locked with …", "use … to log in". */
import type { Report } from "../finding.ts";
import { finder } from "./pattern_finder.ts";
import { reportKey } from "./report.ts";
import type { SpokenPiece } from "./spoken_nouns.ts";
import { findToldBy, isSure, looksTold, reportTold, withoutPunctuation } from "./spoken_value.ts";

const isToldKey = (key: string) => looksTold(key, { isQuoted: true, noun: "token" });

/** "my session cookie is sid=…" */
const findCookie = finder(
  /ookies?(?: value| header)?(?: for \S{1,60})? ?(?:is|was|are|=|:|→|->)? {1,2}["'`*]{0,3}(?:[\w.-]{1,40}=)?([A-Za-z0-9%+/_.~-]{20,4096}={0,2})(?![\w=])/y,
  isToldKey,
  reportKey,
);

/** "401 with key …": of letters and digits beyond hexadecimal, as keys of caches and of commits are. */
const findSaidKey = finder(
  /(?<=\b(?:with|using|[Uu]se|[Mm]y|[Yy]our|[Oo]ur|[Tt]he|[Tt]his|new|old|live|test|prod|openai|anthropic|google|gemini|maps|stripe|aws|azure|mistral|groq|sendgrid|datadog|algolia|deepl)) (?:the |an? |this )?key(?: is| was|:| =| →)? {0,2}["'`]?([A-Za-z0-9_-]{24,128})(?=["'`\s.,;:)]|$)/y,
  (key) =>
    isToldKey(key) && /[A-Z]/.test(key) && /[a-z]/.test(key) && /[0-9].*[0-9].*[0-9]/.test(key) &&
    !/^[0-9A-Fa-f-]+$|[a-z]{4,}[-_]/.test(key),
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
  { keyword: " key", visit: findSaidKey },
  { keyword: "WPA", visit: findWirelessKey },
];
