/** What programs ask for, print or show alone, and what looks like it. */
import { type ContextualSample, sampleOf as make, samplesOf } from "./contextual.ts";
import { BASE64, chosenPassword, HEX, mixedToken, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function askedForSamples(random: RandomText): ContextualSample[] {
  return [...promptSamples(random), ...outputSamples(random), ...fileSamples(random)];
}

function outputSamples(random: RandomText): ContextualSample[] {
  const key = `${random.of(BASE64, 41)}7a=`;
  const peer = `${random.of(BASE64, 41)}9b=`;
  const pass = chosenPassword(random);
  const encoded = btoa(pass);
  return [
    ...samplesOf([
      "CreationTime         KeyName    Permissions    Value\n2026-01-01T00:00:00  key1       FULL           %\n",
      "KeyName    Value\nkey1       %\n",
    ], `${random.of(BASE64, 84)}7a==`),
    ...samplesOf(
      [
        "$ heroku auth:token\n ›   Warning: token will expire 02/02/2026\n%\n",
        "-$ heroku auth:token\n- ›   Warning: token will expire 02/02/2026\n-%",
        "$ uuidgen | tee api_key.txt\n%",
      ],
      random.uuid(),
    ),
    ...samplesOf([
      "wg show wg0 private-key\n%\n",
      `$ wg show wg0 dump\n%\t${peer}\t51820\toff\n`,
      `$ sudo wg show wg0 preshared-keys\n${peer}\t%\n`,
      "[#] wg set wg0 private-key <(echo %)",
      `wg set wg0 peer ${peer} preshared-key <(echo %) allowed-ips 10.0.0.2/32`,
      "```\n$ cat config/master.key\n%\n```",
    ], key),
    make(
      "the keys of peers",
      [key, peer],
      `$ wg show wg0 dump\n${key}\tpub=\t51820\toff\n${
        random.of(BASE64, 43)
      }=\t${peer}\t(none)\t10.0.0.2/32\n`,
    ),
    ...samplesOf([
      '127.0.0.1:6379> GET session:admin:token\n"%"',
      'x.env-4-127.0.0.1:6379> GET session:admin:token\nx.env-5-"%"',
      '127.0.0.1:6379[2]> HGET user:1 token\n"%"',
      "        >>> os.environ['API_TOKEN']\n        '%'",
      ">>> secrets.token_urlsafe(32)\n'%'",
      "2026-01-01T00:00:00 INFO >>> secrets.token_hex(20)\n2026-01-01T00:00:00 INFO '%'",
      'irb(main):001:0> SecureRandom.hex(20)\n=> "%"',
      "> crypto.randomBytes(20).toString('hex')\n'%'",
    ], `${random.of(HEX, 37)}a7c`),
    ...samplesOf([
      "(Pdb) settings.DB_PASSWORD\n'%'",
      "ipdb> settings.DB_PASSWORD\n'%'",
      '(byebug) config.password\n"%"',
    ], "9I+1o~UA@qL+sY38H?uy"),
    ...samplesOf([
      "$ php artisan tinker --execute=\"echo config('app.key');\"\nbase64:%\n",
      "> config('app.key')\n= \"base64:%\"\n",
    ], key),
    make("decoded", [encoded, pass], `$ echo '${encoded}' | base64 -d\n${pass}\n`),
  ];
}

function promptSamples(random: RandomText): ContextualSample[] {
  const token = mixedToken(random, 32);
  return [
    ...samplesOf([
      "Enter PEM pass phrase: %\nVerifying - Enter PEM pass phrase: %",
      "Enter PEM pass phrase:%",
      "Password [%]: ",
      "Database password (required) [%]:\n",
      "DB_PASSWORD (leave empty to keep) [%]:\n",
    ], chosenPassword(random)),
    ...samplesOf(
      ["Enter PEM pass phrase: %\n", "? Choose a password › %", "DB_PASSWORD [%]: "],
      "tulip-walnut-ribbon",
    ),
    ...samplesOf([
      "? Enter your API key › %\n✔ Saved",
      "✔ What is your API key? … %\n",
      "CONFLUENT_API_SECRET (required) [%]: ",
      "DEPLOY_TOKEN [%]: ",
      "Access token [%]: ",
    ], token),
    ...samplesOf(
      ["WEATHER_API_KEY (required) [%]: ", "OPENWEATHER_KEY (required) [%]:\n"],
      `${random.of(HEX, 29)}a7c`,
    ),
    ...samplesOf(["API_SECRET (required) [%]: "], `${random.of(BASE64, 61)}7aZ`),
    ...samplesOf(["HEROKU_API_KEY (required) [%]: "], random.uuid()),
  ];
}

function fileSamples(random: RandomText): ContextualSample[] {
  return samplesOf([
    '<param name="file_path">/work/secrets/db_password.txt</param>\n<param name="content">%</param>',
    '<param name="file_path">/work/db.pw</param><param name="content">%\n</param>',
    '<param name="file_path">/work/app.secret</param><param name="content">%</param>',
    '{"name":"Write","input":{"file_path":"/work/secrets/db_password.txt","content":"%\\n"}}',
    '{"name":"Write","input":{"file_path":"/work/secrets/db_password","content":"%"}}',
    '{"path": "/work/db.passwd", "file_text": "%"}',
  ], chosenPassword(random));
}

/** What looks like them. */
export const ASKED_FOR_BENIGN_TEXTS: readonly string[] = [
  "AWS Secret Access Key [****************vdAb]: ",
  "Password [optional]: ",
  "Password [8-64 characters]: ",
  "API key (leave empty to keep) [none]: ",
  "? Password: [hidden]",
  "? What is your password? (required) [input is hidden]",
  "  --token TOKEN  (required) [env: API_TOKEN]",
  "  --api-key <KEY>  API key (required) [env: OPENAI_API_KEY=]",
  "token (string) [in: query]: the token",
  "  API_TOKEN (required) [string]: the token of the API",
  "db_password (required) [secret/db2-pass]: ",
  "Enter your password › ********",
  "Enter PEM pass phrase: \nVerifying - Enter PEM pass phrase: \n",
  "Settings › API key › Create2",
  // files
  '<param name="file_path">/work/token.txt</param><param name="content">hello world 12</param>',
  '{"file_path":"/work/password.txt","content":"one\\ntwo"}',
  '{"file_path":"/work/token.ts","content":"export const x9y8z7w6=1"}',
  // outputs
  "$ echo aGVsbG8gd29ybGQ= | base64 --decode\nhello world",
  "$ echo 'c2hhMjU2' | base64 -d\nsha256",
  "$ wg pubkey < private.key\nX8q58bxNnB6UG7NCzTRTGNoXqb7tYu7JQTMw+uZgZM8=",
  "$ wg show wg0 public-key\nX8q58bxNnB6UG7NCzTRTGNoXqb7tYu7JQTMw+uZgZM8=",
  "$ uuidgen\n260abed9-e35d-4104-8ca6-a96e82f0db04",
  '127.0.0.1:6379> GET token:count\n"12"',
  "127.0.0.1:6379> TYPE session:admin:token\nstring",
  '127.0.0.1:6379> GET user:42:name\n"cce8c9b875ba75b64fc19e0395d010e8fe4a3d25"',
  "In code: secrets.token_urlsafe(32)\n'cce8c9b875ba75b64fc19e0395d010e8fe4a3d25'",
  ">>> hash_password('x')\nTrue",
  ">>> config.token_type\n'bearer'",
];
