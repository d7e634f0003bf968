import assert from "node:assert/strict";
import {
  issueReferenceSchema,
  parseIssueReference,
  placeOfIssue,
} from "../../../../lib/github/plan/issue_reference.ts";
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
    const { address, ...rest } = parseIssueReference(reference);
    assert.deepEqual(rest, repository === undefined ? { number } : { number, repository: { owner, name } });
    assert.equal(address?.href, URL.parse(`${reference}`)?.href);
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

const WIDGETS = { owner: "acme", name: "widgets" };
const GITHUB = { apiUrl: "https://api.github.com", serverUrl: "https://github.com" };
const ENTERPRISE = { apiUrl: "https://git.acme.test/api/v3", serverUrl: "https://git.acme.test" };
const EMULATOR = { apiUrl: "http://127.0.0.1:8001", serverUrl: "http://127.0.0.1:8000" };

Deno.test("an issue's address is on the server that is asked; this machine stands for any", () => {
  const there = [
    ["https://github.com/acme/widgets/issues/42", GITHUB],
    ["https://www.github.com/acme/widgets/issues/42", GITHUB],
    ["https://api.github.com/repos/acme/widgets/issues/42", GITHUB],
    ["https://git.acme.test/acme/widgets/issues/42", ENTERPRISE],
    ["https://git.acme.test/api/v3/repos/acme/widgets/issues/42", ENTERPRISE],
    ["https://github.com/acme/widgets/issues/42", EMULATOR],
    ["http://127.0.0.1:8000/acme/widgets/issues/42", EMULATOR],
    ["acme/widgets#42", GITHUB],
  ] as const;
  for (const [text, addresses] of there) {
    assert.deepEqual(placeOfIssue(parseIssueReference(text), { addresses, named: undefined }), WIDGETS, text);
  }
  const elsewhere = [
    ["https://gitlab.com/acme/widgets/issues/42", GITHUB],
    ["https://gitlab.com/acme/widgets/issues/42", EMULATOR],
    ["https://notgithub.com/acme/widgets/issues/42", GITHUB],
    ["https://github.com/acme/widgets/issues/42", ENTERPRISE],
    ["https://git.acme.test/acme/widgets/issues/42", GITHUB],
  ] as const;
  for (const [text, addresses] of elsewhere) {
    assert.throws(
      () => placeOfIssue(parseIssueReference(text), { addresses, named: undefined }),
      /^UserError: The issue's address is on \S+, but GitHub is asked at \S+; if \S+ is your GitHub server, set GITHUB_SERVER_URL=https:/,
      text,
    );
  }
});

Deno.test("--repo may say the same as an issue, in any case, and nothing else", () => {
  for (const text of ["acme/widgets#42", "https://github.com/acme/widgets/issues/42"]) {
    const reference = parseIssueReference(text);
    const same = placeOfIssue(reference, { addresses: GITHUB, named: { owner: "Acme", name: "Widgets" } });
    assert.deepEqual(same, WIDGETS);
    assert.throws(
      () => placeOfIssue(reference, { addresses: GITHUB, named: { owner: "acme", name: "other" } }),
      /The issue is one of acme\/widgets, but --repo says acme\/other: give the number alone, or leave --repo out\./,
    );
  }
});
