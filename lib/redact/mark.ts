/** The marks that stand where a secret stood: `[redacted:<kind>:<4 hex digits>]`. */
import { createHmac, randomBytes } from "node:crypto";
import { ownCopy } from "./own_copy.ts";

/** Makes marks: the same secret gives the same mark as long as the key is the same. */
export interface Marker {
  mark(kind: string, secret: string): string;
}

/** Distinct secrets remembered before the memory is emptied; a log rarely holds more than a hundred. */
const MAX_REMEMBERED = 4096;

/**
 * Makes a marker with its own random key, or with a given one, so that several workers agree. A mark is four
 * hexadecimal digits of HMAC-SHA-256: enough to tell the secrets of a run apart (1 in 65,536 pairs share a mark).
 * Without the key, it says nothing about the value.
 */
export function createMarker(key: Uint8Array | string = randomBytes(32)): Marker {
  const remembered = new Map<string, string>();
  return {
    mark(kind, secret) {
      let digest = remembered.get(secret);
      if (digest === undefined) {
        if (remembered.size >= MAX_REMEMBERED) remembered.clear();
        digest = createHmac("sha256", key).update(secret, "utf8").digest("hex").slice(0, 4);
        remembered.set(ownCopy(secret), digest);
      }
      return `[redacted:${kind}:${digest}]`;
    },
  };
}

/** Any mark, as a piece of a regular expression. */
export const MARK_SOURCE = String.raw`\[redacted:[a-z0-9-]{1,40}:[0-9a-f]{4}\]`;
