import assert from "node:assert/strict";
import { mayEndSecretName } from "../../../../lib/redact/rules/secret_ending.ts";
import { classifyName, type NameClass } from "../../../../lib/redact/rules/secret_name.ts";

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
  ],
  token: [
    "token",
    "GITHUB_TOKEN",
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
  ],
  "aws-secret": ["aws_secret_access_key", "AWS_SECRET_ACCESS_KEY", "SecretAccessKey"],
  authorization: ["Authorization", "authorization", "Proxy-Authorization"],
  cookie: ["Cookie", "Set-Cookie"],
  account: ["AWS_ACCOUNT_ID", "accountId", "account", "AWS_ACCESS_KEY_ID"],
  signature: ["sig", "X-Amz-Signature", "Signature"],
  value: ["value"],
  none: [
    "key",
    "cacheKey",
    "primary_key",
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
  ],
};

Deno.test("names are judged by their last words, however they are spelled", () => {
  for (const [expected, names] of Object.entries(NAMES)) {
    for (const name of names) assert.equal(classifyName(name), expected, name);
  }
});

Deno.test("the quick look at a name's end lets every name of a class through", () => {
  for (const [nameClass, names] of Object.entries(NAMES)) {
    if (nameClass === "none") continue;
    for (const name of names) assert.ok(mayEndSecretName(name, name.length), name);
  }
});
