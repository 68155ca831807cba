// `cauce import`: what other tools hold, taken in beside what was done here: old cases, and figures for the indicators.
import { type CliCommand, text } from './command.ts';
import { importCasesOf } from './importCases.ts';
import { importFiguresOf } from './importFigures.ts';

export const importCommand: CliCommand = {
  usage:
    'cauce import cases FILE.csv --process ID --source NAME [--map FILE.json] | figures FILE.csv|FILE.json --source NAME [--database cauce.db | postgres://...] [--json]',
  summary: {
    es: 'trae casos viejos o cifras de otra herramienta; todo el archivo, o nada',
    en: 'takes in old cases or figures of another tool; the whole file, or nothing',
  },
  help: {
    es: [
      'Casos: una línea por actividad, o por caso. Columnas: case_id y opened; case_number, opened_by, due, closed, state',
      '(completed, cancelled, open), activity (id o nombre en el diagrama), started, ended, actor. --map dice cómo se',
      'llaman allá: {"columns": {"case_id": "Radicado"}, "variables": {"product": "Producto"}, "ignored": ["Notas"],',
      '"activities": {"Clasificar": "p03_classify"}, "states": {"Anulado": "cancelled"}, "dates": "dd/mm/yyyy"}.',
      'Con una línea mala no se importa nada. Lo que ya se importó de la misma fuente no se importa otra vez.',
      '',
      'Cifras: una línea por cifra. Columnas: name (people_trained), value, y period (2026-11, 2026-W46, 2026-Q4, 2026-S2,',
      '2026 o una fecha) o from y to; si hace falta sprint, subject (un código) y flow, variant, product, channel, area,',
      'segment, typology, type, topic, site, person. Una cifra con el mismo nombre, fechas y dimensiones toma el lugar de',
      'la anterior, que queda en la historia.',
    ].join('\n'),
    en: [
      'Cases: one line for each activity, or for each case. Columns: case_id and opened; case_number, opened_by, due, closed,',
      'state (completed, cancelled, open), activity (its id or name in the diagram), started, ended, actor. --map says what',
      'they are called there: {"columns": {"case_id": "Radicado"}, "variables": {"product": "Producto"}, "ignored":',
      '["Notas"], "activities": {"Clasificar": "p03_classify"}, "states": {"Anulado": "cancelled"}, "dates": "dd/mm/yyyy"}.',
      'With one bad line nothing is imported. What was imported from the same source is not imported again.',
      '',
      'Figures: one line for each. Columns: name (people_trained), value, and period (2026-11, 2026-W46, 2026-Q4, 2026-S2,',
      '2026 or a date) or from and to; where needed sprint, subject (a code) and flow, variant, product, channel, area,',
      'segment, typology, type, topic, site, person. A figure of the same name, dates and dimensions takes the place of the',
      'one before, which stays in the history.',
    ].join('\n'),
  },
  options: {
    database: { type: 'string' },
    process: { type: 'string' },
    source: { type: 'string' },
    map: { type: 'string' },
  },
  async run(line, terminal) {
    const [what, path] = line.positionals;
    const [process, source] = [text(line, 'process'), text(line, 'source')];
    const isCases = what === 'cases' && process;
    const isFigures = what === 'figures' && process === undefined && line.values.map === undefined;
    if ((!isCases && !isFigures) || path === undefined || line.positionals.length !== 2 || !source) {
      const expected =
        what === 'figures'
          ? 'figures FILE.csv --source'
          : 'cases FILE.csv --process --source, figures FILE.csv --source';
      return terminal.refuse('ARGUMENTS_WRONG', {
        expected,
        given: line.positionals.length,
        usage: importCommand.usage,
      });
    }
    if (!/^[a-z0-9-]{1,40}$/i.test(source)) return terminal.refuse('IMPORT_SOURCE_INVALID', { source });
    return (isCases ? importCasesOf : importFiguresOf)({ path, source }, line, terminal);
  },
};
