/**
 * What tells a secret without a word that links it with its noun: labels behind it, answers to questions, the next
 * sentence.
 */
import type { Report } from "../../finding.ts";
import { isLikelyPassword, isSaidPassword } from "../judgement/likely_password.ts";
import { isPassphrase } from "../judgement/passphrase.ts";
import type { Noun } from "./spoken_nouns.ts";
import { isToldOrNumber, isToldPassword } from "../judgement/told_password.ts";
import {
  findToldBy,
  isNumberedName,
  isSure,
  looksTold,
  reportTold,
  withoutPunctuation,
} from "./spoken_value.ts";

const LABEL_CHARACTERS = 200;
const MIN_LABELLED_CHARACTERS = 8;

/** `X (admin password, staging)`, `X <- db pw`, `X, that's the password`; up to the noun. */
const LABELLED =
  /(?:^|\s)(\S{6,130}?)(?: (?:Enter|C-m))?[ \t]{1,3}(\(|<-{1,2}|<=+|←|⬅|--?>?|—|–|#|\/\/|=)[ \t]{0,2}(?:(?:this|that) is |is )?(?:[\p{L}\d'’-]{1,16} ){0,4}$/u;

const SAYS_SO = /[-—–,] (?:this|that)(?: is|['’]s) /;

/** "enter X when it asks for the password" */
const ENTERED =
  /\b(?:enter|type|use|answer(?: with)?|give(?: it)?|put(?: in)?|paste) (\S{6,130}),? (?:when|if|where|once|as soon as|after) [^\n.]{0,40}$/;

/** "it's just X, the same password as always" */
const APPOSITION =
  /\b(?:it['’]?s|is|was|use|try|just|still) ["'`*]{0,3}(\S{6,130}), (?:(?:it|that)['’]s )?(?:the|our|my|your|your usual)(?: [a-z]{1,12}){0,2} $/i;

/** "Is X a good password?" */
const JUDGED =
  /\b[Ii]s (\S{6,130}) (?:really |still )?an? (?:good|strong|safe|secure|valid|decent|suitable|ok|weak|bad) $/;

/** What makes another thing of a noun: `(password hash)`. */
export const ENDS_LABEL =
  /^(?:[),.;!?\]|"'`]|\s*(?:$|\n)| (?:for|of|on|to|at|in|from|as of|as always|as before|as in|until|used|für|pour|para|per|de|del|do|da|du|admin|root)\b)/;

const MAX_WORD_CHARACTERS = 40;

/** Where a word begins whose end is a noun: letters, also of other scripts, `_` and `-`. */
function startOfWord(text: string, at: number): number {
  let start = at;
  while (start > 0 && start > at - MAX_WORD_CHARACTERS) {
    const code = text.charCodeAt(start - 1);
    const isLetter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code >= 0xc0;
    if (!isLetter && code !== 0x5f && code !== 0x2d) break;
    start--;
  }
  return start;
}

/** The quick look: nearly all nouns in code go on. */
function mayEndLabel(code: number): boolean {
  return code !== code || code === 0x20 || code === 0x29 || code === 0x2c || code === 0x2e || code === 0x0a ||
    code === 0x0d || code === 0x21 || code === 0x22 || code === 0x27 || code === 0x3b || code === 0x3f ||
    code === 0x5d || code === 0x60 || code === 0x7c;
}

/** `Copper.Maple991`: elsewhere a file or a member of code. */
const DOTTED = /^[A-Z][a-z]{2,12}\.[A-Z][a-z]{2,12}[0-9]{2,4}$/;

/** "… truncated to 25000 tokens" */
const COUNT = /(?:^|[\s(])[0-9][0-9,.]*k? $/;

/** Looks for a value in front of its noun. */
export function findLabelled(text: string, at: number, end: number, noun: Noun, report: Report): void {
  if (!mayEndLabel(text.charCodeAt(end))) return;
  const wordStart = startOfWord(text, at);
  const head = text.slice(Math.max(0, wordStart - LABEL_CHARACTERS), wordStart);
  // Words of another text are none of this one's (batch.ts).
  const line = head.slice(1 + Math.max(head.lastIndexOf("\n"), head.lastIndexOf("\0")));
  if (line.length < MIN_LABELLED_CHARACTERS || !/[0-9]/.test(line) || COUNT.test(line)) return;
  const label = LABELLED.exec(line);
  const match = label ?? ENTERED.exec(line) ??
    (noun.kind === "password" ? APPOSITION.exec(line) ?? JUDGED.exec(line) : null);
  if (match === null || !ENDS_LABEL.test(text.slice(end, end + 12))) return;
  const told = match[1] ?? "";
  const value = withoutPunctuation(
    told.replace(/^["'`*“„«([]{1,4}/, "").replace(/["'`*”“»]{1,4}[,;:]?$/, ""),
  );
  const isClosed = label?.[2] === "(" && noun.kind === "password" && text.charAt(end) === ")";
  const isArrow = /^(?:<|←|⬅)/.test(label?.[2] ?? "");
  if (/@[0-9.]+$/.test(value)) return; // `root@10.0.0.5`
  if (isNumberedName(value, text.slice(wordStart, end))) return;
  const isDotted = noun.kind === "password" && DOTTED.test(value);
  const isSurely = (isDotted || looksTold(value, { isQuoted: isArrow, noun: noun.kind })) &&
    isSure(value, noun.kind);
  const isMeant = noun.kind === "password" && (isArrow || isClosed || SAYS_SO.test(line.slice(match.index)));
  if (!isSurely && !(isMeant && (isLikelyPassword(value) || isToldPassword(value)))) return;
  const start = wordStart - line.length + match.index + match[0].indexOf(told) + told.indexOf(value);
  reportTold(start, value, noun.kind, report);
}

const SPEAKER = String
  .raw`(?:[\p{L}][\p{L} .]{0,24} {1,2}[([]?[0-9]{1,2}:[0-9]{2}(?: ?[AaPp][Mm])?[)\]]?\n)?(?:>{1,2} ?)?(?:\[[^\]\n]{1,24}\] ?)?(?:<?@?[\p{L}][\p{L}\d_. -]{0,24}>?(?: [([]?[0-9:]{4,8}(?: ?[AaPp][Mm])?[)\]]?)? ?[:>] ?)?`;
const LEAD = String
  .raw`(?:(?:a:|answer:|it['’]?s|it is|that['’]?s|try|use|should be|i think|still|yes|yep|sure|here|here you go|here it is|ok|oh|hi|hm+|one sec|the password is)[,:]? ){0,2}`;

/** What is answered behind a question or on the next line. */
const ANSWER = new RegExp(
  String
    .raw`[?？]?["'\u0060*]{0,2}(?:[ \t]{0,2}(?:→|->|=>|=|:|--|—)?[ \t]{1,2}|(?<=["'\u0060])[=:→] ?|[ \t]{0,2}(?:\r?\n){1,2}${SPEAKER})${LEAD}(["'\u0060*]{0,3})(\S{4,128})`,
  "uyi",
);

/** What a person says alone in the next turn of a session, below what the agent or a program asked, with what it is for: over the ends of both texts (text_end.ts). */
const TURN_ANSWER = new RegExp(
  String
    .raw`(?:[?？.!]\s{1,2}[^<>\n]{1,160})?[?？.:]?[\s\0]{0,4}</(?:assistant|tool_result|user)>\s{0,4}<user(?: [^<>\n]{0,120})?>\s{0,2}${LEAD}["'\u0060*]{0,3}([^\s<"'\u0060]{4,128}?)["'\u0060*]{0,3}[.!]?[\s\0]{0,4}</user>`,
  "uyi",
);

function findTurnAnswer(text: string, stop: number, noun: Noun, report: Report): void {
  TURN_ANSWER.lastIndex = stop;
  const match = TURN_ANSWER.exec(text);
  const value = match?.[1];
  if (match === null || value === undefined) return;
  const isSaid = isPhrase(value, noun) ||
    (noun.kind === "password" && (isSaidPassword(value) || isToldPassword(value)));
  if (!looksTold(value, { isQuoted: true, noun: noun.kind }) && !isSaid) return;
  reportTold(stop + match[0].lastIndexOf(value), value, noun.kind, report);
}

const ASKS =
  /\b(?:what(?:['’]?s)?|which|who (?:has|knows)|need|know|have|send|give|share|got|remind|tell)\b[^\n]{0,60}$/i;

/** "Which password policy …?": another noun follows, and not what says where the secret is for or what is done with it. */
const OTHER_NOUN =
  /^[ -](?!(?:for|of|on|to|in|at|is|was|are|did|do|does|should|shall|must|can|could|would|will|may|we|i|you|they|he|she|it|that|this|there|here|now|again|please|pls|plz|then|from|with|by|as|or|and|so|have|has|had|where|when)\b)[a-z]/i;

/** "whats the pw for the lab?", and the answer, from the end of the question or its line on. */
function findAnswer(text: string, end: number, stop: number, noun: Noun, report: Report): void {
  if (noun.isAssignable === true && stop > end && OTHER_NOUN.test(text.slice(end, end + 24))) return;
  const isQuestion = /[?？]/.test(text.charAt(stop));
  const isAsked = isQuestion || ASKS.test(text.slice(Math.max(0, end - 100), end)) ||
    /\b(?:pls|plz|please)\b/i.test(text.slice(end, stop));
  if (!isAsked) return;
  findTurnAnswer(text, stop, noun, report);
  ANSWER.lastIndex = stop;
  const match = ANSWER.exec(text);
  if (match === null) return;
  const [whole, quote = "", chunk = ""] = match;
  const value = withoutPunctuation(quote === "" ? chunk : chunk.replace(/["'`*]{1,3}[.,;]?$/, ""));
  const next = stop + whole.length;
  const isAlone = quote !== "" || /^[ \t]*(?:\r?\n|$)/.test(text.slice(next, next + 40));
  const isSaid = isPhrase(value, noun) ||
    (noun.kind === "password" && isAlone && (isSaidPassword(value) || isToldPassword(value)));
  if (!looksTold(value, { isQuoted: true, noun: noun.kind }) && !isSaid) return;
  if (isAlone || isSure(value, noun.kind)) {
    reportTold(next - chunk.length, value, noun.kind, report);
  }
}

/** Words with hyphens, as a password. */
function isPhrase(value: string, { kind }: Noun): boolean {
  return (kind === "password" || kind === "phrase") && isPassphrase(value);
}

/** "I made a new password for the service. It's X" */
const NEXT =
  /[.!:;,][ \n]{1,2}(?:it(?:['’]s| is| was)|this is|here (?:it is|you go)|(?:the|its|my|our) (?:new |current |actual )?(?:one|value|password|token|key|secret)(?: is| was|:))(?: now| set to)?[: ]{1,2}["'`*]{0,3}(\S{6,128})/iy;

/** "Token created. Copy it now, you won't see it again:", and the value on a line of its own. */
const SHOWN_ONCE =
  /[.!] ([^\n:{}()=;]{4,120}):[ \t]*(?:\r?\n){1,2}[ \t>]{0,8}["'`]?([^\s"'`]{8,512})["'`]?[ \t]*(?=\r?\n|$)/y;
const ONCE = /\b(?:once|again|cop(?:y|ied)|sav(?:e|ed)|stor(?:e|ed))\b/i;
/** Names of files and commands. */
const WORDS = /^[a-z]{2,}(?:[-_./:][a-z0-9]{2,})+$/;

/** "API key created successfully!", and the key below. */
const CREATED = /\b(?:created|generated|issued|rotated|added)\b[^\n]{0,40}$/i;
const BELOW_CREATED =
  /[.!:][ \t]*(?:\r?\n[ \t]*){1,2}(?:[ \t>]{0,8})["'`]?([A-Za-z0-9_.-]{20,512})["'`]?[ \t]*(?=\r?\n|$)/y;

function findCreated(text: string, end: number, at: number, noun: Noun, report: Report): void {
  if (noun.kind !== "token" && noun.kind !== "secret") return;
  BELOW_CREATED.lastIndex = at;
  const [whole = "", value = ""] = BELOW_CREATED.exec(text) ?? [];
  if (!looksTold(value, { isQuoted: true, noun: "token" }) || !CREATED.test(text.slice(end, at))) return;
  reportTold(at + whole.lastIndexOf(value), value, noun.kind, report);
}

function findShownOnce(text: string, at: number, noun: Noun, report: Report): void {
  SHOWN_ONCE.lastIndex = at;
  const [whole = "", sentence = "", value = ""] = SHOWN_ONCE.exec(text) ?? [];
  if (!ONCE.test(sentence) || WORDS.test(value) || !looksTold(value, { isQuoted: true, noun: noun.kind })) {
    return;
  }
  if (isSure(value, noun.kind)) reportTold(at + whole.lastIndexOf(value), value, noun.kind, report);
}

/** "answer the password prompt with X" */
const PROMPT =
  / (?:prompt|field|box|dialog|input)(?: with| is| contains| has| shows|:| ->| →| =)[: ]{1,2}["'`*]{0,3}(\S{6,128})/y;

/** "it asks for a password, enter X", "when prompted for the password type X" */
const TO_TYPE =
  /,? (?:(?:gefragt|gebeten) wird, )?(?:(?:just|then|please|dann|bitte|entonces) )?(?:enter|type|use|try|give|put|answer(?: with)?|gib|nimm|pon|escribe|usa|tape|saisis|entre|mets|digite|coloque|введи(?:те)?|набери)(?: in)? ["'`*]{0,3}(\S{6,128})/y;

/** "要密码就输入X", "パスワードは…と入力" */
const TO_TYPE_IN_ASIA =
  /[，,]?(?:就|请|請|则)?(?:输入|輸入|填|用|填写) ?["'`*「“]{0,2}([!#-&(-;=?-_a-{}~]{6,128})/y;

/** "my password, X, is rejected" */
const BESIDE =
  /(?<=\b(?:[Mm]y|[Oo]ur|[Yy]our|[Nn]ew) (?:[a-z]{1,12} )?\S{2,20}), ["'`*]{0,3}([^\s,]{6,128})(?=[,.]?(?:\s|$))/y;

function findBesideComma(text: string, end: number, { kind }: Noun, report: Report): void {
  BESIDE.lastIndex = end;
  const chunk = BESIDE.exec(text)?.[1] ?? "";
  const value = withoutPunctuation(chunk.replace(/["'`*]{1,3}$/, ""));
  if (
    (looksTold(value, { isQuoted: false, noun: kind }) && isSure(value, kind)) ||
    (kind === "password" && (isLikelyPassword(value) || isToldPassword(value)))
  ) {
    reportTold(BESIDE.lastIndex - chunk.length, value, kind, report);
  }
}

/** "here is the key, please use it: X" */
const COLON_BEHIND =
  /(?<=\b(?:use it|use this|try it|here it is|here you go|this one)): ["'`*]{0,3}(\S{6,512})/iy;

/** "API key verification failed for X" */
const FAILED =
  / (?:[a-z]{2,14} ){0,2}(?:failed|rejected|refused|denied|expired|revoked)(?: (?:for|with|on))?:? ["'`]?([^\s"'`]{16,512})/y;

/** "username and password are admin and X" */
const BOTH_TOLD =
  /(?<=\b(?:user(?:name)?|login|e-?mail)(?: and | ?\/ ?| & |, )\S{2,12})(?: are| is|:| =) ["'`*]{0,3}[\w.@+-]{2,60}["'`*]{0,3}(?:,? and | ?\/ ?|, | & )["'`*]{0,3}([^\s"'`<>|]{6,128})/iy;

function findBothTold(text: string, end: number, report: Report): void {
  BOTH_TOLD.lastIndex = end;
  const [whole = "", chunk = ""] = BOTH_TOLD.exec(text) ?? [];
  const value = withoutPunctuation(chunk);
  const isPassword = (looksTold(value, { isQuoted: false, noun: "password" }) && isSure(value, "password")) ||
    isLikelyPassword(value) || isToldOrNumber(value);
  if (isPassword) reportTold(end + whole.length - chunk.length, value, "password", report);
}

/** "`API_KEY` resolves to X", "the secret decodes to X" */
const RESOLVES = /["'`]{0,2} (?:resolve|evaluate|expand|decode|decrypt)[sd] to:? ["'`*]{0,3}(\S{6,512})/y;

/** "use this password instead X", "the other token, instead: X" */
const INSTEAD = /,? instead(?::| -| –)? ["'`*]{0,3}(\S{6,128})/y;

/** "wrong password with X" */
const REFUSED =
  /(?<=\b(?:wrong|incorrect|invalid|bad|falsches|falsche) \S{2,20}) (?:with|for|mit) ["'`*]{0,3}(\S{6,128})/iy;

/** "token mismatch: got X, want Y", "expected password to equal 'X', got 'Y'" */
const MISMATCH =
  / (?:mismatch(?:ed)?|differs?|(?:does(?:n['’]t| not) |to )(?:match|equal|be))[:,]?(?: (?:got|want(?:ed)?|expected|have|received|saw))? ["'`]?([^\s"'`,;]{6,512})["'`]?[,;]? (?:but )?(?:got|want(?:ed)?|expected|have|received|saw|was) ["'`]?([^\s"'`,;]{6,512})/y;

function findMismatch(text: string, end: number, { kind }: Noun, report: Report): void {
  MISMATCH.lastIndex = end;
  const [whole = "", ...values] = MISMATCH.exec(text) ?? [];
  for (const chunk of values) {
    const value = withoutPunctuation(chunk);
    const isOne = (kind === "password" && isToldPassword(value)) ||
      (looksTold(value, { isQuoted: true, noun: kind }) && isSure(value, kind));
    if (isOne) reportTold(end + whole.lastIndexOf(chunk), value, kind, report);
  }
}

/** "このトークンを使ってください: X", "token在这里：X" */
const COLON_IN_ASIA =
  /(?:を使って(?:ください)?|は(?:これ|こちら)(?:です)?|在这里|在這裡|在此|是这个|是這個|[은는이가]? ?여기(?: 있어요| 있습니다)?)[:：] ?["'`]{0,3}([!-~]{6,512})/y;

/** `账号密码:admin/X`: a user, and a password behind it */
const BOTH_IN_SCRIPTS =
  /(?<=(?:[账帐賬帳][号户號戶]|用[户戶]名?|ユーザー(?:名|ID)?|アカウント|ID|아이디|계정|[Лл]огин)(?:\/|／|和|及|与|、|と|,| и )?\S{2,8})(?: ?[:：=]|是|为|は|[은는]) ?["'`]?[\w.@+-]{2,60} ?[/:,，、] ?["'`]?([!#-&(-;=?-_a-{}~]{6,128})/y;

const FIRST_BEYOND_LATIN = 0x400;

const SENTENCE_CHARACTERS = 100;

/** What stands behind a noun but not right behind it: from the end of the sentence or the line on. */
export function findFurther(text: string, end: number, noun: Noun, report: Report): void {
  if (text.charCodeAt(end) === 0x20) {
    findToldBy(PROMPT, text, end, noun.kind, report);
    const next = text.charAt(end + 1);
    if ((noun.kind === "password" || noun.kind === "phrase") && "aijteugp:=".includes(next)) {
      findToldBy(TO_TYPE, text, end, noun.kind, report);
      if ("ai:=".includes(next)) findBothTold(text, end, report);
    }
    if (next === "i") findToldBy(INSTEAD, text, end, noun.kind, report);
    if (noun.kind === "token") findToldBy(FAILED, text, end, noun.kind, report);
    if (noun.kind === "password" && "wfm".includes(next)) findToldBy(REFUSED, text, end, noun.kind, report);
    if ("mdt".includes(next)) findMismatch(text, end, noun, report);
  }
  findToldBy(RESOLVES, text, end, noun.kind, report);
  if (text.charCodeAt(end) === 0x2c) { // ,
    findBesideComma(text, end, noun, report);
    if (noun.kind === "password") findToldBy(TO_TYPE, text, end, noun.kind, report);
  }
  if (text.charCodeAt(end) >= 0x3000) {
    findToldBy(TO_TYPE_IN_ASIA, text, end, noun.kind, report);
    findToldBy(COLON_IN_ASIA, text, end, noun.kind, report);
  }
  if (noun.kind === "password" && text.charCodeAt(end - 1) >= FIRST_BEYOND_LATIN) {
    findToldBy(BOTH_IN_SCRIPTS, text, end, noun.kind, report);
  }
  let isPlain = true;
  const last = Math.min(text.length, end + SENTENCE_CHARACTERS);
  for (let at = end; at < last; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x3f || code === 0xff1f || (code === 0x0a && isPlain)) { // ? ？
      return findAnswer(text, end, at, noun, report);
    }
    if (code === 0x0a) return;
    if (code === 0x2e || code === 0x21 || code === 0x3a) { // . ! :
      const next = text.charCodeAt(at + 1);
      if (code === 0x2e && (next === 0x0a || next === 0x3c)) findAnswer(text, end, at + 1, noun, report);
      if (code === 0x3a) findTurnAnswer(text, at, noun, report);
      if (next !== 0x20 && next !== 0x0a) return;
      if (code === 0x3a) findToldBy(COLON_BEHIND, text, at, noun.kind, report);
      else findShownOnce(text, at, noun, report);
      if (next === 0x0a) findCreated(text, end, at, noun, report);
      return findToldBy(NEXT, text, at, noun.kind, report);
    }
    if (code === 0x3b) return findToldBy(NEXT, text, at, noun.kind, report); // ;
    // Code is no sentence.
    if (code === 0x7b || code === 0x28 || code === 0x3d) return; // ; { ( =
    isPlain &&= code === 0x20 || code === 0x27 || code === 0x2c || code >= 0x41 || code === 0x0d; // ' ,
  }
}
