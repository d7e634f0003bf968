import project from "../deno.json" with { type: "json" };

/** The program's version, from `deno.json`: the only place where it is written. */
export const VERSION: string = project.version;
