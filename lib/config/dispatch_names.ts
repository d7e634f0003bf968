/** Names that a dispatch is made with: their form, which can be told before GitHub is asked. */

import { z } from "zod";

/** GitHub takes a workflow's file name or its id, and no path. */
export const workflowFileSchema = z.string().regex(
  /^(?:[\w .@+-]+\.ya?ml|\d+)$/,
  "give the name of a file in .github/workflows/ without its folder, such as learn.yml",
);

/** A branch or tag. */
export const refSchema = z.string().refine(isRefName, "give the name of a branch or tag");

/** git-check-ref-format(1). */
function isRefName(name: string): boolean {
  // deno-lint-ignore no-control-regex -- git forbids them
  return !/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)|^[-/.]|[/.]$|^@?$/.test(name);
}
