/** Files that `init` writes into other people's repositories, and how a later version knows its own again. */

import { createHash } from "node:crypto";
import { LEARN, LEARN_ASYNC } from "./templates/mod.ts";

/** A file that `init` may write. */
export interface Template {
  /** What it is called in `.github/workflows/` unless configured otherwise. */
  readonly name: "learn.yml" | "learn-async.yml";
  readonly text: string;
}

export const TEMPLATES: Readonly<Record<Template["name"], Template>> = {
  "learn.yml": { name: "learn.yml", text: LEARN },
  "learn-async.yml": { name: "learn-async.yml", text: LEARN_ASYNC },
};

/** What is known of a file by its last line. */
export type TemplateMark =
  /** Not written by `init`, or without its last line. */
  | { readonly ours: false }
  /** `changed`: somebody has edited it since. */
  | { readonly ours: true; readonly version: string; readonly changed: boolean };

const MARK = /^# Written by erk-learn init: ([a-z-]+\.yml) (\S+) ([0-9a-f]{16})$/;

/** A template's text for a version of the program, with the line from which that is known again. */
export function renderTemplate({ name, text }: Template, version: string): string {
  const filled = text.replaceAll("{{version}}", version);
  return `${filled}# Written by erk-learn init: ${name} ${version} ${digest(filled)}\n`;
}

/**
 * Reads the mark in a file's last line. Two differences don't count as changes: line ends, because git may have
 * changed them, and the release of our action, because teams pin it by its commit and update tools raise it.
 */
export function readTemplateMark(text: string): TemplateMark {
  const plain = text.replaceAll("\r\n", "\n").trimEnd();
  const start = plain.lastIndexOf("\n") + 1;
  const [, , version, written] = MARK.exec(plain.slice(start)) ?? [];
  if (version === undefined) return { ours: false };
  const asWritten = withActionOf(version, plain.slice(0, start));
  return { ours: true, version, changed: digest(asWritten) !== written };
}

const OUR_ACTION = /^([ \t]*(?:- )?uses: erk-learn\/erk-learn@)([\w./-]+)(?:[ \t]+#.*)?$/gm;

/** The text with our action named by a version's tag, as `init` writes it. */
export function withActionOf(version: string, text: string): string {
  return text.replaceAll(OUR_ACTION, `$1v${version}`);
}

/** Whether our action is pinned by a commit. */
export function pinsAction(text: string): boolean {
  return Array.from(text.matchAll(OUR_ACTION)).some(([, , ref = ""]) => /^[0-9a-f]{40}$/.test(ref));
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
