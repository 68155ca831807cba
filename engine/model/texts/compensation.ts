// What is said about compensation and transactions, in Spanish and English, each with what to do.
import type { ProblemText } from '../../core/problems.ts';

export const compensationTexts = {
  COMPENSATION_WITHOUT_ACTIVITY: {
    es: 'Se esperaba una actividad asociada que deshaga, pero este evento de compensación no tiene y no deshará nada; únalo con una asociación a una actividad marcada para compensación.',
    en: 'Expected an associated activity that undoes, but this compensation event has none and undoes nothing; join it by an association to an activity marked for compensation.',
  },
  COMPENSATION_WITH_FLOWS: {
    es: 'Se esperaba un evento de compensación sin flujos de salida, pero tiene y no se tomarán nunca; use una asociación con la actividad que deshace.',
    en: 'Expected a compensation event without outgoing flows, but it has some and they are never taken; use an association with the activity that undoes.',
  },
  COMPENSATION_NOT_VISIBLE: {
    es: 'Se esperaba una actividad del mismo nivel que este evento, pero «{activity}» está en otro y no se deshará desde aquí; lance la compensación donde está, o deje el evento sin actividad.',
    en: 'Expected an activity on the same level as this event, but "{activity}" is on another and is not undone from here; throw the compensation where it is, or leave the event without an activity.',
  },
  COMPENSATION_OF_PROCESS: {
    es: 'Se esperaba un subproceso alrededor de este subproceso de evento de compensación, pero está en el proceso, que no se deshace como un todo; póngalo dentro del subproceso que debe deshacer.',
    en: 'Expected a subprocess around this compensation event subprocess, but it is in the process, which is not undone as a whole; put it into the subprocess that it has to undo.',
  },
  HANDLER_NOT_MARKED: {
    es: 'Se esperaba que «{handler}» estuviera marcada para compensación, pero no lo está; márquela para que se vea que solo deshace.',
    en: 'Expected "{handler}" to be marked for compensation, but it is not; mark it, so that everybody sees that it only undoes.',
  },
  HANDLER_WITH_FLOWS: {
    es: 'Se esperaba una actividad de compensación fuera del flujo normal, pero tiene flujos; bórrelos: se ejecuta solo cuando se deshace la actividad a la que está asociada.',
    en: 'Expected a compensation activity outside the normal flow, but it has flows; delete them: it runs only when the activity that it is associated with is undone.',
  },
  HANDLER_OF_NOTHING: {
    es: 'Se esperaba un evento de compensación asociado a esta actividad, pero no hay ninguno y no se ejecutará; asóciela al evento de borde de la actividad que deshace.',
    en: 'Expected a compensation event associated with this activity, but there is none and it never runs; associate it with the boundary event of the activity that it undoes.',
  },
  CANCEL_OUTSIDE_TRANSACTION: {
    es: 'Se esperaba una transacción alrededor de este fin de cancelación, pero no hay ninguna y no se sabe qué cancelar; póngalo dentro de una transacción o use otro fin.',
    en: 'Expected a transaction around this cancel end event, but there is none and nothing says what to cancel; put it into a transaction or use another end.',
  },
  CANCEL_WITHOUT_BOUNDARY: {
    es: 'Se esperaba un evento de borde de cancelación en «{transaction}», pero no tiene y al cancelarse se detendrá con un incidente; agréguelo.',
    en: 'Expected a cancel boundary event on "{transaction}", but it has none and stops with an incident when it is canceled; add one.',
  },
} satisfies Record<string, ProblemText>;
