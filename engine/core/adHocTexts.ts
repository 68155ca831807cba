// What is said when an activity of an ad-hoc subprocess cannot begin.
import type { ProblemText } from './problems.ts';

export const adHocTexts = {
  AD_HOC_ACTIVITY_UNKNOWN: {
    es: 'Se esperaba una actividad del subproceso ad hoc que se pueda empezar ({enabled}), pero llegó {element}. Elija una de ellas.',
    en: 'Expected an activity of the ad-hoc subprocess that can begin ({enabled}), but got {element}. Choose one of them.',
  },
  AD_HOC_ENDING: {
    es: 'Se esperaba un subproceso ad hoc en curso, pero {key} ya se cumplió y solo espera lo que falta. No empiece más actividades.',
    en: 'Expected a running ad-hoc subprocess, but {key} is done and only waits for what still runs. Begin no more activities.',
  },
} satisfies { [code: string]: ProblemText };
