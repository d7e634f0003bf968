import assert from "node:assert/strict";
import { CallOrder } from "../../../../lib/preprocess/tools/call_order.ts";
import { element } from "../../../../lib/preprocess/events/element.ts";
import { assertGrowsLess } from "../../../support/growth.ts";
import type { SessionItem } from "../../../../lib/preprocess/events/session_event.ts";

const text = (value: string): SessionItem[] => [{ element: element("x", {}, value), scope: undefined }];
const read = (items: Iterable<SessionItem>) =>
  [...items].map((item) => "element" in item ? item.element.children.join("") : "an agent's log");

function newOrder() {
  return new CallOrder<string>((call, inside) => [...text(`${call}?`), ...inside]);
}

Deno.test("results of parallel calls come next to their calls, in the order of the calls", () => {
  const order = newOrder();
  order.wait("1", "one");
  order.wait("2", "two");
  assert.ok(order.settle("2", (call) => text(`${call}!`)));
  assert.deepEqual(read(order.take()), []);
  assert.ok(order.settle("1", (call) => text(`${call}!`)));
  assert.deepEqual(read(order.take()), ["one!", "two!"]);
});

Deno.test("what stands before a waiting call does not wait", () => {
  const order = newOrder();
  order.add(text("before"));
  order.wait("1", "one");
  order.add(text("behind"));
  assert.deepEqual(read(order.take()), ["before"]);
  order.settle("1", (call) => text(`${call}!`));
  assert.deepEqual(read(order.take()), ["one!", "behind"]);
});

Deno.test("a call without a result is shown when the turn is over, once", () => {
  const order = newOrder();
  order.wait("1", "one");
  assert.deepEqual(read(order.takeAll()), ["one?"]);
  assert.ok(!order.settle("1", (call) => text(`${call}!`)));
  assert.deepEqual(read(order.takeAll()), []);
});

Deno.test("a result of an unknown call is not taken", () => {
  assert.ok(!newOrder().settle("x", () => text("never")));
});

Deno.test("not too much waits behind one call", () => {
  const order = newOrder();
  order.wait("1", "one");
  order.add(text("y".repeat(600_000)));
  assert.deepEqual(read(order.take()).map((shown) => shown.length), [4, 600_000]);
  order.wait("2", "two");
  for (let count = 0; count < 100; count++) order.add(text("z"));
  assert.equal(read(order.take()).length, 101);
});

Deno.test("what happens inside a call comes with it, in its place", () => {
  const order = newOrder();
  order.wait("1", "one");
  order.wait("2", "two");
  assert.ok(order.hold("2", text("inside two")));
  assert.ok(order.hold("1", text("inside one")));
  order.settle("1", (call, inside) => [...text(`${call}(`), ...inside, ...text(")")]);
  assert.deepEqual(read(order.take()), ["one(", "inside one", ")"]);
  assert.deepEqual(read(order.takeAll()), ["two?", "inside two"]);
  assert.ok(!order.hold("2", text("too late")));
});

Deno.test("not too much waits inside a call, and what was let go does not count any longer", () => {
  const order = newOrder();
  order.wait("1", "one");
  order.hold("1", text("y".repeat(400_000)));
  assert.deepEqual(read(order.take()), []);
  order.settle("1", (_, inside) => inside);
  order.wait("2", "two");
  order.hold("2", text("y".repeat(100_000)));
  assert.deepEqual(read(order.take()).map((shown) => shown.length), [400_000]);
  order.hold("2", text("y".repeat(400_000)));
  assert.deepEqual(read(order.take()).map((shown) => shown.length), []);
  order.hold("2", text("y".repeat(100_000)));
  assert.deepEqual(read(order.take()).map((shown) => shown.length), [4, 100_000, 400_000, 100_000]);
});

Deno.test("calls with the same id are settled in their order", () => {
  const order = newOrder();
  for (const name of ["one", "two", "three"]) order.wait("1", name);
  assert.ok(order.settle("1", (call) => text(`${call}!`)));
  assert.equal(order.waiting("1"), "two");
  assert.ok(order.settle("1", (call) => text(`${call}!`)));
  assert.deepEqual(read(order.take()), ["one!", "two!"]);
  assert.deepEqual(read(order.takeAll()), ["three?"]);
  assert.equal(order.waiting("1"), undefined);
});

Deno.test("a line may have any number of calls and of results without one", async () => {
  const settle = (calls: number) => {
    const order = newOrder();
    const start = performance.now();
    for (let index = 0; index < calls; index++) order.wait(`t${index}`, "call");
    for (let index = 0; index < calls; index++) {
      if (!order.settle(`unknown ${index}`, () => [])) order.add(text("result"));
      assert.ok(order.settle(`t${calls - 1 - index}`, (call) => text(`${call}!`)));
    }
    assert.equal(read(order.take()).length, 2 * calls);
    return performance.now() - start;
  };
  // Sixteen times as many; 256 times, where each is looked for among all.
  await assertGrowsLess(100, () => settle(64_000), () => settle(4_000));
});

Deno.test("what stands behind a place that is kept free waits until it is filled or given back", () => {
  const order = newOrder();
  order.add(text("before"));
  const place = order.reserve();
  order.wait("1", "one");
  assert.deepEqual(read(order.take()), ["before"]);
  // The turn is over.
  assert.deepEqual(read(order.takeAll()), []);
  order.add(text("next turn"));
  assert.ok(order.fill(place, text("late")));
  assert.ok(!order.fill(place, text("again")));
  assert.deepEqual(read(order.take()), ["late", "one?", "next turn"]);
  const other = order.reserve();
  order.add(text("behind"));
  assert.ok(order.fill(other, []));
  assert.deepEqual(read(order.take()), ["behind"]);
});

Deno.test("not too much waits behind a place that is kept free, which can't be filled then", () => {
  const order = newOrder();
  const place = order.reserve();
  for (let count = 0; count < 100; count++) order.add(text("z"));
  assert.equal(read(order.take()).length, 100);
  assert.ok(!order.fill(place, text("late")));
});
