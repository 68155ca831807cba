// Timer definitions: one kind each, written as ISO 8601, as cron or as an expression, and dates with their zone.
import type { ModdleElement } from 'bpmn-moddle';
import { cronFrom, looksLikeCron } from '../../core/cron.ts';
import { nextCron } from '../../core/cronTimes.ts';
import type { Ports } from '../../core/ports.ts';
import { KINDS } from '../../core/schedule.ts';
import { cycleFrom, durationFrom, instantFrom, isTooFrequent } from '../../core/timerValues.ts';
import { definitionName, definitionsOf } from '../buildElement.ts';
import type { Gathered } from '../gather.ts';
import type { Report } from '../report.ts';
import { bodyOf, childOf } from '../sourceNode.ts';

export function checkTimers(gathered: Gathered, report: Report): void {
  for (const node of gathered.nodes) {
    for (const definition of definitionsOf(node.source)) {
      if (definitionName(definition) === 'timer') checkTimer(definition, node.source, report);
    }
  }
}

function checkTimer(definition: ModdleElement, event: ModdleElement, report: Report): void {
  const given = KINDS.filter((kind) => childOf(definition, kind));
  if (given.length > 1) report.error('TIMER_AMBIGUOUS', { given: given.join(', ') }, event);
  const texts = given.flatMap((kind) => {
    const body = childOf(definition, kind);
    const text = body && bodyOf(body)?.trim();
    return text ? [{ kind, text }] : [];
  });
  if (texts.length === 0) report.warn('TIMER_WITHOUT_TIME', {}, event);
  for (const { kind, text } of texts) {
    if (text.startsWith('=')) continue;
    if (kind === 'timeCycle' && looksLikeCron(text)) {
      checkCron(text, event, report);
      continue;
    }
    const read = readTimer(text);
    const cycle = read && cycleFrom(text);
    const interval = cycle ? durationFrom(cycle.interval) : undefined;
    if (read === undefined) report.error('TIMER_INVALID', { kind, text }, event);
    else if (interval && isTooFrequent(interval)) report.error('TIMER_TOO_SHORT', { text }, event);
    else if (read === 'local') report.warn('TIMER_WITHOUT_ZONE', { text }, event);
  }
}

function checkCron(text: string, event: ModdleElement, report: Report): void {
  const cron = cronFrom(text);
  if ('code' in cron) report.error(cron.code, cron.values, event);
  // The clock of the process does not matter for what no calendar holds.
  else if (nextCron(cron, 0, () => 0) === undefined) report.error('CRON_NEVER', { text }, event);
}

/** Asks the core whether it can read the text, and whether it needs the process's zone for that. */
function readTimer(text: string): 'absolute' | 'local' | undefined {
  let local = false;
  const ports: Pick<Ports, 'instantOf'> = {
    instantOf: () => {
      local = true;
      return 0;
    },
  };
  const cycle = cycleFrom(text);
  const date = cycle ? cycle.start : text;
  const isDate = date !== undefined && instantFrom(date, ports as Ports) !== undefined;
  if (cycle) {
    if (!durationFrom(cycle.interval) || (cycle.start !== undefined && !isDate)) return undefined;
  } else if (durationFrom(text)) return 'absolute';
  else if (!isDate) return undefined;
  return local ? 'local' : 'absolute';
}
