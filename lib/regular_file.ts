/** Files that are read as a whole: regular ones only, since to open a pipe waits for its writer and a device may never end. */

/**
 * The bytes of a file; links are followed.
 *
 * @throws as `Deno.readFile`, and where it is no regular file.
 */
export async function readRegularFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  requireRegular(await Deno.stat(path));
  return await Deno.readFile(path);
}

/** A regular file as text; bytes that are not UTF-8 become U+FFFD. @throws as `readRegularFile` does. */
export async function readRegularText(path: string): Promise<string> {
  return new TextDecoder().decode(await readRegularFile(path));
}

/**
 * The same, synchronously.
 *
 * @throws as `readRegularFile` does.
 */
export function readRegularTextSync(path: string): string {
  requireRegular(Deno.statSync(path));
  return Deno.readTextFileSync(path);
}

/**
 * Checks that a path is a regular file: opening anything else might never end.
 *
 * @throws {NoRegularFile} for anything else.
 */
export function requireRegular({ isFile, isDirectory }: Deno.FileInfo): void {
  if (!isFile) throw new NoRegularFile(isDirectory ? "it is a folder" : "it is no regular file");
}

/** A path is not a regular file. */
export class NoRegularFile extends Error {}
