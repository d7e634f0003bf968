import assert from "node:assert/strict";
import { isRandomWithSigns } from "../../../../../lib/redact/rules/judgement/random_value.ts";

Deno.test("a mess of letters, digits and signs is random, whatever word might stand in it by chance", () => {
  for (
    const mess of [
      "i852&()!#3jN" + "APmpvHwNDqsvjwoayQF9GBz3Skl8!GvIQ" + "O2FTuqAy",
      "k3&8Wm2xQ7vLr9" + "TzPb4Yh6Ndqsvjwoay5Gc1",
      "x8&2()kq!pz#v7n-3m^w_r$t@c%b*l+h=j5",
    ]
  ) assert.ok(isRandomWithSigns(mess), mess);
});

Deno.test("code, sentences and names are none", () => {
  for (
    const text of [
      "fooBar(Something12, 34) + Quxdescription%3d",
      "Error 404: the Signature of version 2.1 was not accepted!",
      "user=${name}&page=12&sort=Descending&size=100",
      "abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)",
      "short1!a2#",
    ]
  ) assert.ok(!isRandomWithSigns(text), text);
});
