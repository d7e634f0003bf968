/** Names of packed files come from a gist that anybody may have written: which ones may become files. */

import { printable } from "../printable.ts";
import { UserError } from "../user_error.ts";

export { printable };

/** What Linux, macOS and Windows all allow for one name. */
const MAX_NAME_BYTES = 255;

/** Names that Windows gives to devices, whatever extension follows. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)$/i;

/** Each rule: what is wrong with a name that breaks it. The first that fits is told. */
const RULES: readonly (readonly [broken: (name: string) => boolean, reason: string])[] = [
  [(name) => name === "", "it is empty"],
  [(name) => name === "." || name === "..", "it is a folder"],
  [(name) => /[/\\]/.test(name), "it holds a path separator"],
  // Control characters, text direction marks, zero-width joiners, lone surrogates, unassigned.
  [(name) => /[\p{C}\p{Zl}\p{Zp}]/u.test(name), "it holds control or invisible characters"],
  [(name) => /[<>:"|?*]/.test(name), 'it holds one of < > : " | ? *'],
  [(name) => name.startsWith("."), "it is hidden"],
  [(name) => /^\s|[\s.]$/u.test(name), "it begins with a space, or ends with a space or dot"],
  [isDeviceName, "it is a device on Windows"],
  [
    (name) => new TextEncoder().encode(name).length > MAX_NAME_BYTES,
    `it is longer than ${MAX_NAME_BYTES} bytes`,
  ],
];

/** What materials are, of this program and of older clients: text that nothing runs or obeys, as it does `.sh` or `CLAUDE.md`. */
const MATERIAL_NAME = /^[\p{L}\p{N}_].*\.(?:xml|json|txt)$/iu;

/** JSON that this program gives a meaning to, where it finds it: a gist must not bring it along. */
const NAMES_WITH_MEANING = new Set([
  "trigger-state.json",
  "learn.json",
  "plan.json",
  "diff.json",
  "documents.json",
  "run.json",
]);

/** Whether Windows takes a file's or folder's name for a device. */
export function isDeviceName(name: string): boolean {
  return DEVICE_NAME.test((name.split(".")[0] ?? "").trimEnd());
}

/**
 * A key of a name. Names with the same key are one file on systems that ignore case and Unicode form (Windows,
 * macOS).
 */
export function nameKey(name: string): string {
  return name.normalize("NFC").toUpperCase().toLowerCase();
}

/** Why a name may not become a file in the output folder; `undefined` for a name that may. */
export function unsafeNameReason(name: string): string | undefined {
  return RULES.find(([broken]) => broken(name))?.[1];
}

/** Why a file of materials can't have a name; `undefined` for one that it may have. */
export function foreignNameReason(name: string): string | undefined {
  if (!MATERIAL_NAME.test(name)) {
    return "materials begin with a letter or digit, and end in .xml, .json or .txt";
  }
  return NAMES_WITH_MEANING.has(nameKey(name)) ? "that name has a meaning of its own here" : undefined;
}

/**
 * Checks that files which are to be written are called as materials can be.
 *
 * @throws {UserError} naming the first that isn't.
 */
export function requireMaterialNames(names: readonly string[]): void {
  for (const name of names) {
    const reason = foreignNameReason(name);
    if (reason === undefined) continue;
    throw new UserError(
      `The gist holds a file that is no material, ${
        printable(name)
      }: ${reason}. Nothing was written; check who made the gist.`,
    );
  }
}

/**
 * Checks the names of all files of one gist together, before anything is written.
 *
 * @throws {UserError} naming the first unsafe name, or the first two that are one file where case
 * or Unicode form don't count (Windows, macOS).
 */
export function requireSafeNames(names: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const reason = unsafeNameReason(name);
    if (reason !== undefined) {
      throw new UserError(
        `The gist holds a file with an unsafe name, ${
          printable(name)
        }: ${reason}. Nothing was written; check who made the gist.`,
      );
    }
    const key = nameKey(name);
    const earlier = seen.get(key);
    if (earlier !== undefined) {
      const clash = earlier === name
        ? `holds the file ${printable(name)} twice`
        : `holds ${printable(earlier)} and ${printable(name)}, which are one file on some systems`;
      throw new UserError(`The gist ${clash}. Nothing was written; check who made the gist.`);
    }
    seen.set(key, name);
  }
}
