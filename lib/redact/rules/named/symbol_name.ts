/** Names behind a colon: symbols of Ruby that begin their line in YAML (`:acme_key: …`), and keys in sections of .NET (`Jwt:Key`). */
import { classifyName } from "../judgement/secret_name.ts";

const BEGINS_LINE = /(?:^|\n)(?:[ \t]{0,12}[0-9]{1,6}→)?[+-]?:$/;

/** Sections of .NET's settings above a key: `Jwt:Key`, `Auth:JwtSettings:Key` */
const SECTION = /(?:^|[\s"'→])(?:[A-Z]\w{1,40}:){0,3}([A-Z]\w{1,30}?)(?:Settings|Options|Config)?:$/;

/** The name of one that begins at a place: RubyGems keeps the keys of further hosts under any name. */
export function nameOfSymbol(text: string, start: number, name: string): string {
  if (name === "Key") {
    const section = SECTION.exec(text.slice(Math.max(0, start - 120), start))?.[1];
    return section === undefined ? name : `${section}_${name}`;
  }
  const isOfHost = /_key$/.test(name) && classifyName(name) === "weak" &&
    BEGINS_LINE.test(text.slice(Math.max(0, start - 24), start));
  return isOfHost ? name.replace(/_key$/, "_api_key") : name;
}
