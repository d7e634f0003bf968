/** Secrets in lists of YAML, TOML, JSON and arguments, and behind what tools put before lines; and look-alikes. */
import { type ContextualSample, sampleOf, samplesOf } from "./contextual.ts";
import { ALPHANUMERIC, BASE64URL, HEX, type RandomText, wordsAndNumber } from "./random_text.ts";

export function listedSamples(random: RandomText): ContextualSample[] {
  const password = wordsAndNumber(random);
  const hex = `a7${random.of(HEX, 30)}`;
  const key = `aZ7${random.of(BASE64URL, 38)}k9`;
  const sign = `Ko!b${random.of(ALPHANUMERIC, 4)}77`;
  return [
    ...samplesOf(LISTS.map((text) => text.replaceAll("@", "passwords")), password),
    ...samplesOf(LISTS.map((text) => text.replaceAll("@", "tokens")), hex),
    ...samplesOf(LISTS.map((text) => text.replaceAll("@", "api_keys")), key),
    ...samplesOf(["keys:\n  - %\n  - other\n", "keys: [%, b]", "conf.yml:3:keys:\nconf.yml-4-  - %\n"], key),
    ...samplesOf(ARGUMENTS, password),
    ...samplesOf(['"Args": ["-p","%"]', '"Args": [\n  "serve",\n  "-p",\n  "%"\n]'], sign),
    ...samplesOf(['"args": [\n  "--api-key",\n  "%"\n]', "args:\n  - --api-key\n  - %\n"], hex),
    ...samplesOf(OF_VAULT, sign),
    ...PREFIXES.flatMap((prefix) => behindPrefix(prefix, hex, password)),
  ];
}

/** `@` stands for a name. */
const LISTS: readonly string[] = [
  "@: [%, b]",
  '"@": ["b", "%"]',
  "@:\n  - b\n  - %\n",
  "@:\n  # the first one\n  - %\n",
  " @:\n-  - old\n+  - %\n",
  "^a1b2c3d (Kim 2024-01-02 12) @:\n^a1b2c3d (Kim 2024-01-02 13)   - %\n",
];

const ARGUMENTS: readonly string[] = [
  '"Args": [\n  "--requirepass",\n  "%"\n]',
  '"Cmd": [\n    "redis-server",\n    "--requirepass",\n    "%"\n]',
  '"Args": [\n  "sshpass",\n  "-p",\n  "%",\n  "ssh"\n]',
  "args:\n  - --password\n  - %\n",
  "args:\n  - '--password'\n  - '%'\n",
  "command:\n  - redis-server\n  - --requirepass\n  - %\n",
  'Command::new("mysql").arg("--password").arg("%")',
  'Command::new("mysql")\n    .arg("--password")\n    .arg("%")',
];

/** Of 1Password's command. */
const OF_VAULT: readonly string[] = [
  "op item get Shop --fields password\n%\n",
  "$ op item get Shop --reveal --fields label=password\n%\n",
  '{\n  "id": "abc",\n  "type": "CONCEALED",\n  "label": "license",\n  "value": "%"\n}',
];

/** `#` stands for a digit that changes from line to line. */
const PREFIXES: readonly string[] = [
  "2024-05-01T10:00:0#.123456Z 00O ",
  "2024-05-01T10:00:0#.123456Z 01O+",
  "2024-05-01 10:00:0#,123 INFO  [main] c.a.App - ",
  "2024-05-01T10:00:0#.123+02:00  INFO 12345 --- [main] c.a.App    : ",
];

function behindPrefix(prefix: string, hex: string, password: string): ContextualSample[] {
  const behind = (lines: readonly string[]) =>
    lines.map((line, index) => prefix.replace("#", `${index % 10}`) + line).join("\n");
  const bytes = Array.from({ length: 64 }, (_, index) => (index * index * 37 + index * 91 + 11) % 256).join(
    ",",
  );
  return [
    sampleOf(
      `Jenkins behind ${prefix}`,
      hex,
      behind([
        "Please use the following password to proceed to installation:",
        "",
        hex,
        "",
        "This may also be",
      ]),
    ),
    sampleOf(`a list behind ${prefix}`, password, behind(["passwords:", `  - ${password}`])),
    sampleOf(
      `Helm behind ${prefix}`,
      hex,
      behind([`$ kubectl get secret db -o jsonpath="{.data.password}" | base64 --decode ; echo`, hex]),
    ),
    sampleOf(
      `Solana's file behind ${prefix}`,
      bytes,
      behind(["$ cat ~/.config/solana/id.json", `[${bytes}]`]),
    ),
  ];
}

/** What stands at such places and is no secret. */
export const LISTED_BENIGN_TEXTS: readonly string[] = [
  "passwords: [firstPassword, second_password]",
  "passwords: [required, min8]",
  '"tokens": [-100000000000001, 1.0000000000000002e+22, 100000000000000000001]',
  "tokens: [IDENTIFIER, NUMBER_2, PUNCT]",
  'tokens = ["IDENTIFIER", "NUMBER_2", "a"]',
  "const tokens = [accessToken1, refreshToken2];",
  "secrets: [db-credentials, registry-pull-2]",
  "secrets:\n  # of the cluster\n  - db-credentials\n  - registry-pull-2\n",
  "keys: [id, name, created_at2]",
  "keys:\n  - age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p\n",
  "keys:\n  - 7F0A9C1E2B3D4F5061728394A5B6C7D8E9F00112\n",
  "keys:\n  - 0f343b0931126a20f133d67c2b018a3b0f343b0931126a20f133d67c2b018a3b\n",
  "keys:\n  - uploads/2024/05/Report2024Final/Annex12b\n",
  'mkdir_args = ["mkdir", "-p", "build2024/out"]',
  '["mkdir", "-p", "Build@2024x"]',
  '"Args": ["-p", "8080:80"]',
  '"Args": ["-p", "8080"]',
  '"Args": [\n  "-p",\n  "/var/lib/app2024"\n]',
  "args:\n  - --password\n  - --verbose\n",
  "args:\n  - --token-file\n  - /run/tokens/ci2024\n",
  '"args": [\n  "--password-stdin",\n  "registry2024.acme.test"\n]',
  '.arg("--token-type")\n.arg("Bearer2")',
  "command:\n  - redis-server\n  - --requirepass\n  - $(REDIS_PASSWORD)\n",
  "op item get Shop\nID:          abcdefghij2345\nTitle:       Shop\n",
  "op item get Shop --fields password\n[use 'op item get abc --reveal' to reveal]\n",
  '{ "id": "username", "type": "STRING", "label": "username", "value": "Kobalu77x" }',
  "2024-05-01T10:00:00.123456Z 00O Job succeeded after 12s",
  "2024-05-01 10:00:00,123 INFO  [main] c.a.App - token count 2024",
];
