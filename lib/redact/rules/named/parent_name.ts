/** `key` below a name that says what it opens: `"Jwt": {"Key": "…"}`, `encryption:\n  key: …`, `'crypt' => ['key' => '…']`; or beside an account. */
import type { Report } from "../../finding.ts";
import { type AssignedValue, valueAt } from "./assigned_value.ts";
import { isChosenWords } from "../judgement/chosen_words.ts";
import { isPassphrase } from "../judgement/passphrase.ts";
import { isJoinedPictures } from "../judgement/picture_words.ts";
import { looksLikePlaceholder } from "../judgement/placeholder.ts";
import { isRandomTail, looksRandom } from "../judgement/random_value.ts";
import { reportKey } from "../report.ts";
import { isWordsAndNumber } from "../spoken/spoken_value.ts";

/** Longest way from the parent's name to the key. */
const MAX_CHARACTERS = 90;

/** On the lines of YAML the key is the first one below. */
const PARENT =
  /(?:^|[^A-Za-z])(?:jwt|crypt|crypto|cipher|encrypt(?:ion)?|signing|hmac|aes|session|cookie|auth|api|licen[cs]e|webhook|security|headers?)(?:settings|options|config|section)?\\{0,15}["']?\s{0,2}(?::|=>|=)\s{0,2}(?:[{[(]\s{0,40}(?:[0-9]{1,6}→\s{0,40})?(?:\\{0,15}["']?\w{1,30}\\{0,15}["']?\s?(?::|=>|=)\s?\\{0,15}["']?[\w./-]{1,40}\\{0,15}["']?,\s{0,4})?|\r?\n(?:[ \t]{0,12}[0-9]{1,6}→)?[ \t]{1,24})\\{0,15}["']?$/i;

/** In files with sections: up to four lines below `[api]`. */
const SECTION_CHARACTERS = 240;
const SECTION =
  /(?:^|\n)(?:[ \t]{0,12}[0-9]{1,6}→)?[ \t]{0,8}\[(?:[\w-]{1,30}[."' :/-]{1,2})?(?:jwt|crypto?|cipher|encryption|signing|hmac|session|cookies?|auth|api|licen[cs]e|webhook|security)(?:[."' :/-]{1,2}[\w-]{1,30})?["']?\][ \t]{0,8}\r?\n(?:[^[\n\0]{0,100}\n){0,4}(?:[ \t]{0,12}[0-9]{1,6}→)?[ \t]{0,8}$/i;

/** A key of Ceph: its type and the time it was made at are the first bytes of each. */
const CEPH_KEY = /[ \t]{0,8}\\{0,15}["']?(AQ[A-Za-z0-9+/]{34,40}={0,2})(?![A-Za-z0-9+/=])/y;

/** What is called with a key: `wandb.login(key="…")` */
const CALL_BEFORE =
  /[.\w](?:login|auth|authenticate|configure|init|setup|connect|[cC]lient|Api|API)\((?:[^()\n]{0,80}, ?)?$/;

/** An account beside the key, as in the file of Kaggle. */
const USER_BEFORE =
  /["'](?:user(?:_?name)?|login|account)\\{0,15}["']\s?:\s?\\{0,15}["'][^"'\\\n]{1,80}\\{0,15}["'],\s{0,20}(?:[0-9]{1,6}→\s{0,20})?\\{0,15}["']$/i;
const USER_BEHIND =
  /\\{0,15}["'],\s{0,20}(?:[0-9]{1,6}→\s{0,20})?\\{0,15}["'](?:user(?:_?name)?|login|account)\\{0,15}["']\s?:/iy;

function hasUserBeside(text: string, head: string, { start, text: value }: AssignedValue): boolean {
  USER_BEHIND.lastIndex = start + value.length;
  return USER_BEFORE.test(head.slice(-MAX_CHARACTERS - 40)) || USER_BEHIND.test(text);
}

/** `Key: …` with `Secret: …` on the next line, as pages of services show both. */
const SECRET_BEHIND =
  /["'`]?[,;]?(?:[ \t]{1,4}|[ \t]{0,4}\r?\n[ \t]{0,20}(?:- )?)["'*]{0,3}(?:(?:api|client|app|consumer)[ _-])?secret["'*]{0,3}[ \t]?[:=]/iy;

function hasSecretBehind(text: string, { start, text: value }: AssignedValue): boolean {
  SECRET_BEHIND.lastIndex = start + value.length;
  return SECRET_BEHIND.test(text);
}

const HEADER_VALUE = / ?([A-Za-z0-9_~+/-]{24,512}={0,2})(?=["'])/y;

/** `-H "Key: …"` */
function findInHeader(text: string, valueStart: number, report: Report): void {
  HEADER_VALUE.lastIndex = valueStart;
  const value = HEADER_VALUE.exec(text)?.[1];
  if (value === undefined || !looksRandom(value) || looksLikePlaceholder(value)) return;
  reportKey(report, { start: HEADER_VALUE.lastIndex - value.length, end: HEADER_VALUE.lastIndex });
}

/** Letters of both cases and digits in a mess, as long as services make keys: no id and no place of a thing. */
function isMadeKey(text: string): boolean {
  return /^[A-Za-z0-9]{32,64}$/.test(text) && isRandomTail(text) && (text.match(/[0-9]/g) ?? []).length >= 2;
}

/** Reports the value of a name such as `key` if the one above tells what for. */
export function findUnderParent(text: string, nameStart: number, valueStart: number, report: Report): void {
  const first = text.charCodeAt(nameStart);
  if (first !== 0x6b && first !== 0x4b) return; // k, K: `code` and others are asked for in addresses alone
  if (nameStart > 0 && !/[\s"'{[(]/.test(text.charAt(nameStart - 1))) return;
  CEPH_KEY.lastIndex = valueStart;
  const ceph = CEPH_KEY.exec(text)?.[1];
  if (ceph !== undefined) {
    return reportKey(report, { start: CEPH_KEY.lastIndex - ceph.length, end: CEPH_KEY.lastIndex });
  }
  const head = text.slice(Math.max(0, nameStart - SECTION_CHARACTERS), nameStart);
  if (/(?:-H|--header)[ =]?["']$/.test(head)) return findInHeader(text, valueStart, report);
  const value = valueAt(text, valueStart);
  if (value === undefined || value.text.length < 16 || looksLikePlaceholder(value.text)) return;
  if (isMadeKey(value.text)) {
    return reportKey(report, { start: value.start, end: value.start + value.text.length });
  }
  if (
    !PARENT.test(head.slice(-MAX_CHARACTERS)) && !SECTION.test(head) && !hasSecretBehind(text, value) &&
    !(value.terminator !== "" && (hasUserBeside(text, head, value) || CALL_BEFORE.test(head)))
  ) return;
  const isKey = /^[A-Za-z0-9+/=_.~:-]+$/.test(value.text) && looksRandom(value.text);
  if (!isKey && !(value.terminator !== "" && isOfWords(value.text))) return;
  const rest = value.terminator === "" ? /=*/y : /(?:)/y;
  rest.lastIndex = value.start + value.text.length;
  reportKey(report, { start: value.start, end: rest.lastIndex + (rest.exec(text)?.[0].length ?? 0) });
}

function isOfWords(text: string): boolean {
  return isPassphrase(text) || isJoinedPictures(text) || isWordsAndNumber(text) || isChosenWords(text);
}
