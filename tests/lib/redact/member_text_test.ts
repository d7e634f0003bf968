import assert from "node:assert/strict";
import { createRedactor, memberText, PartialTextBuilder, type RawText } from "../../../lib/redact/mod.ts";

const chosen = ["Dinghy", "Plover", "318"].join("");
const random = ["q8Wz0vJr", "T5mXk2Lp", "9sYdB3nH"].join("");
const words = ["canoe picnic warfare mule ", "tenant shrug lizard fossil ", "hurdle opera swarm violin"].join(
  "",
);

async function redacted(object: Readonly<Record<string, RawText>>): Promise<Record<string, string>> {
  const members = Object.entries(object).map(([name, text]) => ({ name, text }));
  const texts = members.map((_, index) => memberText(members, index));
  const results = await (await createRedactor()).redactAll(texts);
  return Object.fromEntries(members.map(({ name }, index) => [name, results[index] ?? ""]));
}

Deno.test("a member is judged by its name, as it is in JSON", async () => {
  const missed: string[] = [];
  const secrets: readonly (readonly [string, readonly string[]])[] = [
    [chosen, ["pass", "pword", "creds", "credentials", "wifiPass", "svn_pass", "passwd2", "secretValue"]],
    [chosen, [
      "activation_code",
      "password_repeat",
      "heslo",
      "mot_de_passe",
      "пароль",
      "パスワード",
      "contraseña",
    ]],
    [random, ["auth", "jwt", "bearer", "hmac", "pepper", "X-Auth-Token", "aws_secret_access_key"]],
    [words, ["mnemonic", "seed_phrase"]],
  ];
  for (const [secret, names] of secrets) {
    for (const name of names) {
      const { [name]: text = "", user } = await redacted({ user: "kim", [name]: secret });
      if (!/^\[redacted:[a-z-]+:[0-9a-f]{4}\]$/.test(text) || user !== "kim") missed.push(name);
    }
  }
  assert.deepEqual(missed, []);
});

Deno.test("objects are judged below their name", async () => {
  const { passwords } = await redacted({ passwords: JSON.stringify({ staging: chosen }) });
  assert.match(passwords ?? "", /^\{"staging":"\[redacted:password:[0-9a-f]{4}\]"\}$/);
});

Deno.test("members around a value say what it is", async () => {
  const { name, value } = await redacted({ name: "FTP_PASS", scope: "all", value: chosen });
  assert.match(value ?? "", /^\[redacted:password:[0-9a-f]{4}\]$/);
  assert.equal(name, "FTP_PASS");
  assert.equal((await redacted({ name: "REGION", value: chosen })).value, chosen);
});

Deno.test("a value with quotes or lines in it is shown as it was but for the secret", async () => {
  const { pass } = await redacted({ pass: `${chosen}"x\nsecond line` });
  assert.match(pass ?? "", /^\[redacted:password:[0-9a-f]{4}\]\nsecond line$/);
});

Deno.test("a value that was cut keeps its note", async () => {
  const builder = new PartialTextBuilder();
  builder.show(`${chosen}\n`);
  builder.leaveOut("[… 9 lines …]\n", "hidden");
  builder.show("last");
  const { pass } = await redacted({ pass: builder.build() });
  assert.match(pass ?? "", /^\[redacted:password:[0-9a-f]{4}\]\n\[… 9 lines …\]\nlast$/);
});

Deno.test("other members stay, and so does what is no secret in JSON either", async () => {
  const object = {
    auth: "none",
    salt: "rounds",
    pass: "true",
    credentials: "same-origin",
    passes: "[1,2,3]",
    text: "Enter the password in field 23, then wait",
    value: "checkbox17",
    key: "build-cache-linux-22",
    密码: "",
    command: "grep -rn pass= src/login2.ts",
    user: chosen,
  };
  assert.deepEqual(await redacted(object), object);
});
