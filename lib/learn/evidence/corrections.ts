/** Whether a person's words correct what the agent did or believed. */

import {
  ACKNOWLEDGEMENT,
  ACKNOWLEDGING_THOUGHT,
  APPROVAL,
  CUES,
  HARMLESS,
  INQUIRY,
  NEW_TASK,
  UNSPACED_CUES,
} from "./correction_cues.ts";
import type { Cue } from "./cue.ts";
import { REDOING, REPROACH_CUES, UNSPACED_REPROACH_CUES } from "./reproach_cues.ts";
import { isAstonished, reactionPoints } from "./work_reaction.ts";

/** What stands around the words. */
export interface Surroundings {
  /** What the agent said last before them. */
  readonly before: string;
  /** What it said first after them, and what it thought. */
  readonly answer: string;
  readonly thought: string;
  /** The text of the last edits before them. */
  readonly edits?: string;
  /** Whether edits after them took away what edits before them had put. */
  readonly isReworked?: boolean;
  /** Whether they brought back what those had taken away. */
  readonly isTakenBack?: boolean;
}

/** From here on it is a correction. */
const CORRECTION_POINTS = 2;

/** People say what is wrong first; what follows is the task, or something pasted. Characters. */
const HEAD_CHARACTERS = 600;

/** Later words say what is to be done, or are pasted. Characters. */
const NEAR_CHARACTERS = 300;

/** In so short a prompt every sentence counts as the first. */
const SHORT_CHARACTERS = 120;

/** Points of a correction: 2 and more is one, 4 and more leaves no doubt. 0 where it is none. */
export function correctionPoints(words: string, around: Surroundings): number {
  const text = ownWords(words);
  // An answer to the agent's question chooses; it doesn't correct, unless it contradicts twice.
  const isAnswer = /[?？]\W*$/.test(around.before.trimEnd());
  const { best, others, isReproach } = cuePoints(text, isAnswer ? 3 : 2);
  const isApproval = APPROVAL.test(text) &&
    !/\b(?:but|however|except|though|aber|allerdings|mais|pero|mas|ma)\b|しかし|ただ|但/iu.test(text);
  let points = best + Math.min(1, others);
  if (isAnswer) points -= 2;
  if (NEW_TASK.test(text)) points -= 1;
  if (INQUIRY.test(text) && !isReproach) points -= 2;
  if (isApproval) points -= 1;
  const isAcknowledged = ACKNOWLEDGEMENT.test(around.answer.slice(0, 200)) ||
    ACKNOWLEDGING_THOUGHT.test(around.thought.slice(0, 400));
  if (isAcknowledged) points += isApproval ? 1 : 3;
  else if (!isApproval && !isAnswer && !LACKS_SOMETHING.test(around.before.slice(-200))) {
    const done = `${around.before.slice(-600)}\n${around.edits ?? ""}`;
    const { answer, isReworked = false, isTakenBack = false } = around;
    if (isAstonished(text, done)) points += 2;
    const reaction = reactionPoints(text, { done, answer, isReworked, isTakenBack });
    points += reaction > 0 ? reaction : best > 0 && REDOING.test(answer.slice(0, 200)) ? 1 : 0;
  }
  return points >= CORRECTION_POINTS ? points : 0;
}

/** What people say who are content, and let the agent go on. */
const ASSENT = new Set(
  ("ok okay k yes yep yeah yup sure thanks thank you ty great perfect excellent nice awesome cool good fine well done job work " +
    "looks look so far lgtm continue go on ahead carry keep going proceed please and it all right that this is very much correct " +
    "exactly agreed up love wow brilliant amazing fantastic time take your ja toll klasse genau so schön weiter alles passt très bien comme ça génial top muy todo genial tutto ottimo perfetto va benissimo muito isso certo legal continua continúa ja gut prima super danke weiter mach bitte sieht aus merci parfait oui continuez continue gracias perfecto sí " +
    "sigue adelante vale obrigado ótimo grazie bene спасибо хорошо да はい ありがとう ありがとうございます 続けて いいですね 了解 好 好的 谢谢 謝謝 继续 " +
    "繼續 可以 不错 네 감사합니다 좋아요").split(" "),
);

/** Whether words do nothing but approve, or bid to go on. */
export function isMereApproval(words: string): boolean {
  const head = words.slice(0, HEAD_CHARACTERS).toLowerCase();
  const spaced = head.replace(UNSPACED_ASSENT, " ");
  const said = spaced.replace(EASE, " ").match(/[\p{L}\p{M}'’]+/gu) ?? [];
  if (said.length > 0) return said.every((word) => ASSENT.has(word));
  return /[\p{L}\p{Extended_Pictographic}]/u.test(head);
}

/** Politeness with words that elsewhere refuse. */
const EASE =
  /\b(?:no,? (?:problems?|worries|rush|hurry)|don['’]t worry|kein (?:problem|stress)|pas de souci|sin prisa|sem pressa)\b/g;

/** The same in scripts without spaces between words. */
const UNSPACED_ASSENT =
  /(?:とても|すごく|これで)?(?:いい|良い|良さそう|大丈夫|完璧|素晴らしい|最高)(?:です|ですね|感じ|感じです)?ね?|(?:そのまま)?続けて(?:ください)?|進めて(?:ください)?|お願いします|ありがとう(?:ございます)?|了解(?:です|しました)?|(?:很|非常|挺)?(?:好的?|棒|不错|不錯)|可以|继续(?:吧)?|繼續(?:吧)?|谢谢(?:你)?|謝謝|没问题|沒問題|辛苦了|좋(?:아요|습니다)|계속(?: ?하세요| ?해)?|감사(?:합니다|해요)|吧|啦|的/gu;

/** Without code, quotes and what was pasted. */
function ownWords(words: string): string {
  let text = words.slice(0, HEAD_CHARACTERS * 2)
    .replace(/```[^]*?(?:```|$)/g, " ")
    .replace(/^\s*>.*$/gm, " ")
    .trimStart()
    .slice(0, HEAD_CHARACTERS);
  for (const pattern of HARMLESS) text = text.replace(pattern, " ok ");
  return text.trim();
}

/** An agent that can't go on without the person: what is said then is what it lacks. */
const LACKS_SOMETHING =
  /\b(?:i (?:still )?need|please (?:provide|tell me|share|send|give)|waiting for|brauche ich|ich brauche|j'ai besoin|necesito|preciso d|ho bisogno)\b|教えてください|请(?:提供|告诉)/i;

const ALL_CUES: readonly Cue[] = [...CUES, ...UNSPACED_CUES, ...REPROACH_CUES, ...UNSPACED_REPROACH_CUES];

/**
 * The points of the strongest cue, how many others of so many points there are, and whether the text begins with a
 * question that is one.
 */
function cuePoints(
  text: string,
  countedFrom: number,
): { best: number; others: number; isReproach: boolean } {
  let best = 0;
  let isReproach = false;
  const places = new Set<number>();
  const firstEnd = text.length <= SHORT_CHARACTERS ? text.length : sentenceEnd(text);
  for (const [pattern, points] of ALL_CUES) {
    const at = pattern.exec(text)?.index;
    if (at === undefined) continue;
    if (points >= countedFrom) places.add(at);
    isReproach ||= points > 1 && at === 0;
    best = Math.max(
      best,
      at <= firstEnd ? points : at <= NEAR_CHARACTERS ? Math.min(points, points === 3 ? 2 : 1) : 1,
    );
  }
  return { best, others: Math.max(0, places.size - 1), isReproach };
}

function sentenceEnd(text: string): number {
  const end = /[.!?](?=\s|$)|[。！？\n]/.exec(text.slice(20))?.index;
  return end === undefined ? text.length : end + 20;
}
