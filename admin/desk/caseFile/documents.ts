// Documents of a case with what proves them: their hash, when they came, and from whom.
import type { Visit } from '../../visit.ts';
import { actorWords, namesOf } from '../names.ts';
import { openStoreOf } from '../openStore.ts';

export interface DocumentView {
  name: string;
  bytes: number;
  href: string;
  type: string;
  sha256: string;
  /** Enough of it to compare two by eye. */
  short: string;
  at: number;
  who: string;
}

const SHORT = 12;

export async function documentViews(visit: Visit, caseKey: number): Promise<DocumentView[]> {
  const documents = await openStoreOf(visit).documents.ofCase(caseKey);
  const names = await namesOf(
    visit.engine.store,
    documents.map(({ createdBy }) => createdBy),
  );
  return documents.map(({ id, name, size, contentType, sha256, createdAt, createdBy }) => ({
    name: name || id,
    bytes: size,
    href: `${visit.base}/documentos/${encodeURIComponent(id)}`,
    type: contentType,
    sha256,
    short: sha256.slice(0, SHORT),
    at: createdAt,
    who: createdBy.startsWith('request:') ? visit.t('case.public') : actorWords(visit, createdBy, names),
  }));
}
