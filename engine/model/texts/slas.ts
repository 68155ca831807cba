// What is said about the service level clocks that a drawing declares.
import type { ProblemText } from '../../core/problems.ts';

export const slaTexts = {
  SLA_MISPLACED: {
    es: 'Se esperaba cauce:sla en el proceso, un subproceso o una actividad, pero está en otro elemento ({tag}). Muévalo.',
    en: 'Expected cauce:sla on the process, a subprocess or an activity, but it is on another element ({tag}). Move it.',
  },
  SLA_METRIC_UNKNOWN: {
    es: 'Se esperaba que el ANS «{sla}» midiera una de estas cosas: {known}, pero dice «{found}». Corrija metric.',
    en: 'Expected SLA “{sla}” to measure one of these: {known}, but it says “{found}”. Correct metric.',
  },
  SLA_WITHOUT_CALENDAR: {
    es: 'Se esperaba un calendario para el ANS «{sla}», pero no nombra ninguno. Agregue calendar, por ejemplo co-legal.',
    en: 'Expected a calendar for SLA “{sla}”, but it names none. Add calendar, for example co-legal.',
  },
  SLA_TARGET_UNREADABLE: {
    es: 'Se esperaba que la meta del ANS «{sla}» fuera un número, una duración, una fecha y hora, FEEL o decision:ID, pero dice «{found}». Corrija target.',
    en: 'Expected the target of SLA “{sla}” to be a number, a duration, a date and time, FEEL or decision:ID, but it says “{found}”. Correct target.',
  },
  SLA_WARNING_UNREADABLE: {
    es: 'Se esperaba un aviso del ANS «{sla}» como 75% o P2D, pero dice «{found}». Corrija warnAt.',
    en: 'Expected a warning of SLA “{sla}” such as 75% or P2D, but it says “{found}”. Correct warnAt.',
  },
  SLA_ELEMENT_UNKNOWN: {
    es: 'Se esperaba que {attribute} del ANS «{sla}» nombrara elementos dentro de lo que mide, pero {element} no está ahí. Use el id de uno.',
    en: 'Expected {attribute} of SLA “{sla}” to name elements inside what it measures, but {element} is not there. Use the id of one.',
  },
  SLA_EXTENSION_UNSAID: {
    es: 'Se esperaba a cuánto amplían esos pasos el ANS «{sla}», pero no lo dice. Agregue extendTo.',
    en: 'Expected what those steps extend SLA “{sla}” to, but it does not say. Add extendTo.',
  },
} satisfies { [code: string]: ProblemText };
