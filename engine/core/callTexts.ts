// What is said when one process cannot call another: the texts of the incidents that stand on the call activity.
import type { ProblemText } from './problems.ts';

export const callTexts = {
  CALLED_PROCESS_NOT_FOUND: {
    es: 'Se esperaba el proceso {process}, pero no está desplegado. Despliéguelo y reintente.',
    en: 'Expected process {process}, but it is not deployed. Deploy it and retry.',
  },
  CALLED_PROCESS_WITHOUT_START: {
    es: 'Se esperaba que el proceso {process} tuviera un evento de inicio simple, pero no tiene y no se puede llamar. Agréguelo, despliéguelo y reintente.',
    en: 'Expected process {process} to have a plain start event, but it has none and cannot be called. Add one, deploy it and retry.',
  },
  CALLED_VERSION_NOT_A_NUMBER: {
    es: 'Se esperaba el número de versión del proceso {process}, pero {expression} dio {result}. Corríjalo y reintente.',
    en: 'Expected the version number of process {process}, but {expression} gave {result}. Correct it and retry.',
  },
  BUSINESS_KEY_NOT_TEXT: {
    es: 'Se esperaba un texto o número como clave de negocio, pero {expression} dio {result}. Corrija la variable y reintente.',
    en: 'Expected a text or number as the business key, but {expression} gave {result}. Correct the variable and retry.',
  },
  CALL_TOO_DEEP: {
    es: 'Se esperaban a lo sumo {limit} procesos que se llaman unos a otros, pero {process} sería uno más. Revise si alguno se llama a sí mismo.',
    en: 'Expected at most {limit} processes that call each other, but {process} would be one more. Check whether one calls itself.',
  },
  TOO_MANY_INSTANCES: {
    es: 'Se esperaban a lo sumo {limit} instancias en un caso, pero {process} sería una más. Revise si un proceso se llama a sí mismo más de una vez.',
    en: 'Expected at most {limit} instances in one case, but {process} would be one more. Check whether a process calls itself more than once.',
  },
} satisfies { [code: string]: ProblemText };
