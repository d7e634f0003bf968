/** JSON Web Keys (RFC 7517, 7518): the private members of one; the public ones stay. */
import { type Report, WEIGHT } from "../../finding.ts";
import { membersAround } from "../named/json_members.ts";

/** A private RSA key of 8,192 bits has 7,000 characters. */
const MAX_KEY_CHARACTERS = 8_000;

const KEY_TYPE = /kty(\\{0,15}["']|)\s{0,4}:\s{0,4}(\\{0,15}["'])(?:RSA|EC|OKP|oct)/y;
const PRIVATE = new Set(["d", "p", "q", "dp", "dq", "qi", "k"]);

/** Finds them at the letters `kty`. */
export function createWebKeyFinder(text: string, report: Report): (at: number) => void {
  let covered = 0;
  return (at) => {
    if (at < covered) return;
    KEY_TYPE.lastIndex = at;
    const match = KEY_TYPE.exec(text);
    if (match === null) return;
    const [, keyQuote = "", quote = ""] = match;
    const { members, end } = membersAround(text, at - keyQuote.length, quote, {
      from: Math.max(covered, at - MAX_KEY_CHARACTERS),
      to: at + MAX_KEY_CHARACTERS,
    });
    covered = end;
    for (const { key, start, end, isText } of members) {
      if (!isText || !PRIVATE.has(key) || !/^[A-Za-z0-9_-]{16,}={0,2}$/.test(text.slice(start, end))) {
        continue;
      }
      report({ start, end, kind: "jwk", weight: WEIGHT.format });
    }
  };
}
