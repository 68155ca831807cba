// The scanner of files: a TCP server that speaks ClamAV's INSTREAM says what it finds; what it cannot say is refused.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clamavAddress, clamavScan } from '../../../engine/clamav.ts';
import { createCauce } from '../../../engine/index.ts';
import { databaseIn } from '../../harness/testDatabase.ts';
import { temporaryFolder } from '../runtime/openRuntime.ts';

/** Every scanner knows it, and it does nothing. */
const eicar = Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*');

let server: Server;
let seen: number[] = [];
let answering = true;

/** Reads `zINSTREAM`, then chunks behind their length of four bytes until one of length 0. */
function speak(socket: Socket): void {
  let received = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    const begin = 'zINSTREAM\0'.length;
    const content: Buffer[] = [];
    for (let at = begin; at + 4 <= received.length; ) {
      const length = received.readUInt32BE(at);
      if (length === 0) return answer(Buffer.concat(content));
      if (at + 4 + length > received.length) return;
      content.push(received.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
  });
  function answer(content: Buffer): void {
    seen.push(content.length);
    if (!answering) return void socket.destroy();
    socket.end(content.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
  }
}

const url = () => `clamav://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
  server = createServer(speak).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());

describe('ClamAV', () => {
  test('sees the whole file and gives its name for what it finds', async () => {
    const scan = clamavScan(clamavAddress(url()) ?? { path: '' });
    seen = [];
    expect(await scan(Buffer.alloc(700_000, 'a'), 'a.txt')).toBeUndefined();
    expect(await scan(Buffer.concat([Buffer.alloc(300_000), eicar]), 'b.bin')).toBe('Eicar-Test-Signature');
    expect(seen).toEqual([700_000, 300_000 + eicar.length]);
  });

  test('that closes, or does not answer, leaves the file untold', async () => {
    answering = false;
    await expect(clamavScan(clamavAddress(url()) ?? { path: '' })(eicar, 'x')).rejects.toThrow(
      'without an answer',
    );
    answering = true;
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    await expect(clamavScan({ host: '127.0.0.1', port }, 50)(eicar, 'x')).rejects.toThrow('did not answer');
    silent.close();
    await expect(clamavScan({ host: '127.0.0.1', port: 1 })(eicar, 'x')).rejects.toThrow();
  });

  test('is found by its address, or the address is refused', () => {
    expect(clamavAddress('clamav://av.example')).toEqual({ host: 'av.example', port: 3310 });
    expect(clamavAddress('unix:///run/clamav/clamd.ctl')).toEqual({ path: '/run/clamav/clamd.ctl' });
    for (const wrong of ['av.example', 'http://av.example', 'unix://', '']) {
      expect(clamavAddress(wrong)).toBeUndefined();
    }
  });
});

describe('a document', () => {
  test('is kept when nothing is found in it, and refused with a reason otherwise', async () => {
    const cauce = await createCauce({ database: await databaseIn(temporaryFolder()), clamav: url() });
    const { documents } = cauce.engine
      .store as unknown as import('../../../engine/store/openStore.ts').OpenStore;
    const given = { name: 'a.txt', contentType: 'text/plain', createdBy: 'ana', at: 1 };
    const kept = await documents.create({ ...given, source: Buffer.from('hola') });
    expect(kept).toMatchObject({ size: 4 });
    const refused = documents.create({ ...given, source: eicar });
    await expect(refused).rejects.toMatchObject({
      code: 'DOCUMENT_INFECTED',
      values: { finding: 'Eicar-Test-Signature' },
    });
    answering = false;
    await expect(documents.create({ ...given, source: Buffer.from('x') })).rejects.toMatchObject({
      code: 'DOCUMENT_NOT_SCANNED',
    });
    answering = true;
    const chunks = await cauce.engine.store.reader('cauce_document_chunks');
    expect(chunks).toHaveLength(1);
    await cauce.close();
  });
});
