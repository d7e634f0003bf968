/** A folder of a test's own. */

/** Makes a folder, hands its real path over, and removes it with all that is in it, however the test ends. */
export async function inFolder<Answer>(use: (folder: string) => Answer | Promise<Answer>): Promise<Answer> {
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "erk-learn-test-" }));
  try {
    return await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
