// What is said when a service level clock cannot be what a drawing or a person wants of it.
import type { ProblemText } from './problems.ts';

export const clockTexts = {
  SLA_REASON_MISSING: {
    es: 'Se esperaba un motivo, pero llegó vacío. Escriba por qué: queda en el historial del plazo.',
    en: 'Expected a reason, but it is empty. Write why: it stays in the ledger of the clock.',
  },
  SLA_CLOCK_NOT_FOUND: {
    es: 'Se esperaba un plazo en curso, pero {key} ya terminó o no existe. Consulte los plazos del caso.',
    en: 'Expected a running clock, but {key} has ended or does not exist. Look at the clocks of the case.',
  },
  SLA_PAUSE_NOT_ALLOWED: {
    es: 'Se esperaba que el caso estuviera en una espera que pausa «{sla}» ({states}), pero no lo está. El plazo sigue corriendo.',
    en: 'Expected the case to be in a wait that pauses “{sla}” ({states}), but it is not. The clock goes on.',
  },
  SLA_PAUSE_ENDS_IN_THE_FUTURE: {
    es: 'Se esperaba que la pausa ya hubiera terminado, pero su fin es futuro. Déjela abierta y reanude el plazo cuando termine.',
    en: 'Expected the pause to have ended, but its end is in the future. Leave it open and resume the clock when it ends.',
  },
  SLA_EXTENSION_WITHOUT_TERM: {
    es: 'Se esperaba a cuánto se amplía «{sla}», pero no llegó ni término ni fecha. Indique el término total o la nueva fecha.',
    en: 'Expected what “{sla}” is extended to, but neither term nor date came. Give the whole term or the new date.',
  },
  SLA_NOTICE_REQUIRED: {
    es: 'Se esperaba el aviso a quien se le prometió «{sla}», pero no está y su vencimiento se movería. Avísele y dígalo, o deje el vencimiento como está.',
    en: 'Expected notice to whom “{sla}” was promised, but there is none and its due date would move. Tell them and say so, or leave the due date as it is.',
  },
  SLA_TARGET_NOT_VALID: {
    es: 'Se esperaba que la meta de «{sla}» fuera un número, una duración, una fecha y hora o un contexto con término, modo y calendario, pero dio {result}. Corrija el diagrama o las variables y reintente.',
    en: 'Expected the target of “{sla}” to be a number, a duration, a date and time or a context of term, mode and calendar, but it gave {result}. Correct the drawing or the variables and retry.',
  },
  SLA_START_NOT_VALID: {
    es: 'Se esperaba que el inicio de «{sla}» fuera una fecha y hora, pero dio {result}. Corrija el diagrama o las variables y reintente.',
    en: 'Expected the start of “{sla}” to be a date and time, but it gave {result}. Correct the drawing or the variables and retry.',
  },
} satisfies { [code: string]: ProblemText };
