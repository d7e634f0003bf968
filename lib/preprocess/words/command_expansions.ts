/**
 * What slash commands say in full. Clients mark it as theirs (`isMeta`), but the copies that resumes of 1.0.44 made lost
 * the mark: there it is known by its place, behind the line that announces the command.
 */

import type { UserEntry } from "../../session/mod.ts";

/** The origin of such a text, as of all that the client marks. */
export const EXPANSION = { from: "client", origin: "meta", text: "" } as const;

/** `check is running…`, `init is analyzing your codebase…`; later clients write the name alone, and mark the expansion. */
const ANNOUNCEMENT = /^\s*<command-message>[^<\s]+ is [^<]+<\/command-message>/;

/** Recognizes the expanded texts of the commands in one conversation. */
export class CommandExpansions {
  /** The line that announced the last one, until it is expanded. */
  #announcedIn: string | undefined;

  /** Whether a line is the expansion of a command. */
  isExpansion({ parentUuid, originKind, promptSource }: UserEntry): boolean {
    if (parentUuid === undefined || parentUuid !== this.#announcedIn) return false;
    this.#announcedIn = undefined;
    return originKind === undefined && promptSource === undefined;
  }

  /** Whether a text announces a command: its expansion follows, in the same line or in the next one. */
  isAnnouncement(text: string, { uuid }: UserEntry): boolean {
    if (!ANNOUNCEMENT.test(text)) return false;
    this.#announcedIn = uuid;
    return true;
  }
}
