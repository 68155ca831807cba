// Brings a file's drawing into the modeler: as far as it can be read, laid out where it has no diagram, with its problems.
import type Modeler from 'bpmn-js/lib/Modeler';
import { mendIds } from '../../../engine/model/mendIds.ts';
import type { Say } from '../words/speak.ts';
import { hasDiagram } from './drawingSize.ts';
import type { FileProblem } from './fileProblems.ts';

export interface OpenedFile {
  /** False where nothing of it could be read. */
  isOpen: boolean;
  problems: FileProblem[];
}

interface Opened {
  text: string;
  name: string;
  lang: 'es' | 'en';
  say: Say;
}

export async function openFile(modeler: Modeler, file: Opened): Promise<OpenedFile> {
  const { text, name } = file;
  if (text.trim() === '') return draw(modeler, emptyDrawing(name), []);
  try {
    // Of several elements with one id the library reads the first, and saving would lose the others.
    const mended = mendIds(await withDiagram(text, name));
    const { warnings } = await modeler.importXML(mended.text);
    const isWhole = warnings.length === 0 && mended.renamed.length === 0;
    const problems = isWhole ? [] : await problemsOf(file);
    // The library complains about drawing alone (a shape without its element) where the reader has nothing to say.
    const own = problems.length > 0 ? [] : warnings.map(({ message }) => asProblem(message, file));
    return { isOpen: true, problems: [...problems, ...own] };
  } catch (problem) {
    const problems = await problemsOf(file);
    const said = problems.length > 0 ? problems : [asProblem((problem as Error).message, file)];
    return openMended(modeler, file, said);
  }
}

/** What can be understood of a file that is no XML as it stands. */
async function openMended(modeler: Modeler, file: Opened, problems: FileProblem[]): Promise<OpenedFile> {
  const { text, name } = file;
  try {
    const { mendXml } = await import('./mendXml.ts');
    const mended = mendIds(mendXml(text)).text;
    const isWhole = /<\/(?:[\w.-]+:)?BPMNPlane\s*>/.test(text);
    const more = await problemsOf({ ...file, text: mended });
    const drawn = isWhole ? mended : await laidOut(mended, name);
    return await draw(modeler, drawn, [...problems, ...more]);
  } catch {
    return { isOpen: false, problems };
  }
}

async function draw(modeler: Modeler, xml: string, problems: FileProblem[]): Promise<OpenedFile> {
  await modeler.importXML(xml);
  return { isOpen: true, problems };
}

async function problemsOf({ text, name, lang }: Opened): Promise<FileProblem[]> {
  const { fileProblems } = await import('./fileProblems.ts');
  return fileProblems(text, name, lang);
}

const asProblem = (detail: string, { say }: Opened): FileProblem => ({
  text: say('modeler.notDrawn', { detail: detail.slice(0, 200) }),
  isError: false,
  elementId: undefined,
  line: undefined,
});

async function withDiagram(text: string, name: string): Promise<string> {
  return hasDiagram(text) ? text : laidOut(text, name);
}

async function laidOut(text: string, name: string): Promise<string> {
  const { layoutDrawing } = await import('../../../engine/model/layout/layoutDrawing.ts');
  const { xml } = await layoutDrawing(text, name);
  return xml ?? text;
}

/** A start to draw from; ids are made from the file's name, so that two drawings of a folder differ. */
function emptyDrawing(name: string): string {
  const id =
    name
      .replace(/\.\w+$/, '')
      .replace(/[^\w-]+/g, '_')
      .replace(/^[^A-Za-z_]/, '_$&') || 'process';
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" xmlns:cauce="urn:cauce:bpmn:1.0" id="definitions_${id}" targetNamespace="urn:cauce:processes" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.8.0">
  <bpmn:process id="${id}" isExecutable="true">
    <bpmn:startEvent id="start_${id}" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram_${id}">
    <bpmndi:BPMNPlane id="plane_${id}" bpmnElement="${id}">
      <bpmndi:BPMNShape id="start_${id}_di" bpmnElement="start_${id}">
        <dc:Bounds x="180" y="160" width="36" height="36" />
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
}
