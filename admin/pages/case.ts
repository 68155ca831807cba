// One case on one page: where it is, what happened, its tasks, values, documents, messages, terms and notes.
import { begin, mayBegin } from '../desk/adHoc.ts';
import { fileView } from '../desk/caseFile/fileView.ts';
import { caseFor } from '../desk/caseFor.ts';
import { retryNotice } from '../desk/incidents.ts';
import { get, type PageRoute, post } from '../route.ts';
import { forbidden, type Visit } from '../visit.ts';

export async function showCase(visit: Visit, wrong?: string): Promise<void> {
  const found = await caseFor(visit, 'case:read');
  visit.show(
    'case',
    {
      ...(await fileView(visit, found)),
      title: visit.t('case.title', { number: found.number }),
      islands: ['conversation', 'caseDrawing', 'filePreview'],
      notice: noticeOf(visit, wrong),
      crumbs: [{ label: visit.t('nav.cases'), href: `${visit.base}/casos` }, { label: found.number }],
    },
    wrong === undefined ? 200 : 409,
  );
}

const notices: { readonly [notice: string]: string } = {
  begun: 'begin.done',
  clock: 'clock.moved',
  mail: 'mails.retried',
  survey: 'case.surveyDone',
  surveyTaken: 'case.surveyTaken',
  cancelCase: 'caseFile.done.cancelCase',
  reopenCase: 'caseFile.done.reopenCase',
  mergeCase: 'caseFile.done.mergeCase',
  moveToken: 'caseFile.done.moveToken',
  setValue: 'caseFile.done.setValue',
};

function noticeOf(visit: Visit, wrong: string | undefined) {
  if (wrong !== undefined) return { text: wrong, wrong: true };
  const name = visit.query('notice') ?? '';
  const words = Object.hasOwn(notices, name) ? notices[name] : undefined;
  return words === undefined ? retryNotice(visit) : { text: visit.t(words) };
}

async function beginActivity(visit: Visit): Promise<void> {
  const { key } = await caseFor(visit, 'case:read');
  if (!(await mayBegin(visit, key))) throw forbidden();
  const wrong = await begin(visit, key);
  if (wrong !== undefined) return showCase(visit, wrong);
  visit.go(`/casos/${key}?notice=begun`);
}

export const casePages: PageRoute[] = [
  get('/casos/:key', 'case:read', (visit) => showCase(visit)),
  post('/casos/:key/comenzar', 'activity:begin', beginActivity),
];
