/** Finished parts → the sink: assembled, scanned once more as a whole, and never over the budget. */

import type { Redactor } from "../redact/mod.ts";
import { PartAssembler, type PartContent } from "./part_packer.ts";
import type { PartSink } from "./part_sink.ts";
import { estimateTokens } from "./tokens.ts";

/** Hands parts to the sink, and remembers the tokens of each. */
export class PartWriter {
  readonly #redactor: Redactor;
  readonly #sink: PartSink;
  readonly #budget: (part: number) => number;
  readonly #assembler = new PartAssembler();
  readonly #tokens: number[] = [];

  /** @param budget tokens of a part's content at most, by the part's number from 1. */
  constructor(redactor: Redactor, sink: PartSink, budget: (part: number) => number) {
    this.#redactor = redactor;
    this.#sink = sink;
    this.#budget = budget;
  }

  /** Tokens of the content of each part so far. */
  get tokens(): readonly number[] {
    return this.#tokens;
  }

  /** Writes a part; as two where redaction of the whole made it too large. */
  async write({ pieces, tokens }: PartContent): Promise<void> {
    const plain = this.#assembler.assemble(pieces);
    const xml = await this.#redactor.redactMarkup(plain);
    const actual = xml === plain ? tokens : estimateTokens(xml);
    if (actual > this.#budget(this.#tokens.length + 1) && pieces.length > 1) {
      const middle = Math.ceil(pieces.length / 2);
      await this.write({ pieces: pieces.slice(0, middle), tokens });
      await this.write({ pieces: pieces.slice(middle), tokens });
      return;
    }
    this.#tokens.push(actual);
    await this.#sink.add(xml);
  }
}
