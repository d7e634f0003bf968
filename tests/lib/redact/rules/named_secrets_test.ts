import assert from "node:assert/strict";
import { ALPHANUMERIC, HEX, randomText } from "../corpus/random_text.ts";
import { assertFound, redactTo } from "../redact_to.ts";

const random = randomText(41);

/** Letters of both cases and digits. */
const TOKEN = `x7Kd${random.of(ALPHANUMERIC, 36)}q9Lm`;
const HASH = `4f${random.of(HEX, 36)}9b`;

Deno.test("a token is found under short names, in environments, in YAML and in pairs", async () => {
  const names =
    ("TOK SESSION SIGNING MASTER STRIPE_SK CLIENT_SEC VAULT UNSEAL FERNET BOT OAUTH SERVICE_ROLE JWT " +
      "REDIS_AUTH").split(" ");
  for (const name of names) {
    await assertFound([`${name}=■`, `env:\n  - name: ${name}\n    value: ■`], TOKEN);
    if (name !== "REDIS_AUTH") await assertFound([`app:\n  ${name.toLowerCase()}: ■`], TOKEN);
  }
  await assertFound(["KEY=■", "app:\n  key: ■"], TOKEN);
});

Deno.test("what is hexadecimal is found under the names of services' keys", async () => {
  await assertFound(
    [
      "sendgrid_key: ■",
      "weather_key=■",
      "SONAR_LOGIN=■",
      "sonar.login=■",
      "NEW_RELIC_LICENSE=■",
      "SIGNING=■",
    ],
    HASH,
  );
});

Deno.test("a password is found under names that are verdicts and folders elsewhere", async () => {
  await assertFound(["PASS=■", 'PASS = "■"', "- name: PASS\n  value: ■"], "x7Kdq9Lm2Tz4");
  await assertFound(["PWD=■"], "Heron#6061");
  await assertFound(["PASS=■"], "Heron6061$");
  await assertFound(["BASIC_AUTH=admin:■", "- name: BASIC_AUTH\n  value: admin:■"], "walnut_nectar35");
  await assertFound(["ADMIN_TOKEN=■", "- name: API_KEY\n  value: ■"], "walnut_nectar35");
  await assertFound(["ADMIN_PIN=■"], "482133");
  await assertFound(["setting: smtp_password\nvalue: ■"], "walnut_nectar35");
});

Deno.test("what names a thing stays: keys of files, pages, builds and PGP, folders, verdicts, ids of sessions, tags of YAML", async () => {
  const id = "3f2b8c1e-9d47-4a65-b0e3-71c5d8f2a694";
  const texts = [
    `SITE_KEY=${id}`,
    `recaptcha_site_key: ${TOKEN}`,
    `FIGMA_FILE_KEY=${TOKEN.slice(0, 22)}`,
    `PROJECT_KEY=${id}`,
    `BUILD_KEY=${id}`,
    `routing_key: ${id}`,
    `GPG_KEY=${HASH}`,
    `GPG_KEY=${HASH.toUpperCase()}`,
    `key: ${HASH}`,
    "PWD=/srv/app1",
    "PWD=12345678x",
    "PASS=12",
    "session=ses_4f9a2b7c1d8e3f6a5b0c9d",
    "MASTER=spark://host:7077",
    "SID=S-1-5-21-3623811015-3361044348-30300820-1013",
    "password: !vault_ref db/password",
  ];
  for (const text of texts) assert.equal(await redactTo(text), text);
});
