// "Fields of the diagram": what conditions, decisions and mappings read of the tasks that use this form, to be added to it.
import type { Json } from '../../../engine/core/json.ts';
import type { Component } from '../../../forms/schema.ts';
import { button, part } from '../elements/part.ts';
import type { Say } from '../words/speak.ts';
import type { FormWorker } from './client.ts';
import type { Asking } from './protocol.ts';

export interface AskedPart {
  /** Opens the dialog for the form as it stands. */
  open(schema: Json): Promise<void>;
}

export interface AskedOptions {
  worker: FormWorker;
  say: Say;
  lang: 'es' | 'en';
  name: string;
  host: HTMLElement;
  add(components: readonly Component[]): void;
}

export function createAskedPart({ worker, say, lang, name, host, add }: AskedOptions): AskedPart {
  const dialog = document.createElement('dialog');
  dialog.className = 'modeler-dialog form-asked';
  dialog.setAttribute('aria-labelledby', 'form-asked-title');
  host.append(dialog);

  function fill(askings: readonly Asking[]): void {
    const chosen = new Map<string, { box: HTMLInputElement; component: Component }>();
    const title = part('h2', '', say('formEditor.asked'));
    title.id = 'form-asked-title';
    const groups = askings.map((asking) => group(asking, chosen));
    const take = button(say('formEditor.addFields'), 'button', () => {
      const picked = [...chosen.values()].filter(({ box }) => box.checked && !box.disabled);
      dialog.close();
      add(picked.map(({ component }) => component));
    });
    const show = () => {
      take.disabled = ![...chosen.values()].some(({ box }) => box.checked && !box.disabled);
    };
    for (const { box } of chosen.values()) box.addEventListener('change', show);
    show();
    const acts = part('p', 'row');
    if (chosen.size > 0) acts.append(take);
    acts.append(button(say('formEditor.close'), 'button plain', () => dialog.close()));
    const lead = say(groups.length > 0 ? 'formEditor.askedLead' : 'formEditor.askedNothing');
    dialog.replaceChildren(title, part('p', 'quiet', lead), ...groups, acts);
  }

  function group(
    { name: task, drawing, isOwn, fields }: Asking,
    chosen: Map<string, { box: HTMLInputElement; component: Component }>,
  ): HTMLElement {
    const set = part('fieldset', 'form-asked-task');
    set.append(
      part('legend', '', say(isOwn ? 'formEditor.taskOfForm' : 'formEditor.otherTask', { task, drawing })),
    );
    if (fields.length === 0) set.append(part('p', 'quiet', say('formEditor.needsNothing')));
    for (const { component, reason, isThere } of fields) {
      const key = component.key ?? '';
      const label = part('label', 'form-asked-field');
      const box = part('input');
      box.type = 'checkbox';
      box.checked = isThere || (isOwn && !chosen.has(key));
      box.disabled = isThere;
      if (!isThere && !chosen.has(key)) chosen.set(key, { box, component });
      const why = say(isThere ? 'formEditor.isThere' : `formEditor.reason.${reason}`);
      label.append(box, part('span', '', String(component.label ?? key)), part('code', 'quiet', key));
      label.append(part('span', 'quiet small', why));
      set.append(label);
    }
    return set;
  }

  return {
    async open(schema) {
      fill(await worker.call('asked', name, schema, lang));
      dialog.showModal();
    },
  };
}
