/** Why a request failed, in GitHub's words → as it may be shown. */

import type { Redactor } from "../../redact/mod.ts";
import type { RequestFailure } from "./request_failure.ts";

let redactor: Promise<Redactor> | undefined;

const QUOTES_THE_ANSWER: ReadonlySet<RequestFailure["kind"]> = new Set([
  "status",
  "graphql",
  // A field that isn't as it should be: a gist's files are fields, by their names.
  "malformed",
  "redirect",
]);

/**
 * The same failure with its reason redacted. A reason from an answer may repeat what was sent, or hold anything if
 * something other than GitHub answered. The rules are loaded with the first such reason.
 */
export async function withSayableReason(failure: RequestFailure): Promise<RequestFailure> {
  if (!QUOTES_THE_ANSWER.has(failure.kind)) return failure;
  return { ...failure, reason: await redacted(failure.reason) };
}

async function redacted(reason: string): Promise<string> {
  try {
    redactor ??= import("../../redact/mod.ts").then(({ createRedactor }) => createRedactor());
    return await (await redactor).redact(reason);
  } catch {
    return "its reason can't be shown, as it could not be redacted";
  }
}
