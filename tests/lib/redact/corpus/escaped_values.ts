/** Secrets whose quotes, brackets or signs are escaped, or that hold signs which end a value elsewhere. */
import { type ContextualSample, sampleOf as make, samplesOf } from "./contextual.ts";
import { BASE64, chosenPassword, LETTERS, mixedToken, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function escapedValues(random: RandomText): ContextualSample[] {
  const [pass, token] = [chosenPassword(random), mixedToken(random, 28)];
  const [letters, first, second] = [random.of(LETTERS, 5), mixedToken(random, 9), mixedToken(random, 9)];
  const base64 = `7${random.of(BASE64, 9)}/${random.of(BASE64, 7)}/m4${random.of(BASE64, 5)}`;
  return [
    ...samplesOf([
      String.raw`{\u0022user\u0022:\u0022kim\u0022,\u0022passwd\u0022:\u0022%\u0022}`,
      String.raw`"{\\u0022wifi_password\\u0022: \\u0022%\\u0022}"`,
      String.raw`\x22password\x22:\x22%\x22`,
      "<code>{&#x22;db_password&#x22;: &#x22;%&#x22;}</code>",
      "{&apos;password&apos;: &apos;%&apos;}",
      "&lt;password&gt;%&lt;/password&gt;",
      "<pre>&#60;smtpPassword&#62;%&#60;/smtpPassword&#62;</pre>",
      String.raw`\u003cpassword\u003e%\u003c/password\u003e`,
      String.raw`\x3cpassword\x3e%\x3c\/password\x3e`,
      "{ user: [32m'kim'[39m, password: [32m'%'[39m }",
      "db_pass=3D%",
    ], pass),
    ...samplesOf([
      String.raw`{\u0022api_key\u0022:\u0022%\u0022}`,
      "&lt;clientToken&gt;%&lt;/clientToken&gt;",
      "apiKey: [32m'%'[39m",
      "access_token=3D%",
    ], token),
    ...["&", ";", ",", "|"].flatMap((sign) =>
      samplesOf(["password: >-\n  %\nname: x", "admin_password: |\n    %\n"], `${letters}${sign}${second}`)
    ),
    ...samplesOf([
      'SIGNING_TOKEN="%"',
      "api_key = '%'",
      'client_secret: "%"',
    ], `${first}&${second}`),
    make(
      "a percent-encoded sign in quotes",
      encodeURIComponent(`${letters}&${second}`),
      `data=%7B%22password%22%3A%22${encodeURIComponent(`${letters}&${second}`)}%22%7D`,
    ),
    ...samplesOf([
      "DATABASE_URL=postgres://app:%@db:5432/app",
      "amqp://svc:%@rabbit/vhost",
      "fetch('https://kim:%@files.tidebook.example/a.zip')",
      "redis://app:%@cache:6379/0",
    ], base64),
    ...samplesOf([
      "DRIVER={PostgreSQL};Server=db;Uid=svc;Pwd={%};Port=5432",
      "DSN=warehouse;UID=svc;pwd={%}",
    ], `${first};${second}`),
  ];
}

/** What looks like them. */
export const ESCAPED_BENIGN_TEXTS: readonly string[] = [
  String.raw`{\u0022password\u0022:\u0022string\u0022,\u0022token\u0022:\u0022required\u0022}`,
  String.raw`{\u0022passwordHint\u0022:\u0022room42b\u0022}`,
  "&lt;password&gt;&lt;/password&gt;",
  "&lt;password&gt;changeme&lt;/password&gt;",
  "&lt;user&gt;:&lt;password&gt;@&lt;host&gt;",
  "&lt;token&gt; and &lt;secret&gt; are v2 placeholders&lt;/p&gt;",
  "&lt;label for=password&gt;Password&lt;/label&gt;",
  String.raw`\u003cpassword\u003e is sent as \u003ctoken\u003e`,
  "password: [32m'required'[39m",
  'token: "page=2&size=50"',
  'token: "a1=b2&c3=d4e5f6g7h8"',
  'api_key: "/search?q=cats2&dogs3"',
  'title_token: "Research & Development 2"',
  "password: |\n  at least 8 characters & one digit",
  "password: >-\n  {{ vault_password & x9 }}",
  "password: |\n  getPassword(user1)",
  "secret: >\n  see docs",
  "%22password%22%3A%22string%22%2C%22a1%26b2%22",
  "http://localhost:3000/users/@kim7",
  "https://registry.tidebook.example:443/@types/node@20.1.2",
  "https://cdn.tidebook.example/npm:lib2/dist/x@1.2.3/y.js",
  "git+ssh://git.tidebook.example:team2/app/x@v1.2.3",
  "docker://registry:latest2/app/img@sha256:12ab34cd",
  "http://host:port1/path/x@y",
  "DRIVER={PostgreSQL};Server={db;x9};Uid=svc;Pwd={PASSWORD};",
  "const pwd = {user1: a2};",
  "cwd=/srv/app2 pwd=/srv/app2;",
  "y=3D1, token=3D, width=3D100",
];
