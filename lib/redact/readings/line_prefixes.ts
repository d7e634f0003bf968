/** What tools put before lines. */

/** A kind of prefix. */
export interface LinePrefix {
  /** Sticky: matches at the beginning of a line that has it. */
  readonly begin: RegExp;
  /** The same for lines beside such a line. */
  readonly next: RegExp;
  /** Fewer lines that begin so beside each other may be anything. */
  readonly leastLines: number;
  /** What they are drawn with stands at their end, too. */
  readonly hasEnd: boolean;
}

/** A line of a text; its end is before the line end. */
export interface TextLine {
  readonly start: number;
  readonly end: number;
}

interface Options {
  /** Those of the line's first word (`COLON` and others), or it is none of these. */
  readonly signs?: number;
  readonly next?: string;
  readonly leastLines?: number;
  readonly hasEnd?: boolean;
}

/** What the first word of a line is looked through for, so that few expressions are tried on the line. */
const COLON = 1;
/** A colon or a dash with a digit behind it. */
const NUMBER = 2;
/** What prompts end with. */
const PROMPT = 4;
/** Behind the word as well, or behind the next one where this may be a time. */
const PIPE = 8;
/** As many characters as digests are shown with. */
const LONG = 16;
const ALL_SIGNS = 31;

const SIGNS = new Uint8Array(128);
for (const [characters, sign] of [[":", COLON | PIPE], ["#$%>", PROMPT], ["|", PIPE]] as const) {
  for (const character of characters) SIGNS[character.charCodeAt(0)] = sign;
}

/** Longer than what any prefix has before its sign. */
const MAX_FIRST_CHARACTERS = 240;
const MIN_DIGEST_CHARACTERS = 7;

function signsOfFirstWord(text: string, start: number): number {
  let signs = 0;
  let last = 0;
  for (let at = start; at < start + MAX_FIRST_CHARACTERS; at++) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || code !== code) {
      return signs | (at - start < MIN_DIGEST_CHARACTERS ? 0 : LONG) | (isBeforePipe(text, at) ? PIPE : 0);
    }
    signs |= SIGNS[code] ?? 0;
    if ((last === 0x3a || last === 0x2d) && code >= 0x30 && code <= 0x39) signs |= NUMBER;
    last = code;
  }
  return ALL_SIGNS;
}

function isBeforePipe(text: string, end: number): boolean {
  let at = end;
  while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09) at++;
  return text.charCodeAt(at) === 0x7c;
}

/** `first`: the characters that it may begin with, as in an expression's brackets. */
function prefix(
  first: string,
  begin: string,
  { signs = 0, next, leastLines = 1, hasEnd = false }: Options = {},
) {
  return {
    first: new RegExp(`[${first}]`),
    signs,
    prefix: {
      begin: new RegExp(begin, "my"),
      next: new RegExp(next ?? begin, "my"),
      leastLines,
      hasEnd,
    },
  };
}

/** A space, or a line that has nothing more. */
const GAP = "(?: |$)";

const CLOCK = "[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?";
const TIME = `[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}[T ]${CLOCK}(?:Z| ?[+-][0-9]{2}:?[0-9]{2}| [A-Z]{3,4}(?= ))?`;
const LEVEL =
  "(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL|trace|debug|info|notice|warn(?:ing)?|error|fatal|critical)";

/** ` - app.config - INFO - `, ` [main] INFO app.config: `, ` app[web.1]: `, `⇥<id of a request>⇥INFO⇥` */
const AFTER_TIME =
  `(?:[ \\t]+\\[[^\\]\\n]{1,60}\\]:?(?=[ \\t]+[^\\s|])){0,3}(?: - [\\w.-]{1,60}(?= - ${LEVEL}))?` +
  `(?:(?: [\\w.-]{1,64})? [\\w./-]{1,64}\\[[\\w.-]{1,20}\\]:(?= |$))?(?:\\t[0-9a-f-]{36}(?=\\t))?` +
  `(?:(?: -)?[ \\t]+\\[?${LEVEL}\\]?\\b(?: -|:?(?:[ \\t]+(?:root|\\w{1,30}(?:(?:\\.|::)\\w{1,30}){1,6}):(?= |$))?))?`;

/** In the order in which they are tried: the first that matches is taken. */
const KINDS = [
  // api-1  | …, 12:01:33 web.1 | …, 0|api | …
  prefix("\\w.", `(?:${CLOCK} |[0-9]{1,4}\\|)?[\\w./-]{1,60}[ \\t]{0,40}\\|${GAP}`, { signs: PIPE }),
  // 2026-01-02T03:04:05.123456Z 01O …, and of a line that goes on: 01O+…
  prefix("0-9", `${TIME} [0-9a-f]{2}[OE](?:[ +]|$)`),
  // 2026-01-02T03:04:05.123456Z stderr F …
  prefix("0-9", `${TIME} std(?:out|err) [FP]${GAP}`),
  // 2026-01-02 03:04:05,678 INFO 12 --- [main] app.Config : …
  prefix(
    "0-9",
    `${TIME} +${LEVEL} +(?:[0-9]{1,7} --- )?(?:\\[[^\\]\\n]{1,60}\\] ){1,2}[\\w.$]{1,80} *[:-]${GAP}`,
  ),
  // 2026-01-02T03:04:05Z …, [2026-01-02 03:04:05] [DEBUG] …, 03:04:05 …
  prefix("0-9[", `\\[?(?:${TIME}|${CLOCK})\\]?(?:${AFTER_TIME})(?:[ \\t]|$)`),
  // build⇥Run tests⇥2026-01-02T03:04:05.1234567Z …
  prefix("\\w(", `[\\w (),./-]{1,80}\\t[^\\t\\n]{1,80}\\t\\ufeff?${TIME}${GAP}`),
  // Jan  2 03:04:05 host app[12]: …
  prefix(
    "A-Z",
    `[A-Z][a-z]{2} [ 0-9][0-9] ${CLOCK} [\\w.-]{1,64} [\\w./-]{1,64}(?:\\[[0-9]{1,8}\\])?:${GAP}`,
  ),
  // #12 0.310 …
  prefix("#", `#[0-9]{1,4} [0-9]{1,6}\\.[0-9]{1,4}${GAP}`),
  // 3f9c2e1a (Kim 2026-01-02 03:04:05 +0100 12) …
  prefix(
    "\\^0-9a-f",
    `\\^?[0-9a-f]{7,40} (?:[^\\s()]{1,100} +)?\\([^()\\n]{1,60} [0-9]{4}-[0-9]{2}-[0-9]{2}(?: ${CLOCK} [+-][0-9]{4})? +[0-9]{1,7}\\)${GAP}`,
    { signs: LONG },
  ),
  // src/app.py:12:…, src/app.py-12-…
  prefix("\\w./@~", `(?:[A-Za-z]:)?[^\\s:"'=<>|(){}$]{1,200}?[:-][0-9]{1,7}[:-]`, { signs: NUMBER }),
  // 12→…, 12⇥…, 12:…, 12-…, 12 │ …
  prefix("0-9 \\t", `[ \\t]{0,8}[0-9]{1,7}(?:→|\\t|[:-](?![0-9]{2}[:-])| {2}| ?[│┃▏|]${GAP})`, {
    next: `[ \\t]{0,8}(?:[0-9]{1,7})?(?:→|\\t|[:-](?![0-9]{2}[:-])| {2}| ?[│┃▏|]${GAP})`,
  }),
  // [pod/x/app] …, [info] …
  prefix("\\[", `(?:\\[[^\\[\\]\\n]{1,80}\\]:?[ \\t]){1,4}`),
  // INFO: …, INFO:root:…
  prefix("CDEFINTWcdefintw", `${LEVEL}(?:[ \\t]{1,8}|:(?:[\\w.]{1,60}:)?[ \\t]?)`),
  // remote: …, npm ERR! …, E   …
  prefix("rnE", `(?:remote:|npm (?:ERR!|error|warn)|E {3})${GAP}`),
  // > …, > > …, < …
  prefix("<>", `(?:>{1,3}|<)(?: [<>]){0,3}${GAP}`, { next: `(?:>{1,3}|<)(?: ?[<>]){0,3}${GAP}` }),
  // + … of a shell that tells what it runs
  prefix("+", `\\+{1,5} (?=[^ ])`, { next: `\\+{1,5}${GAP}` }),
  // -- … of SQL
  prefix("\\-", `--${GAP}`),
  // +… and -… of a diff, but no items of a list, nor Objective-C's -[Class method]
  prefix("+\\-", `[+-](?! [^ ]|\\[\\w+ )`, { next: `[+\\- ]|$`, leastLines: 2 }),
  prefix(
    "#/*;%R \\t",
    `[ \\t]{0,40}(?:#(?:#{1,3}(?= |$)|'(?= |$)|(?!!))|REM${GAP}|//[/!]?|\\*${GAP}|;{1,3}|%{1,2}${GAP})`,
  ),
  prefix("│┃║▌▏| \\t", `[ \\t]{0,8}(?:[│┃║▌▏] ?|\\|${GAP}(?!.*\\|[ \\t]*$))`, { hasEnd: true }),
  // ⎿ …, and what follows below
  prefix("⎿ ", ` {0,4}⎿ {1,4}`, { next: " {5}|$" }),
  // kim@box:~/app$ …, router(config)# …
  prefix("\\w", `(?:[\\w.-]{1,40}@)?[\\w.-]{1,60}(?:\\([\\w-]{1,30}\\))?(?::[^\\s:]{1,80})?[#$%>]${GAP}`, {
    signs: PROMPT,
  }),
  // .env:…, config/app.py:…
  prefix("\\w./@~", `(?=[^\\s:]{0,120}[./])[\\w./@+~-]{1,200}:(?!//)`, { signs: COLON }),
];

/** By the codes of characters of ASCII that a line begins with; those beyond are tried with all. */
const BY_CODE = Array.from(
  { length: 128 },
  (_, code) => KINDS.filter(({ first }) => first.test(String.fromCharCode(code))),
);
const BEYOND = KINDS.filter(({ first }) => /[│⎿]/.test(first.source));

/** The kind of prefix that a line has. */
export function prefixAt(text: string, { start }: TextLine): LinePrefix | undefined {
  const code = text.charCodeAt(start);
  const kinds = BY_CODE[code] ?? (code >= 128 ? BEYOND : []);
  if (kinds.length === 0) return undefined;
  const present = signsOfFirstWord(text, start);
  for (const { signs, prefix } of kinds) {
    if ((signs & present) === signs && endOfPrefix(prefix.begin, text, start) !== undefined) return prefix;
  }
  return undefined;
}

const { prefix: INDENTATION } = prefix(" \\t", "(?=[ \\t])(?![ \\t]{1,8}[0-9]{1,7}[→\\t])", {
  next: "(?=[ \\t]|\\r?$)",
});

/** Indentation alone, of which lines lose what all of them have. */
export function indentationAt(text: string, { start }: TextLine): LinePrefix | undefined {
  return endOfPrefix(INDENTATION.begin, text, start) === undefined ? undefined : INDENTATION;
}

/** Where a prefix ends that begins at a place; undefined where none does. */
export function endOfPrefix(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
