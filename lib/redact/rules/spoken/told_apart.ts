/** Secrets that stand apart from their noun: a sentence between, an empty line, another value; and pairs without a noun. */
import type { Report } from "../../finding.ts";
import { isMadeOfLetters } from "../judgement/likely_password.ts";
import { isPicturePhrase } from "../judgement/picture_words.ts";
import type { Noun, SpokenPiece } from "./spoken_nouns.ts";
import { isSure, looksTold, type NounClass, reportTold, withoutPunctuation } from "./spoken_value.ts";
import { isToldOrNumber, isToldPassword } from "../judgement/told_password.ts";

const SPACE = 0x20;
const UNDERSCORE = 0x5f;
const FIRST_OF_ASIA = 0x3000;
const LINE_CHARACTERS = 160;
const VALUE = String.raw`["'\u0060*]{0,3}([^\s"'\u0060<>|]{6,512})`;
const LINE_VALUE = String
  .raw`[ \t]*(?:\r?\n){1,2}[ \t>]{0,8}["'\u0060*]{0,3}([^\s"'\u0060*]{6,512})["'\u0060*]{0,3}[ \t]*(?=\r?\n|\0|$)`;

/** "password is on the sticker, …" */
const AT_PLACE = new RegExp(
  String
    .raw` (?:is|was|are) (?:on|in|at|under|inside|from) (?:[\w'’-]{1,14} ){0,5}[\w'’-]{2,14}(?:,|:| -| –) ${VALUE}`,
  "y",
);

/** "the same password as before, …" */
const AS_BEFORE = new RegExp(
  String
    .raw` as (?:before|always|usual|last time|yesterday|the others?|(?:for|on|in) [\w.-]{2,20})(?:,|:| -| –| —) ${VALUE}`,
  "y",
);

/** "secret between the two services is …", "key shared with them is …" */
const BETWEEN = new RegExp(
  String.raw` (?:between|shared (?:with|by)) (?:[\w.'’-]{1,20} ){1,6}?(?:is|was)(?: now)?:? ${VALUE}`,
  "y",
);

/** "… for the weather service is below", and the key on its own line. */
const SAID_BELOW = new RegExp(
  String
    .raw`(?: [\w.'’-]{1,20}){0,7} (?:is|are)(?: (?:here|below|the following|as follows))[:.]?${LINE_VALUE}`,
  "y",
);

/** "here's the token I got from the dashboard", and the token on its own line. */
const HERE = /\b[Hh]ere(?:['’]s| is| are| you go:?) (?:[\w'’-]{1,14} ){0,3}$/;
const OTHER_THING =
  /\b(?:counts?|usage|hash|commit|sha|checksum|digest|fingerprint|diff|ids?|revision|limits?)\b/i;
const LINE_BELOW = new RegExp(String.raw`(?: [\w.'’-]{1,20}){1,9}[:.]?${LINE_VALUE}`, "y");

/** "replace YOUR_API_KEY with …" */
const PLACEHOLDER =
  /\b(?:replace|swap|substitute|change|exchange) ["'`<]{0,2}(?:YOUR|MY|THE)_(?:[A-Z]{1,12}_){0,3}$/i;
const WITH = new RegExp(String.raw`["'\u0060>]{0,2} (?:with|by|for|to) ${VALUE}`, "y");

/** "wrong password but I typed …", 'it says "invalid password" although I entered …' */
const TYPED = new RegExp(
  String
    .raw`["'”]?,? (?:(?:but|although|though|and|even though|while) )?(?:I|i|we)(?:['’]ve| have| had)?(?: (?:just|only|really|definitely|always))? (?:typed|entered|used|pasted|tried|gave)(?: in)?:? ${VALUE}`,
  "y",
);
const MAY_BE_TYPED = / (?:I|i|we)\b/;

/** "password-protected (…)", "password protected: …" */
const PROTECTED = new RegExp(String.raw`[- ]protected(?: with)?(?: \(|: | [-–—] )${VALUE}`, "y");

function findTyped(text: string, end: number, report: Report): void {
  if (MAY_BE_TYPED.test(text.slice(end, end + 24))) takeTold(TYPED, text, end, "password", report);
  if (text.startsWith("protected", end + 1)) takeTold(PROTECTED, text, end, "password", report);
}

/** What stands behind a noun, but further off than a walk from word to word goes. */
export function findApart(text: string, at: number, end: number, noun: Noun, report: Report): void {
  const isKey = noun.kind === "token" || noun.kind === "secret" || noun.kind === "either";
  if (noun.kind === "password") findTyped(text, end, report);
  if (text.charCodeAt(end) === SPACE) {
    const next = text.charCodeAt(end + 1);
    if (next === 0x69 || next === 0x77 || next === 0x61) takeTold(AT_PLACE, text, end, noun.kind, report); // i w a
    if (next === 0x61) takeTold(AS_BEFORE, text, end, noun.kind, report); // a
    if (isKey) {
      if (next === 0x62 || next === 0x73) takeTold(BETWEEN, text, end, noun.kind, report); // b s
      findKeyBelow(text, at, end, report);
    }
  }
  if (isKey && text.charCodeAt(at - 1) === UNDERSCORE && PLACEHOLDER.test(headOf(text, at))) {
    takeTold(WITH, text, end, "token", report);
  }
  findFirst(text, at, end, noun, report);
}

/** A key below the line that says that it comes. */
function findKeyBelow(text: string, at: number, end: number, report: Report): void {
  const line = text.slice(end, end + LINE_CHARACTERS);
  const lineEnd = line.indexOf("\n");
  if (lineEnd === -1) return;
  const rest = line.slice(0, lineEnd);
  if (/ (?:here|below|following|follows)/.test(rest)) takeTold(SAID_BELOW, text, end, "token", report);
  if (text.charCodeAt(at - 1) === SPACE && HERE.test(headOf(text, at)) && !OTHER_THING.test(rest)) {
    takeTold(LINE_BELOW, text, end, "token", report);
  }
}

const HEAD_CHARACTERS = 64;

function headOf(text: string, at: number): string {
  const head = text.slice(Math.max(0, at - HEAD_CHARACTERS), at);
  return head.slice(1 + Math.max(head.lastIndexOf("\n"), head.lastIndexOf("\0")));
}

/** Reports the first group of a sticky expression, its last one, where it is told. */
function takeTold(pattern: RegExp, text: string, at: number, kind: NounClass, report: Report): void {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  const chunk = match?.[1];
  if (match === null || chunk === undefined) return;
  const value = withoutPunctuation(chunk);
  if (isToldAs(value, kind)) reportTold(at + match[0].lastIndexOf(chunk), value, kind, report);
}

function isToldAs(value: string, kind: NounClass): boolean {
  if (kind === "password" && (isToldPassword(value) || isPicturePhrase(value))) return true;
  return looksTold(value, { isQuoted: true, noun: kind }) && isSure(value, kind);
}

const BEFORE_CHARACTERS = 200;

/** The quick look: one of the words that the expressions below have. */
const MAY_BE_FIRST = / as |alue |otate |evoke |hange |eplace |emove |elete |eset |isable |[Mm]ake |[Ss]et /;

/** "make … the admin password" */
const MADE =
  /\b(?:[Mm]ake|[Ss]et) ["'`*]{0,3}(\S{6,130}?)["'`*]{0,3} (?:the|our|your|my|his|her)(?: [a-z]{1,12}){0,3} $/;

/** "leaked value is `…`; rotate this API key", "`…` was committed, revoke that token" */
const TO_ROTATE =
  /["'`](\S{8,512}?)["'`](?: [a-z]{2,12}){0,4}[,;.:—–-]{1,2} ?(?:please |now |you should |and |then )?(?:[Rr]otate|[Rr]evoke|[Cc]hange|[Rr]eplace|[Rr]emove|[Dd]elete|[Rr]eset|[Dd]isable) (?:this|that|the)(?: [\w-]{1,14}){0,2} $/;

/** 'why "…" is rejected as api token' */
const JUDGED =
  /["'`](\S{8,512}?)["'`] (?:is|was|gets|got) (?:rejected|refused|denied|accepted|used|sent|passed|given|treated|recogni[sz]ed|shown|logged|printed|leaked|stored|exposed) as (?:an? |the |our |my )?(?:[\w-]{1,12} ){0,2}$/;

/** 'the decrypted value is "…" for DB_PASSWORD' */
const VALUE_FOR =
  /\bvalue (?:is|was|of) ["'`*]{0,3}(\S{6,512}?)["'`*]{0,3},? (?:for|of|in) ["'`]?(?:[A-Z]+_)*$/;

/** "用…作为密码", "…をパスワードとして使って" */
const USED_IN_ASIA =
  /(?:[用把将] ?["'`「“]?([!#-&(-;=?-_a-{}~]{6,128})["'`」”]? ?(?:作为|当作|当成|作為|做|设为|设成)|(?<![!-~])["'`「“]?([!#-&(-;=?-_a-{}~]{6,128})["'`」”]? ?を)[\u3040-\u30ff\u4e00-\u9fff]{0,8}$/u;

/** What stands before a noun that ends its sentence or its part. */
function findFirst(text: string, at: number, end: number, { kind }: Noun, report: Report): void {
  if (text.charCodeAt(at) >= FIRST_OF_ASIA) {
    const match = USED_IN_ASIA.exec(headOf(text, at));
    const value = match?.[1] ?? match?.[2];
    if (value === undefined || !isToldAs(value, kind)) return;
    return reportTold(text.lastIndexOf(value, at), value, kind, report);
  }
  if (!/^(?:[\s),.;:!?\]"'`]|$)/.test(text.slice(end, end + 1))) return;
  const head = text.slice(Math.max(0, at - BEFORE_CHARACTERS), at);
  const line = head.slice(1 + Math.max(head.lastIndexOf("\n"), head.lastIndexOf("\0")));
  if (line.length < 14 || !MAY_BE_FIRST.test(line)) return;
  const match = TO_ROTATE.exec(line) ?? JUDGED.exec(line) ?? VALUE_FOR.exec(line) ??
    (kind === "password" ? MADE.exec(line) : null);
  const value = match?.[1];
  if (match === null || value === undefined) return;
  if (!isToldAs(value, kind) && !(kind === "password" && isToldOrNumber(value))) return;
  reportTold(at - line.length + match.index + match[0].indexOf(value), value, kind, report);
}

/** A password that no name, version or hash is taken for, where only another value stands beside it. */
function isPairPassword(chunk: string): boolean {
  const value = withoutPunctuation(chunk);
  if (/^[0-9a-f]+$/.test(value)) return false;
  return (isToldPassword(value) && /[0-9].*[0-9]|[!#$%^&*]/.test(value)) ||
    (looksTold(value, { isQuoted: false, noun: "password" }) && isSure(value, "password"));
}

function takePair(pattern: RegExp, before?: RegExp): SpokenPiece["visit"] {
  return (text, at, report) => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const chunk = match?.[1];
    if (match === null || chunk === undefined || !isPairPassword(chunk)) return;
    if (before !== undefined && !before.test(text.slice(Math.max(0, at - 80), at))) return;
    reportTold(at + match[0].lastIndexOf(chunk), withoutPunctuation(chunk), "password", report);
  };
}

const BESIDE_EMAIL = new RegExp(
  String
    .raw`@[\w-]{1,40}(?:\.[\w-]{1,40}){0,4}["'\u0060*]{0,3}(,| :|:| with| using| mit| con| avec| com| met| and| und| y| et| e| и|) ${VALUE}`,
  "y",
);
const MAIL_OR_LOGIN =
  /\b(?:smtps?|imaps?|pop3|log(?:s|ged|ging)? ?in|sign(?:s|ed|ing)? ?in|enter|type|credentials?|creds|auth(?:enticate)?|melde|connecte|inicia|entre)\b/i;
/** "test account: ops@host …" */
const ACCOUNT =
  /(?:^|[^A-Za-z])(?:accounts?|log-?in|users?|credentials?|creds|konto|zugang|compte|cuenta|conta)(?: (?:is|ist|est|es))?[:=]? ["'`*]{0,3}\S{1,64}$/i;
const OF_USE = /^ (?:with|using|mit|con|avec|com|met)$/;
const LIST_ITEM = /(?:^|\n)[ \t>]{0,8}(?:[-*•]|[0-9]{1,2}[.)]) ["'`*]{0,3}\S{1,64}$/;

/** Hardly a name of anything. */
const LONG_CHARACTERS = 12;

const ALONE =
  /@[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}:(?=[^\s]{0,63}[0-9])(?=[^\s]{0,63}[A-Z])(?=[^\s]{0,63}[a-z])([^\s"'`<>|/\\:]{8,64})(?=[ \t]*(?:[\r\n\0]|$))/y;

/** `ada@host.com:…` as a line of its own; what is copied from a machine has small letters or a path. */
function findPairAlone(text: string, at: number, report: Report): void {
  ALONE.lastIndex = at;
  const value = ALONE.exec(text)?.[1];
  if (value === undefined) return;
  const isLong = value.length >= LONG_CHARACTERS && isSure(value, "password");
  if (!isLong && !isMadeOfLetters(value) && !/[!#$%^&*]/.test(value)) return;
  if (!/(?:^|\n)[ \t>*-]{0,4}(?!git$)[\w.+-]{1,64}$/.test(text.slice(Math.max(0, at - 70), at))) return;
  reportTold(ALONE.lastIndex - value.length, value, "password", report);
}

/** "SMTP: mail.host:587, ops@host, …", "logs in with `ada@host` and `…`", "- alice@host : …" */
export function findBesideEmail(text: string, at: number, report: Report): void {
  findPairAlone(text, at, report);
  BESIDE_EMAIL.lastIndex = at;
  const [whole = "", link = "", chunk = ""] = BESIDE_EMAIL.exec(text) ?? [];
  if (chunk === "" || !isPairPassword(chunk)) return;
  const head = text.slice(Math.max(0, at - 100), at);
  const line = head.slice(head.lastIndexOf("\n") + 1);
  const isLinked = link === ""
    ? ACCOUNT.test(line)
    : link.endsWith(":")
    ? LIST_ITEM.test(head)
    : OF_USE.test(link)
    ? /\bssh [^\n]{0,40}$|log-?in|logg/i.test(line) || MAIL_OR_LOGIN.test(line)
    : MAIL_OR_LOGIN.test(line);
  if (!isLinked) return;
  reportTold(at + whole.lastIndexOf(chunk), withoutPunctuation(chunk), "password", report);
}

const HOST_ABOVE = /(?:[0-9]{1,3}\.){3}[0-9]{1,3}|\b(?:server|host|ssh|box|vps|machine)\b|\w\.[a-z]{2,12}\b/i;

/** Such words stand between texts of a log as well, so that a line break is all that may be there. */
const lineBelow = (user: string) =>
  new RegExp(String.raw`\n${user}\n["'\u0060]?([^\s"'\u0060<>|]{6,128})(?=["'\u0060]?[ \t]*(?:\n|$))`, "y");

const loginAs = (start: string, and: string) =>
  new RegExp(String.raw`${start}["'\u0060*]{0,3}[\w.@+-]{2,60}["'\u0060*]{0,3} (?:${and}|\/) ${VALUE}`, "y");

/** "reset it, new one is …" */
const RESET = /\b(?:reset|password|passwort|pw|login|credentials?)\b[^\n]{0,60}$/i;

const NEW_ONE = takePair(new RegExp(String.raw`new one (?:is|was|:) ?${VALUE}`, "y"), RESET);

/** "the new one is …, the old password doesn't work" */
const NEW_ONE_FIRST = takePair(
  new RegExp(
    String
      .raw`new one (?:is|was|:) ?${VALUE}(?=["'\u0060*]{0,3}[,;.]? [^\n]{0,24}\bold (?:password|passwort|pw|passphrase|pass)\b)`,
    "y",
  ),
);

/** "the answer to the sudo prompt is …" */
const OF_PASSWORD = /\b(?:sudo|su|password|passwd|passphrase|login|ssh|root|pin)\b[^\n]{0,20}$/i;

function findAtPrompt(text: string, at: number, report: Report): void {
  PROMPT.lastIndex = at;
  const chunk = PROMPT.exec(text)?.[1];
  if (chunk === undefined || !OF_PASSWORD.test(text.slice(Math.max(0, at - 40), at))) return;
  const value = withoutPunctuation(chunk);
  // What a shell prompts with.
  if (/@[\w.-]+:|[$%#>]$/.test(value)) return;
  if (!isToldAs(value, "password") && !isPicturePhrase(value)) return;
  reportTold(PROMPT.lastIndex - chunk.length, value, "password", report);
}
const PROMPT = new RegExp(String.raw`prompt is ${VALUE}`, "y");

const SALT = new RegExp(String.raw`(?:salt|pepper) is ${VALUE}`, "y");

/** Found without a noun of a secret, or behind another word than it. */
export const APART_PIECES: readonly SpokenPiece[] = [
  { keyword: "prompt is ", visit: findAtPrompt },
  ...["salt is ", "pepper is "].map((keyword): SpokenPiece => ({
    keyword,
    visit: (text, at, report) => takeTold(SALT, text, at, "token", report),
  })),
  { keyword: "new one is ", visit: NEW_ONE },
  { keyword: "new one is ", visit: NEW_ONE_FIRST },
  // "ssh into 10.0.0.4 as root with …"
  ...["root", "admin", "ubuntu"].map((user): SpokenPiece => ({
    keyword: `s ${user} with `,
    visit: takePair(new RegExp(String.raw`s ${user} with ${VALUE}`, "y"), /(?:^|\W)[Aa]$/),
  })),
  {
    keyword: "dministrator, ",
    visit: takePair(
      new RegExp(String.raw`dministrator, ${VALUE}`, "y"),
      /(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?::[0-9]{1,5})?,? [Aa]$/,
    ),
  },
  ...["root", "admin", "ubuntu"].map((user): SpokenPiece => ({
    keyword: `\n${user}\n`,
    visit: takePair(lineBelow(user), HOST_ABOVE),
  })),
  { keyword: "credentials use ", visit: takePair(loginAs("credentials use ", "with|and|,")) },
  { keyword: "elde dich mit ", visit: takePair(loginAs("elde dich mit ", "und")) },
  { keyword: "ogge dich mit ", visit: takePair(loginAs("ogge dich mit ", "und")) },
  { keyword: "te-toi avec ", visit: takePair(loginAs("te-toi avec ", "et")) },
  { keyword: "sesión con ", visit: takePair(loginAs("sesión con ", "y")) },
  { keyword: "ogin com ", visit: takePair(loginAs("ogin com ", "e")) },
];
