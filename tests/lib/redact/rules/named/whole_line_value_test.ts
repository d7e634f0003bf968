import assert from "node:assert/strict";
import { redactTo } from "../../redact_to.ts";

const LINES: readonly string[] = [
  "DEBUG=0\nDB_PASSWORD=■\nHOST=db",
  "export SMTP_PASSWORD=■",
  "user: a\npassword: ■\nhost: b",
  "[db]\npassword = ■\nuser = a",
  "spring.datasource.password=■",
  "     1\tDEBUG=0\n     2\tDB_PASSWORD=■\n",
  "    environment:\n      - DB_PASSWORD=■\n      - A=b",
];

Deno.test("a password without quotes goes to the line's end, whatever signs it holds", async () => {
  for (const sign of "()&;,'\"<>{}|[]~é") {
    const password = `x7Kd${sign}q9Lm2Tz4`;
    for (const line of LINES) assert.equal(await redactTo(line.replace("■", () => password)), line, sign);
  }
});

Deno.test("a key of letters, digits and signs goes to the line's end", async () => {
  const key = "k3(x&9vq^z)2m-f8w_h%t1=b#r6y@j0" + "&(d!s5)p7";
  assert.equal(await redactTo(`DJANGO_SECRET_KEY=${key}\nDEBUG=0`), "DJANGO_SECRET_KEY=■\nDEBUG=0");
});

Deno.test("a password of a connection string goes to the next setting, whatever signs it holds", async () => {
  for (const sign of "()&,<>{}|[]~") {
    const text = `"Server=db;Database=a;User Id=sa;Password=x7Kd${sign}q9Lm2Tz4;Encrypt=True"`;
    assert.equal(
      await redactTo(text),
      '"Server=db;Database=a;User Id=sa;Password=■;Encrypt=True"',
      sign,
    );
  }
});

Deno.test("a told password with a bracket that nothing closes is none of code", async () => {
  for (const sign of "([{&;)}") {
    const text = `the password is x7Kd${sign}q9Lm2Tz4`;
    assert.equal(await redactTo(text), "the password is ■", sign);
  }
});

Deno.test("code behind a secret's name stays: calls, types, references, expressions, patterns, strings", async () => {
  const lines = [
    "password = get(x1)",
    "password = getPass<String1>(x);",
    "const key = foo(bar)[0];",
    "password: Option<Str1ng>,",
    "password: varchar(255)",
    "SECRET_KEY=$(openssl rand -hex 32)",
    'password = request.form["pass1"]',
    "password: z.string().min(8),",
    "export TOKEN=`cat token1.txt`",
    "password = sha256(pw1+salt)",
    "secret = hmac.new(key1,msg2,sha256)",
    "password = [a-zA-Z0-9]{8,}",
    'password: ["min:8","max:64"]',
    "password = fn1|fn2",
    "password: passwordSchema1.min(8),",
    "password: (value1)=>value1",
    "password = a1<b2",
    "password: required|min:8|max:255",
    "password: {type:String1,required:true}",
  ];
  for (const line of lines) assert.equal(await redactTo(line), line);
});
