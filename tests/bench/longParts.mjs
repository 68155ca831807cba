// Parts of the full run only, beside those that the package has itself.
import { ablation } from './ablation.mjs';
import { feel } from './feel.mjs';
import { growth } from './growth.mjs';
import { multiInstance } from './multiInstance.mjs';
import { scaleParts } from './scale/parts.mjs';

export const longParts = { ablation, growth, feel, multiInstance, ...scaleParts };
