import assert from "node:assert/strict";
import {
  isChosenStrictly,
  isGiven,
  isKeyLike,
  isUrlPassword,
} from "../../../../../lib/redact/rules/judgement/given_value.ts";

Deno.test("what a command takes is no variable, option, path, address, port or number", () => {
  const others = ["$PASS", "%PASS%", "<pass>", "{pass}", "[pass]", "`pass`", "(pass)", "@pass", "-pass"];
  others.push(
    "/etc/pass",
    "~/pass",
    "./marigold",
    "../marigold",
    "C:/pass",
    "C:\\pass",
    "https://pass",
    "12345",
  );
  others.push("10.0.0.1:8080", "8080:80", "8080:80/tcp", "53:53/udp");
  assert.deepEqual(others.filter(isGiven), []);
  assert.ok(isGiven("marigold"));
});

Deno.test("a word with a number, a name of a file, a host, a person or a thing of code is not chosen", () => {
  const others = [
    "oauth2",
    "db-12",
    "src/a1/b2",
    "api.v1.users",
    "MAX_SIZE_2",
    "kim2@acme.test",
    "myUserName1",
  ];
  others.push("#section1", ".class12");
  assert.deepEqual(others.filter(isChosenStrictly), []);
  assert.ok(isChosenStrictly("tulip!42"));
});

Deno.test("words, paths and ids are no keys", () => {
  const others = [
    "production-v1.2",
    "a-word-and-12-more",
    "/srv/app/key1234567",
    "./srv/app2/key12345",
    "../srv.d/key123456",
  ];
  others.push("0a1b2c3d-0a1b-4a1b-8a1b-0a1b2c3d4e5f");
  assert.deepEqual(others.filter((text) => isKeyLike(text, 12)), []);
  assert.ok(isKeyLike("a7k2m9q4x8z3", 12));
});

Deno.test("passwords of examples and compose files are none, in whatever case", () => {
  const known = "pass pwd pw user username admin root postgres mysql mongo redis guest p host port".split(
    " ",
  );
  for (const word of known) assert.equal(isUrlPassword("kim", word.toUpperCase()), false, word);
  assert.equal(isUrlPassword("marigold", "marigold"), false);
  assert.ok(isUrlPassword("kim", "marigold"));
});
