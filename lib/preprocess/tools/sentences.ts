/** Telling what somebody says in sentences from data, code and lists. */

/** So much of a text is looked at. */
const JUDGED_CHARACTERS = 4000;

/** Of its characters, at least so many are letters, blanks and what stands in sentences. */
const LEAST_SHARE = 0.9;

/** A sentence's end with the next one's beginning; languages without blanks and capital letters have ends of their own. */
const NEXT_SENTENCE = /[\p{L}\p{N})\]"'”’`*][.!?…:][)"'”’*_]*\s+["'“‘(*_-]*(?:\p{Lu}|\p{Lo}|\d)|[。！？]/gu;

const NOT_OF_PROSE = /[^\p{L}\p{M}\s.,;:!?…。，、！？'’"“”()-]/gu;

/** Whether a text is several sentences, as people and models write them. */
export function isSeveralSentences(text: string): boolean {
  const judged = text.slice(0, JUDGED_CHARACTERS);
  if ((judged.match(NEXT_SENTENCE)?.length ?? 0) === 0) return false;
  return (judged.match(NOT_OF_PROSE)?.length ?? 0) <= judged.length * (1 - LEAST_SHARE);
}
