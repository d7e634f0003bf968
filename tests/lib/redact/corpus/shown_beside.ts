/** What stands beside names of secrets in listings, schemas and coloured output, and is none. */
import { HEX, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function shownBeside(random: RandomText): string[] {
  const digest = (length: number) => `${random.of(HEX, length - 3)}a7c`;
  return [
    // schemas
    "CREATE TABLE keys (\n  id uuid,\n  secret text NOT NULL,\n  password varchar(255)\n);",
    "CREATE TABLE users (\n  password varchar(255),\n  token text\n);",
    "CREATE TABLE users (\n  password CHAR(60);\n",
    // digests
    `NAME           DIGEST            CREATED AT\nDB_PASSWORD    ${digest(16)}  2026-01-01\nJWT_SECRET     ${
      digest(16)
    }  2026-01-02\n`,
    `NAME\tDIGEST\tCREATED AT\nDEPLOY_TOKEN\t${digest(16)}\t1h ago\n`,
    `DEPLOY_TOKEN  sha256:${digest(12)}\nDB_PASSWORD  sha256:${digest(12)}`,
    `<tool_result ref="L56" for="L55">NAME           DIGEST            CREATED AT\nDB_PASSWORD    ${
      digest(16)
    }  2026-01-01\nDB_TOKEN       ${digest(16)}  2026-01-02</tool_result>`,
    `x.env-5-DB_PASSWORD    ${digest(16)}  2026-01-01\nx.env-6-JWT_SECRET     ${digest(16)}  1h2m ago`,
    // what a shell puts there
    "PASSWORD=`cat /run/secrets/pw`",
    'DB_PASSWORD="`cat ./pw.txt`"',
    "PASSWORD=`pass show -o db`",
    // colours
    "\x1b[36mpassword = var.db_password\x1b[0m",
    "\x1b[32mpassword=Hasło\x1b[0m",
    "\x1b[36mpassword: required\x1b[0m",
    // placeholders, slugs and what was sealed
    `https://hooks.slack.com/services/T00000000/B00000000/${"X".repeat(24)}`,
    "file_token: report-2026-q1",
    "session_token: build-2025-07-01-main",
    `encryptedData:\n  password: AgB${random.of(`${HEX}GHJKLMNP+/`, 720)}==`,
    // words and names
    "pass: proxy_pass_1",
    "password must be P@ssw0rd-like",
    "unzip -P x.zip",
    String.raw`{"result": "{\"password_confirmation\": \"Passwort best\\u00e4tigen\"}"}`,
    "<pre>password   &lt;set to the key &#x27;password&#x27; in secret &#x27;db-creds&#x27;&gt;  Optional: false</pre>",
    "x.env-4-DB_PASSWORD_FILE: /run/secrets/db\nx.env-5-VAULT_TOKEN_PATH=/opt/acme/.vault-token",
  ];
}
