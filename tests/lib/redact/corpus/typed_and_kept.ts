/** Secrets that are typed into pages, sent as cookies, or kept by programs in files of their own. */
import { Buffer } from "node:buffer";
import { type ContextualSample, sampleOf as make, samplesOf } from "./contextual.ts";
import { BASE64, chosenPassword, DIGITS, HEX, LOWER, mixedToken, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function typedAndKept(random: RandomText): ContextualSample[] {
  return [
    ...typedSamples(random),
    ...cookieSamples(random),
    ...loginSamples(random),
    ...fileSamples(random),
  ];
}

function typedSamples(random: RandomText): ContextualSample[] {
  return samplesOf([
    '{"selector": "input[name=\'passwd\']", "value": "%"}',
    '{"selector":"#signup-password","text":"%"}',
    '{"value":"%","selector":"input[type=password]"}',
    '{"text":"%","submit":true,"element":"Passcode box"}',
    String.raw`{"input":"{\"locator\":\"#pwd\",\"value\":\"%\"}"}`,
    '{"placeholder":"Your password","ref":"e7","text":"%"}',
    '{"css":".login [data-x=client-secret]","value":"%"}',
  ], chosenPassword(random));
}

function cookieSamples(random: RandomText): ContextualSample[] {
  const small = `${random.of(LOWER, 7)}${random.of(DIGITS, 4)}${random.of(LOWER + DIGITS, 15)}`;
  const token = mixedToken(random, 32);
  return [
    ...samplesOf([
      "PHPSESSID=%",
      "sent PHPSESSID=%; lang=en",
      "curl -b 'sessionid=%' http://localhost",
      "http --session=none :80 'session=%'",
      "cookies = {'sid': '%'}",
      'requests.get(url, cookies={"lang": "en", "auth": "%"})',
    ], small),
    ...samplesOf([
      "connect.sid=s:%.4Zb7uEq9mK",
      "laravel_session=%",
      "__Host-shop_session=%",
      "rack.session=%",
    ], token),
    ...samplesOf(["JSESSIONID=%", "ASP.NET_SessionId=%; path=/"], `${random.of(HEX, 29)}a7c`),
  ];
}

function loginSamples(random: RandomText): ContextualSample[] {
  const [pass, token] = [chosenPassword(random), mixedToken(random, 24)];
  const encode = (text: string) => Buffer.from(text).toString("base64");
  return [
    ...samplesOf([
      '{"type":"basic","value":"%"}',
      "basic: %",
      "credentials = '%'",
      '{"auth": "%"}',
    ], encode(`kim:${pass}`)),
    ...samplesOf(["the blob is %", "%", "x = '%'"], encode(`kim.dahl@tidebook.example:${token}`)),
  ];
}

function fileSamples(random: RandomText): ContextualSample[] {
  const pass = chosenPassword(random);
  const maven = `{${random.of(BASE64, 30)}x9=}`;
  const line = () => random.of(DIGITS, 80);
  const vault = [line(), line(), random.of(DIGITS, 44)];
  const head = ["$ANSIBLE", "_VAULT;1.1;AES256"].join("");
  return [
    make("Maven's, encrypted", maven, `<server>\n<password>${maven}</password>\n</server>`),
    make("FileZilla's", pass, `<User>kim</User>\n<Pass>${pass}</Pass>`),
    make(
      "FileZilla's in base64",
      Buffer.from(pass).toString("base64"),
      `<Pass encoding="base64">${Buffer.from(pass).toString("base64")}</Pass>`,
    ),
    ...samplesOf([
      '{"github-oauth": {"github.com": "%"}}',
      '"gitlab-oauth": {\n    "gitlab.com": "%"\n  }',
    ], `${random.of(HEX, 36)}7a9c`),
    make("a vault", vault, `${head}\n${vault.join("\n")}\n`),
    make("a vault in YAML", vault, `key: !vault |\n    ${head}\n    ${vault.join("\n    ")}\nnext: 1`),
    make("a vault with a name", vault, `${head.replace("1.1", "1.2")};prod\n${vault.join("\n")}`),
    make("a vault in a string", vault, JSON.stringify(`${head}\n${vault.join("\n")}\n`)),
    make(
      "a vault that was read",
      vault,
      `     1→${head}\n${vault.map((one, at) => `     ${at + 2}→${one}`).join("\n")}`,
    ),
  ];
}

/** What looks like them. */
export const TYPED_BENIGN_TEXTS: readonly string[] = [
  '{"selector": "input[name=passwd]", "value": "changeme"}',
  '{"selector":"#email","text":"room42b"}',
  '{"selector":"#password","action":"click"},{"selector":"#room","value":"room42b"}',
  '{"label":"Password policy","value":"min12"}',
  '{"element":"Password hint","text":"use 8 characters"}',
  '{"type":"text","text":"The selector is input[name=password] and value2"}',
  '{"selector":".passenger-name","value":"seat12c"}',
  '{"text":"ok2","url":"https://tidebook.example/password"}',
  "sessionid=claude-7 SESSION=prod1 session=abc123",
  "session=3f1e8a6b-2c9d-4e3f-9a1b-8c6d4e2f9a7b",
  "session=9f86d081884c7d659a2feaa0c55ad015 attached",
  "attach to session=session_01HQ3K5M7P9R2T4V6X8Z0B1D",
  "session=ses_4f9a2b7c1d8e3f6a5b0c9d",
  "new_session=createSession2WithRetries",
  "PHPSESSID=xxxxxxxxxxxxxxxxxxxxxxxxxx",
  'cookies = {"theme": "dark2light3dark4light5"}',
  '{"sid": "SM1f0e8ae6ade43cb3c0ce4525424e404f"}',
  '{"type":"basic","value":"monthly-plan-2"}',
  `the cursor is ${btoa("cursor:2026-01-04T10:00:00Z")}`,
  `"id": "${btoa("User:1234567")}"`,
  `auth: see ${btoa("kim:room42b and more")}`,
  `see ${btoa("kim@tidebook.example:8080/path")}`,
  "<password>{db.password}</password>",
  "<password>{0}</password>",
  "<name>t</name><Pass>1204ms</Pass><Fail>0</Fail>",
  '{"github-oauth": {"github.com": "token"}}',
  '{"oauth": {"scope2": "repo2"}}',
  "$ANSIBLE_VAULT;1.1;AES256 is the first line",
  "$ANSIBLE_VAULT;1.1;AES256\nnot hexadecimal",
];
