// A draft made one with what somebody else published meanwhile: nothing of either is lost, and what both changed otherwise
// is decided one by one.
import { type Merge, mergeFileView, mergeOf } from '../desk/mergeView.ts';
import { actorWords, namesOf } from '../desk/names.ts';
import { refusalWords } from '../desk/refusals.ts';
import type { Draft, MergeSide, Rejection } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import type { Visit } from '../visit.ts';
import { draftOf } from './draftFiles.ts';

const chosenIn =
  (visit: Visit) =>
  (field: string): MergeSide | undefined => {
    const value = visit.field(field);
    return value === 'mine' || value === 'theirs' ? value : undefined;
  };

async function show(visit: Visit, draft: Draft, merge: Merge | undefined, refused: Rejection[] = []) {
  const address = `${visit.base}/borradores/${draft.key}`;
  const who = merge && (await publisherOf(visit, merge.presentKey));
  const sideOf = chosenIn(visit);
  visit.show(
    'mergeDraft',
    {
      title: visit.t('merging.title', { name: draft.name }),
      formAction: `/borradores/${draft.key}/unir`,
      action: `${address}/unir`,
      refused: refused.map((rejection) => ({ code: rejection.code, text: refusalWords(visit, rejection) })),
      nothing: !merge,
      publishHref: `${address}/publicar`,
      who,
      present: merge?.presentKey,
      files: merge?.files.map((file) => mergeFileView(visit, file, sideOf)),
      questions: merge?.files.reduce((sum, { conflicts }) => sum + conflicts.length, 0),
      crumbs: [
        { label: visit.t('nav.processes'), href: `${visit.base}/procesos` },
        { label: draft.name, href: address },
        { label: visit.t('merging.crumb') },
      ],
    },
    refused.length > 0 ? 422 : 200,
  );
}

async function publisherOf(visit: Visit, key: number) {
  const row = await visit.engine.store
    .reader('cauce_deployments')
    .where({ key })
    .first('deployed_at', 'deployed_by');
  const names = await namesOf(visit.engine.store, [row.deployed_by]);
  return { by: actorWords(visit, row.deployed_by, names), at: Number(row.deployed_at) };
}

async function showMerge(visit: Visit): Promise<void> {
  const draft = await draftOf(visit);
  await show(visit, draft, await mergeOf(visit, draft, chosenIn(visit)));
}

async function merge(visit: Visit): Promise<void> {
  const draft = await draftOf(visit);
  const found = await mergeOf(visit, draft, chosenIn(visit));
  if (!found) return visit.go(`/borradores/${draft.key}/publicar`);
  if (visit.query('lang') !== undefined) return show(visit, draft, found);
  // Published or edited once more since the page was shown: what was not seen is not decided.
  if (Number(visit.field('present')) !== found.presentKey)
    return show(visit, draft, found, [{ code: 'PUBLISH_DIFFERENCES_UNSEEN', values: {} }]);
  if (found.open > 0)
    return show(visit, draft, found, [{ code: 'MERGE_UNDECIDED', values: { count: found.open } }]);
  const refused = await save(visit, draft, found);
  if (refused) return show(visit, draft, await mergeOf(visit, draft, chosenIn(visit)), [refused]);
  visit.go(`/borradores/${draft.key}/publicar?notice=merged`);
}

/** Both sides stay: mine as the state before, theirs as what is deployed. Only then does the draft go on from theirs. */
async function save(visit: Visit, draft: Draft, found: Merge): Promise<Rejection | undefined> {
  const { drafts } = visit.engine;
  const by = visit.principal.username;
  for (const { name, text, mine } of found.files) {
    if (text === mine) continue;
    const expected = found.revisions.get(name) ?? 0;
    const outcome =
      text === undefined
        ? await drafts.remove(draft.key, { name, expected, by })
        : await drafts.save(draft.key, { name, content: Buffer.from(text), expected, by, kind: 'merged' });
    if (!outcome.ok) return outcome.rejection;
  }
  const changed = await drafts.change(draft.key, { basedOn: found.presentKey }, by);
  return changed.ok ? undefined : changed.rejection;
}

export const mergeDraftPages: PageRoute[] = [
  get('/borradores/:key/unir', 'draft:write', showMerge),
  post('/borradores/:key/unir', 'draft:write', merge),
];
