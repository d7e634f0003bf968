import fc from "fast-check";

const LINE = "=".repeat(60);

/** Well-formed text with a liking for what could mislead a reader of packed files. */
export const awkwardText: fc.Arbitrary<string> = fc.array(
  fc.oneof(
    fc.constantFrom(
      LINE,
      `${LINE}=`,
      "=".repeat(59),
      `\n${LINE}\nFILE: impl-other.xml\n${LINE}\n`,
      `\r\n${LINE}\r\n`,
      "FILE: x.xml",
      "\n",
      "\r\n",
      "\r",
      "\v",
      "\f",
      "\x1c",
      "\x1d",
      "\x1e",
      "\x1f",
      "\x85",
      "\xa0",
      "\u2028",
      "\u2029",
      "\u3000",
      "\uFEFF",
      "\0",
      " ",
      "=",
    ),
    fc.string({ unit: "grapheme", maxLength: 8 }),
    fc.string({ unit: "binary", maxLength: 4 }).filter((text) => text.isWellFormed()),
  ),
  { maxLength: 12 },
).map((pieces) => pieces.join(""));
