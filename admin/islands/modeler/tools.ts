// The tools of the drawer, in the order of their tabs; each is loaded when it is first opened.
import type { DeskTool } from './tool.ts';

export interface ListedTool {
  name: string;
  /** Key of its tab's text. */
  label: string;
  /** Begins by itself when the drawing is there, before anybody opens its tab. */
  isEager?: boolean;
  load(): Promise<DeskTool>;
}

export const tools: readonly ListedTool[] = [
  {
    name: 'problems',
    label: 'modeler.toolProblems',
    isEager: true,
    load: async () => (await import('../lint/problemsTool.ts')).problemsTool,
  },
  {
    name: 'trial',
    label: 'modeler.toolTrial',
    load: async () => (await import('../trial/trialTool.ts')).trialTool,
  },
  {
    name: 'differences',
    label: 'modeler.toolDifferences',
    load: async () => (await import('../comparing/differencesTool.ts')).differencesTool,
  },
];
