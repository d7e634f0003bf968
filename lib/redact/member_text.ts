/**
 * A text that is the value of a member, apart from its object: a parameter of a tool, shown in an element of its own. The
 * rules see it beside its name and the members around it, as in JSON.
 */

import { type PartialText, PartialTextBuilder, type RawText } from "./partial_text.ts";
import { classifyName } from "./rules/judgement/secret_name.ts";

/** A member of an object. */
export interface MemberText {
  readonly name: string;
  readonly text: RawText;
}

/** Longer ones, and those of several lines, say nothing of another member. */
const MAX_SIBLING_CHARACTERS = 120;

/** So many on each side. */
const MAX_SIBLINGS = 4;

/**
 * The value of an object's member, together with the object around it for the redaction rules alone: the
 * surroundings don't change what is shown.
 *
 * @param members all members of the object, in order.
 */
export function memberText(members: readonly MemberText[], index: number): RawText {
  const member = members[index];
  if (member === undefined) return "";
  const { name, text } = member;
  if (text.length === 0 || !mayTell(name)) return text;
  return withAround(text, {
    before: `{${siblings(members.slice(Math.max(0, index - MAX_SIBLINGS), index), (one) => `${one}, `)}${
      JSON.stringify(name)
    }: `,
    after: `${siblings(members.slice(index + 1, index + 1 + MAX_SIBLINGS), (one) => `, ${one}`)}}`,
  });
}

/** Whether the name says something about the value, or the members around it may. In other scripts any name may. */
function mayTell(name: string): boolean {
  // deno-lint-ignore no-control-regex -- beyond ASCII
  if (name === "text" || /[^\x00-\x7f]/.test(name)) return true;
  const nameClass = classifyName(name);
  if (nameClass === "none" && name.endsWith("s")) return classifyName(name.slice(0, -1)) !== "none";
  return nameClass !== "none" && nameClass !== "query";
}

function siblings(members: readonly MemberText[], write: (member: string) => string): string {
  return members
    .filter(({ text }) => text.length <= MAX_SIBLING_CHARACTERS && !/[\r\n]/.test(`${text}`))
    .map(({ name, text }) => write(`${JSON.stringify(name)}: ${JSON.stringify(`${text}`)}`))
    .join("");
}

function withAround(
  text: RawText,
  { before, after }: { readonly before: string; readonly after: string },
): PartialText {
  const quote = quoteAround(`${text}`);
  const builder = new PartialTextBuilder({ ownsPieces: true });
  builder.leaveOut("", before + quote);
  builder.show(text);
  builder.leaveOut("", quote + after);
  return builder.buildPartial();
}

/** None around an object or a list; else one that doesn't stand in the text. */
function quoteAround(text: string): string {
  if (/^\s{0,20}[{[]/.test(text)) return "";
  return ['"', "'", "`"].find((quote) => !text.includes(quote)) ?? '"';
}
