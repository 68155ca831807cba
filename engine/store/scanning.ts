// Files are looked through before they are kept, where a scanner is configured: what it finds, or cannot tell, is refused.
import { storeError } from './storeError.ts';

/** What it found, by the scanner's name for it; undefined: nothing. Rejects where it cannot tell. */
export type FileScan = (content: Buffer, name: string) => Promise<string | undefined>;

interface Scanned {
  name: string;
  source: Buffer | AsyncIterable<Buffer>;
}

/** With its content in memory: what was looked through is what is kept. */
export async function scanned<D extends Scanned>(
  scan: FileScan | undefined,
  document: D,
  limit: number,
): Promise<D> {
  if (!scan) return document;
  const source = await gathered(document.source, limit);
  // One that is too large is refused by who keeps it.
  if (source.length > limit) return { ...document, source };
  let finding: string | undefined;
  try {
    finding = await scan(source, document.name);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw Object.assign(
      storeError('DOCUMENT_NOT_SCANNED', {}, `Expected the scanner to answer but it did not: ${reason}`),
      { cause: error },
    );
  }
  if (finding === undefined) return { ...document, source };
  throw storeError(
    'DOCUMENT_INFECTED',
    { finding },
    `Expected a harmless file but the scanner found ${finding}.`,
  );
}

async function gathered(source: Scanned['source'], limit: number): Promise<Buffer> {
  if (Buffer.isBuffer(source)) return source;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) break;
  }
  return Buffer.concat(chunks);
}
