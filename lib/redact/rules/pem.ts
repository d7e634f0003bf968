/** Private keys in PEM and their relatives, in any of the ways in which logs show them. */
import { type Finding, WEIGHT } from "../finding.ts";

/** `-----BEGIN ` and the name of an algorithm. */
const MAX_HEAD_CHARACTERS = 40;
const END = /-----END[ A-Z0-9]{0,40}PRIVATE KEY(?: BLOCK)?-----/;

/** Longest key that is looked through: RSA with 16,384 bits has about 13,000 characters, indented and quoted twice that. */
const MAX_BODY_CHARACTERS = 40_000;

/** Fewest base64 characters that make a key; an Ed25519 key has 64. Less is a header in documentation or in a pattern. */
const MIN_KEY_CHARACTERS = 40;

/**
 * Finds a private key (RFC 7468, older PEM, OpenSSH, PGP blocks) at the words `PRIVATE KEY`, whether its lines end
 * in newlines or in `\n` as in JSON and `.env` files, are indented, quoted or joined by `+`. A block that is cut off
 * before its END line goes as far as base64 goes.
 */
export function findPrivateKey(text: string, at: number, report: (finding: Finding) => void): void {
  const head = text.slice(Math.max(0, at - MAX_HEAD_CHARACTERS), at);
  const begin = /-----BEGIN[ A-Z0-9]*$/.exec(head);
  const rest = /^PRIVATE KEY(?: BLOCK)?-----/.exec(text.slice(at, at + 24))?.[0];
  if (begin === null || rest === undefined) return;
  const bodyStart = at + rest.length;
  const bodyEnd = endOfBody(text, bodyStart);
  if (!isKey(text.slice(bodyStart, bodyEnd))) return;
  report({ start: at - begin[0].length, end: bodyEnd, kind: "private-key", weight: WEIGHT.format });
}

function endOfBody(text: string, bodyStart: number): number {
  const nextBegin = text.indexOf("-----BEGIN", bodyStart);
  const stop = Math.min(bodyStart + MAX_BODY_CHARACTERS, nextBegin === -1 ? text.length : nextBegin);
  const window = text.slice(bodyStart, stop);
  const end = END.exec(window);
  if (end !== null) return bodyStart + end.index + end[0].length;
  // deno-lint-ignore no-control-regex -- terminals colour keys as they colour everything
  const body = /^(?:[A-Za-z0-9+/=\s\\|>"',]|\x1b\[[0-9;]*m)*/.exec(window)?.[0] ?? "";
  return bodyStart + lastLongRun(body);
}

/** The end of the last line that is base64: what follows a key that was cut off may be words. */
function lastLongRun(body: string): number {
  let end = 0;
  for (const run of body.matchAll(/[A-Za-z0-9+/]{20,}={0,2}/g)) end = run.index + run[0].length;
  return end;
}

/** Enough base64, and little else: code that handles PEM has both lines too, with words between them. */
function isKey(body: string): boolean {
  let base64 = 0;
  for (const run of body.matchAll(/[A-Za-z0-9+/]{16,}/g)) base64 += run[0].length;
  return base64 >= MIN_KEY_CHARACTERS && base64 * 2 > body.replace(/[\s\\]/g, "").length;
}
