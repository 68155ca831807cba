// `cauce due`: when a term ends by a business calendar, what was counted and what was skipped on the way.
import { problemText, type Values } from '../problemCatalog.ts';
import { zoneOf } from '../runtime/zones.ts';
import {
  type Calendar,
  type Due,
  due,
  formatDateTime,
  type Interval,
  instantOf,
  isMode,
  isTimeProblem,
  localOf,
  MODES,
  type Mode,
  parseDateTime,
  readPromise,
  type Zone,
} from '../time/index.ts';
import {
  type CliCommand,
  type CommandLine,
  callError,
  databaseOf,
  refusalOf,
  type Terminal,
  text,
  texts,
} from './command.ts';
import { calendarOfDatabase, calendarOfFolder, type FoundCalendar } from './dueCalendar.ts';
import { DUE_HELP, DUE_WORDS } from './dueWords.ts';
import { shippedProcesses } from './shippedProcesses.ts';

const AFTER_HOURS = ['same-day', 'next-day'] as const;

export const dueCommand: CliCommand = {
  usage:
    'cauce due --calendar ID|FILE.json --start ISO --term DURATION --mode ' +
    `${MODES.join('|')} [--after-hours same-day|next-day] [--end-of-day] [--pause ISO/ISO]... ` +
    '[--processes DIR | --database cauce.db | postgres://...] [--json]',
  summary: {
    es: 'dice cuándo vence un término según un calendario, qué días cuentan y cuáles no',
    en: 'tells when a term ends by a calendar, and which days count and which do not',
  },
  help: DUE_HELP,
  options: {
    calendar: { type: 'string' },
    start: { type: 'string' },
    term: { type: 'string' },
    mode: { type: 'string' },
    'after-hours': { type: 'string' },
    'end-of-day': { type: 'boolean' },
    pause: { type: 'string', multiple: true },
    processes: { type: 'string' },
    database: { type: 'string' },
  },
  async run(line, terminal) {
    const isJson = line.values.json === true;
    try {
      return await tellDue(line, terminal, isJson);
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      return refuse(refusal.code, refusal.values, isJson, terminal);
    }
  },
};

async function tellDue(line: CommandLine, terminal: Terminal, isJson: boolean): Promise<number> {
  if (line.positionals.length > 0) {
    const expected = terminal.locale === 'es' ? 'ninguno' : 'nothing';
    const given = line.positionals.length;
    throw callError('ARGUMENTS_WRONG', { expected, given, usage: dueCommand.usage });
  }
  const [name, start, term, mode] = ['calendar', 'start', 'term', 'mode'].map((option) =>
    needed(line, option),
  );
  const found = await calendarFor(name!, line);
  if (!found.ok) {
    for (const { code, values } of found.problems) refuse(code, values, isJson, terminal);
    return 1;
  }
  const { calendar } = found;
  const zone = zoneOf(calendar.zone)!;
  const counted = due({
    ...countingOf(mode!, term!),
    start: instant('start', start!, zone),
    calendar,
    zone,
    afterHours: among('after-hours', text(line, 'after-hours') ?? 'same-day', AFTER_HOURS),
    endOfWorkingDay: line.values['end-of-day'] === true,
    pauses: texts(line, 'pause').map((pause) => pauseOf(pause, zone)),
  });
  terminal.print(
    isJson
      ? JSON.stringify(jsonOf(counted, zone), null, 2)
      : told(counted, calendar, zone, mode as Mode, terminal),
  );
  return 0;
}

/** Says the code too, for those who look it up or test for it. */
function refuse(code: string, values: Values, isJson: boolean, { complain, print, locale }: Terminal): 2 {
  const message = problemText(code, values, locale);
  complain(`${code}: ${message}`);
  if (isJson) print(JSON.stringify({ error: { code, message, values } }, null, 2));
  return 2;
}

function needed(line: CommandLine, option: string): string {
  const value = text(line, option);
  if (value === undefined || value === '')
    throw callError('OPTION_MISSING', { option, usage: dueCommand.usage });
  return value;
}

function calendarFor(name: string, line: CommandLine): Promise<FoundCalendar> {
  if (text(line, 'database') !== undefined) return calendarOfDatabase(name, databaseOf(line));
  return calendarOfFolder(name, text(line, 'processes') ?? shippedProcesses());
}

function countingOf(
  mode: string,
  term: string,
): { mode: Mode; term: Exclude<ReturnType<typeof readPromise>, { code: string }> } {
  if (!isMode(mode)) throw callError('OPTION_NOT_AMONG', { option: 'mode', found: mode, known: [...MODES] });
  const read = readPromise(term, mode);
  if (isTimeProblem(read)) throw callError(read.code, read.values);
  return { mode, term: read };
}

/** Without an offset it is wall time of the calendar. */
function instant(option: string, found: string, zone: Zone): number {
  const read = parseDateTime(found);
  if (!read) throw callError('OPTION_NOT_AN_INSTANT', { option, found });
  return read.offsetMs === undefined ? instantOf(read.localMs, zone) : read.localMs - read.offsetMs;
}

function pauseOf(found: string, zone: Zone): Interval {
  const ends = found.split('/');
  if (ends.length !== 2 || ends.some((end) => !parseDateTime(end)))
    throw callError('OPTION_NOT_A_PAUSE', { found });
  const [from, to] = ends.map((end) => instant('pause', end, zone)) as [number, number];
  if (to < from) throw callError('SLA_PAUSE_BACKWARDS', { from: ends[0]!, to: ends[1]! });
  return { from, to };
}

function among<T extends string>(option: string, found: string, known: readonly T[]): T {
  const value = known.find((each) => each === found);
  if (value === undefined) throw callError('OPTION_NOT_AMONG', { option, found, known: [...known] });
  return value;
}

function jsonOf({ dueAt, counted, skipped }: Due, zone: Zone) {
  return { due: isoIn(dueAt, zone), counted, skipped: skipped.map(({ date, why }) => ({ date, why })) };
}

function told(
  { dueAt, counted, skipped }: Due,
  calendar: Calendar,
  zone: Zone,
  mode: Mode,
  { locale }: Terminal,
): string {
  const words = DUE_WORDS[locale];
  const days = skipped.map(({ date, why }) => `  ${date}  ${why}`);
  return [
    words.due(isoIn(dueAt, zone), calendar),
    words.counted(counted, mode),
    ...(days.length === 0 ? [words.nothingSkipped] : [words.skipped(days.length), ...days]),
  ].join('\n');
}

function isoIn(at: number, zone: Zone): string {
  return formatDateTime(localOf(at, zone), zone.offsetAt(at));
}
