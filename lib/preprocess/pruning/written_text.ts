/**
 * What is shown of a text that a tool writes into a file, if it is too long: its first lines, its last ones, and between them
 * those that name its parts (declarations, tests, headings).
 */

import { cutMiddle, type Pruned, whole } from "./cut_text.ts";
import { rangesOf } from "./line_choice.ts";
import { roomFor, takeAll, takeEach, takeWithin } from "./line_room.ts";
import { shownRanges } from "./prune_text.ts";
import { beginningOfLine, type Source } from "./pruned_source.ts";
import { linesOf } from "./text_lines.ts";

/** What the beginning and the end get of all characters before what stands between them. */
const HEAD_SHARE = 0.45;
const TAIL_SHARE = 0.2;

/** Of fewer lines there is no choice: prose has a paragraph in each. */
const LEAST_LINES = 8;

/** Words before what a declaration declares, and what it declares: in some twenty languages. */
const MODIFIERS =
  "(?:(?:export|pub(?:\\([a-z]+\\))?|public|private|protected|internal|static|abstract|final|override|async|default|declare|data|sealed|open|unsafe|virtual|inline)[ \\t]+)*";
const KINDS =
  "class|def|defp|defmodule|fn|fun|func|function|interface|struct|enum|trait|impl|type|module|mod|namespace|protocol|extension|object|record|sub|proc|resource|service|message|rpc|macro_rules!";

/** Lines that name a part of the text: declarations, tests, headings, sections; and what its author says is left to do. */
const NAMES_PART = new RegExp(
  [
    // In prose no sign of code follows.
    `^[ \\t]*${MODIFIERS}(?:${KINDS})[ \\t]+[\\w$"'*.<>:-]+[ \\t]*(?:[{(=:<[;"]|(?:extends|implements|for|struct|interface)\\b)`,
    "^[ \\t]*(?:(?:class|module|object)[ \\t]+[A-Z]\\w*|def[ \\t]+\\w+[?!]?)$",
    `^[ \\t]*${MODIFIERS}(?:func|impl)[ \\t]*[(<]`,
    `^[ \\t]*${MODIFIERS}(?:const|let|var|val)[ \\t]+\\w+[^=]*=[ \\t]*(?:async[ \\t]*)?(?:function\\b|\\([^()]*\\)[^=]*=>)`,
    "^[ \\t]*(?:describe|it|test|context|Deno\\.test|t\\.Run)(?:\\.\\w+)?\\(",
    "^[ \\t]*(?:CREATE|ALTER|DROP|create|alter|drop)[ \\t]+(?:[A-Za-z]+[ \\t]+)*(?:TABLE|INDEX|VIEW|FUNCTION|TYPE|TRIGGER|table|index|view|function|type|trigger)\\b",
    "^\\[{1,2}[\\w.:\"' -]+\\]{1,2}[ \\t]*$",
    "\\b(?:TODO|FIXME|XXX|HACK)\\b",
  ].join("|"),
);

/** A comment in many languages, too: a heading stands behind a blank line. */
const HEADING = /^#{1,4}[ \t]+\S/;

/** A text within a limit of characters. */
export function writtenText(text: string, limit: number): Pruned {
  if (text.length <= limit) return whole(text);
  const lines = linesOf(text);
  if (lines.count < LEAST_LINES) return cutMiddle(text, limit);
  const share = Math.floor(HEAD_SHARE * limit);
  const limits = {
    headLines: Infinity,
    tailLines: Infinity,
    errorLines: 0,
    lineCharacters: share,
    characters: limit,
  };
  const source: Source = { text, lines, errors: [], limits };
  const room = roomFor(source, limit);
  const all = Array.from({ length: lines.count }, (_, line) => line);
  takeWithin(room, all, share);
  takeWithin(room, all.toReversed(), TAIL_SHARE * limit);
  takeEach(room, all.filter((line) => room.kept[line] !== 1 && namesPart(source, line)));
  takeAll(room, all);
  return shownRanges(source, rangesOf(room));
}

function namesPart(source: Source, line: number): boolean {
  const text = beginningOfLine(source, line).trimEnd();
  return NAMES_PART.test(text) || HEADING.test(text) && beginningOfLine(source, line - 1).trim() === "";
}
