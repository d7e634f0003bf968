/** Values that stand before the noun: "use … as the password". */
import type { Report } from "../../finding.ts";
import { isLikelyPassword } from "../judgement/likely_password.ts";
import type { Noun } from "./spoken_nouns.ts";
import { ENDS_LABEL } from "./spoken_around.ts";
import { isToldOrNumber, isToldPassword } from "../judgement/told_password.ts";
import { isNumberedName, isSure, looksTold, MAX_TOLD_CHARACTERS, reportTold } from "./spoken_value.ts";
import { INVERSE_LINKS } from "./spoken_words.ts";

/** Words between the linking one and the noun: "as the new admin password". */
const MAX_WORDS_BEFORE = 5;
const WORDS_BEFORE_CHARACTERS = 60;

/** "use … as the password", "… is the new API key" */
export function findBefore(text: string, at: number, end: number, noun: Noun, report: Report): void {
  // The last one is the beginning of an identifier (`DB_PASSWORD`) or a compound, if it is not empty.
  const head = text.slice(Math.max(0, at - WORDS_BEFORE_CHARACTERS), at);
  // Words of another text are none of this one's (batch.ts).
  const words = head.slice(head.lastIndexOf("\u0000") + 1).split(" ");
  const own = words.length - 1;
  for (let index = own - 1; index > 0 && index >= own - MAX_WORDS_BEFORE; index--) {
    if (/[.:,;]$/.test(words[index] ?? "")) return;
    const word = words[index]?.toLowerCase() ?? "";
    const isTyped = TYPED_AT.has(word) && FIELD.test(text.slice(end, end + 12));
    if (!isTyped && !INVERSE_LINKS.has(word)) continue;
    const after = words.slice(index).join(" ").length;
    const isFor = isTyped || word === "for";
    const isWhole = isTyped || (!isFor && ENDS_LABEL.test(text.slice(end, end + 12)));
    const name = (words[own] ?? "") + text.slice(at, end);
    const told = at - after - 1;
    const isArticle = ARTICLE.test(words[index + 1] ?? "") && word !== "as";
    const linking: Linking = { isFor, isWhole, isArticle, name };
    if (word !== "be") {
      if (findBeforeLink(text, told, linking, noun, report)) return;
      const file = IN_FILE.exec(text.slice(Math.max(0, told - 64), told))?.[0];
      if (file !== undefined) findBeforeLink(text, told - file.length, linking, noun, report);
      return;
    }
    const modal = MODAL.exec(text.slice(Math.max(0, told - 12), told))?.[0];
    if (modal !== undefined) findBeforeLink(text, told - modal.length, linking, noun, report);
    return;
  }
}

const ARTICLE = /^(?:the|our|my|your|das|unser|mein|la|le|el|o|a|minha|meu|mi|mon|notre|nuestra)$/i;

const TYPED_AT: ReadonlySet<string> = new Set(["in", "into", "at"]);

/** "enter … in the password field", "enter … at the password prompt" */
const FIELD = /^ (?:field|box|prompt|input|dialog)\b/;

/** "put … in .env as the password" */
const IN_FILE = /(?<=\S) (?:(?:in|into|to|inside) [`"']?\S{2,60}|in|back|there)$/;

/** "… should be the password" */
const MODAL = / (?:should|must|will|shall|has to|needs to|used to)$/;

const OPENS = /^[\\"'`“‘„«「*([]{1,20}/;
const CLOSES = "\\\"'`”’“»」*)].,:;?";

/** "use … for the password": many other things are for one. */
const USED =
  /(?<!\p{L})(?:use|using|used|enter|type|try|put|set|with|make|nimm|nutze|verwende|setze?|gib|mach|usa|pon|utilise|mets|gebruik|använd|используй|поставь|возьми) ["'`*\\]{0,4}$/iu;

const OR = / (?:or|and) $/;

interface Linking {
  readonly isFor: boolean;
  /** Nothing makes another noun of it, as in "the password field". */
  readonly isWhole: boolean;
  /** "… is the password", "… is our password" */
  readonly isArticle: boolean;
  /** The noun with what it is the end of: `hashPassword`. */
  readonly name: string;
}

/** Reports the word that ends at a place; true if it is told. */
function findBeforeLink(
  text: string,
  end: number,
  { isFor, isWhole, isArticle, name }: Linking,
  noun: Noun,
  report: Report,
): boolean {
  let stop = end;
  while (stop > 0 && CLOSES.includes(text.charAt(stop - 1))) stop--;
  let start = stop;
  while (start > 0 && stop - start <= MAX_TOLD_CHARACTERS && !/[\s"`|<>\0]/.test(text.charAt(start - 1))) {
    start--;
  }
  const told = text.slice(start, stop);
  const value = told.replace(OPENS, "");
  if (isFor && !USED.test(text.slice(Math.max(0, start - 40), start + told.length - value.length))) {
    return false;
  }
  if (isNumberedName(value, name)) return false;
  const isSurely = looksTold(value, { isQuoted: false, noun: noun.kind }) && isSure(value, noun.kind);
  const isUsed = isFor || USED.test(text.slice(Math.max(0, start - 40), stop - value.length));
  const isMeant = isWhole && noun.kind === "password" &&
    (isLikelyPassword(value) || (isUsed && isToldOrNumber(value)) || (isArticle && isToldPassword(value)));
  if (!isSurely && !isMeant) return false;
  reportTold(stop - value.length, value, noun.kind, report);
  // "try … or … as the password"
  const or = OR.exec(text.slice(Math.max(0, start - 5), start))?.[0];
  if (or !== undefined) {
    findBeforeLink(text, start - or.length, { isFor, isWhole, isArticle, name }, noun, report);
  }
  return true;
}
