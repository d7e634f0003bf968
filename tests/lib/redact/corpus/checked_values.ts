/** Values that checks, tests and databases say they were given; and look-alikes. */
import { type ContextualSample, sampleOf, samplesOf } from "./contextual.ts";
import { HEX, mixedToken, type RandomText, wordsAndNumber } from "./random_text.ts";

export function checkedValueSamples(random: RandomText): ContextualSample[] {
  const [password, other] = [wordsAndNumber(random), wordsAndNumber(random)];
  return [
    ...samplesOf(OF_PASSWORDS, password),
    ...samplesOf(OF_KEYS, mixedToken(random)),
    ...samplesOf(
      ["wandb: ERROR API key verification failed for %"],
      `a7${random.of(HEX, 38)}`,
    ),
    sampleOf(
      "what Jest shows",
      [password, other],
      `Expected: "${password}"\nReceived: "${other}"\n\n  > 12 |   expect(cfg.password).toBe("${password}");`,
    ),
  ];
}

const OF_PASSWORDS: readonly string[] = [
  // checks of fields
  '{"detail":[{"loc":["body","password"],"msg":"too short","input":"%"}]}',
  `[{'type': 'string_too_short', 'loc': ('body', 'password'), 'msg': 'At least 12', 'input': '%'}]`,
  "{ code: 'invalid', path: ['password'], received: '%' }",
  '{\n  "path": [\n    "user",\n    "password"\n  ],\n  "received": "%"\n}',
  '{"type":"field","value":"%","msg":"Password too weak","path":"password","location":"body"}',
  '{"target":{},"property":"password","value":"%","constraints":{}}',
  // a database's library
  "[SQL: INSERT INTO users (name, password) VALUES (?, ?)]\n[parameters: ('kim', '%')]",
  "[SQL: INSERT INTO users (name, password) VALUES ($1, $2) RETURNING users.id]\n[parameters: ('kim', '%')]",
  // tests
  "    assert cfg.password == 'x1'\nE       AssertionError: assert '%' == 'x1'",
  "E        +  where '%' = Settings(env='test').password\n",
  'assert.equal(cfg.password, "%")',
  'assert.strictEqual(process.env.DB_PASSWORD, "%");',
  'assertEquals("%", user.getPassword());',
  'assertEquals("password must match", "%", user.getPassword());',
  'assert.Equal(t, "%", cfg.Password)',
  'assert_eq!(cfg.password, "%");',
  'expect(cfg.password).to.equal("%");',
];

const OF_KEYS: readonly string[] = [
  '{"type":"string_too_long","loc":["body","api_key"],"msg":"At most 12","input":"%","ctx":{"max_length":12}}',
  'assert.equal(cfg.apiKey, "%")',
  'assert.Equal(t, "%", cfg.ApiKey)',
  "E         +  where '%' = load().api_token\n",
];

/** What stands at such places and is no secret. */
export const CHECKED_VALUE_BENIGN_TEXTS: readonly string[] = [
  '{"property":"token","value":"Identifier2Name"}',
  '{"path": ["token"], "value": "PlusToken2"}',
  '{"loc":["body","password"],"msg":"Field required","input":{"name":"kim2"}}',
  '{"loc":["body","password"],"msg":"too short","type":"string_too_short"}',
  '{"loc":["body","user_name"],"msg":"too short","input":"KobaluMarona347"}',
  "{ code: 'invalid_type', expected: 'string', path: ['password'], received: 'undefined' }",
  '{ "path": ["password"], "received": "string" }',
  '{"value":"active2","path":"password_state"}',
  '{"property":"password","value":"required"}',
  '{"field":"token","value":"count"}',
  "[SQL: INSERT INTO users (name, city) VALUES (?, ?)]\n[parameters: ('kim', 'Kobalu347')]",
  "[SQL: INSERT INTO users (name, password) VALUES (?, ?)]\n[parameters: ('KobaluMarona347', None)]",
  "E       AssertionError: assert 'KobaluMarona347' == 'x1'",
  "    assert cfg.name == 'x1'\nE       AssertionError: assert 'KobaluMarona347' == 'x1'",
  "E        +  where 'KobaluMarona347' = Settings(env='test').title\n",
  "E        +  where 'hunter' = fixture.password\n",
  'assert.equal(res.token_type, "Bearer2Token")',
  'assert.equal(password, "password")',
  'assert.equal(res.token.length, "KobaluMarona347")',
  'assert.Equal(t, "Kobalu347", cfg.Name)',
  'assert_eq!(token, "ident2");',
  'expect(cfg.password).toBe("required")',
  'Expected: "AuthService2"\nexpect(cfg.password).toBe(hash)',
  'Received: "KobaluMarona347"\nexpect(user.name).toBe("x1")',
  'isEqual(password, "confirmPassword2")',
  "API key verification failed for user2",
  "token check failed for src/auth/token2.ts",
];
