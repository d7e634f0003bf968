/** Elements that the client writes into user lines: where each ends, and what it says. A person may write such tags too. */

/** Elements that the client puts into a person's prompts or beside them, and what each is called here. */
const ADDED_ELEMENT =
  /^<(?:(system-reminder)|(ide_[a-z_]+)|((?:user-prompt-submit|session-start|session-end|pre-tool-use|post-tool-use|notification|stop|subagent-stop|pre-compact)-hook))>/;
const ADDED_KINDS = ["reminder", "editor", "hook"] as const;

/** What elements of the client's own texts are called that belong together: a text may begin with several of them. */
const FAMILIES: readonly RegExp[] = [
  /^<(command-(?:name|message|args|contents)|skill-format)>/,
  /^<(local-command-std(?:out|err))>/,
  /^<(local-command-caveat)>/,
  /^<(bash-input)>/,
  /^<(bash-std(?:out|err))>/,
  /^<(user-memory-input)>/,
];

/** What kind of element the client added at the beginning of a text; undefined where it begins with none. */
export function addedKind(text: string): (typeof ADDED_KINDS)[number] | undefined {
  const names = ADDED_ELEMENT.exec(text)?.slice(1);
  return names && ADDED_KINDS[names.findIndex((name) => name !== undefined)];
}

/** Where the element ends that the client added at the beginning of a text; undefined where it begins with no whole one. */
export function endOfAddedElement(text: string): number | undefined {
  const tag = ADDED_ELEMENT.exec(text)?.[0];
  if (tag === undefined) return undefined;
  const close = `</${tag.slice(1)}`;
  const end = text.indexOf(close, tag.length);
  return end < 0 ? undefined : end + close.length;
}

/** A text without what the client added at its beginning. */
export function withoutAddedElements(text: string): string {
  let rest = text.trimStart();
  for (let end = endOfAddedElement(rest); end !== undefined; end = endOfAddedElement(rest)) {
    rest = rest.slice(end).trimStart();
  }
  return rest;
}

/**
 * The end of the elements of one family at the beginning of a text, such as a command's name, message and
 * arguments; undefined if the text begins with no whole element. Each element extends to the last of its closing
 * tags, because a program's output may contain some.
 *
 * @param cut whether the text was cut short: an element without an end then extends to the end of the text.
 */
export function endOfFamily(text: string, cut: boolean): number | undefined {
  const family = FAMILIES.find((pattern) => pattern.test(text));
  if (family === undefined) return undefined;
  let end = 0;
  for (let rest = text;;) {
    const name = family.exec(rest)?.[1];
    const close = name === undefined ? -1 : rest.lastIndexOf(`</${name}>`);
    if (name !== undefined && close < 0 && cut) return text.length;
    if (name === undefined || close < 0) return end === 0 ? undefined : end;
    const behind = rest.slice(close + name.length + 3);
    end = text.length - behind.length;
    rest = behind.trimStart();
  }
}

/** The text of the first such element, or undefined; an element without an end reaches to the end of the text. */
export function inElement(text: string, name: string): string | undefined {
  const open = text.indexOf(`<${name}>`);
  if (open < 0) return undefined;
  const start = open + name.length + 2;
  const end = text.lastIndexOf(`</${name}>`);
  return (end < start ? text.slice(start) : text.slice(start, end)).trim();
}

const REMINDER_END = "</system-reminder>";

/**
 * A text without the reminders that the client appended to it. Words between the tags of two of them stay.
 *
 * @param opening with what such a reminder begins.
 */
export function withoutAppendedReminders(text: string, opening = "<system-reminder>"): string {
  return splitReminders(text, opening).kept;
}

/** A piece of a text. */
interface Piece {
  readonly text: string;
  readonly isReminder: boolean;
}

const REMINDER_START = "<system-reminder>";

/** A shorter one behind somebody's words on their line may be what they speak of. */
const LEAST_REMINDER_CHARACTERS = 40;

/**
 * Separates a text from the client's reminders in it. A reminder ends with a line, and begins with a line or is as
 * long as the client's own reminders.
 */
export function splitAtReminders(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let close = 0;
  for (let start = text.indexOf(REMINDER_START), next = 0; start >= 0; start = next) {
    const inside = start + REMINDER_START.length;
    if (close < inside) close = text.indexOf(REMINDER_END, inside);
    if (close < 0) break;
    const isOwnLine = start > 0 && text[start - 1] === "\n";
    next = text.indexOf(REMINDER_START, inside);
    // Words in which somebody mentions the tag.
    if (!isOwnLine && next >= 0 && next < close) continue;
    const end = close + REMINDER_END.length;
    next = text.indexOf(REMINDER_START, end);
    if (end < text.length && text[end] !== "\n") continue;
    // What begins a text is judged elsewhere.
    if (!isOwnLine && (start === 0 || close - inside < LEAST_REMINDER_CHARACTERS)) continue;
    const before = text.slice(at, start - (isOwnLine ? 1 : 0));
    if (before !== "") pieces.push({ text: isOwnLine ? before : before.trimEnd(), isReminder: false });
    pieces.push({ text: text.slice(start, end), isReminder: true });
    at = Math.min(text.length, end + 1);
  }
  if (at < text.length || at === 0) pieces.push({ text: text.slice(at), isReminder: false });
  return pieces;
}

/** Removes the tags that the client puts around some errors. */
export function withoutErrorTags(text: string): string {
  return /^<tool_use_error>([\s\S]*)<\/tool_use_error>$/.exec(text.trim())?.[1] ?? text;
}

/** The text of the reminders that the client appended to a text. */
export function appendedReminders(text: string): string[] {
  return text.trimEnd().endsWith(REMINDER_END) ? splitReminders(text, "<system-reminder>").reminders : [];
}

function splitReminders(
  text: string,
  opening: string,
): { readonly kept: string; readonly reminders: string[] } {
  const reminders: string[] = [];
  let kept = text;
  for (;;) {
    const end = kept.trimEnd();
    const start = end.endsWith(REMINDER_END) ? end.lastIndexOf(opening) : -1;
    // Another end in between is one that somebody wrote.
    if (start < 0 || end.indexOf(REMINDER_END, start) + REMINDER_END.length < end.length) {
      return { kept, reminders: reminders.reverse() };
    }
    reminders.push(end.slice(start + opening.length, -REMINDER_END.length));
    kept = end.slice(0, start).trimEnd();
  }
}
