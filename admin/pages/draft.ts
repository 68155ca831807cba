// The page of a draft: its files with their editors, how it fares, who is in it, and everything that was done to it.
import { draftAddress, fileGroups, revisionView } from '../desk/draftView.ts';
import { knownHealth } from '../desk/health.ts';
import { namesOf } from '../desk/names.ts';
import { refusalWords } from '../desk/refusals.ts';
import {
  authorize,
  BLANK_KINDS,
  type Draft,
  type DraftRevision,
  kindOfDraftFile,
  type Rejection,
} from '../engine.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

const MOST_HISTORY = 30;

/** Discarded or not. */
export async function anyDraftOf(visit: Visit): Promise<Draft> {
  const draft = await visit.engine.drafts.find(visit.key('key'));
  if (!draft) throw notFound();
  return draft;
}

export async function showDraft(visit: Visit, rejection?: Rejection): Promise<void> {
  const draft = await anyDraftOf(visit);
  const { drafts, store } = visit.engine;
  const { key } = draft;
  const about = visit.query('archivo');
  const [contents, history, everyone, based] = await Promise.all([
    drafts.contents(key),
    drafts.history(key, { ...(about !== undefined && { name: about }), most: MOST_HISTORY }),
    drafts.everyonePresent(),
    baseOf(visit, draft),
  ]);
  const present = everyone.filter(({ draftKey }) => draftKey === key);
  const people = [
    draft.createdBy,
    draft.changedBy,
    draft.discardedBy ?? '',
    ...[...contents, ...history].map(({ savedBy }) => savedBy),
    ...present.map(({ username }) => username),
  ];
  const names = await namesOf(store, people);
  const address = draftAddress(visit, key);
  const mayWrite = authorize(visit.principal, 'draft:write') && draft.discardedAt === null;
  const current = new Map(contents.map(({ name, revision }) => [name, revision]));
  const drawing = contents.find(({ name }) => kindOfDraftFile(name) === 'drawing')?.name;
  visit.show(
    'draft',
    {
      title: draft.name,
      notice: noticeOf(visit, rejection),
      draft: { ...draft, tags: draft.tags.join(', '), by: names.get(draft.changedBy) ?? draft.changedBy },
      isDiscarded: draft.discardedAt !== null,
      discardedBy: names.get(draft.discardedBy ?? '') ?? draft.discardedBy,
      mayWrite,
      address,
      based,
      groups: fileGroups(visit, draft, contents, { present, names }),
      islands: ['health', 'draftPage'],
      health: knownHealth(visit, contents),
      healthHref: contents.length > 0 && draft.discardedAt === null ? `${address}/salud` : undefined,
      tryHref: drawing && `${address}/dibujo?nombre=${encodeURIComponent(drawing)}&herramienta=trial`,
      compareHref: `${address}/comparar`,
      publishHref: authorize(visit.principal, 'deployment:create') ? `${address}/publicar` : undefined,
      kinds: BLANK_KINDS.map((kind) => ({ kind, label: visit.t(`drafts.kind.${kind}`) })),
      about,
      history: history
        .filter((revision) => about !== undefined || !isBeginning(draft, revision))
        .map((revision) => revisionView(visit, draft, revision, { names, current })),
      begun: about === undefined &&
        history.some((revision) => isBeginning(draft, revision)) && {
          by: names.get(draft.createdBy) ?? draft.createdBy,
          words: visit.t('drafts.begun'),
        },
      crumbs: [{ label: visit.t('nav.processes'), href: `${visit.base}/procesos` }, { label: draft.name }],
    },
    rejection ? (rejection.code === 'DRAFT_CHANGED' ? 409 : 422) : 200,
  );
}

/** One line stands for all files that it began with. */
const isBeginning = ({ createdAt }: Draft, { kind, savedAt }: DraftRevision): boolean =>
  kind === 'created' && savedAt === createdAt;

/** The version that it began from or was published as, in words. */
async function baseOf(visit: Visit, { basedOn }: Draft) {
  if (basedOn === null) return undefined;
  const row = await visit.engine.store
    .reader('cauce_deployments')
    .where({ key: basedOn })
    .first('deployed_at');
  return row && { at: Number(row.deployed_at) };
}

function noticeOf(visit: Visit, rejection: Rejection | undefined) {
  if (rejection) return { text: refusalWords(visit, rejection), wrong: true };
  const count = Number(visit.query('importados')) || 0;
  if (count > 0) {
    const list = (name: string) => (visit.query(name) ?? '').split('|').filter(Boolean).join(', ');
    const [drawn, left] = [list('dibujados'), list('omitidos')];
    const parts = [
      visit.t('drafts.imported', { count }),
      ...(drawn ? [visit.t('drafts.drawn', { names: drawn })] : []),
      ...(left ? [visit.t('drafts.left', { names: left })] : []),
    ];
    return { text: parts.join(' ') };
  }
  const said = visit.query('notice');
  const known = ['renamed', 'removed', 'restored', 'changed', 'recovered', 'discarded'];
  return said !== undefined && known.includes(said) ? { text: visit.t(`drafts.notice.${said}`) } : undefined;
}

export const draftPages: PageRoute[] = [get('/borradores/:key', 'draft:read', (visit) => showDraft(visit))];
