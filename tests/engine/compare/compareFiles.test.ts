// What differs between two versions is told completely, and in the words of whoever drew them.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { changeText, compareFiles } from '../../../engine/compare/index.ts';

const shipped = (path: string) =>
  readFileSync(new URL(`../../../processes/${path}`, import.meta.url), 'utf8');
const drawing = shipped('pqrs/to-be.bpmn');
const decision = shipped('pqrs/decisions/due-term.dmn');
const form = shipped('pqrs/forms/p03_classify.form');

/** What a change of text is told as, in Spanish, without what only stands elsewhere. */
function told(name: string, before: string, after: string): string[] {
  expect(after).not.toBe(before);
  return compareFiles([{ name, text: before }], [{ name, text: after }])
    .filter(({ change }) => change !== 'redrawn')
    .map((change) => changeText(change, 'es'));
}

const flow = (body: string, name = 'F') =>
  `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:v="urn:vendor">
    <bpmn:process id="p" name="${name}">${body}</bpmn:process></bpmn:definitions>`;

describe('two versions of a drawing', () => {
  test('differ in the term of a boundary timer', () => {
    const timer = (term: string) =>
      flow(`<bpmn:userTask id="t" name="Revisar" /><bpmn:boundaryEvent id="b" name="Tarde" attachedToRef="t">
        <bpmn:timerEventDefinition id="d"><bpmn:timeDuration id="${term}">${term}</bpmn:timeDuration>
        </bpmn:timerEventDefinition></bpmn:boundaryEvent>`);
    expect(told('a.bpmn', timer('PT48H'), timer('PT72H'))).toEqual([
      'evento de borde «Tarde» (F): la duración del temporizador cambió de «PT48H» a «PT72H»',
    ]);
  });

  test('differ in names, kinds, conditions and lanes, each told once', () => {
    const after = drawing
      .replace('name="Analizar caso y entregar soportes"', 'name="Analizar el caso"')
      .replace(
        /<bpmn:userTask (id="p20_manage_redress"[\s\S]*?)<\/bpmn:userTask>/,
        '<bpmn:manualTask $1</bpmn:manualTask>',
      )
      .replace('<bpmn:flowNodeRef>p05_compute_due</bpmn:flowNodeRef>', '')
      .replace(
        '<bpmn:flowNodeRef>p12_declare_withdrawal</bpmn:flowNodeRef>',
        '$&<bpmn:flowNodeRef>p05_compute_due</bpmn:flowNodeRef>',
      );
    expect(told('to-be.bpmn', drawing, after)).toEqual([
      'tarea de regla de negocio «Calcular vencimiento» (Profesional Juridico (Secretaría General)): pasó de «Sistema» a «Profesional Juridico (Secretaría General)»',
      'tarea de usuario «Analizar el caso» (Servicio): se llamaba «Analizar caso y entregar soportes» y ahora «Analizar el caso»',
      '«Gestionar resarcimiento» (Responsable de Área): era tarea de usuario y ahora es tarea manual',
    ]);
  });

  test('differ in what only some other tool understands', () => {
    const one = flow(
      '<bpmn:task id="t" name="T" v:cost="3"><bpmn:extensionElements><v:x y="1"/></bpmn:extensionElements></bpmn:task>',
    );
    expect(told('a.bpmn', one, one.replace('v:cost="3"', 'v:cost="4"').replace('y="1"', 'y="2"'))).toEqual([
      'tarea «T» (F): x/y cambió de «1» a «2»',
      'tarea «T» (F): v:cost cambió de «3» a «4»',
    ]);
  });

  test('differ in one input among several by its own name', () => {
    const mapped = (source: string) =>
      flow(`<bpmn:task id="t" name="T"><bpmn:extensionElements><zeebe:ioMapping>
        <zeebe:input source="=1" target="a"/><zeebe:input source="${source}" target="b"/>
        </zeebe:ioMapping></bpmn:extensionElements></bpmn:task>`);
    expect(told('a.bpmn', mapped('=2'), mapped('=3'))).toEqual([
      'tarea «T» (F): la entrada «b» cambió de «=2» a «=3»',
    ]);
  });

  test('are the same where only ids of editors and places on paper differ', () => {
    const moved = drawing.replace(/<dc:Bounds x="(\d+)"/, (_, x) => `<dc:Bounds x="${Number(x) + 1}"`);
    expect(told('to-be.bpmn', drawing, moved)).toEqual([]);
    const changes = compareFiles(
      [{ name: 'a', text: drawing }].map((file) => ({ ...file, name: 'a.bpmn' })),
      [{ name: 'a.bpmn', text: moved }],
    );
    expect(changes.map(({ change }) => change)).toEqual(['redrawn']);
  });

  test('know a part again that got another id', () => {
    const after = drawing.replaceAll('p20_manage_redress', 'redress_task');
    expect(told('to-be.bpmn', drawing, after)[0]).toBe(
      'tarea de usuario «Gestionar resarcimiento» (Responsable de Área): su identificador era p20_manage_redress y ahora es redress_task',
    );
  });

  test('that are no drawing are said to be unreadable', () => {
    expect(told('a.bpmn', drawing, '<bpmn:definitions')).toEqual([
      'archivo «a.bpmn»: no se puede comparar: el archivo no se puede leer (XML)',
    ]);
  });
});

describe('two versions of what lies beside a drawing', () => {
  test('differ rule by rule, and in the order of rules', () => {
    expect(told('a.dmn', decision, decision.replace('<text>30</text>', '<text>35</text>'))).toEqual([
      'regla «Consulta sobre materias a cargo de la entidad» (Término legal en días hábiles): Días hábiles cambió de «30» a «35»',
    ]);
    const rule = /<rule id="due_term_consultation">[\s\S]*?<\/rule>\s*/.exec(decision)?.[0] ?? '';
    const reordered = decision
      .replace(rule, '')
      .replace('<rule id="due_term_documents">', `${rule}<rule id="due_term_documents">`);
    expect(told('a.dmn', decision, reordered).map((line) => line.split(': ').at(-1))).toEqual([
      'cambió de orden',
    ]);
  });

  test('differ field by field of a form', () => {
    const after = form
      .replace('"label": "Consulta"', '"label": "Consulta escrita"')
      .replace('"key": "request_type"', '"key": "request_type",\n "tooltip": "Según la ley"');
    expect(told('p03.form', form, after)).toEqual([
      'lista «Tipo»: tiene ahora tooltip = «Según la ley»',
      'lista «Tipo»: values[consulta].label cambió de «Consulta» a «Consulta escrita»',
    ]);
  });

  test('differ row by row of a catalog and line by line of a mail', () => {
    expect(
      told('c.csv', 'id,name,ans\n1,Pagos,8\n2,Swift,5\n', 'id,name,ans\n1,Pagos,9\n3,Tarjetas,5\n'),
    ).toEqual([
      'fila «Tarjetas»: se agregó',
      'fila «Swift»: se quitó',
      'fila «Pagos»: ans cambió de «8» a «9»',
    ]);
    expect(told('m.hbs', 'Hola\n{{name}}\n', 'Hola\nBuen día, {{name}}\n')).toEqual([
      'línea «Buen día, {{name}}»: se agregó',
      'línea «{{name}}»: se quitó',
    ]);
  });

  test('differ in whole files', () => {
    const changes = compareFiles(
      [
        { name: 'a.form', text: '{}' },
        { name: 'b.form', text: '{}' },
      ],
      [
        { name: 'b.form', text: '{}' },
        { name: 'c.form', text: '{}' },
      ],
    );
    expect(changes.map((change) => changeText(change, 'en'))).toEqual([
      'file “a.form”: is gone',
      'file “c.form”: is new',
    ]);
  });
});
