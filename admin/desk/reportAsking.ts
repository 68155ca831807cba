// What a page asks of a report: the reader's language and filters, and today where the organisation is.
import { type Asking, todayOf } from '../reports/asking.ts';
import type { ReportEntry } from '../reports/catalog.ts';
import { figuresOf } from '../reports/figures.ts';
import { questionOf } from '../reports/question.ts';
import { valueWordsOf } from '../reports/valueWords.ts';
import type { Visit } from '../visit.ts';

export async function askingOf(visit: Visit, usual?: ReportEntry['usual']): Promise<Asking> {
  const { engine, lang, base, options, t } = visit;
  const now = engine.now();
  return {
    engine,
    figures: figuresOf(engine),
    lang,
    t,
    base,
    timeZone: options.timeZone,
    now,
    question: questionOf(visit.query, todayOf(now, options.timeZone), usual),
    valueWords: await valueWordsOf(engine, lang),
  };
}
