// All built-in functions, by name.
import { bindBuiltins } from './binding.ts';
import { CONVERSION } from './conversion.ts';

export const BUILTINS = bindBuiltins([...CONVERSION]);
