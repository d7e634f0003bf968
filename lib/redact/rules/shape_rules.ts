/**
 * Tokens without a prefix worth searching for: tried at the start of every run of token characters of the right
 * length, looking back at what stands before the run.
 */
import { type Report, WEIGHT } from "../finding.ts";
import { END, START } from "./pattern_rule.ts";
import { isFilledUp } from "./placeholder.ts";

interface ShapeRule {
  readonly kind: string;
  /** Lengths of the run, in characters, for which the rule is tried. */
  readonly shortest: number;
  readonly longest: number;
  /** Sticky, tried at the run's first character. */
  readonly pattern: RegExp;
}

/** Digits and both sorts of letters follow, as in no name of a function. */
const MIXED = "(?=[a-z0-9]*[A-Z])(?=[A-Za-z]*[0-9])(?=[A-Z0-9]*[a-z])";

const SHAPE_RULES: readonly ShapeRule[] = [
  {
    kind: "twilio-key",
    shortest: 34,
    longest: 36,
    pattern: new RegExp(`${START}(?:SK|AC)[0-9a-f]{32}${END}`, "y"),
  },
  {
    kind: "mailgun-key",
    shortest: 50,
    longest: 54,
    pattern: new RegExp(`(?<=${START}(?:key-)?)[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}${END}`, "y"),
  },
  {
    kind: "infobip-key",
    shortest: 69,
    longest: 69,
    pattern: new RegExp(`${START}[0-9a-f]{32}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}${END}`, "y"),
  },
  {
    // user id in base64, time stamp, HMAC
    kind: "discord-token",
    shortest: 58,
    longest: 80,
    pattern: new RegExp(
      `${START}[MNO][A-Za-z0-9_-]{23,28}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,38}(?![A-Za-z0-9_-])`,
      "y",
    ),
  },
  {
    kind: "telegram-token",
    shortest: 35,
    longest: 36,
    // Behind `/bot` in the addresses of the vendor's own documentation.
    pattern: new RegExp(`(?<=(?:${START}|/bot)[0-9]{8,10}:)AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])`, "y"),
  },
  {
    kind: "twitter-token",
    shortest: 26,
    longest: 40,
    pattern: new RegExp(`(?<![+/])${START}A{21}[A-Za-z0-9]{5,15}%[A-Za-z0-9%]{30,}`, "y"),
  },
  { kind: "google-refresh-token", shortest: 31, longest: 200, pattern: /(?<=1\/\/)0[A-Za-z0-9_-]{30,}/y },
  { kind: "openshift-token", shortest: 43, longest: 44, pattern: /(?<=sha256~)[A-Za-z0-9_-]{43}/y },
  {
    kind: "asana-token",
    shortest: 32,
    longest: 33,
    pattern: new RegExp(`(?<=${START}[12]/[0-9]{10,20}(?:/[0-9]{10,20})?:)[0-9a-f]{32}${END}`, "y"),
  },
  {
    kind: "braintree-token",
    shortest: 32,
    longest: 33,
    pattern: /(?<=access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$)[0-9a-f]{32}/y,
  },
  {
    // The id of an integration and its secret.
    kind: "ghost-key",
    shortest: 64,
    longest: 65,
    pattern: new RegExp(`(?<=${START}[0-9a-f]{24}:)[0-9a-f]{64}${END}`, "y"),
  },
  {
    kind: "bitwarden-token",
    shortest: 69,
    longest: 71,
    pattern:
      /0\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.[A-Za-z0-9]{30}:[A-Za-z0-9+/]{22}==/y,
  },
  {
    kind: "mollie-key",
    shortest: 35,
    longest: 36,
    pattern: new RegExp(`${START}(?:live|test)_${MIXED}[A-Za-z0-9]{30}(?![A-Za-z0-9_-])`, "y"),
  },
  {
    kind: "lob-key",
    shortest: 40,
    longest: 41,
    pattern: new RegExp(`${START}(?:live|test)_[0-9a-f]{35}(?![A-Za-z0-9_-])`, "y"),
  },
  {
    kind: "gocardless-token",
    shortest: 45,
    longest: 49,
    pattern: new RegExp(`${START}(?:live|sandbox)_${MIXED}[A-Za-z0-9_-]{40}(?![A-Za-z0-9_-])`, "y"),
  },
  {
    // The id of a key, and behind a colon the secret.
    kind: "ably-key",
    shortest: 43,
    longest: 43,
    pattern: new RegExp(
      `(?<=${START}[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{6}:)[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])`,
      "y",
    ),
  },
  {
    kind: "statsig-key",
    shortest: 47,
    longest: 53,
    pattern: new RegExp(`${START}secret-${MIXED}[A-Za-z0-9]{40,46}(?![A-Za-z0-9_-])`, "y"),
  },
  {
    kind: "sanity-token",
    shortest: 178,
    longest: 182,
    pattern: new RegExp(`${START}sk${MIXED}[A-Za-z0-9]{176,180}${END}`, "y"),
  },
  {
    // Accounts of robots: `organisation+name:…`
    kind: "quay-token",
    shortest: 64,
    longest: 64,
    pattern: new RegExp(
      `(?<=${START}[a-z0-9_]{2,60}\\+[a-z0-9_]{1,60}:)(?=[A-Z]*[0-9])[A-Z0-9]{64}${END}`,
      "y",
    ),
  },
  {
    // As local networks list the accounts that they have made, and settings of such tools do.
    kind: "private-key",
    shortest: 64,
    longest: 66,
    pattern:
      /(?<=(?:^|\n)[ \t]*(?:[0-9]{1,6}→)?\([0-9]{1,2}\) |accounts["']?\s?[:=]\s?\[[^\]]{0,300}["'])(?:0x)?[0-9a-f]{64}(?![A-Za-z0-9])/y,
  },
  {
    // As chat bots send it to the server.
    kind: "twitch-token",
    shortest: 30,
    longest: 30,
    pattern: /(?<=oauth:)(?=[a-z]*[0-9])[a-z0-9]{30}(?![A-Za-z0-9_-])/y,
  },
  {
    // The id of an application and its secret.
    kind: "woocommerce-key",
    shortest: 43,
    longest: 43,
    pattern: new RegExp(`${START}c[ks]_[0-9a-f]{40}${END}`, "y"),
  },
  {
    kind: "infisical-token",
    shortest: 93,
    longest: 94,
    pattern: new RegExp(`${START}st\\.[0-9a-f]{24}\\.[0-9a-f]{32}\\.[0-9a-f]{32}${END}`, "y"),
  },
  {
    // MySQL's
    kind: "password-hash",
    shortest: 40,
    longest: 40,
    pattern: new RegExp(`(?<=(?<![A-Za-z0-9*])\\*)[0-9A-F]{40}${END}`, "y"),
  },
  {
    // Windows' as dumps show them: `user:500:LM:NT:::`
    kind: "password-hash",
    shortest: 32,
    longest: 32,
    pattern: /(?<=:[0-9]{1,7}:(?:[0-9a-fA-F]{32}:)?)[0-9a-fA-F]{32}(?=(?::[0-9a-fA-F]{32})?:::)/y,
  },
  {
    // htdigest's lines: `user:realm:MD5`
    kind: "password-hash",
    shortest: 32,
    longest: 32,
    pattern: /(?<=(?:^|\n|→|\t)[A-Za-z][\w.-]{0,40}:[A-Za-z][\w .-]{0,60}:)[0-9a-f]{32}(?=\s*(?:\n|$))/y,
  },
  {
    // Bitcoin's form for wallets (base58)
    kind: "private-key",
    shortest: 51,
    longest: 52,
    pattern: new RegExp(
      `${START}(?=[1-9A-Za-z]*[0-9])(?:5[1-9A-HJ-NP-Za-km-z]{50}|[KL][1-9A-HJ-NP-Za-km-z]{51})${END}`,
      "y",
    ),
  },
  {
    // Stellar's
    kind: "private-key",
    shortest: 56,
    longest: 56,
    pattern: new RegExp(`${START}(?=[A-Z]*[2-7])S[A-Z2-7]{55}${END}`, "y"),
  },
  {
    // NATS's seeds of users, accounts, operators, servers and clusters
    kind: "private-key",
    shortest: 58,
    longest: 58,
    pattern: new RegExp(`${START}(?=[A-Z]*[2-7])S[AUONCX][A-Z2-7]{56}${END}`, "y"),
  },
  {
    // Product keys of Windows, and recovery keys of FileVault.
    kind: "product-key",
    shortest: 29,
    longest: 29,
    pattern: new RegExp(
      `${START}(?=[A-Z-]*[0-9][A-Z-]*[0-9])(?=[0-9-]*[A-Z])(?:[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}|[A-Z0-9]{4}(?:-[A-Z0-9]{4}){5})${END}`,
      "y",
    ),
  },
  {
    kind: "bitlocker-key",
    shortest: 55,
    longest: 55,
    pattern: new RegExp(`${START}[0-9]{6}(?:-[0-9]{6}){7}${END}`, "y"),
  },
  {
    // `K10`, a digest of the authority and, behind `::server:`, the secret.
    kind: "k3s-token",
    shortest: 67,
    longest: 68,
    pattern: /K10[0-9a-f]{64}::[a-z0-9.-]{1,40}:[0-9a-f]{16,64}(?![0-9a-f])/y,
  },
];

/** By the length of a run the rules to be tried: nearly all runs have none. */
const RULES_BY_LENGTH = Array.from(
  { length: 1 + Math.max(...SHAPE_RULES.map(({ longest }) => longest)) },
  (_, length) => SHAPE_RULES.filter(({ shortest, longest }) => length >= shortest && length <= longest),
);

/** Tries the rules on the run `text[start, end)`. */
export function findShapes(
  text: string,
  start: number,
  end: number,
  report: Report,
): void {
  const first = start + escapeLength(text, start);
  const length = end - first;
  const rules = RULES_BY_LENGTH[length];
  if (rules === undefined || rules.length === 0) return;
  for (const { kind, pattern } of rules) {
    pattern.lastIndex = first;
    const match = pattern.exec(text);
    if (match !== null && !isFilledUp(match[0])) {
      report({ start: first, end: first + match[0].length, kind, weight: WEIGHT.format });
    }
  }
}

const COLOUR_END = /[0-9]{0,3}m/y;

/** The letters of an escape such as `\n` or of a colour code (`ESC[32m`) are token characters and belong to no token. */
function escapeLength(text: string, start: number): number {
  const previous = text.charCodeAt(start - 1);
  if (previous === 0x5c) return 1;
  if (previous !== 0x5b && previous !== 0x3b) return 0; // [ and ;
  COLOUR_END.lastIndex = start;
  return COLOUR_END.exec(text)?.[0].length ?? 0;
}
