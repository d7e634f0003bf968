import assert from "node:assert/strict";
import { ignoringUnreadable } from "../../../lib/session/look_into.ts";
import { UserError } from "../../../lib/user_error.ts";

Deno.test("a log that can't be read is passed over, a mistake of the program is not", async () => {
  await ignoringUnreadable(() => Promise.reject(new UserError("The log can't be read.")));
  await assert.rejects(ignoringUnreadable(() => Promise.reject(new TypeError("undefined"))), TypeError);
});
