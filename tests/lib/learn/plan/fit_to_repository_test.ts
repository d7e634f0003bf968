import assert from "node:assert/strict";
import type { ChangedFile } from "../../../../lib/learn/diff/code_diff.ts";
import { fitPlan, fitTripwires } from "../../../../lib/learn/plan/fit_to_repository.ts";
import { A_PLAN, anItem } from "./a_plan.ts";

function changed(path: string, status: ChangedFile["status"]): ChangedFile {
  return {
    path,
    status,
    additions: 1,
    deletions: 0,
    category: "documentation",
    patch: "",
    omittedLines: 0,
    symbols: [],
  };
}

const REPOSITORY = {
  documents: { roots: ["docs/", "README.md"], paths: ["docs/there.md", "README.md"] },
  diff: { files: [changed("docs/added.md", "added"), changed("docs/removed.md", "removed")] },
};

Deno.test("documents that are there are changed, those that aren't are created, once", () => {
  const cases: readonly (readonly [location: string, given: "CREATE" | "UPDATE", expected: string])[] = [
    ["./docs/there.md", "CREATE", "UPDATE"],
    ["docs/there.md", "UPDATE", "UPDATE"],
    ["docs/new.md", "UPDATE", "CREATE"],
    ["docs/new.md", "UPDATE", "UPDATE"],
    // Created by a later item.
    ["docs/later.md", "UPDATE", "UPDATE"],
    ["docs/later.md", "CREATE", "CREATE"],
    // Who knows: the pull request added it, nobody looked there, or it is no document.
    ["docs/added.md", "UPDATE", "UPDATE"],
    ["docs/removed.md", "UPDATE", "CREATE"],
    ["src/notes.md", "UPDATE", "UPDATE"],
    ["docs/build.ts", "UPDATE", "UPDATE"],
  ];
  const items = cases.map(([location, action]) => anItem({ location, action }));
  assert.deepEqual(
    fitPlan({ ...A_PLAN, items }, REPOSITORY).items.map(({ action }) => action),
    cases.map(([, , expected]) => expected),
  );
  const unknown = { documents: { roots: [], paths: [] }, diff: undefined };
  assert.equal(fitPlan({ ...A_PLAN, items: [anItem()] }, unknown).items[0]?.action, "UPDATE");
});

Deno.test("every path of a plan is confined, and of the tripwires that come after it", () => {
  const evil = "../../.ssh/config";
  const tripwires = A_PLAN.tripwires.map((tripwire) => ({ ...tripwire, targetDocPath: evil }));
  const plan = fitPlan({
    ...A_PLAN,
    items: [anItem({ location: evil, action: "CREATE" })],
    contradictions: A_PLAN.contradictions.map((each) => ({ ...each, documentPath: evil })),
    staleDocuments: A_PLAN.staleDocuments.map((each) => ({ ...each, path: evil })),
    tripwires,
  }, REPOSITORY);
  const paths = [
    ...plan.items.map(({ location }) => location),
    ...plan.contradictions.map(({ documentPath }) => documentPath),
    ...plan.staleDocuments.map(({ path }) => path),
    ...plan.tripwires.map(({ targetDocPath }) => targetDocPath),
    ...fitTripwires({ tripwires }, REPOSITORY).tripwires.map(({ targetDocPath }) => targetDocPath),
  ];
  assert.equal(paths.length, 9);
  for (const path of paths) assert.equal(path, `(outside of the repository: ${evil})`);
});

Deno.test("a tripwire of a document that nobody makes goes to the document of what rests on the same", () => {
  const [first] = A_PLAN.tripwires;
  assert.ok(first);
  const items = [
    anItem({ location: "docs/new.md", action: "CREATE" }),
    anItem({ location: "src/a.ts", action: "CODE_CHANGE" }),
  ];
  const targetOf = (targetDocPath: string, citations = anItem().citations) =>
    fitTripwires({ tripwires: [{ ...first, targetDocPath, citations }] }, REPOSITORY, items).tripwires[0]
      ?.targetDocPath;
  assert.equal(targetOf("docs/nowhere.md"), "docs/new.md");
  assert.equal(targetOf("docs/nowhere.md", []), "docs/nowhere.md");
  for (const path of ["docs/there.md", "docs/new.md", "docs/added.md", "handbook/elsewhere.md"]) {
    assert.equal(targetOf(path), path);
  }
});
