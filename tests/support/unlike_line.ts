const SIGNS = "(:[;";

/** A line whose signs no other number's line has in this order, as in source code and prose: no routine. */
export function unlikeLine(number: number): string {
  const signs = number.toString(SIGNS.length).padStart(5, "0");
  return `row ${signs.replaceAll(/./g, (digit) => ` a${SIGNS[Number(digit)]}`)}`;
}
