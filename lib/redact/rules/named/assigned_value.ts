/** The value after `NAME=` or `name:`: where it begins and ends. Whether it is secret, secret_value.ts judges. */
import { isEnvironmentName } from "../judgement/secret_name.ts";

/** A value without its quotes, and what it is judged by besides. */
export interface AssignedValue {
  readonly start: number;
  readonly text: string;
  /** The quote, with its backslashes, that ends the value; "" if there is none. */
  readonly terminator: string;
  /** The character after the value (after the closing quote), or "". */
  readonly next: string;
  /** Given with `=`: in shells and `.env` files. Any word can follow a `:`. */
  readonly isAssigned: boolean;
}

/** A value that is known to be a text, as if it stood in quotes. */
export function literalValue(start: number, text: string): AssignedValue {
  return { start, text: text.slice(0, JUDGED_CHARACTERS), terminator: '"', next: "", isAssigned: true };
}

/** Values are judged by so many characters at most; an accepted one goes whole (session tokens of AWS have 1,000). */
export const JUDGED_CHARACTERS = 512;

/** Longest value that is looked for the end of. */
export const MAX_VALUE_CHARACTERS = 65_536;

/**
 * What may stand between a separator and a value: an anchor or a type of YAML, the sign of a block, also as HTML writes it, and its line (with
 * the number of a file that was read), the prefix of a literal (`b'…'`, `N'…'`), a call that only wraps one.
 */
const BEFORE_VALUE = [
  "&[A-Za-z0-9_-]{1,40}[ \\t]{1,4}",
  "!!str[ \\t]{1,4}",
  "(?:[>|]|&(?:gt|#62|#x3[eE]|#124|#x7[cC]);)[-+]?(?:[1-9][-+]?)?[ \\t]{0,4}(?:\\r?\\n|<br ?/?>)(?:[ \\t]{0,12}[0-9]{1,6}→)?[ \\t]{1,40}",
  "(?:[brufNLU@&]|\\*?br|\\*b|rb|! )(?=[\"'])",
  "\\$(?=')",
  // A function that does nothing but give it; brackets around lines.
  "(?:async )?\\(\\) => (?=[\"'`])",
  "\\(\\r?\\n(?:[ \\t]{0,12}[0-9]{1,6}(?:→|\\t))?[ \\t]{1,40}(?=[\"'][^\"'\\n]{4,512}[\"'][ \\t]{0,8}(?:\\)|\\r?\\n))",
  // Go's lists of one text.
  "(?:\\[\\]string)?\\{ ?(?=([\"'])[^\"'\\s]{8,512}\\1[,}])",
  // Perl's and Ruby's quotes, and a type before a value: `(string) (len=11) "…"`.
  "%?qq?\\{(?=[^\\s{}]{4,256}\\})",
  '\\((?:string|str)\\) ?(?:\\(len=[0-9]{1,5}\\) )?(?=")',
  '\\(\\*string\\)\\(0x[0-9a-f]{1,16}\\)\\(\\(len=[0-9]{1,5}\\) (?=")',
  "(?:new )?(?:\\[\\](?:byte|rune)|bytes(?:\\.fromhex)?|bytearray|String::from|Q?String|QStringLiteral|std::string|Secret|SecretStr|SecretString|" +
  "Secret(?:String|Box)?::(?:new|from)|Some|Just|Buffer\\.from|Bytes::from|Field|(?:cdk\\.)?SecretValue\\.(?:unsafeP|p)lainText|" +
  "(?:pulumi\\.)?(?:Output\\.)?[sS]ecret|sensitive|base64(?:en|de)code|atob|(?:base64\\.)?b64decode|TEXT|_T|Password|Sensitive|" +
  "MD5|SHA[12]?|PASSWORD|ENCRYPT|md5|sha1|sha256|Redacted\\.make|Zeroizing::new|CString::new|(?:Text|T|BS|B)\\.pack|lazy|typer\\.Option|typer\\.Argument)\\((?:default=)?\\s{0,60}(?:[bru](?=[\"']))?(?=[\"'`])",
  // The line is continued; the address of a text, as debuggers show it.
  "\\\\\\r?\\n[ \\t]{1,60}(?=[A-Za-z0-9\"'])",
  '0x[0-9a-f]{2,16} (?=")',
  // A text of PHP's dumps.
  '\\r?\\n[ \\t]{0,40}string\\([0-9]{1,6}\\) (?=")',
  // What a case of several gives.
  "(?:\\r?\\n[ \\t]{1,40})?(?:return|then) (?=[\"'`])",
  // What may be there or not, as Haskell, Swift, Java and Rust show it, and a text of Erlang's.
  '(?:Some|Just|Optional)(?: \\(?|\\(|\\[)\\s{0,40}(?:[A-Z]\\w{1,40}[( ])?(?=")',
  '<<(?=")',
  // The colour of a terminal, of which the first sign was lost.
  "\\[[0-9;]{1,8}m(?=[\"'])",
  // A remark.
  "/\\*[^*\\n]{0,40}\\*/ ?(?=[\"'`])",
  // The only line of a text of several.
  "(?:\"\"\"|'''|`)\\\\?\\r?\\n[ \\t]{0,40}(?=[^\\s\"'`]{8,512}[ \\t]*\\r?\\n[ \\t]{0,40}(?:\"\"\"|'''|`))",
  "<<[-~]?[\"']?[A-Z]{2,12}[\"']?\\r?\\n[ \\t]{0,40}(?=\\S{8,512}[ \\t]*\\r?\\n[ \\t]{0,40}[A-Z]{2,12}(?!\\S))",
  // On the next line, as formatters put long ones: in quotes, and nothing is behind it.
  "\\r?\\n(?:[ \\t]{0,12}[0-9]{1,6}(?:→|\\t| ?\\|))?[+-]?[ \\t]{1,60}(?=([\"'])[^\"'\\n]{4,512}\\2[,;)}]{0,3}[ \\t]{0,8}(?:\\r?\\n|$))",
].join("|");

const OPENING = new RegExp(
  `[ \\t\u00a0\u200b]{0,24}(?:${BEFORE_VALUE})?(\\\\{0,15})("""(?=[^\\s"])|\'\'\'(?=[^\\s\'])|["'\`]?)`,
  "y",
);
const UNQUOTED = new RegExp(`[^\\s\x1b"'\`,;<>(){}|&\\\\]{1,${JUDGED_CHARACTERS}}`, "y");

/** The sign of a block of YAML, in what stands before its first line. */
const BLOCK = /[>|;][-+]?(?:[1-9][-+]?)?[ \t]{0,4}(?:\r?\n|<br ?\/?>)/;

/** All of a line, whatever ends a value elsewhere; code has brackets and quotes. */
const LINE_OF_BLOCK = new RegExp(
  `[^\\s"'\`<>(){}\\\\]{1,${JUDGED_CHARACTERS}}(?=[ \\t]{0,20}(?:\\r?\\n|$))`,
  "y",
);

/** The value that begins after a separator, on the same line, without its quotes. */
export function valueAt(text: string, position: number): AssignedValue | undefined {
  OPENING.lastIndex = position;
  const opening = OPENING.exec(text);
  if (opening === null) return undefined;
  const [whole, , , backslashes = "", quote = ""] = opening;
  const start = position + whole.length;
  const isAssigned = text.charAt(position - 1) === "=";
  if (quote !== "") return quotedValue(text, { start, terminator: backslashes + quote, isAssigned });
  if (backslashes !== "") return undefined;
  if (BLOCK.test(whole)) {
    LINE_OF_BLOCK.lastIndex = start;
    const line = LINE_OF_BLOCK.exec(text)?.[0];
    if (line !== undefined) return { start, text: line, terminator: "", next: "", isAssigned };
  }
  UNQUOTED.lastIndex = start;
  const value = UNQUOTED.exec(text)?.[0];
  if (value === undefined) return undefined;
  const next = text.charAt(start + value.length);
  // A full stop or colon ends the sentence, not the value.
  const trimmed = value.replace(/[.:?]+$/, "");
  return trimmed === "" ? undefined : { start, text: trimmed, terminator: "", next, isAssigned };
}

/** Up to the same quote with the same backslashes before it: `\"` inside `\"…\"` would have more of them. */
function quotedValue(
  text: string,
  { start, terminator, isAssigned }: Pick<AssignedValue, "start" | "terminator" | "isAssigned">,
): AssignedValue | undefined {
  const window = text.slice(start, start + JUDGED_CHARACTERS);
  const end = endOfQuoted(window, terminator);
  const value = window.slice(0, end);
  if (value === "") return undefined;
  return {
    start,
    text: withoutEscapes(value),
    terminator,
    next: window.charAt(end + terminator.length),
    isAssigned,
  };
}

/** `\\u0054\\u0075` as what it stands for. */
function withoutEscapes(value: string): string {
  if (!/^\\{1,3}u00[0-9a-fA-F]{2}\\/.test(value)) return value;
  return value.replace(
    /\\{1,3}u00([0-9a-fA-F]{2})/g,
    (_, code) => String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Where a quoted value ends in a stretch that begins with it: at its quote, at the line's end or at the stretch's. */
function endOfQuoted(window: string, terminator: string): number {
  let end = window.indexOf(terminator);
  for (let further = 0; end > 0; end = window.indexOf(terminator, end + further)) {
    further = window.charCodeAt(end - 1) === 0x5c ? 1 : lengthOfQuote(window, end, terminator);
    if (further === 0) break;
  }
  // Not beyond the quote or the line: one line may hold thousands of values.
  const before = end === -1 ? window : window.slice(0, end);
  const lineEnd = before.search(/[\r\n]/);
  const line = lineEnd === -1 ? before : before.slice(0, lineEnd);
  // A text of a text that ends before: `"{\"password\":\"X"...`
  const outer = terminator.startsWith("\\") ? endOfOuter(line, terminator) : -1;
  if (outer !== -1) return outer;
  return end === -1 || lineEnd !== -1 ? line.trimEnd().length : end;
}

/** Where the first of the same quotes stands that has fewer backslashes before it; -1 if there is none. */
function endOfOuter(text: string, terminator: string): number {
  const quote = terminator.slice(-1);
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) {
    let start = at;
    while (text.charCodeAt(start - 1) === 0x5c) start--;
    if (at - start < terminator.length - 1) return start;
  }
  return -1;
}

const QUOTED_QUOTE = /'(?:"'"|\\')'/y;

/**
 * So many characters stand for a quote in a quoted text and don't end it, 0 if they do: YAML's and SQL's `'abc''def'`,
 * a shell's `'abc'"'"'def'`.
 */
function lengthOfQuote(window: string, end: number, terminator: string): number {
  if (terminator.length !== 1) return 0;
  QUOTED_QUOTE.lastIndex = end;
  const length = terminator === "'" && QUOTED_QUOTE.test(window)
    ? QUOTED_QUOTE.lastIndex - end
    : window.charAt(end + 1) === terminator
    ? 2
    : 0;
  const next = window.charAt(end + length);
  return length > 0 && /[^\s"'`,;:)\]}]/.test(next) && window.indexOf(terminator, end + length) !== -1
    ? length
    : 0;
}

/**
 * Where an accepted value really ends. A password may hold the signs at which judging stops (`;`, `(`, `|`), and
 * what follows them on the line is better lost than leaked; `&` goes on only in an environment, not in a query.
 */
export function endOfValue(
  text: string,
  { start, text: judged, terminator }: AssignedValue,
  name: string,
  known: ValueEnds,
): number {
  if (terminator !== "" && text.startsWith(terminator, start + judged.length)) {
    return endOfShellQuotes(text, start + judged.length, terminator);
  }
  NEXT_VARIABLE.lastIndex = start + judged.length;
  if (terminator === "" && NEXT_VARIABLE.test(text)) return start + judged.length;
  if (terminator !== "") {
    const window = text.slice(start, start + MAX_VALUE_CHARACTERS);
    return endOfShellQuotes(text, start + endOfQuoted(window, terminator), terminator);
  }
  const kind = isEnvironmentName(name) ? "environment" : "other";
  if (start < known[kind]) return known[kind];
  const rest = kind === "environment" ? REST_OF_ENVIRONMENT : REST;
  rest.lastIndex = start + judged.length;
  const tail = rest.exec(text)?.[0] ?? "";
  // A token that a machine made has no such signs: the next setting begins.
  const isOver = TOKEN.test(judged) && NEXT_SETTING.test(tail);
  known[kind] = start + judged.length + (isOver ? 0 : withoutPunctuation(tail).length);
  return known[kind];
}

/** Up to `MAX_VALUE_CHARACTERS`. */
// deno-lint-ignore no-control-regex -- the colour ends behind a value
const REST_OF_ENVIRONMENT = /[^\s\x1b"'`<>\\]{0,65536}/y;
// deno-lint-ignore no-control-regex -- the colour ends behind a value
const REST = /[^\s\x1b"'`<>\\,;&]{0,65536}/y;

const TOKEN = /^(?=[^0-9]*[0-9])[A-Za-z0-9_-]{20,}$/;

/** In a list of them: `--set-env-vars=DB_PASS=…,API_TOKEN=…`, `--set auth.password=…,replica.count=2` */
const NEXT_VARIABLE =
  /[;,|](?:[A-Z][A-Z0-9]{0,30}(?:_[A-Z0-9]{1,30}){0,6}|[a-z]\w{1,30}(?:\.\w{2,40}){1,6})=/y;

const NEXT_SETTING = /^[;,|&][A-Za-z_]+(?:=|$)/;

/** A full stop or a bracket ends the sentence; a question mark may be a password's own. */
function withoutPunctuation(tail: string): string {
  return tail.replace(/[.,:;)}\]]+$/, "");
}

/** So much is looked through of a value that a shell puts together. */
const MAX_SHELL_QUOTES = 6;
const MAX_SHELL_CHARACTERS = 1000;

/** A shell puts a single quote into a text as `'"'"'` or `'\''`: the text goes on behind it. */
export function endOfShellQuotes(text: string, first: number, terminator: string): number {
  QUOTED_QUOTE.lastIndex = first;
  if (terminator !== "'" || !QUOTED_QUOTE.test(text)) return first;
  let end = first;
  const line = text.slice(first, first + MAX_SHELL_CHARACTERS).split("\n", 1)[0] ?? "";
  for (let count = 0; count < MAX_SHELL_QUOTES; count++) {
    QUOTED_QUOTE.lastIndex = end - first;
    if (!QUOTED_QUOTE.test(line)) break;
    const close = line.indexOf("'", QUOTED_QUOTE.lastIndex);
    if (close === -1) break;
    end = first + close;
  }
  return end;
}

/** Where the last unquoted values ended: one cost per value, however many names and values it seems to hold. */
export type ValueEnds = Record<"environment" | "other", number>;

/** No ends yet, for a new pass over a text. */
export function noEnds(): ValueEnds {
  return { environment: 0, other: 0 };
}
