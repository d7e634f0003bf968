/** The walk from a noun to the value that is told behind it: over spaces, marks, brackets and line ends, from word to word. */
import type { Noun } from "./spoken_nouns.ts";

/** How sure it is that the next word is the value: `direct` after the noun itself (`pw …`), `said` after "is" or `:`. */
export type Link = "none" | "direct" | "said";

/** A walk from a noun to its value. */
export interface Walk {
  readonly text: string;
  readonly noun: Noun;
  /** Where the noun ends. */
  readonly nounEnd: number;
  at: number;
  link: Link;
  isFirst: boolean;
  /** Something is said to be changed behind the noun: "has been set to". */
  isChange: boolean;
  /** The value stands on another line than the noun, and must be alone there. */
  isOwnLine: boolean;
  /** What is next stands alone in brackets, behind words. */
  isInBrackets: boolean;
}

const SPACES = /[ \t*\u00a0\u200b\u3000]{0,40}/y;

/** Bold type and the like of HTML around a label or a value. */
const TAGS = /(?:<\/?[a-z]{1,8}>[ \t]{0,4}){1,4}/y;

/** "the password (…)" */
const BRACKET = / \(/y;

/** "the password you gave me (`…`)", "… for the mail server (…)": nothing else is in the brackets. */
const LATER_BRACKET = / \((?=(["'`*]{0,3})[^\s()"'`*]{6,64}\1\))/y;

/** "Password for the admin (change it with …):" */
const LATER_ASIDE = / \([^()\n]{1,80}\)(?=:)/y;

/** `:`, arrows, dashes, the border of a cell, and what Chinese, Japanese and Korean say for "is" and "is changed to". */
const MARK =
  /(?:=>|-{1,2}>|~>|—(?=[A-Za-z0-9]{16})|(?:\? )?[›…](?=[ \t])|👉|➡\ufe0f?|如下[:：]?|(?:は(?:こちら|次の通り|以下の通り))?です[:：]?|はこちら[:：]?|[은는]? ?다음과 같(?:아|다|아요|습니다)[:：]?|[:=：＝|→⇒➜]|[-–—](?=[ \t])|[はがをは은는이가을를]|คือ|เป็น|(?:已|现在|現在|之前|以前|原来)?(?:改|更改|修改|更新|重置|设置|設置|设定|設定|设|設)?(?:为|為|成|是))[ \t*\u200b\u3000]{0,40}/y;

/** On to the value's own line, into a block of code if one begins there. */
const LINE_ENDS = /[ \t*]{0,8}(?:\r?\n[ \t>]{0,8}){1,3}(?:```[a-z]{0,12}\r?\n[ \t]{0,8})?/y;

/** A sentence broken into lines goes on with a word. */
const BROKEN_SENTENCE = /\r?\n(?=[a-z"'`])/y;

/** What has a value of its own, and is no part of what the noun is for: "… for user ember", and below "build id: …". */
const OTHER_LABEL = /(?:^|[^A-Za-z])(?:ids?|rev(?:ision)?|commit|sha(?:1|256)?|hash|checksum|digest|build)$/i;
const LABEL_CHARACTERS = 12;

/** Steps to the next word; undefined where none belongs to the sentence. */
export function takeGap(walk: Walk): string | undefined {
  const { text } = walk;
  const gap = takeBracket(walk) ?? takeAt(SPACES, walk) ?? "";
  const wordEnd = walk.at - gap.length;
  const mark = takeAt(MARK, walk);
  if (mark !== undefined) {
    if (!walk.isFirst && OTHER_LABEL.test(text.slice(wordEnd - LABEL_CHARACTERS, wordEnd))) return undefined;
    walk.link = "said";
    takeAt(TAGS, walk);
    walk.isOwnLine = takeAt(LINE_ENDS, walk) !== undefined;
    return gap + mark;
  }
  if (/[\r\n]/.test(text.charAt(walk.at))) {
    return walk.isFirst ? undefined : takeAt(BROKEN_SENTENCE, walk);
  }
  // "the password is <b>X</b>"
  if (walk.link === "said" && text.charCodeAt(walk.at) === 0x3c) takeAt(TAGS, walk);
  // 「…」 and « … » stand right behind a noun, and whatever is no Chinese or Japanese behind one that is.
  const isApart = gap !== "" || !walk.isFirst || /[「『“«„]/.test(text.charAt(walk.at)) ||
    isOfTwoScripts(walk);
  return isApart ? gap : undefined;
}

/** `密码X`: no space is written between. */
function isOfTwoScripts({ text, at }: Walk): boolean {
  return text.charCodeAt(at - 1) >= 0x3000 && /[A-Za-z0-9]/.test(text.charAt(at));
}

/** Steps into brackets. */
function takeBracket(walk: Walk): string | undefined {
  if (walk.isFirst) return takeAt(BRACKET, walk);
  if (walk.text.charCodeAt(walk.at + 1) !== 0x28) return undefined; // (
  takeAt(LATER_ASIDE, walk);
  const bracket = takeAt(LATER_BRACKET, walk);
  if (bracket !== undefined) walk.isInBrackets = true;
  return bracket;
}

function takeAt(pattern: RegExp, walk: Walk): string | undefined {
  pattern.lastIndex = walk.at;
  const taken = pattern.exec(walk.text)?.[0];
  walk.at += taken?.length ?? 0;
  return taken;
}
