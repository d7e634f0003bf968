/** What tools make of a text that they show: something before each line, or one line of it with escapes. */

export type Carrier = readonly [name: string, carry: (text: string) => string];

type Before = (index: number) => string;

const behind = (name: string, before: string | Before): Carrier => [
  name,
  (text) =>
    text.split("\n").map((line, index) => (typeof before === "string" ? before : before(index)) + line).join(
      "\n",
    ),
];

const inHunk = (name: string, sign: string): Carrier => [
  name,
  (text) => `@@ -10,3 +10,9 @@\n context\n${behind(name, sign)[1](text)}\n context`,
];

const numberOf = (index: number, width: number) => String(index + 9).padStart(width);

/** Before each line. */
const LINE_CARRIERS: readonly Carrier[] = [
  inHunk("an addition", "+"),
  inHunk("a removal", "-"),
  inHunk("what stays in a diff", " "),
  behind("a diff without hunks", "< "),
  behind("grep -n", (index) => `${index + 9}:`),
  behind("grep -rn", (index) => `src/conf/app.py:${index + 9}:`),
  behind("grep -r", "./conf/app.py:"),
  behind("grep -C", (index) => index % 2 === 0 ? `conf/app.py-${index + 9}-` : `conf/app.py:${index + 9}:`),
  behind("cat -n", (index) => `${numberOf(index, 6)}\t`),
  behind("Claude's Read", (index) => `${numberOf(index, 6)}→`),
  behind("nl", (index) => `${numberOf(index, 6)}  `),
  behind("bat", (index) => `${numberOf(index, 4)} │ `),
  behind("a compiler", (index) => `${numberOf(index, 4)} | `),
  behind("an addition that was read", (index) => `${numberOf(index, 6)}→+`),
  behind("docker compose", "api-1  | "),
  behind("docker compose with times", "api-1  | 2026-01-02T03:04:05Z "),
  behind("foreman", "12:01:33 web.1   | "),
  behind("kubectl logs --prefix", "[pod/api-6f7c9d-x2x/app] "),
  behind("times", (index) => `2026-01-02T03:04:05.${123456 + index}Z `),
  behind("Python's logging", (index) => `2026-01-02 03:04:05,${123 + index} INFO app.config: `),
  behind(
    "Python's logging with dashes",
    (index) => `2026-01-02 03:04:05,${123 + index} - app.config - INFO - `,
  ),
  behind("a level in brackets", "[info] "),
  behind("a level", "INFO: "),
  behind("a time and a level", "[2026-01-02 03:04:05] [DEBUG] "),
  behind("syslog", "Jan  2 03:04:05 host app[12]: "),
  behind("GitHub Actions", (index) => `build\tRun tests\t2026-01-02T03:04:05.${1234567 + index}Z `),
  behind("docker build", (index) => `#12 0.${310 + index} `),
  behind("syslog with dates", "2026-01-02T03:04:05.123+01:00 host app[12]: "),
  behind("AWS Lambda", "2026-01-02T03:04:05.123Z\t3f1c9a2e-1b2c-4d5e-8f90-1a2b3c4d5e6f\tINFO\t"),
  behind("Spring Boot", "2026-01-02 03:04:05.123  INFO 1234 --- [           main] c.e.demo.App      : "),
  behind("klog", "I0102 03:04:05.123456      12 main.go:34] "),
  behind("pm2", "0|api      | "),
  behind("turbo", "web:build: "),
  behind("git blame", (index) => `3f9c2e1a (Kim Doe 2026-01-02 03:04:05 +0100 ${index + 9}) `),
  behind("comments with #", "# "),
  behind("comments with //", "// "),
  behind("comments with *", " * "),
  behind("comments with --", "-- "),
  behind("comments of documentation", "    /// "),
  behind("a quote", "> "),
  behind("a quote in a quote", "> > "),
  behind("a box", "│ "),
  behind("bars", "| "),
  behind("what was run", (index) => index === 0 ? "  ⎿  " : "     "),
  behind("pytest", "E       "),
  behind("set -x", "+ "),
  behind("spaces", "    "),
  behind("a tab", "\t"),
];

const quoted = (text: string) => JSON.stringify(`line one\n${text}\nlast line`);
const represented = (text: string) =>
  `'line one\\n${
    text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n").replaceAll("\r", "\\r")
      .replaceAll("\t", "\\t")
  }\\nlast line'`;

/** In a string. */
const STRING_CARRIERS: readonly Carrier[] = [
  ["JSON", (text) => `{"type":"tool_result","output":${quoted(text)},"ok":true}`],
  ["JSON in JSON", (text) => JSON.stringify(`{"output":${quoted(text)},"ok":true}`)],
  ["JSON in JSON in JSON", (text) => JSON.stringify(JSON.stringify(`{"output":${quoted(text)}}`))],
  [
    "JSON of Go",
    (text) =>
      `{"output":${quoted(text).replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)}}`,
  ],
  ["JSON in a log", (text) => `api-1  | {"level":"info","msg":${quoted(text)}}`],
  ["Python's repr", (text) => `result = ${represented(text)}`],
  ["Python's repr of bytes", (text) => `CompletedProcess(args=['x'], stdout=b${represented(text)})`],
  ["a string of a shell", (text) => `printf $${represented(text)}`],
  ["an object of JavaScript", (text) => `{ stdout: ${represented(text)}, stderr: '' }`],
  [
    "lines in a list",
    (text) => JSON.stringify({ source: `line one\n${text}`.split("\n").map((line) => `${line}\n`) }, null, 1),
  ],
];

export const CARRIERS: readonly Carrier[] = [...LINE_CARRIERS, ...STRING_CARRIERS];
