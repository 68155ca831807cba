// Camunda 7 counts the days of the week in cron from Sunday as 1, as Quartz does; elsewhere Monday is 1. Names mean the same.
import { looksLikeCron } from '../../core/cron.ts';
import { WEEKDAYS } from '../../core/cronFields.ts';
import { bodyOf, childOf } from '../sourceNode.ts';
import type { Translation } from './translation.ts';

const FIRST = 'SUN';
const QUARTZ = [FIRST, ...WEEKDAYS.filter((name) => name !== FIRST)];

export function translateTimer({ element }: Translation): void {
  const cycle = childOf(element, 'timeCycle');
  const text = (cycle && bodyOf(cycle))?.trim() ?? '';
  const fields = looksLikeCron(text) ? text.split(/\s+/) : [];
  if (fields.length < 6 || fields.length > 7) return;
  const week = (fields[5] ?? '').toUpperCase();
  fields[5] = week.split(',').map(named).join(',');
  cycle?.set?.('body', fields.join(' '));
}

/** What is wrong stays as it is and is told by the checks. */
function named(item: string): string {
  const match = /^(?:(\*)|([1-7]|[A-Z]{3})(?:-([1-7]|[A-Z]{3}))?)(?:\/(\d+))?$/.exec(item);
  if (!match) return item === 'L' ? 'SAT' : item.replace(/^[1-7](?=L$|#[1-5]$)/, nameOf);
  const [, whole, low = '1', high, step] = match;
  if (step === undefined)
    return whole ?? (high === undefined ? nameOf(low) : `${nameOf(low)}-${nameOf(high)}`);
  const from = QUARTZ.indexOf(nameOf(low));
  const to = high === undefined ? 6 : QUARTZ.indexOf(nameOf(high));
  if (from < 0 || to < 0 || Number(step) === 0) return item;
  // A step counts from Sunday, too: its days are written out.
  const days = Array.from({ length: from > to ? to + 8 - from : to + 1 - from }, (_, index) => index);
  return days
    .filter((index) => index % Number(step) === 0)
    .map((index) => QUARTZ[(from + index) % 7])
    .join(',');
}

function nameOf(day: string): string {
  return QUARTZ[Number(day) - 1] ?? day;
}
