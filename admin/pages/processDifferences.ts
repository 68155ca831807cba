// What differs between two versions, or between today's and tomorrow's process: both diagrams, and every change in words.
import { changeSentences, isDrawingName, marksOf } from '../desk/changeList.ts';
import { type Definition, opened } from '../desk/openProcess.ts';
import { numberOf, textOf } from '../desk/rows.ts';
import { type Change, compareFiles, type Row, type VersionFile } from '../engine.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

/** Of its own drawing, and of what lies beside it. */
interface Version {
  drawing: VersionFile;
  beside: VersionFile[];
}

async function versionOf(visit: Visit, row: Row): Promise<Version> {
  const files: { name: string; content: Buffer }[] = await visit.engine.store
    .reader('cauce_resources')
    .where({ deployment_key: numberOf(row.deployment_key) })
    .orderBy('name')
    .select('name', 'content');
  const texts = files.map(({ name, content }) => ({ name, text: content.toString('utf8') }));
  const drawing = texts.find(({ name }) => name === textOf(row.resource_name));
  if (!drawing) throw notFound();
  return { drawing, beside: texts.filter(({ name }) => !isDrawingName(name)) };
}

/** What this one may be compared with: its other versions, and the newest of each other process of its flow. */
async function others(visit: Visit, { key, row, model }: Definition): Promise<Row[]> {
  const { rows } = await visit.engine.store.search('process_definitions', {
    sort: [{ column: 'version', descending: true }],
    limit: 1_000,
  });
  const own = rows.filter((each) => textOf(each.process_id) === model.id && numberOf(each.key) !== key);
  const kin = new Map<string, Row>();
  for (const each of rows) {
    const id = textOf(each.process_id);
    if (id !== model.id && !kin.has(id) && numberOf(each.deployment_key) === numberOf(row.deployment_key))
      kin.set(id, each);
  }
  return [...own, ...kin.values()];
}

async function showDifferences(visit: Visit): Promise<void> {
  const definition = await opened(visit);
  const { key, row, name } = definition;
  const choices = await others(visit, definition);
  const asked = visit.query('con');
  const chosen = choices.find((each) => String(numberOf(each.key)) === asked) ?? choices[0];
  if (asked !== undefined && chosen === choices[0] && String(numberOf(chosen?.key ?? 0)) !== asked)
    throw notFound();
  const changes = chosen ? await changesBetween(visit, chosen, row) : [];
  const diagram = (of: number) => `${visit.base}/procesos/${of}/diagrama.bpmn`;
  visit.show('differences', {
    title: visit.t('differences.title', { name }),
    islands: ['differences'],
    name,
    version: numberOf(row.version),
    choices: choices.map((each) => ({
      key: numberOf(each.key),
      label: labelOf(visit, each),
      chosen: each === chosen,
    })),
    before: chosen && {
      label: labelOf(visit, chosen),
      href: diagram(numberOf(chosen.key)),
      marks: marksOf(changes, ['removed']),
    },
    after: { label: labelOf(visit, row), href: diagram(key), marks: marksOf(changes, ['added']) },
    ...changeSentences(visit, changes),
    crumbs: [
      { label: visit.t('nav.processes'), href: `${visit.base}/procesos` },
      { label: name, href: `${visit.base}/procesos/${key}` },
      { label: visit.t('differences.crumb') },
    ],
  });
}

async function changesBetween(visit: Visit, before: Row, after: Row): Promise<Change[]> {
  const [old, fresh] = await Promise.all([versionOf(visit, before), versionOf(visit, after)]);
  return [...compareFiles([old.drawing], [fresh.drawing]), ...compareFiles(old.beside, fresh.beside)];
}

function labelOf(visit: Visit, row: Row): string {
  const version = visit.t('processes.versionN', { version: numberOf(row.version) });
  return `${textOf(row.name) || textOf(row.process_id)} · ${version}`;
}

export const processDifferencePages: PageRoute[] = [
  get('/procesos/:key/diferencias', 'definition:read', showDifferences, { diagram: true }),
];
