// The page of one request: what it is, what to have at hand, the form, and what its script needs to send it well.
import type { Visit } from '../visit.ts';
import { seenMark } from './consents.ts';
import type { FilingForm } from './filingForm.ts';
import { filingPath, type Offered, titleOf } from './requests.ts';

export interface Again {
  request: string;
  form: string;
  wrong?: string;
  /** Whether the form was opened now, and nothing was sent with its request. */
  fresh?: boolean;
}

export function showFiling(
  visit: Visit,
  offered: Offered,
  filing: FilingForm,
  again: Again,
  status = 200,
): void {
  const { request, form, wrong, fresh = false } = again;
  const { engine, filings, identity, options } = visit;
  // Kept for going back, and for a device without signal; who is signed in has a secret of theirs in it.
  visit.response.setHeader('Cache-Control', fresh && !identity ? 'private, no-cache' : 'no-store');
  if (fresh && !identity) visit.response.setHeader('X-Cauce-Keep', '1');
  const now = engine.now();
  const action = `${visit.base}${filingPath(offered)}`;
  const title = titleOf(offered);
  visit.show(
    'fileForm',
    {
      title,
      islands: ['liveForm', 'filing', 'offline'],
      heading: title,
      summary: offered.request?.summary,
      prepare: offered.request?.prepare,
      answer: offered.request?.answer,
      action,
      formAction: action,
      notice: wrong ? { text: wrong, wrong: true } : undefined,
      request,
      fresh,
      seen: seenMark(filing.consents),
      bits: filings.bits(now),
      minute: Math.floor(now / 60_000),
      most: Math.floor(options.fileLimit / 1_000_000),
      form,
    },
    status,
  );
}
