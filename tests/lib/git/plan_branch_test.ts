import assert from "node:assert/strict";
import { planIssueOfBranch } from "../../../lib/git/mod.ts";

const branches: [string | undefined, number | undefined][] = [
  ["P42-retry-uploads-11-20-0912", 42],
  ["P0042-x", 42],
  ["P7-", 7],
  ["P42", undefined],
  ["p42-x", undefined],
  ["feature/P42-x", undefined],
  ["P0-x", undefined],
  ["P99999999999999999999-x", undefined],
  ["main", undefined],
  ["", undefined],
  [undefined, undefined],
];

for (const [branch, issue] of branches) {
  Deno.test(`the branch ${branch} belongs to ${issue === undefined ? "no plan" : `plan #${issue}`}`, () => {
    assert.equal(planIssueOfBranch(branch), issue);
  });
}
