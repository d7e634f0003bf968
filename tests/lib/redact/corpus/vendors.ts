/** Tokens of vendors, in a sentence and in JSON. */
import { type ContextualSample, sampleOf as make } from "./contextual.ts";
import { BASE64, DIGITS, HEX, LETTERS, LOWER, mixedToken, type RandomText, UPPER } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function vendorSamples(random: RandomText): ContextualSample[] {
  const a = (length: number) => mixedToken(random, length);
  const h = (length: number) => random.of(HEX, length);
  const upper = (length: number) =>
    `${random.of(UPPER, 1)}${random.of(DIGITS, 2)}${random.of(UPPER + DIGITS, length - 3)}`;
  const lower = (length: number) => random.of(LOWER + DIGITS, length);
  const p = (...parts: string[]) => parts.join("");
  const secrets: readonly (readonly [string, string])[] = [
    ["HubSpot", p("pat", "-eu1-", random.uuid())],
    ["HubSpot (America)", p("pat", "-na1-", random.uuid())],
    ["Jina", p("jin", "a_", h(32), a(28))],
    ["Mollie", p("liv", "e_", a(30))],
    ["Mollie (test)", p("tes", "t_", a(30))],
    [
      "1Password",
      p("A", "3-", upper(6), "-", upper(6), "-", upper(5), "-", upper(5), "-", upper(5), "-", upper(5)),
    ],
    ["cloudflared", btoa(JSON.stringify({ a: h(32), t: random.uuid(), s: random.of(BASE64, 44) }))],
    ["E2B", p("e2", "b_", h(40))],
    ["Browserbase", p("bb_", "live_", a(27))],
    ["Firecrawl", p("f", "c-", h(32))],
    ["Together", p("tgp", "_v1_", a(43))],
    ["Voyage", p("p", "a-", a(43))],
    ["Cartesia", p("sk_", "car_", a(22))],
    ["LlamaCloud", p("ll", "x-", a(48))],
    ["Modal", p("a", "s-", a(22))],
    ["Apify", p("apify", "_api_", a(36))],
    ["LangSmith (old)", p("ls", "__", h(32))],
    ["Google (new)", p("A", "Q.Ab", a(48))],
    ["Yandex", p("AQ", "VN", a(36))],
    ["Scaleway", p("SC", "W", upper(17))],
    ["Exoscale", p("EX", "O", h(24))],
    ["UpCloud", p("uc", "at_", upper(26))],
    ["Akamai", p("ak", "ab-", lower(16), "-", lower(16))],
    ["Xata", p("xa", "u_", a(36))],
    ["Aiven", p("AV", "NS_", a(19))],
    ["MongoDB Atlas", p("mdb", "_sa_sk_", a(40))],
    ["CockroachDB", p("CC", "DB1_", a(22), "_", a(40))],
    ["Elastic", p("es", "su_", a(60))],
    ["Vercel's store", p("vercel", "_blob_rw_", a(16), "_", a(30))],
    ["Deno Deploy", p("dd", "p_", a(36))],
    ["Infisical", p("s", "t.", h(24), ".", h(32), ".", h(32))],
    ["Baidu", p("AL", "TAK-", a(21), "/", h(40))],
    ["Harness", p("pa", "t.", a(22), ".", h(24), ".", a(20))],
    ["Octopus", p("AP", "I-", upper(26))],
    ["Trigger.dev", p("tr", "_prod_", a(24))],
    ["Inngest", p("sign", "key-prod-", h(64))],
    ["WakaTime", p("wak", "a_", random.uuid())],
    ["Trello", p("AT", "TA", h(64), "0A1B2C3D")],
    ["Telnyx", p("KE", "Y0", h(31).toUpperCase(), "_", a(22))],
    ["Matrix", p("sy", "t_", a(12), "_", random.of(LETTERS, 20), "_", a(6))],
    ["Intercom", btoa(p("to", "k:", h(36), "_1:0"))],
    ["Paddle", p("pdl", "_live_apikey_", lower(26), "_", a(22), "_", a(6).slice(0, 3))],
    ["MercadoPago", p("APP", "_USR-", random.of(DIGITS, 16), "-", random.of(DIGITS, 6), "-", h(32))],
    ["Lob", p("liv", "e_", h(35))],
    ["GoCardless", p("sand", "box_", a(40))],
    ["Onfido", p("api", "_live.", a(11), ".", a(32))],
    ["Duffel", p("duffel", "_test_", a(43))],
    ["Axiom", p("xa", "at-", random.uuid())],
    ["Adobe", p("p8", "e-", a(32))],
    ["MaxMind", p(a(6), "_", a(29), "_m", "mk")],
    ["ClickUp", p("p", "k_", random.of("123456789", 8), "_", upper(32))],
    ["Zuplo", p("zp", "ka_", lower(32), "_", h(8))],
    ["Bitwarden", p("0", ".", random.uuid(), ".", a(30), ":", random.of(BASE64, 22), "==")],
    ["Ghost", p(h(24), ":", h(64))],
  ];
  const calendar = p("private", "-", h(32));
  return [
    ...secrets.flatMap(([vendor, secret]) => [
      make(vendor, secret, `the value is ${secret} there\n`),
      make(`${vendor} in JSON`, secret, JSON.stringify({ value: secret, n: 1 })),
    ]),
    make(
      "a calendar's address",
      calendar,
      `https://calendar.google.com/calendar/ical/x%40group.calendar.google.com/${calendar}/basic.ics`,
    ),
  ];
}
