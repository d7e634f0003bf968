/**
 * Lines and attachments of types that this program does not know: skipped and counted, but where their form says that a person wrote
 * them. Newer clients kept queued prompts under other names each time; what else they write is their own.
 */

import {
  type AttachmentEntry,
  decodeContent,
  isNeverKept,
  type JsonObject,
  objectField,
  type OtherEntry,
  stringField,
} from "../../session/mod.ts";
import { wordsOfBlocks } from "../tools/block_text.ts";
import type { Element } from "./element.ts";
import type { SessionContext } from "./session_context.ts";
import { unknownOriginElement } from "../words/user_text.ts";

/** Where messages may have their words: a string, a block, or blocks. */
const WORDS_FIELDS = ["content", "text", "prompt"] as const;

/** What newer clients may call their own requests and prompts, and copies of files. */
const VENDOR_NAME = /^api-|snapshot|schema|cache|instructions|(?:system|tool|agent)s?[-_]?prompt/i;

type UnknownContext = Pick<SessionContext, "detail" | "ledger">;

/** What a line of an unknown type says that a person may have written, or undefined. */
export function unknownLineElement(
  { type, raw }: Pick<OtherEntry, "type" | "raw">,
  reference: string,
  at: string | undefined,
  context: UnknownContext,
): Element | undefined {
  return isNeverKept(type) ? undefined : unknownElement(type, raw, reference, at, context);
}

/** What an attachment of an unknown type says that a person may have written, or undefined. */
export function unknownAttachmentElement(
  { attachment, attachmentType }: Pick<AttachmentEntry, "attachment" | "attachmentType">,
  reference: string,
  at: string | undefined,
  context: UnknownContext,
): Element | undefined {
  return unknownElement(attachmentType, attachment, reference, at, context);
}

function unknownElement(
  type: string,
  fields: JsonObject,
  reference: string,
  at: string | undefined,
  { detail, ledger }: UnknownContext,
): Element | undefined {
  if (VENDOR_NAME.test(type)) return undefined;
  const message = objectField(fields, "message");
  const isUsers = message !== undefined && stringField(message, "role") === "user";
  const words = isUsers ? wordsIn(message, WORDS_FIELDS) : wordsIn(fields, ["prompt"]);
  return words === ""
    ? undefined
    : unknownOriginElement(words, { type, reference, at }, detail.importantResult, ledger);
}

function wordsIn(fields: JsonObject, names: readonly string[]): string {
  return names.flatMap((name) => {
    const words = fields[name] === undefined ? "" : wordsOfBlocks(decodeContent(fields[name]));
    return words === "" ? [] : words;
  }).join("\n");
}
