/** A name and a password told together: "log in with admin / …", "credentials: admin:…". */
import type { Report } from "../../finding.ts";
import { findUsersInBraces } from "../lists/user_map.ts";
import { decodesToCredentials, looksLikePlaceholder } from "../judgement/placeholder.ts";
import { isNumberedThing } from "../judgement/chosen_words.ts";
import { isChosen } from "../judgement/given_value.ts";
import { isLikelyPassword, isMadeOfLetters } from "../judgement/likely_password.ts";
import { isOrdinaryWord } from "../judgement/ordinary_words.ts";
import { isPassphrase } from "../judgement/passphrase.ts";
import { finder } from "../pattern_finder.ts";
import { reportKey, reportPassword } from "../report.ts";
import { findBehindAdmin } from "./spoken_echo.ts";
import { isToldOrNumber, isToldPassword } from "../judgement/told_password.ts";
import { isSure, looksTold, withoutPunctuation } from "./spoken_value.ts";

const NETRC =
  /(?<=\blogin (?!(?:anonymous|ftp|and|or|und|\/|&)\s)\S{1,100}\s{1,12}(?:account \S{1,100}\s{1,12})?(?:[0-9]{1,6}→)?\s{0,12})[Pp]assword (?!<[^>\n]{1,40}>)([^\s"'`]{4,256})/y;

/** `machine h login u password p` */
export function findNetrcPassword(text: string, at: number, report: Report): void {
  NETRC.lastIndex = at;
  const password = NETRC.exec(text)?.[1];
  if (password === undefined || looksLikePlaceholder(password)) return;
  // "the login page, password field"
  if (isOrdinaryWord(password) && !MACHINE.test(text.slice(Math.max(0, at - 240), at))) return;
  const start = at + "password ".length;
  reportPassword(report, { start, end: start + password.length });
}

const MACHINE = /\b(?:machine|default)\s/;

const CREDENTIALS =
  /[A-Za-z][a-z]{4,11}[ \t*_]{0,4}(?: [^\s:=]{1,30}){0,5}?(?:[ \t]?[:=→]| ->| are| is| sind| lauten)[ *`"'{]{1,6}[\w.@+-]{2,60}(?::|\/(?!\/)| \/\/ |,? (?:and|with|und) |, ?|[ }]{1,3}\/[ {]{1,3}| )["'`*]{0,2}([^\s"'`<>|]{6,128})/y;

/** `creds := map[string]string{"kim": "v"}`, `CREDENTIALS = {…}` */
const CREDENTIALS_MAP =
  /(?:cred(?:ential)?s)["']? ?(?:=|:=|:) ?(?:map\[string\]string|new Map\(|dict\()? ?\{/iy;

/** "credentials: admin:…", "the credentials are admin and …", "Zugangsdaten: admin, …"; begins in the noun. */
export function findCredentials(text: string, at: number, report: Report): void {
  CREDENTIALS_MAP.lastIndex = at;
  if (CREDENTIALS_MAP.test(text)) findUsersInBraces(text, CREDENTIALS_MAP.lastIndex, report);
  const below = matchOf(CREDENTIALS_BELOW, text, at);
  if (below !== null) return reportIfPassword(at + below[0].length, below[1] ?? "", report, true);
  CREDENTIALS.lastIndex = at;
  const match = CREDENTIALS.exec(text) ?? matchOf(CREDENTIALS_PAIR, text, at);
  if (match === null) return;
  const value = match[1] ?? "";
  // What stands behind a comma or a space may be the next word of the sentence.
  const isPair = /[:/=] {0,1}["'`*{]{0,2}$/.test(match[0].slice(0, -value.length));
  reportIfPassword(at + match[0].length, value, report, isPair);
}

/** "credentials:", and a name and a password on the two lines below it */
const CREDENTIALS_BELOW =
  /[A-Za-z][a-z]{4,11}(?: (?:for|of|to|on|für|pour|para) (?:[\w-]{1,20} ?){1,4})?[ \t*_]{0,4}:[ \t*_]{0,4}\n[ \t>-]{0,6}["'`]?[\w.@+-]{2,60}["'`]?[ \t]*\n[ \t>-]{0,6}["'`]?([^\s"'`<>|]{6,128})(?=["'`]?[ \t]*(?:[\r\n\0]|$))/y;

/** "creds root:…" */
const CREDENTIALS_PAIR =
  /(?:creds|credentials) ["'`*]{0,3}[a-z][\w.@+-]{1,40}[:/](?!\/)([^\s"'`<>|]{6,128})/iy;

function matchOf(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const BASIC_AUTH =
  /asic auth(?:entication)?(?: (?!is )[a-z]{1,14}){0,4}(?: is| are|:|=| decodes to| decoded to)[ *`"']{1,4}[\w.@+-]{2,60}:([^\s"'`<>|]{6,128})/y;

/** "basic auth for staging is name:…" */
export function findBasicAuth(text: string, at: number, report: Report): void {
  BASIC_AUTH.lastIndex = at;
  const match = BASIC_AUTH.exec(text);
  if (match !== null) return reportIfPassword(at + match[0].length, match[1] ?? "", report, true);
  BASIC_BLOB.lastIndex = at;
  const blob = BASIC_BLOB.exec(text)?.[1];
  if (blob === undefined || !decodesToCredentials(blob)) return;
  reportPassword(report, { start: BASIC_BLOB.lastIndex - blob.length, end: BASIC_BLOB.lastIndex });
}

const BASIC_BLOB =
  /asic auth(?:entication)?(?: [a-z]{1,14}){0,4}(?: is|:|=)[ *`"']{1,4}([A-Za-z0-9+/]{12,400}={0,2})(?![A-Za-z0-9+/=])/y;

const AFTER_SLASH = / \/ ["'`*]{0,2}([^\s"'`<>|]{6,128})/y;

/** Longest stretch before the slash that is looked at. */
const LOGIN_CHARACTERS = 100;

const LOGIN =
  /(?:\b(?:log(?:ging|ged)?[ -]?in|sign(?:ed|ing)?[ -]?in|logon|credentials?|creds|user(?:name)?s?|account|auth|zugangsdaten|anmeld\w*|melde|logg(?:e|en)? (?:dich|dig|deg|inn)|connecte\S*|inicia\w* sesi\S*|acced\w*|logga|zaloguj|identifiants?|credenciales|credenciais|credenziali|inlogg\w*|access)\b|войд|доступ|логин|вход|ログイン|登录|登錄|账号|帳號|로그인)[^\n\0]{0,60}$/i;

/** "wifi: lab / …"; what is said of frequencies and cards is none. */
const WIRELESS = /\b(?:wi-?fi|wlan|ssid)(?: name| network)?: ?[^\n\0/]{1,32}$/i;

/** "use admin / … to log in" */
const TO_LOG_IN = /^["'`*]{0,3} (?:to|for) (?:log|sign)(?:ging|ing)?[ -]?in\b/i;

/** A single word for the user, behind one that says so or a sign. */
const USER_AT_END =
  /(?:[:(=,]|\b(?:with|as|using|is|are|use|try|sono|son|são|sont|est|är|er|es|zijn|and|in|mit|con|avec|com|med|met|user|login|account|creds|credentials|utilisateur|usuario))[ "'`*]{0,4}[\w.@+-]{1,60}["'`*]{0,3}$/i;

/** "log in with admin / …" */
export function findAfterSlash(text: string, at: number, report: Report): void {
  AFTER_SLASH.lastIndex = at;
  const match = AFTER_SLASH.exec(text);
  if (match === null) return;
  const head = text.slice(Math.max(0, at - LOGIN_CHARACTERS), at);
  if (isOfTwilio(head, match[1] ?? "")) {
    return reportKey(report, { start: AFTER_SLASH.lastIndex - HEX_CHARACTERS, end: AFTER_SLASH.lastIndex });
  }
  const isPair = LINE_USER.test(head) || SERVER_USER.test(head) || isInList(text, at, head, match[1] ?? "") ||
    isInHostBrackets(head, match[1] ?? "") ||
    /\((?:admin|root|user|guest|demo)$|[\w.+-]@[\w-]{1,40}(?:\.[\w-]{1,40}){0,4}$/i.test(head);
  const isWireless = WIRELESS.test(head) && !/[GM]Hz/.test(match[0]);
  const isNamed = USER_AT_END.test(head) || isSure(withoutPunctuation(match[1] ?? ""), "password");
  const isLogin = LOGIN.test(head) ||
    TO_LOG_IN.test(text.slice(at + match[0].length, at + match[0].length + 24));
  if (isPair || isWireless || (isNamed && isLogin)) {
    reportIfPassword(at + match[0].length, match[1] ?? "", report, isPair || USER_AT_END.test(head));
  }
}

/** "admin / …" as the line's first words. */
const LINE_USER =
  /(?:^|\n)[ \t>*-]{0,6}["'`]?(?:admin|administrator|root|editor|demo|guest|test(?:er|user)?|user)[0-9]{0,2}["'`]?$/i;

const HEX_CHARACTERS = 32;

/** The id of an account of Twilio's, and its token. */
function isOfTwilio(head: string, value: string): boolean {
  return /^[0-9a-f]{32}$/.test(value) && /\bAC[0-9a-f]{32}["'`*]{0,3}$/.test(head);
}

/** Up to the colon of an item of a list, also behind a line's number, a diff's sign or the name of a container. */
const LINE_START = String
  .raw`(?:^|\n|\\n)(?:[ \t]{0,8}[0-9]{1,6}[→\t]|[\w.-]{1,40}[ \t]{1,8}\||[+-](?=[\s*#-]))?`;
const LABEL = String
  .raw`[ \t>]{0,6}(?:[-*•+] |[0-9]{1,2}[.)] )?[*_]{0,2}[\p{L}][\p{L}\d .()-]{0,30}[*_]{0,2}: `;

/** "- Jenkins: kim" */
const ITEM_USER = new RegExp(
  String.raw`${LINE_START}${LABEL}["'\x60*]{0,3}([\w.@+-]{2,40})["'\x60*]{0,3}$`,
  "u",
);

/** Of accounts of which every list has one. */
const USUAL_USER = /^(?:admin|administrator|root|superuser|deploy|postgres|sa)$/i;

/** What stands above such a list, a heading or a line that ends with a colon. */
const LIST_HEADING = new RegExp(
  String.raw`${LINE_START}[ \t]{0,4}(?:#{1,6} |\*{2}|[^\n]{0,60}:[*_]{0,2}[ \t]*(?:\n|$))`,
);
const OF_LOGINS =
  /(?:^|\n)[^\n]{0,40}(?:credential|creds\b|login|log-in|passw|accounts?\b|zug[aä]ng|kennw|acces|identifiant|credencia|credenzia|доступ|парол|账号|密码|ログイン)[^\n]{0,40}\n/i;
const HEADING_CHARACTERS = 400;

/** More than a word with a number. */
function isStriking(value: string): boolean {
  return /[0-9].*[0-9]|[!#$%^&*]/.test(value) || isMadeOfLetters(value);
}

/** "- Jenkins: admin / …", or any user below a heading about logins. */
function isInList(text: string, at: number, head: string, value: string): boolean {
  const user = ITEM_USER.exec(head)?.[1];
  if (user === undefined || !isStriking(value)) return false;
  return USUAL_USER.test(user) || isBelowHeading(text, at);
}

function isBelowHeading(text: string, at: number): boolean {
  const head = text.slice(Math.max(0, at - HEADING_CHARACTERS), at);
  const above = head.slice(head.lastIndexOf("\0") + 1);
  return LIST_HEADING.test(above) && OF_LOGINS.test(above);
}

/** "FTP: ftp.host / user / …" */
const SERVER_USER =
  /\b(?:s?ftps?|ssh|smtp|imap|vpn|rdp|vnc|smb|mysql|postgres|database|server|host)[:=]? ?[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}(?::[0-9]{1,5})? \/ ["'`]?[\w.@-]{2,40}["'`]?$/i;

/** "Jenkins: jenkins.host (ci / …)" */
function isInHostBrackets(head: string, value: string): boolean {
  if (isNumberedThing(/\w+$/.exec(head)?.[0].toLowerCase())) return false;
  return /(?:[a-z0-9]\.[a-z]{2,12}|[0-9]\.[0-9]{1,3})(?::[0-9]{1,5})?(?:\/\S*)? \([a-z][\w.@-]{1,20}$/i.test(
    head,
  ) &&
    /\)[.,;"']{0,2}$/.test(value) && /[0-9].*[0-9]|[!#$%^&*]/.test(value);
}

const IN_BRACKETS =
  /(?<=^|[\s("'`\0])admin(?:istrator)?[/:]([^\s"'`<>|/]{6,64}?)(?=[)\s"'`,;]|\.(?:\s|$)|$)/y;

/** "use admin:…" */
const USED_PAIR =
  /\b(?:use|using|with|try|as|enter|mit|nutze|nimm|verwende|con|usa|avec|utilise|com|use o|met|gebruik|med)[ "'`*]{1,4}$/i;

/** "admin/… should work" */
const TRIED =
  /^["'`]? (?:should|still|no longer|doesn['’]t|does not|works?|worked|fails?|failed|logs?|gets?)\b/;

const COLON = 0x3a;

/** "- Grafana: " */
const ITEM = new RegExp(String.raw`${LINE_START}${LABEL}["'\x60]?$`, "u");

/** "Log in at … (admin/…)", "use admin:…" */
export function findPairInBrackets(text: string, at: number, report: Report): void {
  if (text.charCodeAt(at - 1) <= 0x27) findBehindAdmin(text, at, report); // a space, a quote
  IN_BRACKETS.lastIndex = at;
  const match = IN_BRACKETS.exec(text);
  const head = text.slice(Math.max(0, at - LOGIN_CHARACTERS), at);
  if (match === null) return;
  const isTried = TRIED.test(text.slice(at + match[0].length, at + match[0].length + 24)) &&
    /[0-9].*[0-9]/.test(match[1] ?? "");
  // `- Grafana: admin:…`
  const isItem = text.charCodeAt(at + match[0].length - (match[1] ?? "").length - 1) === COLON &&
    ITEM.test(head) && isStriking(match[1] ?? "");
  if (!isTried && !isItem && !LOGIN.test(head) && !USED_PAIR.test(head)) return;
  reportIfPassword(at + match[0].length, match[1] ?? "", report, true);
}

const LOGIN_AS =
  /(?:(?<=[Ll])ogs? in as|(?<=[Ll]o)gg(?:ed|ing) in as|(?<=[Ss]i)gn in as|(?<=(?:[Ll]og|[Ss]ign)(?:ged |ging |ed |ing )?[ -]?)in with|(?<=[Ll])ogin (?:is|as))(?: user(?:name)?)? ["'`*]{0,3}[\w.@+\\-]{2,60}["'`*]{0,3}(?:,? (?:using|with|and|und|et|y|e|pw|pass(?:word)?)(?: (?:the )?(?:password|pw|pass|secret|passwort|mdp))?:? |, (?=\S*[0-9!@#$%^&*])|[/:](?!\/))["'`*]{0,3}([^\s"'`<>|]{6,128})/iy;

/** "using Google2" */
const WITH_ONE_DIGIT = /^[A-Za-z]+[0-9]$/;

/** "log in as ops using …", "log in with ops/…" */
export function findLoginAs(text: string, at: number, report: Report): void {
  LOGIN_AS.lastIndex = at;
  const match = LOGIN_AS.exec(text);
  if (match === null) return findLoginWith(text, at, report);
  const [whole, value = ""] = match;
  // `team/project-name`: with no word between, words alone are none.
  const isGlued = /[/:]["'`*]{0,3}$/.test(whole.slice(0, -value.length));
  const told = withoutPunctuation(value);
  const isPair = !isGlued && (isPassphrase(told, 2) || (isToldPassword(told) && !WITH_ONE_DIGIT.test(told)));
  reportIfPassword(at + whole.length, value, report, isPair);
}

const LOGIN_COLON =
  /(?<=[Ll])ogin: ["'`*]{0,3}[\w.@+-]{2,60}["'`*]{0,3}(?:, |,? (?:and|with|pw:?|pass:?) )["'`*]{0,3}(?=\S*[0-9!@#$%^&*])([^\s"'`<>|]{6,128})(?=["'`*]{0,3}[.)]?(?:[\s\0]|$))/y;

/** "login: ops, …" */
export function findLoginColon(text: string, at: number, report: Report): void {
  LOGIN_COLON.lastIndex = at;
  const [whole = "", value = ""] = LOGIN_COLON.exec(text) ?? [];
  if (value !== "") reportIfPassword(at + whole.length, value, report);
}

const LOGIN_WITH =
  /(?:(?:[og][gn] |(?<=(?:[Ll]og|[Ss]ign)(?:ged |ging |ed |ing )?[ -]?))in|\bauth(?:enticate)?) (?:with|using)(?: user(?:name)?)? (?:["'`*]{0,3}[\w.@+-]{2,60}["'`*]{0,3}(?:,? (?:and|with|und)|,)? (?:(?:the )?(?:password|pw|pass|secret) )?)?["'`*]{0,3}([^\s"'`<>|]{8,128})/y;

/** "log in with admin …", "log in using …", "authenticate with …" */
export function findLoginWith(text: string, at: number, report: Report): void {
  LOGIN_WITH.lastIndex = at;
  const [whole = "", chunk = ""] = LOGIN_WITH.exec(text) ?? [];
  if (chunk !== "") reportIfPassword(at + whole.length, chunk, report);
}

const LOGIN_TO =
  /[og][gn] in to(?: [\w.:/-]{1,40}){1,6}? as ["'`*]{0,3}[\w.@+-]{2,60}["'`*]{0,3},? (?:with|using|and)(?: (?:the )?(?:password|pw|pass))? ["'`*]{0,3}([^\s"'`<>|]{6,128})/y;

/** "sign in to staging as ops with …" */
export function findLoginTo(text: string, at: number, report: Report): void {
  LOGIN_TO.lastIndex = at;
  const [whole = "", chunk = ""] = LOGIN_TO.exec(text) ?? [];
  if (chunk !== "") reportIfPassword(at + whole.length, chunk, report);
}

const SHORT_PASS =
  /(?<=\b(?:user(?:name)?|login|account|u|name)[:=]? ["'`]?[\w.@-]{2,60}["'`]?(?:,| and| with| \/|;)?\s{1,12}(?:[0-9]{1,6}[→\t]\s{0,20})?(?:- |[a-z]{2,10} )?)(?:pass|pw)[:=]? {1,2}["'`]?([^\s"'`<>|]{6,128})/iy;

/** "user ops, pass …" */
export function findShortPass(text: string, at: number, report: Report): void {
  if (text.charCodeAt(at - 1) === 0x3a) return findKeywordPass(text, at, report); // :
  if (text.charCodeAt(at - 2) === 0x2c) findServerPass(text, at, report); // ,
  findBarePin(text, at, report);
  findServicePass(text, at, report);
  findLabelledPass(text, at, report);
  SHORT_PASS.lastIndex = at;
  const match = SHORT_PASS.exec(text);
  if (match !== null) reportIfPassword(at + match[0].length, match[1] ?? "", report, true);
}

/** "pw 06925297", and nothing else on the line. */
const findBarePin = finder(/(?<=(?:^|\n)(?:[>-] )?)pw ([0-9]{6,12})(?=[ \t]*(?:\r?\n|\0|$))/y, () => true);

const KEYWORD_PASS = /(?:pass|pw) "([^"\n]{4,128})"/y;

/** Clojure's `:pass "…"` */
function findKeywordPass(text: string, at: number, report: Report): void {
  KEYWORD_PASS.lastIndex = at;
  const value = KEYWORD_PASS.exec(text)?.[1];
  if (value === undefined || !isChosen(value)) return;
  reportPassword(report, {
    start: KEYWORD_PASS.lastIndex - value.length - 1,
    end: KEYWORD_PASS.lastIndex - 1,
  });
}

const SERVICE_PASS =
  /(?<=(?<![\w-])(?:root|admin|sudo|mysql|postgres|mariadb|redis|mongo|db|database|s?ftp|ssh|vpn|rdp|vnc|smb|wi-?fi|wlan|router|smtp|imap|mail|jenkins|grafana|gitlab|staging|prod) )(?:pass|pw) (?:(?:is|was|=|:|->|=>|→) )?["'`]?([^\s"'`<>|]{6,128})/iy;

/** "mysql root pass …", "DB pass → …" */
function findServicePass(text: string, at: number, report: Report): void {
  const match = matchOf(SERVICE_PASS, text, at);
  const chunk = match?.[1];
  if (match === null || chunk === undefined) return;
  const password = withoutPunctuation(chunk);
  if (!isToldPassword(password) || !/[0-9].*[0-9]|[!#$%^&*]/.test(password)) return;
  const start = at + match[0].length - chunk.length;
  reportPassword(report, { start, end: start + password.length });
}

const LABELLED_PASS =
  /(?<=^|[\s>*-])Pass: {1,2}["'`]?([^\s"'`<>|,;]{6,128})["'`]?(?=[ \t,;|]{1,6}(?:user(?:name)?|login|e-?mail)[:=])/iy;

/** "Pass: …  User: ops" */
const findLabelledPass = finder(LABELLED_PASS, isToldOrNumber);

const SERVER_PASS =
  /(?<=\b(?:vnc|rdp|ssh|ftp|sftp|smb|vpn|ipmi|telnet|wifi|idrac|ilo)\b[^\n"'{(]{0,60}, )(?:pass|pw) ["'`]?([^\s"'`<>|]{6,128})/iy;

/** "vnc is on :5901, pass …" */
function findServerPass(text: string, at: number, report: Report): void {
  SERVER_PASS.lastIndex = at;
  const chunk = SERVER_PASS.exec(text)?.[1];
  if (chunk === undefined) return;
  const password = withoutPunctuation(chunk);
  if (!looksTold(password, { isQuoted: true, noun: "password" })) return;
  const start = SERVER_PASS.lastIndex - chunk.length;
  reportPassword(report, { start, end: start + password.length });
}

const SHORT_LABEL = /(?<=\bu(?:ser)?: ?\S{1,64}) p: (\S{6,128})/y;

/** `u: name p: …` */
export function findShortLabel(text: string, at: number, report: Report): void {
  SHORT_LABEL.lastIndex = at;
  const match = SHORT_LABEL.exec(text);
  if (match !== null) reportIfPassword(at + match[0].length, match[1] ?? "", report, true);
}

const LABELS =
  /(?<![\w/:])u[/:]p(?: (?:for|on|of) [\w.:-]{1,40})?(?: is| are| ?[:=])[ `"']{1,3}([\w.@+-]{2,60})["'`]? ?[/:] ?["'`]?([^\s"'`<>|]{6,128})/iy;

/** `u/p: name/…` */
export function findBehindLabels(text: string, at: number, report: Report): void {
  LABELS.lastIndex = at;
  const match = LABELS.exec(text);
  if (match !== null) reportIfPassword(at + match[0].length, match[2] ?? "", report, true);
}

const HEX_OR_UUID = /^(?:[0-9a-f]{32,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** @param isPair The user stands beside it: words with a number will do. */
function reportIfPassword(end: number, value: string, report: Report, isPair = false): void {
  const password = withoutPunctuation(value.replace(/\*{1,2}$/, ""));
  const isPassword = HEX_OR_UUID.test(password) || (isPair && isToldOrNumber(password)) ||
    isLikelyPassword(password) ||
    (looksTold(password, { isQuoted: false, noun: "password" }) && (isPair || isSure(password, "password")));
  const start = end - value.length;
  if (isPassword) reportPassword(report, { start, end: start + password.length });
}
