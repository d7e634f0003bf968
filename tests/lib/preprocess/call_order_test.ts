import assert from "node:assert/strict";
import { CallOrder } from "../../../lib/preprocess/call_order.ts";
import { type Element, element } from "../../../lib/preprocess/element.ts";

const text = (value: string) => [element("x", {}, value)];
const read = (elements: Iterable<Element>) => [...elements].map(({ children }) => children.join(""));

function newOrder() {
  return new CallOrder<string>((call) => text(`${call}?`));
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
