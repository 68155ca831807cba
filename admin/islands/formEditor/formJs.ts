// form-js' editor in the page's language and colors: what it holds, what can be undone, and fields that are added to it.
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import '@bpmn-io/form-js-editor/dist/assets/form-js-editor.css';
import { FormEditor } from '@bpmn-io/form-js-editor';
import type { Json } from '../../../engine/core/json.ts';

export interface FormJs {
  /** Rejects where it cannot be shown as a form. */
  open(schema: Json): Promise<void>;
  schema(): { [name: string]: Json };
  canUndo(): boolean;
  canRedo(): boolean;
  undo(): void;
  redo(): void;
  /** Adds fields at the end, as one step that can be undone for each. */
  add(components: readonly object[]): void;
  destroy(): void;
}

interface CommandStack {
  canUndo(): boolean;
  canRedo(): boolean;
  undo(): void;
  redo(): void;
}

interface Modeling {
  addFormField(attributes: object, target: object, index: number): object;
}

/** `moved`: what can be undone is something else. */
export function formJs(container: HTMLElement, told: { changed(): void; moved(): void }): FormJs {
  const editor = new FormEditor({ container });
  const stack = editor.get<CommandStack>('commandStack');
  let isOpening = true;
  editor.on('changed', () => {
    if (!isOpening) told.changed();
  });
  // It comes after the change itself.
  editor.on('commandStack.changed', () => told.moved());
  const schemaNow = () => editor.saveSchema() as unknown as { [name: string]: Json };
  return {
    async open(schema) {
      isOpening = true;
      await editor.importSchema(schema as never).finally(() => {
        isOpening = false;
      });
    },
    schema: schemaNow,
    canUndo: () => stack.canUndo(),
    canRedo: () => stack.canRedo(),
    undo: () => stack.undo(),
    redo: () => stack.redo(),
    add(components) {
      for (const component of components) {
        // What is open now: each change makes another.
        const root = (editor as unknown as { _getState(): { schema: { components: object[] } } })._getState();
        editor.get<Modeling>('modeling').addFormField(component, root.schema, root.schema.components.length);
      }
    },
    destroy: () => editor.destroy(),
  };
}
