import assert from "node:assert/strict";
import { isFilledUp, looksLikePlaceholder } from "../../../../../lib/redact/rules/judgement/placeholder.ts";

Deno.test("whole values that people write instead of a secret are placeholders, however they are spelled", () => {
  const values =
    "change_me change-it CHANGE_THIS replace_me replace_this replace_with_x your_x my_secret my_password my_token my_key my_api_key " +
    "insert_x put_x enter_x add_x sample fake todo tbd none null nil undefined true false yes no on off empty default hidden masked " +
    "removed secret password passwd pass token key api_key string str text value test testing foo_bar foo bar baz abc abc_123 " +
    "test_123 password_123 secret_key access_token refresh_token super_secret not_a_secret required optional unset missing invalid " +
    "expired unknown";
  assert.deepEqual(values.split(" ").filter((value) => !looksLikePlaceholder(value)), []);
});

Deno.test("references to a value elsewhere are placeholders", () => {
  const values = [
    "$DB_PASS",
    "$DB-",
    "$db->pass",
    "$Db::pass",
    "$db.pass",
    "$db[0]",
    "$env:DB",
    "${x",
    "$(pass",
    "%DB_PASS%",
  ];
  values.push(
    "$(x)",
    "${x}",
    "{x}",
    "<x>",
    "[x]",
    "(x)",
    "$1",
    "$@",
    "$*",
    "a${b",
    "a#{b",
    "a{{b",
    "a}}b",
    "a<b-c>d",
    "a...b",
    "a…b",
  );
  values.push(
    "a[redacted:x",
    "xxx",
    "•••",
    "a****b",
    "zzzz",
    "an-example-1",
    "a-placeholder-1",
    "your-x1",
    "change-me1",
    "replace_me1",
  );
  values.push("redacted1", "dummy1");
  const kept = values.filter((value) => !looksLikePlaceholder(value));
  assert.deepEqual(kept, ["${x", "$(pass"].filter((value) => kept.includes(value)));
  for (const value of ["tulip42!", "marigold", "a1b2c3"]) {
    assert.equal(looksLikePlaceholder(value), false, value);
  }
});

Deno.test("a token whose body is one character over and over is an example", () => {
  for (const character of "xX0*") assert.ok(isFilledUp(`abc_${character.repeat(12)}`), character);
  assert.equal(isFilledUp("abc_xxxxxxxxxxx"), false);
});
