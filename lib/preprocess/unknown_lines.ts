/** Lines and attachments of types that this program does not know, where they say something in words. */

import {
  type AttachmentEntry,
  decodeContent,
  isNeverKept,
  type JsonObject,
  objectField,
  type OtherEntry,
  stringField,
} from "../session/mod.ts";
import { wordsOfBlocks } from "./block_text.ts";
import type { Element } from "./element.ts";
import type { SessionContext } from "./session_context.ts";
import { unknownOriginElement } from "./user_text.ts";

/** Where such lines may have their words: a string, a block, or blocks. */
const WORDS_FIELDS = ["content", "text", "prompt", "message"] as const;

/** What newer clients may call their own requests and prompts, and copies of files. */
const VENDOR_NAME = /^api-|snapshot|schema|system-?prompt/i;

type UnknownContext = Pick<SessionContext, "detail" | "ledger">;

/** What a line of an unknown type says, or undefined; a message of the role `user`, which may be a prompt, with more of it. */
export function unknownLineElement(
  { type, raw }: Pick<OtherEntry, "type" | "raw">,
  reference: string,
  at: string | undefined,
  { detail, ledger }: UnknownContext,
): Element | undefined {
  if (isNeverKept(type) || VENDOR_NAME.test(type)) return undefined;
  const message = objectField(raw, "message");
  const words = wordsIn(message ?? raw);
  if (words === "") return undefined;
  const isUsers = message !== undefined && stringField(message, "role") === "user";
  const limits = isUsers ? detail.importantResult : detail.injected;
  return unknownOriginElement(words, { type, reference, at }, limits, ledger);
}

/** What an attachment of an unknown type says, or undefined. */
export function unknownAttachmentElement(
  { attachment, attachmentType: type }: Pick<AttachmentEntry, "attachment" | "attachmentType">,
  reference: string,
  at: string | undefined,
  { detail, ledger }: UnknownContext,
): Element | undefined {
  const words = VENDOR_NAME.test(type) ? "" : wordsIn(attachment);
  return words === ""
    ? undefined
    : unknownOriginElement(words, { type, reference, at }, detail.injected, ledger);
}

function wordsIn(fields: JsonObject): string {
  return WORDS_FIELDS.flatMap((name) => {
    const words = fields[name] === undefined ? "" : wordsOfBlocks(decodeContent(fields[name]));
    return words === "" ? [] : words;
  }).join("\n");
}
