/**
 * Values that stand beside the name of a secret in a syntax without `=` or `:` between: attributes and elements, dumps of PHP,
 * pairs, cells of a row, values of the registry. Looked at from the noun that ends the name; what follows it tells which.
 */
import type { Report } from "../../finding.ts";
import {
  findDirective,
  findInColumns,
  findInParameters,
  findInRegistry,
  findInRow,
  findWithLeader,
  isBar,
  isLeader,
} from "./beside_column.ts";
import {
  findAtPath,
  findDeclared,
  findInArray,
  findInBlockOfRuby,
  findInInitializer,
  findInProperty,
  findInTuple,
  findKeyword,
  findOnNextLine,
  findReturned,
} from "./beside_declaration.ts";
import { findInEscaped, isEscapedSign } from "./beside_escape.ts";
import { findBehindQuote, findInNextElement } from "./beside_quote.ts";
import { findInMap } from "../lists/key_map.ts";
import { findComparedByWord, findComparedFirst, findEvaluated } from "./compared_value.ts";
import { findListedPairs } from "../lists/listed_pairs.ts";
import { headOf, isLetter } from "./name_before.ts";
import { findDefault, findOffered } from "../commands/prompted_value.ts";
import { endOfFileName, findWritten } from "../commands/named_file.ts";
import { findSecretWord } from "../programs/own_syntax.ts";
import { findInSelectedRows } from "../lists/selected_rows.ts";
import { findBehindUnderscore, findSecretId } from "./suffixed_noun.ts";
import { findBelowAligned } from "../lists/table.ts";

const SPACE = 0x20;

/** Looks at what follows a noun that ends at a place. */
export function findBesideNoun(text: string, end: number, report: Report): void {
  const code = text.charCodeAt(end);
  if (code === 0x5f) findBehindUnderscore(text, end, report); // _
  else if (code === 0x26 || (code === 0x5c && isEscapedSign(text, end))) findInEscaped(text, end, report); // &
  else if (code === 0x22 || code === 0x27 || code === 0x5c) findBehindQuote(text, end, report);
  else if (code === 0x3c) findInNextElement(text, end, end, report);
  else if (code === 0x3a && text.charCodeAt(end + 1) === 0x3c) findInNextElement(text, end, end + 1, report); // :<
  else if (code === 0x3a && isBracket(text.charCodeAt(end + 2))) findDefault(text, end, report);
  else if (code === SPACE || code === 0x09) findBehindSpace(text, end, report);
  else if (code === 0x5d) findAtPath(text, end, report); // ]
  else if (isLeader(text, end)) findWithLeader(text, end, end, report);
  else if (code === 0x2e) findInNamedFile(text, end, report); // .
  else if (code === 0x2c) { // ,
    findInTuple(text, end, report);
    findInSelectedRows(text, end, report);
  } else if (code === 0x5b) findInArray(text, end, report); // [
  else if (code === 0x7b) findInInitializer(text, end, report); // {
  else if (code === 0x28) { // (
    findReturned(text, end, report);
    findInInitializer(text, end, report);
  } else if (code === 0x3b) findComparedFirst(text, end, report); // ;
  else if (code === 0x29) { // )
    if (!findInBlockOfRuby(text, end, report)) findComparedFirst(text, end, report);
  } else if (code === 0x0a || code === 0x0d || end === text.length) {
    findEvaluated(text, end, report);
    findOnNextLine(text, end, report);
    findComparedFirst(text, end, report);
    findListedPairs(text, end, report);
    findBelowAligned(text, end, report);
  }
}

/** `(`, `[` */
function isBracket(code: number): boolean {
  return code === 0x28 || code === 0x5b;
}

/** The first characters of operators: `-eq`, `eq`, `ne`, `<>`, `~=`, `/=`. */
function mayCompare(code: number): boolean {
  return code === 0x2d || code === 0x65 || code === 0x6e || code === 0x3c || code === 0x7e || code === 0x2f;
}

function findInNamedFile(text: string, end: number, report: Report): void {
  const nameEnd = endOfFileName(text, end);
  if (nameEnd === undefined || findWritten(text, end, nameEnd, report)) return;
  findInNextElement(text, end, nameEnd, report);
}

const GAP = /[ \t]{1,60}/y;

/** What follows a column's name in a query, and in the table's own statement. */
const OF_COLUMN = /^(?:from |FROM |text|TEXT|varc|VARC|char|CHAR)/;

function findBehindSpace(text: string, end: number, report: Report): void {
  GAP.lastIndex = end;
  const gap = GAP.exec(text)?.[0] ?? "";
  const at = end + gap.length;
  const code = text.charCodeAt(at);
  if (code === 0x7c || isBar(code)) return findInRow(text, end, at, report);
  if (code === 0x2e || isLeader(text, at)) return findWithLeader(text, end, at, report); // .
  if (text.startsWith("REG_", at)) return findInRegistry(text, end, at, report);
  if (text.startsWith("SecureString", at)) return findInParameters(text, at, report);
  if (text.startsWith("ID", at)) return findSecretId(text, at, report);
  if (isLetter(code) && OF_COLUMN.test(text.slice(at, at + 6))) findInSelectedRows(text, end, report);
  if (mayCompare(code) && findComparedByWord(text, end, at, report)) return;
  if (isLetter(code) && findDeclared(text, end, at, report)) return;
  if (code === 0x7b) { // {
    if (findInBlockOfRuby(text, end, report)) return;
    findInProperty(text, end, at, report);
    return findOnNextLine(text, end, report);
  }
  if (code === 0x24 && text.charCodeAt(at + 1) > 0x40) return findInMap(text, headOf(text, end), at, report);
  if (code === 0x24 || (gap === " " && code >= 0x30 && code <= 0x39)) {
    return findSecretWord(text, end - "ecret".length, report); // $
  }
  if (isBracket(code) || (code === 0x3d && isBracket(text.charCodeAt(at + 2)))) { // =
    return findOffered(text, end, report);
  }
  if (code === 0x22 && gap === " ") return findKeyword(text, end, at, report);
  if (gap.length >= 2 || gap === "\t") findInColumns(text, end, at, report);
  else findDirective(text, end, at, report);
}
