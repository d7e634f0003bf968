import assert from "node:assert/strict";
import fc from "fast-check";
import { forEachPlaces, type Places } from "../../../../lib/redact/search/places.ts";
import { CALL_ENDINGS } from "../../../../lib/redact/rules/calls/call_argument.ts";
import { KEYWORDS } from "../../../../lib/redact/rules/keyword.ts";
import {
  callWords,
  kindOfCharacter,
  nameEndings,
  nameWords,
  placeOfCall,
  withCallEndings,
  type WordTree,
} from "../../../../lib/redact/rules/judgement/secret_ending.ts";
import { SCRIPT_NOUNS } from "../../../../lib/redact/rules/spoken/spoken_nouns.ts";
import { STRUCTURE_ANCHORS, STRUCTURE_KINDS } from "../../../../lib/redact/rules/structures.ts";
import { RUN_LITERALS, WIDE_RUN_LITERALS } from "../../../../lib/redact/search/token_literals.ts";

/** What the windows are long (assembly/redact/candidates.ts). */
const WINDOW_CHARACTERS = 0x8000;

const piece = fc.oneof(
  fc.constantFrom(
    ..."/ \\ - -- % %2F %5c _ . < </ > a 1 é ÿ ü 🚢 日 д λ \ud800 \udc00 = : := => == === != :// @ %40 ' ` ] ? !"
      .split(
        " ",
      ),
    ...' |\n|\t|"|\u0000|\u00a0|\u2028|-u kim| -p|define(|define(\' |("'.split("|"),
    ..."home Users users root home- root- password token db.key div account_id test_2 --pass amount :amount= result: s\\\\u0065cret= asking> handler( target( config("
      .split(" "),
    ..."\\\\u0040 &#64; [at] (at) /media/ /mail/ crontabs/ per-user/ /api/webhooks/ hooks.slack.com/s hook.office.com/w ghp_ sk-ant- eyJ EAA fm2_ ops_ey glc_"
      .split(" "),
    ...KEYWORDS.map(({ keyword }) => keyword),
    ...CALL_ENDINGS.map((name) => `${name}(`),
    ...STRUCTURE_ANCHORS.map(({ keyword }) => keyword),
    ...SCRIPT_NOUNS.map(({ word }) => word),
    ..."пароль 密 п ан 中 ω ר".split(" "),
  ),
  fc.integer({ min: 0, max: 70 }).map((length) => "aZ0_-.".repeat(12).slice(0, length)),
  fc.integer({ min: 0, max: 70 }).map((length) => "a/Z+0=_-.".repeat(8).slice(0, length)),
  fc.integer({ min: 15, max: 40 }).map((length) => " '\"".repeat(20).slice(0, length)),
);

const pieces = fc.array(piece, { maxLength: 16 }).map((chosen) => chosen.join(""));

/** Short texts, and some whose pieces lie around the borders of the windows, with one byte a character or two. */
const text = fc.oneof(
  pieces,
  fc.tuple(pieces, fc.integer({ min: -200, max: 60 }), fc.constantFrom(" ", "é", "日", "x", "x/"), fc.nat(2))
    .map(
      ([chosen, before, filler, windows]) =>
        filler.repeat(windows * WINDOW_CHARACTERS).slice(
          0,
          Math.max(0, windows * WINDOW_CHARACTERS + before),
        ) +
        chosen,
    ),
);

/** Where an expression matches, each place once and in order. */
function placesOf(sample: string, expression: RegExp): number[] {
  return [...sample.matchAll(expression)].map((match) => match.index);
}

/** Where a literal stands, also in itself; `ÿ` stands for what lies beyond Latin-1, too. */
function placesOfLiteral(sample: string, literal: string): number[] {
  if (literal.includes("ÿ")) return placesOf(sample, OPEN_LITERALS.get(literal) ?? /(?!)/g);
  const places: number[] = [];
  for (let at = sample.indexOf(literal); at >= 0; at = sample.indexOf(literal, at + 1)) places.push(at);
  return places;
}

const OPEN_LITERALS = new Map(
  KEYWORDS.filter(({ keyword }) => keyword.includes("ÿ")).map(({ keyword }) => [
    keyword,
    new RegExp(`(?=${keyword.replaceAll("ÿ", "[ÿ\\u0100-\\uffff]")})`, "g"),
  ]),
);

function runsOf(sample: string, expression: RegExp): number[] {
  return [...sample.matchAll(expression)].flatMap((match) => [match.index, match.index + match[0].length]);
}

/** The first places and groups of literals that a run may hold. */
function literalsIn(sample: string, expression: RegExp, table: Uint8Array): number[] {
  const found: number[] = [];
  for (const { index, 0: run } of sample.matchAll(expression)) {
    for (let at = 0; at + 3 <= run.length; at++) {
      const [one, two, three] = [run.charCodeAt(at), run.charCodeAt(at + 1), run.charCodeAt(at + 2)];
      const group = table[((one << 10) ^ (two << 5) ^ three) & 0x7fff] ?? 0;
      if (group !== 0) found.push(index + at, group);
    }
  }
  return found;
}

/** The keywords' as a list with the places of each, also of those that are not there. */
type AllPlaces = Omit<Places, "keywords"> & { readonly keywords: readonly (readonly number[])[] };

/** All places of a text, in however many stretches they come. */
function findPlaces(sample: string): AllPlaces {
  const stretches: Places[] = [];
  forEachPlaces(sample, (places) => stretches.push(places));
  const all = (kind: Exclude<keyof Places, "keywords" | "structures">) =>
    stretches.flatMap((places) => places[kind]);
  return {
    runs: all("runs"),
    runLiterals: all("runLiterals"),
    wideLiterals: all("wideLiterals"),
    equals: all("equals"),
    colons: all("colons"),
    closingTags: all("closingTags"),
    scriptWords: all("scriptWords"),
    calls: all("calls"),
    folders: all("folders"),
    personal: all("personal"),
    options: all("options"),
    hooks: all("hooks"),
    atSigns: all("atSigns"),
    encodedAtSigns: all("encodedAtSigns"),
    colours: all("colours"),
    keywords: KEYWORDS.map((_, index) => stretches.flatMap(({ keywords }) => keywords.get(index) ?? [])),
    // Those of one kind have pairs at different places: where they overlap, the order may be another one.
    structures: STRUCTURE_KINDS.map((_, index) =>
      stretches.flatMap(({ structures }) => structures[index] ?? []).toSorted((one, other) => one - other)
    ),
  };
}

const ENDINGS = withCallEndings(nameEndings(), CALL_ENDINGS);

function mayEndName(sample: string, end: number): boolean {
  const [one, two, three] = [3, 2, 1].map((back) => kindOfCharacter(sample.charAt(end - back)));
  const isEnding = ((ENDINGS[((one ?? 0) << 10) | ((two ?? 0) << 5) | (three ?? 0)] ?? 0) & 1) !== 0;
  return isEnding && (/[0-9]/.test(sample.charAt(end - 1)) || endsWithWord(NAME_WORDS, sample, end));
}

function mayEndCall(sample: string, end: number): boolean {
  const before = [4, 3, 2, 1].map((back) => sample.charAt(end - back) || " ").join("");
  const isEnding = ((ENDINGS[placeOfCall(before)] ?? 0) & 2) !== 0;
  return isEnding && (before.endsWith(")") || endsWithWord(CALL_WORDS, sample, end));
}

const NAME_WORDS = nameWords();
const CALL_WORDS = callWords(CALL_ENDINGS);

/** Whether a word ends here, or letters are written by their numbers. */
function endsWithWord(words: WordTree, sample: string, end: number): boolean {
  if (/\\[ux]/.test(sample.slice(Math.max(0, end - 32), end + 1))) return true;
  let node = 0;
  for (let at = end - 1; node !== 0xffff; at--) {
    const code = at < 0 ? 0x7f : Math.min(sample.charCodeAt(at), 0xff);
    node = words[32 * node + (code & 31)] ?? 0;
    if (node === 0) return false;
  }
  return true;
}

function separatorsOf(sample: string, separator: string): number[] {
  // Of a comparison its first sign is told.
  const unlikeAddress = new RegExp(`${separator}(?!//${separator === ":" ? "|=" : ""})`, "g");
  return placesOf(sample, unlikeAddress).filter((place) => {
    const gap = /[ \t"'\\[\]?!`]*:?$/.exec(sample.slice(Math.max(0, place - 24), place))?.[0].length ?? 0;
    return gap < 24 && mayEndName(sample, place - gap);
  });
}

function closingTagsOf(sample: string): number[] {
  return [...sample.matchAll(/<\/[A-Za-z0-9_.:-]{0,82}>/g)]
    .filter(({ index, 0: tag }) => mayEndName(sample, index + tag.length - 1)).map(({ index }) => index);
}

/** Where two characters begin a noun of another script, or may do so by what is known of them. */
function scriptWordsOf(sample: string): number[] {
  const hash = (first: number, second: number) => (first * 0x2f1 + second) % 0x8000;
  const known = new Set(
    SCRIPT_NOUNS.map(({ word }) => hash(word.charCodeAt(0), word.length === 1 ? 0 : word.charCodeAt(1))),
  );
  return [...sample.matchAll(/[\u0300-\u0eff\u3000-\ud7ff]/g)].map(({ index }) => index).filter((at) => {
    const [first, second] = [sample.charCodeAt(at), at + 1 < sample.length ? sample.charCodeAt(at + 1) : 0];
    return known.has(hash(first, 0)) || known.has(hash(first, second));
  });
}

const EXPRESSIONS = {
  folders: /(?<=[/\\]|%2[Ff]|%5[Cc])(?:home|users)|(?<=-)home(?=-)|(?<=[/-])root|Users/g,
  options: /-(?=-[a-z]|u |p)/g,
  hooks: /hooks(?=\.slack\.com\/)|(?<=\/api\/web)hooks(?=\/)|hook(?=\.office\.com\/)/g,
  atSigns: /@/g,
  encodedAtSigns: /%40|\\u0040|&#64;|\[at\]|\(at\)/g,
  // deno-lint-ignore no-control-regex -- such sequences begin with one
  colours: /\x1b\[|u001[bB]\[/g,
  personal: / and Settings|\/media\/|\/mail\/|crontabs\/|per-user\//g,
};

const ANCHORS_BY_KIND = STRUCTURE_KINDS.map((kind) =>
  STRUCTURE_ANCHORS.filter((anchor) => anchor.kind === kind).map(({ keyword }) => keyword)
);

function expectedPlaces(sample: string): AllPlaces {
  const token = /[A-Za-z0-9_.-]{20,}/g;
  return {
    runs: runsOf(sample, token),
    runLiterals: literalsIn(sample, token, RUN_LITERALS.table),
    wideLiterals: literalsIn(sample, /[A-Za-z0-9_.+/=-]{36,}/g, WIDE_RUN_LITERALS.table),
    equals: separatorsOf(sample, "="),
    colons: separatorsOf(sample, ":"),
    closingTags: closingTagsOf(sample),
    scriptWords: scriptWordsOf(sample),
    calls: placesOf(sample, /\(/g).filter((place) => mayEndCall(sample, place)),
    folders: placesOf(sample, EXPRESSIONS.folders),
    personal: placesOf(sample, new RegExp(`(?=${EXPRESSIONS.personal.source})`, "g")),
    options: placesOf(sample, EXPRESSIONS.options),
    hooks: placesOf(sample, EXPRESSIONS.hooks),
    atSigns: placesOf(sample, EXPRESSIONS.atSigns),
    encodedAtSigns: placesOf(sample, EXPRESSIONS.encodedAtSigns),
    colours: placesOf(sample, EXPRESSIONS.colours),
    keywords: KEYWORDS.map(({ keyword }) => placesOfLiteral(sample, keyword)),
    structures: ANCHORS_BY_KIND.map((anchors) =>
      anchors.flatMap((anchor) => placesOfLiteral(sample, anchor)).toSorted((one, other) => one - other)
    ),
  };
}

Deno.test("places are those that expressions find, whatever stands beside them and wherever a window ends", () => {
  fc.assert(
    fc.property(text, (sample) => assert.deepEqual(findPlaces(sample), expectedPlaces(sample))),
    { numRuns: 750 },
  );
});

Deno.test("a separator or a bracket is told of behind all of a word alone, or where one may be hidden by escapes", () => {
  const sample = 'locale(1), amount: 1, account: 2, "sec\\nret": 3, "s\\u0065cret": 4, ' +
    "and scrypt(1)";
  const { colons, calls } = findPlaces(sample);
  const before = (places: readonly number[]) => places.map((at) => /\w+\W*$/.exec(sample.slice(0, at))?.[0]);
  assert.deepEqual([before(colons), before(calls)], [["account", 'u0065cret"'], ["scrypt"]]);
});

Deno.test("what is looked at anyway is told once, whatever two characters follow", () => {
  const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index));
  const sample = printable.flatMap((one) => printable.map((other) => `@${one}${other} token=${one}${other} `))
    .join("");
  const { atSigns, equals } = findPlaces(sample);
  assert.deepEqual(atSigns, [...new Set(atSigns)]);
  assert.deepEqual(equals, [...new Set(equals)]);
});

Deno.test("another text may be searched between two stretches of a text, also inside of a run", () => {
  const run = "a".repeat(60);
  // Of windows full of signs two are told at once, and three where the first is not quite full.
  const signs = (windows: number) => " ".repeat(60) + "@".repeat(windows * WINDOW_CHARACTERS - 60);
  const start = 16 * WINDOW_CHARACTERS - run.length / 2;
  const sample = `${`${signs(13)}${signs(3)}`.slice(0, start)}${run} @`;
  const runs: number[] = [];
  let stretches = 0;
  forEachPlaces(sample, (places) => {
    stretches++;
    runs.push(...places.runs);
    forEachPlaces("b".repeat(40), () => {});
  });
  assert.equal(stretches, 8);
  assert.deepEqual(runs, [start, start + run.length]);
});

Deno.test("a run that is longer than many windows is one, and all of its literals are told", () => {
  const sample = `é ${"ghp_x".repeat(50_000)} ${"fm2_/".repeat(50_000)}`;
  assert.deepEqual(findPlaces(sample), expectedPlaces(sample));
});

Deno.test("lines drawn with dashes and tables hold no places but for the rules of tables", () => {
  const sample = `${"-".repeat(19)}\n| --- | :--- |\na - b, x-y\n<!-- </div> -->`;
  const { structures, ...others } = findPlaces(sample);
  for (const found of Object.values(others).flat()) assert.deepEqual(found, []);
  const held = STRUCTURE_KINDS.filter((_, index) => (structures[index] ?? []).length > 0);
  assert.deepEqual(held, ["tableRules"]);
});
