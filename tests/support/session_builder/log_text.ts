/** The text of one log, line by line, with the damage that real files have. */

import type { LogLine } from "./types.ts";

export class LogText {
  readonly #lines: string[] = [];
  #glueNext = false;
  #isCut = false;

  /** Adds an object, or a text as it is (which need not be JSON). */
  add(line: LogLine | string): void {
    if (this.#isCut) throw new Error("nothing can follow a line that was cut short");
    const text = typeof line === "string" ? line : JSON.stringify(line);
    const last = this.#lines.length - 1;
    if (this.#glueNext && last >= 0) this.#lines[last] += text;
    else this.#lines.push(text);
    this.#glueNext = false;
  }

  /** The next line follows the last one without a line end. */
  glueNext(): void {
    this.#glueNext = true;
  }

  /** Cuts the last line short, as while the client is writing it. */
  cutLast(): void {
    const last = this.#lines.length - 1;
    const line = this.#lines[last];
    if (line === undefined) throw new Error("there is no line to cut short");
    this.#lines[last] = line.slice(0, Math.floor(line.length * 0.6));
    this.#isCut = true;
  }

  toString(): string {
    if (this.#lines.length === 0) return "";
    return this.#lines.join("\n") + (this.#isCut ? "" : "\n");
  }
}
