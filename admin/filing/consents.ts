// Consent to a text that has a version: shown at its box, and kept with the case as what exactly was agreed to.
import { type Component, type ComponentOf, type FormSchema, renderMarkdown } from '../../forms/index.ts';
import { type ConsentText, type Json, readConsent, type Variables } from '../engine.ts';
import type { Visit } from '../visit.ts';
import type { DeployedFile } from './requests.ts';

export interface Asked extends ConsentText {
  /** The key of the box, and the name of its text among the files of the process. */
  field: string;
  id: string;
}

/** The texts that the boxes of a form name (`properties.consent`), where they are deployed with it. */
export function consentsOf({ components }: FormSchema, files: readonly DeployedFile[]): Asked[] {
  return components.flatMap((component) => {
    const id = consentOf(component);
    const file = files.find(({ name }) => id !== undefined && name.endsWith(`consents/${id}.md`));
    const read = file && readConsent(file.content);
    return read && !('wrong' in read) ? [{ ...read, id: id ?? '', field: component.key ?? '' }] : [];
  });
}

function consentOf(component: Component): string | undefined {
  const named = component.type === 'checkbox' ? component.properties?.consent : undefined;
  return typeof named === 'string' && component.key ? named : undefined;
}

/** Each such box in a group with the words above it, under their title. */
export function withConsents(schema: FormSchema, asked: readonly Asked[], visit: Visit): FormSchema {
  const components = schema.components.map((component): Component => {
    const found = asked.find(({ field }) => field === component.key && component.type === 'checkbox');
    if (!found) return component;
    const { layout, ...box } = component as ComponentOf<'checkbox'>;
    return {
      type: 'group',
      id: `consent-${found.id}`,
      label: found.title,
      description: visit.t('filing.consentVersion', { version: found.version }),
      showOutline: true,
      ...(layout && { layout }),
      components: [{ type: 'text', text: found.text }, box],
    };
  });
  return { ...schema, components };
}

/** What the form carries so that an answer tells which texts were on the screen. */
export function seenMark(asked: readonly Asked[]): string {
  return asked.map(({ hash }) => hash).join(' ');
}

/** The case keeps of each box that was ticked: which text, its version and hash, when and where. */
export function consentRecord(visit: Visit, asked: readonly Asked[], answers: Variables): Variables {
  const given = asked.filter(({ field }) => answers[field] === true);
  if (given.length === 0) return {};
  const at = new Date(visit.engine.now()).toISOString();
  const records: Json[] = given.map(({ field, id, title, version, hash }) => {
    return { field, text: id, title, version, hash, at, channel: 'pagina_web' };
  });
  return { consents: records };
}

export function consentHtml({ text }: ConsentText): string {
  return renderMarkdown(text);
}

/** Among all that was ever deployed: what somebody agreed to stays readable. */
export async function consentFile(visit: Visit, hash: string): Promise<Buffer | undefined> {
  const { reader, tenant } = visit.engine.store;
  const row: { content: Buffer } | undefined = await reader('cauce_resources as r')
    .join('cauce_deployments as d', 'd.key', 'r.deployment_key')
    .where({ 'd.tenant_id': tenant, 'r.hash': hash })
    .whereLike('r.name', '%consents/%')
    .first('r.content');
  return row?.content;
}
