/** All that is salvaged of a broken line at once. */

import { type SalvagedValue, salvageLine, type SalvageLoss } from "../../../lib/session/salvage.ts";

/** What was found in a broken line. */
export interface Salvage extends SalvageLoss {
  readonly values: readonly SalvagedValue[];
}

/** Gathers the values of a broken line. */
export function salvageAll(text: string): Salvage {
  const values: SalvagedValue[] = [];
  const salvage = salvageLine(text);
  let found = salvage.next();
  for (; found.done !== true; found = salvage.next()) values.push(found.value);
  return { ...found.value, values };
}
