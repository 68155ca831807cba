// What goes with a process, edited as files of its draft: catalogs, mails, calendars, intakes, webhooks, indicators, roles.
import { calendarAnswer, calendarFields, calendarForm } from '../desk/calendarContent.ts';
import { contentFrame, openContentFile } from '../desk/contentFile.ts';
import { mailPreview } from '../desk/mailPreview.ts';
import { problemViews } from '../desk/problemViews.ts';
import { type DraftFileKind, isDraftFileName, kindOfDraftFile } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';
import { draftOf } from './draftFiles.ts';

/** Kinds that have a page of their own. */
const ELSEWHERE: { readonly [kind in DraftFileKind]?: string } = {
  drawing: 'dibujo',
  decision: 'decision',
  form: 'formulario',
};

async function showEditor(visit: Visit): Promise<void> {
  const opened = await openContentFile(visit);
  const { draft, name } = opened;
  const kind = kindOfDraftFile(name);
  const elsewhere = ELSEWHERE[kind];
  if (elsewhere !== undefined)
    return visit.go(`/borradores/${draft.key}/${elsewhere}?nombre=${encodeURIComponent(name)}`);
  const words = kind === 'other' ? 'file' : kind;
  const address = `${visit.base}/borradores/${draft.key}/contenido`;
  const asked = `?nombre=${encodeURIComponent(name)}`;
  visit.show('contentEdit', {
    ...contentFrame(visit, opened),
    islands: ['content', 'draftState'],
    contentKind: kind,
    kindLabel: visit.t(`content.kind.${words}`),
    lead: visit.t(`content.lead.${words}`),
    check: `${address}/revision${asked}`,
    ...(kind === 'calendar' && {
      calendar: calendarForm(visit),
      calendarAddress: `${address}/calendario${asked}`,
    }),
  });
}

async function nameAsked(visit: Visit): Promise<string> {
  await draftOf(visit);
  const name = visit.query('nombre');
  if (name === undefined || !isDraftFileName(name)) throw notFound();
  return name;
}

/** The file as it stands in the editor, whole. */
function contentAsked(visit: Visit): Buffer {
  return (
    visit.files.find(({ field }) => field === 'content')?.content ??
    Buffer.from(visit.posted.get('content')?.[0] ?? '')
  );
}

async function check(visit: Visit): Promise<void> {
  const name = await nameAsked(visit);
  const content = contentAsked(visit);
  if (kindOfDraftFile(name) === 'mail') {
    const preview = mailPreview(visit, content.toString('utf8'), visit.field('samples'));
    return void visit.response.json(preview);
  }
  const problems = await visit.engine.check([{ name, content }]);
  visit.response.json({ problems: problemViews(visit, problems) });
}

/** With a content: its fields. Else with fields: the content that they make. */
async function readCalendar(visit: Visit): Promise<void> {
  const name = await nameAsked(visit);
  const isContent = visit.files.some(({ field }) => field === 'content');
  visit.response.json(
    isContent
      ? calendarFields(visit, name, contentAsked(visit).toString('utf8'))
      : calendarAnswer(visit, name),
  );
}

export const contentEditPages: PageRoute[] = [
  get('/borradores/:key/contenido', 'draft:read', showEditor),
  post('/borradores/:key/contenido/revision', 'draft:read', check, { upload: true }),
  post('/borradores/:key/contenido/calendario', 'draft:read', readCalendar, { upload: true }),
];
