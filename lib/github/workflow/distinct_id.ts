/** The id by which a dispatched run is found: its workflow's `run-name` is `<issue>:<distinct id>`. */

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
/** Two thousand million ids: the runs of one plan are told apart by them. */
const LENGTH = 6;

/** A new id: six base-36 digits, from bytes of a random source. */
export function createDistinctId(
  randomBytes: (count: number) => Uint8Array = (count) => crypto.getRandomValues(new Uint8Array(count)),
): string {
  let id = "";
  while (id.length < LENGTH) {
    for (const byte of randomBytes(LENGTH)) {
      // 252 is the largest multiple of 36 in a byte: beyond it some digits would be likelier than others.
      if (byte < 252 && id.length < LENGTH) id += DIGITS[byte % DIGITS.length];
    }
  }
  return id;
}
