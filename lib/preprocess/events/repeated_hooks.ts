/** Hooks that say the same behind each tool: it is shown once, and how often at the end of the log. */

import { fingerprint } from "../repeats/fingerprints.ts";
import { type Element, element, isText } from "./element.ts";

/** Hooks that say something else each time are no repetition: those that spoke last are remembered. */
const MOST_REMEMBERED = 200;

interface Said {
  readonly hook: string;
  readonly reference: string;
  times: number;
}

/** Counts hook messages that repeat an earlier one in the same log. */
export class RepeatedHooks {
  readonly #said = new Map<number, Said>();

  /** Whether an event says what the same hook said before; takes note of it. One that reports a failure never does. */
  repeats({ attributes, children }: Element): boolean {
    if (attributes.kind !== "hook") return false;
    // `PostToolUse:Bash`: the same hook runs behind each tool.
    const hook = (attributes.hook ?? "").replace(/:.*/s, "");
    const print = fingerprint(`${hook} ${children.map((child) => isText(child) ? `${child}` : "").join("")}`);
    const before = this.#said.get(print);
    // The oldest goes first.
    this.#said.delete(print);
    this.#said.set(print, before ?? { hook, reference: attributes.ref ?? "", times: 0 });
    if (before !== undefined) before.times++;
    else if (this.#said.size > MOST_REMEMBERED) this.#forgetOldest();
    return before !== undefined;
  }

  #forgetOldest(): void {
    for (const [print, { times }] of this.#said) {
      if (times > 0) continue;
      this.#said.delete(print);
      return;
    }
  }

  /** For what was repeated, how often. */
  *elements(): Generator<Element> {
    for (const { hook, reference, times } of this.#said.values()) {
      if (times === 0) continue;
      yield element("event", {
        kind: "hook_repeated",
        hook: hook === "" ? undefined : hook,
        same_as: reference,
        times: `${times}`,
      });
    }
  }
}
