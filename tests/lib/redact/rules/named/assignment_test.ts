import assert from "node:assert/strict";
import { createRedactor } from "../../../../../lib/redact/mod.ts";
import { redactTo } from "../../redact_to.ts";

const redactor = await createRedactor({ key: "k" });

Deno.test("a value that is written in escapes of JSON is judged by what it stands for", async () => {
  const redactor = await createRedactor({ key: "k" });
  const escaped = [..."Tundra49!x"].map((character) =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`
  );
  assert.match(
    await redactor.redact(`{"password":"${escaped.join("")}"}`),
    /^\{"password":"\[redacted:password:[0-9a-f]{4}\]"\}$/,
  );
  assert.equal(
    await redactor.redact('{"password":"\\u0074\\u0065\\u0078\\u0074"}'),
    '{"password":"\\u0074\\u0065\\u0078\\u0074"}',
  );
});

Deno.test("the value goes and what is around it stays", async () => {
  const cases: readonly (readonly [string, string])[] = [
    ["DB_PASSWORD=hunter2x\nDB_PORT=5432", "DB_PASSWORD=■\nDB_PORT=5432"],
    ['DB_PASSWORD="two words 7" # local', 'DB_PASSWORD="■" # local'],
    ["DB_PASSWORD='it''s'", "DB_PASSWORD='■'"],
    ["PASSWORD=p@ss(w0rd)&x;y|z rest", "PASSWORD=■ rest"],
    ["password: hunter2!", "password: ■"],
    ["The password: hunter2x. Then", "The password: ■. Then"],
    ["{password: hunter2x, user: app}", "{password: ■, user: app}"],
    ['{"password":"hun\\"ter2x","user":"app"}', '{"password":"■","user":"app"}'],
    ['"{\\"password\\":\\"hunter2x\\"}"', '"{\\"password\\":\\"■\\"}"'],
    ["token=Zk93nfQ0bD1x&next=1", "token=■&next=1"],
    ["Password=hunter2x;Encrypt=true", "Password=■;Encrypt=true"],
    ["first\\nDB_PASSWORD=correcthorse\\nlast", "first\\nDB_PASSWORD=■\\nlast"],
    ["apiKey := `Zk93nfQ0bD1x`", "apiKey := `■`"],
    ["- name: DB_PASSWORD\n  value: hunter2x\n", "- name: DB_PASSWORD\n  value: ■\n"],
    ["- name: LOG_LEVEL\n  value: debug77\n", "- name: LOG_LEVEL\n  value: debug77\n"],
    ['password = "cut off in the middle of h3r', 'password = "cut off in the middle of h3r'],
    ["password: !!str hunter2x!", "password: !!str ■"],
    ["password: str = default9pass", "password: str = default9pass"],
    ["x?a%3D1%2Cpass%3Dhunter2x9", "x?a%3D1%2Cpass%3D■"],
    ['SECRET="cut0ff-here', 'SECRET="■'],
  ];
  for (const [text, expected] of cases) assert.equal(await redactTo(text), expected, text);
});

Deno.test("a value of any length goes whole", async () => {
  const long = "aB3/".repeat(5000);
  assert.equal(await redactTo(`AWS_SESSION_TOKEN=${long}\nx`), "AWS_SESSION_TOKEN=■\nx");
  assert.equal(await redactTo(`"secret": "${long}", "x": 1`), '"secret": "■", "x": 1');
});

Deno.test("a long word that is nearly an identifier is judged: divisions into words that grow with it would not end", async () => {
  for (const word of [`A${"a".repeat(400)}`, `a${"A".repeat(400)}`, "aA".repeat(200)]) {
    const text = `api_token = "${word}1+"`;
    assert.match(await redactTo(text), /^api_token = "/);
  }
});

Deno.test("what a name announces is said: people choose a password, machines make a key", async () => {
  assert.match(await redactor.redact("DB_PASSWORD=hunter2x"), /^DB_PASSWORD=\[redacted:password:/);
  assert.match(await redactor.redact("API_KEY=Zk93nfQ0bD1x"), /^API_KEY=\[redacted:assigned-secret:/);
});
