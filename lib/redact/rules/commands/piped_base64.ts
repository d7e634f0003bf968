/** Credentials that a command line decodes or encodes: `echo '…' | base64 -d`, `echo -n 'user:password' | base64`. */
import { type Report, WEIGHT } from "../../finding.ts";
import { writtenBefore } from "./command_input.ts";
import type { Word } from "./command_line.ts";
import { isLikelyPassword } from "../judgement/likely_password.ts";
import { isNoName } from "../spoken/spoken_value.ts";
import { isChosenStrictly, isKeyLike } from "../judgement/given_value.ts";
import { decodeBase64 } from "../judgement/base64_text.ts";
import { decodesToCredentials, looksLikePlaceholder } from "../judgement/placeholder.ts";
import { reportPassword } from "../report.ts";

/** Between what is written and the word: the pipe, and the program of which `base64` is a command. */
const PIPE = /\| {0,4}(?:openssl (?:enc -)?)? {0,4}$/;
const MAX_PIPE_CHARACTERS = 24;

const HERE_STRING = /base64(?: -{1,2}[a-z0-9=]{1,10}){0,2} {0,4}<<< {0,4}(['"]?)([^'"\s|]{8,400})\1/y;

/** `user:password`, no address. */
const CREDENTIALS = /^[A-Za-z0-9._@+-]{1,64}:(?!\/\/)([^\s:]{4,200})$/;

/** Finds them at the word `base64`. */
export function findPipedBase64(text: string, at: number, report: Report): void {
  if (PIPE.test(text.slice(Math.max(0, at - MAX_PIPE_CHARACTERS), at))) {
    const word = writtenBefore(text, at);
    if (word !== undefined && DECODES.test(text.slice(at, at + 20))) findDecoded(text, at, word, report);
    if (word !== undefined) judge(word.text, word.start, !DECODES.test(text.slice(at, at + 20)), report);
    return;
  }
  HERE_STRING.lastIndex = at;
  const match = HERE_STRING.exec(text);
  if (match === null) return;
  judge(match[2] ?? "", at + match[0].lastIndexOf(match[2] ?? ""), !DECODES.test(match[0]), report);
}

/** What `base64 -d` writes on the line below: a password alone, and what it was decoded of. */
function findDecoded(text: string, at: number, { text: written, start, end }: Word, report: Report): void {
  const decoded = /^[A-Za-z0-9+/]{8,400}={0,2}$/.test(written) ? decodeBase64(written)?.trimEnd() : undefined;
  if (decoded === undefined || !/^[\x21-\x7e]{8,128}$/.test(decoded)) return;
  OUTPUT.lastIndex = at;
  const output = OUTPUT.exec(text)?.[0].length ?? 0;
  if (output === 0 || !text.startsWith(decoded, at + output)) return;
  if (
    !isNoName(decoded) && !isLikelyPassword(decoded) && !(MIXED.test(decoded) && isChosenStrictly(decoded))
  ) return;
  reportPassword(report, { start, end });
  reportPassword(report, { start: at + output, end: at + output + decoded.length });
}

const MIXED = /^(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9])[^/:.]+$/;

const OUTPUT =
  /base64 [^\n|;&<>]{1,20}(?:; ?echo)?(?:<\/param>[\s\0]{0,6}(?:<param name="description">[^<>\n]{0,300}<\/param>[\s\0]{0,6})?<\/tool_use>\s{0,4}<tool_result [^<>\n]{0,300}>|\r?\n[ \t]{0,40})/y;

/** Settings with a secret among them: a file of an environment, of a cluster's credentials. */
const SETTING =
  /(?:^|[\s"'_.-])(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|(?:client|secret|private)-?_?key(?:-data)?|auth)["']?\s{0,4}[:=]\s{0,4}["']?(?![$<{*])[^\s"']{6,}/i;

function holdsSecret(base64: string): boolean {
  const text = decodeBase64(base64);
  return text !== undefined && /^[\t\n\r\x20-\x7e]+$/.test(text) && SETTING.test(text);
}

const DECODES = /base64 (?:-[a-z]{1,8} )*(?:-{1,2}d|-D)/;

/** @param isPlain whether it is to be encoded. */
function judge(argument: string, start: number, isPlain: boolean, report: Report): void {
  const password = CREDENTIALS.exec(argument)?.[1];
  const end = start + argument.length;
  if (password !== undefined) {
    if (looksLikePlaceholder(password) || !/[0-9\W]/.test(password)) return;
    reportPassword(report, { start: end - password.length, end });
  } else if (
    /^[A-Za-z0-9+/]{8,}={0,2}$/.test(argument) && (decodesToCredentials(argument) || holdsSecret(argument))
  ) {
    report({ start, end, kind: "basic-auth", weight: WEIGHT.context });
  } else if (
    isPlain && isChosenStrictly(argument) && (/[!@#$%^&*?+~]/.test(argument) || isKeyLike(argument, 16))
  ) {
    reportPassword(report, { start, end });
  }
}
