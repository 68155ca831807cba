// Compliance by product against what was measured before: what each product promises, what it took then, what it takes
// now, and how many cases keep the promise.
import type { Json } from '../engine.ts';
import { type Asking, casesHref, over } from './asking.ts';
import type { Figure } from './figures.ts';
import type { Cell, Report, Row, Section } from './report.ts';
import { factsOf } from './reportFacts.ts';
import { countCell, single, valueCell, valueWords } from './words.ts';

const COMPLIANCE = 'T1';
const MEAN = 'T4';

interface Promised {
  product: string;
  typology: string;
  /** As the source printed it. */
  promise: string;
  average: string;
  hours: number | null;
  /** Hours of the promise, a business day being eight. */
  promisedHours: number | null;
}

type Table = { [column: string]: Json }[];

async function rowsOf({ engine, now }: Asking, catalog: string): Promise<Table> {
  const rows = await engine.catalogs.rows(catalog, now);
  const isRow = (row: Json): row is { [column: string]: Json } =>
    typeof row === 'object' && row !== null && !Array.isArray(row);
  return Array.isArray(rows) ? rows.filter(isRow) : [];
}

const HOURS_A_DAY = 8;

/** Columns of a catalog are texts unless its header says otherwise. */
function numberOf(value: Json | undefined): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** What was printed of each product; products without an agreement are rows of their own. */
async function promises(asking: Asking): Promise<Promised[]> {
  const [averages, products, agreements] = await Promise.all(
    ['incident-averages', 'incident-products', 'incident-agreements'].map((catalog) =>
      rowsOf(asking, catalog),
    ),
  );
  const hoursOf = (id: unknown): number | null => {
    const found = agreements?.find(({ value }) => value === id);
    const amount = numberOf(found?.amount);
    return amount === null ? null : found?.mode === 'business-days' ? amount * HOURS_A_DAY : amount;
  };
  const printed = (averages ?? []).map((row): Promised => {
    const product = products?.find(({ value }) => value === row.product);
    const typology = String(row.typology ?? '');
    return {
      product: String(row.product ?? ''),
      typology,
      promise: String(row.ans_printed ?? ''),
      average: String(row.average_printed ?? ''),
      hours: numberOf(row.average_business_hours),
      promisedHours: hoursOf(typology === 'otros' ? product?.ans_otros : product?.ans_general),
    };
  });
  const known = new Set(printed.map(({ product }) => product));
  const others = (products ?? []).filter(({ value }) => !known.has(String(value)));
  return [
    ...printed,
    ...others.map(({ value }) => ({
      product: String(value),
      typology: '',
      promise: '',
      average: '',
      hours: null,
      promisedHours: null,
    })),
  ];
}

export async function productsReport(asking: Asking): Promise<Report> {
  const { t, figures } = asking;
  const [rows, byProduct, byTypology] = await Promise.all([
    promises(asking),
    figures.query({ ...over(asking, [COMPLIANCE, MEAN]), per: ['product'] }),
    figures.query({ ...over(asking, [COMPLIANCE, MEAN]), per: ['product', 'typology'] }),
  ]);
  return {
    id: 'productos',
    title: t('report.products.title'),
    lead: t('report.products.lead'),
    facts: factsOf(asking),
    sections: [section(asking, rows, { byProduct, byTypology })],
  };
}

function section(
  asking: Asking,
  rows: Promised[],
  measured: { byProduct: Figure[]; byTypology: Figure[] },
): Section {
  const { t, lang } = asking;
  const heading = t('report.products.heading');
  if (rows.length === 0) return { id: 'productos', heading, empty: t('report.products.empty') };
  return {
    id: 'productos',
    heading,
    table: {
      caption: heading,
      columns: [
        { label: t('dimension.product') },
        { label: t('report.products.promise') },
        { label: t('report.products.before'), group: t('report.products.baseline') },
        { label: t('report.products.hours'), numeric: true, group: t('report.products.baseline') },
        { label: t('report.products.hours'), numeric: true, group: t('report.products.now') },
        { label: t('report.products.change'), group: t('report.products.now') },
        { label: t('report.products.kept'), numeric: true, group: t('report.products.now') },
        { label: t('report.products.of'), numeric: true, group: t('report.products.now') },
      ],
      rows: rows.map(rowOf),
    },
    note: t('report.products.note', { hours: HOURS_A_DAY }),
  };

  function figureOf(id: string, { product, typology }: Promised): Figure | undefined {
    const from = typology === '' ? measured.byProduct : measured.byTypology;
    return from.find(
      (each) =>
        each.id === id &&
        each.dims.product === product &&
        (typology === '' || each.dims.typology === typology),
    );
  }

  function rowOf(row: Promised): Row {
    const [kept, mean] = [figureOf(COMPLIANCE, row), figureOf(MEAN, row)];
    const now = single(mean?.value);
    const filter = { product: row.product, typology: row.typology || undefined };
    const count = kept?.denominator;
    return {
      cells: [
        {
          text: asking.valueWords('product', row.product),
          under: row.typology === '' ? undefined : asking.valueWords('typology', row.typology),
        },
        { text: row.promise === '' ? t('report.products.none') : row.promise },
        {
          text: row.average === '' ? t('report.noData') : row.average,
          ...against(row.hours, row.promisedHours),
        },
        row.hours === null ? countCell(lang, null) : valueCell(lang, row.hours, 'hours'),
        {
          ...(mean ? valueCell(lang, mean.value, 'hours') : countCell(lang, null)),
          ...against(now, row.promisedHours),
        },
        changeSince(row.hours, now),
        {
          ...valueCell(lang, kept?.value, 'percent'),
          bar: kept ? (single(kept.value) ?? 0) / 100 : undefined,
        },
        {
          ...countCell(lang, count),
          ...(typeof count === 'number' &&
            count > 0 && { href: casesHref(asking, COMPLIANCE, 'denominator', filter) }),
        },
      ],
    };
  }

  /** An average beyond the promise is late, whatever single cases did. */
  function against(hours: number | null, promised: number | null): Pick<Cell, 'state' | 'under'> {
    if (hours === null || promised === null) return {};
    const isLate = hours > promised;
    return {
      state: isLate ? 'overdue' : 'onTime',
      under: t(isLate ? 'report.products.beyond' : 'report.products.within'),
    };
  }

  function changeSince(before: number | null, now: number | null): Cell {
    if (before === null || now === null) return { text: t('report.noData'), value: null };
    const moved = Math.round((now - before) * 100) / 100;
    const words = valueWords(lang, Math.abs(moved), 'hours');
    const key = moved < 0 ? 'report.products.faster' : moved > 0 ? 'report.products.slower' : 'change.same';
    return { text: t(key, { hours: words }), value: moved };
  }
}
