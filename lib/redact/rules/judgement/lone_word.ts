/** Words that are given to a password's name: told from names of code by their place. */
import { valueAt } from "../named/assigned_value.ts";
import { isDescribing, isJoinedWords } from "./joined_words.ts";
import { beginsLine, hasLoginBeside, isClearPasswordName, isLoneWord } from "./passphrase.ts";
import { looksLikePlaceholder } from "./placeholder.ts";
import type { Stretch } from "../report.ts";
import { isInConnection } from "../named/whole_line_value.ts";

/** The quick look. */
const WORD = /[ \t]{0,24}\\{0,15}["'`]?[a-z]{8,24}[0-9]{0,2}(?![A-Za-z0-9_.(-])/y;

const LINE_END = /^[ \t]*(?:\r?\n|$)/;
const SETTING_END = /^;(?=[A-Za-z ]|["']|$)/;
const NEXT_SETTING = /^; ?(?:server|data source|host|user(?: id)?|uid|database|initial catalog|port)=/i;

/**
 * A word alone, in quotes or at the line's end, where a name for the user or the host is given as well; joined words on
 * any line of settings.
 */
export function loneWord(
  text: string,
  name: string,
  nameStart: number,
  position: number,
): Stretch | undefined {
  WORD.lastIndex = position;
  if (!WORD.test(text)) return undefined;
  const value = valueAt(text, position);
  if (value === undefined || looksLikePlaceholder(value.text) || !isClearPasswordName(name)) return undefined;
  const isJoined = isJoinedWords(value.text);
  if (!isJoined && (!isLoneWord(value.text) || isDescribing(value.text))) return undefined;
  const end = value.start + value.text.length;
  const found = { start: value.start, end };
  const rest = text.slice(end, end + 40);
  if (value.terminator === "" && !LINE_END.test(rest)) {
    const isConnection = NEXT_SETTING.test(rest) ||
      (SETTING_END.test(rest) && isInConnection(text, nameStart));
    return value.isAssigned && isConnection ? found : undefined;
  }
  if (hasLoginBeside(text, nameStart, end)) return found;
  // Code gives variables with spaces around its sign.
  const isSetting = !value.isAssigned || value.start === position;
  return isJoined && isSetting && beginsLine(text, nameStart) ? found : undefined;
}
