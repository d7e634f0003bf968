import assert from "node:assert/strict";
import { literalValue } from "../../../../../lib/redact/rules/named/assigned_value.ts";
import { classifyName } from "../../../../../lib/redact/rules/judgement/secret_name.ts";
import { looksSecret } from "../../../../../lib/redact/rules/judgement/secret_value.ts";
import { mixedToken, randomText } from "../../corpus/random_text.ts";

/** Whether a text in quotes, or one without, is the secret of a name. */
function isSecret(name: string, text: string, isQuoted = true): boolean {
  const value = literalValue(0, text);
  return looksSecret(name, classifyName(name), isQuoted ? value : { ...value, terminator: "" });
}

/** Of the names that are taken at their word. */
const isPassword = (text: string) => isSecret("DB_PASSWORD", text);

Deno.test("default passwords of databases are known to everybody", () => {
  const known =
    "postgres postgresql mysql mariadb mongo redis rabbitmq root admin guest minioadmin sa user username";
  assert.deepEqual(known.split(" ").filter(isPassword), []);
  assert.ok(isPassword("marigold"));
});

Deno.test("what a page says while something is done is no password, though it has a digit; a shortened password is one", () => {
  const labels = "Saving2Disk... Signing4You... Step2Login… Loading1Page... Sha256Checking... try3...";
  assert.deepEqual(labels.split(" ").filter((label) => isSecret("password", label)), []);
  const shortened = ["Sunset77Walk...", "kR7tq9Lm2X...", "Spring24Rain…", "...Gh5kLpQ27x"];
  assert.deepEqual(shortened.filter((value) => !isSecret("password", value)), []);
});

Deno.test("numbers, switches, paths and addresses are settings beside a secret", () => {
  const others = [
    "true",
    "false",
    "null",
    "none",
    "-123",
    "12.50",
    "3600s",
    "1024k",
    "2048mb",
    "12345",
    "~home1",
  ];
  others.push(
    "../marigold",
    "./marigold",
    "\\\\srv\\x1",
    "https://x1",
    "C:\\pass1",
    "C:/pass1",
    "/etc/pass1",
  );
  assert.deepEqual(others.filter(isPassword), []);
});

Deno.test("references to where a secret is are none", () => {
  const others =
    "arn:x1 projects/12/secrets/x1 vault:x1 file:x1 env:x1 ssm:/App/x1 secret:/App/x1 ref+x1 sops:/App/x1 ENC[x1] @Microsoft.x1 @@x1 id=x1";
  const yaml = "vault Ref Sub ImportValue GetAtt Join reference secret env env_var include lambda".split(" ");
  assert.deepEqual(others.split(" ").filter(isPassword), []);
  assert.deepEqual(yaml.map((tag) => `!${tag} x1`).filter(isPassword), []);
});

Deno.test("names of files, images, caches, keys and licences are none", () => {
  const endings = "pem key pub crt cer p12 pfx jks json yml yaml toml txt env conf ini html ts js py go rs"
    .split(" ");
  assert.deepEqual(endings.map((ending) => `Pass1.${ending}`).filter(isPassword), []);
  const others = [
    "db-pass:latest",
    "db-pass:12",
    "2026-01-31",
    "2026-01-31T10",
    "user:42:profile",
    "user:*:pass1",
  ];
  others.push(
    "required|min:8",
    "secret/data/app1",
    "pk_test_x1",
    "pk_live_x1",
    "GPL-3.0-only",
    "GPL-3.0-or-later",
  );
  others.push(...["rsa", "dsa", "ecdsa", "ed25519"].map((kind) => `id_${kind}.1x`));
  assert.deepEqual(others.filter(isPassword), []);
});

Deno.test("a quote that closed a string begins no value", () => {
  assert.deepEqual(
    [", a1b2", " + a1b2", "+ a1b2", " a1b2", ". a1b2", "; a1b2", ") a1b2"].filter(isPassword),
    [],
  );
});

Deno.test("types, variables and members of code are no values without quotes", () => {
  const types = "Array Buffer String Bearer Key Hash Type Schema Field Config Provider".split(" ");
  const words = "Password Passwd Pass Pwd Secret Token Key Credential Credentials".split(" ");
  const others = [...types.map((type) => `Uint8${type}`), ...words.map((word) => `valid${word}1`)];
  others.push("config.pass1", "config?.pass1", "config[a1", "pass_word12");
  assert.deepEqual(others.filter((text) => isSecret("password", text, false)), []);
});

Deno.test("the seeds of one-time passwords and of wallets are known by their letters and words", () => {
  const words = Array.from({ length: 12 }, () => "marigold").join(" ");
  for (const name of ["mnemonic", "seed_phrase", "x_otp_seed"]) assert.ok(isSecret(name, words), name);
  const seed = `${"ABCDEFGH".repeat(2)}2`;
  for (const name of ["x_otp", "2fa_seed", "mfa_token", "totp_seed"]) assert.ok(isSecret(name, seed), name);
});

Deno.test("a name that may hold anything needs a value that is random beyond doubt", () => {
  const random = mixedToken(randomText(7), 24);
  assert.ok(isSecret("acmeWidgetKey", random));
  const others = [
    `sha256-${random}`,
    `v1${random}`,
    `ab-cd-${random}`,
    `${random}abcdefghijk`,
    `${random}ABCDEFGHIJKLMN`,
  ];
  others.push("0a1b2c3d4e5f".repeat(3), "1.22.333.4444.55555.666666");
  assert.deepEqual(others.filter((text) => isSecret("acmeWidgetKey", text)), []);
});
