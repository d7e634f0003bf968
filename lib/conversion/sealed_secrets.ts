/**
 * The secrets of a session, for a file of the cache: encrypted, with a key made of the logs that they stand in. Who reads
 * the cache alone (a copy of the project's folder, a cache of CI) learns nothing; who has the logs has the secrets anyway.
 */

import { Buffer } from "node:buffer";
import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";
import { z } from "zod";
import type { KnownSecret } from "../redact/mod.ts";
import { WEIGHT } from "../redact/finding.ts";

/** AES-GCM's, by NIST SP 800-38D. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const secretsShape = z.array(z.object({
  text: z.string(),
  kind: z.string(),
  weight: z.enum(WEIGHT),
  within: z.literal("base64").optional(),
  isSureName: z.boolean().optional(),
}));

/**
 * Encrypts secrets (AES-256-GCM): base64 of nonce, tag and ciphertext. The nonce is made of the text, so that the same
 * secrets give the same, and no two texts share one.
 *
 * @param key 32 bytes.
 */
export function sealSecrets(secrets: readonly KnownSecret[], key: Uint8Array): string {
  const json = JSON.stringify(secrets);
  const nonce = createHmac("sha256", key).update(json).digest().subarray(0, NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update(json, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
}

/**
 * Decrypts what `sealSecrets` encrypted.
 *
 * @throws an Error if the key is another one, or the text was changed.
 */
export function openSecrets(sealed: string, key: Uint8Array): KnownSecret[] {
  const bytes = Buffer.from(sealed, "base64");
  // Deno 2.7 takes a shorter tag for what it is, a few bits of one.
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new Error("the secrets are cut");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const json = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  return secretsShape.parse(JSON.parse(json.toString("utf8")));
}
