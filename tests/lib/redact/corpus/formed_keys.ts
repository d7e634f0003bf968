/** Keys and tokens that are known by a form of their own and a word before them; and what only looks like them. */
import { type ContextualSample, sampleOf as make, samplesOf } from "./contextual.ts";
import {
  ALPHANUMERIC,
  BASE64,
  BASE64URL,
  chosenPassword,
  HEX,
  LOWER,
  mixedToken,
  type RandomText,
} from "./random_text.ts";

const BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

export function formedKeys(random: RandomText): ContextualSample[] {
  const hex = (length: number) => `a7${random.of(HEX, length - 2)}`;
  const url = (length: number) => `b3X_${random.of(BASE64URL, length - 4)}`;
  const header = btoa('{"alg":"dir","enc":"A256GCM"}').replaceAll("=", "");
  const [iv, text, tag] = [url(16), url(60), url(22)];
  const bootstrap = `s3${random.of(LOWER, 4)}.t9${random.of(LOWER, 14)}`;
  const pass = chosenPassword(random);
  const base64 = `X7${random.of(BASE64, 84)}==`;
  const [first, second] = [hex(32), hex(32)];
  const rapid = [hex(10), "msh", hex(15), "p1", hex(6), "jsn", hex(12)].join("");
  return [
    ...samplesOf(["error: request with % was rejected", "x = %", '["%"]'], rapid),
    ...samplesOf(
      [
        "| `CONVEX_DEPLOY_KEY` | `prod:candle-jasper-636|%` |",
        'putenv("CONVEX_DEPLOY_KEY=prod:meadow-puzzle-455|%");',
        "dev:happy-animal-123|%",
        "preview:acme:web|%",
      ],
      mixedToken(random, 60),
    ),
    make("an encrypted token without a key", [iv, text, tag], `got ${header}..${iv}.${text}.${tag}`),
    ...["v4.local.", "v2.local.", "v4.public.", "k4.secret.", "k3.local."].map((prefix) => {
      const token = url(86);
      return make(prefix, token, `token ${prefix}${token}`);
    }),
    ...samplesOf(["imported suiprivkey1%", '"key":"suiprivkey1%"'], random.of(BECH32, 59)),
    make(
      "a static key without its frame",
      [first, second],
      `<tls-auth>\n${first}\n${second}\n</tls-auth>`,
    ),
    make("the same of another name", [first, second], `<tls-crypt>\n${first}\n${second}\n</tls-crypt>`),
    ...samplesOf(
      ["salt=d2232ef959ab34e7\nkey=%\niv =FB58774C07B9F47DADA54C1C40357BE4", "key=%\niv =FB58774C07B9F47D\n"],
      hex(64).toUpperCase(),
    ),
    ...samplesOf([`CLIENT_RANDOM ${hex(64)} %\n`], hex(96)),
    ...samplesOf(
      [
        `CLIENT_TRAFFIC_SECRET_0 ${hex(64)} %\n`,
        `SERVER_HANDSHAKE_TRAFFIC_SECRET ${hex(64)} %\n`,
        `EXPORTER_SECRET ${hex(64)} %\n`,
      ],
      hex(64),
    ),
    ...samplesOf(['Storage account key1: "%"', "key1: %", '"key1": "%"'], base64),
    ...samplesOf(['"HDWallet":{"seed":"%"}', "seed: %"], hex(128)),
    ...samplesOf(
      [
        "oauth_verifier=%&oauth_token=1",
        "https://app.acme.io/cb?a=1&oauth_verifier=%",
        "code_verifier=%",
        '"code_verifier": "%"',
      ],
      mixedToken(random, 43),
    ),
    ...samplesOf(["Authorization code: 4/0A%", "code=4%2F0A%".replace("%2F", "/")], url(70)),
    make("a code in an address", text, `code=4%2F0A${text}&scope=email`),
    ...samplesOf(["minikube: bootstrapping token %", "Using token: %\n", 'token: "%"'], bootstrap),
    ...samplesOf(["$ consul keygen\n%\n$ ls\n"], `/Z${random.of(BASE64, 41)}=`),
    ...samplesOf(
      ['$ cat /etc/pgbouncer/userlist.txt\n"app" "%"\n', '# userlist.txt\n"bob" "md5"\n"app" "%"'],
      pass,
    ),
    ...samplesOf([`CREDENTIALS\tX\t2026\tY\tIQoJ${"b3JpZ2lu"}%`], random.of(ALPHANUMERIC, 200)),
  ];
}

export const FORMED_KEY_BENIGN_TEXTS: readonly string[] = [
  "sizes = [64, 128, 256, 512]",
  "v4.local.example and v2.public.key are forms of PASETO",
  "key=E165 iv=FB58",
  "see https://docs.acme.io/4/0Overview-of-the-API for details about the API version 4",
  "CLIENT_RANDOM is written by NSS for each session",
  "key1: value1\nkey2: value2",
  '{"seed": 42, "size": 128}',
  "[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63]",
  "module.exports.configuration.somethingelse1",
  "assert prod:web-app-12|staging:web-app-13",
  "the file abcdef.0123456789abcdef.js was emitted",
  "eyJhbGciOiJkaXIi is the beginning of a header",
  "[12,255,0,3,4,5,6,7,8,9,10,11,12,13,14,15,16]",
  "userlist.txt holds the users",
];
