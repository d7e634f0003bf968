/** What GitHub's gists hold ("REST API endpoints for gists", section "Truncation"). */

/**
 * Bytes of one file of a gist. The API shows a megabyte of it, the raw address gives files up to ten; larger ones can
 * only be cloned. The rest is margin: whether ten is 10,000,000 isn't said.
 */
export const MAX_GIST_FILE_BYTES = 9_500_000;

/** Files that GitHub lists of a gist. */
export const MAX_GIST_FILES = 300;
