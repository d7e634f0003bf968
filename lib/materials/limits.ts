/** How much of everything: what GitHub takes and gives, and what is believed of a gist that anybody may have written. */

/**
 * Bytes of one file of a gist. The API shows a megabyte of it, the raw address gives files up to ten
 * ("REST API endpoints for gists", section "Truncation"); larger ones can only be cloned. The rest is margin: whether
 * ten is 10,000,000 isn't said.
 */
export const MAX_GIST_FILE_BYTES = 9_500_000;

/** Files that GitHub lists of a gist (same section). */
export const MAX_GIST_FILES = 300;

/**
 * Bytes of all materials of a plan together, when packed and when unpacked. A part has about 80 kB, a plan's
 * materials rarely a megabyte: this is hundreds of sessions, and still fits into the memory of a small CI machine.
 */
export const MAX_MATERIALS_BYTES = 256 * 1024 * 1024;

/** Files of one plan's materials: twenty times what is known of large plans. */
export const MAX_MATERIALS_FILES = 5_000;

/** Where materials are divided into files of a gist. */
export interface GistLimits {
  readonly fileBytes: number;
  readonly files: number;
}

/** GitHub's limits. */
export const GIST_LIMITS: GistLimits = { fileBytes: MAX_GIST_FILE_BYTES, files: MAX_GIST_FILES };
