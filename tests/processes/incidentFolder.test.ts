// What the incident folder names is there: forms, mails, decisions, catalogs, groups; and what no source says is marked.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCatalog } from '../../engine/runtime/catalog.ts';
import { processesFolder } from './facts.ts';
import { modelOf, namesIn, shipped, xmlOf } from './shipped.ts';

const read = (path: string) => readFileSync(join(processesFolder, 'incident', path), 'utf8');
const drawings = shipped.filter(({ folder }) => folder === 'incident');
const groups: string[] = JSON.parse(read('roles.json')).groups.map(({ id }: { id: string }) => id);
const all = drawings.map(xmlOf).join('\n');
const named = (pattern: RegExp) =>
  [...new Set([...all.matchAll(pattern)].map(([, name = '']) => name))].sort();

test('three drawings are shipped', () => {
  expect(drawings.map(({ process }) => process)).toEqual([
    'incident_asis',
    'incident_tobe',
    'incident_tobe_proactive',
  ]);
});

test('every mail is sent by some step, and every step’s mail exists', () => {
  expect(named(/key="template" value="mails\/([^"]+)"/g)).toEqual(namesIn('incident', 'mails'));
});

test('every form belongs to a step, and every person’s step has a form of its own', async () => {
  const models = await Promise.all(drawings.map(modelOf));
  const forms = models.flatMap(({ elements }) =>
    elements.flatMap(({ id, type, config }) =>
      type === 'userTask' || config.formId ? [[id, config.formId]] : [],
    ),
  );
  expect(forms.filter(([id, formId]) => id !== formId)).toEqual([]);
  // One more names what the flow computes, for the pages that show a case.
  const names = ['case_data', ...forms.map(([id]) => id)].map((id) => `${id}.form`);
  expect(names.sort()).toEqual(namesIn('incident', 'forms'));
});

test('catalogs that drawings, decisions and forms look up exist, under names of their own', () => {
  const decisions = namesIn('incident', 'decisions').map((name) => read(`decisions/${name}`));
  const forms = namesIn('incident', 'forms').map((name) => read(`forms/${name}`));
  const texts = [all, ...decisions, ...forms].join('\n').replaceAll('&quot;', '"').replaceAll('\\"', '"');
  const looked = [...new Set([...texts.matchAll(/catalog\("([^"]+)"\)/g)].map(([, name]) => `${name}.csv`))];
  const there = namesIn('incident', 'catalogs');
  expect(looked.filter((name) => !there.includes(name))).toEqual([]);
  expect(there.filter((name) => !name.startsWith('incident-'))).toEqual([]);
});

test('lanes, teams and those who are named in the drawings are groups of the roles', async () => {
  const models = await Promise.all(drawings.map(modelOf));
  const lanes = models.flatMap(({ elements }) => elements.flatMap(({ lane }) => lane ?? []));
  expect([...new Set(lanes)].filter((lane) => !groups.includes(lane))).toEqual([]);
  const teams = parseCatalog(read('catalogs/incident-teams.csv')) as { value: string; email: string }[];
  expect(teams.filter(({ value }) => !groups.includes(value))).toEqual([]);
  expect(teams.filter(({ email }) => !email.endsWith('example.com'))).toEqual([]);
  for (const name of named(/value = &quot;(Equipo[^&]+)&quot;/g)) expect(groups).toContain(name);
});

describe.each(drawings)('$process', (diagram) => {
  test('keeps what people write and who they are out of the public names', async () => {
    const names = (await modelOf(diagram)).dataSubject?.publicNames ?? [];
    const sealed = [
      'client_nit',
      'nit',
      'contact_email',
      'description',
      'answer',
      'message',
      'affected_clients',
    ];
    expect(names).not.toEqual([]);
    expect(names.filter((name) => sealed.includes(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('explains every node, and marks the arrows that no source describes', () => {
    const xml = xmlOf(diagram);
    const bodies = [
      ...xml.matchAll(/<bpmn:(\w+(?:Task|Event|Gateway)) id="(\w+)"[^>]*>\s*<bpmn:documentation>([^<]*)/g),
    ];
    expect(bodies.filter(([, , , text = '']) => text.length < 20).map(([, , id]) => id)).toEqual([]);
    const flows = [...xml.matchAll(/<bpmn:sequenceFlow id="\w+"[^>]*>\s*<bpmn:documentation>Inferencia: /g)];
    expect(flows).toHaveLength(
      { incident_asis: 5, incident_tobe: 30, incident_tobe_proactive: 11 }[
        diagram.process as 'incident_asis'
      ],
    );
  });
});
