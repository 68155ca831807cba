// `cauce due`: the worked examples by the shipped calendars, what it prints, and calls that cannot be.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandLine } from '../../../engine/cli/command.ts';
import { dueCommand } from '../../../engine/cli/due.ts';
import { createCauce } from '../../../engine/index.ts';
import { problemText } from '../../../engine/problemCatalog.ts';
import { cauce, emptyFolder } from './cauceProcess.ts';

interface Example {
  id: string;
  desc: string;
  mode: string;
  start: string;
  amount: number;
  calendar: string;
  due: string;
  after_hours_policy?: string;
  request_completion_on?: string;
  completed_on?: string;
  end_of_working_day?: boolean;
  pauses?: [string, string][];
  changed_at?: string;
  returned_at?: string;
}

const file = new URL('../time/fixtures/sla-examples.json', import.meta.url);
const examples = JSON.parse(readFileSync(file, 'utf8')) as Example[];
const counted = examples.filter(({ mode }) => mode !== 'reminder' && mode !== 'threshold');

const modeOf: { [mode: string]: string } = {
  legal_days: 'legal-days',
  business_days: 'business-days',
  calendar_month: 'calendar-month',
  clock_24x7: 'clock',
};

let folder: ReturnType<typeof emptyFolder>;
beforeEach(() => {
  folder = emptyFolder();
});
afterEach(() => folder.remove());

/** Within this process: what it does as one of its own is shown below. */
async function due(values: CommandLine['values'], locale: 'es' | 'en' = 'en') {
  const lines: string[] = [];
  const complaints: string[] = [];
  const code = await dueCommand.run(
    { values, positionals: [] },
    {
      locale,
      print: (text) => void lines.push(text),
      complain: (text) => void complaints.push(text),
      refuse(code, values) {
        complaints.push(problemText(code, values, locale));
        return 2;
      },
    },
  );
  return { code, stdout: lines.join('\n'), stderr: complaints.join('\n') };
}

function lineOf(example: Example): CommandLine['values'] {
  const restarts = example.mode === 'misroute_restart' || example.mode === 'priority_change_restart';
  const pauses = (example.pauses ?? []).map(([from, to]) => `${from}/${to}`);
  if (example.request_completion_on) {
    pauses.push(`${example.request_completion_on}T12:00/${example.completed_on}T12:00`);
  }
  return {
    json: true,
    calendar: example.calendar,
    start: restarts ? (example.returned_at ?? example.changed_at) : example.start,
    term: String(example.amount),
    mode: modeOf[example.mode] ?? 'business-hours',
    pause: pauses,
    'after-hours': example.after_hours_policy === 'next_business_day' ? 'next-day' : undefined,
    'end-of-day': example.end_of_working_day,
  };
}

describe('the shipped calendars', () => {
  it('are those of every worked example that a term can say', () => {
    expect(examples).toHaveLength(47);
    expect(counted).toHaveLength(41);
  });

  for (const example of counted) {
    it(`give ${example.id}: ${example.desc}`, async () => {
      const { code, stdout } = await due(lineOf(example));
      expect(JSON.parse(stdout).due).toBe(`${example.due}-05:00`);
      expect(code).toBe(0);
    });
  }
});

describe('the command', () => {
  const petition = ['--calendar', 'co-legal', '--start', '2026-03-30T10:00:00-05:00', '--term', 'P15D'];

  it('prints the due instant with its offset, what is counted, and each day that is not with its reason', async () => {
    const { code, stdout } = await cauce(['due', ...petition, '--mode', 'legal-days', '--json'], folder.path);
    expect(code).toBe(0);
    const printed = JSON.parse(stdout);
    expect(printed).toMatchObject({ due: '2026-04-22T23:59:59-05:00', counted: 15 });
    expect(printed.skipped).toHaveLength(8);
    expect(printed.skipped[0]).toEqual({ date: '2026-04-02', why: 'Jueves Santo' });
    expect(printed.skipped[2]).toEqual({ date: '2026-04-04', why: 'sábado' });
  });

  it('takes several pauses, and tells people in their language', async () => {
    const pauses = [
      '--pause',
      '2026-04-06T12:00/2026-04-08T12:00',
      '--pause',
      '2026-04-14T12:00/2026-04-15T09:00',
    ];
    const { code, stdout } = await cauce(
      ['due', ...petition, '--mode', 'legal-days', ...pauses],
      folder.path,
    );
    expect(code).toBe(0);
    expect(stdout).toBe(`Vence: 2026-04-27T23:59:59-05:00  (Días hábiles de ley, Colombia, co-legal)
Se cuentan: 15 días hábiles
No se cuentan 13 días:
  2026-04-02  Jueves Santo
  2026-04-03  Viernes Santo
  2026-04-04  sábado
  2026-04-05  domingo
  2026-04-07  término suspendido
  2026-04-08  término suspendido
  2026-04-11  sábado
  2026-04-12  domingo
  2026-04-15  término suspendido
  2026-04-18  sábado
  2026-04-19  domingo
  2026-04-25  sábado
  2026-04-26  domingo
`);
  });

  it('reads a file, and what a database has in force', async () => {
    const calendar = {
      id: 'ny',
      name: 'New York',
      zone: 'America/New_York',
      week: { sunday: [['09:00', '17:00']] },
    };
    const path = join(folder.path, 'ny.json');
    writeFileSync(path, JSON.stringify(calendar));
    // The clock goes forward on that Sunday: six o'clock is two hours of opening later, at the same wall time.
    const call = { json: true, start: '2026-03-07T12:00', term: 'PT2H', mode: 'business-hours' };
    const fromFile = await due({ ...call, calendar: path });
    expect(JSON.parse(fromFile.stdout).due).toBe('2026-03-08T11:00:00-04:00');
    const database = join(folder.path, 'cauce.db');
    const product = await createCauce({ database });
    const system = { username: 'system', kind: 'system' as const, groups: [], roles: [] };
    await product.engine.deploy(
      [{ name: 'calendars/ny.json', content: Buffer.from(JSON.stringify(calendar)) }],
      system,
    );
    await product.close();
    expect(await due({ ...call, calendar: 'ny', database })).toEqual(fromFile);
    const unknown = await due({ ...call, calendar: 'la', database });
    expect(unknown.stderr).toMatch(/^DUE_CALENDAR_UNKNOWN: Expected one of these calendars .* ny,/);
  });
});

describe('a call is refused', () => {
  const good = { calendar: 'co-legal', start: '2026-03-30T10:00', term: 'P15D', mode: 'legal-days' };
  const cases: [string, CommandLine['values'], string][] = [
    ['without a calendar', { calendar: undefined }, 'OPTION_MISSING'],
    ['without a term', { term: undefined }, 'OPTION_MISSING'],
    ['by a calendar that is not there', { calendar: 'mx-legal' }, 'DUE_CALENDAR_UNKNOWN'],
    ['by a file that is not there', { calendar: './none.json' }, 'FILE_UNREADABLE'],
    ['from no date', { start: '2026-02-30T10:00' }, 'OPTION_NOT_AN_INSTANT'],
    ['of zero days', { term: '0' }, 'TERM_NOT_POSITIVE'],
    ['of no length', { term: 'P0D' }, 'TERM_NOT_POSITIVE'],
    ['of negative length', { term: '-P15D' }, 'TERM_NOT_POSITIVE'],
    ['of no duration', { term: 'fifteen' }, 'TERM_MALFORMED'],
    ['of hours in days', { term: 'PT8H' }, 'TERM_NOT_OF_MODE'],
    ['of a mode that is none', { mode: 'days' }, 'OPTION_NOT_AMONG'],
    ['of another rule after hours', { 'after-hours': 'never' }, 'OPTION_NOT_AMONG'],
    ['with a pause that is none', { pause: ['2026-04-06'] }, 'OPTION_NOT_A_PAUSE'],
    ['with a pause that ends before it begins', { pause: ['2026-04-08/2026-04-06'] }, 'SLA_PAUSE_BACKWARDS'],
  ];
  for (const [name, part, code] of cases) {
    it(name, async () => {
      for (const locale of ['es', 'en'] as const) {
        const ended = await due({ ...good, ...part }, locale);
        expect(ended.code).toBe(2);
        expect(ended.stderr).toMatch(new RegExp(`^${code}: (Expected|Se esperaban?) .+, (but|pero) `));
      }
      const ended = await due({ ...good, ...part, json: true });
      expect(JSON.parse(ended.stdout).error).toMatchObject({ code });
    });
  }

  it('by a calendar with errors, which are all told', async () => {
    const path = join(folder.path, 'bad.json');
    const bad = {
      id: 'bad',
      name: 'Malo',
      zone: 'America/Bogota',
      week: {},
      holidays: [{ name: 'Nunca', on: '02-30' }],
    };
    writeFileSync(path, JSON.stringify(bad));
    const ended = await due({ ...good, calendar: path });
    expect(ended.code).toBe(1);
    expect(ended.stderr.split('\n').map((line) => line.split(':')[0])).toEqual([
      'CALENDAR_NO_WORKING_DAY',
      'CALENDAR_DATE',
    ]);
    writeFileSync(path, '{"id":');
    expect((await due({ ...good, calendar: path })).stderr).toMatch(/^CALENDAR_SHAPE: /);
  });
});
