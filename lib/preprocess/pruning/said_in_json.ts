/** Shortens JSON that is one long line: texts that people wrote come before ids and addresses. */

import type { Stretch } from "./changed_words.ts";
import { LEAST_OMITTED, wordEnd, wordStart } from "./cut_text.ts";
import { fairShare } from "./fair_share.ts";
import { textsIn } from "./json_texts.ts";
import { PROSE } from "./prose.ts";
import { NOTE_CHARACTERS } from "./pruned_source.ts";

/** Members whose texts are words, whatever they look like. */
const WORDS =
  /^(?:body|message|msg|title|subject|summary|description|text|content|comments?|reason|details?|errors?|error_?message|stderr|stdout|output|explanation|question|answer)$/i;

/** Members that tell what the words are about. */
const ABOUT =
  /^(?:path|file|file_?name|file_?path|(?:start_?|original_?)?line|state|status|conclusion|name|login|number|code|exit_?code|level|severity|kind|type|command)$/i;

/** Members that say nothing to a reader, however many words they have: ids, addresses, code around a comment. */
const NOISE =
  /(?:^|_)(?:ids?|oid|sha|hash|diff_hunk|patch|etag|cursor|signature)$|(?:Id|Oid|urls?)$|^(?:url|href)$/i;

/** The least that is shown of a text that is cut. */
const LEAST_CHARACTERS = 80;
const HEAD_SHARE = 0.75;

/** Characters that are shown before a word that reports an error. */
const BEFORE_ERROR = 60;
const BEHIND_ERROR = 200;

/** A value that is no text ends within so many characters. */
const MOST_VALUE_CHARACTERS = 40;

/** Characters of a member that are searched for words. */
const LOOKED_AT = 400;

/** A member, or a text in a list. */
interface Member {
  /** Where the member begins, its name included. */
  readonly start: number;
  readonly value: number;
  readonly end: number;
}

/**
 * The stretches that are shown of JSON: words first, then what they are about, and of the rest little; undefined where it has no words.
 *
 * @param most characters in all, about; of what is no words and says nothing about them, `least` in all.
 * @param error where a word stands that reports an error.
 */
export function saidInJson(
  json: string,
  { most, least }: { readonly most: number; readonly least: number },
  error: number | undefined,
): Stretch[] | undefined {
  const { words, about, others } = membersOf(json);
  if (words.length === 0 && about.length === 0) return undefined;
  const shown: Stretch[] = [];
  let left = most;
  const show = (start: number, end: number) => {
    shown.push([start, end]);
    left -= end - start + NOTE_CHARACTERS;
  };
  if (error !== undefined) {
    show(
      wordStart(json, Math.max(0, error - BEFORE_ERROR)),
      wordEnd(json, Math.min(json.length, error + BEHIND_ERROR)),
    );
  }
  const fair = fairShare(words.map(({ start, end }) => end - start + NOTE_CHARACTERS), left);
  const share = Math.max(LEAST_CHARACTERS, fair - 3 * NOTE_CHARACTERS);
  for (const { start, value, end } of words) {
    if (end - value <= share) {
      if (end - start <= left) show(start, end);
      continue;
    }
    if (LEAST_CHARACTERS > left) continue;
    const first = Math.max(value + 1, wordStart(json, value + Math.floor(share * HEAD_SHARE)));
    const last = Math.min(end - 1, wordEnd(json, end - Math.floor(share * (1 - HEAD_SHARE))));
    show(start, first);
    if (last > first) show(last, end);
  }
  for (const { start, end } of about) if (end - start + LEAST_OMITTED <= left) show(start, end);
  left -= most - least;
  for (const { start, end } of others) if (end - start + LEAST_OMITTED <= left) show(start, end);
  return joined(shown);
}

function membersOf(
  json: string,
): { readonly words: Member[]; readonly about: Member[]; readonly others: Member[] } {
  const [words, about, others]: [Member[], Member[], Member[]] = [[], [], []];
  let [name, nameStart, at] = ["", -1, 0];
  for (const [start, end] of textsIn(json)) {
    if (json.charAt(end) === ":") {
      [name, nameStart, at] = [json.slice(start + 1, end - 1), start, end];
      const value = /^:\s*(?:-?\d[\d.eE+-]*|true|false)/.exec(json.slice(end, end + MOST_VALUE_CHARACTERS));
      if (value !== null) {
        const kind = ABOUT.test(name) ? about : others;
        kind.push({ start, value: end, end: end + value[0].length });
      }
      continue;
    }
    const isNamed = nameStart >= 0 && start - at <= 3;
    const member = { start: isNamed ? nameStart : start, value: start, end };
    const isEmpty = end - start <= 2;
    const text = json.slice(start + 1, Math.min(end - 1, start + LOOKED_AT));
    if (isEmpty || NOISE.test(name)) others.push(member);
    else if (ABOUT.test(name) && end - start <= LEAST_CHARACTERS) about.push(member);
    else if (WORDS.test(name) || PROSE.test(text)) words.push(member);
    else others.push(member);
  }
  return { words, about, others };
}

function joined(shown: readonly Stretch[]): Stretch[] {
  const all: [start: number, end: number][] = [];
  for (const [start, end] of shown.toSorted(([one], [other]) => one - other)) {
    const last = all.at(-1);
    if (last !== undefined && start <= last[1] + LEAST_OMITTED) last[1] = Math.max(last[1], end);
    else all.push([start, end]);
  }
  return all;
}
