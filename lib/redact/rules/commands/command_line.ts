/** Reading command lines: words, what stands before a place, commands. */

/** A word of a command line without its quotes. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** How far a command line is looked back at where nothing else is said. */
const MAX_BEFORE_CHARACTERS = 500;

const ARGUMENT =
  /(?:=|[ \t]{1,3}(?:[\\`^]\r?\n[ \t]{0,40})?|["'],(?: {0,2}|[ \t]{0,4}\r?\n[ \t]{1,40})(?=\\{0,3}["']))(?:(\\{0,3}["'])((?:(?!\1)[^\r\n]){1,4096})\1|([^\s"'`<>|;&()\\]{1,4096}))/y;

/** The word after an option: `-p word`, `--option="word"`, and in a list of arguments `"-p", "word"`. */
export function argumentAt(text: string, position: number): Word | undefined {
  ARGUMENT.lastIndex = position;
  return wordOf(ARGUMENT.exec(text), position, text);
}

const WORD = /(?:(\\{0,3}["'])((?:(?!\1)[^\r\n]){1,4096})\1|([^\s"'`<>|;&()\\]{1,4096}))/y;

/** The word that begins at a place. */
export function wordAt(text: string, position: number): Word | undefined {
  WORD.lastIndex = position;
  return wordOf(WORD.exec(text), position, text);
}

function wordOf(match: RegExpExecArray | null, position: number, text: string): Word | undefined {
  if (match === null) return undefined;
  const [whole, quote = "", inQuotes, bare] = match;
  const word = inQuotes ?? bare ?? "";
  // A call or a template goes on: `-p "$(pass show db)"` is quoted, `-p $(…)` ends at its bracket.
  const end = position + whole.length - quote.length;
  if (bare !== undefined && text.charCodeAt(end) === 0x28) return undefined;
  const start = end - word.length;
  const last = bare !== undefined && /[:,]$/.test(bare) ? endOfQuoted(text, end) : end;
  return { start, end: last, text: text.slice(start, last) };
}

const QUOTED_REST = /(["'])(?:(?!\1)[^\r\n]){1,4096}\1/y;

/** A shell's word goes on in quotes: `kim:"a b"`, `kim,'a b'`. */
function endOfQuoted(text: string, at: number): number {
  QUOTED_REST.lastIndex = at;
  return at + (QUOTED_REST.exec(text)?.[0].length ?? 0);
}

/** The number that a reader of files has put before a line. */
const LINE_NUMBER = /^[ \t]{0,12}[0-9]{1,6}→/;

/** An item of a list that has a line of its own. */
const LISTED = /,\r?\n[ \t]{1,40}["']$/;
const END_OF_LISTED = /(?<=["'],)\r?\n[ \t]{1,40}(?=["'])/g;
const LISTED_CHARACTERS = 44;

/**
 * What stands before a place on its line; a line that a backslash continues (PowerShell's backtick, a caret of Windows) belongs to it. In place of a line's number
 * there are spaces.
 */
export function lineBefore(text: string, at: number, characters = MAX_BEFORE_CHARACTERS): string {
  const head = text.slice(Math.max(0, at - characters), at);
  const isListed = LISTED.test(text.slice(Math.max(0, at - LISTED_CHARACTERS), at));
  const joined = head.replace(isListed ? END_OF_LISTED : /[\\`^]\r?\n/g, (end) => " ".repeat(end.length));
  return joined.slice(joined.lastIndexOf("\n") + 1).replace(
    LINE_NUMBER,
    (number) => " ".repeat(number.length),
  );
}

/** The command before a place on its line: what follows the last `;`, `|` or `&`. */
export function commandBefore(text: string, at: number): string {
  const line = lineBefore(text, at);
  return line.slice(Math.max(0, ...SEPARATORS.map((separator) => line.lastIndexOf(separator))));
}

const SEPARATORS = [";", "|", "&"] as const;

/** What may stand between a command's name and a place, and the longest name. */
const MOST_BETWEEN_CHARACTERS = 301;
const MOST_NAME_CHARACTERS = 160;

/** Finds a command in what stands before one of its options, as `commandBefore` gives it. */
export type CommandFinder = (line: string) => RegExpExecArray | undefined;

/**
 * A search for a command, given by its names. The way from there to the option is measured, not tried: a line may hold
 * the command fifty times.
 */
export function commandFinder(names: string): CommandFinder {
  const pattern = new RegExp(
    `(?:^|[\\s"'\`(/>\\\\])(?:${names})(?:\\.exe)?(?:["']?,?(?= |$)|["'],(?=["']))`,
    "g",
  );
  return (line) => {
    pattern.lastIndex = Math.max(0, line.length - MOST_BETWEEN_CHARACTERS - MOST_NAME_CHARACTERS);
    for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
      if (line.length - pattern.lastIndex <= MOST_BETWEEN_CHARACTERS) return match;
      pattern.lastIndex = match.index + 1;
    }
    return undefined;
  };
}
