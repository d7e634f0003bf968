/** Redacted text as tests compare it: each secret is `■`. */

import assert from "node:assert/strict";
import { createRedactor } from "../../../lib/redact/mod.ts";

const redactor = await createRedactor({ key: "k" });

/** The text with `■` for each mark. */
export function withSigns(redacted: string): string {
  return redacted.replace(/\[redacted:[a-z0-9-]+:[0-9a-f]{4}\]/g, "■");
}

/** What stays of a text: secrets are `■`. */
export async function redactTo(text: string): Promise<string> {
  return withSigns(await redactor.redact(text));
}

/** Fails unless the secret is found, and nothing else goes, in each form that has `■` in its place. */
export async function assertFound(forms: readonly string[], secret: string): Promise<void> {
  for (const form of forms) assert.equal(await redactTo(form.replace("■", secret)), form, form);
}
