/** Secrets that are known by what stands around them: names, headers, addresses, blocks. */
import { ALPHANUMERIC, BASE64, HEX, LOWER, type RandomText } from "./random_text.ts";

export interface ContextualSample {
  readonly name: string;
  readonly text: string;
  /** What must not be in the redacted text. */
  readonly secrets: readonly string[];
}

/** A sample with one secret or several. */
export function sampleOf(
  name: string,
  secrets: string | readonly string[],
  text: string,
): ContextualSample {
  return { name, text, secrets: typeof secrets === "string" ? [secrets] : secrets };
}

/** Samples of texts in which `%` stands for the secret. */
export function samplesOf(texts: readonly string[], secret: string): ContextualSample[] {
  return texts.map((text) => sampleOf(text, secret, text.replaceAll("%", secret)));
}

/** A text with two secrets in place of its first two `%`. */
export function filled(text: string, first: string, second: string): string {
  return text.replace("%", () => first).replace("%", () => second);
}

/** A private key's block; `label` is what stands before "PRIVATE KEY". */
export function privateKey(random: RandomText, label: string, lines = 12): string {
  const dashes = "-".repeat(5);
  const name = `${label === "" ? "" : `${label} `}PRIVATE` + " KEY";
  const body = Array.from(
    { length: lines },
    (_, line) => (line === 0 ? "MII" : "") + random.of(BASE64, line === 0 ? 61 : 64),
  );
  return `${dashes}BEGIN ${name}${dashes}\n${body.join("\n")}\n${
    random.of(BASE64, 30)
  }==\n${dashes}END ${name}${dashes}`;
}

export function contextualSamples(random: RandomText): ContextualSample[] {
  const password = () => `${random.of(LOWER, 5)}${random.of("23456789", 2)}!${random.of(ALPHANUMERIC, 4)}`;
  const plain = () => `${random.of(LOWER, 6)}${random.of("23456789", 3)}`;
  const key = (length = 32) => random.of(ALPHANUMERIC, length);
  const make = (name: string, secret: string, text: (secret: string) => string): ContextualSample => ({
    name,
    text: text(secret),
    secrets: [secret],
  });
  const pem = (name: string, label: string, text: (block: string) => string): ContextualSample => {
    const block = privateKey(random, label);
    return { name, text: text(block), secrets: block.split("\n").filter((line) => !line.includes("-----")) };
  };
  return [
    make("a password in .env", password(), (s) => `DB_HOST=db\nDB_PASSWORD=${s}\nDB_PORT=5432`),
    make("a quoted password in .env", password(), (s) => `DB_PASSWORD="${s}"`),
    make("a password of letters in .env", random.of(LOWER, 14), (s) => `MYSQL_ROOT_PASSWORD=${s}\n`),
    make(
      "a pass phrase in .env",
      `${random.of(LOWER, 6)} ${random.of(LOWER, 7)} 4 ${random.of(LOWER, 5)}`,
      (s) => `SSH_PASSPHRASE="${s}"`,
    ),
    make("an API key in .env", key(), (s) => `WEATHER_API_KEY=${s}\n`),
    make("a secret in an export", key(40), (s) => `export SESSION_SECRET='${s}' && npm start`),
    make("a key base", random.of(HEX, 128), (s) => `SECRET_KEY_BASE=${s}`),
    make("a token in Windows' syntax", key(24), (s) => `set DEPLOY_TOKEN=${s}\r\n`),
    make("PowerShell", key(24), (s) => `$env:DEPLOY_TOKEN = "${s}"`),
    make("docker run -e", plain(), (s) => `docker run -e POSTGRES_PASSWORD=${s} -p 5432:5432 postgres:16`),
    make("a Dockerfile", key(24), (s) => `ENV APP_SECRET=${s}\nRUN make`),
    make("a YAML password", password(), (s) => `database:\n  user: app\n  password: ${s}\n`),
    make("a quoted YAML password", password(), (s) => `  password: '${s}'\n`),
    make("a JSON password", plain(), (s) => `{"user": "app", "password": "${s}"}`),
    make("JSON in JSON", plain(), (s) => JSON.stringify({ body: JSON.stringify({ password: s }) })),
    make(
      "three levels of JSON",
      plain(),
      (s) => JSON.stringify(JSON.stringify(JSON.stringify({ client_secret: s }))),
    ),
    make("camel case", key(), (s) => `{"clientSecret":"${s}","clientId":"web"}`),
    make("a kebab-case key", key(), (s) => `api-key: ${s}`),
    make("a key of a nested setting", plain(), (s) => `spring.datasource.password=${s}\n`),
    make("an INI file", plain(), (s) => `[client]\nuser = app\npassword = ${s}\n`),
    make("TOML", key(), (s) => `auth_token = "${s}"\n`),
    make("Python", key(), (s) => `SECRET_KEY = "${s}"\nDEBUG = True`),
    make("TypeScript", key(), (s) => `const apiKey = "${s}";`),
    make("a property", plain(), (s) => `connect({ user: "app", password: "${s}" });`),
    make("Ruby", key(), (s) => `config.secret_key = '${s}'`),
    make("Ruby's hash rocket", key(), (s) => `:access_token => "${s}"`),
    make("Go", key(), (s) => `accessToken := "${s}"`),
    make("PHP", plain(), (s) => `define('DB_PASSWORD', '${s}');`),
    make(
      "a C# connection string",
      plain(),
      (s) => `Server=db;Database=app;User Id=sa;Password=${s};Encrypt=true`,
    ),
    make("a Kubernetes environment", key(), (s) => `- name: API_TOKEN\n  value: ${s}\n`),
    make("a task definition", plain(), (s) => `{"name": "DB_PASSWORD", "value": "${s}"}`),
    make("an XML attribute", plain(), (s) => `<add key="DbPassword" value="${s}"/>`),
    make(
      "Maven's settings",
      plain(),
      (s) => `<server><username>ci</username><password>${s}</password></server>`,
    ),
    make("a Terraform variable", plain(), (s) => `db_password = "${s}"`),
    make("a query string", key(), (s) => `GET https://api.example.test/v1/items?page=2&api_key=${s} 200`),
    make(
      "an access token in a query string",
      key(40),
      (s) => `https://graph.example.test/me?access_token=${s}`,
    ),
    make("a bearer header", key(), (s) => `Authorization: Bearer ${s}`),
    make(
      "a bearer header in curl",
      key(40),
      (s) => `curl -H "Authorization: Bearer ${s}" https://api.example.test`,
    ),
    make("a bearer header in JSON", key(40), (s) => `{"headers":{"authorization":"Bearer ${s}"}}`),
    make("a bearer token without a header", key(40), (s) => `sent Bearer ${s} and got 200`),
    make("a token header", random.of(HEX, 40), (s) => `authorization: token ${s}`),
    make("a header with its own name", key(), (s) => `X-Api-Key: ${s}`),
    make("headers in JavaScript", key(), (s) => `headers['X-Auth-Token'] = '${s}'`),
    make("basic authentication", btoa(`deploy:${plain()}`), (s) => `Authorization: Basic ${s}`),
    make(
      "basic authentication in curl",
      btoa(`deploy:${plain()}`),
      (s) => `curl -H 'Authorization: Basic ${s}' https://x.example.test`,
    ),
    make("a cookie", key(40), (s) => `Cookie: theme=dark; session=${s}; lang=en`),
    make("a new cookie", key(40), (s) => `Set-Cookie: sid=${s}; Path=/; HttpOnly`),
    make(
      "a password in a Postgres address",
      plain(),
      (s) => `DATABASE=postgres://app:${s}@db.internal:5432/app`,
    ),
    make("a password in a Redis address", key(24), (s) => `redis://:${s}@cache:6379/0`),
    make(
      "a password in a MongoDB address",
      plain(),
      (s) => `mongodb+srv://app:${s}@cluster0.ab1cd.mongodb.net/app?retryWrites=true`,
    ),
    make("a password in an AMQP address", plain(), (s) => `amqps://worker:${s}@mq.example.test/vhost`),
    make("a password with signs in an address", `p%40${plain()}#!`, (s) => `mysql://root:${s}@127.0.0.1/app`),
    make(
      "a password with an at sign in an address",
      `pw@${plain()}`,
      (s) => `ftp://bob:${s}@files.example.test/`,
    ),
    make(
      "a git remote",
      key(40),
      (s) => `origin  https://x-access-token:${s}@github.com/acme/web.git (fetch)`,
    ),
    make("a token alone in a git remote", key(40), (s) => `git clone https://${s}@github.com/acme/web.git`),
    make("an npmrc", key(36), (s) => `//registry.example.test/:_authToken=${s}\n`),
    make("an npmrc with basic authentication", btoa(`ci:${plain()}`), (s) => `_auth=${s}\nalways-auth=true`),
    make("docker login", key(24), (s) => `docker login -u ci -p ${s} registry.example.test`),
    make(
      "Docker's config",
      btoa(`ci:${plain()}`),
      (s) => `{"auths":{"registry.example.test":{"auth":"${s}"}}}`,
    ),
    make("curl -u", plain(), (s) => `curl -u admin:${s} https://x.example.test/api`),
    make("mysql -p", plain(), (s) => `mysql -h db -u root -p${s} app < dump.sql`),
    make("sshpass", plain(), (s) => `sshpass -p '${s}' ssh deploy@host uptime`),
    make("a --password option", plain(), (s) => `pg_tool --user app --password ${s} --verbose`),
    make("a --token option", key(24), (s) => `deploy --token=${s} --prod`),
    make("an option in a list", key(24), (s) => `["vault", "login", "--token", "${s}"]`),
    make("PGPASSWORD", plain(), (s) => `PGPASSWORD=${s} psql -h db -U app`),
    make("netrc", plain(), (s) => `machine api.example.test login ci password ${s}`),
    make("netrc with an account", plain(), (s) => `machine a.test login ci account dev password ${s}`),
    make("SQL", plain(), (s) => `ALTER ROLE app WITH PASSWORD '${s}';`),
    make("MySQL's grant", plain(), (s) => `CREATE USER 'app'@'%' IDENTIFIED BY '${s}';`),
    make("an AWS secret key", random.of(`${ALPHANUMERIC}+/`, 40), (s) => `aws_secret_access_key = ${s}\n`),
    make("an AWS secret key in JSON", random.of(`${ALPHANUMERIC}+/`, 40), (s) => `"SecretAccessKey": "${s}"`),
    make("an AWS session token", random.of(BASE64, 300), (s) => `AWS_SESSION_TOKEN=${s}`),
    make(
      "an Azure storage account",
      `${random.of(BASE64, 86)}==`,
      (s) => `DefaultEndpointsProtocol=https;AccountName=x;AccountKey=${s};EndpointSuffix=core.windows.net`,
    ),
    make(
      "an Azure service bus",
      `${random.of(BASE64, 43)}=`,
      (s) => `Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${s}`,
    ),
    make(
      "an Azure shared access signature",
      `${random.of(ALPHANUMERIC, 43)}%3D`,
      (s) => `https://x.blob.core.windows.net/c?sv=2023-01-03&se=2026-01-01&sr=c&sp=r&sig=${s}`,
    ),
    make(
      "a signed S3 address",
      random.of(HEX, 64),
      (s) => `https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=${s}`,
    ),
    make(
      "a Slack web hook",
      key(24),
      (s) => `https://hooks.slack.com/${"serv"}ices/T0AB12CD3/B0EF45GH6/${s}`,
    ),
    make(
      "a Discord web hook",
      random.of(ALPHANUMERIC, 68),
      (s) => `https://discord.com/api/${"web"}hooks/112233445566778899/${s}`,
    ),
    make(
      "a Teams web hook",
      random.of(HEX, 32),
      (s) =>
        `https://acme.web${"hook"}.office.com/webhookb2/${random.uuid()}@${random.uuid()}/IncomingWebhook/${s}/x`,
    ),
    make("a Sentry address", random.of(HEX, 32), (s) => `SENTRY=https://${s}@o12345.ingest.sentry.io/67890`),
    pem("an RSA key", "RSA", (block) => `cat id_rsa\n${block}\n$ `),
    pem("a PKCS#8 key", "", (block) => block),
    pem("an EC key", "EC", (block) => block),
    pem("an OpenSSH key", "OPENSSH", (block) => block),
    pem("an encrypted key", "ENCRYPTED", (block) => block),
    pem(
      "a key in JSON",
      "",
      (block) => JSON.stringify({ type: "service_account", private_key: `${block}\n` }),
    ),
    pem("a key in JSON in JSON", "", (block) => JSON.stringify(JSON.stringify({ private_key: block }))),
    pem("a key in .env", "RSA", (block) => `DEPLOY="${block.replaceAll("\n", "\\n")}"`),
    pem(
      "an indented key",
      "RSA",
      (block) => `key: |\n${block.split("\n").map((line) => `      ${line}`).join("\n")}\nnext: 1`,
    ),
    pem(
      "a key with line numbers",
      "EC",
      (block) =>
        block.split("\n").map((line, number) => `${String(number + 1).padStart(6)}→${line}`).join("\n"),
    ),
    pem("a key in a diff", "EC", (block) => block.split("\n").map((line) => `+${line}`).join("\n")),
    pem("a key with Windows line ends", "RSA", (block) => block.replaceAll("\n", "\r\n")),
    pem("a key that was cut off", "RSA", (block) => `${block.slice(0, 500)}\n... [12 lines truncated] ...`),
  ];
}
