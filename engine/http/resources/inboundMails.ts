// Mails that came in: which became a case, joined one, or were refused, and why.
import { z } from 'zod';
import { openInboundHeader } from '../../jobs/index.ts';
import type { OpenStore } from '../../store/openStore.ts';
import type { Row } from '../../store/store.ts';
import { type Fields, searchAnswer, searchBody } from '../fields.ts';
import { type Locale, problemText, type Values } from '../problemText.ts';
import { route } from '../route.ts';
import { instant, integer, json, keyOrNull, text, textOrNull } from '../rows.ts';
import { toAnswer, toQuery } from '../searchQuery.ts';
import { instantShape, keyOrNull as keyOrNullShape } from '../shapes.ts';

const fields: Fields = {
  inboundMailId: { column: 'id', type: 'text' },
  mailbox: { column: 'mailbox', type: 'text' },
  state: { column: 'state', type: 'text' },
  reasonCode: { column: 'code', type: 'text' },
  caseKey: { column: 'case_key', type: 'key' },
  receivedDate: { column: 'received_at', type: 'instant' },
  handledDate: { column: 'handled_at', type: 'instant' },
};

const shape = z.object({
  inboundMailId: z.string(),
  mailbox: z.string(),
  state: z.enum(['STARTED', 'JOINED', 'REFUSED']),
  reasonCode: z.string().nullable(),
  reason: z.string().nullable(),
  from: z.string().nullable(),
  subject: z.string().nullable(),
  size: z.number(),
  caseKey: keyOrNullShape,
  receivedDate: instantShape,
  handledDate: instantShape,
});

async function mailOf(store: OpenStore, row: Row, locale: Locale): Promise<z.input<typeof shape>> {
  const header = await openInboundHeader(store, row);
  const code = textOrNull(row, 'code');
  return {
    inboundMailId: text(row, 'id'),
    mailbox: text(row, 'mailbox'),
    state: text(row, 'state') as 'STARTED',
    reasonCode: code,
    reason: code === null ? null : problemText(code, json(row, 'values') as Values, locale),
    from: header?.from ?? null,
    subject: header?.subject ?? null,
    size: integer(row, 'size'),
    caseKey: keyOrNull(row, 'case_key'),
    receivedDate: instant(row, 'received_at'),
    handledDate: instant(row, 'handled_at'),
  };
}

const search = route({
  method: 'post',
  path: '/inbound-mails/search',
  policy: { action: 'inbound:read', recorded: false },
  request: searchBody(fields),
  response: searchAnswer(shape),
  summary: 'Search mails that came in, with what became of them',
  async handler({ store, body, locale, recordReads }) {
    const page = await store.search('inbound_mails', toQuery(body, fields));
    await recordReads(page.rows.flatMap(({ case_key: key }) => (key === null ? [] : [Number(key)])));
    const items = await Promise.all(page.rows.map((row) => mailOf(store, row, locale)));
    return toAnswer(page, items);
  },
});

export const inboundMailRoutes = [search];
