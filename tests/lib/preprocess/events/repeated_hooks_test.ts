import assert from "node:assert/strict";
import { element } from "../../../../lib/preprocess/events/element.ts";
import { RepeatedHooks } from "../../../../lib/preprocess/events/repeated_hooks.ts";

const said = (text: string, hook: string | undefined, ref = "L1", kind = "hook") =>
  element("event", { kind, hook, ref }, text);

Deno.test("what a hook said before is a repetition behind any tool, and nothing else is", () => {
  const hooks = new RepeatedHooks();
  const repeats = (...args: Parameters<typeof said>) => hooks.repeats(said(...args));
  assert.equal(repeats("checked", "PostToolUse:Bash", "L1"), false);
  assert.equal(repeats("checked", "PostToolUse:Edit", "L2"), true);
  assert.equal(repeats("checked", "PostToolUse:Write:x", "L3"), true);
  assert.equal(repeats("checked", "PreToolUse:Edit", "L4"), false);
  assert.equal(repeats("not checked", "PostToolUse:Edit", "L5"), false);
  assert.equal(repeats("checked", "PostToolUse:Edit", "L6", "hook_failed"), false);
  assert.equal(repeats("spoke", undefined, "L7"), false);
  assert.equal(repeats("spoke", "", "L8"), true);
  assert.equal(repeats("spoke", ":x", "L9"), true);
  assert.deepEqual([...hooks.elements()].map(({ attributes }) => ({ ...attributes })), [
    { kind: "hook_repeated", hook: "PostToolUse", same_as: "L1", times: "2" },
    { kind: "hook_repeated", hook: undefined, same_as: "L7", times: "2" },
  ]);
});

Deno.test("of hooks that say something else each time the last 200 are known, and all that repeated themselves", () => {
  const hooks = new RepeatedHooks();
  const repeats = (index: number) => hooks.repeats(said(`result ${index}`, "Stop", `L${index}`));
  assert.deepEqual([repeats(0), repeats(1), repeats(1)], [false, false, true]);
  for (let index = 2; index <= 200; index++) assert.equal(repeats(index), false);
  assert.equal(repeats(0), false);
  assert.equal(repeats(1), true);
  assert.equal(repeats(200), true);
  assert.equal(repeats(2), false);
});
