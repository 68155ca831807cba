// Forms and decisions that a drawing names and its draft does not hold: a slip of the pen, or they are deployed apart.
import type { Problem } from '../core/problem.ts';
import type { LinkedResource } from '../model/links.ts';

export interface NamedText {
  name: string;
  text: string;
}

/** Called processes and calendars are often of another draft, and are not asked for. */
export function missingLinks(
  links: readonly LinkedResource[],
  files: readonly NamedText[],
  resource: string,
): Problem[] {
  const known = { form: formsIn(files), decision: decisionsIn(files) };
  return links.flatMap(({ kind, id, elementId, elementName }): Problem[] => {
    if ((kind !== 'form' && kind !== 'decision') || known[kind].includes(id)) return [];
    const values = { kind, id, known: known[kind] };
    return [
      {
        severity: 'warning',
        code: 'DRAFT_LINK_MISSING',
        resource,
        elementId,
        ...(elementName !== '' && { elementName }),
        values,
      },
    ];
  });
}

function formsIn(files: readonly NamedText[]): string[] {
  return files.flatMap(({ name, text }) => {
    if (!name.endsWith('.form')) return [];
    try {
      const id = (JSON.parse(text) as { id?: unknown } | null)?.id;
      return typeof id === 'string' ? [id] : [];
    } catch {
      // Who publishes it is told what is wrong with it.
      return [];
    }
  });
}

function decisionsIn(files: readonly NamedText[]): string[] {
  return files
    .filter(({ name }) => name.endsWith('.dmn'))
    .flatMap(({ text }) =>
      [...text.matchAll(/<(?:[\w.-]+:)?decision\s(?:[^>"]|"[^"]*")*?\bid="([^"]+)"/g)].map(
        ([, id]) => id ?? '',
      ),
    );
}
