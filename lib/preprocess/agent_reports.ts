/**
 * What agents said at length, to be found again where it is handed back: the result of the tool use that started one, or the notice
 * about one in the background, repeats its last message, with lines of the client around it.
 */

import type { LongText } from "../session/mod.ts";
import { fingerprint } from "./fingerprints.ts";
import { MINIMUM_BLOCK_CHARACTERS } from "./tool_outcome.ts";

/** By so many characters a report is looked up; all of it is compared only where they are the same. */
const BEGINNING_CHARACTERS = 100;

/** Reports that begin in the same way, and reports in all: the latest are remembered. */
const MOST_ALIKE = 8;
const MOST_REPORTS = 2000;

/** What clients put before a report: elements with what is known of the agent. A report is looked for behind so many. */
const OPENING_TAG = /^[ \t]*<[A-Za-z][\w-]*(?: [^<>\n]*)?>/gm;
const MOST_TAGS = 16;

/** A report that was shown. */
interface ShownReport {
  readonly length: number;
  readonly print: number;
  readonly reference: string;
}

/** A report within a text. */
export interface FoundReport {
  readonly reference: string;
  readonly report: string;
  /** What stands around it. */
  readonly rest: string;
}

/** Remembers what agents said, without keeping it. */
export class AgentReports {
  readonly #byBeginning = new Map<number, ShownReport[]>();
  #count = 0;

  /** Notes what an agent said and where that is shown as a whole. */
  note(said: string, reference: string): void {
    if (said.length < MINIMUM_BLOCK_CHARACTERS) return;
    const beginning = beginningPrint(said, 0);
    const alike = this.#byBeginning.get(beginning) ?? [];
    alike.unshift({ length: said.length, print: fingerprint(said), reference });
    this.#count++;
    this.#count -= alike.splice(MOST_ALIKE).length;
    this.#byBeginning.set(beginning, alike);
    if (this.#count <= MOST_REPORTS) return;
    for (const [oldest, { length }] of this.#byBeginning) {
      this.#byBeginning.delete(oldest);
      this.#count -= length;
      break;
    }
  }

  /** The report with which a text begins, or which stands behind the elements with which it begins; undefined where there is none. */
  findIn(given: string | LongText): FoundReport | undefined {
    if (this.#count === 0 || given.length < MINIMUM_BLOCK_CHARACTERS) return undefined;
    const text = `${given}`;
    for (const start of startsIn(text)) {
      for (const { length, print, reference } of this.#byBeginning.get(beginningPrint(text, start)) ?? []) {
        const report = text.slice(start, start + length);
        if (report.length < length || fingerprint(report) !== print) continue;
        return { reference, report, rest: text.slice(0, start) + text.slice(start + length) };
      }
    }
    return undefined;
  }
}

function* startsIn(text: string): Generator<number> {
  yield behindSpace(text, 0);
  let tags = 0;
  for (const { index, 0: tag } of text.matchAll(OPENING_TAG)) {
    if (++tags > MOST_TAGS) return;
    yield behindSpace(text, index + tag.length);
  }
}

function behindSpace(text: string, at: number): number {
  const space = /\s*/y;
  space.lastIndex = at;
  space.test(text);
  return space.lastIndex;
}

function beginningPrint(text: string, start: number): number {
  return fingerprint(text.slice(start, start + BEGINNING_CHARACTERS));
}
