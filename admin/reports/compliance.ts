// Whether promises are kept: each indicator of compliance with its target, and split into products or areas.
import { type Asking, casesHref, definitionHref, nameOf, over } from './asking.ts';
import type { Definition, Figure } from './figures.ts';
import type { Section, Table, Tile } from './report.ts';
import { changeCell, countCell, meetsTarget, single, targetWords, valueCell, valueWords } from './words.ts';

export function complianceTiles(
  asking: Asking,
  definitions: Definition[],
  now: Figure[],
  before: Figure[],
): Tile[] {
  const { t, lang } = asking;
  return definitions.map((definition) => {
    const figure = now.find(({ id }) => id === definition.id);
    const value = single(figure?.value);
    const meets = meetsTarget(definition, value);
    const change = changeCell(
      lang,
      definition,
      value,
      single(before.find(({ id }) => id === definition.id)?.value),
    );
    return {
      label: nameOf(asking, definition),
      text: valueWords(lang, figure?.value, definition.unit),
      href: definitionHref(asking, definition.id),
      isEmpty: value === null,
      ...(meets !== undefined && {
        state: meets ? ('onTime' as const) : ('overdue' as const),
        stateText: t(meets ? 'report.meets' : 'report.misses', { target: targetWords(lang, definition) }),
      }),
      notes: change.value === null ? [] : [t('report.againstPrevious', { change: change.text })],
    };
  });
}

/** The dimension that a figure of compliance is split into: products, else services. */
export async function splitSection(asking: Asking, definition: Definition): Promise<Section> {
  const { t, lang, figures } = asking;
  const dimension = definition.id === 'T1' ? 'product' : 'area';
  const rows = (await figures.query({ ...over(asking, [definition.id]), per: [dimension] })).filter(
    ({ dims }) => dims[dimension] !== undefined,
  );
  rows.sort((a, b) => (single(a.value) ?? 101) - (single(b.value) ?? 101));
  const table: Table = {
    caption: t('report.splitBy', {
      name: nameOf(asking, definition),
      dimension: t(`dimension.${dimension}`),
    }),
    columns: [
      { label: t(`dimension.${dimension}`) },
      { label: nameOf(asking, definition), numeric: true },
      { label: definition.numerator?.[lang] ?? t('report.numerator'), numeric: true },
      { label: definition.denominator?.[lang] ?? t('report.denominator'), numeric: true },
    ],
    rows: rows.map((row) => {
      const name = row.dims[dimension] ?? '';
      const value = single(row.value);
      const meets = meetsTarget(definition, value);
      return {
        cells: [
          { text: asking.valueWords(dimension, name) },
          {
            ...valueCell(lang, row.value, definition.unit),
            bar: value === null ? undefined : value / 100,
            mark: definition.target ? definition.target.value / 100 : undefined,
            state: meets === undefined ? undefined : meets ? 'onTime' : 'overdue',
          },
          {
            ...countCell(lang, row.numerator),
            href: casesHref(asking, definition.id, 'numerator', { [dimension]: name }),
          },
          {
            ...countCell(lang, row.denominator),
            href: casesHref(asking, definition.id, 'denominator', { [dimension]: name }),
          },
        ],
      };
    }),
  };
  return {
    id: `por-${definition.id.toLowerCase()}`,
    heading: table.caption,
    ...(rows.length > 0 ? { table } : { empty: t('report.emptyFigures') }),
  };
}
