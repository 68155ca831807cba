// The tables of a case file on paper: its facts, terms, history, documents, messages, values, and the hashes that prove it.
import type { HistoryBatch } from '../../engine.ts';
import { dateTimeWords, sizeWords } from '../../render/words.ts';
import type { Table } from '../../reports/report.ts';
import type { Visit } from '../../visit.ts';
import type { DocumentView } from '../caseFile/documents.ts';
import type { MessageView } from '../caseFile/messages.ts';
import type { ClockView } from '../clocks.ts';
import { paperState } from './paperState.ts';

type Texts = (string | undefined)[];

export function tableOf(labels: string[], rows: Texts[]): Table {
  return {
    caption: '',
    columns: labels.map((label) => ({ label })),
    rows: rows.map((texts) => ({ cells: texts.map((text = '') => ({ text })) })),
  };
}

export const when = ({ lang, options }: Visit, at: number): string =>
  dateTimeWords(lang, at, options.timeZone);

export interface Happening {
  at: number;
  name: string;
  who: string;
  took: string;
  note?: string;
  reason?: string;
  before?: string;
  after?: string;
}

export function historyTable(visit: Visit, rows: Happening[]): Table {
  const { t } = visit;
  const labels = [t('audit.when'), t('audit.what'), t('audit.who'), t('audit.duration')];
  const table = tableOf(labels, []);
  const told = ({ name, note, reason, before, after }: Happening) => ({
    text: reason ? `${name}: ${reason}` : name,
    under: [
      note,
      before && t('caseFile.before', { value: before }),
      after && t('caseFile.after', { value: after }),
    ]
      .filter(Boolean)
      .join(' · '),
  });
  return {
    ...table,
    rows: rows.map((row) => {
      const { under, text } = told(row);
      const what = under === '' ? { text } : { text, under };
      return { cells: [{ text: when(visit, row.at) }, what, { text: row.who }, { text: row.took }] };
    }),
  };
}

/** The hash as a whole, in two lines that fit. */
const HALF = 32;

export function documentTable(visit: Visit, documents: DocumentView[]): Table {
  const { t, lang } = visit;
  const table = tableOf(
    [t('caseFile.document'), t('caseFile.received'), t('caseFile.from'), t('caseFile.hash')],
    [],
  );
  return {
    ...table,
    rows: documents.map(({ name, bytes, at, who, sha256 }) => ({
      cells: [
        { text: name, under: sizeWords(lang, bytes) },
        { text: when(visit, at) },
        { text: who },
        { text: sha256.slice(0, HALF), under: sha256.slice(HALF) },
      ],
    })),
  };
}

export function messageTable(visit: Visit, messages: MessageView[]): Table {
  const { t } = visit;
  return tableOf(
    [t('audit.when'), t('caseFile.mailWho'), t('caseFile.mailSubject'), t('caseFile.mailState')],
    messages.map(({ at, isIn, who, subject, state }) => [
      when(visit, at),
      `${t(isIn ? 'caseFile.mailIn' : 'caseFile.mailOut')}: ${who}`,
      subject,
      state,
    ]),
  );
}

export function clockTable(visit: Visit, clocks: ClockView[]): Table {
  const { t } = visit;
  const table = tableOf(
    [t('caseFile.paper.term'), t('caseFile.mailState'), t('caseFile.paper.due'), t('caseFile.paper.why')],
    [],
  );
  return {
    ...table,
    rows: clocks.map(({ name, state, words, dueAt, why }) => ({
      cells: [
        { text: name },
        { text: words, state: paperState(state) },
        { text: dueAt === undefined ? '' : when(visit, dueAt) },
        { text: why },
      ],
    })),
  };
}

export function ledgerTable(visit: Visit, clocks: ClockView[]): Table {
  const { t } = visit;
  return tableOf(
    [t('audit.when'), t('caseFile.paper.term'), t('audit.what'), t('audit.who'), t('caseFile.paper.due')],
    clocks.flatMap(({ name, ledger }) =>
      ledger.map(({ at, what, why, who, dueAt }) => [
        when(visit, at),
        name,
        why === '' ? what : `${what}: ${why}`,
        who,
        dueAt === undefined ? '' : when(visit, dueAt),
      ]),
    ),
  );
}

/** The last row of each chain: whoever has the history can tell whether it is this one. */
export function chainTable(
  visit: Visit,
  chains: { name: string; key: number; history: HistoryBatch[] }[],
): Table {
  const { t } = visit;
  const table = tableOf(
    [t('caseFile.paper.stream'), t('caseFile.paper.rows'), t('caseFile.paper.last'), t('caseFile.hash')],
    [],
  );
  return {
    ...table,
    rows: chains.flatMap(({ name, key, history }) => {
      const last = history.at(-1);
      if (!last) return [];
      const { hash, at, sequence } = last;
      return {
        cells: [
          { text: name, under: `instance:${key}` },
          { text: String(sequence) },
          { text: when(visit, at) },
          { text: hash.slice(0, HALF), under: hash.slice(HALF) },
        ],
      };
    }),
  };
}
