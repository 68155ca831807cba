// Publishing a draft: everything that was checked on one page, what still stands in the way, and the step itself.
import { namesOf } from '../desk/names.ts';
import { gateView } from '../desk/publishView.ts';
import { refusalWords } from '../desk/refusals.ts';
import {
  answerApproval,
  askApproval,
  type Gate,
  gateOf,
  publishDraft,
  type Rejection,
  refusalsOf,
} from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import type { Visit } from '../visit.ts';
import { draftOf } from './draftFiles.ts';

const MOST_NOTE = 2_000;

interface Typed {
  note: string;
  waiver: string;
  answer: string;
}

const typedIn = (visit: Visit): Typed => ({
  note: visit.field('note').trim().slice(0, MOST_NOTE),
  waiver: visit.field('waiver').trim().slice(0, MOST_NOTE),
  answer: visit.field('answer').trim().slice(0, MOST_NOTE),
});

async function show(
  visit: Visit,
  gate: Gate,
  typed: Typed,
  rejections: readonly Rejection[] = [],
): Promise<void> {
  const { draft } = gate;
  const address = `${visit.base}/borradores/${draft.key}`;
  const secondPerson = visit.options.secondPerson;
  const view = await gateView(visit, gate);
  const seen = visit.field('seen') === gate.digest;
  const asked = { ...typed, by: visit.principal.username, seen: seen ? gate.digest : '', secondPerson };
  // What is written on this very page is not yet in the way.
  const blocking = refusalsOf(gate, asked).filter(
    ({ code }) => !/(_UNSEEN|_NOTE_MISSING|_UNSOUND|_APPROVAL_MISSING)$/.test(code),
  );
  const refused = await Promise.all(rejections.map((rejection) => named(visit, rejection)));
  visit.show(
    'publishDraft',
    {
      title: visit.t('publishing.title', { name: draft.name }),
      formAction: `/borradores/${draft.key}/publicar`,
      notice: noticeOf(visit),
      name: draft.name,
      action: `${address}/publicar`,
      approvalAction: `${address}/aprobacion`,
      refused: refused.map((rejection) => ({ code: rejection.code, text: refusalWords(visit, rejection) })),
      gate: view,
      secondPerson,
      approved: gate.approvals.some(({ by }) => by !== visit.principal.username),
      blocked: blocking.length > 0,
      seen,
      ...typed,
      crumbs: [
        { label: visit.t('nav.processes'), href: `${visit.base}/procesos` },
        { label: draft.name, href: address },
        { label: visit.t('publishing.crumb') },
      ],
    },
    rejections.length > 0 ? 422 : 200,
  );
}

function noticeOf(visit: Visit): { text: string } | undefined {
  const notice = visit.query('notice');
  const isOurs = notice === 'asked' || notice === 'answered' || notice === 'merged';
  return isOurs ? { text: visit.t(`publishing.${notice}`) } : undefined;
}

/** People are called by their names. */
async function named(visit: Visit, { code, values }: Rejection): Promise<Rejection> {
  if (typeof values.by !== 'string') return { code, values };
  const names = await namesOf(visit.engine.store, [values.by]);
  return { code, values: { ...values, by: names.get(values.by) ?? values.by } };
}

async function showGate(visit: Visit): Promise<void> {
  const gate = await gateOf(visit.engine, await draftOf(visit));
  await show(visit, gate, { note: gate.requests[0]?.note ?? '', waiver: '', answer: '' });
}

async function publish(visit: Visit): Promise<void> {
  const draft = await draftOf(visit);
  const { engine, principal } = visit;
  const typed = typedIn(visit);
  // The switch of language posts here, too, with what was typed.
  if (visit.query('lang') !== undefined) return show(visit, await gateOf(engine, draft), typed);
  const seen = visit.field('seen');
  if (visit.field('ask') !== '') {
    const asked = await askApproval(engine, await gateOf(engine, draft), principal, { ...typed, seen });
    if (asked.ok) return visit.go(`/borradores/${draft.key}/publicar?notice=asked`);
    return show(visit, await gateOf(engine, draft), typed, asked.rejections);
  }
  const { secondPerson } = visit.options;
  const outcome = await publishDraft(engine, draft.key, principal, { ...typed, seen, secondPerson });
  if (outcome.ok) return visit.go(`/despliegues/${outcome.deploymentKey}?notice=published`);
  const after = (await engine.drafts.find(draft.key)) ?? draft;
  await show(visit, await gateOf(engine, after), typed, outcome.rejections);
}

async function answer(visit: Visit): Promise<void> {
  const draft = await draftOf(visit);
  const gate = await gateOf(visit.engine, draft);
  const typed = typedIn(visit);
  const outcome = await answerApproval(visit.engine, gate, visit.principal, {
    request: Number(visit.field('request')),
    state: visit.field('decline') === '' ? 'approved' : 'declined',
    answer: typed.answer,
    seen: visit.field('seen'),
  });
  if (outcome.ok) return visit.go(`/borradores/${draft.key}/publicar?notice=answered`);
  await show(visit, gate, typed, outcome.rejections);
}

export const publishDraftPages: PageRoute[] = [
  get('/borradores/:key/publicar', 'draft:read', showGate),
  post('/borradores/:key/publicar', 'deployment:create', publish),
  post('/borradores/:key/aprobacion', 'deployment:create', answer),
];
