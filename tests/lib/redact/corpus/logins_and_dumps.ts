/** Logins that code encodes, dumps of programs, keys as bytes, and what stands at the end of a path of names. */
import { type ContextualSample, sampleOf as make } from "./contextual.ts";
import { BASE64, chosenPassword, HEX, mixedToken, type RandomText, randomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function loginsAndDumps(random: RandomText): ContextualSample[] {
  return [
    ...encodedLogins(random),
    ...hashedPasswords(random),
    ...keysAsBytes(random),
    ...outputs(random),
    ...answersAndArguments(random),
  ];
}

function encodedLogins(random: RandomText): ContextualSample[] {
  const calls: readonly (readonly [language: string, call: (login: string) => string])[] = [
    ["JavaScript", (login) => `const h = 'Basic ' + btoa('${login}');`],
    ["Node", (login) => `Buffer.from("${login}").toString("base64")`],
    ["Python", (login) => `token = base64.b64encode(b"${login}").decode()`],
    ["Go", (login) => `base64.StdEncoding.EncodeToString([]byte("${login}"))`],
    ["Ruby", (login) => `Base64.strict_encode64('${login}')`],
    ["PHP", (login) => `'Authorization: Basic ' . base64_encode('${login}')`],
    ["Java", (login) => `Base64.getEncoder().encodeToString("${login}".getBytes())`],
    ["Rust", (login) => `STANDARD.encode("${login}")`],
    [
      "PowerShell",
      (login) => `[Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("${login}"))`,
    ],
  ];
  return calls.map(([language, call]) => {
    const password = chosenPassword(random);
    return make(`a login that ${language} encodes`, password, call(`ada:${password}`));
  });
}

function hashedPasswords(random: RandomText): ContextualSample[] {
  const one = () => chosenPassword(random);
  const sample = (name: string, text: (password: string) => string) => {
    const password = one();
    return make(name, password, text(password));
  };
  return [
    sample("a hash of Laravel", (word) => `'password' => bcrypt('${word}'),`),
    sample("a hash of FastAPI", (word) => `hashed = get_password_hash("${word}")`),
    sample("a hash of Go", (word) => `bcrypt.GenerateFromPassword([]byte("${word}"), 10)`),
    sample("a comparison of Go", (word) => `bcrypt.CompareHashAndPassword(hash, []byte("${word}"))`),
    sample("a hash of Spring", (word) => `passwordEncoder.encode("${word}")`),
    sample("a hash of Ruby", (word) => `BCrypt::Password.create('${word}')`),
    sample("a helper of tests", (word) => `const hash = await hashPassword("${word}");`),
    sample("a server of mail", (word) => `smtp.PlainAuth("", "bot", "${word}", host)`),
  ];
}

function keysAsBytes(random: RandomText): ContextualSample[] {
  const base64 = (length: number) => random.of(BASE64, length);
  const [p, d] = [`${base64(86)}==`, `${base64(171)}=`];
  const der = (head: string, length = 200) => `${head}${base64(length)}==`;
  const keys: readonly (readonly [string, string])[] = [
    ["PKCS #8", der(["MIIEvgIB", "ADANBgkqhkiG9w0BAQEFAASC"].join(""))],
    ["PKCS #1", der(["MIIEpAIB", "AAKCAQEA"].join(""))],
    ["PKCS #12", der(["MIIKYgIB", "AzCCCigGCSqGSIb3DQEHAaCC"].join(""))],
    ["SEC 1", der(["MHcCA", "QEEI"].join(""), 80)],
    ["Ed25519", der(["MC4CAQAw", "BQYDK2VwBCIEI"].join(""), 42)],
    ["Java's store", der(["/u3+7Q", "AAAAIAAAAB"].join(""))],
  ];
  return [
    ...keys.map(([name, key]) => make(`${name} as bytes`, key, `blob ${key}\n`)),
    make(
      "a key of .NET in XML",
      [p, d],
      `<RSAKeyValue><Modulus>${base64(171)}=</Modulus><Exponent>AQAB</Exponent><P>${p}</P><Q>${
        base64(86)
      }==</Q><InverseQ>${base64(86)}==</InverseQ><D>${d}</D></RSAKeyValue>`,
    ),
  ];
}

function outputs(random: RandomText): ContextualSample[] {
  const [one, other] = [chosenPassword(random), chosenPassword(random)];
  const hex = (length: number) => `${random.of(HEX, length - 2)}a7`;
  const [key, token, hash] = [hex(32), hex(40), `${hex(32)}$${hex(200)}`];
  const secret = `${mixedToken(random, 43)}=`;
  const signature = `${mixedToken(random, 40)}%2BaB%3D`;
  return [
    make("psql without alignment", [one, other], `username|passwd\nada|${one}\nbob|${other}\n`),
    make("three columns of it", token, `id|api_token|created\n7|${token}|2026-01-02\n(1 row)\n`),
    make("the file of Kaggle", key, JSON.stringify({ username: "ada", key })),
    make("the same in JSON in JSON", key, JSON.stringify({ out: JSON.stringify({ username: "ada", key }) })),
    make("the same, the other way round", key, JSON.stringify({ key, username: "ada" }, null, 2)),
    make("a key that was generated", secret, `JWT secret generated: ${secret}\n`),
    make("a token that was created", secret, `New API token created successfully: ${secret}\n`),
    make("a signature in a value of JSON", signature, JSON.stringify({ sas: `sig=${signature}&se=2026` })),
    make(
      "a query whose signs JSON has encoded",
      signature,
      `{"u":"https://a.blob.example.test/c?sv=2021\\u0026sig=${signature}\\u0026se=2"}`,
    ),
    make("an attribute of Chef", one, `default['app']['password']['admin'] = '${one}'`),
    make("an attribute of Chef with symbols", one, `default[:mysql][:password][:root] = '${one}'`),
    make("a body in a string", one, `data = "PASS=${one}"`),
    make("a variable of Docker in small letters", one, `env DB_PASS ${one}`),
    make(
      "PowerShell on several lines",
      one,
      `New-LocalUser -Password (ConvertTo-SecureString \`\n '${one}' -AsPlainText -Force)`,
    ),
    make("a caret that goes on", one, `curl ^\r\n  -u ada:${one} ^\r\n  https://x.example.test`),
    make("net use in capitals", one, `net use \\\\10.0.0.4\\c$ "${one}" /USER:ada`),
    make("users in braces", [one, other], `users: {ada: ${one}, bob: "${other}"}`),
    make("users on lines", [one, other], `users:\n  ada: ${one}\n  bob: ${other}\n`),
    make("users in JSON", one, JSON.stringify({ users: { ada: one } })),
    make("a ticket of Kerberos", hash, `$krb5tgs$23$*svc$DOM.LOCAL$dom.local/svc*$${hash}`),
    make("an answer of Kerberos", hash, `$krb5asrep$23$ada@DOM.LOCAL:${hash}`),
    make("an answer to a challenge", key, `ada::DOM:${hex(16)}:${key}:0101000000000000${hex(60)}`),
    make("a cached hash of Windows", key, `$DCC2$10240#ada#${key}`),
    make("a header of a login", btoa(`ada:${one}`), `AUTH_HEADER="${btoa(`ada:${one}`)}"`),
    make("a file of keys", `MII${mixedToken(random, 300)}`, `P12_BASE64=MII${mixedToken(random, 300)}`),
  ];
}

function answersAndArguments(random: RandomText): ContextualSample[] {
  const [one, words] = [chosenPassword(random), wordsWithNumber(random)];
  const [key, hex, id] = [mixedToken(random, 40), `${random.of(HEX, 38)}a7`, random.uuid()];
  return [
    make("a prompt with its default", key, `AWS Secret Access Key [None]: ${key}`),
    make("keys of an account on one line", key, `[{"keyName":"key1","permissions":"FULL","value":"${key}"}]`),
    make(
      "a column that begins with a digit",
      `7${id.slice(1)}`,
      `AccessKey    a\nSecretKey    7${id.slice(1)}\n`.replace(/\\n/g, "\n"),
    ),
    make("a column in one word", key, `ProjectToken     ${key}\n`),
    make("a hash in SQL", one, `UPDATE wp_users SET user_pass = MD5('${one}') WHERE id = 1`),
    make("a user of an object store", one, `mc admin user add local ada ${one}`),
    make("statistics of HAProxy", one, `stats auth ada:${one}\n`),
    make("two words and a number in a setter", words, `source.setPassword("${words}");`),
    make("two words and a number in a test", words, `expect(config.password).toBe("${words}")`),
    make("two words and a number, the other way round", words, `E   assert '${words}' == user.password\n`),
    make("a comparison with the value first", one, `if ("${one}" === password) open();`),
    make("a header of .NET", key, `new AuthenticationHeaderValue("Bearer", "${key}")`),
    make("a keychain of Swift", one, `KeychainWrapper.standard.set("${one}", forKey: "password")`),
    make("an interpreter of JavaScript", one, `> process.env.DB_PASS\n'${one}'\n`),
    make("a tuple of Erlang", one, `{rabbit, [{default_pass, <<"${one}">>}]}.`),
    make("a table of a test", words, `    | username | password |\n    | ada      | ${words} |\n`),
    make("a block of RSpec", one, `let(:password) { "${one}" }`),
    make("a factory", one, `password { '${one}' }`),
    make("a section of users", words, `[users]\nada = ${words}\n`),
    make("a call with a key", hex, `wandb.login(key="${hex}")`),
    make("a verifier of PKCE", key, `code_verifier=${key}`),
    make("a token of an editor", key, `http://localhost:8080/?tkn=${key}`),
    make("a login of ab", one, `ab -A ada:${one} -n 10 http://x.example.test/`),
    make("a query in capitals", one, `jdbc:redshift://h.example.test/x?UID=ada&PWD=${one}`),
    make("a certificate's password", one, `curl --cert c.p12:${one} --cert-type P12 https://x.example.test`),
    make("a short name", key, `SNYK_TOK=${key}\nFERNET=${key}\n`),
    make("an environment that says little", key, `A=1\nCODECOV=${key}\nB=2\n`),
    make("the same in YAML", key, `  SUPABASE_SERVICE_ROLE: ${key}\n`),
    make("the same in JSON", key, JSON.stringify({ SONAR_LOGIN: key })),
    make("the same for a container", key, `docker run -e GEMINI=${key} app`),
    make("accounts of Gin", one, `gin.BasicAuth(gin.Accounts{"ada": "${one}"})`),
    make("users of a middleware", one, `middleware.BasicAuth("x", map[string]string{"ada": "${one}"})`),
    make("a section of passwords", one, `[passwords]\nada = "${one}"\n`),
    make(
      "a secret of a vault",
      one,
      `{"id": "https://x.vault.azure.net/secrets/db/1", "name": "db", "value": "${one}"}`,
    ),
    make("a result of Terraform", one, `random_password.db.result = "${one}"`),
    make("a user of macOS", one, `sudo dscl . -passwd /accounts/kim ${one}`),
    make("a passphrase that is kept", one, `gpg-preset-passphrase -P '${one}' -c ABC`),
    make("a key of a server of Rust", key, `Key::from(b"${key}")`),
    make("another user's shell", one, `su - ada -c 'ls' <<< ${one}`),
    make("a database of Matlab", one, `database('app', 'ada', '${one}')`),
    make("a database of Groovy", one, `Sql.newInstance(url, 'ada', '${one}', driver)`),
    make("a cookie of one host", key, `x.example.test\tFALSE\t/\tTRUE\t1790000000\tsession\t${key}\n`),
    make("credentials in a map of Go", one, `creds := map[string]string{"ada": "${one}"}`),
  ];
}

/** Two words that sound like names and a number. */
function wordsWithNumber(random: RandomText): string {
  const word = () => `${random.of("BDGKLMNRT", 1)}a${random.of("blmnr", 1)}o${random.of("knrst", 1)}`;
  return `${word()}${word()}${random.of("23456789", 2)}`;
}

/** What stands in such places and is none. */
export const LOGIN_AND_DUMP_BENIGN_TEXTS: readonly string[] = [
  "btoa('hello world')",
  "btoa(`${user}:${password}`)",
  'base64.b64encode(f"{user}:{password}".encode())',
  'Buffer.from("https://example.test:8080/path")',
  "const hash = await hashPassword(body.password);",
  "bcrypt(password, 10)",
  "passwordEncoder.encode(request.getPassword())",
  'smtp.PlainAuth("", cfg.User, cfg.Password, cfg.Host)',
  "id|name|created\n7|Ada|2026-01-02\n",
  "user|token\nnone|none\n",
  '{"username":"ada","key":"value"}',
  '{"username":"ada","key":"PROJ-1234"}',
  "Token generated: 42 tokens per second",
  "API key created successfully.",
  "New value: enabled",
  "New value: some_long_setting_na",
  "PASS=12 FAIL=0 SKIP=3",
  'echo "PASS=$passed FAIL=$failed"',
  "users: {ada: admin, bob: reader}",
  'users: {"count": 1200, "active": 31}',
  "users:\n  ada: admin\n  bob: maintainer-2\n",
  "the env DB_PASS from the shell is used",
  "default['app']['port']['admin'] = '8080'",
  "MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJRTESMBAGA1UE",
  "<RSAKeyValue><Modulus>qT3yVnm0v8w2Yw==</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>",
  "regex: $krb5tgs$23$*user$realm$spn*$",
  "self.assertEqual(value[1], value.gr_passwd)\nself.assertEqual(value[2], value.gr_gid2)\n",
  "net use Z: \\\\files\\share /persistent:yes",
  "source.setPassword(password);",
  'expect(token.type).toBe("AccessToken2")',
  'if ("admin" === user.role) open();',
  'defaults.set("dark2", forKey: "theme")',
  'new AuthenticationHeaderValue("Bearer", accessToken)',
  ">>> len(token)\n40\n",
  "> process.env.BYPASS\n'1'\n",
  "Sql.newInstance(url, user, password, driver)",
  'creds := map[string]string{"ada": role}',
  "SecretKey    string\nAccessKey    string\n",
  "Password [hidden]: ",
  "stats auth enabled",
  'server.setPassword("TestServer01")',
  "| name | password |\n| ada | required |\n",
  "let(:password) { build(:password) }",
  "[users]\nada = admin\n",
  'cache.get(key="sessions-by-user-and-day-2")',
  "PWD=/srv/work/app\nOLDPWD=/srv\n",
  "curl --cert /etc/ssl/client.pem --key /etc/ssl/client.key https://x.example.test",
  "tik tok: videos2026withManyViews",
  ...["CLIENT_ID", "CONTENT_HASH", "NEXT_PUBLIC_SEARCH", "BUILD_REF", "ALPHABET"].map((name) =>
    `${name}=${randomText(9).of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 40)}\n`
  ),
  "EDITOR_COMMAND=openTheFileInTheEditorThatTheUserPrefers1\n",
  'colours := map[string]string{"ada": "teal-700"}',
  'users := map[string]string{"ada": "admin", "bob": "viewer"}',
  "[passwords]\nmin_length = 12\n",
];
