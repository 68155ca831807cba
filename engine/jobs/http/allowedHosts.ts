// Which hosts may be called: an allow-list, and what no address may be, however a name resolves to it.
import { BlockList, isIP } from 'node:net';

export interface AllowedHosts {
  /** `api.example.co`, `api.example.co:8443`, `*.example.co`: by https alone, at public addresses alone. */
  public: readonly string[];
  /** Hosts of one's own network, each with its port where that is not the usual one: by http too, at private addresses too. */
  private: readonly string[];
}

const NAME = /^(\*\.)?[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:\d{1,5})?$/;
const ADDRESS = /^\[[0-9a-f:.]+\](:\d{1,5})?$/;

/** Undefined where one of them is no host. */
export function hostsFromText(text: string): string[] | undefined {
  const hosts = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((host) => host !== '');
  return hosts.every((host) => NAME.test(host) || ADDRESS.test(host)) ? hosts : undefined;
}

export type Reach = 'public' | 'private';

/** How far a call to that address may go; undefined: it may not be made. */
export function reachOf({ protocol, hostname, port }: URL, hosts: AllowedHosts): Reach | undefined {
  const usual = protocol === 'https:' ? '443' : '80';
  const matches = (entry: string) => matchesHost(entry, hostname.toLowerCase(), port || usual, usual);
  if (hosts.private.some(matches)) return 'private';
  return protocol === 'https:' && hosts.public.some(matches) ? 'public' : undefined;
}

function matchesHost(entry: string, hostname: string, port: string, usual: string): boolean {
  const [, name = '', ownPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if ((ownPort ?? usual) !== port) return false;
  if (name.startsWith('*.')) return hostname.endsWith(name.slice(1)) && hostname.length > name.length - 1;
  return name === hostname;
}

const never = new BlockList();
const notPublic = new BlockList();
// Where clouds keep the credentials of machines; what nothing answers at; what many answer at.
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  never.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 128],
  ['fe80::', 10],
  ['ff00::', 8],
  ['fd00:ec2::', 32],
] as const)
  never.addSubnet(net, bits, 'ipv6');
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
] as const)
  notPublic.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['64:ff9b::', 96],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  notPublic.addSubnet(net, bits, 'ipv6');

/** May a call of that reach go to this address? */
export function isAddressAllowed(address: string, reach: Reach): boolean {
  const plain = mappedV4(address.replace(/^\[|\]$/g, '').replace(/%.*$/, ''));
  const kind = isIP(plain);
  if (kind === 0) return false;
  const family = kind === 6 ? 'ipv6' : 'ipv4';
  if (never.check(plain, family)) return false;
  return reach === 'private' || !notPublic.check(plain, family);
}

/** An address of the old kind inside one of the new kind is the old one. */
function mappedV4(address: string): string {
  const dotted = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (dotted) return dotted[1] as string;
  const hex = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address);
  if (!hex) return address;
  const [high, low] = [Number.parseInt(hex[1] as string, 16), Number.parseInt(hex[2] as string, 16)];
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}
