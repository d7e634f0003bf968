/** Secrets of single services and programs, as sessions show them. */
import { type ContextualSample, sampleOf as make, samplesOf } from "./contextual.ts";
import { chosenPassword, DIGITS, HEX, LOWER, mixedToken, type RandomText } from "./random_text.ts";

/** All of them, made anew from random characters. */
export function otherServices(random: RandomText): ContextualSample[] {
  const [pass, key, hex, uuid] = [
    chosenPassword(random),
    mixedToken(random, 40),
    random.of(HEX, 32),
    random.uuid(),
  ];
  const words = "tandem-juniper-dragon-kestrel-81";
  const infobip = `${hex}-${uuid}`;
  const stream = ["1q5c", "gahv", "qn0b", "yr1v", random.of(LOWER + DIGITS, 4)].join("-");
  const base32 = `N646LJ${random.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 40)}`;
  const texts = [
    "it:{SSHA}x::::::\ninfo:{PLAIN}%::::::\n",
    "info:{CLEARTEXT}%:",
    "ola:{CLEAR}%:",
    '"lina" l2tpd "%" *\n',
    "    12→lina pptpd % *\n",
    "echo '%' > .vault_pass && ansible-vault view secrets.yml",
    "echo '%' > ~/.vault-pass",
    "printf '%' > secret.txt",
    "echo '%' > token.txt",
    "restic -r /b backup /srv --password-command 'echo %'",
    "steamcmd +login raidbuild % +run_app_build app.vdf",
    "kinit svc <<< '%&2918'",
    "c = ConnectHandler('r4', 'zeno', '%', device_type='juniper')",
    'strcpy(cfg.admin_pw, "%");',
    `hashlib.md5(b'%').hexdigest()`,
    'neo4j.auth.basic("neo4j", "%")',
    "d-i netcfg/wireless_wpa string %\n",
    '<entry key="password">\n    <string>%</string>\n</entry>',
    '     1→<entry key="password">\n     2→    <string>%</string>\n',
    "snmp_community=%\n",
  ];
  const keyTexts = [
    '{"id":"x","name":"beats","api_key":"abcdefgh-1","encoded":"%"}',
    '{\\"uid\\":9913,\\"refresh\\":\\"%\\"}',
    "tacacs_key: %",
    "LEMON_SQUEEZY_SIGNING=%",
    "idea.license=%",
    '"publisherKey": "%"',
    '<Environment name="crypto.key" value="%" type="java.lang.String"/>',
    '<Property name="lokiToken"><![CDATA[%]]></Property>',
    'headers:\n  Authorization: ["%"]\n',
    'headers: { Set-Cookie: ["payhub_sid=%; Path=/; HttpOnly"] }',
    "It sets `portal_at=%; Secure; HttpOnly`; both are kept",
    "it sets a=%; httponly and",
    "it sets a=%; secure and",
    "rtmps://live.acme.dev/app/%",
    "FASTLANE_SESSION='---\\n- !ruby/object:HTTP::Cookie\\n  name: myacinfo\\n  value: %'",
    '"secretData": "{\\"value\\":\\"%\\",\\"salt\\":\\"x\\"}"',
    "gh secret set CODECOV_TOKEN -b%",
    "bgp_md5: %",
    "Release the plan: ptlc_%",
  ];
  return [
    ...samplesOf(texts, pass),
    ...samplesOf(keyTexts, key),
    make("NATS", `SUAM${random.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 54)}`, ""),
    make(
      "a file with numbers and tabs",
      pass,
      `    30\t  - name: ELASTIC_PASSWORD\n    31\t    value: ${pass}\n`,
    ),
    make(
      "a phrase with a number",
      "orchard sleeps under 9977 lamps",
      'backup_passphrase: "orchard sleeps under 9977 lamps"',
    ),
    make(".pgpass with letters", "ZHUmmkIJNYdtWm", "localhost:5432:ledger:ledger:ZHUmmkIJNYdtWm\n"),
    make(
      "a token without a user",
      btoa(`:${key}`),
      `extraheader = AUTHORIZATION: basic ${btoa(`:${key}`)}\n`,
    ),
    make("a key's file and an empty line", hex, `$ cat config/master.key; echo\n${hex}\n$ ls\n`),
    make("an app's password", "m80f csgk ox9f u4bd", 'M.login("rechnungen", "m80f csgk ox9f u4bd")'),
    make(
      "a pair in brackets",
      "uiLbFKdXjkmtefACXvzdQI",
      "aggiornare il router via ssh (admin / uiLbFKdXjkmtefACXvzdQI), poi",
    ),
    make("Dutch", words, `zet het wachtwoord van de mailserver op ${words} en herstart`),
    make("who logs in with words", words, `the clerk logs in as k.dahl with ${words}, the supervisor`),
    make("HMAC of words", words, `OpenSSL::HMAC.hexdigest("sha256", "${words}", body)`),
    make("cosign", words, `echo '${words}' | cosign sign --key cosign.key registry.acme.dev/app`),
    make(
      "Basic of letters",
      "pyMdyKtfQHgKabWW",
      "new Vonage\\Client\\Credentials\\Basic('34269a7d', 'pyMdyKtfQHgKabWW')",
    ),
    make(
      "a build's field",
      `8${hex.slice(1)}`,
      `buildConfigField "String", "ADJUST_SECRET", "\\"8${hex.slice(1)}\\""`,
    ),
    make("a resource", key, `resValue "string", "maps_api_key", "${key}"`),
    make("a certificate of Agora", `8${hex.slice(1)}`, `"appCertificate":"8${hex.slice(1)}"`),
    make("NTLM", hex, `impacket-secretsdump corp/adm@dc1 -hashes :${hex}`),
    make(
      "a serial",
      "FA-GZAE-LDJZ-4CWA-LVNG-6MJ1",
      "Unity -batchmode -serial FA-GZAE-LDJZ-4CWA-LVNG-6MJ1 -quit",
    ),
    make("a stream", stream, `ffmpeg -re -i in.mp4 -f flv rtmp://a.rtmp.youtube.com/live2/${stream}`),
    make("a cookie of Erlang", base32, `fly secrets set RELEASE_COOKIE=${base32} -a chat`),
    make("Infobip", infobip, `"infobip":"App ${infobip}"`),
    make("WordPress", mixedToken(random, 24), ""),
    make("tokens in braces", uuid, `tokens { initial_management = "${uuid}" }`),
    make("OneSignal", random.of(LOWER + DIGITS, 103), ""),
    make("Plex", `claim-${mixedToken(random, 20)}`, ""),
    make("Checkout.com", `sk_a2${random.of("abcdefghijklmnopqrstuvwxyz234567", 24)}`, ""),
    make("capitals and small letters", "ROCKET.lantern.97", "la password del NAS è ROCKET.lantern.97"),
    make(
      "a list of codes in JSON",
      ["c97b6-908ad", "1b7df-073de"],
      '"out":"GitHub recovery codes\\nc97b6-908ad\\n1b7df-073de"',
    ),
  ].map((sample) => {
    if (sample.text !== "") return sample;
    const [secret = ""] = sample.secrets;
    if (sample.name === "NATS") {
      return { ...sample, text: `-----BEGIN USER NKEY SEED-----\n${secret}\n------END USER NKEY SEED------` };
    }
    if (sample.name !== "WordPress") {
      return { ...sample, text: `use ${sample.name === "OneSignal" ? "os_v2_app_" : ""}${secret} for it` };
    }
    return { ...sample, text: `$ wp user application-password create 3 ci --porcelain\n${secret}\n$ ls\n` };
  });
}
