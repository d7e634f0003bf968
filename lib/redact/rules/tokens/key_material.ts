/** Keys in forms of their own: PuTTY's, Vault's, WireGuard's, and PEM once more encoded. */
import { type Report, WEIGHT } from "../../finding.ts";
import { decodeBase64 } from "../judgement/base64_text.ts";
import type { Keyword } from "../keyword.ts";
import { looksLikePlaceholder } from "../judgement/placeholder.ts";
import { lineAround, nextLine, type ShownLine } from "../shown_lines.ts";

const PRIVATE_LINES = /Private-Lines: ([0-9]{1,4})(?![0-9])/y;

/** `Private-Lines: n` of PuTTY's format and the `n` lines below it. */
export function findPuttyKey(text: string, at: number, report: Report): void {
  PRIVATE_LINES.lastIndex = at;
  const count = Number(PRIVATE_LINES.exec(text)?.[1] ?? 0);
  const head = lineAround(text, at);
  const first = head === undefined ? undefined : nextLine(text, head);
  let last: ShownLine | undefined;
  for (
    let line = first, index = 0;
    line !== undefined && index < count;
    line = nextLine(text, line), index++
  ) {
    if (!/^[A-Za-z0-9+/]{1,80}={0,2}$/.test(text.slice(line.content, line.end))) break;
    last = line;
  }
  if (first === undefined || last === undefined) return;
  report({ start: startOfContent(text, first), end: last.end, kind: "private-key", weight: WEIGHT.format });
}

/** A `+` at the beginning is base64 rather than a diff's sign. */
function startOfContent(text: string, { start, content }: ShownLine): number {
  let first = content;
  while (first > start && text.charAt(first - 1) === "+") first--;
  return first;
}

const UNSEAL_KEY =
  /(?<=(?:Unseal|Recovery) )Key (?:Share )?[0-9]{1,3}(?: \([^)\n]{1,20}\))?: {1,4}([A-Za-z0-9+/]{40,88}={0,2})(?![A-Za-z0-9+/=])/y;

/** `Unseal Key 1: …` of `vault operator init`. */
export function findUnsealKey(text: string, at: number, report: Report): void {
  UNSEAL_KEY.lastIndex = at;
  reportGroup(UNSEAL_KEY.exec(text), at, "vault-unseal-key", report);
}

const WIREGUARD_KEY =
  /(?:PrivateKey|PresharedKey)[ \t]{0,8}[=:][ \t]{0,8}["']?([A-Za-z0-9+/]{43}=)(?![A-Za-z0-9+/=])/y;

/** `PrivateKey = …` of WireGuard, also where the key begins with `/`, which other values with such names are paths for. */
export function findWireguardKey(text: string, at: number, report: Report): void {
  WIREGUARD_KEY.lastIndex = at;
  reportGroup(WIREGUARD_KEY.exec(text), at, "wireguard-key", report);
}

const HEX_LINE =
  /[ \t]{0,8}\r?\n(?:[ \t]{0,12}[0-9]{1,6}→)?[ \t]{2,16}((?:[0-9a-f]{2}:){2,32}(?:[0-9a-f]{2})?|[0-9a-f]{2}(?=[ \t]*(?:\r?\n|$)))/y;

/** Keys of 16,384 bits have fewer lines. */
const MAX_HEX_LINES = 160;
const MIN_KEY_CHARACTERS = 40;

/** `priv:` and other private members as `openssl … -text` shows them, in lines of hexadecimal digits with colons. */
function findShownKey(text: string, at: number, report: Report): void {
  let start = 0;
  let end = 0;
  HEX_LINE.lastIndex = text.indexOf(":", at) + 1;
  for (let count = 0; count < MAX_HEX_LINES; count++) {
    const digits = HEX_LINE.exec(text)?.[1];
    if (digits === undefined) break;
    end = HEX_LINE.lastIndex;
    if (start === 0) start = end - digits.length;
  }
  if (end - start < MIN_KEY_CHARACTERS) return;
  report({ start, end, kind: "private-key", weight: WEIGHT.format });
}

/** The names of such members. */
export const SHOWN_KEY_KEYWORDS: readonly Keyword[] = [
  "priv:",
  "privateExponent:",
  "prime1:",
  "prime2:",
  "exponent1:",
  "exponent2:",
  "coefficient:",
].map((keyword) => ({ keyword, visit: findShownKey }));

const MEMBER =
  /(?:<|&lt;)(P|Q|DP|DQ|InverseQ|D)(?:>|&gt;)\s{0,40}([A-Za-z0-9+/\s]{20,2000}={0,2})\s{0,40}(?:<|&lt;)\//g;

/** Longest key of .NET in XML. */
const MAX_KEY_CHARACTERS = 6_000;

/** Finds the private members of `<RSAKeyValue>`, told by one that no public key has. */
export function createRsaKeyFinder(text: string, report: Report): (at: number) => void {
  let covered = 0;
  return (at) => {
    if (at < covered) return;
    const from = Math.max(covered, at - MAX_KEY_CHARACTERS);
    const start = Math.max(from, text.slice(from, at).lastIndexOf("RSAKeyValue") + from);
    const window = text.slice(start, at + MAX_KEY_CHARACTERS);
    const end = window.indexOf("/RSAKeyValue");
    const members = window.slice(0, end === -1 ? undefined : end);
    covered = start + members.length;
    for (const { index, 0: whole, 2: value = "" } of members.matchAll(MEMBER)) {
      const first = start + index + whole.indexOf(value);
      report({ start: first, end: first + value.length, kind: "private-key", weight: WEIGHT.format });
    }
  };
}

function reportGroup(match: RegExpExecArray | null, at: number, kind: string, report: Report): void {
  const secret = match?.[1];
  if (match === null || secret === undefined || looksLikePlaceholder(secret)) return;
  const end = at + match[0].length;
  report({ start: end - secret.length, end, kind, weight: WEIGHT.format });
}

/** Longest key in base64 that is decoded. */
const MAX_ENCODED_CHARACTERS = 1 << 16;

/** True for base64 of a PEM block of a private key. */
export function holdsPrivateKey(base64: string): boolean {
  const whole = base64.slice(0, MAX_ENCODED_CHARACTERS).replace(/=+$/, "");
  const text = decodeBase64(whole.slice(0, whole.length - whole.length % 4));
  return text !== undefined && /BEGIN[ A-Z0-9]{0,40}PRIVATE KEY/.test(text);
}
