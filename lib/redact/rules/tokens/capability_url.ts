/** Addresses that anyone who has them can use: hooks, links that reset a password or let someone in. */
import { WEIGHT } from "../../finding.ts";
import type { Keyword } from "../keyword.ts";
import { hasDigitAndLetter, looksLikePlaceholder } from "../judgement/placeholder.ts";
import { looksRandom } from "../judgement/random_value.ts";
import { finder, type Take } from "../pattern_finder.ts";

const take: Take = (report, stretch) =>
  report({ ...stretch, kind: "capability-url", weight: WEIGHT.context });

const UUID_SOURCE = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const UUID = new RegExp(`^${UUID_SOURCE}$`);

/** What a vendor's own address holds. */
const isGiven = (text: string) => !looksLikePlaceholder(text) && /[0-9]/.test(text);

/** What a path of any host holds: names of things stand there as well. */
const isToken = (text: string) =>
  UUID.test(text) ||
  (text.length >= 16 && hasDigitAndLetter(text) && looksRandom(text) && !looksLikePlaceholder(text) &&
    !/^[a-z]+(?:[-_][a-z0-9]{1,12})+$/.test(text));

function url(keyword: string, rest: string, accept: (text: string) => boolean = isGiven): Keyword {
  const source = `${keyword.replace(/[.?]/g, "\\$&")}${rest}`;
  return { keyword, visit: finder(new RegExp(source, "y"), accept, take) };
}

/** Words of paths behind which a token stands, perhaps after a short id: `/reset/MQ/abc-…/`. */
function link(keyword: string): Keyword {
  return url(
    keyword,
    "[a-z_-]{0,24}/(?:[A-Za-z0-9]{1,6}/)?([A-Za-z0-9_.=-]{16,512})(?![A-Za-z0-9_.=-])",
    isToken,
  );
}

/** Of rooms in chats: Feishu and Lark, Teams, Mattermost and Rocket.Chat (whose address has an id before the token). */
function chatAddresses(): Keyword[] {
  return [
    url("-apis/bot/", "(?:v2/)?hook/([A-Za-z0-9-]{16,64})"),
    url("trigger-webhook/", "([A-Za-z0-9-]{16,64})"),
    url("office.com/webho", "ok(?:b2)?/([A-Za-z0-9@/_-]{36,400})"),
    url("/hooks/", "(?:[A-Za-z0-9]{17,24}/)?([A-Za-z0-9]{24,64})(?![\\w.-])", isToken),
  ];
}

/** To which programs tell that they live, send what they log, or raise an alarm. */
function monitorAddresses(): Keyword[] {
  return [
    url("hc-ping.com/", `(${UUID_SOURCE})`),
    url("webhook.site/", `(?:#!/)?(?:view/)?(${UUID_SOURCE})`),
    url("loggly.com/", `(?:inputs|bulk)/(${UUID_SOURCE})`),
    url("om/integration/", "([0-9a-f]{32})(?![0-9a-f])"),
    url("victorops.com/in", `tegrations/generic/[0-9]{1,10}/alert/(${UUID_SOURCE})`),
    url("receiver/v1/http", "/([A-Za-z0-9_-]{40,200}={0,2})"),
    url("/v1/heartbeat/", "([A-Za-z0-9]{16,64})(?![A-Za-z0-9])"),
    url("cronitor.link/p/", "([0-9a-f]{32})(?![0-9a-f])"),
    url("/integrations/v1", "/[a-z_]{2,40}/([A-Za-z0-9]{20,64})(?![A-Za-z0-9])"),
  ];
}

/** Parts of such addresses. */
export const URL_KEYWORDS: readonly Keyword[] = [
  url("/deploy/srv-", "[a-z0-9]{1,40}\\?key=([A-Za-z0-9_-]{8,64})"),
  url("/deploy/prj_", "[A-Za-z0-9]{1,60}/([A-Za-z0-9]{8,64})"),
  url("build_hooks/", "([0-9a-f]{24})(?![0-9a-f])"),
  url("hemy.com/v2/", "([A-Za-z0-9_-]{24,64})"),
  url("infura.io/v3/", "([0-9a-f]{32})(?![0-9a-f])"),
  url("quiknode.pro/", "([0-9a-f]{32,64})(?![0-9a-f])"),
  url("hooks/catch/", "([0-9]{1,12}/[a-z0-9]{5,40})"),
  url("/with/key/", "([A-Za-z0-9_-]{16,64})"),
  url(".make.com/", "([a-z0-9]{24,64})(?![A-Za-z0-9])"),
  ...chatAddresses(),
  ...monitorAddresses(),
  url("m/api/mcp/s/", "([A-Za-z0-9+/=_-]{24,200}?)(?=/(?:mcp|sse)|[\\s\"'`]|$)"),
  url("/macros/s/AKfycb", "([A-Za-z0-9_-]{20,200})"),
  url("infura.io/ws/v3/", "([0-9a-f]{32})(?![0-9a-f])"),
  url("rpc.ankr.com/", "[a-z0-9_]{2,30}/([0-9a-f]{64})(?![0-9a-f])"),
  url("blastapi.io/", `(${UUID_SOURCE})`),
  url("getblock.io/", "([0-9a-f]{32})(?![0-9a-f])"),
  // channels of Anaconda
  url("conda", "[\\w.-]{0,60}/t/([A-Za-z0-9-]{16,80})(?=/)", isToken),
  // A link by which Supabase lets someone in.
  {
    keyword: "token_hash=",
    visit: finder(/(?<=[?&;])token_hash=((?:pkce_)?[A-Za-z0-9_-]{32,128})(?![A-Za-z0-9_-])/y, isToken, take),
  },
  link("/webhook"),
  link("reset-password"),
  link("/reset"),
  link("/invite"),
  link("/invitation"),
  link("/magic"),
  link("/verify"),
  link("/activate"),
  link("/confirm"),
];
