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

/** Reads the mark in a file's last line. Line ends are ignored, because git may have changed them. */
export function readTemplateMark(text: string): TemplateMark {
  const plain = text.replaceAll("\r\n", "\n").trimEnd();
  const start = plain.lastIndexOf("\n") + 1;
  const [, , version, written] = MARK.exec(plain.slice(start)) ?? [];
  if (version === undefined) return { ours: false };
  return { ours: true, version, changed: digest(plain.slice(0, start)) !== written };
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
