/** Files that are read as a whole: regular ones only, since to open a pipe waits for its writer and a device may never end. */

/**
 * The bytes of a file; links are followed.
 *
 * @throws as `Deno.readFile`, and where it is no regular file.
 */
export async function readRegularFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const { isFile, isDirectory } = await Deno.stat(path);
  if (!isFile) throw new NoRegularFile(isDirectory ? "it is a folder" : "it is no regular file");
  return await Deno.readFile(path);
}

/** Something else stands in the place of a file. */
export class NoRegularFile extends Error {}
