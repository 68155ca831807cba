// What happened to cases, appended as it is committed; what each case amounts to; and the sums of that by period.
import type { Knex } from 'knex';
import { createTable } from '../schemaBuilding.ts';

/** A fact's dimensions, but for those that its process says. */
const dimensions = [
  'product',
  'channel',
  'area',
  'segment',
  'typology',
  'type',
  'topic',
  'site',
  'lane',
  'person',
  'source',
];

const filtered = ['product', 'channel', 'area', 'segment', 'typology', 'type'];

export async function up(db: Knex): Promise<void> {
  await createTable(db, 'cauce_facts', (t) => {
    /** Order of commit, for who advances by watermark. */
    t.specificType('position', 'integer').primary();
    t.bigInteger('instance_key').notNullable();
    t.integer('sequence').notNullable();
    t.integer('index').notNullable();
    t.text('tenant_id').notNullable();
    t.bigInteger('case_key').notNullable();
    t.text('kind').notNullable();
    t.bigInteger('at').notNullable();
    /** What it happened to: a task, an activity, a clock. */
    t.bigInteger('subject_key');
    t.text('element');
    t.text('person');
  });
  await createTable(
    db,
    'cauce_case_facts',
    (t) => {
      t.text('tenant_id').notNullable();
      /** Key of the root instance; below 0: an imported figure's own number. */
      t.bigInteger('case_key').notNullable();
      t.integer('number').notNullable();
      /** '' for imported figures. */
      t.text('process_id').notNullable();
      t.text('kind').notNullable();
      /** Days since 1970 of the civil date where the process is. */
      t.integer('day').notNullable();
      t.bigInteger('at').notNullable();
      t.integer('version');
      t.text('element');
      for (const dimension of dimensions) t.text(dimension);
      /** JSON. */
      t.text('values').notNullable();
      t.primary(['tenant_id', 'case_key', 'number']);
      // With what facts are most often filtered by, so that filters need not look at rows.
      t.index(
        ['tenant_id', 'process_id', 'kind', 'day', 'case_key', 'number', ...filtered],
        'cauce_case_facts_by_day',
      );
    },
    { clustered: true },
  );
  await createTable(
    db,
    'cauce_rollups',
    (t) => {
      t.text('tenant_id').notNullable();
      t.text('process_id').notNullable();
      /** `month`, or `day`. */
      t.text('grain').notNullable();
      /** Month: year x 12 + month from 0; day: days since 1970. */
      t.integer('period').notNullable();
      /** '' for all facts; else one dimension and its value. */
      t.text('dimension').notNullable();
      t.text('value').notNullable();
      /** JSON: aggregates of each indicator. */
      t.text('data').notNullable();
      t.primary(['tenant_id', 'process_id', 'grain', 'dimension', 'period', 'value']);
    },
    { clustered: true },
  );
  await createTable(db, 'cauce_rollup_states', (t) => {
    t.text('tenant_id').notNullable();
    /** '' for the facts; else the process whose rollups it is about. */
    t.text('process_id').notNullable();
    /** Of `cauce_facts`: everything up to it is in; null while nothing is. */
    t.bigInteger('position');
    /** Of what it was computed with: definitions, declaration, calendars. */
    t.text('basis').notNullable();
    /** Due dates that passed until then are in. */
    t.bigInteger('until').notNullable();
    t.bigInteger('computed_at').notNullable();
    t.primary(['tenant_id', 'process_id']);
  });
  /** Figures that somebody brought, each import whole, the later of the same name, dimensions and dates in force. */
  await createTable(db, 'cauce_figures', (t) => {
    t.specificType('key', 'integer').primary();
    t.text('tenant_id').notNullable();
    t.text('name').notNullable();
    t.integer('from_day').notNullable();
    t.integer('to_day').notNullable();
    /** Canonical JSON. */
    t.text('dims').notNullable();
    t.text('subject').notNullable();
    t.double('value').notNullable();
    t.text('source').notNullable();
    t.text('file_hash');
    t.bigInteger('imported_at').notNullable();
    t.text('imported_by').notNullable();
    /** Key of the figure that took its place. */
    t.bigInteger('replaced_by');
    t.index(['tenant_id', 'name', 'from_day']);
  });
}
