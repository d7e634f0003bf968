/** Secrets that their source has cut in two. */
import { ALPHANUMERIC, DIGITS, HEX, mixedToken, type RandomText } from "./random_text.ts";

export interface CutSample {
  readonly what: string;
  readonly text: string;
  readonly pieces: readonly [string, string];
}

/** `@` stands for the name, `%1` and `%2` for the pieces. */
const FORMS: readonly string[] = [
  'const @ =\n  "%1" +\n  "%2";\n',
  'const @ = "%1" + "%2";\n',
  "const @: string =\n  '%1' +\n  '%2';\n",
  'private static final String @ = "%1"\n        + "%2";\n',
  'val @: String = "%1" +\n    "%2"\n',
  '@ := "%1" +\n\t"%2"\n',
  '@ = (\n    "%1"\n    "%2"\n)\n',
  '@ = "%1" "%2"\n',
  '@ = "%1" \\\n  "%2"\n',
  'static const char *@ =\n    "%1"\n    "%2";\n',
  "$@ = '%1' .\n    '%2';\n",
  "$@ = '%1'\n    . '%2';\n",
  'local @ = "%1" ..\n  "%2"\n',
  'Dim @ As String = "%1" & _\n    "%2"\n',
  "export @=%1\\\n%2 && ./run.sh\n",
  'export @="%1\\\n%2"\n./run.sh\n',
  '@: "%1\\\n  %2"\n',
  'log_in(@="%1" + "%2")\n',
];

/** What tools put before lines, and a string of JSON. */
const SURROUNDINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => withPrefix(text, (line) => `${`${line}`.padStart(6)}\t`),
  (text) => withPrefix(text, (line) => `${`${line}`.padStart(6)}→`),
  (text) => `@@ -1,2 +1,4 @@\n start\n${withPrefix(text, () => "+")}`,
  (text) => withPrefix(text, (line) => `src/a.ts:${line}:`),
  (text) => `{"content": ${JSON.stringify(text)}, "ok": true}`,
];

function withPrefix(text: string, prefix: (line: number) => string): string {
  return text.trimEnd().split("\n").map((line, index) => prefix(index + 1) + line).join("\n");
}

/** Tokens of a form of their own, and values that are told by their name; each cut at several places. */
function secretsOf(random: RandomText): [name: string, secret: string, cuts: readonly number[]][] {
  return [
    ["GITHUB_PAT", `ghp_${random.of(ALPHANUMERIC, 36)}`, [10, 20]],
    ["grafanaServiceAccountToken", `glsa_${random.of(ALPHANUMERIC, 32)}_${random.of(HEX, 8)}`, [24]],
    ["STRIPE_SECRET_KEY", `sk_${"live"}_${random.of(ALPHANUMERIC, 24)}`, [12]],
    ["hfToken", `hf_${random.of(ALPHANUMERIC, 34)}`, [18]],
    ["launchdarkly_sdk_key", `sdk-${random.uuid()}`, [18]],
    [
      "TELEGRAM_BOT_TOKEN",
      `${random.of("56", 1)}${random.of(DIGITS, 9)}:AA${random.of(ALPHANUMERIC, 33)}`,
      [19],
    ],
    ["apiToken", mixedToken(random, 32), [14]],
    ["dbPassword", `${mixedToken(random, 7)}!${mixedToken(random, 6)}`, [7]],
    ["clientSecret", random.of(HEX, 40), [20]],
  ];
}

/** All forms of all secrets in all surroundings. */
export function cutInTwo(random: RandomText): CutSample[] {
  return FORMS.flatMap((form) =>
    SURROUNDINGS.flatMap((surround, number) =>
      secretsOf(random).flatMap(([name, secret, cuts]) =>
        cuts.map((cut): CutSample => {
          const pieces = [secret.slice(0, cut), secret.slice(cut)] as const;
          const text = form.replace("@", () => name).replace("%1", () => pieces[0]).replace(
            "%2",
            () => pieces[1],
          );
          return { what: `${name} in ${JSON.stringify(form)} (${number})`, text: surround(text), pieces };
        })
      )
    )
  );
}

/** Texts, names and paths that are put together. */
export const JOINED_BENIGN_TEXTS: readonly string[] = [
  'const tokenMessage = "the token is " +\n  "not valid";\n',
  'const tokenUrl = "https://x.example.test/" + "oauth/token";\n',
  'const passwordLabel = "Pass" + "word";\n',
  "secret_name = 'my-' + 'secret'\n",
  'token = prefix + "abcdef"\n',
  'const invalidToken = "invalid_" +\n  "token";\n',
  "API_KEY=$FIRST\\\nsecond\n",
  "SECRET_PATH=/srv/app/first\\\n/second/d.txt\n",
  'const passwordRegex = "^[a-z]{8}" +\n  "[0-9]+$";\n',
  'const tokenKey = "app.auth." + "accessToken";\n',
  'const ERR_TOKEN = "ERR_INVALID_" + "TOKEN_EXPIRED";\n',
  'const secretArn = "arn:aws:secretsmanager:" + "us-east-1";\n',
  '{ "passwordHelp": "Must be at least eight" +\n " characters" }\n',
  'token_type = "Bea" "rer"\n',
  'throw new Error("unexpected token: " +\n  "foo")\n',
  'PASSWORD = ("change"\n "me")\n',
  'auth_token: "AUTH_" \\\n  "TOKEN"\n',
  "print('password: ' + 'secret')\n",
  'const digest = "0123456789abcdef0123" +\n  "456789abcdef01234567";\n',
  "TOKEN_FILE=/run/secrets/\\\ntoken.txt\n",
  "$password_error = 'The password ' .\n  'is wrong';\n",
];
