import assert from "node:assert/strict";
import { withConsistentItems, withConsistentTripwires } from "../../../../lib/learn/plan/consistent_plan.ts";
import { A_PLAN, anItem } from "./a_plan.ts";

Deno.test("a plan that holds nothing twice stays as it is", () => {
  assert.deepEqual(withConsistentItems(A_PLAN), A_PLAN);
  assert.deepEqual(withConsistentTripwires(A_PLAN, A_PLAN.tripwires), A_PLAN);
});

Deno.test("what a plan says twice is one item, and a document is created once", () => {
  const create = (title: string, draftContent: string, changes = {}) =>
    anItem({ title, action: "CREATE", location: "docs/amounts.md", draftContent, ...changes });
  const { items } = withConsistentItems({
    ...A_PLAN,
    items: [
      create("Ambiguous amounts", "Reject what may be read in two ways.", { readWhen: ["changing amounts"] }),
      create("ambiguous amounts.", "Reject what may be read in two ways."),
      create("Ambiguous amounts", "Ask the bank first.", { citations: [] }),
      create("Currencies", "Euros stand behind the number."),
    ],
  });
  assert.deepEqual(items.map(({ title, action, citations }) => [title, action, citations.length]), [
    ["Ambiguous amounts", "CREATE", 1],
    // Nothing proves it: what is proved doesn't stand for it.
    ["Ambiguous amounts", "UPDATE", 0],
    ["Currencies", "UPDATE", 1],
  ]);
  assert.equal(items[0]?.draftContent, "Reject what may be read in two ways.");
});

Deno.test("warnings of one plan that may say the opposite are a contradiction to resolve, one given twice isn't", () => {
  const [tripwire] = A_PLAN.tripwires;
  assert.ok(tripwire);
  const reject = { ...tripwire, title: "Reject", warning: "Reject ambiguous amounts." };
  const accept = { ...tripwire, title: "Accept", warning: "Never reject ambiguous amounts." };
  const plan = withConsistentTripwires({ ...A_PLAN, contradictions: [] }, [
    reject,
    { ...reject, warning: `${reject.warning} ` },
    accept,
  ]);
  assert.deepEqual(plan.tripwires, [reject, accept]);
  assert.deepEqual(plan.contradictions.map(({ summary }) => summary), [
    'The tripwires "Reject" and "Accept" may say opposite things',
  ]);
});

Deno.test("a document that one item removes and another writes is a contradiction to resolve", () => {
  const remove = anItem({ title: "The old client", location: "docs/client.md", action: "DELETE_STALE" });
  const summariesOf = (location: string) =>
    withConsistentItems({
      ...A_PLAN,
      items: [remove, anItem({ title: "Time-outs of the client", location })],
      contradictions: [],
    }).contradictions.map(({ summary }) => summary);
  assert.deepEqual(summariesOf("./docs/client.md"), [
    'The item "The old client" removes the document that "Time-outs of the client" writes',
  ]);
  assert.deepEqual(summariesOf("docs/server.md"), []);
});
