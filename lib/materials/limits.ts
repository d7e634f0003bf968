/** How much of everything: what GitHub takes and gives, and what is believed of a gist that anybody may have written. */

import { MAX_GIST_FILE_BYTES, MAX_GIST_FILES } from "../gist_limits.ts";

/**
 * Bytes of all materials of a plan together, when packed and when unpacked. A part has about 80 kB, a plan's
 * materials rarely a megabyte: this is hundreds of sessions, and still fits into the memory of a small CI machine.
 */
export const MAX_MATERIALS_BYTES = 256 * 1024 * 1024;

/** Files of one plan's materials: twenty times what is known of large plans. */
export const MAX_MATERIALS_FILES = 5_000;

/** Characters of a manifest: many times what that many files need. Parsed JSON takes some ten times its text. */
export const MAX_MANIFEST_CHARACTERS = 16_000_000;

/** Where materials are divided into files of a gist. */
export interface GistLimits {
  readonly fileBytes: number;
  readonly files: number;
}

/** GitHub's limits. */
export const GIST_LIMITS: GistLimits = { fileBytes: MAX_GIST_FILE_BYTES, files: MAX_GIST_FILES };
