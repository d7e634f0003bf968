/**
 * Paths that were given as arguments, in what is said of them: whoever gave a path has to find it there as it is. Only the home
 * directory at its beginning becomes `~`, as a shell understands it; one in which anything but names of people is found stays redacted.
 */

import { isAbsolute, resolve } from "node:path";
import type { Redactor } from "../redact/mod.ts";

/** What of a path is no secret: who somebody is. */
const NAMES_OF_PEOPLE: ReadonlySet<string> = new Set(["home-path", "user-name"]);

/** Stands for a path while a sentence is redacted. */
const placeholder = (index: number) => `\ue000${index}\ue001`;
const PLACEHOLDER = /\ue000(\d+)\ue001/g;

/** What the program was started with. */
export interface Given {
  /** The arguments. */
  readonly named: readonly string[];
  /** The home directory, if it is known. */
  readonly home: string | undefined;
}

/** Redacts sentences, but keeps the paths in them that the command's own arguments name. */
export async function redactAround(
  sentences: readonly string[],
  { named, home }: Given,
  redactor: Redactor,
): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const path of pathsOf(named)) {
    if (sentences.some((sentence) => sentence.includes(path)) && await saysNoSecret(path, redactor)) {
      paths.push(path);
    }
  }
  const without = sentences.map((sentence) =>
    paths.reduce(
      (text, path, index) => text.replaceAll(path, placeholder(index)),
      sentence.replaceAll("\ue000", ""),
    )
  );
  const redacted = await redactor.redactAll(without);
  return redacted.map((text) =>
    text.replace(PLACEHOLDER, (_, index: string) => belowHome(paths[Number(index)] ?? "", home))
  );
}

/** The longest first: one may be the beginning of another. */
function pathsOf(named: readonly string[]): string[] {
  const paths = named.filter((argument) => !argument.startsWith("-") && /[\w]/.test(argument))
    .flatMap((argument) => isAbsolute(argument) ? [argument, absolute(argument)] : [absolute(argument)]);
  return [...new Set(paths)].toSorted((one, other) => other.length - one.length);
}

/** The argument itself where the present folder is gone or may not be asked for. */
function absolute(argument: string): string {
  try {
    return resolve(argument);
  } catch {
    return argument;
  }
}

async function saysNoSecret(path: string, redactor: Redactor): Promise<boolean> {
  const before = foundIn(redactor);
  await redactor.redact(path);
  return foundIn(redactor) === before;
}

function foundIn(redactor: Redactor): number {
  return Object.entries(redactor.receipt())
    .reduce((sum, [kind, count]) => NAMES_OF_PEOPLE.has(kind) ? sum : sum + count, 0);
}

function belowHome(path: string, home: string | undefined): string {
  return home !== undefined && home !== "/" && path.startsWith(`${home}/`)
    ? `~${path.slice(home.length)}`
    : path;
}
