/** The parts of one session → the session as learning sees it. */

import { findAcrossParts } from "../../materials/parts_across.ts";
import type { Redacted, Redactor } from "../../redact/mod.ts";
import { type JoinedEvent, joinParts, SILENT } from "./join_parts.ts";
import type { SessionPart, SourceEvent, SourceSession } from "./learn_source.ts";
import { type FileText, type PartFile, readFileText } from "./material_files.ts";
import { type ReadPart, readPart } from "./read_part.ts";

/** A part has about 80 kB; older ones up to some megabytes. */
const MAX_PART_BYTES = 16 * 1024 * 1024;

/** Redaction takes 50 ms for so many characters, and starting it for each text alone takes longer than the texts. */
const BATCH_CHARACTERS = 1_000_000;

/** A session, and what its parts lack. */
export interface ReadSession {
  readonly session: SourceSession;
  readonly gaps: readonly string[];
}

/**
 * Reads the given parts, which are in order. Never throws for their content; one without any event, such as a page of an
 * error, is none and stands in the warnings.
 */
export async function readSession(files: readonly PartFile[], redactor: Redactor): Promise<ReadSession> {
  const [first] = files;
  const id = first?.sessionId ?? "";
  const parts: SessionPart[] = [];
  const read: { number: number; part: ReadPart }[] = [];
  const warnings: string[] = [];
  const failed = new Set<number>();
  const shown: { name: string; number: number; file: FileText }[] = [];
  for (const { name, number, path } of files) {
    shown.push({ name, number, file: await readFileText(path, MAX_PART_BYTES) });
  }
  const texts = new Map(shown.map(({ name, file }) => [name, "text" in file ? file.text : ""]));
  const across = await findAcrossParts(texts.keys(), (name) => texts.get(name) ?? "", redactor);
  for (const { name, number, file } of shown) {
    if ("failure" in file) {
      warnings.push(`${name} can't be read: ${file.failure}.`);
      failed.add(number);
      continue;
    }
    if (file.isCut) warnings.push(`${name} is read up to ${MAX_PART_BYTES / 1024 / 1024} MB.`);
    const xml = await redactor.redactMarkup(file.text, across.get(name));
    const part = readPart(xml);
    if (part.events.every(({ name }) => SILENT.has(name))) {
      const why = part.problem === undefined ? "" : `: it ${part.problem}`;
      warnings.push(`${name} holds nothing of a session and is left out${why}.`);
      failed.add(number);
      continue;
    }
    if (part.problem !== undefined && !file.isCut) {
      warnings.push(`${name} ${part.problem}; what could be read of it is kept.`);
    }
    parts.push({ fileName: name, number, xml });
    read.push({ number, part });
  }
  const root = read[0]?.part.root ?? {};
  const events = await redactEvents(joinParts(read), redactor);
  return {
    session: {
      id,
      kind: first?.kind ?? "impl",
      parts,
      events,
      started: root["started"],
      ended: root["ended"],
      branch: root["branch"],
      warnings,
    },
    gaps: missingParts(id, read, failed),
  };
}

/** Parts are numbered without holes, and each says how many there are. */
function missingParts(
  id: string,
  read: readonly { readonly number: number; readonly part: ReadPart }[],
  failed: ReadonlySet<number>,
): string[] {
  const present = new Set(read.map(({ number }) => number));
  const told = read.map(({ part }) => Number(part.root["parts"])).filter((count) =>
    Number.isSafeInteger(count)
  );
  const highest = Math.max(0, ...present, ...told.slice(0, 1));
  const missing: number[] = [];
  for (let number = 1; number <= Math.min(highest, MOST_NUMBERED); number++) {
    if (!present.has(number) && !failed.has(number)) missing.push(number);
  }
  if (missing.length === 0) return [];
  const which = missing.length === 1 ? `Part ${missing[0]} is` : `Parts ${ranges(missing)} are`;
  return [`${which} missing of the ${highest} parts of session ${id}: what happened there is unknown.`];
}

/** Holes are looked for up to here; a number is only a claim. */
const MOST_NUMBERED = 5_000;

/** `2, 4 to 6`. */
function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => from === to ? `${from}` : `${from} to ${to}`).join(", ");
}

/** Decoding brings together what markup divides: each text passes the redactor by itself. */
async function redactEvents(events: readonly JoinedEvent[], redactor: Redactor): Promise<SourceEvent[]> {
  const redacted: SourceEvent[] = [];
  for (let start = 0, end = 0; start < events.length; start = end) {
    const texts: string[] = [];
    for (let characters = 0; characters < BATCH_CHARACTERS && end < events.length; end++) {
      const event = events[end];
      if (event === undefined) break;
      for (const text of [event.text, ...event.parameters.values()]) {
        texts.push(text);
        characters += text.length;
      }
    }
    const results = await redactor.redactAll(texts);
    let at = 0;
    const next = (): Redacted => {
      const text = results[at++];
      if (text === undefined) throw new Error("the redactor gave fewer texts than it got");
      return text;
    };
    for (const { parameters, ...event } of events.slice(start, end)) {
      const text = next();
      const named = [...parameters.keys()].map((name) => [name, next()] as const);
      redacted.push({ ...event, text, parameters: Object.fromEntries(named) });
    }
  }
  return redacted;
}
