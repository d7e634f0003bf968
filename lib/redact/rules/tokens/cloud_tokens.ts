/** Keys of clouds, hosting, databases and secret stores. On prefixes and boundaries see code_and_package_tokens.ts. */
import { WEIGHT } from "../../finding.ts";
import { decodeBase64 } from "../judgement/base64_text.ts";
import { holdsPrivateKey } from "./key_material.ts";
import { END, isMixed, type PatternRule, rule, START } from "./pattern_rule.ts";
import { looksLikePlaceholder } from "../judgement/placeholder.ts";

/** What Azure makes has a mark of its service at a fixed place, so that scanners can know it. */
const AZURE_KEYS: readonly PatternRule[] = [
  azureKey(33, ["+ASb", "+AEh", "+ARm", "AIoT", "AZEG"], "[A-Za-z0-9+/]{6}="),
  azureKey(76, ["ACDb", "+ABa", "+AMC", "APIM"], "[A-Za-z0-9+/]{6}=="),
  azureKey(42, ["+ACR"], "[A-Za-z0-9+/]{6}"),
];

/** A key with one of these marks behind so many characters of base64. */
function azureKey(lead: number, marks: readonly string[], rest: string): PatternRule {
  const mark = marks.map((own) => own.replace("+", "\\+")).join("|");
  const source = `(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{${lead}}(?:${mark})${rest}(?![A-Za-z0-9+/=])`;
  return rule("azure-key", marks, source, { lead, isBroken: true });
}

export const CLOUD_TOKENS: readonly PatternRule[] = [
  rule("aws-access-key-id", ["AKIA", "ASIA", "ABIA", "ACCA"], `A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{16}${END}`, {
    accept: (secret) => !secret.endsWith("EXAMPLE"), // the key ids of AWS's own documentation
  }),
  // Without a name, but beside the id: `AKIA… / …`, a row of CSV, two arguments of a call.
  rule(
    "aws-secret-key",
    ["AKIA", "ASIA"],
    "A(?:KI|SI)A[A-Z0-9]{16}(?=[^A-Za-z0-9+/=])[^\\u0000]{1,100}?(?<![A-Za-z0-9+/=_-])([A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=_-])",
    { weight: WEIGHT.context, accept: isAwsSecret },
  ),
  // `origin` and `er/aws` in base64, behind the bytes that every session token of STS begins with.
  rule(
    "aws-session-token",
    ["IQoJb3JpZ2lu", "FwoGZXIvYXdz", "FQoGZXIvYXdz"],
    `${START}(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz)[A-Za-z0-9+/]{80,}={0,2}`,
    { isBroken: true },
  ),
  // PASETO's tokens and the keys of PASERK
  rule(
    "paseto",
    [
      "v1.local.",
      "v2.local.",
      "v3.local.",
      "v4.local.",
      "v1.public.",
      "v2.public.",
      "v3.public.",
      "v4.public.",
    ],
    `${START}v[1-4]\\.(?:local|public)\\.[A-Za-z0-9_-]{40,}(?:\\.[A-Za-z0-9_-]+)?`,
  ),
  rule(
    "private-key",
    [
      "k1.local.",
      "k2.local.",
      "k3.local.",
      "k4.local.",
      "k1.secret.",
      "k2.secret.",
      "k3.secret.",
      "k4.secret.",
    ],
    `${START}k[1-4]\\.(?:local|secret)\\.[A-Za-z0-9_-]{40,}`,
  ),
  rule("private-key", "suiprivkey1", `${START}suiprivkey1[02-9ac-hj-np-z]{50,70}${END}`),
  rule("aws-bedrock-key", "ABSK", `${START}ABSK[A-Za-z0-9+/]{100,}={0,2}`, { isBroken: true }),
  // A signed address without its scheme, in base64.
  rule("aws-bedrock-key", "bedrock-api-key-", "bedrock-api-key-[A-Za-z0-9+/=_-]{40,}", { isBroken: true }),
  rule("aws-appsync-key", "da2-", `${START}da2-[a-z0-9]{26}${END}`),
  rule("aws-marketplace-token", "amzn.mws.", "amzn\\.mws\\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
  rule("amazon-oauth-secret", "oa2-cs.v1.", "amzn1\\.oa2-cs\\.v1\\.[0-9a-f]{64}", { lead: 6 }),
  rule("amazon-oauth-token", "wEBI", "(?<=Atz[ar]\\|)IwEBI[A-Za-z0-9_-]{60,}", { lead: 1 }),
  rule("google-api-key", "AIza", "AIza[A-Za-z0-9_-]{35}"),
  rule("google-oauth-secret", "GOCSPX-", "GOCSPX-[A-Za-z0-9_-]{20,}"),
  rule("google-storage-key", "GOOG", `${START}GOOG(?:1[A-Z0-9]{56}|[A-Z0-9]{20})${END}`, {
    accept: (secret) => /[0-9].*[0-9]/.test(secret),
  }),
  rule("google-oauth-token", "ya29.", "ya29\\.[A-Za-z0-9_.-]{20,}"),
  rule("azure-devops-token", "AZDO", `[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}${END}`, { lead: 76 }),
  rule("azure-openai-key", "JQQJ9", `[A-Za-z0-9]{52}JQQJ9[9D][A-Za-z0-9]{20,}`, { lead: 52 }),
  rule("alibaba-key", "LTAI", `${START}LTAI[A-Za-z0-9]{16,24}${END}`),
  rule("tencent-key", ["AKID", "IKID"], `${START}(?:AKID|IKID)[A-Za-z0-9]{32}${END}`),
  rule(
    "digitalocean-token",
    ["dop_v1_", "doo_v1_", "dor_v1_", "dos_v1_"],
    "do[oprs]_v1_[0-9a-f]{64}",
  ),
  rule("heroku-key", "HRKU-", "HRKU-[A-Za-z0-9_-]{36,}"),
  rule("fly-token", "fo1_", "fo1_[A-Za-z0-9_-]{43}"),
  rule("fly-token", ["fm1_", "fm2_", "fm1a_", "fm1r_"], "fm[12][ar]?_[A-Za-z0-9+/=_,-]{100,}", {
    isBroken: true,
  }),
  rule("netlify-token", ["nfp_", "nfc_", "nfo_", "nfu_"], `nf[pcou]_[A-Za-z0-9]{36}${END}`),
  rule("vercel-token", ["vcp_", "vci_", "vca_", "vcr_", "vck_"], "vc[piark]_[A-Za-z0-9]{24,}"),
  rule("render-key", "rnd_", `${START}rnd_[A-Za-z0-9]{28,}`),
  rule("supabase-key", ["sbp_", "sb_secret_"], "(?:sbp_[0-9a-f]{40}|sb_secret_[A-Za-z0-9_-]{20,})"),
  rule("planetscale-token", "pscale_", "pscale_(?:tkn|oauth|pw)_[A-Za-z0-9_=.-]{32,}"),
  rule("neon-key", "napi_", `${START}napi_[a-z0-9]{48,}`),
  rule(
    "databricks-token",
    ["dapi", "dose", "dkea", "dsapi"],
    `${START}d(?:api|ose|kea|sapi)[0-9a-f]{32}(?:-[0-9]{1,2})?${END}`,
  ),
  rule("cloudflare-token", ["cfk_", "cfut_", "cfat_"], "cf(?:k|ut|at)_[A-Za-z0-9]{48,}"),
  rule("cloudflare-token", "v1.0-", "v1\\.0-[0-9a-f]{24}-[0-9a-f]{100,}"),
  rule("tailscale-key", "tskey-", "tskey-[a-z]{2,20}-[A-Za-z0-9_]{8,}(?:-[A-Za-z0-9_]{16,})?"),
  rule("terraform-token", ".atlasv1.", "[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9=_-]{60,}", { lead: 14 }),
  rule("vault-token", ["hvs.", "hvb.", "hvr."], "hv[sbr]\\.[A-Za-z0-9_-]{24,}"),
  rule("pulumi-token", "pul-", `${START}pul-[0-9a-f]{40}${END}`),
  rule(
    "doppler-token",
    ["dp.pt.", "dp.st.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."],
    `dp\\.(?:pt|st|ct|sa|scim|audit)\\.(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,44}`,
  ),
  rule("1password-token", "ops_ey", "ops_ey[A-Za-z0-9+/=_-]{100,}", { isBroken: true }),
  rule(
    "1password-secret-key",
    "A3-",
    `${START}A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}${END}`,
  ),
  rule("age-key", "AGE-SECRET-KEY-", "AGE-SECRET-KEY-(?:1[A-Z0-9]{58}|PQ-1[A-Z0-9]{58,})"),
  rule(
    "minisign-key",
    ["RWRTY0Iy", "RWQAAEIy", "RWRCSw"],
    `${START}RW(?:RTY0Iy|QAAEIy|RCSw)[A-Za-z0-9+/]{90,}={0,2}`,
    { isBroken: true },
  ),
  // A PEM block in base64, as in Secrets of Kubernetes and in variables of build services.
  rule("private-key", "LS0tLS1CRUdJTi", "LS0tLS1CRUdJTi[A-Za-z0-9+/]{40,}={0,2}", {
    isBroken: true,
    accept: holdsPrivateKey,
  }),
  // The same as bytes (DER): PKCS #8 with RSA, with an elliptic curve and with Ed25519, PKCS #1, SEC 1 and PKCS #12; and Java's store.
  rule(
    "private-key",
    ["IBADAN", "IBAAKC", "IBAzCC"],
    "MII[A-Za-z0-9+/]{3}IBA(?:DAN|AKC|zCC)[A-Za-z0-9+/]{60,}={0,2}",
    {
      lead: 6,
      isBroken: true,
    },
  ),
  rule(
    "private-key",
    ["MIGHAgEAMBMGByqGSM49", "MHcCAQEE"],
    `${START}(?:MIGHAgEAMBMGByqGSM49|MHcCAQEE)[A-Za-z0-9+/]{30,}={0,2}`,
    { isBroken: true },
  ),
  rule("private-key", "wBQYDK2Vw", `${START}M(?:C4CAQA|FECAQE)wBQYDK2Vw[A-Za-z0-9+/]{30,}={0,2}`, {
    lead: 7,
    isBroken: true,
  }),
  rule("private-key", "7QAAAAI", "/u3\\+7QAAAAI[A-Za-z0-9+/]{60,}={0,2}", { lead: 4, isBroken: true }),
  // `{"auths":` in base64, with and without spaces: the credentials of registries in a Secret of Kubernetes.
  rule(
    "docker-config",
    ["eyJhdXRocyI6", "ewoJImF1dGhzIj", "ewogICJhdXRocyI6", "ewogICAgImF1dGhzIj"],
    "e[A-Za-z0-9+/]{30,}={0,2}",
    { isBroken: true },
  ),
  // `{"a":"account","t":"tunnel","s":"secret"}` in base64
  rule("cloudflare-tunnel-token", "eyJhIjoi", `${START}eyJhIjoi[A-Za-z0-9+/_-]{100,}={0,2}`, {
    isBroken: true,
    accept: isTunnelToken,
  }),
  ...AZURE_KEYS,
  rule("azure-search-key", "AzSe", `[A-Za-z0-9]{42}AzSe[A-D][A-Za-z0-9]{5}${END}`, { lead: 42 }),
  rule("azure-cache-key", "AzCa", `[A-Za-z0-9]{33}AzCa[A-P][A-Za-z0-9]{5}=`, { lead: 33 }),
  rule("azure-function-key", "AzFu", `[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{5}[AQgw]==`, { lead: 44 }),
  rule("google-api-key", "AQ.Ab", `${START}AQ\\.Ab[A-Za-z0-9_-]{40,}`),
  rule("google-calendar-address", "private-", "(?<=/)private-[0-9a-f]{32}(?=/|%2F|$)"),
  rule("firebase-server-key", "APA91b", "(?<=AAAA[A-Za-z0-9_-]{7}:)APA91b[A-Za-z0-9_-]{130,}"),
  rule(
    "yandex-key",
    ["AQVN", "y0_"],
    `${START}(?:AQVN[A-Za-z0-9_-]{35,38}|y0_[A-Za-z0-9_-]{55,})(?![A-Za-z0-9_-])`,
  ),
  rule("yandex-key", "YCAJE", `${START}YCAJE[A-Za-z0-9_-]{20}(?![A-Za-z0-9_-])`),
  rule("yandex-key", ["YCM", "YCN", "YCO", "YCP"], `${START}YC[MNOP][A-Za-z0-9_-]{37}(?![A-Za-z0-9_-])`, {
    accept: isMixed,
  }),
  rule("yandex-key", "ysc2_", `${START}ysc2_[A-Za-z0-9]{40,}`),
  rule(
    "yandex-key",
    ["dict.1.1.", "trnsl.1.1.", "pdct.1.1."],
    `${START}(?:dict|trnsl|pdct)\\.1\\.1\\.[0-9]{8}T[0-9]{6}Z\\.[0-9a-f]{16}\\.[0-9a-f]{40}`,
  ),
  rule("yandex-token", "t1.", `${START}t1\\.[A-Za-z0-9_-]{20,400}={0,2}\\.[A-Za-z0-9_-]{86}={0,2}`),
  rule("volcengine-key", ["AKLT", "AKTP", "AKAP"], `${START}AK(?:LT|TP|AP)[A-Za-z0-9]{40,}={0,2}`),
  rule("naver-key", ["ncp_iam_", "ncp_sts_"], "ncp_(?:iam|sts)_[A-Za-z0-9]{20,}"),
  rule("clickhouse-key", "4b1d", `${START}4b1d[A-Za-z0-9]{38}${END}`, { accept: isMixed }),
  rule("fauna-secret", ["fnA", "fnE", "fnF"], `${START}fn[AEF][A-Za-z0-9_-]{37}(?![A-Za-z0-9_-])`, {
    accept: isMixed,
  }),
  rule("databento-key", "db-", `${START}db-[A-Za-z0-9]{29}${END}`, { accept: isMixed }),
  rule(
    "docker-swarm-key",
    ["SWMTKN-1-", "SWMKEY-1-"],
    "SWM(?:TKN|KEY)-1-[A-Za-z0-9+/]{20,}(?:-[a-z0-9]{20,})?",
    {
      isBroken: true,
    },
  ),
  rule("confluent-secret", "cflt", `${START}cflt[A-Za-z0-9+/]{60}(?![A-Za-z0-9+/=])`, { isBroken: true }),
  rule("tigris-secret", "tsec_", "tsec_[A-Za-z0-9+/_-]{40,}"),
  rule("coreweave-secret", "CW-SECRET-", "CW-SECRET-[A-Za-z0-9]{20,}-[A-Za-z0-9]{20,}"),
  rule("localstack-token", "ls-", `${START}ls-[A-Za-z0-9]{8}(?:-[A-Za-z0-9]{4}){3}-[A-Za-z0-9]{12,16}${END}`),
  rule("baidu-key", "ALTAK-", "ALTAK-[A-Za-z0-9]{21}/[0-9a-f]{40}"),
  rule("scaleway-key", "SCW", `${START}SCW[A-Z0-9]{17}${END}`, { accept: (secret) => /[0-9]/.test(secret) }),
  rule("exoscale-key", "EXO", `${START}EXO[0-9a-f]{24}${END}`),
  rule("upcloud-token", "ucat_", `ucat_[A-Z0-9]{26}${END}`),
  rule("akamai-token", "akab-", `${START}akab-[a-z0-9]{16}-[a-z0-9]{16}${END}`),
  rule("xata-key", "xau_", `${START}xau_[A-Za-z0-9]{32,}`),
  rule("aiven-password", "AVNS_", `${START}AVNS_[A-Za-z0-9_-]{18,22}(?![A-Za-z0-9_-])`),
  rule("mongodb-atlas-secret", "mdb_sa_sk_", "mdb_sa_sk_[A-Za-z0-9_-]{40}"),
  rule("cockroachdb-key", "CCDB1_", "CCDB1_[A-Za-z0-9]{22}_[A-Za-z0-9]{40}"),
  rule("elastic-key", "su_", `${START}essu_[A-Za-z0-9+/]{40,}={0,2}`, { isBroken: true, lead: 2 }),
  rule("convex-deploy-key", "eyJ2MiI6", "(?<=\\|)eyJ2MiI6[A-Za-z0-9+/]{30,}={0,2}", { isBroken: true }),
  rule("vercel-token", "b_rw_", "vercel_blob_rw_[A-Za-z0-9]{12,24}_[A-Za-z0-9]{24,}", { lead: 10 }),
  rule("deno-deploy-token", ["ddp_", "ddo_"], `${START}dd[po]_[A-Za-z0-9]{36,}${END}`),
  rule("defined-networking-key", "dnkey-", `dnkey-[A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{52}`),
];

/** Forty characters of base64 are nearly always of all three sorts; paths and hashes seldom. */
function isAwsSecret(secret: string): boolean {
  return /[A-Z]/.test(secret) && /[a-z]/.test(secret) && /[0-9]/.test(secret) &&
    !/^\/|(?:\/[a-z_]{3,}){2}/.test(secret) && !looksLikePlaceholder(secret);
}

function isTunnelToken(token: string): boolean {
  return decodeBase64(token)?.includes('"s":') ?? false;
}
