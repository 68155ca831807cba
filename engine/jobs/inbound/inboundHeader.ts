// Who wrote a mail that came in, and about what: opened for whoever may see it.
import type { OpenStore } from '../../store/openStore.ts';
import type { Row } from '../../store/store.ts';

export interface InboundHeader {
  from: string;
  name: string;
  subject: string;
}

/** The owner of the key that seals it: the mail's case, else the mail itself. */
export const headerOwner = (id: string, caseKey: number | undefined): string | number =>
  caseKey ?? `mail.${id}`;

/** Undefined where its case was erased. */
export async function openInboundHeader(
  store: Pick<OpenStore, 'open'>,
  { id, case_key: caseKey, header }: Row,
): Promise<InboundHeader | undefined> {
  const owner = headerOwner(String(id), caseKey === null ? undefined : Number(caseKey));
  const text = await store.open(owner, 'mail', String(header));
  return text === undefined ? undefined : (JSON.parse(text) as InboundHeader);
}
