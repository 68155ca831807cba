// Anchors: signed statements of how far each stream had come, each linked to the one before, so that what is
// missing altogether is found too.
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { dialectOf } from '../store/dialects/dialectOf.ts';
import type { KeyStore } from '../store/keys.ts';
import type { Db } from '../store/store.ts';
import type { ChainProblem } from './chain.ts';

export interface AnchorRow {
  number: number;
  at: number;
  /** JSON: `position` reached in the journal, and `streams` as [tenant, stream, sequence, hash]. */
  streams: string;
  previous_hash: string;
  hash: string;
  /** Ed25519 over the hash, base64. */
  signature: string;
}

interface AnchorStore {
  readonly reader: Db;
  readonly keys: KeyStore;
  readonly shared: boolean;
  write<T>(work: (db: Db) => Promise<T>): Promise<T>;
  settledPosition(): Promise<number>;
}

/** Nodes that share a database write one a minute together, not each. */
const LATELY = 30_000;

/** Commits to every stream that changed since the last anchor; undefined when none did, or another node did just now. */
export async function writeAnchor(store: AnchorStore, now: number): Promise<AnchorRow | undefined> {
  const { reader, keys } = store;
  const last = (await reader('cauce_anchors').orderBy('number', 'desc').first()) as AnchorRow | undefined;
  if (store.shared && last && Math.abs(now - last.at) < LATELY) return undefined;
  const from = last ? (JSON.parse(last.streams) as { position: number }).position : 0;
  // What is being committed at this moment may have a lower position than what is there.
  const until = await store.settledPosition();
  const heads = (await reader.raw(
    `SELECT tenant_id, stream, max(sequence) AS sequence, max(position) AS position FROM cauce_journal
     WHERE position > ? AND position <= ? GROUP BY tenant_id, stream ORDER BY tenant_id, stream`,
    [from, until],
  )) as { tenant_id: string; stream: string; sequence: number; position: number }[];
  if (heads.length === 0) return undefined;
  const position = heads.reduce((most, head) => Math.max(most, head.position), from);
  const rows = await headsAt(reader, heads);
  const unsigned = {
    number: (last?.number ?? 0) + 1,
    at: now,
    streams: JSON.stringify({ position, streams: rows }),
    previous_hash: last?.hash ?? '',
  };
  const own = anchorHash(unsigned);
  const signature = sign(null, Buffer.from(own), await signingKey(keys)).toString('base64');
  const anchor: AnchorRow = { ...unsigned, hash: own, signature };
  if (!(await insertNext(store, anchor))) return undefined;
  // Kept apart from the database, so that cutting the last anchors off shows.
  await keys.writeSecret('anchorHead', JSON.stringify([anchor.number, anchor.hash]));
  return anchor;
}

/** False: another node has written an anchor meanwhile. */
function insertNext(store: AnchorStore, anchor: AnchorRow): Promise<boolean> {
  return store.write(async (db) => {
    const last = await db('cauce_anchors').max({ number: 'number' }).first();
    if ((last?.number ?? 0) !== anchor.number - 1) return false;
    await db('cauce_anchors').insert(anchor);
    return true;
  });
}

/** With the hash of each head. */
async function headsAt(
  reader: Db,
  heads: { tenant_id: string; stream: string; sequence: number }[],
): Promise<[string, string, number, string][]> {
  const wanted = JSON.stringify(
    heads.map(({ tenant_id, stream, sequence }) => [tenant_id, stream, sequence]),
  );
  const source = dialectOf(reader).items({ tenant_id: 'text', stream: 'text', sequence: 'number' });
  const rows = (await reader.raw(
    `SELECT j.tenant_id, j.stream, j.sequence, j.hash FROM ${source} AS w JOIN cauce_journal AS j
     ON j.tenant_id = w.tenant_id AND j.stream = w.stream AND j.sequence = w.sequence
     ORDER BY j.tenant_id, j.stream`,
    [wanted],
  )) as { tenant_id: string; stream: string; sequence: number; hash: string }[];
  return rows.map((row) => [row.tenant_id, row.stream, row.sequence, row.hash]);
}

/** The key that checks signatures, as PEM, for whoever keeps exported anchors. */
export async function anchorPublicKey(keys: KeyStore): Promise<string | undefined> {
  const pem = await keys.readSecret('anchorKey');
  return pem === undefined ? undefined : publicKey(pem).export({ type: 'spki', format: 'pem' }).toString();
}

/** Without the key no signature holds. */
export async function signatureCheck(keys: KeyStore): Promise<(anchor: AnchorRow) => boolean> {
  const pem = await keys.readSecret('anchorKey');
  const key = pem === undefined ? undefined : publicKey(pem);
  return ({ hash: signed, signature }) =>
    key !== undefined && verify(null, Buffer.from(signed), key, Buffer.from(signature, 'base64'));
}

/** Checks links and signatures, and that each anchored batch is still there with the same hash. */
export async function verifyAnchors(
  db: Db,
  keys: KeyStore,
): Promise<{ anchors: number; position: number; problems: ChainProblem[] }> {
  const problems: ChainProblem[] = [];
  const own = (code: ChainProblem['code'], number: number) =>
    problems.push({ code, tenant: '', stream: '', sequence: number });
  const isSigned = await signatureCheck(keys);
  let last: AnchorRow | undefined;
  for (;;) {
    const query = db('cauce_anchors').orderBy('number').limit(1);
    if (last) query.where('number', '>', last.number);
    const [anchor] = (await query) as AnchorRow[];
    if (!anchor) break;
    const linked = anchor.number === (last?.number ?? 0) + 1 && anchor.previous_hash === (last?.hash ?? '');
    if (!linked || anchor.hash !== anchorHash(anchor)) {
      own('ANCHOR_BROKEN', linked ? anchor.number : (last?.number ?? 0) + 1);
      break;
    }
    if (!isSigned(anchor)) {
      own('ANCHOR_SIGNATURE', anchor.number);
      break;
    }
    problems.push(...(await missing(db, anchor)));
    last = anchor;
  }
  if (problems.every(({ stream }) => stream !== '') && (await cutOff(db, keys))) {
    own('ANCHORS_CUT', (last?.number ?? 0) + 1);
  }
  const position = last ? (JSON.parse(last.streams) as { position: number }).position : 0;
  return { anchors: last?.number ?? 0, position, problems };
}

/** The key store remembers the last anchor; it may lag one behind after a crash, never lead. */
async function cutOff(db: Db, keys: KeyStore): Promise<boolean> {
  const head = await keys.readSecret('anchorHead');
  if (head === undefined) return false;
  const [number, expected] = JSON.parse(head) as [number, string];
  const row = (await db('cauce_anchors').where({ number }).first('hash')) as { hash: string } | undefined;
  return row?.hash !== expected;
}

/** What of an anchor is not in the journal as it says. */
export async function missing(db: Db, anchor: AnchorRow): Promise<ChainProblem[]> {
  const { streams } = JSON.parse(anchor.streams) as { streams: unknown[] };
  const columns = { tenant_id: 'text', stream: 'text', sequence: 'number', hash: 'text' } as const;
  const rows = (await db.raw(
    `SELECT w.tenant_id AS tenant, w.stream, w.sequence, j.hash,
       (SELECT max(t.sequence) FROM cauce_journal AS t WHERE t.tenant_id = w.tenant_id AND t.stream = w.stream) AS tail
     FROM ${dialectOf(db).items(columns)} AS w LEFT JOIN cauce_journal AS j
     ON j.tenant_id = w.tenant_id AND j.stream = w.stream AND j.sequence = w.sequence
     WHERE j.hash IS DISTINCT FROM w.hash`,
    [JSON.stringify(streams)],
  )) as { tenant: string; stream: string; sequence: number; hash: string | null; tail: number | null }[];
  return rows.map(({ tenant, stream, sequence, hash: found, tail }) => {
    if (tail === null) return { code: 'STREAM_DELETED', tenant, stream, sequence: 1 };
    if (found === null && tail < sequence) return { code: 'TAIL_CUT', tenant, stream, sequence: tail + 1 };
    return { code: 'ANCHOR_MISMATCH', tenant, stream, sequence };
  });
}

export function anchorHash({
  number,
  at,
  streams,
  previous_hash,
}: Omit<AnchorRow, 'hash' | 'signature'>): string {
  return hash('sha256', `${JSON.stringify([number, at, previous_hash])}\n${streams}`);
}

async function signingKey(keys: KeyStore): Promise<KeyObject> {
  const known = await keys.readSecret('anchorKey');
  if (known !== undefined) return createPrivateKey(known);
  const { privateKey } = generateKeyPairSync('ed25519');
  await keys.writeSecret('anchorKey', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), true);
  // Another node may have been first.
  return createPrivateKey((await keys.readSecret('anchorKey')) as string);
}

function publicKey(privatePem: string): KeyObject {
  return createPublicKey(createPrivateKey(privatePem));
}
