/**
 * Names of accounts, remembered: a home directory in one text tells whose name stands in the paths and the owner columns of
 * all that belong to it.
 */
import { ownCopy } from "./own_copy.ts";
import { isOrdinaryWord } from "./rules/judgement/ordinary_words.ts";
import { personalNames } from "./rules/persons/user_name.ts";

/** People and folders of examples: in a text that tells of their homes they go, elsewhere they name anything. */
const EXAMPLES = new Set(
  "foo bar baz qux alice bob carol dave eve mallory john jane joe jdoe johndoe janedoe doe xxx xyz abc path folder name page pages"
    .split(" "),
);

/** More people rarely work on one machine; all are looked for in each text. */
const MAX_NAMES = 32;

/** A home directory in its text. */
interface Home {
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly userName: string;
}

/** The account names of people that were found in texts which belong together. */
export class KnownNames {
  readonly #sure = new Set<string>();
  readonly #unsure = new Set<string>();
  /** Names that aren't remembered: most homes are the same one. */
  readonly #refused = new Set<string>();
  #all: { readonly sure: readonly string[]; readonly unsure: readonly string[] } = NONE;

  /** How many names are known; also grows where one becomes sure. */
  get size(): number {
    return 2 * this.#sure.size + this.#unsure.size;
  }

  /** Names that certainly belong to accounts: they are searched for in paths, too. Longest first. */
  get sure(): readonly string[] {
    return this.#all.sure;
  }

  /**
   * Names from a path that may be the route of a web page: they are searched for only where systems show accounts.
   */
  get unsure(): readonly string[] {
    return this.#all.unsure;
  }

  /** Remembers whose home directories stand in a text. */
  noteHomes(text: string, homes: readonly Home[]): void {
    for (const home of homes) {
      if (this.#sure.has(home.userName) || this.#refused.has(home.userName)) continue;
      const isSure = isSurelyHome(text, home);
      if (isSure || !this.#unsure.has(home.userName)) this.#add(home.userName, isSure);
    }
  }

  /** Remembers whose home directory a folder lies in, in which somebody worked. */
  noteFolder(folder: string): void {
    const name = /^(?:\/mnt\/[a-z]|\/[a-z]|[A-Za-z]:)?[\\/](?:home|Users)[\\/]([^\\/]+)/.exec(folder)?.[1];
    if (name !== undefined && personalNames([name]).length > 0) this.add(name, true);
  }

  #add(name: string, isSure: boolean): void {
    const lower = name.toLowerCase();
    if (!isOrdinaryWord(lower) && !EXAMPLES.has(lower) && personalNames([name]).length > 0) {
      this.add(name, isSure);
    } else if (this.#refused.size < MAX_NAMES) {
      this.#refused.add(name);
    }
  }

  /** Takes over a name that was judged before. */
  add(name: string, isSure: boolean): void {
    const names = isSure ? this.#sure : this.#unsure;
    if (names.size >= MAX_NAMES || names.has(name)) return;
    const own = ownCopy(name);
    names.add(own);
    if (isSure) this.#unsure.delete(own);
    this.#all = { sure: personalNames(this.#sure), unsure: personalNames(this.#unsure) };
  }

  /** All of them, as they were told. */
  list(): { readonly name: string; readonly isSure: boolean }[] {
    return [
      ...[...this.#sure].map((name) => ({ name, isSure: true })),
      ...[...this.#unsure].map((name) => ({ name, isSure: false })),
    ];
  }

  /** Whether one of them stands in a text at all. */
  standsIn(text: string): boolean {
    return this.sure.some((name) => text.includes(name)) || this.unsure.some((name) => text.includes(name));
  }
}

const NONE = { sure: [], unsure: [] };

/** Folders that homes have, and routes of web pages have not. */
const OF_HOMES =
  /^[\\/]{1,8}(?:\.[a-z]|(?:Applications|AppData|Desktop|Documents|Downloads|Library|Movies|Music|OneDrive|Pictures)(?![A-Za-z]))/;

/** `/home/dashboard` may be a route: `/Users/kim` is none, nor is `/home/kim/.config`. */
function isSurelyHome(text: string, { start, end, nameStart }: Home): boolean {
  const before = text.slice(start, nameStart);
  return !/^[\\/]{1,8}homes?[\\/]{1,8}$/.test(before) || OF_HOMES.test(text.slice(end, end + 24));
}
