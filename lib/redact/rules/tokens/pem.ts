/** Private keys in PEM and their relatives, in any of the ways in which logs show them. */
import { type Report, WEIGHT } from "../../finding.ts";

/** `-----BEGIN ` and the name of an algorithm. */
const MAX_HEAD_CHARACTERS = 40;
const END = /-{4,5} ?END[ A-Z0-9]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}/;

/** Longest key that is looked through: RSA with 16,384 bits has about 13,000 characters, indented and quoted twice that. */
const MAX_BODY_CHARACTERS = 40_000;

/** Fewest base64 characters that make a key; an Ed25519 key has 64. Less is a header in documentation or in a pattern. */
const MIN_KEY_CHARACTERS = 40;

/**
 * Finds a private key (RFC 7468, older PEM, OpenSSH, PGP blocks) at the words `PRIVATE KEY`, whether its lines end
 * in newlines or in `\n` as in JSON and `.env` files, are indented, quoted or joined by `+`. A block that is cut off
 * before its END line goes as far as base64 goes, one without its BEGIN line as far back.
 */
export function findPrivateKey(text: string, at: number, report: Report): void {
  const head = text.slice(Math.max(0, at - MAX_HEAD_CHARACTERS), at);
  const rest = /^PRIVATE KEY(?: BLOCK)? ?-{4,5}/.exec(text.slice(at, at + 24))?.[0];
  if (rest === undefined) return;
  const begin = /-{4,5} ?BEGIN[ A-Z0-9]*$/.exec(head);
  if (begin === null) return findKeyBeforeEnd(text, at, head, report);
  const bodyStart = at + rest.length;
  const bodyEnd = Math.max(endOfBody(text, bodyStart), endOfFoundLines(text, at, bodyStart));
  if (!isKey(text.slice(bodyStart, bodyEnd))) return;
  report({ start: at - begin[0].length, end: bodyEnd, kind: "private-key", weight: WEIGHT.format });
}

const FOUND_LINE = /(?:^|\n)([^\n]{1,160}?)[:-][0-9]{1,7}[:-][ \t]{0,12}-{4,5} ?BEGIN[ A-Z0-9]*$/;

/** Where the lines of a key end that `grep -A` shows with the file's name and their numbers; 0 for others. */
function endOfFoundLines(text: string, at: number, bodyStart: number): number {
  const file = FOUND_LINE.exec(text.slice(Math.max(0, at - 260), at))?.[1];
  if (file === undefined) return 0;
  const line = new RegExp(
    `\\r?\\n${
      RegExp.escape(file)
    }[:-][0-9]{1,7}[:-][ \\t]{0,12}(?:[A-Za-z0-9+/]{1,100}={0,2}|-{4,5} ?END[ A-Z0-9]{0,40}-{4,5})(?=\\r?\\n|$)`,
    "y",
  );
  let end = 0;
  for (line.lastIndex = bodyStart; line.test(text);) end = line.lastIndex;
  return end;
}

const STATIC_KEY = /Static key V1-----\s+((?:[ \t]{0,12}(?:[0-9]{1,6}→)?[ \t]{0,12}[0-9a-f]{32}\s+){2,32})/y;

/** OpenVPN's static key: lines of 32 hexadecimal digits, behind the words in its BEGIN line. */
export function findStaticKey(text: string, at: number, report: Report): void {
  STATIC_KEY.lastIndex = at;
  const match = STATIC_KEY.exec(text);
  const body = match?.[1];
  if (match === null || body === undefined) return;
  const start = at + match[0].length - body.length;
  report({ start, end: start + body.trimEnd().length, kind: "private-key", weight: WEIGHT.format });
}

/** Base64 up to an END line: lines, or one line with `\n` in it. */
const BODY_BEFORE_END =
  /(?:(?<=\\n)|(?<![A-Za-z0-9+/=\\]))[A-Za-z0-9+/=]{1,100}(?:["' ]{0,3}[+\\]?[ ]?(?:\\n|\r?\n)[ \t"'+>|]{0,40}(?:[0-9]{1,6}[→\t][ \t]{0,20})?)$/;

/** What is left of a key whose BEGIN line was cut off. */
function findKeyBeforeEnd(text: string, at: number, head: string, report: Report): void {
  const end = /-{4,5} ?END[ A-Z0-9]*$/.exec(head);
  if (end === null) return;
  const bodyEnd = at - end[0].length;
  let start = bodyEnd;
  while (bodyEnd - start < MAX_BODY_CHARACTERS) {
    const line = BODY_BEFORE_END.exec(text.slice(Math.max(0, start - 200), start))?.[0];
    // Only the last line of a key is short.
    if (line === undefined || (start < bodyEnd && !/[A-Za-z0-9+/]{40,}/.test(line))) break;
    start -= line.length;
  }
  if (start === bodyEnd || text.slice(Math.max(0, start - 5), start) === "-----") return;
  if (!isKey(text.slice(start, bodyEnd))) return;
  const body = text.slice(start, bodyEnd);
  const length = /(?:\s|\\n)*$/.exec(body)?.index ?? body.length;
  report({ start, end: start + length, kind: "private-key", weight: WEIGHT.format });
}

/** `Version: GnuPG v2`, `Proc-Type: 4,ENCRYPTED`: lines before the base64, by which a key may be cut off. */
const FIELDS = /^(?:\s{0,40}[A-Z][A-Za-z-]{2,20}: [^\n]{0,200}\n){1,4}/;

const NEXT_BEGIN = /-{4,5} ?BEGIN/;

function endOfBody(text: string, bodyStart: number): number {
  const following = text.slice(bodyStart, bodyStart + MAX_BODY_CHARACTERS);
  const window = following.slice(0, NEXT_BEGIN.exec(following)?.index);
  const end = END.exec(window);
  if (end !== null) return bodyStart + end.index + end[0].length;
  const fields = FIELDS.exec(window)?.[0].length ?? 0;
  // deno-lint-ignore no-control-regex -- terminals colour keys as they colour everything
  const body = /^(?:[A-Za-z0-9+/=\s\\|>"',]|\x1b\[[0-9;]*m)*/.exec(window.slice(fields))?.[0] ?? "";
  return bodyStart + fields + lastLongRun(body);
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
  return base64 >= MIN_KEY_CHARACTERS && base64 * 2 > body.replace(FIELDS, "").replace(/[\s\\]/g, "").length;
}
