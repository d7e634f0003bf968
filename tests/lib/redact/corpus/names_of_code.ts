/** Names of code, constants, alphabets and public values where a secret could stand: they must come out unchanged. */

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const X = (count: number) => "x".repeat(count);
/** Put together here, as scanners know it by its beginning. */
const PUBLIC_TOKEN = ["pk", `eyJ${"1IjoiYWNtZWRldiIsImEiOiJjbDEy"}`, "aB3dEfGh1JkLmN0pQrStUv"].join(".");

export const NAME_OF_CODE_BENIGN_TEXTS: readonly string[] = [
  "        self.assertEqual(p.password, None)\n        self.assertEqual(p.port, None)",
  '    assert_equal(req.password, None)\n    check_output2("foo", "bar12")',
  'Each row is identified by "rowKey1".',
  'The column is identified by "user_id2" in the table.',
  "The login and password fields are empty.",
  "login / password screen",
  "Please enter your login and password below.",
  "the login page, password field and button",
  "login form password input",
  "#define CKO_SECRET_KEY 0x00000004UL",
  "#define CKK_GENERIC_SECRET 0x00000010UL",
  "#define CKA_SECONDARY_AUTH 0x00000200UL",
  "#define aes128_set_encrypt_key nettle_aes128_set_encrypt_key",
  "#define OBJ_id_it_revPassphrase         OBJ_id_it,12L",
  "#define SSL_E_INSUFICIENT_CREDENTIALS SSL_E_INSUFFICIENT_CREDENTIALS",
  "enum {\n    SEC_ERROR_BAD_PASSWORD = SEC_ERROR_BASE + 15,\n}",
  "\tP11_URI_FOR_OBJECT_ON_TOKEN | P11_URI_FOR_MODULE,",
  "class Pass;\nPass *createLICMPass();\n",
  "\nPass *createLoopVectorizePass();\n",
  "  MemDeallocPolicy MDP = MemDeallocPolicy::Standard;",
  "  FSDiscriminatorPass P = FSDiscriminatorPass::Pass1);",
  "def_API('Z3_fixedpoint_get_reason_unknown', STRING, (_in(CONTEXT)))",
  'SSL_EXPERIMENTAL_API("SSL_EnableTls13GreaseEch", enabled)',
  'CREDENTIALS = "GOOGLE_APPLICATION_CREDENTIALS"',
  "TOKEN_VAR = 'HOMEBREW_GITHUB_API_TOKEN'",
  "GIT_ASKPASS=echo git fetch",
  "    GIT_ASKPASS: 'echo',",
  "SSH_ASKPASS=ksshaskpass ssh-add",
  `UNRESERVED_PAT = "${LETTERS.toUpperCase()}${LETTERS}${DIGITS}-._~"`,
  `TOKEN = '${LETTERS}${LETTERS.toUpperCase()}${DIGITS}_'`,
  `password := "${DIGITS}${LETTERS.toUpperCase().slice(0, 22)}"`,
  "http://play.rust-lang.org/?code=%23%21%5Ballow%28dead_code%29%5D%0Afn%20main%28%29%20%7B%0A%20%20let%20x%20%3D%205%3B%0A%7D&edition=2018",
  `export KEY="sk-ant-api03-${X(8)}-${X(32)}-${X(6)}AA"`,
  `OPENAI_API_KEY=sk-proj-${X(24)}`,
  `export GITHUB_TOKEN=ghp_${X(36)}`,
  `SLACK_BOT_TOKEN=${"xoxb"}-your-token-here`,
  `mapboxgl.accessToken = '${PUBLIC_TOKEN}';`,
  `MAPBOX_TOKEN=${PUBLIC_TOKEN}`,
  "License: Apache-2.0-with-GPL2-LGPL2-Exception",
  "hazmat/primitives/kdf/pbkdf2.py,sha256=wEMH4CJfPccCg9apQLXyWUWBrZLTpYLLnoZEnzvaHQo,2032",
  "`application/vnd$1$2.${options.mediaType.format}`",
  "PASSWORD                        *netrw-passwd*",
];
