// What changed from the AS-IS to the TO-BE of a flow: the same indicators of both in the same period, side by side.
import { type Asking, definitionHref, over } from './asking.ts';
import type { Definition, Figure } from './figures.ts';
import type { Report, Row, Section } from './report.ts';
import { factsOf } from './reportFacts.ts';
import { changeCell, countCell, single, valueCell } from './words.ts';

export async function compareReport(asking: Asking): Promise<Report> {
  const { t, figures, question } = asking;
  // Both variants are in it, whichever is chosen.
  const { variant: _, ...others } = question.filter;
  const { flow } = others;
  // The whole of what is only ever looked at in parts is 100 % in both.
  const isOfParts = ({ aggregates }: Definition) => Object.values(aggregates).some(({ whole }) => whole);
  const definitions = (await figures.definitions(flow)).filter((each) => !isOfParts(each));
  const ids = definitions.map(({ id }) => id);
  const of = (variant: string) => figures.query({ ...over(asking, ids), filter: { ...others, variant } });
  const [asIs, toBe] = await Promise.all([of('as-is'), of('to-be')]);
  return {
    id: 'comparar',
    title: t('report.compare.title'),
    lead: t('report.compare.lead'),
    facts: factsOf({ ...asking, question: { ...question, filter: others } }),
    sections: [section(asking, definitions, asIs, toBe)],
  };
}

function section(asking: Asking, definitions: Definition[], asIs: Figure[], toBe: Figure[]): Section {
  const { t, lang } = asking;
  const heading = t('report.compare.heading');
  const find = (rows: Figure[], { id }: Definition) => rows.find((row) => row.id === id);
  const rows = definitions.flatMap((definition): Row[] => {
    const [before, after] = [find(asIs, definition), find(toBe, definition)];
    const [was, is] = [single(before?.value), single(after?.value)];
    // What neither has says nothing.
    if (was === null && is === null) return [];
    const href = (variant: string) => definitionHref(asking, definition.id, { variant });
    return [
      {
        cells: [
          { text: definition.name[lang], href: definitionHref(asking, definition.id), under: definition.id },
          {
            ...valueCell(lang, before?.value, definition.unit),
            href: was === null ? undefined : href('as-is'),
          },
          countCell(lang, before?.n ?? null),
          {
            ...valueCell(lang, after?.value, definition.unit),
            href: is === null ? undefined : href('to-be'),
          },
          countCell(lang, after?.n ?? null),
          changeCell(lang, definition, is, was),
        ],
      },
    ];
  });
  if (rows.length === 0) return { id: 'comparar', heading, empty: t('report.compare.empty') };
  return {
    id: 'comparar',
    heading,
    table: {
      caption: heading,
      columns: [
        { label: t('report.indicator') },
        { label: t('report.value'), numeric: true, group: t('variant.as-is') },
        { label: t('report.compare.facts'), numeric: true, group: t('variant.as-is') },
        { label: t('report.value'), numeric: true, group: t('variant.to-be') },
        { label: t('report.compare.facts'), numeric: true, group: t('variant.to-be') },
        { label: t('report.compare.change') },
      ],
      rows,
    },
  };
}
