/** How definitions look, by language: one expression a kind, each for a single line without its sign. */

/** What a line may define. Group 1 of `expression` is the name. */
export interface SymbolPattern {
  /** Before the name in the answer: `function`. Empty: the name stands alone (`--dry-run`). */
  readonly kind: string;
  /** With `g` where a line may hold several. */
  readonly expression: RegExp;
}

const p = (kind: string, expression: RegExp): SymbolPattern => ({ kind, expression });

/** Words that look like a method's name before a bracket. */
export const NOT_NAMES = new Set(
  "if for while switch catch return function with else do try await new throw typeof super import constructor yield not and or"
    .split(" "),
);

const SCRIPT: readonly SymbolPattern[] = [
  p(
    "function",
    /^(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:async\s+)?function\s*\*?\s*([A-Za-z_$][\w$]*)/,
  ),
  p(
    "function",
    /^(?:export\s+)?(?:const|let)\s+([A-Za-z_$][\w$]*)\s*(?::[^=]+)?=\s*(?:async\s*)?(?:function\b|(?:\([^()]*\)|[\w$]+)\s*(?::[^=]+)?=>)/,
  ),
  p("class", /^(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?class\s+([A-Za-z_$][\w$]*)/),
  p("interface", /^(?:export\s+)?(?:declare\s+)?interface\s+([A-Za-z_$][\w$]*)/),
  p("type", /^(?:export\s+)?(?:declare\s+)?type\s+([A-Za-z_$][\w$]*)\s*(?:<[^=]*>)?\s*=/),
  p("enum", /^(?:export\s+)?(?:declare\s+)?(?:const\s+)?enum\s+([A-Za-z_$][\w$]*)/),
  p("constant", /^export\s+const\s+([A-Z][A-Z0-9_]{2,})\s*[:=]/),
  p(
    "method",
    /^(?: {2}| {4}|\t)(?:(?:public|protected|static|async|override|abstract|get|set)\s+)*([A-Za-z_$][\w$]*)\s*(?:<[^<>()]*>)?\([^()"'`]*\)\s*(?::[^={]+)?\{\s*$/,
  ),
];

const PYTHON: readonly SymbolPattern[] = [
  p("function", /^(?: {4}|\t)?(?:async\s+)?def\s+([A-Za-z]\w*)\s*\(/),
  p("class", /^class\s+([A-Za-z]\w*)\s*[(:\[]/),
  p("constant", /^([A-Z][A-Z0-9_]{2,})\s*(?::[^=]+)?=(?!=)/),
];

const GO: readonly SymbolPattern[] = [
  p("function", /^func\s+(?:\([^)]*\)\s*)?([A-Za-z_]\w*)\s*[\[(]/),
  p("type", /^type\s+([A-Za-z_]\w*)\s+(?:struct|interface|func|map|\[|[\w.*]+)/),
];

const RUST_VISIBLE = String.raw`^\s{0,4}(?:pub(?:\([^)]*\))?\s+)?`;
const RUST: readonly SymbolPattern[] = [
  p(
    "function",
    new RegExp(
      String
        .raw`${RUST_VISIBLE}(?:default\s+)?(?:const\s+)?(?:async\s+)?(?:unsafe\s+)?(?:extern\s+"[^"]*"\s+)?fn\s+([a-z_]\w*)`,
    ),
  ),
  p("struct", new RegExp(String.raw`${RUST_VISIBLE}struct\s+([A-Z]\w*)`)),
  p("enum", new RegExp(String.raw`${RUST_VISIBLE}enum\s+([A-Z]\w*)`)),
  p("trait", new RegExp(String.raw`${RUST_VISIBLE}(?:unsafe\s+)?trait\s+([A-Z]\w*)`)),
  p("macro", /^\s*macro_rules!\s+([a-z_]\w*)/),
];

const MODIFIERS = String
  .raw`(?:(?:public|protected|internal|static|final|abstract|sealed|open|override|virtual|async|default|synchronized|partial|readonly|data|inner|suspend|inline|operator|const|unsafe|export|value)\s+)`;
const CURLY: readonly SymbolPattern[] = [
  p("class", new RegExp(String.raw`^\s{0,8}${MODIFIERS}*(?:class|record|struct)\s+([A-Z]\w*)`)),
  p("interface", new RegExp(String.raw`^\s{0,8}${MODIFIERS}*interface\s+([A-Z]\w*)`)),
  p("enum", new RegExp(String.raw`^\s{0,8}${MODIFIERS}*enum\s+(?:class\s+)?([A-Z]\w*)`)),
  p("object", new RegExp(String.raw`^\s{0,8}${MODIFIERS}*object\s+([A-Z]\w*)`)),
  p(
    "function",
    new RegExp(String.raw`^\s{0,8}${MODIFIERS}*fun\s+(?:<[^>]*>\s*)?(?:[\w<>?.]+\.)?([a-zA-Z_]\w*)\s*\(`),
  ),
  p(
    "method",
    new RegExp(
      String
        .raw`^\s{1,8}(?:public|protected|internal)\s+${MODIFIERS}*(?:<[^>]*>\s*)?[\w<>\[\],.?]+(?:\s*\[\])?\s+([A-Za-z_]\w*)\s*\(`,
    ),
  ),
];

const RUBY: readonly SymbolPattern[] = [
  p("function", /^\s{0,6}def\s+(?:self\.)?([a-z_]\w*[?!=]?)/),
  p("class", /^\s{0,4}class\s+([A-Z][\w:]*)/),
  p("module", /^\s{0,4}module\s+([A-Z][\w:]*)/),
];

const SHELL: readonly SymbolPattern[] = [
  p("function", /^(?:function\s+)?([A-Za-z_][\w-]*)\s*\(\)\s*\{?/),
  p("function", /^function\s+([A-Za-z_][\w-]*)\s*\{/),
  // A branch of `case "$1" in`.
  p("", /^\s+(?:-\w\s*\|\s*)?(--[a-z][\w-]+)(?:=\*)?\s*(?:\|\s*[-\w=*]+\s*)*\)/),
  p("environment variable", /^\s*export\s+([A-Z][A-Z0-9_]{2,})=/),
  p("environment variable", /\$\{([A-Z][A-Z0-9_]{2,}):[-?=]/g),
];

const SQL_NAME = String
  .raw`(?:if\s+(?:not\s+)?exists\s+)?((?:[\w$]+|"[^"]+"|\[[^\]]+\]|${"`[^`]+`"})(?:\.(?:[\w$]+|"[^"]+"|\[[^\]]+\]|${"`[^`]+`"}))*)`;
const sql = (kind: string, words: string) =>
  p(kind, new RegExp(String.raw`^\s*create\s+${words}\s+${SQL_NAME}`, "i"));
const SQL: readonly SymbolPattern[] = [
  sql("table", String.raw`(?:(?:global|local)\s+)?(?:temp(?:orary)?\s+)?(?:unlogged\s+)?table`),
  sql("view", String.raw`(?:or\s+replace\s+)?(?:materialized\s+)?view`),
  sql("function", String.raw`(?:or\s+replace\s+)?(?:function|procedure)`),
  sql("trigger", String.raw`(?:or\s+replace\s+)?trigger`),
  sql("index", String.raw`(?:unique\s+)?index(?:\s+concurrently)?`),
  p("column", new RegExp(String.raw`\badd\s+column\s+${SQL_NAME}`, "i")),
];

const C_SHARP: readonly SymbolPattern[] = [...CURLY, p("namespace", /^namespace\s+([A-Z][\w.]*)/)];

/** Extension → what its lines may define. */
export const DEFINITIONS: Readonly<Record<string, readonly SymbolPattern[]>> = {
  ...forAll("ts tsx mts cts js jsx mjs cjs vue svelte astro", SCRIPT),
  ...forAll("py pyi", PYTHON),
  ...forAll("go", GO),
  ...forAll("rs", RUST),
  ...forAll("java kt kts scala groovy swift php", CURLY),
  ...forAll("cs", C_SHARP),
  ...forAll("rb rake", RUBY),
  ...forAll("sh bash zsh", SHELL),
  ...forAll("sql", SQL),
};

function forAll(extensions: string, patterns: readonly SymbolPattern[]) {
  return Object.fromEntries(extensions.split(" ").map((extension) => [extension, patterns]));
}

/**
 * Commands, options and environment variables of any language: as the libraries for command lines declare them, so that
 * an option that is merely passed on (`git rev-parse --show-toplevel`) counts for nothing.
 */
export const INTERFACE_PATTERNS: readonly SymbolPattern[] = [
  // commander, yargs, argparse, click, typer, OptionParser, Symfony; also a table of options (`flags: "--dry-run"`).
  p(
    "",
    /(?:\b(?:\w*[oO]ption|add_argument|add_option|Option|on|flag)\s*\(\s*|\bflags?\s*[:=]\s*)(?:["'`]-\w["'`]?,?\s*["'`]?)?["'`]?(--[a-z][\w-]+)/g,
  ),
  // Go's flag and cobra's pflag, clap.
  p("option", /\b(?:flag|[fF]lags\(\)|pflag)\.\w+\((?:&[\w.]+,\s*)?"([a-z][\w-]+)"/g),
  p("option", /#\[(?:arg|clap)\([^\]]*\blong\s*=\s*"([a-z][\w-]+)"/g),
  p(
    "command",
    /(?:\.command|\badd_parser|\badd_command|@\w+\.command|@\w+\.group)\(\s*(?:name\s*=\s*)?["'`]([a-z][\w:-]*)/g,
  ),
  p("command", /^\s*Use:\s*"([a-z][\w-]*)/),
  p("environment variable", /(?:\bprocess\.env\.|\bimport\.meta\.env\.)([A-Z][A-Z0-9_]{2,})/g),
  p("environment variable", /(?:\bprocess\.env|\bos\.environ|\bENV)\[\s*["']([A-Z][A-Z0-9_]{2,})["']\s*\]/g),
  p(
    "environment variable",
    /\b(?:Deno\.env\.get|os\.environ\.get|os\.getenv|os\.Getenv|os\.LookupEnv|env::var(?:_os)?|System\.getenv|ENV\.fetch|GetEnvironmentVariable|getenv)\(\s*["']([A-Z][A-Z0-9_]{2,})["']/g,
  ),
];

/** Keys at the top of configuration, by extension. */
export const SETTINGS: Readonly<Record<string, readonly SymbolPattern[]>> = {
  ...forAll("json jsonc json5", [p("setting", /^\s{0,4}"([A-Za-z_@$][\w.@/$-]*)"\s*:/)]),
  ...forAll("yaml yml", [p("setting", /^\s{0,2}([A-Za-z_][\w.-]*)\s*:(?:\s|$)/)]),
  ...forAll("toml ini cfg conf properties config", [
    p("setting", /^([A-Za-z_][\w.-]*)\s*[=:]/),
    p("section", /^\[{1,2}([\w."-]+)\]{1,2}\s*$/),
  ]),
  ...forAll("env", [p("environment variable", /^(?:export\s+)?([A-Z][A-Z0-9_]{2,})=/)]),
};
