/**
 * What tells a secret without a word that links it with its noun: labels behind it, answers to questions, the next
 * sentence, the second of two.
 */
import type { Report } from "../finding.ts";
import { isPassphrase } from "./passphrase.ts";
import { reportKey } from "./report.ts";
import type { Noun, SpokenPiece } from "./spoken_nouns.ts";
import { isSure, isWordsAndNumber, looksTold, reportTold, withoutPunctuation } from "./spoken_value.ts";

const LABEL_CHARACTERS = 200;

/** `X (admin password, staging)`, `X <- db pw`, `X, that's the password`; up to the noun. */
const LABELLED =
  /(?:^|\s)(\S{6,130}?)[ \t]{1,3}(\(|<-{1,2}|<=+|←|⬅|--?>?|—|–|#|\/\/)[ \t]{0,2}(?:(?:this|that) is |is )?(?:[\p{L}\d'’-]{1,16} ){0,4}$/u;

/** "enter X when it asks for the password" */
const ENTERED =
  /\b(?:enter|type|use|answer(?: with)?|give(?: it)?|put(?: in)?|paste) (\S{6,130}),? (?:when|if|where|once|as soon as|after) [^\n.]{0,40}$/;

/** What makes another thing of a noun: `(password hash)`. */
const ENDS_LABEL =
  /^(?:[),.;!?\]|"'`]|\s*(?:$|\n)| (?:for|of|on|to|at|in|from|as of|until|used|für|pour|para|per)\b)/;

/** `Copper.Maple991`: elsewhere a file or a member of code. */
const DOTTED = /^[A-Z][a-z]{2,12}\.[A-Z][a-z]{2,12}[0-9]{2,4}$/;

/** Looks for a value in front of its noun. */
export function findLabelled(text: string, at: number, end: number, noun: Noun, report: Report): void {
  const head = text.slice(Math.max(0, at - LABEL_CHARACTERS), at).replace(/[\p{L}_-]{1,40}$/u, "");
  const line = head.slice(head.lastIndexOf("\n") + 1);
  const label = LABELLED.exec(line);
  const match = label ?? ENTERED.exec(line);
  if (match === null || !ENDS_LABEL.test(text.slice(end, end + 12))) return;
  const told = match[1] ?? "";
  const value = withoutPunctuation(
    told.replace(/^["'`*“„«([]{1,4}/, "").replace(/["'`*”“»]{1,4}[,;:]?$/, ""),
  );
  const isArrow = /^(?:<|←|⬅)/.test(label?.[2] ?? "");
  if (/@[0-9.]+$/.test(value)) return; // `root@10.0.0.5`
  const isDotted = noun.kind === "password" && DOTTED.test(value);
  if (!isDotted && !looksTold(value, { isQuoted: isArrow, noun: noun.kind })) return;
  if (!isSure(value, noun.kind) && !(isArrow && isWordsAndNumber(value))) return;
  const start = at - Math.min(at, LABEL_CHARACTERS) + (head.length - line.length) + match.index +
    match[0].indexOf(told) + told.indexOf(value);
  reportTold(start, value, noun.kind, report);
}

const SPEAKER = String
  .raw`(?:>{1,2} ?)?(?:\[[^\]\n]{1,24}\] ?)?(?:<?@?[\p{L}][\p{L}\d_. -]{0,24}>?(?: [([]?[0-9:]{4,8}(?: ?[AaPp][Mm])?[)\]]?)? ?[:>] ?)?`;
const LEAD = String
  .raw`(?:(?:it['’]?s|it is|that['’]?s|try|use|should be|i think|still|yes|yep|sure|here|here you go|here it is|ok|oh|hi|hm+|one sec|the password is)[,:]? ){0,2}`;

/** The rest of a question, and what is answered behind it or on the next line. */
const ANSWER = new RegExp(
  String
    .raw`([^\n?]{0,80})(\??)["'\u0060*]{0,2}(?:[ \t]{0,2}(?:→|->|=>|=|:|--|—)?[ \t]{1,2}|(?<=["'\u0060])[=:→] ?|[ \t]{0,2}(?:\r?\n){1,2}${SPEAKER})${LEAD}(["'\u0060*]{0,3})(\S{4,128})`,
  "uyi",
);

const ASKS =
  /\b(?:what(?:['’]?s)?|which|who (?:has|knows)|need|know|have|send|give|share|got|remind|tell)\b[^\n]{0,60}$/i;

/** "Which password policy …?": another noun follows, and not what says where the secret is for or what is done with it. */
const OTHER_NOUN =
  /^[ -](?!(?:for|of|on|to|in|at|is|was|are|did|do|does|should|shall|must|can|could|would|will|may|we|i|you|they|he|she|it|that|this|there|here|now|again|please|pls|plz|then|from|with|by|as|or|and|have|has|had|where|when)\b)[a-z]/i;

/** "whats the pw for the lab?", and the answer. */
function findAnswer(text: string, end: number, noun: Noun, report: Report): void {
  if (noun.isAssignable === true && OTHER_NOUN.test(text.slice(end, end + 24))) return;
  ANSWER.lastIndex = end;
  const match = ANSWER.exec(text);
  if (match === null) return;
  const [whole, , mark, quote = "", chunk = ""] = match;
  const isNextLine = whole.includes("\n");
  if (mark === "" && !(isNextLine && ASKS.test(text.slice(Math.max(0, end - 100), end)))) return;
  const value = withoutPunctuation(quote === "" ? chunk : chunk.replace(/["'`*]{1,3}[.,;]?$/, ""));
  const next = end + whole.length;
  const isAlone = quote !== "" || /^[ \t]*(?:\r?\n|$)/.test(text.slice(next, next + 40));
  if (!looksTold(value, { isQuoted: true, noun: noun.kind }) && !isPhrase(value, noun)) return;
  if (isAlone || isSure(value, noun.kind)) {
    reportTold(next - chunk.length, value, noun.kind, report);
  }
}

/** Words with hyphens, as a password. */
function isPhrase(value: string, { kind }: Noun): boolean {
  return (kind === "password" || kind === "phrase") && isPassphrase(value);
}

/** "I made a new password for the service. It's X", "answer the password prompt with X". */
const NEXT =
  /(?:[^\n.!?:]{0,100}[.!:][ \n]{1,2}(?:it(?:['’]s| is| was)|this is|here (?:it is|you go)|the new one is|the value is)(?: now| set to)?|s? (?:prompt|field|box|dialog|input)(?: with| is|:| ->| →| =))[: ]{1,2}["'`*]{0,3}(\S{6,128})/iy;

function findInNextSentence(text: string, end: number, noun: Noun, report: Report): void {
  NEXT.lastIndex = end;
  const match = NEXT.exec(text);
  const chunk = match?.[1];
  if (match === null || chunk === undefined) return;
  const value = withoutPunctuation(chunk.replace(/["'`*]{1,3}[.,;]?$/, ""));
  if (!looksTold(value, { isQuoted: true, noun: noun.kind }) || !isSure(value, noun.kind)) return;
  reportTold(end + match[0].length - chunk.length, value, noun.kind, report);
}

/** What stands behind a noun but not right behind it. */
export function findFurther(text: string, end: number, noun: Noun, report: Report): void {
  findAnswer(text, end, noun, report);
  findInNextSentence(text, end, noun, report);
}

const SECOND =
  /["'`*)\]]{0,3}[,;.–—-]{0,2} {1,2}(?:–|—|-)? ?\(?(?:and |but |while |whereas |und |et |y |e )?(?:the |my |our |your |its )?(?:(?:new|old|previous|former|current|other|second|backup|staging|stage|prod|production|dev|test|temporary|admin|root|next|latest)(?: (?:one|password|pw|pass|token|key|value))?(?: for [\w-]{1,20})?(?: (?:is|was|will be|has been|used to be))?(?: now| set to| changed to)?|formerly|previously|before that|now|was)(?: |: ?| -> | → )["'`*]{0,3}([^\s"'`*<>|]{6,128})/iy;

/** "the old password (X); the new one is Y", "X (formerly Y)": the second value, behind the first. */
export function findSecond(text: string, end: number, noun: Noun, report: Report): void {
  SECOND.lastIndex = end;
  const match = SECOND.exec(text);
  const chunk = match?.[1];
  if (match === null || chunk === undefined) return;
  const value = withoutPunctuation(chunk);
  if (!looksTold(value, { isQuoted: true, noun: noun.kind }) || !isSure(value, noun.kind)) return;
  reportTold(end + match[0].length - chunk.length, value, noun.kind, report);
}

const COOKIE =
  /ookies?(?: value| header)?(?: for \S{1,60})? ?(?:is|was|are|=|:|→|->)? {1,2}["'`*]{0,3}(?:[\w.-]{1,40}=)?([A-Za-z0-9%+/_.~-]{20,4096}={0,2})(?![\w=])/y;

/** "my session cookie is sid=…" */
function findCookie(text: string, at: number, report: Report): void {
  COOKIE.lastIndex = at;
  const value = COOKIE.exec(text)?.[1];
  if (value === undefined || !looksTold(value, { isQuoted: true, noun: "token" })) return;
  const end = COOKIE.lastIndex;
  reportKey(report, { start: end - value.length, end });
}

const SAID_KEY =
  /(?<=\b(?:with|using|my|your|our)) (?:the |an? |this )?key:? {0,2}["'`]?([A-Za-z0-9_-]{24,128})(?=["'`\s.,;:)]|$)/y;

/** "401 with key …": of letters and digits beyond hexadecimal, as keys of caches and of commits are. */
function findSaidKey(text: string, at: number, report: Report): void {
  SAID_KEY.lastIndex = at;
  const key = SAID_KEY.exec(text)?.[1];
  if (key === undefined || !/[A-Z]/.test(key) || !/[a-z]/.test(key) || !/[0-9].*[0-9].*[0-9]/.test(key)) {
    return;
  }
  if (!looksTold(key, { isQuoted: true, noun: "token" }) || /^[0-9A-Fa-f-]+$|[a-z]{4,}[-_]/.test(key)) return;
  const end = SAID_KEY.lastIndex;
  reportKey(report, { start: end - key.length, end });
}

/** Found without a noun of its own. */
export const AROUND_PIECES: readonly SpokenPiece[] = [
  { keyword: "ookie", visit: findCookie },
  { keyword: " key ", visit: findSaidKey },
];
