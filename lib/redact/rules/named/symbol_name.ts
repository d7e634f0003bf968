/** Symbols of Ruby that begin their line in YAML: `:acme_key: …` */
import { classifyName } from "../judgement/secret_name.ts";

const BEGINS_LINE = /(?:^|\n)(?:[ \t]{0,12}[0-9]{1,6}→)?[+-]?:$/;

/** The name of one that begins at a place: RubyGems keeps the keys of further hosts under any name. */
export function nameOfSymbol(text: string, start: number, name: string): string {
  const isOfHost = /_key$/.test(name) && classifyName(name) === "weak" &&
    BEGINS_LINE.test(text.slice(Math.max(0, start - 24), start));
  return isOfHost ? name.replace(/_key$/, "_api_key") : name;
}
