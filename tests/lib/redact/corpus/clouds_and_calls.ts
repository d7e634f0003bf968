/** Secrets among the arguments of functions with long names, in pipes of PowerShell, in what commands of clouds show; and look-alikes. */
import { type ContextualSample, sampleOf, samplesOf } from "./contextual.ts";
import { BASE64, mixedToken, type RandomText } from "./random_text.ts";

export function cloudsAndCalls(random: RandomText): ContextualSample[] {
  const [token, password] = [mixedToken(random, 32), mixedToken(random, 16)];
  return [
    ...samplesOf(OF_KEYS, token),
    ...samplesOf(OF_PASSWORDS, password),
    ...samplesOf(OF_PARAMETERS, token),
    ...samplesOf(OF_ACCOUNTS, `${random.of(BASE64, 86)}==`),
    sampleOf(
      "a password of words in a pipe",
      WORDS,
      `"${WORDS}" | ConvertTo-SecureString -AsPlainText -Force`,
    ),
  ];
}

const WORDS = "lantern-walnut-4821";

const OF_KEYS: readonly string[] = [
  'weaviate.connect_to_wcs(auth_credentials=AuthApiKey("%"))',
  'services.AddSingleton(new ApiKey("%"));',
  'Amplitude.instance().initializeApiKey("%")',
];

const OF_PASSWORDS: readonly string[] = [
  'keyPassword("%")',
  'storePassword("%")',
  "$c = [pscredential]::new('ACME\\kim', ('%' | ConvertTo-SecureString -AsPlainText -Force))",
];

const OF_PARAMETERS: readonly string[] = [
  '{\n    "Parameter": {\n        "Name": "/prod/payments/key",\n        "Type": "SecureString",\n        "Value": "%",\n        "Version": 3\n',
  "Parameter:\n  Name: /prod/payments/key\n  Type: SecureString\n  Value: %\n  Version: 3\n",
  '{\\"Name\\":\\"/prod/payments/key\\",\\"Type\\":\\"SecureString\\",\\"Value\\":\\"%\\"}',
];

const OF_ACCOUNTS: readonly string[] = [
  'spark.conf.set("fs.azure.account.key.acme.dfs.core.windows.net", "%")',
  "fs.azure.account.key.acme.dfs.core.windows.net %",
  "<name>fs.azure.account.key.acme.blob.core.windows.net</name>\n  <value>%</value>",
];

export const CLOUD_AND_CALL_BENIGN_TEXTS: readonly string[] = [
  'keyPassword(System.getenv("KEY_PASSWORD"))',
  'keyPassword("KEY_PASSWORD")',
  'const key = findApiKey("billing-service-key-2");',
  'new ApiKey("production-billing-service-2")',
  "$env:DB_PASSWORD | ConvertTo-SecureString -AsPlainText -Force",
  '"$password" | ConvertTo-SecureString -AsPlainText -Force',
  '{"Name": "/prod/size", "Type": "String", "Value": "x7Kd9QmLp2Rt4VwZ8", "Version": 3}',
  '{"Name": "/prod/key", "Type": "SecureString", "Version": 3, "Value": "AQICAHhTruncated..."}',
  'spark.conf.set("fs.azure.account.key.acme.dfs.core.windows.net", dbutils.secrets.get(scope="s", key="k"))',
];
