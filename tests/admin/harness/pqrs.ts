// What a citizen and the desk fill in, so that tests say only what matters to them.
import { type Answer, type Fields, fromHtml, pdf, type Visitor } from './visitor.ts';

export const request: Fields = {
  requester_name: 'María José Núñez',
  requester_id_type: 'CC',
  requester_id: '1053800123',
  contact_email: 'mj.nunez@example.com',
  description: 'Me cobraron dos veces la cuota de septiembre.',
  privacy_consent: 'true',
};

export const classification: Fields = {
  request_type: 'reclamo',
  service: 'subsidio',
  quality_attribute: 'asesoramiento',
  superintendence_type: 'peticion',
  topic: 'tiempos_respuesta',
  is_ssf: 'false',
  is_subsidio: 'true',
  is_competent: 'true',
  is_complete: 'true',
};

export interface Filed {
  number: string;
  /** Path of the tracking page. */
  tracking: string;
  code: string;
  page: Answer;
}

export function filedOn(page: Answer): Filed {
  const number = /class="number">([^<]+)</.exec(page.text)?.[1] ?? '';
  const link = fromHtml(/class="address" href="([^"]+)"/.exec(page.text)?.[1] ?? '');
  const code = /<dd class="mono">([^<]+)</.exec(page.text)?.[1] ?? '';
  return { number, tracking: link === '' ? '' : new URL(link).pathname, code, page };
}

export async function fileRequest(citizen: Visitor, more: Fields = {}): Promise<Filed> {
  const page = await citizen.get('/radicar/pqrs_tobe');
  const fields = { ...request, attachments: { name: 'soporte.pdf', content: pdf }, ...more };
  return filedOn(await citizen.post(page, '/radicar/pqrs_tobe', fields));
}

/** The address of the task that stands in the list for that case. */
export function taskOf(list: Answer, number: string): string {
  for (const [row] of list.text.matchAll(/<tr>[\s\S]*?<\/tr>/g)) {
    const href = /class="main" href="([^"]+)"/.exec(row)?.[1];
    if (row.includes(number) && href) return fromHtml(href);
  }
  throw new Error(`Expected a task of ${number} in the list, but there is none.`);
}

/** Finds the case's task among those of the person's groups and claims it. */
export async function claimTask(person: Visitor, number: string): Promise<Answer> {
  const path = taskOf(await person.get('/tareas?tab=groups'), number);
  return person.post(await person.get(path), '/tomar', {});
}

export async function complete(person: Visitor, task: Answer, fields: Fields): Promise<Answer> {
  const path = new URL(task.path, 'http://localhost').pathname;
  return person.post(task, path, { _do: 'complete', ...fields });
}
