// A form for a task that has none: an empty file of the draft, named after the element.
import type { Opening } from '../opening.ts';
import { writeFile } from '../writeFile.ts';
import type { GroupContext } from './group.ts';

export function formAddress({ base, draftKey }: Opening, name: string): string {
  return `${base}/borradores/${draftKey}/formulario?nombre=${encodeURIComponent(name)}`;
}

/** Resolves to the form's id. */
export async function newForm({ element, opening, shelf }: GroupContext): Promise<string> {
  const folder = opening.fileName.includes('/') ? opening.fileName.replace(/[^/]*$/, '') : '';
  const taken = new Set(shelf.files.map(({ name }) => name));
  let id = element.id;
  for (let n = 2; shelf.forms.has(id) || taken.has(`${folder}forms/${id}.form`); n++)
    id = `${element.id}_${n}`;
  const form = {
    type: 'default',
    id,
    schemaVersion: 19,
    executionPlatform: 'Camunda Cloud',
    executionPlatformVersion: '8.8.0',
    components: [],
  };
  await writeFile(opening, `${folder}forms/${id}.form`, `${JSON.stringify(form, null, 2)}\n`);
  await shelf.refresh();
  return id;
}
