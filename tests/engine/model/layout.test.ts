// Drawing anew: everything has its place and can be read, and nothing else of the file changes.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CommandLine, Terminal } from '../../../engine/cli/command.ts';
import { layoutCommand } from '../../../engine/cli/layout.ts';
import {
  isUnreadable,
  layoutDrawing,
  type Measures,
  measureDrawing,
} from '../../../engine/model/layout/index.ts';
import { pools, subprocesses } from './layoutDrawings.ts';

async function drawn(text: string, effort: 'quick' | 'careful' = 'quick'): Promise<string> {
  const { xml, problems } = await layoutDrawing(text, 'a.bpmn', effort);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return xml ?? '';
}

async function measured(text: string): Promise<Measures> {
  const { measures } = await measureDrawing(text, 'a.bpmn');
  if (!measures) throw new Error('not measured');
  return measures;
}

const perfect: Measures = {
  crossings: [],
  throughShapes: [],
  overlappingShapes: [],
  coveredLabels: [],
  sharedLines: [],
  outsideLane: [],
  missing: [],
};

const withoutDiagram = (text: string) =>
  text.replace(/\n {2}<bpmndi:BPMNDiagram [\s\S]*<\/bpmndi:BPMNDiagram>/, '');

function boxOf(xml: string, element: string): { x: number; y: number; width: number; height: number } {
  const found = new RegExp(
    `bpmnElement="${element}"[^>]*>\\s*<dc:Bounds x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"`,
  ).exec(xml);
  const [x, y, width, height] = (found ?? []).slice(1).map(Number);
  return { x: x ?? Number.NaN, y: y ?? Number.NaN, width: width ?? 0, height: height ?? 0 };
}

describe('a drawing without coordinates', () => {
  test.each([
    ['pools and lanes', pools],
    ['subprocesses', subprocesses],
  ])('with %s gets some that read well', async (_, text) => {
    expect(await measured(await drawn(text, 'careful'))).toEqual(perfect);
  });

  test('runs from left to right, its lanes from top to bottom in their order', async () => {
    const xml = await drawn(pools);
    for (const [before, after] of [
      ['s', 'reg'],
      ['g', 'ask'],
      ['report', 'answer'],
    ] as const)
      expect(boxOf(xml, before).x, after).toBeLessThan(boxOf(xml, after).x);
    const tops = ['p_client', 'l1a', 'l1b', 'l2', 'p_bank', 'p_gov'].map((id) => boxOf(xml, id).y);
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
    expect(boxOf(xml, 'l1').height).toBe(boxOf(xml, 'l1a').height + boxOf(xml, 'l1b').height);
  });

  test('has boundary events on the border of their host, and content inside of its subprocess', async () => {
    const xml = await drawn(subprocesses);
    const [host, event, inner] = ['sub', 'b1', 'inner'].map((id) => boxOf(xml, id));
    if (!host || !event || !inner) throw new Error('not drawn');
    const border = [host.y, host.y + host.height];
    expect(border).toContain(event.y + event.height / 2);
    expect(inner.x).toBeGreaterThan(host.x);
    expect(inner.y + inner.height).toBeLessThan(host.y + host.height);
  });
});

describe('everything else of a file', () => {
  test('stays as it was, byte by byte, also when it is drawn again', async () => {
    const once = await drawn(subprocesses);
    expect(withoutDiagram(once)).toBe(subprocesses);
    const again = await drawn(once.replace('id="a_di"', 'id="own_id" xmlns:color="urn:c" color:fill="#fff"'));
    expect(withoutDiagram(again)).toBe(subprocesses);
    expect(again).toContain('id="own_id" bpmnElement="a" xmlns:color="urn:c" color:fill="#fff"');
    expect(again.match(/<bpmndi:BPMNDiagram /g)).toHaveLength(1);
  });

  test('keeps subprocesses closed that were, each with a sheet of its own', async () => {
    const open = await drawn(subprocesses);
    const closed = await drawn(open.replace(/(bpmnElement="ev" )isExpanded="true"/, '$1isExpanded="false"'));
    expect(boxOf(closed, 'ev')).toMatchObject({ height: 80 });
    expect(closed).toContain('<bpmndi:BPMNPlane id="plane_ev" bpmnElement="ev">');
    expect((await measured(closed)).missing).toEqual([]);
  });

  test('is told when it cannot be read', async () => {
    const { xml, problems } = await layoutDrawing('<!DOCTYPE x><definitions/>', 'a.bpmn');
    expect(xml).toBeUndefined();
    expect(problems.map(({ code }) => code)).toEqual(['DOCTYPE_FORBIDDEN']);
    const tasks = Array.from({ length: 2501 }, (_, index) => `<task id="t${index}"/>`).join('');
    const many = await layoutDrawing(pools.replace(/<task id="bdo"[^>]*>/, tasks), 'a.bpmn');
    expect(many.problems.map(({ code }) => code)).toContain('TOO_MANY_ELEMENTS');
    expect(many.xml).toBeUndefined();
  });
});

test('measures say what is wrong with a drawing, and where', async () => {
  const xml = await drawn(pools);
  const moved = (id: string, x: number, y: number) =>
    new RegExp(`(bpmnElement="${id}"[^>]*>\\s*<dc:Bounds) x="[^"]+" y="[^"]+"`).test(xml)
      ? xml.replace(
          new RegExp(`(bpmnElement="${id}"[^>]*>\\s*<dc:Bounds) x="[^"]+" y="[^"]+"`),
          `$1 x="${x}" y="${y}"`,
        )
      : '';
  const [reg, ask, wait] = ['reg', 'ask', 'wait'].map((id) => boxOf(xml, id));
  if (!reg || !ask || !wait) throw new Error('not drawn');
  const onAsk = await measured(moved('wait', ask.x + 10, ask.y + 10));
  expect(onAsk.overlappingShapes).toEqual(['ask, wait']);
  expect(isUnreadable(onAsk)).toBe(true);
  expect((await measured(moved('answer', reg.x, wait.y + 300))).outsideLane).toContain('answer');
  const between = await measured(moved('e', (ask.x + wait.x) / 2, ask.y + ask.height / 2 - 18));
  expect(between.throughShapes).toContain('f5, e');
  const without = xml.replace(/<bpmndi:BPMNEdge id="f5_di"[\s\S]*?<\/bpmndi:BPMNEdge>/, '');
  expect((await measured(without)).missing).toEqual(['f5']);
});

test('`cauce layout` writes files anew, and with --check says by its exit code whether they can be read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cauce-layout-'));
  const said: string[] = [];
  const terminal: Terminal = {
    locale: 'en',
    print: (text) => void said.push(text),
    complain: (text) => void said.push(text),
    refuse(code) {
      said.push(code);
      return 2;
    },
  };
  const run = (positionals: string[], values: CommandLine['values'] = {}) =>
    layoutCommand.run({ positionals, values }, terminal);
  try {
    const file = join(folder, 'a.bpmn');
    writeFileSync(file, pools);
    expect(await run([file])).toBe(0);
    const xml = readFileSync(file, 'utf8');
    expect(withoutDiagram(xml)).toBe(pools);
    expect(await run([file], { check: true })).toBe(0);
    expect(said.at(-1)).toContain('crossings of flows: 0');
    expect(readFileSync(file, 'utf8')).toBe(xml);
    const { x, y } = boxOf(xml, 'ask');
    writeFileSync(
      file,
      xml.replace(/(bpmnElement="wait"[^>]*>\s*<dc:Bounds) x="[^"]+" y="[^"]+"/, `$1 x="${x}" y="${y}"`),
    );
    expect(await run([file], { check: true, json: true })).toBe(1);
    expect(JSON.parse(said.at(-1) ?? '').files[0].measures.overlappingShapes).toEqual(['ask, wait']);
    expect(await run([])).toBe(2);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
