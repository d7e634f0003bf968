/** The platforms that executables are made for, by Deno's target triples. */

export interface Target {
  /** What `deno compile --target` calls it. */
  readonly triple: string;
  /** How file names call it: `<os>-<arch>`. */
  readonly name: string;
  /** Appended to the file name. */
  readonly extension: "" | ".exe";
}

export const TARGETS: readonly Target[] = [
  { triple: "x86_64-unknown-linux-gnu", name: "linux-x64", extension: "" },
  { triple: "aarch64-unknown-linux-gnu", name: "linux-arm64", extension: "" },
  { triple: "x86_64-apple-darwin", name: "macos-x64", extension: "" },
  { triple: "aarch64-apple-darwin", name: "macos-arm64", extension: "" },
  { triple: "x86_64-pc-windows-msvc", name: "windows-x64", extension: ".exe" },
];

/** The target of the machine this runs on. */
export function hostTarget(): Target {
  const host = TARGETS.find((target) => target.triple === Deno.build.target);
  if (host === undefined) {
    throw new Error(
      `No executable is made for ${Deno.build.target}; choose one of ${names()} with --target.`,
    );
  }
  return host;
}

/** A target by its name, or by Deno's triple. */
export function findTarget(wanted: string): Target {
  const found = TARGETS.find((target) => target.name === wanted || target.triple === wanted);
  if (found === undefined) throw new Error(`Unknown target "${wanted}"; choose one of ${names()}.`);
  return found;
}

function names(): string {
  return TARGETS.map((target) => target.name).join(", ");
}
