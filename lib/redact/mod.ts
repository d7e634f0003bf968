/** Text → `Redacted`: the only way for anything from this machine to be published. */
export { asPublished, joinRedacted, type Redacted, redactedText, sliceRedacted } from "./redacted.ts";
export type { JsonLinesSource } from "./json_lines.ts";
export { escapeCharacterData, joinMarkup, MarkupWriter, type WrittenMarkup } from "./markup_writer.ts";
export { createRedactor, type Redactor, type RedactorOptions } from "./redactor.ts";
