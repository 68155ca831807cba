// What a new file of a draft begins as: the least that its editor and a deployment take.

import { withoutAccents } from '../core/withoutAccents.ts';
import type { DraftFileKind } from '../runtime/draftNames.ts';
import { blankDecision } from './blankDecision.ts';
import { escapedXml } from './escapedXml.ts';

/** Kinds that somebody may begin with an empty file. */
export const BLANK_KINDS = ['drawing', 'form', 'decision', 'catalog', 'mail', 'calendar'] as const;

export type BlankKind = (typeof BLANK_KINDS)[number];

const isBlankKind = (kind: string): kind is BlankKind => (BLANK_KINDS as readonly string[]).includes(kind);

interface Blank {
  folder: string;
  extension: string;
  text(id: string, name: string): string;
}

const BLANKS: { [K in BlankKind]: Blank } = {
  drawing: { folder: '', extension: '.bpmn', text: blankDrawing },
  form: {
    folder: 'forms/',
    extension: '.form',
    text: (id) => json({ type: 'default', id, schemaVersion: 19, ...platform, components: [] }),
  },
  decision: { folder: 'decisions/', extension: '.dmn', text: blankDecision },
  catalog: { folder: 'catalogs/', extension: '.csv', text: () => 'code,name\n' },
  mail: { folder: 'mails/', extension: '.hbs', text: (_, name) => `Subject: ${name}\n\n` },
  calendar: {
    folder: 'calendars/',
    extension: '.json',
    text: (id, name) => json({ id, name, zone: 'America/Bogota', week: workingWeek, holidays: [] }),
  },
};

const platform = { executionPlatform: 'Camunda Cloud', executionPlatformVersion: '8.8.0' };
const workingWeek = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [day, [['08:00', '17:00']]]),
);

/** Its path and text, from what somebody called it; undefined where a kind is not begun that way. */
export function blankFile(
  kind: DraftFileKind | string,
  name: string,
): { name: string; content: Buffer } | undefined {
  if (!isBlankKind(kind)) return undefined;
  const { folder, extension, text } = BLANKS[kind];
  const plain = name.trim();
  const withoutEnd = plain.toLowerCase().endsWith(extension) ? plain.slice(0, -extension.length) : plain;
  const file = fileNameOf(withoutEnd);
  return {
    name: `${folder}${file}${extension}`,
    content: Buffer.from(text(idOf(withoutEnd), withoutEnd)),
  };
}

/** Letters of ASCII, digits and underscores: what every tool takes for an id. */
export function idOf(name: string): string {
  const plain = withoutAccents(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
  return /^[a-z]/.test(plain) ? plain : `p_${plain || 'nuevo'}`;
}

const fileNameOf = (name: string): string => idOf(name).replaceAll('_', '-').replace(/^p-/, '');

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function blankDrawing(id: string, name: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="definitions_${id}" targetNamespace="urn:cauce:processes:${id}">
  <bpmn:process id="${id}" name="${escapedXml(name)}" isExecutable="true">
    <bpmn:startEvent id="start" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram_${id}">
    <bpmndi:BPMNPlane id="plane_${id}" bpmnElement="${id}">
      <bpmndi:BPMNShape id="start_di" bpmnElement="start">
        <dc:Bounds x="180" y="160" width="36" height="36" />
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
}
