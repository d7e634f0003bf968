/** Secrets that are known by the structure around them; all of them are found from an anchor that is rare elsewhere. */
import type { FindingsByRule, Report } from "../finding.ts";
import type { Places } from "../search/places.ts";
import { createRsaKeyFinder, findPuttyKey, findUnsealKey, findWireguardKey } from "./tokens/key_material.ts";
import { createPercentFinder } from "./named/percent_encoded.ts";
import { findPipedBase64 } from "./commands/piped_base64.ts";
import { createTableFinders } from "./lists/table.ts";

type Visit = (at: number) => void;

/** By the numbers of their lists. */
export const STRUCTURE_KINDS = [
  "putty",
  "unsealKeys",
  "wireguard",
  "rsaKeyValue",
  "percent",
  "pipes",
  "tableRules",
  "columnNames",
] as const;

type Kind = typeof STRUCTURE_KINDS[number];

/** Where a rule for a structure is tried. */
interface Anchor {
  readonly keyword: string;
  readonly kind: Kind;
}

const anchors = (kind: Kind, ...keywords: readonly string[]): readonly Anchor[] =>
  keywords.map((keyword) => ({ keyword, kind }));

/** What the search for candidates looks for, several to a kind. */
export const STRUCTURE_ANCHORS: readonly Anchor[] = [
  ...anchors("putty", "Private-Lines: "),
  ...anchors("unsealKeys", "Key "),
  ...anchors("wireguard", "PrivateKey"),
  ...anchors("wireguard", "PresharedKey"),
  ...anchors("rsaKeyValue", "InverseQ>", "InverseQ&gt;", "D></RSAKeyValue", "D&gt;&lt;/RSAKey"),
  ...anchors("percent", "%3D", "%3d", "%3A", "%3a", "%253"),
  ...anchors("pipes", "base64"),
  ...anchors("tableRules", "-+-", "|-", "| -", "|:-", "+--"),
  ...anchors("tableRules", "=+="),
  ...anchors("tableRules", "---  ", "--- ---", "---\n", "---\r"),
  ...anchors("columnNames", "password"),
  ...anchors("columnNames", "token"),
  ...anchors("columnNames", "\tpw", "passwd"),
  ...anchors("columnNames", "Password", "Token", "key,", "key\n", 'key",'),
  ...anchors("columnNames", "key|", "pass|", "secret|", "secret,"),
];

const MAX_WORD_CHARACTERS = 24;

/** True if a separator, a quote or the line's end follows the word: the quick look at what may be a header. */
function endsName(text: string, at: number): boolean {
  for (let end = at; end < at + MAX_WORD_CHARACTERS; end++) {
    const code = text.charCodeAt(end);
    const isWord = (code >= 0x61 && code <= 0x7a) || code === 0x5f || (code >= 0x41 && code <= 0x5a);
    if (isWord) continue;
    if (code === 0x22 && text.charCodeAt(end + 1) === 0x3a) return false; // ": in JSON
    return code === 0x2c || code === 0x7c || code === 0x22 || code === 0x3b || code === 0x09 ||
      code === 0x0a ||
      code === 0x0d ||
      end === text.length;
  }
  return false;
}

/** Finds what structures hold at the places of a text. */
export function createStructureFinder(text: string, findings: FindingsByRule): (places: Places) => void {
  const report = findings.reportOf(0);
  const visits = visitsOf(text, report);
  return ({ structures }) => {
    STRUCTURE_KINDS.forEach((kind, index) => {
      for (const at of structures[index] ?? NOWHERE) visits[kind](at);
    });
  };
}

const NOWHERE: readonly number[] = [];

/** Where tables may have their headers. */
export function tablePlaces({ structures }: Places): (readonly number[] | undefined)[] {
  return [
    structures[STRUCTURE_KINDS.indexOf("tableRules")],
    structures[STRUCTURE_KINDS.indexOf("columnNames")],
  ];
}

/** What is done at the anchors of each kind; anew for each pass over a text, as it may remember where it was. */
function visitsOf(text: string, report: Report): Readonly<Record<Kind, Visit>> {
  const atPlace = (find: (text: string, at: number, report: Report) => void): Visit => (at) =>
    find(text, at, report);
  const { atRule, atColumnName } = createTableFinders(text, report);
  const columnNames: Visit = (at) => {
    if (endsName(text, at)) atColumnName(at);
  };
  return {
    putty: atPlace(findPuttyKey),
    unsealKeys: atPlace(findUnsealKey),
    wireguard: atPlace(findWireguardKey),
    rsaKeyValue: createRsaKeyFinder(text, report),
    percent: createPercentFinder(text, report),
    pipes: atPlace(findPipedBase64),
    tableRules: atRule,
    columnNames,
  };
}
