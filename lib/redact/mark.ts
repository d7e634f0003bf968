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
 * A marker with its own random key, or with the given one so that several workers agree.
 * Four hex digits of HMAC-SHA-256 tell secrets of one run apart (1 in 65,536 share a mark) and, without the
 * key, say nothing about the value.
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
