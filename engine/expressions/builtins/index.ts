// All built-in functions, by name.
import { AGGREGATE } from './aggregate.ts';
import { bindBuiltins } from './binding.ts';
import { CONTEXT } from './context.ts';
import { CONVERSION } from './conversion.ts';
import { LIST } from './list.ts';
import { NUMERIC } from './numeric.ts';
import { RANGE } from './range.ts';
import { STRING } from './string.ts';
import { TEMPORAL } from './temporal.ts';

export const BUILTINS = bindBuiltins([
  ...CONVERSION,
  ...NUMERIC,
  ...STRING,
  ...LIST,
  ...AGGREGATE,
  ...CONTEXT,
  ...TEMPORAL,
  ...RANGE,
]);
