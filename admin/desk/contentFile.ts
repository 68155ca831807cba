// A file of a draft that a page edits: the draft, the file, and what every such page shows around its editor.
import { authorize, type Draft, isDraftFileName } from '../engine.ts';
import { notFound, type Visit } from '../visit.ts';

export interface ContentFile {
  draft: Draft;
  name: string;
  /** Empty where there is no such file yet: the first change makes it. */
  text: string;
}

/** A discarded draft is not edited; its page says how to have it back. */
export async function openContentFile(visit: Visit): Promise<ContentFile> {
  const { drafts } = visit.engine;
  const draft = await drafts.find(visit.key('key'));
  const name = visit.query('nombre');
  if (!draft || draft.discardedAt !== null || name === undefined || !isDraftFileName(name)) throw notFound();
  const file = await drafts.read(draft.key, name);
  return { draft, name, text: file?.content.toString('utf8') ?? '' };
}

/** Of the page's head, and for the island that edits the file. */
export function contentFrame(visit: Visit, { draft, name }: ContentFile) {
  return {
    title: visit.t('content.title', { file: name, draft: draft.name }),
    draft,
    file: name,
    isReadOnly: !authorize(visit.principal, 'draft:write'),
    crumbs: [
      { label: visit.t('nav.processes'), href: `${visit.base}/procesos` },
      { label: draft.name, href: `${visit.base}/borradores/${draft.key}` },
      { label: name },
    ],
  };
}
