/** Where rules may find something: all of them in one pass over a text. */
import {
  type CandidateLists,
  type CandidateSearch,
  createCandidateSearch,
  type Literal,
} from "./candidate_search.ts";
import { COLOUR_LITERALS } from "../readings/colours.ts";
import { CALL_ENDINGS } from "../rules/calls/call_argument.ts";
import { KEYWORDS } from "../rules/keyword.ts";
import {
  callWords,
  kindOfCharacter,
  nameEndings,
  nameWords,
  withCallEndings,
} from "../rules/judgement/secret_ending.ts";
import { SCRIPT_NOUNS } from "../rules/spoken/spoken_nouns.ts";
import { STRUCTURE_ANCHORS, STRUCTURE_KINDS } from "../rules/structures.ts";
import { RUN_LITERALS, WIDE_RUN_LITERALS } from "./token_literals.ts";

/** Candidates, each kind in the order of the text. What they are in truth, the rules decide. */
export interface Places {
  /** Beginnings and ends, in turns, of runs of 20 or more token characters (`A-Za-z0-9_.-`). */
  readonly runs: readonly number[];
  /** Where a literal may stand in such a run, and the number of its group, in turns. */
  readonly runLiterals: readonly number[];
  /** Places of literals, in the same form, in runs of 36 characters or more that may contain `+`, `/` and `=`. */
  readonly wideLiterals: readonly number[];
  /** Places of `=` and `:` after a word that may end the name of a secret. */
  readonly equals: readonly number[];
  readonly colons: readonly number[];
  /** Places of `</` of an end tag whose name may announce a secret. */
  readonly closingTags: readonly number[];
  /** Where nouns of other scripts than the Latin one may begin. */
  readonly scriptWords: readonly number[];
  /** Places of `(` after a word that may end the name of a function that takes secrets. */
  readonly calls: readonly number[];
  /** Places of `home`, `Users`, `users` or `root` after a slash (plain, backward, percent-encoded) or a dash. */
  readonly folders: readonly number[];
  /** Places of parts of paths that are followed by people's names. */
  readonly personal: readonly number[];
  /** Places of `--x`, `-u ` and `-p`. */
  readonly options: readonly number[];
  /** Places of `hook`, as in the host name or the path of a webhook's address. */
  readonly hooks: readonly number[];
  readonly atSigns: readonly number[];
  /** Of `%40`, `\\u0040` and `&#64;`. */
  readonly encodedAtSigns: readonly number[];
  /** Places of what may be a terminal's colour code. */
  readonly colours: readonly number[];
  /** Places of each keyword of rules/keyword.ts that occurs, by the keyword's number. */
  readonly keywords: ReadonlyMap<number, readonly number[]>;
  /** Places of the anchors of each kind of rules/structures.ts, by the kind's number. */
  readonly structures: readonly (readonly number[] | undefined)[];
}

/** By the numbers of their lists; the assembly has numbered those before `folders`. */
const KINDS = [
  "runs",
  "runLiterals",
  "wideLiterals",
  "equals",
  "colons",
  "closingTags",
  "scriptWords",
  "calls",
  "folders",
  "personal",
  "options",
  "hooks",
  "atSigns",
  "encodedAtSigns",
  "colours",
] as const satisfies readonly (keyof Places)[];

/** Calls back with the candidates of a text: once, or several times for a text with very many. */
export function forEachPlaces(text: string, visit: (places: Places) => void): void {
  (search ??= createSearch())(text, (lists) => visit(placesOf(lists)));
}

const NOWHERE: readonly number[] = [];
const FIRST_STRUCTURE = KINDS.length + KEYWORDS.length;

function placesOf(lists: CandidateLists): Places {
  const listOf = (kind: typeof KINDS[number]) => lists.get(KINDS.indexOf(kind)) ?? NOWHERE;
  return {
    runs: listOf("runs"),
    runLiterals: listOf("runLiterals"),
    wideLiterals: listOf("wideLiterals"),
    equals: listOf("equals"),
    colons: listOf("colons"),
    closingTags: listOf("closingTags"),
    scriptWords: listOf("scriptWords"),
    calls: listOf("calls"),
    folders: listOf("folders"),
    personal: listOf("personal"),
    options: listOf("options"),
    hooks: listOf("hooks"),
    atSigns: listOf("atSigns"),
    encodedAtSigns: listOf("encodedAtSigns"),
    colours: listOf("colours"),
    keywords: keywordsAmong(lists),
    structures: STRUCTURE_KINDS.map((_, index) => lists.get(FIRST_STRUCTURE + index)),
  };
}

function keywordsAmong(lists: CandidateLists): Map<number, readonly number[]> {
  const keywords = new Map<number, readonly number[]>();
  for (const [number, places] of lists) {
    if (number >= KINDS.length && number < FIRST_STRUCTURE) keywords.set(number - KINDS.length, places);
  }
  return keywords;
}

/** One for the process: whatever is redacted, the candidates are the same. */
let search: CandidateSearch | undefined;

function createSearch(): CandidateSearch {
  return createCandidateSearch({
    literals: searchedLiterals(),
    runGroups: RUN_LITERALS.table,
    wideGroups: WIDE_RUN_LITERALS.table,
    endings: withCallEndings(nameEndings(), CALL_ENDINGS),
    nameWords: nameWords(),
    callWords: callWords(CALL_ENDINGS),
    kindOfCharacter,
    scriptWords: SCRIPT_NOUNS.map(({ word }) => word),
  });
}

/** All literals that are searched for in one pass. */
export function searchedLiterals(): readonly Literal[] {
  return [
    ...LITERALS.map(({ kind, ...literal }): Literal => ({ ...literal, list: KINDS.indexOf(kind) })),
    ...KEYWORDS.map(({ keyword }, index): Literal => ({
      text: keyword,
      offset: 0,
      list: KINDS.length + index,
    })),
    ...STRUCTURE_ANCHORS.map(({ keyword, kind }): Literal => ({
      text: keyword,
      offset: 0,
      list: FIRST_STRUCTURE + STRUCTURE_KINDS.indexOf(kind),
    })),
  ];
}

const LITERALS: readonly (Omit<Literal, "list"> & { readonly kind: typeof KINDS[number] })[] = [
  ...["/home", "/root", "/users", "\\home", "\\users", "-home-", "-root"].map((text) => (
    { kind: "folders", text, offset: 1 } as const
  )),
  { kind: "folders", text: "Users", offset: 0 },
  ...["%2F", "%2f", "%5C", "%5c"].flatMap((slash) =>
    ["home", "users"].map((folder) => (
      { kind: "folders", text: slash + folder, offset: slash.length } as const
    ))
  ),
  ...[..."abcdefghijklmnopqrstuvwxyz"].map((letter) => (
    { kind: "options", text: `--${letter}`, offset: 0 } as const
  )),
  { kind: "options", text: "-p", offset: 0 },
  { kind: "options", text: "-u ", offset: 0 },
  { kind: "hooks", text: "/api/webhooks/", offset: "/api/web".length },
  { kind: "hooks", text: "hooks.slack.com/", offset: 0 },
  { kind: "hooks", text: "hook.office.com/", offset: 0 },
  { kind: "atSigns", text: "@", offset: 0 },
  { kind: "encodedAtSigns", text: "%40", offset: 0 },
  { kind: "encodedAtSigns", text: "\\u0040", offset: 0 },
  { kind: "encodedAtSigns", text: "&#64;", offset: 0 },
  { kind: "encodedAtSigns", text: "[at]", offset: 0 },
  { kind: "encodedAtSigns", text: "(at)", offset: 0 },
  ...COLOUR_LITERALS.map((text) => ({ kind: "colours", text, offset: 0 } as const)),
  { kind: "personal", text: " and Settings", offset: 0 },
  { kind: "personal", text: "/media/", offset: 0 },
  { kind: "personal", text: "/mail/", offset: 0 },
  { kind: "personal", text: "crontabs/", offset: 0 },
  { kind: "personal", text: "per-user/", offset: 0 },
];
