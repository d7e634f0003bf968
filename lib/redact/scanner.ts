/** All rules together: text in, merged findings out. Synchronous once loaded. */
import { type AllowList, createAllowList } from "./allow_list.ts";
import { createCustomFinder, type CustomFinder } from "./custom_rules.ts";
import { type Finding, mergeFindings } from "./finding.ts";
import { findAtPlaces } from "./place_rules.ts";
import { findUserNames, personalNames } from "./rules/user_name.ts";
import { loadSecretlintScanner } from "./secretlint_scanner.ts";
import { hideMarks, settleFindings } from "./settle.ts";

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
  const inspect = (text: string) => {
    const { secrets, homes, hints } = findAtPlaces(text, homeDirectories);
    return { text, homes, secrets: [...secrets, ...scanWithSecretlint(text, hints), ...findCustom(text)] };
  };
  return (texts) => {
    const inspected = texts.map(hideMarks).map(inspect);
    const names = personalNames([
      ...userNames,
      ...inspected.flatMap(({ homes }) => homes.map((home) => home.userName)),
    ]);
    return inspected.map(({ text, homes, secrets }) => {
      const known = new Set(homes.map((home) => home.nameStart));
      const found = withoutAllowed(
        text,
        mergeFindings([...secrets, ...homes, ...findUserNames(text, names, known)]),
      );
      return settleFindings(text, found, (part) => {
        const own = inspect(part);
        return withoutAllowed(
          part,
          mergeFindings([...own.secrets, ...own.homes, ...findUserNames(part, names, NONE_KNOWN)]),
        );
      });
    });
  };
}

const NONE_KNOWN: ReadonlySet<number> = new Set();
