/** All rules together: text in, merged findings out. Synchronous once loaded. */
import { type AllowList, createAllowList } from "./allow_list.ts";
import { createCustomFinder, type CustomFinder } from "./custom_rules.ts";
import { type Finding, mergeFindings } from "./finding.ts";
import { findPlaces, type Places } from "./places.ts";
import { findAssignments } from "./rules/assignment.ts";
import { findAroundAtSigns } from "./rules/at_sign.ts";
import { findByKeyword } from "./rules/keyword.ts";
import { findHomePaths } from "./rules/home_path.ts";
import { findUserNames, personalNames } from "./rules/user_name.ts";
import { loadSecretlintScanner } from "./secretlint_scanner.ts";
import { hideMarks, settleFindings } from "./settle.ts";
import { findTokens } from "./token_finder.ts";

/**
 * Finds everything in texts that must be replaced: for each text its findings, sorted and apart. The texts belong
 * together: the name of a home directory in one is also found in the paths of the others.
 */
export type Scanner = (texts: readonly string[]) => Finding[][];

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
  const findSecrets = (text: string, places: Places): Finding[] => {
    const findings: Finding[] = [];
    const hints = new Set<string>();
    const report = (finding: Finding) => void findings.push(finding);
    const hint = (seen: string) => void hints.add(seen);
    findTokens(text, places, report, hint);
    findByKeyword(text, places, report, hint);
    findAssignments(text, places, report, hint);
    findAroundAtSigns(text, places, report, () => hint("userinfo"));
    for (const finding of scanWithSecretlint(text, hints)) report(finding);
    for (const finding of findCustom(text)) report(finding);
    return findings;
  };
  return (texts) => {
    const opaque = texts.map(hideMarks).map((text) => ({ text, places: findPlaces(text) }));
    const homes = opaque.map(({ text, places }) => findHomePaths(text, places, homeDirectories));
    const names = personalNames([...userNames, ...homes.flat().map((home) => home.userName)]);
    return opaque.map(({ text, places }, index) => {
      const own = homes[index] ?? [];
      const known = new Set(own.map((home) => home.nameStart));
      const found = withoutAllowed(
        text,
        mergeFindings([...findSecrets(text, places), ...own, ...findUserNames(text, names, known)]),
      );
      return settleFindings(text, found, (part) => {
        const partPlaces = findPlaces(part);
        return withoutAllowed(
          part,
          mergeFindings([
            ...findSecrets(part, partPlaces),
            ...findHomePaths(part, partPlaces, homeDirectories),
            ...findUserNames(part, names, NONE_KNOWN),
          ]),
        );
      });
    });
  };
}

const NONE_KNOWN: ReadonlySet<number> = new Set();
