/** Text → `Redacted`: the only way for anything from this machine to be published. */
export {
  asPublished,
  copyRedacted,
  decodeRedacted,
  encodeRedacted,
  joinRedacted,
  type Redacted,
  type RedactedBytes,
  redactedText,
  sliceRedacted,
  withShortMarks,
} from "./redacted.ts";
export { type KnownSecret, KnownSecrets } from "./known_secrets.ts";
export { type MemberText, memberText } from "./member_text.ts";
export { PartialText, PartialTextBuilder, type RawText } from "./partial_text.ts";
export type { JsonLinesSource } from "./documents/json_lines.ts";
export { endsOf, endsOfEncoded, type MarkupEnds, type SeamFinding } from "./documents/seams.ts";
export { type Taken, watchTaken, withTaken } from "./taken.ts";
export { untilAllIsKnown } from "./until_all_is_known.ts";
export { createRedactor, type Redactor, type RedactorOptions } from "./redactor.ts";
