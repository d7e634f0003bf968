/** Members of JSON with a number: `"pin": 4711`. The rules of prose know `pin: 4711`, not brackets and quotes around it. */
import { scanEach } from "../batch.ts";
import type { Finding } from "../finding.ts";
import type { Scanner } from "../scanner.ts";

/** The end of a key and a number of at least four digits: fewer are no secret. */
const NUMBER = /":\s{0,4}([0-9]{4,32})(?![0-9A-Za-z.+-])/g;

const MAX_NAME_CHARACTERS = 64;

/** Stands for any number where a name is judged: no year, no placeholder, as long as codes are, and not looked for elsewhere. */
const ANY_NUMBER = "48394839";

const SEPARATOR = ": ";

interface NumberMember {
  readonly name: string;
  readonly number: string;
  /** Where the number stands in the document. */
  readonly start: number;
}

/** The numbers of a document that are secret as `name: number` in plain text. Names are judged once, and few name a secret. */
export function findNumberMembers(json: string, scan: Scanner): Finding[] {
  const members = numberMembers(json);
  if (members.length === 0) return [];
  const names = [...new Set(members.map(({ name }) => name))];
  const judged = inLines(names.map((name) => ({ name, number: ANY_NUMBER })), scan);
  const telling = new Set(names.filter((_, index) => judged[index] !== undefined));
  if (telling.size === 0) return [];
  const named = members.filter(({ name }) => telling.has(name));
  const found = inLines(named, scan);
  return named.flatMap(({ number, start }, index) => {
    const finding = found[index];
    return finding === undefined ? [] : [{ ...finding, start, end: start + number.length }];
  });
}

function numberMembers(json: string): NumberMember[] {
  const members: NumberMember[] = [];
  NUMBER.lastIndex = 0;
  for (let match = NUMBER.exec(json); match !== null; match = NUMBER.exec(json)) {
    const [whole, number = ""] = match;
    const open = json.lastIndexOf('"', match.index - 1);
    const name = json.slice(open + 1, match.index);
    if (open === -1 || name === "" || name.length > MAX_NAME_CHARACTERS || name.includes("\\")) continue;
    members.push({ name, number, start: match.index + whole.length - number.length });
  }
  return members;
}

/** For each member what makes its number a secret, in a line of its own. */
function inLines(
  members: readonly Pick<NumberMember, "name" | "number">[],
  scan: Scanner,
): (Finding | undefined)[] {
  const lines = members.map(({ name, number }) => name + SEPARATOR + number);
  return scanEach(lines, scan).map((findings, index) => {
    const start = (members[index]?.name.length ?? 0) + SEPARATOR.length;
    return findings.find((finding) => finding.end > start);
  });
}
