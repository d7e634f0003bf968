/** Secrets known by the words before them, or by a readable head or middle. */
import { WEIGHT, type Weight } from "../../finding.ts";
import { rule, START } from "./pattern_rule.ts";
import {
  decodesToCredentials,
  hasDigitAndLetter,
  isFilledUp,
  looksLikePlaceholder,
} from "../judgement/placeholder.ts";

/** RFC 7519: a header in base64url always begins with eyJ (`{"`). Unsigned and encrypted tokens too, of which the second part may be empty; not Mapbox' public ones. */
export const JWT = rule(
  "jwt",
  "eyJ",
  "(?<![^A-Za-z0-9]pk\\.|^pk\\.)eyJ[A-Za-z0-9_-]{10,}\\.(?:[A-Za-z0-9_-]{10,}(?:\\.[A-Za-z0-9_-]+){0,3}|(?:\\.[A-Za-z0-9_-]{10,}){3})",
);

/** A rule that is tried where its keyword stands, anywhere in a text. */
export interface KeywordRule {
  /** How the keyword is spelled. */
  readonly keywords: readonly string[];
  readonly kind: string;
  readonly weight: Weight;
  /** Sticky, tried `lead` characters before the keyword. Group 1 is the secret and ends the match. */
  readonly pattern: RegExp;
  readonly lead: number;
  readonly accept: (secret: string) => boolean;
}

const always = () => true;

/** Rules for secrets that need not hold a long run of token characters. */
export const KEYWORD_RULES: readonly KeywordRule[] = [
  { // RFC 6750
    keywords: ["Bearer ", "bearer "],
    kind: "bearer",
    weight: WEIGHT.context,
    pattern: /[Bb]earer {1,4}([A-Za-z0-9._~+/=-]{16,})/y,
    lead: 0,
    accept: (secret) => hasDigitAndLetter(secret) && !looksLikePlaceholder(secret),
  },
  { // RFC 7617: base64 of user:password
    keywords: ["Basic ", "basic "],
    kind: "basic-auth",
    weight: WEIGHT.context,
    pattern: /[Bb]asic {1,4}([A-Za-z0-9+/_-]{8,}={0,2})/y,
    lead: 0,
    accept: decodesToCredentials,
  },
  {
    keywords: ["hook"],
    kind: "slack-webhook",
    weight: WEIGHT.format,
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9/_-]{20,})/y,
    lead: 0,
    accept: (path) => !isFilledUp(path),
  },
  {
    keywords: ["hook"],
    kind: "discord-webhook",
    weight: WEIGHT.format,
    pattern: /(?<=\/api\/web)hooks\/([0-9]{15,22}\/[A-Za-z0-9_-]{40,})/y,
    lead: 0,
    accept: always,
  },
  {
    keywords: ["hook"],
    kind: "teams-webhook",
    weight: WEIGHT.format,
    pattern: /(?<=\.web)hook\.office\.com\/(webhookb2\/[A-Za-z0-9@/_-]{40,})/y,
    lead: 0,
    accept: always,
  },
  { // base64, whose first characters may be no token characters
    keywords: ["whsec_"],
    kind: "webhook-secret",
    weight: WEIGHT.format,
    pattern: /(whsec_[A-Za-z0-9+/=]{24,})/y,
    lead: 0,
    accept: always,
  },
  { // a browser's cookie, with percent codes among its first characters
    keywords: ["xoxd-"],
    kind: "slack-token",
    weight: WEIGHT.format,
    pattern: new RegExp(`${START}(xoxd-[A-Za-z0-9%_+/=-]{40,2000})`, "y"),
    lead: 0,
    accept: always,
  },
  { // colons part it
    keywords: ["pss_service:", "pss_user:"],
    kind: "phase-token",
    weight: WEIGHT.format,
    pattern: /(pss_(?:service|user):v[0-9]:[0-9a-f]{64}(?::[0-9a-f]{64}){1,4})/y,
    lead: 0,
    accept: always,
  },
  { // of RapidAPI: pieces of its own key with words between
    keywords: ["jsn"],
    kind: "rapidapi-key",
    weight: WEIGHT.format,
    pattern: /(?<![A-Za-z0-9])([0-9a-f]{10}msh[0-9a-f]{15}p1[0-9a-f]{5}jsn[0-9a-f]{12})(?![A-Za-z0-9])/y,
    lead: 35,
    accept: always,
  },
  { // the same with a character more
    keywords: ["jsn"],
    kind: "rapidapi-key",
    weight: WEIGHT.format,
    pattern: /(?<![A-Za-z0-9])([0-9a-f]{10}msh[0-9a-f]{15}p1[0-9a-f]{6}jsn[0-9a-f]{12})(?![A-Za-z0-9])/y,
    lead: 36,
    accept: always,
  },
  { // X's cookie that goes with its session's
    keywords: ["ct0="],
    kind: "cookie",
    weight: WEIGHT.context,
    pattern: /(?<![A-Za-z0-9_])ct0=([0-9a-f]{32,160})(?![A-Za-z0-9])/y,
    lead: 0,
    accept: always,
  },
  { // shorter than the runs in which literals of tokens are looked for
    keywords: ["npg_"],
    kind: "neon-password",
    weight: WEIGHT.format,
    pattern: new RegExp(`${START}(npg_(?=[A-Za-z]*[0-9])[A-Za-z0-9]{12,})(?![A-Za-z0-9_-])`, "y"),
    lead: 0,
    accept: always,
  },
  {
    keywords: ["Q~"],
    kind: "azure-client-secret",
    weight: WEIGHT.format,
    pattern: new RegExp(`${START}([A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34})(?![A-Za-z0-9_~-])`, "y"),
    lead: 4,
    accept: always,
  },
  { // of Hadoop and Spark, whose settings have the account in their names
    keywords: ["zure.account.key"],
    kind: "azure-storage-key",
    weight: WEIGHT.format,
    pattern:
      /zure\.account\.key\.[\w.-]{3,100}\\{0,3}["']?(?: ?[,=:] ?|[ \t]{1,4}|<\/name>\s{0,40}<value>)\\{0,3}["']?([A-Za-z0-9+/]{86}==)/y,
    lead: 0,
    accept: always,
  },
  { // The fixed part that Microsoft puts into storage keys so that scanners can know them.
    keywords: ["+ASt"],
    kind: "azure-storage-key",
    weight: WEIGHT.format,
    pattern: /([A-Za-z0-9+/]{76}\+ASt[A-Za-z0-9+/]{6}==)/y,
    lead: 76,
    accept: always,
  },
];
