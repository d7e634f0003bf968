/** All rules together: text in, merged findings out. Synchronous once loaded. */
import { type AllowList, createAllowList } from "./allow_list.ts";
import { withinBorders } from "./borders.ts";
import { createCustomFinder, type CustomFinder } from "./custom_rules.ts";
import { type Finding, mergeFindings, WEIGHT } from "./finding.ts";
import { KnownSecrets } from "./known_secrets.ts";
import { findAtPlaces, type PlacesScope } from "./search/place_rules.ts";
import { findAccounts, findUserNames, personalNames } from "./rules/persons/user_name.ts";
import { loadSecretlintScanner } from "./secretlint/secretlint_scanner.ts";
import { hideMarks, settleFindings } from "./settle.ts";

/**
 * Finds everything in texts that must be replaced: for each text its findings, sorted and apart. The texts belong
 * together: the name of a home directory in one is also found in the paths of the others, a secret of one in all of them.
 */
export type Scanner = (texts: readonly string[], scope?: ScanScope) => Finding[][];

/** What some texts belong to. */
export interface ScanScope {
  /** Secrets and names found before in texts that belong to these; those found now are added. Default: none. */
  readonly known?: KnownSecrets;
  /** The first text is a document in some notation, and what its strings hold is among the others; default: false. */
  readonly hasDocument?: boolean;
  /**
   * Each text is joined from several others, over which a secret may be spread: only secrets that are known by their own form
   * count in it. Default: false.
   */
  readonly isSpread?: boolean;
}

export interface ScannerOptions {
  readonly homeDirectories: readonly string[];
  readonly userNames: readonly string[];
  /** The project's own rules; default: none. */
  readonly findCustom?: CustomFinder;
  /** Default: nothing is allowed. */
  readonly withoutAllowed?: AllowList;
}

/**
 * Loads all rules.
 * @throws UserError when secretlint cannot be loaded; the scanner itself throws one when a rule fails.
 */
export async function loadScanner({
  homeDirectories,
  userNames,
  findCustom = createCustomFinder([]),
  withoutAllowed = createAllowList([]),
}: ScannerOptions): Promise<Scanner> {
  const scanWithSecretlint = await loadSecretlintScanner();
  const inspect = (text: string, scope?: PlacesScope) => {
    const { secrets, homes, hints } = findAtPlaces(text, homeDirectories, scope);
    return {
      text,
      homes,
      secrets: [...secrets, ...withinBorders(text, scanWithSecretlint(text, hints)), ...findCustom(text)],
    };
  };
  const inspectPart = (names: readonly string[], accounts: readonly string[]) => (part: string) => {
    const { homes, secrets } = inspect(part);
    const persons = [...findUserNames(part, names, NONE_KNOWN), ...findAccounts(part, accounts)];
    return withoutAllowed(part, mergeFindings([...secrets, ...homes, ...persons]));
  };
  return (texts, { known = new KnownSecrets(), hasDocument = false, isSpread = false } = {}) => {
    const inspected = texts.map((text, index) =>
      inspect(hideMarks(text), { isDocument: hasDocument && index === 0, isSpread })
    )
      .map((one) => isSpread ? { text: one.text, homes: [], secrets: formsIn(one.secrets) } : one);
    // Texts that are given together belong together in any case.
    const noted = known.isClosed ? new KnownSecrets() : known;
    for (const { text, homes } of inspected) noted.names.noteHomes(text, homes);
    const names = personalNames([
      ...userNames,
      ...known.names.sure,
      ...inspected.flatMap(({ homes }) => homes.map((home) => home.userName)),
    ]);
    const accounts = known.names.unsure.filter((name) => !names.includes(name));
    const findAny = inspectPart(names, accounts);
    const find = (part: string) => isSpread ? formsIn(findAny(part)) : findAny(part);
    const found = inspected.map(({ text, homes, secrets }) => {
      const starts = new Set(homes.map((home) => home.nameStart));
      const persons = [...findUserNames(text, names, starts), ...findAccounts(text, accounts)];
      const own = mergeFindings([...secrets, ...homes, ...persons]);
      return { text, findings: settleFindings(text, withoutAllowed(text, own), find) };
    });
    for (const { text, findings } of found) {
      for (const finding of findings) noted.note(text.slice(finding.start, finding.end), finding);
    }
    return found.map(({ text, findings }) => {
      const standing = noted === known
        ? known.findIn(text)
        : mergeFindings([...known.findIn(text), ...noted.findIn(text)]);
      const again = standing.filter(outsideOf(findings));
      if (again.length === 0) return findings;
      const all = withoutAllowed(text, mergeFindings([...findings, ...again]));
      return settleFindings(text, all, find);
    });
  };
}

function formsIn(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ weight }) => weight === WEIGHT.format);
}

const NONE_KNOWN: ReadonlySet<number> = new Set();

/** Whether no one of these findings, which are sorted and apart, holds all of another; to be asked in the order of the text. */
function outsideOf(findings: readonly Finding[]): (finding: Finding) => boolean {
  let next = 0;
  return ({ start, end }) => {
    while ((findings[next]?.end ?? Infinity) <= start) next++;
    const nearest = findings[next];
    return nearest === undefined || nearest.start > start || nearest.end < end;
  };
}
