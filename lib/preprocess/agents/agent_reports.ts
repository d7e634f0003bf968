/**
 * What agents said at length, to be found again where it is handed back: the result of the tool use that started one, or the notice
 * about one in the background, repeats its last message, with lines of the client around it.
 */

import type { Characters, LongText } from "../../session/mod.ts";
import { fingerprint } from "../repeats/fingerprints.ts";
import { isWhiteSpace } from "../pruning/white_space.ts";

/** A shorter report is as quickly read as the reference to it. */
const MINIMUM_CHARACTERS = 120;

/** By so many characters a report is looked up; all of it is compared only where they are the same. */
const BEGINNING_CHARACTERS = 100;

/** Reports that begin in the same way, and reports in all: the latest are remembered. */
const MOST_ALIKE = 8;
const MOST_REPORTS = 2000;

/** What clients put before a report: elements with what is known of the agent. A report is looked for behind so many. */
const OPENING_TAG = /^<[A-Za-z][\w-]*(?: [^<>\n]*)?>/;
const MOST_TAGS = 16;

const BLANK = 0x20;
const TAB = 0x09;
/** As expressions know them. */
const LINE_ENDS: ReadonlySet<number> = new Set([0x0a, 0x0d, 0x2028, 0x2029]);

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

/** Remembers what agents said, by fingerprint, without keeping the texts. */
export class AgentReports {
  readonly #byBeginning = new Map<number, ShownReport[]>();
  #count = 0;

  /** Notes what an agent said and where that is shown as a whole. */
  note(said: string, reference: string): void {
    if (said.length < MINIMUM_CHARACTERS) return;
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
    if (this.#count === 0 || given.length < MINIMUM_CHARACTERS) return undefined;
    for (const start of startsIn(given)) {
      for (const { length, print, reference } of this.#byBeginning.get(beginningPrint(given, start)) ?? []) {
        if (start + length > given.length) continue;
        const report = given.slice(start, start + length);
        if (fingerprint(report) !== print) continue;
        return { reference, report, rest: given.slice(0, start) + given.slice(start + length, given.length) };
      }
    }
    return undefined;
  }
}

function* startsIn(text: string | LongText): Generator<number> {
  yield behindSpace(text, 0);
  let tags = 0;
  for (let at = text.indexOf("<", 0); at >= 0; at = text.indexOf("<", at + 1)) {
    if (!isFirstInLine(text, at)) continue;
    const end = text.indexOf("\n", at);
    const tag = OPENING_TAG.exec(text.slice(at, end < 0 ? text.length : end));
    if (tag === null) continue;
    if (++tags > MOST_TAGS) return;
    yield behindSpace(text, at + tag[0].length);
  }
}

/** Whether nothing but blanks stands before a place of its line. */
function isFirstInLine(text: Characters, place: number): boolean {
  for (let at = place - 1; at >= 0; at--) {
    const code = text.charCodeAt(at);
    if (code === BLANK || code === TAB) continue;
    return LINE_ENDS.has(code);
  }
  return true;
}

function behindSpace(text: Characters, start: number): number {
  let at = start;
  while (at < text.length && isWhiteSpace(text.charCodeAt(at))) at++;
  return at;
}

function beginningPrint(text: Characters, start: number): number {
  return fingerprint(text.slice(start, Math.min(text.length, start + BEGINNING_CHARACTERS)));
}
