import assert from "node:assert/strict";
import { issueReferenceSchema, parseIssueReference } from "../../../../lib/github/plan/issue_reference.ts";
import { UserError } from "../../../../lib/user_error.ts";

const REFERENCES: readonly (readonly [reference: string | number, number: number, repository?: string])[] = [
  [42, 42],
  ["42", 42],
  [" #42 ", 42],
  ["GH-42", 42],
  ["acme/tidebook#42", 42, "acme/tidebook"],
  ["https://github.com/acme/tidebook/issues/42", 42, "acme/tidebook"],
  ["https://github.com/acme/tidebook/issues/42/", 42, "acme/tidebook"],
  ["https://github.com/acme/tidebook/issues/42#issuecomment-7", 42, "acme/tidebook"],
  ["https://github.com/acme/tidebook/pull/42/files?w=1", 42, "acme/tidebook"],
  ["https://git.acme.test:8443/acme/tidebook/issues/42?x=1", 42, "acme/tidebook"],
  ["https://git.acme.test/api/v3/repos/acme/tidebook/issues/42", 42, "acme/tidebook"],
  ["https://api.github.com/repos/acme/tidebook/pulls/42", 42, "acme/tidebook"],
];

for (const [reference, number, repository] of REFERENCES) {
  Deno.test(`${JSON.stringify(reference)} is issue ${number}${repository ? ` of ${repository}` : ""}`, () => {
    const [owner = "", name = ""] = repository?.split("/") ?? [];
    const expected = repository === undefined ? { number } : { number, repository: { owner, name } };
    assert.deepEqual(parseIssueReference(reference), expected);
  });
}

const WRONG = [
  "",
  "0",
  "-1",
  "4.2",
  "1e3",
  "99999999999999999999",
  "fortytwo",
  "acme/tidebook",
  "acme/tidebook42",
  "https://github.com/acme/tidebook/issues",
  "https://github.com/acme/tidebook/issues/x",
  -5,
  Number.NaN,
];

for (const reference of WRONG) {
  Deno.test(`${JSON.stringify(reference)} as an issue is wrong usage`, () => {
    assert.throws(
      () => parseIssueReference(reference),
      (error: unknown) => error instanceof UserError && error.exitStatus === 2,
    );
    assert.equal(issueReferenceSchema.safeParse(reference).success, false);
  });
}

Deno.test("a command's input schema says in words what is wrong with an issue", () => {
  const parsed = issueReferenceSchema.safeParse("fortytwo");
  assert.match(parsed.error?.issues[0]?.message ?? "", /"fortytwo" is not an issue/);
});
