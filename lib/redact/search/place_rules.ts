/** All rules that are tried at places of a text. */
import { withinBorders } from "../borders.ts";
import { withoutColours } from "../readings/colours.ts";
import { type Finding, FindingsByRule } from "../finding.ts";
import { createInnerReader } from "../readings/inner_texts.ts";
import { forEachPlaces, type Places } from "./places.ts";
import { createAtSignFinder } from "../rules/at_sign.ts";
import { createEncodedFinder } from "../rules/tokens/encoded_text.ts";
import { createHomeFinder, findGivenHomes, type HomePath } from "../rules/persons/home_path.ts";
import { createKeywordFinder } from "../rules/keyword.ts";
import { createSeparatorFinder } from "../rules/separators.ts";
import { createPersonalFinder } from "../rules/persons/personal_folder.ts";
import { createScriptFinder } from "../rules/spoken/spoken_secret.ts";
import { findAtBeginning } from "../rules/tokens/seed_phrase.ts";
import { withFurtherPieces } from "../rules/named/spread_value.ts";
import { createStructureFinder } from "../rules/structures.ts";
import { createTokenFinder } from "./token_finder.ts";

export interface FoundAtPlaces {
  readonly secrets: readonly Finding[];
  readonly homes: readonly HomePath[];
  /** What secretlint's rules may be interested in. */
  readonly hints: ReadonlySet<string>;
}

/** What is known of a text. */
export interface PlacesScope {
  /** The text is a document in some notation, whose decoded strings are searched separately; default: false. */
  readonly isDocument?: boolean;
  /** Only secrets that are known by their own form count: rules that find none of these are left out; default: false. */
  readonly isSpread?: boolean;
}

/**
 * Applies the rules at the candidates of a text. Finds secrets, and home directories: those of any user, and the
 * given ones.
 */
export function findAtPlaces(
  text: string,
  homeDirectories: readonly string[],
  { isDocument = false, isSpread = false }: PlacesScope = {},
): FoundAtPlaces {
  return findWithin(text, homeDirectories, {
    isOutside: true,
    isSpread,
    readings: isDocument ? MAX_READINGS : 0,
  });
}

/** What a text is. */
interface Origin {
  readonly isSpread: boolean;
  /** The text was not decoded from base64 in another text. */
  readonly isOutside: boolean;
  /** How many texts it is within, with what tools put before their lines, or in strings. */
  readonly readings: number;
}

/** A string in the output of a program that a diff shows, behind the numbers of its lines. */
const MAX_READINGS = 3;

/** The number of the rule for seed phrases, which comes after those of other tokens. */
const SEED_PHRASES = 2;

function findWithin(text: string, homeDirectories: readonly string[], origin: Origin): FoundAtPlaces {
  const { isSpread, readings } = origin;
  const hints = new Set<string>();
  const hint = (seen: string) => void hints.add(seen);
  const homes = findGivenHomes(text, homeDirectories);
  const inner = readings < MAX_READINGS ? createInnerReader(text, isSpread) : undefined;
  let hasColours = false;
  const decoded = (inside: string) =>
    findWithin(inside, homeDirectories, { ...origin, isOutside: false }).secrets;
  const rules = createRules(text, origin, { hint, homes, decoded });
  forEachPlaces(text, (places) => {
    for (const find of rules.finders) find(places);
    inner?.visit(places);
    hasColours ||= places.colours.length > 0;
  });
  const secrets = withinBorders(text, rules.secrets());
  // Either way of reading may show what the other hides: without its colours a token may touch the next word.
  const plain = hasColours ? withoutColours(text) : undefined;
  const [reading, next] = plain === undefined
    ? [inner?.read(), { ...origin, readings: readings + 1 }]
    : [plain, origin];
  if (reading !== undefined) {
    const found = findWithin(reading.text, homeDirectories, next);
    const known = new Set(secrets.map(keyOf));
    for (const secret of withinBorders(text, found.secrets.map(reading.written))) {
      if (!known.has(keyOf(secret))) secrets.push(secret);
    }
    // One by one: a function takes no hundred thousand arguments.
    for (const home of found.homes) homes.push(reading.written(home));
    for (const seen of found.hints) hint(seen);
  }
  return { secrets, homes, hints };
}

/** What the rules find beside secrets, and what they need for texts inside of others. */
interface RuleSurroundings {
  hint(seen: string): void;
  /** Takes home directories. */
  readonly homes: HomePath[];
  /** The secrets of a text that stands in base64. */
  decoded(inside: string): readonly Finding[];
}

/** The rules for a text, as finders that get its places, and the secrets that these have found. */
function createRules(
  text: string,
  { isOutside, isSpread }: Origin,
  { hint, homes, decoded }: RuleSurroundings,
): { readonly finders: readonly ((places: Places) => void)[]; secrets(): Finding[] } {
  const [tokens, keywords, atSigns, spoken, structures, encoded] = [
    new FindingsByRule(),
    new FindingsByRule(),
    new FindingsByRule(),
    new FindingsByRule(),
    new FindingsByRule(),
    new FindingsByRule(),
  ];
  const separated = { assigned: new FindingsByRule(), others: new FindingsByRule() };
  const finders = [
    createTokenFinder(text, tokens, hint),
    createKeywordFinder(text, keywords, hint),
    createAtSignFinder(text, atSigns, () => hint("userinfo")),
    createStructureFinder(text, structures),
    createSeparatorFinder(text, separated, hint),
  ];
  if (!isSpread) {
    finders.push(
      createScriptFinder(text, spoken.reportOf(0)),
      createHomeFinder(text, (home) => homes.push(home)),
      createPersonalFinder(text, (home) => homes.push(home)),
    );
  }
  if (isOutside && !isSpread) finders.push(createEncodedFinder(text, encoded.reportOf(0), decoded));
  findAtBeginning(text, 0, tokens.reportOf(SEED_PHRASES));
  return {
    finders,
    secrets: () => [
      ...[tokens, keywords, atSigns, spoken, structures, encoded, separated.others].flatMap((found) =>
        found.all()
      ),
      ...withFurtherPieces(text, separated.assigned.all()),
    ],
  };
}

/** A key by which equal findings are recognized. */
function keyOf({ start, end, kind, weight }: Finding): string {
  return `${start} ${end} ${kind} ${weight}`;
}
