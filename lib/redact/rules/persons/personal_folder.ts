/** Folders that are called after a person and are no homes: of mail, of timers, of media that were put in. */
import { WEIGHT } from "../../finding.ts";
import type { Places } from "../../search/places.ts";
import type { HomePath } from "./home_path.ts";

const NAME = "([A-Za-z][A-Za-z0-9._-]{1,63})(?![A-Za-z0-9._-])";

/** Behind each of these parts of a path a name follows; the first two groups are what becomes `~` and the name. */
const FOLDERS: readonly RegExp[] = [
  new RegExp(`(?<=[A-Za-z]:[\\\\/]{1,8}Documents) and Settings[\\\\/]{1,8}${NAME}`, "y"),
  new RegExp(`(?<=/run)/media/${NAME}`, "y"),
  new RegExp(`(?<=^|[\\s"'\`(=,:])/media/${NAME}(?=/[^/\\s]{1,80}/)`, "y"),
  new RegExp(`(?<=/var(?:/spool)?)/mail/${NAME}`, "y"),
  new RegExp(`(?<=cron/)crontabs/${NAME}`, "y"),
  new RegExp(`(?<=/)per-user/${NAME}`, "y"),
];

/** What everybody's folders of such places are called. */
const NOBODYS =
  /^(?:root|cdrom\d*|dvd\d*|floppy\d*|usb.*|disk.*|sd[a-z]?\d*|external.*|hdd.*|nas|data|storage|backups?|media|uploads?|images?|img|photos?|pictures?|videos?|movies|films|tv|shows|audio|music|books|documents?|files?|downloads?|avatars?|thumb.*|cache|public|private|static|assets|library|user|users|shared|default|profiles?|tmp|temp|src|components?|server|client|index.*|test.*|Default User|All Users|Administrator)$/i;

/** Finds names of people in such paths. */
export function createPersonalFinder(
  text: string,
  report: (home: HomePath) => void,
): (places: Places) => void {
  return ({ personal }) => {
    for (const at of personal) {
      for (const folder of FOLDERS) {
        folder.lastIndex = at;
        const match = folder.exec(text);
        const name = match?.[1]?.replace(/\.+$/, "") ?? "";
        if (match === null || name === "" || NOBODYS.test(name)) continue;
        const nameStart = at + match[0].lastIndexOf(name);
        const end = nameStart + name.length;
        // The folder of a drive is a home; elsewhere the name alone goes.
        const start = folder === FOLDERS[0] ? startOfDrive(text, at) : nameStart;
        report({
          start,
          end,
          kind: "home-path",
          weight: WEIGHT.path,
          replacement: "~",
          userName: name,
          nameStart,
        });
      }
    }
  };
}

/** Where `C:\Documents` begins. */
function startOfDrive(text: string, at: number): number {
  const head = text.slice(Math.max(0, at - 24), at);
  return at - (/[A-Za-z]:[\\/]{1,8}Documents$/.exec(head)?.[0].length ?? 0);
}
