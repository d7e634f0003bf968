/**
 * The type that holds the line: text that may leave this machine.
 *
 * Materials, gists, issues, comments and model requests accept `Redacted` and nothing else, so
 * forgetting to redact does not compile. Only `lib/redact` makes values of this type.
 */

import { MARK_SOURCE } from "./mark.ts";

declare const redactedBrand: unique symbol;

/** Text that has passed the redactor, or that came from the public place it goes back to. */
export type Redacted = string & { readonly [redactedBrand]: true };

/** Redacted text as UTF-8. */
export type RedactedBytes = Uint8Array & { readonly [redactedBrand]: true };

/** For `lib/redact` alone: brands the UTF-8 of text that the redactor has just produced. */
export function brandRedactedBytes(bytes: Uint8Array): RedactedBytes {
  return bytes as RedactedBytes;
}

const ANY_MARK = new RegExp(MARK_SOURCE, "g");

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** For `lib/redact` alone: bytes as text, a byte order mark at the beginning too. */
export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Redacted text as UTF-8. */
export function encodeRedacted(text: Redacted): RedactedBytes {
  return brandRedactedBytes(encoder.encode(text));
}

/** The text of redacted bytes. */
export function decodeRedacted(bytes: RedactedBytes): Redacted {
  return brandRedacted(decodeUtf8(bytes));
}

/** Copies redacted bytes into memory of their own. */
export function copyRedacted(bytes: RedactedBytes): RedactedBytes {
  return brandRedactedBytes(bytes.slice());
}

/** For `lib/redact` alone: brands text that the redactor has just produced. */
export function brandRedacted(text: string): Redacted {
  return text as Redacted;
}

/**
 * Text that was just read from the very place it is written back to (an issue body, a comment):
 * writing it again reveals nothing. Never for anything that comes from this machine.
 */
export function asPublished(text: string): Redacted {
  return brandRedacted(text);
}

/** Joins redacted pieces with a separator written in the program's source. */
export function joinRedacted(parts: readonly Redacted[], separator = ""): Redacted {
  return brandRedacted(parts.join(separator));
}

/**
 * How many pieces of each kind were replaced, as a JSON object. It is spelled, not redacted: below `password` a large
 * number would be taken for one.
 */
export function redactedCounts(counts: Readonly<Record<string, number>>): Redacted {
  const named = Object.entries(counts).filter(([kind, count]) =>
    KIND.test(kind) && Number.isSafeInteger(count)
  );
  return brandRedacted(JSON.stringify(Object.fromEntries(named)));
}

/** What marks allow. */
const KIND = /^[a-z0-9-]{1,40}$/;

/** A part of redacted text (by UTF-16 code units): it reveals no more than the whole. */
export function sliceRedacted(text: Redacted, start: number, end?: number): Redacted {
  return brandRedacted(text.slice(start, end));
}

/** The same text with `***` for each mark: short, but it doesn't tell any more which secrets are the same. */
export function withShortMarks(text: Redacted): Redacted {
  return brandRedacted(text.replaceAll(ANY_MARK, "***"));
}

/**
 * A template whose literal parts are the program's own words and whose values are redacted text or numbers.
 *
 * @example redactedText`Learn materials for plan #${issueNumber}`
 */
export function redactedText(
  literals: TemplateStringsArray,
  ...values: readonly (Redacted | number)[]
): Redacted {
  return brandRedacted(String.raw({ raw: literals }, ...values));
}
