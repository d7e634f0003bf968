/** Markup put together from tags and from texts that are redacted already. It is scanned once more as a whole before it is written. */

declare const putTogether: unique symbol;

/** Markup that only this file makes: of texts that were redacted each by itself. */
export interface WrittenMarkup {
  readonly xml: string;
  readonly [putTogether]: true;
}

/** Puts markup together. */
export class MarkupWriter {
  /** In pieces that are joined: characters of a sum of texts are read at half the speed. */
  readonly #written: string[] = [];

  /** Adds tags as they are to be written, or white space between them. */
  tags(written: string): void {
    this.#written.push(written);
  }

  /** Adds a text, as it can be written: without characters that XML can't hold. */
  text(shown: string): void {
    this.#written.push(escapeCharacterData(shown));
  }

  /** What was put together. */
  finish(): WrittenMarkup {
    return asWritten(this.#written.join(""));
  }
}

/** Joins markup, and tags between it, by line ends. */
export function joinMarkup(items: readonly (WrittenMarkup | string)[]): WrittenMarkup {
  return asWritten(items.map((item) => typeof item === "string" ? item : item.xml).join("\n"));
}

function asWritten(xml: string): WrittenMarkup {
  const markup: Omit<WrittenMarkup, typeof putTogether> = { xml };
  return markup as WrittenMarkup;
}

/** Text as XML character data (https://www.w3.org/TR/xml/#syntax). Looking first is quicker than replacing nothing. */
export function escapeCharacterData(text: string): string {
  let escaped = text;
  if (escaped.indexOf("&") !== -1) escaped = escaped.replaceAll("&", "&amp;");
  if (escaped.indexOf("<") !== -1) escaped = escaped.replaceAll("<", "&lt;");
  if (escaped.indexOf("]]>") !== -1) escaped = escaped.replaceAll("]]>", "]]&gt;");
  return escaped;
}
