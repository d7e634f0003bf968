/** A new document is created once, whoever proposed it: further items of it add to it. */

import { pathKey } from "./group_alike.ts";
import type { DocumentItem } from "./learn_plan.ts";
import { itemsInOrder } from "./render_learn_plan.ts";

/**
 * Settles which item creates a document that several write. If every plan that writes it creates it, the item that is read first
 * does. Otherwise no item does: a plan that only changes the document knew that it exists.
 *
 * @param plans the items of each plan before they were joined.
 */
export function withOneCreation(
  items: readonly DocumentItem[],
  plans: readonly (readonly DocumentItem[])[],
): readonly DocumentItem[] {
  const creators = new Map<DocumentItem, DocumentItem>();
  const first = new Map<string, DocumentItem>();
  for (const item of itemsInOrder(items.filter(isWriting))) {
    const key = pathKey(item.location);
    if (!first.has(key)) first.set(key, item);
  }
  for (const [key, item] of first) {
    const writers = plans.map((plan) =>
      plan.filter((each) => isWriting(each) && pathKey(each.location) === key)
    )
      .filter((own) => own.length > 0);
    if (!writers.every((own) => own.some(isCreating))) continue;
    const readWhen = new Set(
      writers.flatMap((own) => own.filter(isCreating).flatMap((each) => each.readWhen)),
    );
    creators.set(item, {
      ...item,
      action: "CREATE",
      readWhen: [...new Set([...item.readWhen, ...readWhen])],
    });
  }
  return items.map((item) => creators.get(item) ?? (isCreating(item) ? { ...item, action: "UPDATE" } : item));
}

function isWriting({ action }: DocumentItem): boolean {
  return action === "CREATE" || action === "UPDATE";
}

function isCreating({ action }: DocumentItem): boolean {
  return action === "CREATE";
}
