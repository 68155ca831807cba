// knex prints what it also throws: on standard output, among what a command was asked to print.
import type { Knex } from 'knex';

const nothing = () => {};

export const silent: Knex.Logger = { warn: nothing, error: nothing, deprecate: nothing, debug: nothing };
