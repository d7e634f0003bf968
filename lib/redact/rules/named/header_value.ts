/** Values of the headers Authorization and Cookie, however the header is written down. */
import { type Report, WEIGHT } from "../../finding.ts";
import { endOfValue, noEnds, valueAt } from "./assigned_value.ts";
import { decodesToCredentials, hasDigitAndLetter, looksLikePlaceholder } from "../judgement/placeholder.ts";
import { isChosen } from "../judgement/given_value.ts";
import { reportPassword } from "../report.ts";
import { looksRandom } from "../judgement/random_value.ts";

/** An optional scheme (RFC 9110 11.4), then the credentials. */
const AUTHORIZATION =
  /[ \t]{0,8}\[?[\\"'`]{0,8}(?:([A-Za-z][A-Za-z0-9-]{1,24})(?: {1,4}|%20))?(?:token=|Credential=)?[\\"'`]{0,6}([A-Za-z0-9._~+/=:-]{12,4096})/y;
/** RFC 7616: made of the password, so that passwords can be tried against it. */
const DIGEST = /[ \t]{0,8}[\\"'`]{0,8}Digest [^\n]{0,600}?\bresponse=\\{0,3}"([0-9a-f]{32,64})(?=\\{0,3}")/y;
/** AWS Signature Version 4 and OAuth 1.0 put the secret into a parameter. */
const SIGNATURE = /[Ss]ignature=["'\\]{0,4}([A-Za-z0-9%+/=]{20,200})/y;
/** RFC 6265: pairs with `; ` between them. */
const COOKIE_LINE = /[ \t]{0,8}\[?[\\"'`]{0,8}([^\r\n"'`\\<>]{8,8192})/y;

/** Names of schemes that hold digits, alone. */
const SCHEME = /^(?:AWS4(?:-[A-Z0-9]+)+|[A-Z]+[0-9]?-HMAC-SHA[0-9]+|SCRAM-SHA-[0-9]+|GOOG4(?:-[A-Z0-9]+)+)$/;

/** Reports the credentials that follow `Authorization:`. */
export function findInAuthorization(
  text: string,
  position: number,
  report: Report,
): void {
  DIGEST.lastIndex = position;
  const answer = DIGEST.exec(text)?.[1];
  if (answer !== undefined) {
    const end = DIGEST.lastIndex;
    return report({ start: end - answer.length, end, kind: "authorization", weight: WEIGHT.context });
  }
  AUTHORIZATION.lastIndex = position;
  const match = AUTHORIZATION.exec(text);
  if (match === null) return;
  const [whole, scheme = "", value = ""] = match;
  if (isCall(text, position + whole.length, value)) return;
  const isBasic = scheme.toLowerCase() === "basic";
  const isToken = hasDigitAndLetter(value) && !looksLikePlaceholder(value) && !value.includes("://") &&
    !SCHEME.test(value);
  if (isBasic ? decodesToCredentials(value) : isToken) {
    const end = position + whole.length;
    report({
      start: end - value.length,
      end,
      kind: isBasic ? "basic-auth" : "authorization",
      weight: WEIGHT.context,
    });
  }
  const password = isBasic ? PLAIN_LOGIN.exec(value)?.[1] : undefined;
  if (password !== undefined && isChosen(password)) {
    reportPassword(report, {
      start: position + whole.length - password.length,
      end: position + whole.length,
    });
  }
  const signature = lineFrom(text, position).indexOf("ignature=");
  if (signature > 0) reportSignature(text, position + signature - 1, report);
}

/** `Basic kim:…`, which programs that send requests from files encode themselves. */
const PLAIN_LOGIN = /^[\w.@+-]{1,64}:([^\s:]{4,128})$/;

/** `base64.b64decode(authorization)` */
function isCall(text: string, end: number, value: string): boolean {
  return text.charCodeAt(end) === 0x28 && /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/.test(value);
}

function reportSignature(text: string, position: number, report: Report): void {
  SIGNATURE.lastIndex = position;
  const match = SIGNATURE.exec(text);
  const value = match?.[1];
  if (match === null || value === undefined) return;
  const end = position + match[0].length;
  report({ start: end - value.length, end, kind: "authorization", weight: WEIGHT.context });
}

/** Settings of a cookie, and cookies that count visitors: whoever has one of them is let in nowhere. */
const HARMLESS_COOKIE =
  /^(?:expires|path|domain|_ga(?:_[A-Z0-9]+)?|_gid|_gat\w*|_gcl_\w+|__utm[a-z]{1,2}|_fb[pc]|_pk_(?:id|ses|ref)[\w.]*|_hj\w+|_cl(?:ck|sk)|_uet[sv]id|_scid|_rdt_uuid|_tt\w*|ajs_\w+|mp_\w+_mixpanel|optimizely\w*|OptanonConsent)$/i;

/** Reports the long random values of the pairs that follow `Cookie:` or `Set-Cookie:`; gives where they end. */
export function findInCookie(text: string, position: number, report: Report): number {
  COOKIE_LINE.lastIndex = position;
  const line = COOKIE_LINE.exec(text);
  const pairs = line?.[1];
  if (line === null || pairs === undefined) return position;
  const pairsStart = position + line[0].length - pairs.length;
  for (
    const pair of pairs.matchAll(
      /(?:^|; ?)([A-Za-z0-9_.-]{1,80})=([A-Za-z0-9%+/=_.~:|!-]{16,4096})(?=;|$|\]|\s)/g,
    )
  ) {
    const [whole, name = "", value = ""] = pair;
    if (!hasDigitAndLetter(value) || HARMLESS_COOKIE.test(name) || looksLikePlaceholder(value)) {
      continue;
    }
    const end = pairsStart + pair.index + whole.length;
    report({ start: end - value.length, end, kind: "cookie", weight: WEIGHT.context });
  }
  return position + line[0].length;
}

/** Names of cookies that let somebody in. */
export const SESSION_NAME =
  /^(?!.*(?:csrf|xsrf))[A-Za-z0-9_.-]*(?:sess(?:ion)?|sid|auth|jwt|remember_?me)(?:_?id)?$/i;
const COOKIES =
  /(?:cookies\\{0,3}["']?\s?[:=]\s?\[[^\]]{0,2000}|(?:set|add)Cookies?\(\[?\s{0,40}\{[^\])]{0,2000})$/i;
const MAX_COOKIES_CHARACTERS = 2000;

/** `"cookies": [{"name": "session", "value": "…"}]`, as recordings and stored states of browsers have them. */
export function findCookieValue(text: string, nameStart: number, position: number, report: Report): void {
  const value = valueAt(text, position);
  if (value === undefined || value.text.length < 20 || !looksRandom(value.text)) return;
  if (!/^[A-Za-z0-9+/=_.~:%-]+$/.test(value.text)) return;
  // Signed, as Express writes them: wherever it stands.
  const isSigned = /^s(?:%3A|:)[A-Za-z0-9_-]{20,}\./.test(value.text);
  if (!isSigned && !COOKIES.test(text.slice(Math.max(0, nameStart - MAX_COOKIES_CHARACTERS), nameStart))) {
    return;
  }
  report({
    start: value.start,
    end: endOfValue(text, value, "cookie", noEnds()),
    kind: "cookie",
    weight: WEIGHT.context,
  });
}

function lineFrom(text: string, position: number): string {
  const window = text.slice(position, position + 1024);
  const end = window.indexOf("\n");
  return end === -1 ? window : window.slice(0, end);
}

/** Longer ones are tokens with a form of their own. */
const MAX_COOKIE_CHARACTERS = 700;

const COOKIE_BEFORE =
  /(?:^|[\s"'`(])([\w.-]{1,60})=([A-Za-z0-9%._~+/-]{20,640}={0,2})(?:; ?[^;\n"'`]{1,60}){0,4}$/;

/** `sid=…; Path=/; HttpOnly`, wherever it stands. */
export function findCookieBefore(text: string, at: number, report: Report): void {
  const head = text.slice(Math.max(0, at - MAX_COOKIE_CHARACTERS), at);
  const match = COOKIE_BEFORE.exec(head.slice(head.lastIndexOf("\n") + 1));
  const [, name = "", value] = match ?? [];
  if (match === null || value === undefined || HARMLESS_COOKIE.test(name) || !looksRandom(value)) return;
  const start = at - match[0].length + match[0].indexOf(value);
  report({ start, end: start + value.length, kind: "cookie", weight: WEIGHT.context });
}
