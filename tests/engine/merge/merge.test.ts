// Two versions of one file made one: nothing that only one of them changed is lost, and what both changed is asked.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compareFiles } from '../../../engine/compare/index.ts';
import { mergeTexts, type Side } from '../../../engine/merge/index.ts';
import { readXml, writeXml } from '../../../engine/merge/xmlDocument.ts';

const shipped = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../../processes/${path}`, import.meta.url)), 'utf8');
const drawing = shipped('pqrs/to-be.bpmn');

const choosing = (...sides: [string, Side][]) => new Map(sides);
const changes = (name: string, from: string, to: string) =>
  compareFiles([{ name, text: from }], [{ name, text: to }])
    .filter(({ change }) => change !== 'redrawn')
    .map(({ change, id, property, to: now }) => [change, id, property ?? '', now ?? '']);

const small = (inside: string) =>
  `<?xml version="1.0"?>\n<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL">\n<b:process id="p">\n${inside}\n</b:process>\n</b:definitions>\n`;
const task = (id: string, name: string, inside = '') =>
  inside === ''
    ? `<b:task id="${id}" name="${name}" />`
    : `<b:task id="${id}" name="${name}">${inside}</b:task>`;

describe('drawings', () => {
  test.each(['pqrs/to-be.bpmn', 'pqrs/as-is.bpmn', 'incident/to-be.bpmn', 'relationship/to-be.bpmn'])(
    'of %s are written back with all that they hold',
    (path) => {
      const text = shipped(path);
      const document = readXml(text);
      if (!document) throw new Error('unreadable');
      expect(compareFiles([{ name: path, text }], [{ name: path, text: writeXml(document) }])).toEqual([]);
      expect(writeXml(document).length).toBeGreaterThan(text.length * 0.95);
    },
  );

  test('hold what one changed and what the other changed elsewhere', () => {
    const mine = drawing.replace(/( id="p03_classify" name=")[^"]*/, '$1Clasificar bien');
    const theirs = drawing.replace(/( id="p26_close" name=")[^"]*/, '$1Cerrar del todo');
    const merged = mergeTexts('to-be.bpmn', { base: drawing, mine, theirs });
    expect(merged.conflicts).toEqual([]);
    expect(changes('to-be.bpmn', drawing, merged.text)).toEqual([
      ['renamed', 'p03_classify', '', 'Clasificar bien'],
      ['renamed', 'p26_close', '', 'Cerrar del todo'],
    ]);
  });

  test('lose nothing that either renamed, whatever each of them did', () => {
    const ids = [
      ...drawing.matchAll(/<bpmn:(?:userTask|serviceTask|exclusiveGateway) id="(\w+)" name="/g),
    ].map(([, id]) => id as string);
    expect(ids.length).toBeGreaterThan(20);
    const renamed = (chosen: readonly string[], by: string) =>
      chosen.reduce(
        (text, id) => text.replace(new RegExp(`( id="${id}" name=")[^"]*`), `$1${by} ${id}`),
        drawing,
      );
    for (let seed = 1; seed <= 4; seed++) {
      const mine = ids.filter((_, at) => (at * seed) % 3 === 0);
      const theirs = ids.filter((_, at) => (at * seed) % 5 < 2);
      const texts = { base: drawing, mine: renamed(mine, 'M'), theirs: renamed(theirs, 'T') };
      const both = mine.filter((id) => theirs.includes(id));
      const open = mergeTexts('to-be.bpmn', texts);
      expect(open.conflicts.map(({ id }) => id).sort()).toEqual(both.map((id) => `${id} name`).sort());
      const decided = choosing(...open.conflicts.map(({ id }) => [id, 'theirs'] as [string, Side]));
      const { text } = mergeTexts('to-be.bpmn', texts, decided);
      for (const id of theirs) expect(text).toContain(`name="T ${id}"`);
      for (const id of mine.filter((each) => !both.includes(each))) expect(text).toContain(`name="M ${id}"`);
    }
  });

  test('ask where both changed the same property, and follow the answer', () => {
    const [base, mine, theirs] = ['A', 'B', 'C'].map((name) => small(task('t', name)));
    const texts = { base, mine: mine ?? '', theirs: theirs ?? '' };
    const open = mergeTexts('a.bpmn', texts);
    expect(open.conflicts).toEqual([
      { id: 't name', name: 'B', kind: 'task', property: 'name', base: 'A', mine: 'B', theirs: 'C' },
    ]);
    expect(open.text).toBe(mine);
    expect(mergeTexts('a.bpmn', texts, choosing(['t name', 'theirs'])).text).toBe(theirs);
  });

  test('keep what is new on either side, in the order of both', () => {
    const base = small(`${task('a', 'A')}\n${task('z', 'Z')}`);
    const mine = small(`${task('a', 'A')}\n${task('m', 'M')}\n${task('z', 'Z')}`);
    const theirs = small(`${task('a', 'A')}\n${task('z', 'Z')}\n${task('t', 'T')}`);
    const { text, conflicts } = mergeTexts('a.bpmn', { base, mine, theirs });
    expect(conflicts).toEqual([]);
    expect([...text.matchAll(/id="(\w)" /g)].map(([, id]) => id)).toEqual(['a', 'm', 'z', 't']);
  });

  test('ask where one removed what the other changed', () => {
    const base = small(`${task('a', 'A')}\n${task('z', 'Z')}`);
    const mine = small(task('a', 'A'));
    const theirs = small(`${task('a', 'A')}\n${task('z', 'Zeta')}`);
    const texts = { base, mine, theirs };
    expect(mergeTexts('a.bpmn', texts).conflicts).toMatchObject([
      { id: 'z gone', name: 'Zeta', theirs: 'Zeta' },
    ]);
    expect(mergeTexts('a.bpmn', texts).text).toBe(mine);
    expect(mergeTexts('a.bpmn', texts, choosing(['z gone', 'theirs'])).text).toBe(theirs);
  });

  test('keep an element with its shape and its lane, and drop what speaks of elements that are gone', () => {
    const whole = (
      task: string,
      lane: string,
      shape: string,
      end = '<b:endEvent id="e"><b:incoming>f</b:incoming></b:endEvent>',
    ) =>
      `<b:definitions xmlns:b="x" xmlns:di="y" id="d"><b:process id="p"><b:laneSet id="ls"><b:lane id="l">${lane}</b:lane></b:laneSet>${task}${end}</b:process><di:BPMNDiagram id="g"><di:BPMNPlane id="pl" bpmnElement="p">${shape}</di:BPMNPlane></di:BPMNDiagram></b:definitions>`;
    const flow = '<b:sequenceFlow id="f" sourceRef="t" targetRef="e" />';
    const lane = '<b:flowNodeRef>t</b:flowNodeRef>';
    const shape = (x: number) =>
      `<di:BPMNShape id="t_di" bpmnElement="t"><di:Bounds x="${x}" /></di:BPMNShape>`;
    const base = whole(task('t', 'A') + flow, lane, shape(1));
    const without = whole('', '', '', '<b:endEvent id="e" />');
    const changed = whole(task('t', 'B') + flow, lane, shape(1));
    const texts = { base, mine: without, theirs: changed };
    const kept = mergeTexts('a.bpmn', texts, choosing(['t gone', 'theirs'])).text;
    expect(kept).toContain(lane);
    expect(kept).toContain('bpmnElement="t"');
    const moved = { base, mine: whole(task('t', 'A') + flow, lane, shape(9)), theirs: without };
    const gone = mergeTexts('a.bpmn', moved);
    expect([gone.conflicts, gone.text.includes('t_di'), gone.text.includes('incoming')]).toEqual([
      [],
      false,
      false,
    ]);
  });

  test('follow an element that one moved into a new subprocess while the other renamed it', () => {
    const base = small(`${task('a', 'A')}\n${task('z', 'Z')}`);
    const mine = small(`<b:subProcess id="s">\n${task('a', 'A')}\n</b:subProcess>\n${task('z', 'Z')}`);
    const theirs = small(`${task('a', 'Alfa')}\n${task('z', 'Z')}`);
    for (const [one, other] of [
      [mine, theirs],
      [theirs, mine],
    ] as const) {
      const { text, conflicts } = mergeTexts('a.bpmn', { base, mine: one, theirs: other });
      expect(conflicts).toEqual([]);
      expect(text.match(/id="a"/g)).toHaveLength(1);
      expect(text).toMatch(/<b:subProcess id="s">\s*<b:task id="a" name="Alfa"/);
    }
  });

  test('tell extension elements of one task apart', () => {
    const inputs = (a: string, b: string) =>
      small(
        task('t', 'T', `<z:io><z:input source="${a}" target="a"/><z:input source="${b}" target="b"/></z:io>`),
      );
    const texts = { base: inputs('1', '1'), mine: inputs('2', '2'), theirs: inputs('3', '3') };
    const { conflicts } = mergeTexts('a.bpmn', texts);
    expect(conflicts.map(({ property }) => property)).toEqual(['io/input a/source', 'io/input b/source']);
    const { text } = mergeTexts('a.bpmn', texts, choosing([conflicts[1]?.id ?? '', 'theirs']));
    expect(text).toContain('source="2" target="a"');
    expect(text).toContain('source="3" target="b"');
  });

  test('that cannot be read are one side or the other, never a mixture', () => {
    const texts = { base: small(''), mine: '<broken', theirs: small(task('t', 'T')) };
    const { text, conflicts } = mergeTexts('a.bpmn', texts);
    expect(conflicts).toMatchObject([{ id: 'file', kind: 'file' }]);
    expect(text).toBe('<broken');
    expect(mergeTexts('a.bpmn', texts, choosing(['file', 'theirs'])).text).toBe(texts.theirs);
  });
});

test('forms are merged field by field, and a field order that only one changed holds', () => {
  const form = (...components: object[]) => JSON.stringify({ type: 'default', components }, null, 2);
  const [a, b] = [
    { id: 'a', type: 'textfield', key: 'a', label: 'A' },
    { id: 'b', type: 'number', key: 'b', label: 'B' },
  ];
  const merged = mergeTexts('f.form', {
    base: form(a, b),
    mine: form(a, { ...b, label: 'Bravo' }, { id: 'm', key: 'm', type: 'textfield' }),
    theirs: form(b, { ...a, label: 'Alfa' }),
  });
  expect(merged.conflicts).toEqual([]);
  expect(
    JSON.parse(merged.text).components.map(({ label, id }: { label: string; id: string }) => label ?? id),
  ).toEqual(['Bravo', 'm', 'Alfa']);
  const both = mergeTexts('f.form', {
    base: form(a),
    mine: form({ ...a, label: 'Uno' }),
    theirs: form({ ...a, label: 'Dos' }),
  });
  expect(both.conflicts).toMatchObject([
    { name: 'Uno', kind: 'textfield', property: 'label', base: 'A', theirs: 'Dos' },
  ]);
});

test('tables and mails are merged line by line', () => {
  const base = 'key,name\na,A\nb,B\nc,C\n';
  const merged = mergeTexts('c.csv', {
    base,
    mine: 'key,name\na,Alfa\nb,B\nc,C\n',
    theirs: 'key,name\na,A\nb,B\nc,C\nd,D\n',
  });
  expect(merged).toEqual({ text: 'key,name\na,Alfa\nb,B\nc,C\nd,D\n', conflicts: [] });
  const texts = { base, mine: base.replace('b,B', 'b,Beta'), theirs: base.replace('b,B', 'b,Bravo') };
  const { conflicts } = mergeTexts('c.csv', texts);
  expect(conflicts).toEqual([
    { id: 'line 3', name: '3', kind: 'line', base: 'b,B\n', mine: 'b,Beta\n', theirs: 'b,Bravo\n' },
  ]);
  expect(mergeTexts('c.csv', texts, choosing(['line 3', 'theirs'])).text).toBe(texts.theirs);
});

test('a file that nobody knows the beginning of is one side or the other', () => {
  const { conflicts, text } = mergeTexts('a.hbs', { base: undefined, mine: 'uno', theirs: 'dos' });
  expect([text, conflicts.length]).toEqual(['uno', 1]);
});
