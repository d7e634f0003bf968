/** What `init` would write, and what is there: nothing that a person wrote is lost without their word. */

import { join, posix } from "node:path";
import { createTwoFilesPatch } from "diff";
import { refuseLinkedFile, refuseLinkedFolder } from "../link_on_the_way.ts";
import { reasonOf } from "../file_failure.ts";
import { UserError } from "../user_error.ts";
import {
  pinsAction,
  readTemplateMark,
  renderTemplate,
  type Template,
  withActionOf,
} from "./template_file.ts";
import { readRegularText } from "../regular_file.ts";

/**
 * - `created`: it wasn't there.
 * - `unchanged`: it is as it would be written, but for the commit or release of our action in a workflow.
 * - `upgraded`: an older version of our own, which nobody has changed.
 * - `edited`: somebody's own file, or ours with changes, or an older one that pins our action by its commit, which no other
 *   commit may take the place of: replaced only if that is asked for.
 */
export type SetupState = "created" | "unchanged" | "upgraded" | "edited";

/** A file to set up. */
export interface SetupFile {
  /** From the project's root, with forward slashes. */
  readonly path: string;
  readonly state: SetupState;
  readonly text: string;
  /** Unified diff from what is there; empty where nothing is, or nothing changes. */
  readonly diff: string;
  /** The version that wrote what is there, where one did. */
  readonly from: string | undefined;
}

/** Where editors find the configuration's schema: with the release, whose tag stays. */
export function schemaAddress(version: string): string {
  return `https://raw.githubusercontent.com/erk-learn/erk-learn/v${version}/docs/learn.schema.json`;
}

/** The configuration of a project that has none: what most people set first, at its defaults. */
function initialConfiguration(documentRoots: readonly string[], version: string): string {
  const configuration = {
    $schema: schemaAddress(version),
    workflow: "learn.yml",
    documents: { roots: documentRoots },
  };
  return `${JSON.stringify(configuration, null, 2)}\n`;
}

/**
 * Compares a workflow with what is in the project.
 *
 * @throws {UserError} if the file is there but can't be read, or a symbolic link leads to where it would be written.
 */
export async function planWorkflow(
  projectRoot: string,
  template: Template,
  version: string,
): Promise<SetupFile> {
  const path = `.github/workflows/${template.name}`;
  const text = renderTemplate(template, version);
  const before = await readIfThere(projectRoot, path);
  if (before === undefined) return newFile(projectRoot, path, text);
  const mark = readTemplateMark(before);
  const from = mark.ours ? mark.version : undefined;
  const isSame = withActionOf(version, before.replaceAll("\r\n", "\n")) === text;
  if (isSame) return { path, state: "unchanged", text, diff: "", from };
  refuseLinkedFile(projectRoot, path);
  const state = mark.ours && !mark.changed && !pinsAction(before) ? "upgraded" : "edited";
  return { path, state, text, diff: createTwoFilesPatch(path, path, before, text), from };
}

/**
 * The configuration file: made where there is none, else left alone, also where it is a link.
 *
 * @throws {UserError} if it is there but can't be read, or a symbolic link leads to where it would be written.
 */
export async function planConfiguration(
  projectRoot: string,
  documentRoots: readonly string[],
  version: string,
): Promise<SetupFile> {
  const path = ".erk/learn.json";
  const text = initialConfiguration(documentRoots, version);
  const before = await readIfThere(projectRoot, path);
  if (before === undefined) return newFile(projectRoot, path, text);
  return { path, state: "unchanged", text, diff: "", from: undefined };
}

/** A file that nothing stands in the place of, not even a link that leads nowhere. */
function newFile(projectRoot: string, path: string, text: string): SetupFile {
  refuseLinkedFile(projectRoot, path);
  return { path, state: "created", text, diff: "", from: undefined };
}

async function readIfThere(projectRoot: string, path: string): Promise<string | undefined> {
  refuseLinkedFolder(projectRoot, posix.dirname(path));
  const file = join(projectRoot, path);
  try {
    return await readRegularText(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return undefined;
    throw new UserError(`Cannot read ${file} (${reasonOf(error)}); make it readable or move it away.`, {
      cause: error,
    });
  }
}
