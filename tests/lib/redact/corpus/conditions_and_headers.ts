/** Secrets that conditions of several languages compare with, and headers of any service; and look-alikes. */
import { type ContextualSample, samplesOf } from "./contextual.ts";
import { ALPHANUMERIC, HEX, type RandomText, wordsAndNumber } from "./random_text.ts";

export function conditionsAndHeaders(random: RandomText): ContextualSample[] {
  const hex = () => `a7${random.of(HEX, 30)}`;
  const token = `s3cr${random.of("0123456789", 1)}t_${random.of(HEX, 5)}7x`;
  return [
    ...samplesOf(OF_KEY, hex()),
    ...samplesOf(OF_KEY, `aZ7${random.of(ALPHANUMERIC, 29)}4`),
    ...samplesOf(OF_NAMES.map((text) => text.replaceAll("#", "apiKey")), hex()),
    ...samplesOf(OF_NAMES.map((text) => text.replaceAll("#", "token")), token),
    ...samplesOf(
      [...OF_NAMES, ...OF_ENVIRONMENT].map((text) => text.replaceAll("#", "password")),
      wordsAndNumber(random),
    ),
    ...[hex(), `k${random.of(ALPHANUMERIC, 22)}7`].flatMap((key) => samplesOf(HEADERS, key)),
  ];
}

/** A lone `key`, where something is let in by it. */
const OF_KEY: readonly string[] = [
  'if (key !== "%") {\n  return reply.code(401).send();\n}',
  'if key != "%" {',
  "if ($key !== '%') {",
  'if [[ "$key" == "%" ]]; then',
  'if (req.headers.key !== "%") return;',
  'unless key == "%"',
];

/** `#` stands for a name. */
const OF_NAMES: readonly string[] = [
  'if (# !== "%") {',
  'assert # == "%"',
  'if # ~= "%" then',
  'if ($# -eq "%") {',
  "if ($# -ne '%') {",
  'if # /= "%" then',
  "die unless $# eq '%';",
  'if ($# ne "%") {',
  'if # <> "%" then',
  'if (#.Equals("%", StringComparison.Ordinal))',
  'if (string.Equals(#, "%"))',
];

const OF_ENVIRONMENT: readonly string[] = [
  'if os.getenv("PASSWORD") == "%":',
  'if os.environ.get("PASSWORD", "") != "%":',
  'if (process.env.PASSWORD === "%") {',
  "if (env('PASSWORD') === '%') {",
  'process.env.PASSWORD = "%";',
];

const HEADERS: readonly string[] = [
  "X-Record-Key: %",
  "-H 'x-record-key: %'",
  "X-PROJECT-KEY: %",
  '"X-Event-Key": "%"',
  'headers["X-Data-Key"] = "%"',
  'if (req.get("X-Record-Key") !== "%") return;',
];

/** What stands at such places and is no secret. */
export const CONDITION_AND_HEADER_BENIGN_TEXTS: readonly string[] = [
  'assert key == "0f343b0931126a20f133d67c2b018a3b"',
  'expect(key).toBe("0f343b0931126a20f133d67c2b018a3b");',
  'if (cache.key !== "0f343b0931126a20f133d67c2b018a3b") {',
  'if (key === "ArrowDown" || key === "Enter2") {',
  'if (key !== "user:42:profile") {',
  'if (event.key == "Escape") {',
  'key = "0f343b0931126a20f133d67c2b018a3b"',
  'if (token === "IDENTIFIER_2") {',
  'if (token.type -eq "Identifier2Name") {',
  'if token ~= "number2" then',
  "if ($token eq 'begin') {",
  'if (password -eq "required") {',
  'if os.getenv("PASSWORD") == "":',
  'if os.getenv("TOKEN_TYPE") == "Bearer":',
  'if (process.env.TOKEN === "undefined") {',
  'if (process.env.NODE_ENV === "production2024b") {',
  'if (string.Equals(tokenType, "Bearer2Token"))',
  'process.env.PASSWORD = "";',
  "X-Cache-Key: 0f343b0931126a20f133d67c2b018a3b",
  "X-Surrogate-Key: 0f343b0931126a20f133d67c2b018a3b",
  "x-routing-key: a81Kd72kdPwq92kDl2",
  "X-Trace-Key: 0f343b0931126a20f133d67c2b018a3b",
  "X-Request-Key: 4bf92f3577b34da6a3ce929d0e0e4736",
  "X-Idempotency-Key: 4bf92f3577b34da6a3ce929d0e0e4736",
  "X-Record-Key: customers",
  '"X-Event-Key": "repo:push"',
  "X-Event-Key: pullrequest:comment_created",
];
