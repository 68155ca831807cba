// Files of other tools as they come: with and without coordinates, in old encodings, as folders that were compressed.
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { importFiles } from '../../../engine/exchange/importFiles.ts';

const inside = `<process id="compra" name="Compra"><startEvent id="s"/><task id="t" name="Pedir cotización"/>
<sequenceFlow id="f" sourceRef="s" targetRef="t"/></process>`;
const definitions = (more: string, encoding = 'UTF-8') =>
  `<?xml version="1.0" encoding="${encoding}"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d">${more}</definitions>`;
const diagram = `<BPMNDiagram xmlns="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="g"><BPMNPlane id="p" bpmnElement="compra"><BPMNShape id="ss" bpmnElement="s"><dc:Bounds x="10" y="10" width="36" height="36"/></BPMNShape></BPMNPlane></BPMNDiagram>`;

async function imported(files: { [name: string]: string | Buffer }) {
  const uploads = Object.entries(files).map(([name, content]) => ({ name, content: Buffer.from(content) }));
  const outcome = await importFiles(uploads);
  if (!outcome.ok) throw new Error(outcome.rejection.code);
  return { ...outcome, names: outcome.files.map(({ name }) => name) };
}

test('a drawing with coordinates comes as it is, to the byte', async () => {
  const text = definitions(inside + diagram);
  const { files, drawn } = await imported({ 'compra.bpmn': text });
  expect([files[0]?.content.toString(), drawn]).toEqual([text, []]);
});

test('a drawing without coordinates is drawn, and nothing else of it changes', async () => {
  const { files, drawn } = await imported({ 'compra.bpmn': definitions(inside) });
  const text = files[0]?.content.toString() ?? '';
  expect(drawn).toEqual(['compra.bpmn']);
  expect(text).toContain(inside);
  expect(text.match(/BPMNShape /g)).toHaveLength(2);
  expect(text.match(/BPMNEdge /g)).toHaveLength(1);
});

test('text in an old encoding becomes UTF-8, and says so of itself', async () => {
  const old = Buffer.from(definitions(inside + diagram, 'ISO-8859-1'), 'latin1');
  const { files } = await imported({ 'compra.bpmn': old });
  const text = files[0]?.content.toString() ?? '';
  expect([text.includes('cotización'), text.includes('encoding="UTF-8"')]).toEqual([true, true]);
});

test('a file that nobody can read comes all the same, for its editor to say what is wrong', async () => {
  const { names, drawn } = await imported({ 'roto.bpmn': '<definitions><process' });
  expect([names, drawn]).toEqual([['roto.bpmn'], []]);
});

test('a compressed folder comes without its own name; what is no part of a process is left out', async () => {
  const archive = zipSync({
    'compras/compra.bpmn': strToU8(definitions(inside + diagram)),
    'compras/forms/pedido.form': strToU8('{}'),
    'compras/foto.png': strToU8('x'),
    'compras/.DS_Store': strToU8('x'),
    '__MACOSX/compras/._compra.bpmn': strToU8('x'),
  });
  const { names, left } = await imported({ 'compras.zip': Buffer.from(archive) });
  expect([names, left]).toEqual([['compra.bpmn', 'forms/pedido.form'], ['foto.png']]);
});

test('a folder that is one of ours keeps its name', async () => {
  const archive = zipSync({ 'forms/a.form': strToU8('{}'), 'forms/b.form': strToU8('{}') });
  expect((await imported({ 'x.zip': Buffer.from(archive) })).names).toEqual(['forms/a.form', 'forms/b.form']);
});

test('names that no folder takes are set right, and two alike stay apart', async () => {
  const text = definitions(inside + diagram);
  const { names } = await imported({
    'Compra: v1?.bpmn': text,
    'C:\\fakepath\\a.bpmn': text,
    'A.bpmn': text,
  });
  expect(names).toEqual(['Compra- v1-.bpmn', 'a.bpmn', 'A-2.bpmn']);
});

test.each([
  ['modelo.bpm', 'PK..', 'Bizagi'],
  ['modelo.xpdl', '<?xml version="1.0"?><Package xmlns="http://www.wfmc.org/2009/XPDL2.2">', 'XPDL'],
  ['modelo.sgx', 'x', 'Signavio'],
  ['modelo.xml', '<?xml version="1.0"?><!DOCTYPE ADOXML SYSTEM "adoxml31.dtd"><ADOXML>', 'ADONIS'],
])('%s is told to be in the own format of its tool', async (name, content, tool) => {
  const outcome = await importFiles([{ name, content: Buffer.from(content) }]);
  expect(outcome).toMatchObject({ ok: false, rejection: { code: 'IMPORT_FORMAT', values: { tool } } });
});

test('where there is nothing of a process, that is told', async () => {
  const outcome = await importFiles([{ name: 'notas.docx', content: Buffer.from('hola') }]);
  expect(outcome).toMatchObject({ ok: false, rejection: { code: 'IMPORT_NOTHING' } });
});

test('what tools add of their own stays as it came, to the byte, a byte order mark included', async () => {
  const own: [namespace: string, inside: string][] = [
    [
      'http://www.bizagi.com/bpmn20',
      '<x:BizagiExtensions><x:BizagiProperties><x:BizagiProperty name="bgColor" value="White"/></x:BizagiProperties></x:BizagiExtensions>',
    ],
    ['http://www.signavio.com', '<x:signavioMetaData metaKey="bgcolor" metaValue="#ffffcc"/>'],
    [
      'http://camunda.org/schema/1.0/bpmn',
      '<x:formData><x:formField id="days" label="Días" type="long"/></x:formData>',
    ],
    [
      'http://www.boc-group.com/adonis',
      '<x:attribute name="Responsible role"><x:value>Jefe</x:value></x:attribute>',
    ],
  ];
  for (const [namespace, extension] of own) {
    const task = inside.replace(
      '<task id="t" name="Pedir cotización"/>',
      `<task id="t" name="Pedir"><extensionElements xmlns:x="${namespace}">${extension}</extensionElements></task>`,
    );
    const drawn = `\uFEFF${definitions(task + diagram).replaceAll('\n', '\r\n')}`;
    const [file] = (await imported({ 'a.bpmn': drawn })).files;
    expect([namespace, file?.content.toString()]).toEqual([namespace, drawn]);
    const [laidOut] = (await imported({ 'a.bpmn': definitions(task) })).files;
    expect([namespace, laidOut?.content.toString().includes(task)]).toEqual([namespace, true]);
  }
});
