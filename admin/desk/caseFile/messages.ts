// Mails of a case, in and out: who, about what, when, and what became of it. What they say may hold its requester's link,
// which is for nobody else.
import { openInboundHeader, type Row } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { openStoreOf } from '../openStore.ts';
import { numberOf, textOf } from '../rows.ts';

const most = 100;

export interface MessageView {
  at: number;
  isIn: boolean;
  who: string;
  subject: string;
  state: string;
  stateClass: string;
}

const classes: { readonly [state: string]: string } = {
  SENT: 'completed',
  QUEUED: 'active',
  FAILED: 'overdue',
  STARTED: 'completed',
  JOINED: 'completed',
  REFUSED: 'overdue',
};

export async function messagesOf(visit: Visit, caseKey: number): Promise<MessageView[]> {
  const { store } = visit.engine;
  const [sent, came] = await Promise.all([
    store.search('mails', {
      where: [{ column: 'root_key', op: 'eq', value: caseKey }],
      limit: most,
    }),
    store.search('inbound_mails', {
      where: [{ column: 'case_key', op: 'eq', value: caseKey }],
      limit: most,
    }),
  ]);
  const all = await Promise.all([
    ...sent.rows.map((row) => outgoing(visit, row)),
    ...came.rows.map((row) => incoming(visit, row)),
  ]);
  return all.sort((a, b) => a.at - b.at);
}

async function outgoing(visit: Visit, row: Row): Promise<MessageView> {
  const content = await openStoreOf(visit).open(numberOf(row.root_key), 'mail', textOf(row.content));
  const { to = [], subject = '' } = (content === undefined ? {} : JSON.parse(content)) as {
    to?: string[];
    subject?: string;
  };
  const state = textOf(row.state);
  return {
    at: numberOf(row.sent_at ?? row.created_at),
    isIn: false,
    who: to.join(', ') || visit.t('caseFile.erased'),
    subject,
    ...stateOf(visit, state),
  };
}

async function incoming(visit: Visit, row: Row): Promise<MessageView> {
  const header = await openInboundHeader(openStoreOf(visit), row);
  return {
    at: numberOf(row.received_at),
    isIn: true,
    who: header?.from || visit.t('inbound.nobody'),
    subject: header?.subject ?? '',
    ...stateOf(visit, textOf(row.state)),
  };
}

const stateOf = (visit: Visit, state: string) => ({
  state: visit.t(`caseFile.mail.${state}`),
  stateClass: classes[state] ?? 'none',
});
