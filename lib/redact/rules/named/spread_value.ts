/** Values of secret names that are put together from several strings, or that are lists of bytes. */
import { type Finding, type Report, WEIGHT } from "../../finding.ts";
import { furtherPieces, mayGoOn, piecesAfter } from "../../readings/pieces.ts";
import { literalValue } from "./assigned_value.ts";
import { areKeyBytes } from "../calls/cipher_key.ts";
import { reportNamed } from "../report.ts";
import { mayEndSecretName } from "../judgement/secret_ending.ts";
import { announcesSecret, classifyName, type NameClass, type SecretClass } from "../judgement/secret_name.ts";
import { looksSecret } from "../judgement/secret_value.ts";

/** Findings of named values, with the pieces that follow them. */
export function withFurtherPieces(text: string, findings: readonly Finding[]): readonly Finding[] {
  let covered = 0;
  return findings.map((finding) => {
    if (finding.end < covered || !mayGoOn(text, finding.end)) return finding;
    const end = furtherPieces(text, finding.end).at(-1)?.end;
    if (end === undefined) return finding;
    covered = end;
    return { ...finding, end };
  });
}

const NAME =
  /([A-Za-z][A-Za-z0-9_.-]{1,79})(?:\[\w{0,12}\])?["'\]\s]{0,6}(?::\s{0,2}(?:str|String|string|bytes)\s{0,2})?:?$/;

/** `["…", "…"].join("")`, and Python's and Perl's ways to write it. */
const JOINED =
  /[=:>]{0,2}[ \t]{0,4}(?:(["'])\1\.join\(|join\(? ?(["'])\2, ?)?[[(]?\s{0,80}((?:["'][A-Za-z0-9_.+/=!@#$%^&*?~-]{1,200}["'],?\s{0,40}){1,30})[\])](?=(\.join\((?:""|'')?\)|\)|;)?)/y;

/** What opens a value that does not begin beside its name: `= (`, then strings; `= [` with numbers. */
const OPENED = /[=:>]{0,2}[ \t]{0,4}(?:\(\s{0,80}[fru]?(["'`])|(?:\w{1,20}\()?\[\s{0,40}(?=[0-9]))/y;
const STRING = /[A-Za-z0-9_.+/=~-]{1,1000}/y;

/** The bytes of an Ed25519 key, with its public half behind it in Solana's files. */
const BYTES = /(?:[0-9]{1,3}\s{0,40},\s{0,40}){31,63}[0-9]{1,3}(?=\s{0,40}\])/y;

/** `=(`, `= [`, `: bytes([`, `=> (`, `= "".join(`, `= join(`: the quick look. */
function mayOpen(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  if (text.startsWith("join", at + 2) || text.startsWith(".join", at + 4)) return true;
  if (
    text.startsWith("String.fr", at + 2) || text.startsWith("bytes(", at + 2) ||
    text.startsWith("chr(", at + 2) || text.startsWith("new byte", at + 2) ||
    text.startsWith("new Uint8", at + 2)
  ) {
    return true;
  }
  if (next === 0x22) return false;
  const place = next === 0x20 ? at + 2 : at + 1;
  const code = text.charCodeAt(place);
  if (code === 0x7b) return /^\{\s{0,40}(?:-?[0-9]|["'])/.test(text.slice(place, place + 48));
  if (code === 0x28 || code === 0x5b) return true;
  COLLECTION.lastIndex = at + 1;
  if (COLLECTION.test(text)) return true;
  if (next !== 0x3d && next !== 0x3e) return false;
  return /^[=>] {0,2}[([]/.test(text.slice(at + 1, at + 5));
}

/** Whether the name of a secret may end before a separator, or a type behind one: it spares nearly all others the expression. */
function mayFollowName(text: string, at: number): boolean {
  let end = at;
  for (; end > at - MAX_GAP_CHARACTERS; end--) {
    const code = text.charCodeAt(end - 1);
    // Spaces, quotes, ] and the : before a type.
    const isGap = code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0x22 || code === 0x27 ||
      code === 0x5d || code === 0x3a;
    if (!isGap) break;
  }
  if (text.charCodeAt(end) === 0x5d) end = startOfSize(text, end);
  return mayEndSecretName(text, end) || TYPE_END.test(text.slice(Math.max(0, end - 6), end));
}

/** Where the size of an array begins: `aes_key[16]`. */
function startOfSize(text: string, end: number): number {
  let start = end;
  while (start > end - MAX_SIZE_CHARACTERS && /\w/.test(text.charAt(start - 1))) start--;
  return text.charCodeAt(start - 1) === 0x5b ? start - 1 : end;
}

const MAX_SIZE_CHARACTERS = 12;
const MAX_GAP_CHARACTERS = 10;
const TYPE_END = /(?:str|[Ss]tring|bytes)$/;

/** Finds a value that begins behind a bracket; looked at from the separator. */
export function findSpread(text: string, at: number, report: Report): void {
  if (!mayOpen(text, at) || !mayFollowName(text, at)) return;
  const name = NAME.exec(text.slice(Math.max(0, at - 100), at))?.[1] ?? "";
  if (!mayEndSecretName(name, name.length)) return;
  if (/s$/i.test(name)) return findInList(text, at, name, report);
  const nameClass = classifyName(name);
  if (!announcesSecret(nameClass)) return;
  if (findCodes(text, at, name, nameClass, report) || findKeyBytes(text, at, nameClass, report)) return;
  OPENED.lastIndex = at;
  const opened = OPENED.exec(text);
  if (opened === null) return findJoined(text, at, name, nameClass, report);
  const start = at + opened[0].length;
  if (opened[1] === undefined) {
    const end = endOfBytes(text, start);
    if (end !== undefined) report({ start, end, kind: "private-key", weight: WEIGHT.context });
    return;
  }
  const end = endOfStrings(text, start);
  if (end === undefined) return;
  const whole = text.slice(start, end).replace(/["'`\s+.\\]+/g, "");
  if (looksSecret(name, nameClass, literalValue(start, whole))) {
    reportNamed(report, nameClass, { start, end });
  }
}

const KEY_BYTES =
  /[=:>]{0,2}[ \t]{0,4}(?:new (?:byte|Uint8Array)(?:\[[0-9]{0,3}\])? ?\(?|(?:\[[0-9]{0,3}\](?:byte|u8|uint8)|Uint8Array\.(?:of|from)\(|bytes\()\(?)?[{[(]\s{0,40}((?:(?:0x[0-9A-Fa-f]{1,2}|-?[0-9]{1,3})\s{0,40},\s{0,40}){15,63}(?:0x[0-9A-Fa-f]{1,2}|-?[0-9]{1,3}))(?=,?\s{0,40}[}\])])/y;

/** `byte[] aesKey = new byte[] { 208, 125, … }`, `uint8_t aes_key[16] = { 0x03, 0xd0, … }`; none that counts up or repeats itself. */
export function findKeyBytes(text: string, at: number, nameClass: NameClass, report: Report): boolean {
  if (nameClass === "weak" || !announcesSecret(nameClass)) return false;
  KEY_BYTES.lastIndex = at;
  const bytes = KEY_BYTES.exec(text)?.[1];
  if (bytes === undefined) return false;
  const numbers = (bytes.match(/-?\w+/g) ?? []).map(Number);
  if (!areKeyBytes(numbers)) return false;
  report({
    start: KEY_BYTES.lastIndex - bytes.length,
    end: KEY_BYTES.lastIndex,
    kind: "private-key",
    weight: WEIGHT.context,
  });
  return true;
}

/** Characters by their numbers: `bytes([67, 48, …])`, `String.fromCharCode(67, 48, …)`, `chr(67) + chr(48) + …`. */
const CODES =
  /[=:>]{0,2}[ \t]{0,4}(?:new )?(?:[\w.]{1,24}\(){0,1}\[?\s{0,20}((?:(?:chr|Chr|CHR)?\(?[0-9]{2,3}\)?\s{0,4}(?:[,.+&]|\|\|)\s{0,4}(?:(?:chr|Chr|CHR)\()?){5,64}[0-9]{2,3})/y;

/** Reports numbers that stand for a text which is secret under a name. */
function findCodes(text: string, at: number, name: string, nameClass: SecretClass, report: Report): boolean {
  CODES.lastIndex = at;
  const codes = CODES.exec(text)?.[1];
  if (codes === undefined) return false;
  const numbers = (codes.match(/[0-9]+/g) ?? []).map(Number);
  if (numbers.some((code) => code < 0x21 || code > 0x7e)) return false;
  const end = CODES.lastIndex;
  const value = literalValue(end - codes.length, String.fromCharCode(...numbers));
  if (!looksSecret(name, nameClass, value)) return false;
  reportNamed(report, nameClass, { start: value.start, end });
  return true;
}

/** Reports all strings of a list that is joined to one. */
function findJoined(text: string, at: number, name: string, nameClass: SecretClass, report: Report): void {
  JOINED.lastIndex = at;
  const match = JOINED.exec(text);
  // Several of one kind: `secret: ["new", "old"]`.
  if (match === null || match[5] === undefined || match[5] === ";") findInList(text, at, `${name}s`, report);
  const [whole = "", before, perl, strings = "", after] = match ?? [];
  if (match === null || (before === undefined && perl === undefined && !after?.startsWith(".join"))) return;
  const start = at + whole.lastIndexOf(strings) + 1;
  const end = start + strings.trimEnd().replace(/,$/, "").length - 2;
  const all = strings.replace(/["',\s]+/g, "");
  if (looksSecret(name, nameClass, literalValue(start, all))) reportNamed(report, nameClass, { start, end });
}

/** A set or a list of some language, without the bracket of its own, if it has one. */
const COLLECTION =
  /[ \t]{0,4}(?:(?:new )?(?:frozenset|[sS]et|HashSet|[sS]et[oO]f|[lL]istOf|tuple|list|(?:Immutable)?(?:Set|List)\.of|Arrays\.asList|Set\.new)(?:<\w{0,20}>)?\(|map\[string\](?:bool|struct\{\})|\[[0-9.]{0,3}\]string(?=\{))/y;
const LIST = new RegExp(
  `(?:[=:>]{1,2}[ \\t]{0,4}\\[|=[ \\t]{0,4}[({]|[=:]{1,2}${COLLECTION.source}[[({]?)\\s{0,80}(?:[0-9]{1,6}→\\s{0,80})?(?=["'])`,
  "y",
);
/** In a set of Go, and in one of an object, each has a value that says no more. */
const ITEM =
  /["']([^"'\n]{1,400})["'](?!\s?(?:=>|:(?!\s?(?:true|1|\{\}|struct\{\}\{\})[,}\s])))(?:\s?:[^,\n]{1,12}(?=,|\}\s|\}$))?\s{0,80}(?:,\s{0,80}(?:[0-9]{1,6}→\s{0,80})?(?=["']))?/y;
const MAX_ITEMS = 20;

/** `keys = ["…", "…"]`: each is judged by the name of one. */
function findInList(text: string, at: number, name: string, report: Report): void {
  LIST.lastIndex = at;
  if (!LIST.test(text)) return;
  const one = /^keys$/i.test(name) ? name : name.slice(0, -1);
  const nameClass = classifyName(one);
  if (!announcesSecret(nameClass)) return;
  ITEM.lastIndex = LIST.lastIndex;
  for (let count = 0; count < MAX_ITEMS; count++) {
    const start = ITEM.lastIndex + 1;
    const item = ITEM.exec(text)?.[1];
    if (item === undefined) return;
    // Lists of names of secrets are as frequent.
    const isName = item.length < 8 || !/[0-9]/.test(item) ||
      /^(?:[A-Z][A-Z0-9_]*|[a-z]\w*(?:\.[a-z]\w*)+)$/.test(item);
    if (!isName && looksSecret(one, nameClass, literalValue(start, item))) {
      reportNamed(report, nameClass, { start, end: start + item.length });
    }
  }
}

function endOfBytes(text: string, start: number): number | undefined {
  BYTES.lastIndex = start;
  const bytes = BYTES.exec(text)?.[0];
  return bytes === undefined ? undefined : start + bytes.length;
}

function endOfStrings(text: string, start: number): number | undefined {
  STRING.lastIndex = start;
  const first = STRING.exec(text)?.[0];
  if (first === undefined) return undefined;
  const { areJoined, pieces } = piecesAfter(text, start + first.length);
  return areJoined ? pieces.at(-1)?.end : start + first.length;
}
