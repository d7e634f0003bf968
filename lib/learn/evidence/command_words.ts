/** A shell command → its simple commands with their words. Enough of a shell's grammar for telling commands apart. */

/** A simple command, and what stands before it. */
export interface SimpleCommand {
  readonly words: readonly string[];
  /** `""` for the first one; else `&&`, `||`, `;`, `|` or `&`. */
  readonly joinedBy: string;
}

/** Commands are cut at 4,000 characters in parts; scripts in them tell nothing more. */
const MAX_CHARACTERS = 4_000;

const HERE_DOCUMENT = /<<-?\s*(["']?)(\w+)\1([^]*?)(?:^\s*\2\s*$|$(?![^]))/gm;

/** The texts that a command takes from itself: what a script of the same name does differs with them. */
export function hereDocuments(command: string): string[] {
  const text = command.slice(0, MAX_CHARACTERS);
  if (!hasFewDocuments(text)) return [];
  return Array.from(text.matchAll(HERE_DOCUMENT), ([, , , document = ""]) => document.trim());
}

/** Looking for the end of each of hundreds would take the square of the command's length. */
function hasFewDocuments(text: string): boolean {
  return text.split("<<", 10).length < 10;
}

/** Splits a command. Quotes are taken off words; substitutions stay in the word they stand in; here-documents are left out. */
export function splitCommand(command: string): SimpleCommand[] {
  const text = command.slice(0, MAX_CHARACTERS).replace(
    /<<-?\s*(["']?)(\w+)\1[^]*?(?:^\s*\2\s*$|$(?![^]))/gm,
    " ",
  );
  const commands: SimpleCommand[] = [];
  let words: string[] = [];
  let word = "";
  let isWord = false;
  let joinedBy = "";
  const endWord = () => {
    if (isWord) words.push(word);
    word = "";
    isWord = false;
  };
  const endCommand = (operator: string) => {
    endWord();
    if (words.length > 0) commands.push({ words, joinedBy });
    if (words.length > 0 || commands.length === 0) joinedBy = commands.length === 0 ? "" : operator;
    words = [];
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "'" || character === '"') {
      const end = closingQuote(text, at);
      word += text.slice(at + 1, end);
      isWord = true;
      at = end;
    } else if (character === "$" && text.charAt(at + 1) === "(") {
      const end = closingBracket(text, at + 1);
      word += text.slice(at, end + 1);
      isWord = true;
      at = end;
    } else if (character === "\\") {
      if (text.charAt(at + 1) !== "\n") word += text.charAt(at + 1);
      isWord = isWord || text.charAt(at + 1) !== "\n";
      at++;
    } else if (character === "#" && !isWord) {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end - 1;
    } else if (character === "&" && (text.charAt(at + 1) === ">" || text.charAt(at - 1) === ">")) {
      word += character;
      isWord = true;
    } else if (/[;&|\n]/.test(character)) {
      const isDouble = character !== "\n" && text.charAt(at + 1) === character;
      endCommand(character === "\n" ? ";" : isDouble ? character + character : character);
      if (isDouble) at++;
    } else if (/\s/.test(character) || ((character === "(" || character === ")") && !isWord)) {
      endWord();
    } else {
      word += character;
      isWord = true;
    }
  }
  endCommand("");
  return commands;
}

function closingQuote(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at++) {
    if (text.charAt(at) === "\\" && quote === '"') at++;
    else if (text.charAt(at) === quote) return at;
  }
  return text.length;
}

function closingBracket(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "(") depth++;
    else if (character === ")" && --depth === 0) return at;
  }
  return text.length;
}
