import { pick } from "./suite";

type Random = () => number;

/** An address to be refused, as a URL spells it. */
export interface Spelled {
  /** What of it is being tried: `octal 10/8`. */
  form: string;
  url: string;
}

/** Where nothing of Hotline's may connect to: what machines, networks and clouds keep for themselves (IANA's registries of special-purpose addresses, read 2026-11). */
const guarded4: Record<string, readonly string[]> = {
  "0/8": ["0.0.0.0", "0.0.0.1", "0.255.255.255"],
  "10/8": ["10.0.0.0", "10.0.0.1", "10.255.255.255"],
  "100.64/10": ["100.64.0.0", "100.100.100.200", "100.127.255.255"],
  "127/8": ["127.0.0.1", "127.0.0.53", "127.255.255.255"],
  "169.254/16": ["169.254.169.254", "169.254.170.2", "169.254.0.0", "169.254.255.255"],
  "172.16/12": ["172.16.0.0", "172.17.0.1", "172.31.255.255"],
  "192.0.0/24": ["192.0.0.1", "192.0.0.192"],
  "192.0.2/24": ["192.0.2.1"],
  "192.88.99/24": ["192.88.99.1"],
  "192.168/16": ["192.168.0.0", "192.168.1.1", "192.168.255.255"],
  "198.18/15": ["198.18.0.1", "198.19.255.255"],
  "198.51.100/24": ["198.51.100.1"],
  "203.0.113/24": ["203.0.113.1"],
  "224/4": ["224.0.0.1", "239.255.255.255"],
  "240/4": ["240.0.0.1", "255.255.255.254", "255.255.255.255"],
  Azure: ["168.63.129.16"],
};

const guarded6: Record<string, readonly string[]> = {
  unspecified: ["::"],
  loopback: ["::1"],
  "fc00::/7": ["fd00:ec2::254", "fc00::1", "fdff:ffff::1", "fd20:ce::254"],
  "fe80::/10": ["fe80::1", "febf::1", "fe80::5efe:7f00:1"],
  "fec0::/10": ["fec0::1"],
  "ff00::/8": ["ff02::1", "ff0e::1"],
  "local NAT64": ["64:ff9b:1::a9fe:a9fe", "64:ff9b:1::808:808"],
  Teredo: ["2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001::1"],
  documentation: ["2001:db8::1", "3fff::1"],
  ORCHID: ["2001:10::1", "2001:20::1"],
  benchmarking: ["2001:2::1"],
  discard: ["100::1"],
  "segment routing": ["5f00::1"],
  unassigned: ["4000::1", "8000::1", "e000::1", "1::1", "1fff::1"],
};

const bytesOf = (dotted: string): number[] => dotted.split(".").map(Number);
const numberOf = (dotted: string): number => bytesOf(dotted).reduce((sum, byte) => sum * 256 + byte, 0);
const dottedOf = (number: number): string => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join(".");
const hexOf = (dotted: string): string => numberOf(dotted).toString(16).padStart(8, "0");
const groupsOf = (dotted: string): string => `${hexOf(dotted).slice(0, 4)}:${hexOf(dotted).slice(4)}`;

/** One byte or number, in one of the bases that the URL standard's parser takes. */
const bases: Record<string, (value: number) => string> = {
  decimal: String,
  octal: (value) => `0${value.toString(8)}`,
  "octal with zeros": (value) => `000000${value.toString(8)}`,
  hex: (value) => `0x${value.toString(16)}`,
  "hex in capitals": (value) => `0X${value.toString(16).toUpperCase()}`,
  "hex with zeros": (value) => `0x00000000${value.toString(16)}`,
};

const withDigits = (zero: number) => (text: string) => text.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)));
const percented = (text: string) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
const withDots = (dot: string) => (text: string) => text.replaceAll(".", dot);

/** An IPv4 address as a host. */
const hosts4: Record<string, (dotted: string, random: Random) => string> = {
  plain: (dotted) => dotted,
  ...Object.fromEntries(Object.entries(bases).map(([name, write]) => [`one number, ${name}`, (dotted: string) => write(numberOf(dotted))])),
  ...Object.fromEntries(
    Object.entries(bases).map(([name, write]) => [`four parts, ${name}`, (dotted: string) => bytesOf(dotted).map(write).join(".")]),
  ),
  "four parts, mixed": (dotted, random) =>
    bytesOf(dotted)
      .map((byte) => pick(random, Object.values(bases))(byte))
      .join("."),
  "three parts": (dotted, random) => short(dotted, 2, random),
  "two parts": (dotted, random) => short(dotted, 1, random),
  "a dot at its end": (dotted) => `${dotted}.`,
  "two dots at its end": (dotted) => `${dotted}..`,
  "one number and a dot": (dotted) => `${numberOf(dotted)}.`,
  fullwidth: withDigits(0xff10),
  mathematical: withDigits(0x1d7ce),
  circled: (dotted) => dotted.replace(/[1-9]/g, (digit) => String.fromCodePoint(0x245f + Number(digit))),
  superscript: (dotted) => dotted.replace(/[0-9]/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)] as string),
  "Arabic digits": withDigits(0x0660),
  "ideographic dots": withDots("。"),
  "fullwidth dots": withDots("．"),
  "halfwidth dots": withDots("｡"),
  percented,
  "percented dots": withDots("%2e"),
  "percented twice": (dotted) => percented(dotted).replaceAll("%", "%25"),
  "fullwidth and percented": (dotted) => encodeURIComponent(withDigits(0xff10)(dotted)),
  "a soft hyphen": (dotted) => dotted.replace(".", "\u00ad."),
  "a joiner": (dotted) => dotted.replace(".", "\u200d."),
  "a tab": (dotted) => dotted.replace(".", "\t."),
  "a line break": (dotted) => `${dotted}\n`,
  "a space": (dotted) => `${dotted} `,
  "NUL at its end": (dotted) => `${dotted}\u0000`,
  "too large a number": (dotted) => String(numberOf(dotted) + 2 ** 32),
  "too large a part": (dotted) => dotted.replace(/^\d+/, (first) => String(Number(first) + 256)),
  "five parts": (dotted) => `${dotted}.0`,
  "an empty part": (dotted) => dotted.replace(".", ".."),
  "in brackets": (dotted) => `[${dotted}]`,
  userinfo: (dotted) => `hooks.slack.com@${dotted}`,
  "userinfo and a password": (dotted) => `hooks.slack.com:443@${dotted}`,
  "an empty userinfo": (dotted) => `@${dotted}`,
  "a name behind a backslash": (dotted) => `${dotted}\\@hooks.slack.com`,
  "a name behind a hash": (dotted) => `${dotted}#@hooks.slack.com`,
  "a name behind a question mark": (dotted) => `${dotted}?@hooks.slack.com`,
  "a name behind a slash": (dotted) => `${dotted}/@hooks.slack.com`,
  "as mapped": (dotted) => `[::ffff:${dotted}]`,
  "as mapped, in hex": (dotted) => `[::ffff:${groupsOf(dotted)}]`,
  "as mapped, whole": (dotted) => `[0000:0000:0000:0000:0000:ffff:${groupsOf(dotted)}]`,
  "as mapped, in capitals": (dotted) => `[::FFFF:${groupsOf(dotted).toUpperCase()}]`,
  "as translated": (dotted) => `[::ffff:0:${groupsOf(dotted)}]`,
  "as compatible": (dotted) => `[::${groupsOf(dotted)}]`,
  "as NAT64": (dotted) => `[64:ff9b::${groupsOf(dotted)}]`,
  "as NAT64, dotted": (dotted) => `[64:ff9b::${dotted}]`,
  "as local NAT64": (dotted) => `[64:ff9b:1::${groupsOf(dotted)}]`,
  "as 6to4": (dotted) => `[2002:${groupsOf(dotted)}::1]`,
  "as Teredo's client": (dotted) => `[2001:0:4136:e378:8000:63bf:${groupsOf(dottedOf(~numberOf(dotted) >>> 0))}]`,
  "as Teredo's server": (dotted) => `[2001:0:${groupsOf(dotted)}:8000:63bf:3fff:fdd2]`,
  "as ISATAP": (dotted) => `[fe80::5efe:${groupsOf(dotted)}]`,
  "as ISATAP of a public prefix": (dotted) => `[2606:4700:1:2:0:5efe:${groupsOf(dotted)}]`,
  "as ISATAP of a public prefix and number": (dotted) => `[2606:4700:1:2:200:5efe:${groupsOf(dotted)}]`,
};

/** Its last parts as one number: 127.1. */
function short(dotted: string, kept: number, random: Random): string {
  const rest = numberOf(dotted) % 2 ** (8 * (4 - kept));
  return [...bytesOf(dotted).slice(0, kept), rest].map((part) => pick(random, Object.values(bases))(part)).join(".");
}

/** An IPv6 address as a host. */
const hosts6: Record<string, (address: string, random: Random) => string> = {
  plain: (address) => `[${address}]`,
  whole: (address) => `[${expand(address).join(":")}]`,
  "in capitals": (address) => `[${address.toUpperCase()}]`,
  "dotted at its end": (address) => {
    const groups = expand(address);
    return `[${groups.slice(0, 6).join(":")}:${dottedOf(Number.parseInt(`${groups[6]}${groups[7]}`, 16))}]`;
  },
  "a zone": (address) => `[${address}%25lo]`,
  "a plain zone": (address) => `[${address}%lo]`,
  "a numbered zone": (address) => `[${address}%1]`,
  "without brackets": (address) => address,
  "a dot at its end": (address) => `[${address}].`,
  "percented brackets": (address) => `%5b${address}%5d`,
  fullwidth: (address) => `[${withDigits(0xff10)(address)}]`,
  userinfo: (address) => `hooks.slack.com@[${address}]`,
};

function expand(address: string): string[] {
  const [head = "", tail] = address.split("::");
  const [before, after] = [head, tail ?? ""].map((part) => (part === "" ? [] : part.split(":"))) as [string[], string[]];
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(missing).fill("0"), ...after].map((group) => group.padStart(4, "0"));
}

/** What machines call themselves, and what the suite's own names are answered with by files or by rule. */
const localHosts: readonly string[] = [
  ...["localhost", "LOCALHOST", "LocalHost.", "localhost..", "localhost.localdomain", "a.localhost", "a.b.localhost.", "ip6-localhost"],
  ...[
    "ip6-loopback",
    "ｌｏｃａｌｈｏｓｔ",
    "loc%61lhost",
    "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
    "loca\u00adlhost",
    "localhost\u3002",
    "user@localhost",
    "0",
    "0.",
    "0x0",
    "00",
  ],
];

/** Around an address: what a URL may have beside its host. */
const urls: Record<string, (host: string, scheme: string, port: number) => string> = {
  "a path": (host, scheme) => `${scheme}://${host}/latest/meta-data/`,
  "a port": (host, scheme, port) => `${scheme}://${host}:${port}/`,
  "a padded port": (host, scheme, port) => `${scheme}://${host}:000${port}/`,
  capitals: (host, scheme) => `${scheme.toUpperCase()}://${host}/`,
  "no slashes": (host, scheme) => `${scheme}:${host}`,
  "three slashes": (host, scheme) => `${scheme}:///${host}/`,
  backslashes: (host, scheme) => `${scheme}:\\\\${host}\\`,
  "a space before": (host, scheme) => ` ${scheme}://${host}/`,
  "a query alone": (host, scheme) => `${scheme}://${host}?a=1`,
};

/** The ports that the canaries listen at. */
export const ports: readonly number[] = [22, 25, 80, 443, 2375, 6379, 8080, 8443, 9200, 10250];

const allForms: readonly { name: string; make(random: Random): string }[] = [
  ...Object.entries(hosts4).map(([name, write]) => ({
    name,
    make(random: Random) {
      const [range, known] = pick(random, Object.entries(guarded4));
      return write(random() < 0.5 ? pick(random, known) : within(range, random), random);
    },
  })),
  ...Object.entries(hosts6).map(([name, write]) => ({
    name: `IPv6, ${name}`,
    make: (random: Random) => write(pick(random, pick(random, Object.values(guarded6))), random),
  })),
  ...localHosts.map((host) => ({ name: `named ${host}`, make: () => host })),
];

/** An address in a range of IPv4: `172.16/12`. */
function within(range: string, random: Random): string {
  const [network, bits] = range.split("/");
  if (!network || !bits) return "168.63.129.16";
  const start = numberOf(`${network}.0.0.0`.split(".").slice(0, 4).join("."));
  return dottedOf((start + Math.floor(random() * 2 ** (32 - Number(bits)))) >>> 0);
}

/** So many spellings, each form as often as any other; the first ones are one of each. */
export function spell(count: number, random: Random): Spelled[] {
  return Array.from({ length: count }, (_, index) => {
    const form = allForms[index % allForms.length] as (typeof allForms)[number];
    const around = index < allForms.length ? "a path" : pick(random, Object.keys(urls));
    const url = (urls[around] as (typeof urls)[string])(form.make(random), pick(random, ["https", "http"]), pick(random, ports));
    return { form: `${form.name}, with ${around}`, url };
  });
}

export const formCount = allForms.length;

/** An address that must not be reached, as a DNS server answers it. */
export function guardedAnswer(random: Random): string {
  if (random() < 0.3) return pick(random, pick(random, Object.values(guarded6)));
  const dotted = within(pick(random, Object.keys(guarded4)), random);
  const form = pick(random, ["", "", "::ffff:", "64:ff9b::", "::", "2002:"]);
  return form === "" ? dotted : form === "2002:" ? `2002:${groupsOf(dotted)}::1` : `${form}${groupsOf(dotted)}`;
}

/** First bytes that are public throughout. */
const publicFirst = [
  1, 3, 8, 9, 11, 13, 20, 23, 34, 52, 63, 93, 99, 101, 104, 126, 128, 151, 168, 170, 171, 173, 185, 191, 193, 199, 204, 217, 223,
];
const publicPrefixes = [
  "2001:4860",
  "2001:200",
  "2400:cb00",
  "2600:1f18",
  "2606:4700",
  "2620:fe",
  "2800:3f0",
  "2a00:1450",
  "2a03:2880",
  "2c0f:fb50",
];
/** Beside what is guarded. */
const publicEdges = [
  ...["1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.255.255"],
  ...["169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.0.3.0", "192.88.98.255", "192.88.100.0", "192.167.255.255"],
  ...["192.169.0.0", "198.17.255.255", "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0", "223.255.255.255"],
  ...["168.63.129.15", "168.63.129.17", "2001:200::1", "2001:db7::1", "2001:db9::1", "2003::1", "3ffe::1", "2606:4700:1:2:0:5eff:a00:1"],
];

/** So many different public addresses. */
export function publicAddresses(count: number, random: Random): string[] {
  const all = new Set(publicEdges);
  while (all.size < count) {
    const byte = () => Math.floor(random() * 256);
    const group = () => Math.floor(random() * 65_535).toString(16);
    if (random() < 0.7) all.add([pick(random, publicFirst), byte(), byte(), byte()].join("."));
    // Written as the socket's other end says it: no group is zero.
    else
      all.add(
        `${pick(random, publicPrefixes)}:${Array.from({ length: 6 }, () => `${Math.floor(random() * 15) + 1}${group()}`.slice(0, 4)).join(":")}`,
      );
  }
  return [...all].slice(0, count);
}

/** The literal as the host of a URL. */
export const hostOf = (address: string): string => (address.includes(":") ? `[${address}]` : address);
