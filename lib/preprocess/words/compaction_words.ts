/** What a person tells a compaction: the log has it as the command (`/compact …`), in the compaction's own line, or in both. */

import { wordsOf } from "./queued_words.ts";

const COMMAND = /^\/?compact$/;

/** The words to compactions of one conversation, so that each is shown once, whichever line comes first. */
export class CompactionWords {
  readonly #commands = new Set<string>();
  readonly #compactions = new Set<string>();

  /** Notes a command; gives whether a compaction's line said the same. */
  isCommandAgain(name: string, text: string): boolean {
    return COMMAND.test(name) && isAgain(text, this.#compactions, this.#commands);
  }

  /** Notes what a compaction's line says that it was told; gives whether a command said the same. */
  isFocusAgain(focus: string): boolean {
    return isAgain(focus, this.#commands, this.#compactions);
  }
}

function isAgain(text: string, others: Set<string>, own: Set<string>): boolean {
  const words = wordsOf(text);
  if (words === "") return false;
  // The next compaction may be told the same.
  if (others.delete(words)) return true;
  own.add(words);
  return false;
}
