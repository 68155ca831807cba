// Which editor each kind of file has; each is loaded when it is needed. Other files are edited as text.
import type { Say } from '../words/speak.ts';
import type { Checking, Found } from './checking.ts';

export interface ContentTold {
  say: Say;
  csrf: string;
  /** The page's element, with what the server wrote into it. */
  host: HTMLElement;
  checking: Checking;
  /** Under which a browser keeps sample values. */
  storageName: string;
  isReadOnly: boolean;
  /** The whole file as it is from now on. */
  changed(text: string): void;
  tell(found: readonly Found[]): void;
}

export interface ContentEditor {
  element: HTMLElement;
  /** False where it cannot show that text without losing some of it. */
  read(text: string): boolean | Promise<boolean>;
  /** Tells at once what it would tell in a moment. */
  flush?(): void;
  /** Marks where the problems are. */
  mark?(found: readonly Found[]): void;
  /** True where it asks the server itself. */
  judgesItself?: boolean;
}

const settings = async () => (await import('./settingsEditor.ts')).settingsEditor;

const loaders: { [kind: string]: () => Promise<(told: ContentTold) => ContentEditor> } = {
  catalog: async () => (await import('./catalogEditor.ts')).catalogEditor,
  mail: async () => (await import('./mailEditor.ts')).mailEditor,
  calendar: async () => (await import('./calendarEditor.ts')).calendarEditor,
  intake: settings,
  webhook: settings,
  indicators: settings,
  facts: settings,
  roles: settings,
};

export async function editorOf(kind: string, told: ContentTold): Promise<ContentEditor | undefined> {
  const loader = Object.hasOwn(loaders, kind) ? loaders[kind] : undefined;
  return loader && (await loader())(told);
}
