// Parts of the full run only, beside those that the package has itself.
import { feel } from './feel.mjs';
import { multiInstance } from './multiInstance.mjs';

export const longParts = { feel, multiInstance };
