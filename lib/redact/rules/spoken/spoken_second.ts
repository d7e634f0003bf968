/** The second of two values: "changed from … to …", "(old: …, new: …)", "the old one is …; the new one is …". */
import type { Report } from "../../finding.ts";
import { isPicturePhrase } from "../judgement/picture_words.ts";
import { isToldPassword } from "../judgement/told_password.ts";
import type { Noun } from "./spoken_nouns.ts";
import {
  findToldBy,
  isSure,
  isWordsAndNumber,
  looksTold,
  type NounClass,
  reportTold,
  withoutPunctuation,
} from "./spoken_value.ts";

const CHANGED_TO =
  /["'`*]{0,3} {0,2}(?:to|into|auf|à|a|->|→|=>|,? ?new:) {1,2}["'`*]{0,3}([^\s"'`*<>|]{6,128})/y;

/** The second value of "changed from … to …", or of another way to tell two. */
export function findChangedTo(text: string, end: number, noun: Noun, report: Report): void {
  CHANGED_TO.lastIndex = end;
  const [whole, chunk = ""] = CHANGED_TO.exec(text) ?? [];
  if (whole === undefined) {
    if (noun.kind === "password") findToldBy(ALTERNATIVE, text, end, noun.kind, report);
    findToldBy(SECOND, text, end, noun.kind, report);
    findForAnother(text, end, noun, report);
    findToldBy(NOW, text, end, noun.kind, report);
    findToldBy(WHILE, text, end, noun.kind, report);
    return findNextQuoted(text, end, report);
  }
  const value = withoutPunctuation(chunk);
  const isTold = looksTold(value, { isQuoted: true, noun: noun.kind }) ||
    (noun.kind === "password" && (isWordsAndNumber(value.toLowerCase()) || isToldPassword(value)));
  if (isTold) reportTold(end + whole.length - chunk.length, value, noun.kind, report);
}

/** "the old password (X); the new one is Y", "X (formerly Y)" */
export const SECOND =
  /["'`*)\]]{0,3}[,;.–—-]{0,2} {1,2}(?:–|—|-)? ?\(?(?:(?:and|but|while|whereas|und|et|y|e) )?(?:(?:in|on|for) (?:the )?[\w-]{1,20} (?=it is|it was|it['’]s))?(?:the |my |our |your |its )?(?:(?:new|old|previous|former|current|other|second|backup|staging|stage|prod|production|dev|test|temporary|admin|root|next|latest)(?: (?:one|password|pw|pass|token|key|value))?(?: for [\w-]{1,20})?(?: (?:is|was|will be|has been|used to be))?(?: now| set to| changed to)?|one (?:for|of|on|in) [\w-]{1,20} (?:is|was)|it(?: is| was|['’]s)|formerly|previously|before that|now it(?:['’]s| is)|now|was)(?: |: ?| -> | → )["'`*]{0,3}([^\s"'`*<>|]{6,128})/iy;

/** "was X or Y", "X, not Y", "X but works with Y", "X — if that fails try Y" */
const ALTERNATIVE =
  /["'`*]{0,3}(?:,? (?:or|oder|ou|o) (?:maybe |perhaps )?|,? (?:and |but )?not |,? (?:instead of|rather than|statt|nicht|et non|y no|e non) |,? but (?:it )?(?:works|worked|succeeds) with |(?:,|;|\.| —| –| -)? [Ii]f (?:it|that|this) (?:fails|doesn['’]t work|is wrong),? (?:then )?(?:try|use|take) )["'`*]{0,3}([^\s"'`*<>|]{6,128})/y;

/** "X for user bob and Y for user eve" */
const FOR_ANOTHER =
  /["'`*]{0,3},? (?:for|on|in|of|für|pour|para|на|для) (?:[\w.@-]{1,20} ){1,3}?(?:and|und|et|y|e|и|&) ["'`*]{0,3}([^\s"'`*<>|]{6,128})["'`*]{0,3} (?:for|on|in|of|für|pour|para|на|для)(?= )/y;

/** On to the next value of the sentence that stands in the same backticks or quotes. */
const NEXT_QUOTED = /(?<=[^\s`"*](["`]|\*\*))([^\n`"*.;?!]{2,60})\1([^\s`"*]{6,128})\1/y;

/** "war X, jetzt ist es Y", "era X, ahora es Y", "之前是X，现在是Y" */
const NOW =
  /["'`*]{0,3}[,;.，。、]? ?(?:(?:und|y|et|e|и|aber|pero|mais|mas|но) )?(?:(?:jetzt|nun)(?: ist es| lautet es)?|ahora(?: es)?|maintenant(?: c['’]est)?|agora(?: é)?|adesso(?: è)?|nu(?: är det)?|теперь(?: это)?|[现現]在(?:是|改成|为)?|(?:です|でした)が、?今は) ?["'`*]{0,3}([!#-&(-;=?-_a-{}~]{6,128})/y;

/** "…, while compose uses Y" */
const WHILE =
  /["'`*]{0,3},? (?:while|whereas|but|während|aber|mais|pero) (?:[\w./-]{1,40} ){1,5}?(?:uses|has|says|expects|gets|sends|wants|hat|nutzt|erwartet|utilise|usa|tiene) ["'`*]{0,3}([^\s"'`*<>|]{6,128})/y;

function findForAnother(text: string, end: number, noun: Noun, report: Report): void {
  FOR_ANOTHER.lastIndex = end;
  const [whole = "", value = ""] = FOR_ANOTHER.exec(text) ?? [];
  const isMeant = isToldPassword(value) || isPicturePhrase(value);
  if (value === "" || !(isMeant || looksTold(value, { isQuoted: true, noun: noun.kind }))) return;
  reportTold(end + whole.lastIndexOf(value), value, noun.kind, report);
}

/** What may be told beside a password. */
const OTHER_THING =
  /\b(?:ids?|hash(?:ed|es)?|commit|sha|checksum|fingerprint|request|trace|version|class|function|method|test|file|branch|migration|table|user(?:name)?|login|email|host|url)\b/i;

/** So many values one sentence tells. */
const MAX_QUOTED = 4;

/** "`X` in staging and `Y` in production", "`X`, while compose uses `Y`", "`X` and key `Y`" */
function findNextQuoted(text: string, end: number, report: Report): void {
  NEXT_QUOTED.lastIndex = end;
  for (let count = 0; count < MAX_QUOTED; count++) {
    const [, quote = "", between = "", value = ""] = NEXT_QUOTED.exec(text) ?? [];
    const kind = OTHER_THING.test(between) ? undefined : kindBeside(value);
    if (kind === undefined) return;
    const stop = NEXT_QUOTED.lastIndex - quote.length;
    reportTold(stop - value.length, value, kind, report);
  }
}

/** What it is of which nothing tells but its quotes: a hash of git is nothing. */
function kindBeside(value: string): NounClass | undefined {
  if (value === "" || /^[0-9a-f]{40}$/.test(value)) return undefined;
  if (looksTold(value, { isQuoted: false, noun: "token" })) return "token";
  const isPassword = looksTold(value, { isQuoted: false, noun: "password" }) && isSure(value, "password");
  return isPassword ? "password" : undefined;
}

const OLD_AND_NEW =
  / \((?:old|was|from):? ["'`]?([^\s"'`]{6,128}?)["'`]?(?:,|;|\/| →| ->)? (?:new|now|to):? ["'`]?([^\s"'`)]{6,128})/y;

/** "rotate the password (old: …, new: …)" */
export function findOldAndNew(text: string, at: number, noun: Noun, report: Report): void {
  OLD_AND_NEW.lastIndex = at;
  const [whole, ...values] = OLD_AND_NEW.exec(text) ?? [];
  for (const value of values) {
    if (whole === undefined || value === undefined) continue;
    if (!looksTold(value, { isQuoted: true, noun: noun.kind }) || !isSure(value, noun.kind)) continue;
    reportTold(at + whole.lastIndexOf(value), value, noun.kind, report);
  }
}
