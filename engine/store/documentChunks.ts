// The content of documents in chunks: cut for writing, opened for reading.
import type { Knex } from 'knex';
import { openBytes } from './envelopes.ts';
import type { DataKey } from './keys.ts';

const chunkBytes = 256 * 1024;
/** Chunks written in one turn of the writer, so that an upload does not hold others up. */
const chunksPerTurn = 4;

/** Cuts the source into chunks of equal size, a few at a time. */
export async function* turns(source: Buffer | AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let pending: Buffer = Buffer.alloc(0);
  const turnBytes = chunkBytes * chunksPerTurn;
  for await (const piece of Buffer.isBuffer(source) ? [source] : source) {
    pending = pending.length === 0 ? piece : Buffer.concat([pending, piece]);
    while (pending.length >= turnBytes) {
      yield cut(pending.subarray(0, turnBytes));
      pending = pending.subarray(turnBytes);
    }
  }
  if (pending.length > 0) yield cut(pending);
}

function cut(bytes: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) chunks.push(bytes.subarray(at, at + chunkBytes));
  return chunks;
}

/** `key` undefined: they are plain. Throws where sealed bytes were changed. */
export async function* readChunks(db: Knex, id: string, key: DataKey | undefined): AsyncGenerator<Buffer> {
  for (let index = 0; ; index++) {
    const chunk = (await db('cauce_document_chunks').where({ document_id: id, index }).first('content')) as
      | { content: Buffer }
      | undefined;
    if (!chunk) return;
    yield key ? openBytes(key, 'chunk', chunk.content) : chunk.content;
  }
}
