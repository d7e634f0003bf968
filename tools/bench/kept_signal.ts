/** How much of what must not be lost is found again in the parts of a session. */

import { SaxesParser } from "saxes";
import type { Redactor } from "../../lib/redact/mod.ts";
import { readFolders, readSignals, type Signal } from "./naive_log.ts";

/** Of a kind of signal: how many there are, how many were found, and which were not. */
export interface Kept {
  readonly all: number;
  readonly found: number;
  readonly missing: readonly Signal[];
}

/** For each kind. */
export type KeptSignals = Readonly<Record<Signal["kind"], Kept>>;

/** What a reader of the parts sees. */
interface Reading {
  /** All text, and what stands in elements for a person's words, without white space. */
  readonly everything: string;
  readonly persons: string;
  /** References of the results that are marked as failed. */
  readonly failed: ReadonlySet<string>;
}

/**
 * Looks for each thing in a log that must not be lost. Texts are redacted as the parts are, and compared without white
 * space, terminal colours and characters that XML can't hold. A prompt must stand in an element for a person's words,
 * a failure must be marked at the line where it was reported, of a long output the last line must be there.
 */
export async function findSignals(
  logPath: string,
  parts: readonly string[],
  redactor: Redactor,
): Promise<KeptSignals> {
  const reading = readParts(parts);
  const signals = readSignals(logPath);
  const texts = signals.map(({ text }) => text);
  const alone = await redactor.redactAll(texts);
  // A name is taken out of paths and branches where the same scan sees whose home it is: both ways are right.
  const knowing = await redactor.redactAll([...texts, ...readFolders(logPath)]);
  const isFound = ({ kind, places }: Signal, text: string): boolean => {
    if (kind === "error") return places.some((place) => reading.failed.has(place));
    if (kind === "verdict") return reading.everything.includes(comparable(lastLine(text)));
    // A slash command is the person's, in an element of its own.
    const own = text.startsWith("/") ? reading.everything : reading.persons;
    return own.includes(comparable(text));
  };
  const found = new Set(
    signals.filter((signal, index) =>
      isFound(signal, alone[index] ?? "") || isFound(signal, knowing[index] ?? "")
    ),
  );
  const kept = (kind: Signal["kind"]): Kept => {
    const own = signals.filter((signal) => signal.kind === kind);
    const missing = own.filter((signal) => !found.has(signal));
    return { all: own.length, found: own.length - missing.length, missing };
  };
  return { prompt: kept("prompt"), queued: kept("queued"), error: kept("error"), verdict: kept("verdict") };
}

function readParts(parts: readonly string[]): Reading {
  const everything: string[] = [];
  const persons: string[] = [];
  const failed = new Set<string>();
  for (const part of parts) {
    const open: string[] = [];
    const parser = new SaxesParser({ xmlns: true });
    parser.on("error", (error) => {
      throw error;
    });
    parser.on("opentag", ({ name, attributes }) => {
      open.push(name);
      if (attributes.name !== undefined) everything.push(attributes.name.value);
      if (attributes.error !== undefined) failed.add((attributes.ref?.value ?? "").replace(/\.\d+$/, ""));
    });
    parser.on("text", (text) => {
      everything.push(text);
      if (open.includes("user")) persons.push(text);
    });
    parser.on("closetag", () => {
      open.pop();
    });
    parser.write(part).close();
  }
  return { everything: comparable(everything.join("")), persons: comparable(persons.join("")), failed };
}

/** The last line with anything on it. */
function lastLine(text: string): string {
  return text.trimEnd().split(/[\n\r]/).findLast((line) => comparable(line) !== "") ?? "";
}

/** Terminal sequences (ECMA-48 CSI, OSC), whether ESC is written as itself or as its picture. */
// deno-lint-ignore no-control-regex -- control characters are what is looked for
const TERMINAL = /[\u001b␛](?:\[[0-?]*[ -/]*[@-~]|\][^\u0007␇]*[\u0007␇]|[@-Z\\-_])/g;
// deno-lint-ignore no-control-regex -- as above
const INCOMPARABLE = /[\s\u0000-\u001f\u007f\u2400-\u2421\ufffd\ufffe\uffff\ufeff]+/g;

function comparable(text: string): string {
  return text.toWellFormed().replaceAll(TERMINAL, "").replaceAll(INCOMPARABLE, "");
}
