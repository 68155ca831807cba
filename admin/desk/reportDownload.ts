// Sends a report as a file; it leaves only once it is on record who took it.
import { logAccess } from '../engine.ts';
import type { Asking } from '../reports/asking.ts';
import { isFormat, reportFile } from '../reports/files/reportFile.ts';
import { addressOf } from '../reports/question.ts';
import type { Report } from '../reports/report.ts';
import { notFound, type Visit } from '../visit.ts';

export async function sendReport(visit: Visit, asking: Asking, make: () => Promise<Report>): Promise<void> {
  const format = visit.query('format') ?? '';
  if (!isFormat(format)) throw notFound();
  const section = visit.query('section');
  const report = await make();
  if (section !== undefined && !report.sections.some(({ id }) => id === section)) throw notFound();
  const file = await reportFile(asking, report, format, section);
  const { store } = visit.engine;
  const { username } = visit.principal;
  const detail = `${report.id}.${format} ${addressOf(asking.question, { section })}`;
  await store.write((db) =>
    logAccess(db, store.tenant, asking.now, { username, event: 'reportTaken', actor: username, detail }),
  );
  visit.response.attachment(file.name).type(file.contentType).send(file.content);
}
