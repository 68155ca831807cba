// Brings a file's drawing into the modeler: as far as it can be read, laid out where it has no diagram, with its problems.
import type Modeler from 'bpmn-js/lib/Modeler';
import { mendIds } from '../../../engine/model/mendIds.ts';
import { hasDiagram } from './drawingSize.ts';
import type { FileProblem } from './fileProblems.ts';

export interface OpenedFile {
  /** False where nothing of it could be read. */
  isOpen: boolean;
  problems: FileProblem[];
  /** The drawing got a diagram that the file did not have. */
  wasLaidOut: boolean;
}

export async function openFile(
  modeler: Modeler,
  { text, name, lang }: { text: string; name: string; lang: 'es' | 'en' },
): Promise<OpenedFile> {
  const drawn = text.trim() === '' ? emptyDrawing(name) : await withDiagram(text, name);
  const wasLaidOut = drawn !== text;
  try {
    // Of several elements with one id the library reads the first, and saving would lose the others.
    const mended = mendIds(drawn);
    const { warnings } = await modeler.importXML(mended.text);
    const isWhole = warnings.length === 0 && mended.renamed.length === 0;
    const problems = isWhole ? [] : await problemsOf(text, name, lang);
    // The library complains about drawing alone (a shape without its element) where the reader has nothing to say.
    const own = problems.length > 0 ? [] : warnings.map(({ message }) => asProblem(message));
    return { isOpen: true, problems: [...problems, ...own], wasLaidOut };
  } catch (problem) {
    const problems = await problemsOf(text, name, lang);
    const said = problems.length > 0 ? problems : [asProblem((problem as Error).message)];
    return { isOpen: false, problems: said, wasLaidOut: false };
  }
}

async function problemsOf(text: string, name: string, lang: 'es' | 'en'): Promise<FileProblem[]> {
  const { fileProblems } = await import('./fileProblems.ts');
  return fileProblems(text, name, lang);
}

const asProblem = (message: string): FileProblem => ({
  text: message.slice(0, 400),
  isError: false,
  elementId: undefined,
  line: undefined,
});

async function withDiagram(text: string, name: string): Promise<string> {
  if (hasDiagram(text)) return text;
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
