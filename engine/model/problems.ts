// The catalog of what can be wrong with a model: "Expected ... but ...; do ...", with `{name}` where a value goes.
import type { ProblemText } from '../core/problems.ts';
import { styleTexts } from './style/texts.ts';
import { camundaTexts } from './texts/camunda.ts';
import { compensationTexts } from './texts/compensation.ts';
import { documentTexts } from './texts/document.ts';
import { elementTexts } from './texts/elements.ts';
import { exchangeTexts } from './texts/exchange.ts';
import { pathTexts } from './texts/paths.ts';
import { referenceTexts } from './texts/references.ts';
import { slaTexts } from './texts/slas.ts';
import { surroundingTexts } from './texts/surroundings.ts';
import { tokenTexts } from './texts/tokens.ts';

export type Locale = 'es' | 'en';

export const problemTexts: ReadonlyMap<string, ProblemText> = new Map<string, ProblemText>(
  Object.entries({
    ...documentTexts,
    ...referenceTexts,
    ...elementTexts,
    ...surroundingTexts,
    ...tokenTexts,
    ...camundaTexts,
    ...compensationTexts,
    ...exchangeTexts,
    ...pathTexts,
    ...slaTexts,
    ...styleTexts,
  }),
);
