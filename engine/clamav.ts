// Asks ClamAV whether a file is harmless: INSTREAM over TCP or a local socket, one connection for each file.
import { connect, type Socket } from 'node:net';
import type { FileScan } from './store/scanning.ts';

const CHUNK = 256 * 1024;
const PORT = 3310;
const PATIENCE = 30_000;
const LONGEST_ANSWER = 4_096;

export type ClamavAddress = { host: string; port: number } | { path: string };

/** `clamav://host:3310`, `tcp://host:3310` or `unix:///run/clamav/clamd.ctl`. */
export function clamavAddress(text: string): ClamavAddress | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, port, pathname } = new URL(text);
  if (protocol === 'unix:') return hostname === '' && pathname.length > 1 ? { path: pathname } : undefined;
  if (!['clamav:', 'tcp:'].includes(protocol) || hostname === '') return undefined;
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? PORT : Number(port) };
}

export function clamavScan(address: ClamavAddress, patience = PATIENCE): FileScan {
  return async (content) => {
    const answer = await ask(address, content, patience);
    if (/^stream: OK$/.test(answer)) return undefined;
    const [, finding] = /^stream: (.+) FOUND$/.exec(answer) ?? [];
    if (finding !== undefined) return finding.slice(0, 200);
    throw new Error(`ClamAV said ${JSON.stringify(answer.slice(0, 200))}`);
  };
}

function ask(address: ClamavAddress, content: Buffer, patience: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    let answer = '';
    const fail = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    const late = setTimeout(() => fail(new Error(`ClamAV did not answer in ${patience} ms`)), patience);
    socket.setEncoding('utf8');
    socket.once('connect', () => send(socket, content));
    socket.on('data', (text: string) => {
      answer += text;
      if (answer.length > LONGEST_ANSWER) fail(new Error('ClamAV said too much'));
    });
    socket.once('error', fail);
    socket.once('close', () => {
      clearTimeout(late);
      const end = answer.indexOf('\0');
      if (end >= 0) resolve(answer.slice(0, end).trim());
      else reject(new Error('ClamAV closed the connection without an answer'));
    });
  });
}

/** Each chunk behind its length, the last of length 0. */
function send(socket: Socket, content: Buffer): void {
  socket.write('zINSTREAM\0');
  for (let at = 0; at < content.length; at += CHUNK) {
    const chunk = content.subarray(at, at + CHUNK);
    socket.write(lengthOf(chunk));
    socket.write(chunk);
  }
  socket.write(lengthOf(Buffer.alloc(0)));
}

function lengthOf({ length }: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}
