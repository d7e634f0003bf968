/** What stands around an `@`: e-mail addresses, and passwords or tokens in addresses of servers and databases. */
import { type FindingsByRule, type Report, WEIGHT } from "../finding.ts";
import type { Places } from "../search/places.ts";
import { findBeforeAt } from "./programs/database_credential.ts";
import { isChosen, isUrlPassword } from "./judgement/given_value.ts";
import { findBesideEmail } from "./spoken/told_apart.ts";
import { hasDigitAndLetter, looksLikePlaceholder } from "./judgement/placeholder.ts";

/** Longest part of an address before the `@` that is looked at: two 256-character parts and a scheme. */
const MAX_BEFORE = 600;

/** RFC 5321: at most 64 characters before the `@`. Letters of European languages too. */
const LOCAL_PART = /(?:%2[Bb]|[A-Za-z0-9._%+\-\u00c0-\u024f]){1,64}$/;
/** 1 for what ends neither the first part of an address nor a password: white space, quotes, brackets, slashes. */
const ENDS_BEFORE = (() => {
  const table = new Uint8Array(0x10000);
  for (const character of "\t\n\v\f\r \"'`<>/\\") table[character.charCodeAt(0)] = 1;
  return table;
})();

const DOMAIN =
  /(?:[A-Za-z0-9\u00c0-\u024f](?:[A-Za-z0-9\u00c0-\u024f-]{0,62}[A-Za-z0-9\u00c0-\u024f])?\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9_(])/y;

/** What follows an `@` in package versions, file names of images and units of systemd, but not in addresses. */
const NOT_A_DOMAIN =
  /^(?:v?\d+\.\d|\d+x\.)|\.(?:png|jpe?g|gif|svg|webp|ico|[cm]?js|tsx?|jsx|json|css|scss|html?|txt|ya?ml|xml|lock|log|service|socket|timer|target|mount|slice|scope|length|value|name|test|toml)$/i;

/** The part between `://` and `@` (RFC 3986 userinfo); passwords with a raw `@` in them occur, hence the last `@` counts. */
const USERINFO = /:\/\/((?:[^\s/"'`<>\\]|\\[$!&*()~;#?])(?:[^\s"'`<>/\\]|\\[$!&*()~;#?]){0,560})$/;

/** A password that holds `@` and `/`, as they are: only behind the next `@` stands a host with a port or a domain. */
const FURTHER =
  /@[^\s"'`<>\\@.:]{0,64}\/[^\s"'`<>\\@.:]{0,64}(?=@[A-Za-z][A-Za-z0-9-]{0,62}(?::[0-9]{2,5}|(?:\.[A-Za-z0-9-]{1,63}){1,6})(?:[/?\s"']|$))/y;

/** Finds e-mail addresses, `scheme://user:password@host` and `https://token@host`; tells of every address with a user. */
export function createAtSignFinder(
  text: string,
  findings: FindingsByRule,
  onUserinfo: () => void,
): (places: Places) => void {
  const [reportAccount, report, reportEncoded] = [
    findings.reportOf(0),
    findings.reportOf(1),
    findings.reportOf(2),
  ];
  return ({ atSigns, encodedAtSigns }) => {
    for (const at of atSigns) {
      findBeforeAt(text, at, reportAccount);
      // Decorators and scoped packages (`@types/x`) have a space, a quote or a bracket before the sign.
      if (ENDS_BEFORE[text.charCodeAt(at - 1)] === 1) continue;
      const isUserinfo = inspectUserinfo(text, at, report);
      if (isUserinfo) onUserinfo();
      else if (!findWithoutColon(text, at, report)) inspectEmail(text, at, 1, report);
      findBesideEmail(text, at, report);
    }
    for (const at of encodedAtSigns) inspectEncoded(text, at, reportEncoded);
  };
}

/** A quick look: whether `://` stands before an `@`, without white space, a quote or an angle bracket between them. */
function isBehindScheme(text: string, at: number): boolean {
  const stop = Math.max(0, at - MAX_BEFORE);
  for (let place = at - 1; place >= stop; place--) {
    const code = text.charCodeAt(place);
    const isSlash = code === 0x2f;
    if (isSlash && text.charCodeAt(place - 1) === 0x2f && text.charCodeAt(place - 2) === 0x3a) return true;
    if (!isSlash && code !== 0x5c && ENDS_BEFORE[code] === 1) return false;
  }
  return false;
}

const WITHOUT_COLON =
  /(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mssql|clickhouse)(?:\/\/|:\/|\/|:)([^\s"'`<>\\/@:]{0,64}):([^\s"'`<>\\/@]{4,128})@[A-Za-z][\w.-]{0,80}(?=[:/?]|[\s"'`]|$)/y;

/** `postgres//app:X@db`, `redis:/:X@cache`: an address of a database that was written wrong, as errors show it. */
function findWithoutColon(text: string, at: number, report: Report): boolean {
  let start = at - 1;
  const stop = Math.max(0, at - MAX_WITHOUT_COLON);
  let colon = -1;
  for (; start >= stop; start--) {
    const code = text.charCodeAt(start);
    if (code === 0x3a && colon === -1) colon = start;
    if ((ENDS_BEFORE[code] === 1 && code !== 0x2f) || code === 0x3d || code === 0x28) break;
  }
  if (colon === -1) return false;
  WITHOUT_COLON.lastIndex = start + 1;
  const [, user = "", password = ""] = WITHOUT_COLON.exec(text) ?? [];
  if (!hasDigitAndLetter(password) || !isUrlPassword(user, password)) return false;
  report({ start: at - password.length, end: at, kind: "url-password", weight: WEIGHT.context });
  return true;
}

const MAX_WITHOUT_COLON = 220;

/** Whether something that an `@` ends may stand before it: not before a decorator, a scoped package, or the `@@` of a diff. */
export function mayEndBeforeAt(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return ENDS_BEFORE[before] !== 1 && !(before === 0x40 && ENDS_BEFORE[text.charCodeAt(at - 2)] === 1);
}

/** True if the `@` ends the userinfo of an address, whether or not that holds a secret. */
function inspectUserinfo(text: string, at: number, report: Report): boolean {
  if (!isBehindScheme(text, at)) return false;
  const head = text.slice(Math.max(0, at - MAX_BEFORE), at);
  const userinfo = USERINFO.exec(head)?.[1];
  if (userinfo === undefined) return findWithSlash(text, head, at, report);
  const following = /[^\s/"'`<>\\@]{0,300}(@)?/y;
  following.lastIndex = at + 1;
  if (following.exec(text)?.[1] !== undefined) return true; // another @ follows in the same userinfo
  const colon = userinfo.indexOf(":");
  const start = at - userinfo.length;
  if (colon === -1) {
    // The password of the proxy is all that stands there.
    if (
      !looksLikePlaceholder(userinfo) &&
      /trojan(?:-go)?:\/\/$/.test(text.slice(Math.max(0, start - 12), start))
    ) {
      report({ start, end: at, kind: "url-password", weight: WEIGHT.context });
      return true;
    }
    if (isUserOfShare(text, start, userinfo)) {
      report({ start, end: at, kind: "user-name", weight: WEIGHT.path });
      return true;
    }
    return inspectTokenAlone(userinfo, start, at, report);
  }
  const user = userinfo.slice(0, colon);
  FURTHER.lastIndex = at;
  const further = FURTHER.exec(text)?.[0] ?? "";
  const password = userinfo.slice(colon + 1) + further;
  if (hasDigitAndLetter(user) && user.length >= 20) inspectTokenAlone(user, start, start + colon, report);
  if (isUrlPassword(user, password)) {
    report({
      start: start + colon + 1,
      end: at + further.length,
      kind: "url-password",
      weight: WEIGHT.context,
    });
  }
  return true;
}

/** `smb://kim@nas/home`: a person's account. */
function isUserOfShare(text: string, start: number, user: string): boolean {
  return /(?:smb|cifs|afp)[:][/]{2}$/.test(text.slice(Math.max(0, start - 8), start)) &&
    /^[A-Za-z][\w.-]{2,40}$/.test(user) &&
    !/^(?:guest|user(?:name)?|admin|root|anonymous|nobody)$/i.test(user);
}

/** A password with slashes in it, as base64 has them: no port stands where it begins. */
const WITH_SLASH =
  /(?<=([a-z][a-z0-9+.-]{1,20}):\/\/)([^\s"'`<>\\/@:]{1,64}):((?![0-9]{1,5}\/)[^\s"'`<>\\/@:?#]{0,120}(?:\/[^\s"'`<>\\/@:?#]{0,120}){1,8})$/;
const HOST =
  /@[A-Za-z0-9][A-Za-z0-9-]{0,62}((?:\.[A-Za-z0-9-]{1,63}){0,5}\.[A-Za-z]{2,24}|)(:[0-9]{2,5}|)(?=[/?,\s"'`]|$)/y;
const OF_DATABASE =
  /^(?:postgres|postgresql|mysql|mariadb|mongodb|rediss?|amqps?|mssql|sqlserver|clickhouse|cockroachdb|neo4j|bolt|nats)/;

/** `postgres://web:a/b+c@db:5432/web`; without a port and a domain of the host it may be a path. */
function findWithSlash(text: string, head: string, at: number, report: Report): boolean {
  const [, scheme = "", user = "", password = ""] = WITH_SLASH.exec(head) ?? [];
  if (!hasDigitAndLetter(password) || !isUrlPassword(user, password)) return false;
  HOST.lastIndex = at;
  const [whole, domain, port] = HOST.exec(text) ?? [];
  if (whole === undefined || !(domain || port || OF_DATABASE.test(scheme))) return false;
  report({ start: at - password.length, end: at, kind: "url-password", weight: WEIGHT.context });
  return true;
}

/** `https://<token>@github.com/…`; otherwise the name may be the first part of an e-mail address. */
function inspectTokenAlone(
  userinfo: string,
  start: number,
  end: number,
  report: Report,
): boolean {
  if (userinfo.length < 20 || !hasDigitAndLetter(userinfo) || looksLikePlaceholder(userinfo)) return false;
  report({ start, end, kind: "url-token", weight: WEIGHT.context });
  return true;
}

/** Percent-encoded as in query strings, escaped as in JSON and HTML, or hidden from robots: `kim [at] mail [dot] com`. */
function inspectEncoded(text: string, at: number, report: Report): void {
  const first = text.charAt(at);
  if (first === "%") return inspectEmail(text, at, 3, report);
  if (first === "\\") return inspectEmail(text, at, 6, report);
  if (first === "&") return inspectEmail(text, at, 5, report);
  HIDDEN_DOMAIN.lastIndex = at;
  const domain = HIDDEN_DOMAIN.exec(text)?.[0];
  const local = HIDDEN_LOCAL_PART.exec(text.slice(Math.max(0, at - 66), at))?.[0];
  if (domain === undefined || local === undefined) return;
  report({ start: at - local.length, end: at + domain.length, kind: "email", weight: WEIGHT.email });
}

const HIDDEN_LOCAL_PART = /[A-Za-z0-9._%+-]{1,64} ?$/;
const HIDDEN_DOMAIN =
  /[[(]at[\])] ?[A-Za-z0-9-]{1,63}(?:(?: ?[[(]dot[\])] ?|\.)[A-Za-z0-9-]{1,63}){0,3}(?: ?[[(]dot[\])] ?|\.)[A-Za-z]{2,24}(?![A-Za-z0-9])/y;

function inspectEmail(text: string, at: number, width: number, report: Report): void {
  if (!mayBeDomain(text, at + width)) return;
  DOMAIN.lastIndex = at + width;
  const domain = DOMAIN.exec(text)?.[0];
  if (domain === undefined || NOT_A_DOMAIN.test(domain)) return;
  const local = LOCAL_PART.exec(text.slice(Math.max(0, at - 64), at))?.[0];
  if (local === undefined) return;
  const start = startOfLocalPart(text, at - local.length, at);
  // git@github.com:owner/repo is everybody's address of a repository; a token is the user of `:x-oauth-basic@host`.
  if (start >= at || /^(?:git|x-oauth-basic)$/.test(text.slice(start, at))) return;
  if (SSH_DOMAIN.test(domain) && SSH_NAME.test(text.slice(start, at))) return;
  if (width === 1 && isPasswordOf(text, start, at + 1, domain)) {
    return report({ start, end: at, kind: "url-password", weight: WEIGHT.context });
  }
  const end = at + width + domain.length;
  report({ start, end, kind: "email", weight: WEIGHT.email });
  if (BEFORE_PASSWORD.has(text.charCodeAt(end))) findBehindEmail(text, start, end, report);
}

/** Colon, semicolon and bar. */
const BEFORE_PASSWORD: ReadonlySet<number> = new Set([0x3a, 0x3b, 0x7c]);

const BEHIND_EMAIL = /([:;|])([^\s:;|"'`<>/]{6,64})(?=[ \t]*(?:\r?\n|$))/y;
const NEXT_LOGIN = /[ \t]*\r?\n[^\s@:]{1,64}@[\w.-]{3,100}[:;|][^\s:;|"'`<>/]{4,64}[ \t]*(?=\r?\n|$)/y;
const PREVIOUS_LOGIN = /(?:^|\n)[^\s@:]{1,64}@[\w.-]{3,100}[:;|][^\s:;|"'`<>/]{4,64}[ \t]*\r?\n$/;
const LOGIN_CHARACTERS = 240;

/** Lists of logins, an address and a password on each line. */
function findBehindEmail(text: string, start: number, end: number, report: Report): void {
  if (start > 0 && text.charCodeAt(start - 1) !== 0x0a) return;
  BEHIND_EMAIL.lastIndex = end;
  const password = BEHIND_EMAIL.exec(text)?.[2];
  if (password === undefined || !isChosen(password)) return;
  const stop = end + 1 + password.length;
  NEXT_LOGIN.lastIndex = stop;
  const isListed = NEXT_LOGIN.test(text) ||
    PREVIOUS_LOGIN.test(text.slice(Math.max(0, start - LOGIN_CHARACTERS), start));
  if (isListed) report({ start: end + 1, end: stop, kind: "password", weight: WEIGHT.context });
}

/** Algorithms and requests of SSH have the domain of whoever has thought of them behind their names (RFC 4251). */
const SSH_DOMAIN =
  /^(?:openssh\.com|libssh\.org|lysator\.liu\.se|ssh\.com|tinyssh\.org|putty\.projects\.tartarus\.org|matt\.ucc\.asn\.au)$/;
const SSH_NAME =
  /[0-9]|-(?:cbc|ctr|etm|gcm|agent|rename|request|sessions|session|path|id|info|data|handle|forward|streamlocal|poly)$|^(?:zlib|umac|keepalive|statvfs|fstatvfs|fsync|eow|hardlink|lsetstat|limits|ping|tun|posix-rename|rijndael-cbc)$/;

/** Servers are called for what they serve. */
const SERVER = /^(?:s?ftps?|git|svn|ssh|smtp|imap|ldap|db|sql|mysql|proxy|registry|repo|vpn)[0-9]{0,2}[.-]/i;

/** `user:password@ftp.host`, `user:password@host:21` without a scheme: no address of a person. */
function isPasswordOf(text: string, start: number, hostStart: number, domain: string): boolean {
  if (text.charCodeAt(start - 1) !== 0x3a) return false;
  const user = /(?<![A-Za-z0-9_.:/-])[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/.exec(
    text.slice(Math.max(0, start - 66), start - 1),
  )?.[0];
  if (
    user === undefined ||
    /^(?:mailto|e-?mail|mail|from|to|cc|bcc|sender|author|user|acct|sip|xmpp)$/i.test(user)
  ) {
    return false;
  }
  return SERVER.test(domain) ||
    /^:[0-9]{2,5}(?![0-9])/.test(text.slice(hostStart + domain.length, hostStart + domain.length + 7));
}

/** A quick look: letters after a full stop, unless the version of a package (`cli@1.2.3`) or nothing of the kind follows. */
function mayBeDomain(text: string, start: number): boolean {
  let afterStop = false;
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const isLetter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
    if (code > 0x7f || (isLetter && afterStop)) return true;
    afterStop = code === 0x2e;
    if (!afterStop && !isLetter && code !== 0x2d && (code < 0x30 || code > 0x39)) return false;
  }
  return false;
}

const APOSTROPHE = /(?<![A-Za-z0-9._-])(?:[A-Za-z0-9_-]{1,30}[._])?[oOdD]'$/;

/** Without the letter of an escape (`\nalice@…`) or of a percent code (`%3Dalice@…`) before it, and without leading dots. */
function startOfLocalPart(text: string, start: number, at: number): number {
  let first = start;
  // O'Brien
  if (text.charCodeAt(first - 1) === 0x27) {
    first -= APOSTROPHE.exec(text.slice(Math.max(0, first - 44), first))?.[0].length ?? 0;
  }
  if (text.charCodeAt(first - 1) === 0x5c && /[nrtbf]/.test(text.charAt(first))) first++;
  const percent = /^(?:%(?!2[Bb])[0-9A-Fa-f]{2})+/.exec(text.slice(first, at));
  if (percent !== null) first += percent[0].length;
  while (first < at && ".-%".includes(text.charAt(first))) first++;
  return first;
}
