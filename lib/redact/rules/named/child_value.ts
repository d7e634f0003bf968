/**
 * Values one level below the name that announces a secret: `apiKey: { mainnet: "…" }`, `"adminPassword": {"value": "…"}`,
 * a parameter of CloudFormation with its `Default: …`.
 */
import type { Report } from "../../finding.ts";
import { type AssignedValue, endOfValue, literalValue, noEnds, valueAt } from "./assigned_value.ts";
import { isChosenStrictly } from "../judgement/given_value.ts";
import { isChosenWords } from "../judgement/chosen_words.ts";
import { findLoginList } from "../lists/login_list.ts";
import { looksLikePlaceholder } from "../judgement/placeholder.ts";
import { looksRandom } from "../judgement/random_value.ts";
import { reportNamed } from "../report.ts";
import { mayEndSecretName } from "../judgement/secret_ending.ts";
import { announcesSecret, classifyName, type SecretClass } from "../judgement/secret_name.ts";
import { looksSecret } from "../judgement/secret_value.ts";

const MAX_CHILDREN = 12;
const MAX_NAME_CHARACTERS = 80;

/** What is below a name: one secret with what is said about it, or several of them by names. */
interface Parent {
  readonly name: string;
  readonly nameClass: SecretClass;
  readonly isPlural: boolean;
}

/** Looks at what stands below a name; called at the separator behind it. */
export function findBelowName(text: string, at: number, report: Report): void {
  const open = openingAfter(text, at);
  if (open === undefined) return;
  findLoginList(text, at, report);
  const parent = parentBefore(text, at);
  if (parent === undefined) return;
  const code = text.charCodeAt(open);
  if (code === 0x5b) { // [
    const isBare = text.charCodeAt(at) === 0x3a && /[^\s"'\\[{]/.test(text.charAt(open + 1));
    if (parent.isPlural) findInList(text, open + 1, isBare ? BARE_ITEM : LIST_ITEM, parent, report);
    findInItems(text, open + 1, ITEM_IN_BRACES, parent, report);
  } else if (code === 0x7b) findInBraces(text, open + 1, parent, report);
  else {
    findInList(text, open, DASHED_ITEM, parent, report);
    findInItems(text, open, ITEM_ON_LINES, parent, report);
    findInLines(text, at, open, parent, report);
  }
}

/** The `{`, the `[` or the line end that follows a separator. */
function openingAfter(text: string, at: number): number | undefined {
  let place = at + 1;
  if (text.charCodeAt(place) === 0x3e) place++; // =>
  while (place < at + 4 && text.charCodeAt(place) === 0x20) place++;
  const code = text.charCodeAt(place);
  if (code === 0x7b || code === 0x5b) return place;
  // `LLM_KEYS='{"mistral": "…"}'`
  if ((code === 0x27 || code === 0x22) && text.charCodeAt(place + 1) === 0x7b) return place + 1;
  return (code === 0x0a || code === 0x0d) && text.charCodeAt(at) === 0x3a ? place : undefined;
}

const NAME = /([A-Za-z_][A-Za-z0-9_.-]{1,79})\\{0,2}["'\]]{0,2} ?$/;

function parentBefore(text: string, at: number): Parent | undefined {
  let end = at;
  while (end > at - 4 && /["'\] \\]/.test(text.charAt(end - 1))) end--;
  if (!mayEndSecretName(text, end)) return undefined;
  const whole = NAME.exec(text.slice(Math.max(0, at - MAX_NAME_CHARACTERS - 20), at))?.[1];
  if (whole === undefined) return undefined;
  const isPlural = /[a-z]s$|[A-Z]S$/.test(whole) && !/pass$/i.test(whole);
  const name = isPlural ? whole.slice(0, -1) : whole;
  const nameClass = classifyName(name);
  if (whole === "keys") return LIVEKIT;
  if (/(?:github|gitlab|bitbucket)-oauth$/.test(whole)) return COMPOSER;
  return announcesSecret(nameClass) ? { name, nameClass, isPlural } : undefined;
}

/** Below `github-oauth` stand hosts with their tokens. */
const COMPOSER: Parent = { name: "oauth_token", nameClass: "token", isPlural: true };

/** Below `keys` stand many things: of LiveKit the names of keys with the secrets. */
const LIVEKIT: Parent = { name: "api_key", nameClass: "token", isPlural: true };
const LIVEKIT_KEY = /^API[A-Za-z0-9]{8,20}$/;

const CHILD =
  /[\s,]{0,80}(?:[0-9]{1,6}→[ \t]{0,60})?\\{0,15}["']?([A-Za-z_][A-Za-z0-9_.-]{0,59})\\{0,15}["']?[ \t]{0,4}(?:=>|[:=])/y;

const CLOSING = /[\s,]{0,80}\}[\s,}]{0,160}/y;
const DEEPER = /[ \t]{0,4}\{/y;
const MAX_DEPTH = 3;

function findInBraces(text: string, start: number, parent: Parent, report: Report): void {
  CHILD.lastIndex = start;
  let depth = 0;
  for (let count = 0; count < MAX_CHILDREN; count++) {
    CLOSING.lastIndex = CHILD.lastIndex;
    const closing = depth > 0 ? CLOSING.exec(text)?.[0] : undefined;
    if (closing !== undefined) {
      depth -= closing.replace(/[^}]+/g, "").length;
      if (depth < 0) return;
      CHILD.lastIndex = CLOSING.lastIndex;
    }
    const key = CHILD.exec(text)?.[1];
    if (key === undefined) return;
    DEEPER.lastIndex = CHILD.lastIndex;
    // Below a plural the keys may say where, and those below them whose: `SECRETS = { prod: { db: "…" } }`.
    if (parent.isPlural && depth < MAX_DEPTH && DEEPER.test(text)) {
      depth++;
      CHILD.lastIndex = DEEPER.lastIndex;
      continue;
    }
    const value = valueAt(text, CHILD.lastIndex);
    if (value === undefined) return;
    // Further below stands code, unless it is in quotes.
    if (depth === 0 || value.terminator !== "") judge(text, parent, key, value, report);
    CHILD.lastIndex = value.start + value.text.length + value.terminator.length;
  }
}

/** Below a plural, in braces without a sign before: `tokens { agent = "…" }` of HCL. */
export function findInBlock(text: string, start: number, name: string, report: Report): void {
  const nameClass = classifyName(name);
  if (announcesSecret(nameClass)) findInBraces(text, start, { name, nameClass, isPlural: true }, report);
}

/** Below the head of a section: `[secrets]` of TOML. */
export function findInSection(text: string, start: number, name: string, report: Report): void {
  const nameClass = classifyName(name);
  if (!announcesSecret(nameClass)) return;
  SETTING.lastIndex = start;
  for (let count = 0; count < MAX_CHILDREN; count++) {
    const key = SETTING.exec(text)?.[1];
    if (key === undefined) return;
    const value = valueAt(text, SETTING.lastIndex);
    if (value === undefined) return;
    judge(text, { name, nameClass, isPlural: true }, key, value, report);
    SETTING.lastIndex = value.start + value.text.length + value.terminator.length;
  }
}

/** A line of a section, behind remarks. */
const SETTING =
  /[^\n[]{0,200}(?:\r?\n(?:[ \t]{0,12}[0-9]{1,6}→)?[+-]?[ \t]{0,20}#[^\n]{0,160}){0,3}\r?\n(?:[ \t]{0,12}[0-9]{1,6}→)?[+-]?[ \t]{0,20}["']?([A-Za-z_][A-Za-z0-9_.-]{0,59})["']?[ \t]{0,8}=/y;

/** Hashes, addresses of wallets and recipients stand below `keys` as well, and names of things. */
function isKeyOfList(value: string): boolean {
  return /^(?=[^A-Z]*[A-Z])(?=[^a-z]*[a-z])(?=(?:[^0-9]*[0-9]){2})[A-Za-z0-9+/_-]{24,128}={0,2}$/.test(
    value,
  ) &&
    !/^(?:[1-9A-HJ-NP-Za-km-z]{43,44}|AAAA[A-Z].*|0x.*|[^/]*(?:\/[^/]*){2,})$/.test(value) &&
    looksRandom(value) && !looksLikePlaceholder(value);
}

const LIST_ITEM = /[\s,]{0,80}(?:[0-9]{1,6}→[ \t]{0,60})?(\\{0,3}["'])([^"'\\\n]{1,512})\1/y;

/** `-1.5e+22`: tokens of texts are numbered. */
const NUMBER = /^[0-9.eE+-]+$/;

/** YAML's, without quotes; what code lists so are names. */
const BARE_ITEM = /[ \t,]{0,8}()([^\s"'`,;:()[\]{}$<>]{1,512})(?=[ \t]{0,4}[,\]])/y;
const DASHED_ITEM =
  /(?:\r?\n(?:[ \t]{0,12}[0-9]{1,6}→)?[+-]?[ \t]{0,40}#[^\n]{0,160}){0,3}?\r?\n(?:[ \t]{0,12}[0-9]{1,6}→)?[+-]?[ \t]{0,40}- (["']?)([^\s"'#:{}[\]]{1,512})\1(?=[ \t]{0,8}(?:#[^\n]{0,80})?(?:\r?\n|$))/y;

/** Without names: `tokens: ["…", "…"]`, or a line for each, below `password:` as well. */
function findInList(text: string, start: number, item: RegExp, parent: Parent, report: Report): void {
  const { name, nameClass } = parent;
  item.lastIndex = start;
  for (let count = 0; count < MAX_CHILDREN; count++) {
    const [, quote = "", value = ""] = item.exec(text) ?? [];
    if (value === "") return;
    if (item === BARE_ITEM && NUMBER.test(value)) continue;
    const end = item.lastIndex - quote.length;
    const literal = literalValue(end - value.length, value);
    if (parent === LIVEKIT ? isKeyOfList(value) : isSecretOfOne(name, nameClass, literal, true)) {
      reportNamed(report, nameClass, { start: end - value.length, end });
    }
  }
}

/** The value of an item that has a name, and up to three other fields between. */
const ITEM_IN_BRACES =
  /[\s,]{0,80}\{\s{0,40}\\{0,15}["']?(?:name|key|id|label)\\{0,15}["']?\s?[:=]\s?\\{0,15}["'][^"'\\\n]{1,80}\\{0,15}["'],\s{0,40}(?:\\{0,15}["']?\w{1,30}\\{0,15}["']?\s?[:=]\s?\\{0,15}["'][^"'\\\n]{0,80}\\{0,15}["'],\s{0,40}){0,3}\\{0,15}["']?value\\{0,15}["']?\s?[:=]/y;
const ITEM_ON_LINES =
  /\r?\n(?:[ \t]{0,12}[0-9]{1,6}→)?[+-]?[ \t]{0,40}- (?:name|key|id|label): [^\n]{1,80}\n(?:(?:[ \t]{0,12}[0-9]{1,6}→)?[+-]?[ \t]{1,40}\w{1,30}: [^\n]{1,80}\n){0,3}?(?:[ \t]{0,12}[0-9]{1,6}→)?[+-]?[ \t]{1,40}value:/y;

/** `secrets:\n  - name: db\n    value: …`, `"secrets": [{"name": "db", "value": "…"}]` */
function findInItems(text: string, start: number, item: RegExp, parent: Parent, report: Report): void {
  const { name, nameClass, isPlural } = parent;
  if (!isPlural || nameClass === "weak") return;
  item.lastIndex = start;
  for (let count = 0; count < MAX_CHILDREN && item.test(text); count++) {
    const value = valueAt(text, item.lastIndex);
    if (value === undefined) return;
    const end = value.start + value.text.length;
    if (isSecretOfOne(name, nameClass, literalValue(value.start, value.text), isPlural)) {
      reportNamed(report, nameClass, { start: value.start, end });
    }
    const rest = /["'\\]{0,16}\s{0,40}\}?/y;
    rest.lastIndex = end;
    item.lastIndex = end +
      (item === ITEM_IN_BRACES ? rest.exec(text)?.[0].length ?? 0 : value.terminator.length);
  }
}

const INDENTATION = /(?:[ \t]{0,12}[0-9]{1,6}→)?[+-]?([ \t-]*)/y;
const LINE =
  /\r?\n(?:[ \t]{0,12}[0-9]{1,6}→)?[+-]?([ \t]{1,40})["']?([A-Za-z_][A-Za-z0-9_.-]{0,59})["']?[ \t]{0,4}:(?=[ \t])/y;

/** The lines of YAML that are indented more than the name's. */
function findInLines(text: string, at: number, lineEnd: number, parent: Parent, report: Report): void {
  const head = text.slice(Math.max(0, at - MAX_NAME_CHARACTERS - 40), at);
  INDENTATION.lastIndex = head.lastIndexOf("\n") + 1;
  const column = INDENTATION.exec(head)?.[1]?.length ?? 0;
  LINE.lastIndex = lineEnd;
  for (let count = 0; count < MAX_CHILDREN; count++) {
    const [, indentation = "", key] = LINE.exec(text) ?? [];
    if (key === undefined || indentation.length <= column) return;
    const value = valueAt(text, LINE.lastIndex);
    if (value === undefined) return;
    judge(text, parent, key, value, report);
    const next = text.slice(value.start, value.start + MAX_LINE_CHARACTERS).search(/\r?\n/);
    if (next === -1) return;
    LINE.lastIndex = value.start + next;
  }
}

const MAX_LINE_CHARACTERS = 600;

/** Hold the very value, or one of those in several places. */
const OWN_KEY =
  /^(?:default|value|plain|S|(?:string|secret|plain|clear)_?(?:value|text|data)|(?:default|plain|string|current|initial|actual)_?(?:value|text)|live|prod|production|stag(?:e|ing)|dev|development|test|main|primary|secondary|old|new|current)$/i;

/** Hold it, or a text about it. */
const TEXT_KEY = /^(?:data|text|string|content|raw)$/i;

/** Say something about it, or name it. */
const OTHER_KEY =
  /(?:^|[_.-]|user|client|key|app|project|tenant|secret|account|object|token)id$|(?:^|[a-z_.-])(?:name|type|kind|data|hash|digest|sha[0-9]*|checksum|fingerprint|version|ref|path|file|url|uri|arn|host|issuer|kid|integrity|resolved|etag|description|label|pattern|format|created|updated|expires?|date|at|user|email|algorithm|public)(?:_?key|_?id|_?at|_?on)?$/i;

function judge(
  text: string,
  parent: Parent,
  key: string,
  value: AssignedValue,
  report: Report,
): void {
  const { name, nameClass, isPlural } = parent;
  if (parent === LIVEKIT && !LIVEKIT_KEY.test(key)) return;
  // Those that tell of a secret themselves are judged where they stand.
  const isOwn = OWN_KEY.test(key) ||
    (TEXT_KEY.test(key) && (isChosenStrictly(value.text) || isChosenWords(value.text)));
  // Below `secrets` a name of something that machines make may hold what people chose.
  const isNamed = announcesSecret(classifyName(key)) && !(isPlural && nameClass === "password");
  if (!isOwn && (OTHER_KEY.test(key) || isNamed)) return;
  if (!(isOwn ? looksSecret(name, nameClass, value) : isSecretOfOne(name, nameClass, value, isPlural))) {
    return;
  }
  reportNamed(report, nameClass, { start: value.start, end: endOfValue(text, value, name, noEnds()) });
}

/** Below `tokens`, `passwords` and `apiKey` the keys say whose or what for. */
function isSecretOfOne(
  name: string,
  nameClass: SecretClass,
  value: AssignedValue,
  isPlural: boolean,
): boolean {
  if (nameClass === "password") {
    return isPlural && (isChosenStrictly(value.text) || isChosenWords(value.text)) &&
      looksSecret(name, nameClass, value);
  }
  return value.text.length >= 16 && !/^[-+0-9.eE]+$/.test(value.text) &&
    /^[A-Za-z0-9+/=_.~:-]+$/.test(value.text) && looksRandom(value.text) &&
    !looksLikePlaceholder(value.text) && looksSecret(name, nameClass, value);
}
