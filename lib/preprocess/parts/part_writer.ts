/** Finished parts → the sink: assembled, scanned once more as a whole, and never over the budget. */

import {
  copyRedacted,
  decodeRedacted,
  encodeRedacted,
  endsOfEncoded,
  type MarkupEnds,
  type Redacted,
  type RedactedBytes,
  redactedText,
  type Redactor,
  sliceRedacted,
  withShortMarks,
} from "../../redact/mod.ts";
import type { PartContent } from "./part_packer.ts";
import type { PartSink, PlacedPart } from "./part_sink.ts";
import type { SessionFacts } from "../events/session_facts.ts";
import { frameOpening, frameTokens } from "./session_frame.ts";
import { countTokens } from "../tokens/tokens.ts";

/** More parts than anyone has: room for the number of parts is set aside in each start tag. */
const MOST_PARTS = 999_999;

const NO_ENDS: MarkupEnds = { head: "", tail: "", isOneText: false };

/** A part where it ended up, with its tokens, start tag included. */
export interface FinishedPart extends PlacedPart {
  readonly tokens: number;
}

/** Hands parts to the sink. */
export class PartWriter {
  readonly #redactor: Redactor;
  readonly #sink: PartSink;
  readonly #sessionId: () => string;
  readonly #maxTokens: number;
  readonly #tokens: number[] = [];
  /** How many secrets and names were known when each part was redacted. */
  readonly #known: number[] = [];
  /** The ends of each part, up to 2 kB: a secret that becomes known later may be cut in two between parts. */
  readonly #ends: MarkupEnds[] = [];
  /** Whether the last part's text goes on in the next one. */
  #goesOn = false;
  /** The body of the first part waits in memory: its start tag has facts that are known only at the end. */
  #first: RedactedBytes | undefined;
  /** How further parts begin, before their numbers: to scan each of their start tags takes 1 % of a conversion. */
  #further: { readonly plain: string; readonly redacted: Redacted } | undefined;

  /**
   * @param sessionId asked when a part is written: logs tell it in their first lines.
   * @param maxTokens of a part, with the root's tags.
   */
  constructor(
    redactor: Redactor,
    sink: PartSink,
    sessionId: () => string,
    maxTokens: number,
  ) {
    this.#redactor = redactor;
    this.#sink = sink;
    this.#sessionId = sessionId;
    this.#maxTokens = maxTokens;
  }

  /** Writes a part; as two where redaction of the whole made it too large. */
  async write(content: PartContent): Promise<void> {
    const { xml, tokens, pieces, goesOn } = content;
    const body = await this.#redactor.redactEncodedMarkup(xml);
    const actual = body === xml ? tokens : countTokens(decodeRedacted(body));
    const number = this.#tokens.length + 1;
    if (actual > this.#budget(number) && pieces > 1) {
      for (const half of content.halves()) await this.write(half);
      return;
    }
    this.#tokens.push(actual);
    this.#known.push(this.#redactor.known());
    this.#ends.push(goesOn || this.#goesOn ? endsOfEncoded(body) : NO_ENDS);
    this.#goesOn = goesOn;
    await this.#put(number, body);
  }

  /** Puts all parts in place; none where the session turned out to hold nothing. */
  async finish(facts: SessionFacts, keep: boolean): Promise<FinishedPart[]> {
    if (keep) await this.#redactAgain();
    const parts = keep ? this.#tokens.length : 0;
    const openings: Redacted[] = [];
    for (let number = 1; number <= parts; number++) openings.push(await this.#opening(number, parts, facts));
    const first = openings[0];
    if (first !== undefined && this.#first !== undefined) await this.#add(1, this.#first, first);
    const placed = await this.#sink.finish(this.#sessionId(), openings);
    return placed.map((part, index) => ({
      ...part,
      tokens: (this.#tokens[index] ?? 0) + this.#frameTokens(index + 1),
    }));
  }

  /** Parts that were written before a secret or a name was known may hold it: it is taken out of them, too. */
  async #redactAgain(): Promise<void> {
    const allAcross = await this.#redactor.findAcross(this.#ends);
    for (const [index, known] of this.#known.entries()) {
      const across = allAcross[index] ?? [];
      if (known === this.#redactor.known() && across.length === 0) continue;
      const number = index + 1;
      const xml = number === 1 && this.#first !== undefined ? this.#first : await this.#sink.bodyOf(number);
      if (across.length === 0 && !this.#redactor.mayHoldKnown(xml, known)) continue;
      const body = await this.#redactor.redactEncodedMarkup(xml, across);
      if (body === xml) continue;
      const text = decodeRedacted(body);
      const tokens = countTokens(text);
      const isLarger = tokens > this.#budget(number) && tokens > (this.#tokens[index] ?? 0);
      const short = isLarger ? withShortMarks(text) : text;
      this.#tokens[index] = isLarger ? countTokens(short) : tokens;
      await this.#put(number, encodeRedacted(short));
    }
  }

  /** Tokens of a part's content at most. */
  #budget(part: number): number {
    return this.#maxTokens - this.#frameTokens(part);
  }

  #frameTokens(part: number): number {
    return frameTokens(part, this.#maxTokens, this.#sessionId());
  }

  async #put(number: number, body: RedactedBytes): Promise<void> {
    if (number === 1) this.#first = copyRedacted(body);
    else await this.#add(number, body, await this.#opening(number, MOST_PARTS));
  }

  async #add(number: number, body: RedactedBytes, opening: Redacted): Promise<void> {
    await this.#sink.add({ number, opening, body, closing: redactedText`</session>` });
  }

  async #opening(part: number, parts: number, facts?: SessionFacts): Promise<Redacted> {
    const sessionId = this.#sessionId();
    const frame = {
      sessionId,
      part,
      parts,
      facts: part === 1 ? facts : undefined,
      maxTokens: this.#frameTokens(part),
    };
    const opening = await frameOpening(frame, this.#redactor);
    if (part === 1) return await this.#redactor.redactMarkup(opening);
    const numbers = ` part="${part}" parts="${parts}">`;
    const plain = opening.slice(0, -numbers.length);
    if (plain !== this.#further?.plain) {
      const redacted = await this.#redactor.redactMarkup(opening);
      if (!redacted.endsWith(numbers)) return redacted;
      this.#further = { plain, redacted: sliceRedacted(redacted, 0, -numbers.length) };
    }
    return redactedText`${this.#further.redacted} part="${part}" parts="${parts}">`;
  }
}
