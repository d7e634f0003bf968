/** Values on the line below what tells of them: answers of interpreters and shells, pages that show a key once, labels; and look-alikes. */
import { type ContextualSample, samplesOf } from "./contextual.ts";
import { HEX, LOWER, mixedToken, type RandomText, UPPER } from "./random_text.ts";

export function lineBelowSamples(random: RandomText): ContextualSample[] {
  return [
    ...samplesOf(OF_KEYS, mixedToken(random)),
    ...samplesOf(OF_HEXADECIMAL, `a7${random.of(HEX, 38)}`),
    ...samplesOf(
      OF_PASSWORDS,
      `${random.of(UPPER, 1)}obalu${random.of(UPPER, 1)}o${random.of(LOWER, 4)}${random.of("3456789", 3)}`,
    ),
    ...samplesOf(
      ["Password\n%\n", "     1→Password\n     2→%\n"],
      `${random.of(LOWER, 8)}${random.of("3456789", 4)}`,
    ),
  ];
}

/** `%` stands for what a machine made. */
const OF_KEYS: readonly string[] = [
  "> process.env.STRIPE_SECRET\n'%'\n> ",
  "> process.env.API_KEY\n'%'",
  'irb(main):002:0> Rails.application.secret_key_base\n=> "%"',
  'irb(main):002> ENV["API_TOKEN"]\n=> "%"\n',
  'iex(1)> System.get_env("API_TOKEN")\n"%"\n',
  "Your new API key. It is shown only once:\n\n    %\n",
  "Token created. Copy it, you won't see it again:\n%\n",
  "Deploy token rotated! Save it now:\n`%`\n",
  "API key\n%\n",
  "here's the api key\n\n%",
  "here is our new access token\n%\n",
  "$ echo $API_TOKEN\n%\n\u0000\nnext text",
  "$ az acr credential show -n shop --query passwords[0].value -o tsv\n%\n\u0000\n",
];

const OF_HEXADECIMAL: readonly string[] = [
  "here's the api key\n\n%",
  'irb(main):002:0> app.secret_key_base\n=> "%"',
];

/** `%` stands for what somebody chose. */
const OF_PASSWORDS: readonly string[] = [
  "> config.database.password\n'%'\n",
  "$ echo $DB_PASSWORD\n%\n\u0000\n",
  "     7→Password\n     8→%\n",
  "K 8\npassword\nV 15\n%\nK 15\nsvn:realmstring\n",
  "     3→password\n     4→V 15\n     5→%\n     6→END\n",
];

/** What stands below such lines and is no secret. */
export const LINE_BELOW_BENIGN_TEXTS: readonly string[] = [
  "API key\nhttps://console.example.test/keys2",
  "Access token\ndocs/auth/access-token2.md",
  "> tokens[0].token\n'ident2'",
  "> process.env.API_KEY\nundefined",
  "> process.env.TOKEN_FILE\n'/run/secrets/token2'",
  "> typeof process.env.API_TOKEN\n'string'",
  "> var.db_password\n(sensitive value)",
  "> The token\n'Qb3kLmQ9xZtR5vBn2WcY7uHk'",
  "> token\n> 'the next quoted line'",
  'irb(main):002:0> user.password\n=> "secret"',
  'irb(main):002:0> user.token_type\n=> "Bearer2Token9xKlmPqRst"',
  "Rotate the API key\n0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c33",
  "API key\n0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c33",
  "We rotated the old API key\nQb3kLmQ9xZtR5vBn2WcY7uHk",
  "here's the commit for the token\n0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c33",
  "here's the api key handling\n\nsrc/auth/apiKeyHandler2.ts",
  "API key\nAuthController2Module3",
  "The password was reset. Please copy the output below:\nAcmeWorker2Service",
  "Token created. Copy the file once:\nnpm-run-all2-with-token",
  "The token is read. Save this file as:\nconfig/tokens/reader2.json",
  "Password\nRequired",
  "Password\nversion2",
  "K 8\npassword\nV 4\n****\nEND",
  "password\nV 9\nKobaluMarona347\n",
  "$ echo $API_TOKEN\n\n$ ls\nREADME2.md",
  "$ echo $HOME\n/srv/app2",
];
