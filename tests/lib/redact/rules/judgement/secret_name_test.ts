import assert from "node:assert/strict";
import {
  kindOfCharacter,
  mayEndSecretName,
  nameEndings,
} from "../../../../../lib/redact/rules/judgement/secret_ending.ts";
import { classifyName, type NameClass } from "../../../../../lib/redact/rules/judgement/secret_name.ts";

/** A name for each word, which stands in it for `§`. */
const each = (words: string, name: string) => words.split(" ").map((word) => name.replace("§", word));

const SUFFIXES =
  "value plain text string base base64 b64 hex raw default prod production dev development staging test live old new current " +
  "primary secondary root admin github gitlab openai anthropic google stripe slack v1 v2 v3 1 12 123";

const NAMES: Readonly<Record<NameClass, readonly string[]>> = {
  password: [
    "password",
    "PASSWORD",
    "DB_PASSWORD",
    "dbPassword",
    "db-password",
    "spring.datasource.password",
    "MYSQL_ROOT_PASSWORD",
    "pwd",
    "passwd",
    "passphrase",
    "SMTP_PASS",
    "pass",
    "clientSecret",
    "CLIENT_SECRET",
    "SECRET",
    "JWT_SECRET",
    "credentials",
    "PASSWORD_2",
    "DB_PASSWORD_PROD",
    "DB_PASSWORD_ROOT",
    "TF_VAR_db_password",
    "NEXT_AUTH_SECRET",
    "CACHE_REDIS_PASSWORD",
    "ENV_PASSWORD",
    "OBJECT_STORAGE_SECRET",
    "confirm_password",
    "DBPASS",
    "wifi_psk",
    "smtp_creds",
    "erlang_cookie",
    "RABBITMQ_ERLANG_COOKIE",
    "Passwort",
    ...each(SUFFIXES, "db_password_§"),
    ...each("password passwd passphrase pwd passcode passwort kennwort wachtwoord", "my§2"),
    ...each("passcode kennwort wachtwoord psk credential mdp senha contrasena heslo haslo parola", "x_§"),
    ...each("salasana adgangskode passord losenord jelszo sifre mot_de_passe pass pw creds", "x_§"),
    ...each("senha_banco contrasena_bd mdp_db mot_de_passe_db", "x_§"),
    ...each("db root admin user my smtp bind ftp ssh mail login store", "§pw"),
  ],
  weak: [
    ...[
      "BW_SESSION",
      "VAULT_SEED",
      "acmeWidgetKey",
      "primaryKey",
      "secondary_key",
      "keys",
      "encrypt",
    ],
    ...["widgetKey", "encryption", "x_encryption", "seed", "waf_bypass", "X_KEY_PHRASE"],
    ...each("session cookie auth cred keyphrase", "§").map((word) => `ACME_${word.toUpperCase()}`).filter((
      name,
    ) => name !== "ACME_AUTH"),
    ...each("signing secret session cookie api app encryption auth access private", "§keys"),
  ],
  token: [
    "token",
    "GITHUB_TOKEN",
    "SLACK_SIGNING",
    "accessToken",
    "refresh_token",
    "apiKey",
    "API_KEY",
    "api-key",
    "X-Api-Key",
    "secretKey",
    "SECRET_KEY_BASE",
    "private_key",
    "SharedAccessKey",
    "AccountKey",
    "encryptionKey",
    "STRIPE_KEY",
    "_auth",
    "GH_PAT",
    "MINIO_ACCESS_KEY",
    "INPUT_TOKEN",
    "CURSOR_API_KEY",
    "PUBLIC_API_TOKEN",
    "page_access_token",
    "reset_password_token",
    "TOKEN_GITHUB",
    "API_KEY_OPENAI",
    ...each("auth jwt pat bearer apikey salt pepper hmac totp otp masterauth requirepass", "x_§"),
    ...each(
      "otp_seed totp_seed 2fa_seed mfa_seed seed_phrase mnemonic saml_response samlresponse secret_id",
      "§",
    ),
    ...each(
      "api secret private access auth signing sign encryption encrypt decryption master account",
      "§key",
    ),
    ...each("shared license licence service client app application admin deploy webhook session", "§key"),
    ...each("storage subscription function functions host ssh gpg pgp aes hmac jwt rsa token bot", "§key"),
    ...each("user team project org publish write read server ingest ingestion integration consumer", "§key"),
    ...each("security crypt cipher salt fernet sas setup routing validation deterministic", "§key"),
    ...each("preshared pre_shared obfuscation", "§key"),
    "api_key_data",
    "apiKeyDataProd",
  ],
  "aws-secret": ["aws_secret_access_key", "AWS_SECRET_ACCESS_KEY", "SecretAccessKey"],
  authorization: ["Authorization", "authorization", "Proxy-Authorization", "x_authorization"],
  cookie: ["Cookie", "Set-Cookie"],
  account: ["AWS_ACCOUNT_ID", "accountId", "account", "AWS_ACCESS_KEY_ID", "access_key_id"],
  signature: ["sig", "X-Amz-Signature", "X-Goog-Signature", "Signature"],
  value: ["value", ...each("parameter variable option setting property field", "§Value")],
  query: ["key", "code", "appid", "ticket", "assertion", "otp", "_key"],
  none: [
    "cacheKey",
    "foreign_key",
    "foreignKey",
    "public_key",
    "sort_key",
    "partitionKey",
    "idempotency_key",
    "max_tokens",
    "input_tokens",
    "token_count",
    "tokenizer",
    "next_page_token",
    "author",
    "authority",
    "PASS",
    "passed",
    "passes",
    "compass",
    "bypass",
    "monkey",
    "keyboard",
    "secretName",
    "KEY_FILE",
    "TOKEN_URL",
    "password_field",
    "isSecret",
    "has_password",
    "hot_key",
    "input_token",
    "nextPageToken",
    "reset_password",
    "cache_key_2",
    "pad_token",
    "BYPASS",
    ...["Pass", "PWD", "OLDPWD", "XBYPASS", "XCOMPASS", "XSURPASS", "XTRESPASS"],
    ...each(
      "public pub publishable primary foreign cache partition sort idempotency object unique",
      "§_token",
    ),
    ...each("composite candidate translation i18n max min num count next prev previous page", "§_token"),
    ...each("paging continuation continue cursor sync cancel cancellation abort stop eos bos pad", "§_token"),
    ...each("sep unk mask special output prompt completion cached total hot shortcut keyboard", "§_token"),
    ...each("arrow press lookup is has no use with show hide forgot change update label", "§_token"),
    ...each("placeholder hint error field column header param input env var", "§_token"),
    ...each("row range group query map dict hash file s3 blob message routing dedup dedupe", "§_keys"),
    ...each("deduplication request trace locale react item list index issue project registry", "§_keys"),
    ...each("config setting event metric tag data document node edge entity record host known", "§_keys"),
    ...each("ssh fingerprint checksum digest verify verification image artifact build task turbo", "§_keys"),
    ...each("nx layer store memo bucket upload download media asset content path websocket", "§_keys"),
    ...each("accept cache_hit", "x_§_keys"),
  ],
};

Deno.test("names are judged by their last words, however they are spelled", () => {
  for (const [expected, names] of Object.entries(NAMES)) {
    for (const name of names) assert.equal(classifyName(name), expected, name);
  }
});

Deno.test("the quick look at a name's end lets every name of a class through", () => {
  const endings = nameEndings();
  for (const [nameClass, names] of Object.entries(NAMES)) {
    if (nameClass === "none") continue;
    for (const name of names) {
      assert.ok(mayEndSecretName(name, name.length), name);
      const [first = 0, second = 0, third = 0] = [...` ${name}`.slice(-3)].map(kindOfCharacter);
      assert.equal(endings[(first << 10) | (second << 5) | third], 1, name);
    }
  }
});
