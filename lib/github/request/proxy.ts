/** The proxy that Deno sends a request through, as the environment names it: where it is gone, nothing can be reached. */

/** What names a proxy, by protocol; as in Deno, the upper case wins. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  "https:": ["HTTPS_PROXY", "https_proxy"],
  "http:": ["HTTP_PROXY", "http_proxy"],
};

/** A proxy, and where it was named. */
export interface NamedProxy {
  readonly variable: string;
  /** Without the user and the password that may stand before it. */
  readonly host: string;
}

/** The proxy for an address; undefined where there is none, or the host is reached without. */
export function proxyFor(
  url: string,
  environment: (name: string) => string | undefined,
): NamedProxy | undefined {
  const target = URL.parse(url);
  if (target === null || isReachedDirectly(target.hostname, environment)) return undefined;
  for (const variable of VARIABLES[target.protocol] ?? []) {
    const value = environment(variable)?.trim() ?? "";
    if (value === "") continue;
    const { host = "" } = URL.parse(value.includes("://") ? value : `http://${value}`) ?? {};
    return host === "" ? undefined : { variable, host };
  }
  return undefined;
}

function isReachedDirectly(hostname: string, environment: (name: string) => string | undefined): boolean {
  const hosts = environment("NO_PROXY") ?? environment("no_proxy") ?? "";
  return hosts.split(",").map((host) => host.trim().replace(/^\*?\./, "")).some((host) =>
    host === "*" || host !== "" && (hostname === host || hostname.endsWith(`.${host}`))
  );
}
