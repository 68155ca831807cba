// What is said about models of Camunda 7 that cannot run as they were, in Spanish and English, each with what to do.
import type { ProblemText } from '../../core/problems.ts';

export const camundaTexts = {
  CAMUNDA_EXPRESSION_NOT_CONVERTED: {
    es: 'Se esperaba una expresión que se pueda decir en FEEL, pero «{expression}» ({attribute}) no se puede[, por «{part}»] y cuenta como si no estuviera; escríbala en FEEL, o calcule antes el valor en una variable.',
    en: 'Expected an expression that FEEL can say, but "{expression}" ({attribute}) cannot be said[, for "{part}"] and counts as absent; write it in FEEL, or compute the value into a variable before.',
  },
  CAMUNDA_DELEGATE_AS_JOB: {
    es: 'Se esperaba un trabajo sin código de Java, pero lo hace «{implementation}», que aquí no se ejecuta; atienda los trabajos de tipo «{jobType}», o quite la implementación para que lo haga una persona.',
    en: 'Expected work without code, but "{implementation}" does it, which is not run here; work on jobs of the type "{jobType}", or remove the implementation so that a person does it.',
  },
  CAMUNDA_DECISION_RESULT: {
    es: 'Se esperaba que «{variable}» reciba una sola entrada (singleEntry), pero el modelo pide «{shape}»; llega lo que la decisión da: un valor, un contexto o una lista. Revise las expresiones que la leen.',
    en: 'Expected "{variable}" to receive a single entry (singleEntry), but the model asks for "{shape}"; what the decision gives arrives: a value, a context or a list. Review the expressions that read it.',
  },
  CAMUNDA_LISTENER_NOT_EXECUTED: {
    es: 'Se esperaba un elemento sin oyentes en código, pero tiene uno ({listener}, {event}) con «{implementation}», que no se ejecuta; dibuje una tarea de servicio o de envío que haga lo mismo, o quítelo.',
    en: 'Expected an element without listeners in code, but it has one ({listener}, {event}) with "{implementation}", which is not executed; draw a service or send task that does the same, or remove it.',
  },
  CAMUNDA_NOT_EXECUTED: {
    es: 'Se esperaban solo propiedades que aquí se ejecutan, pero «{what}» («{value}») no se ejecuta y se deja de lado; quítela, o dibuje lo que hacía.',
    en: 'Expected only properties that are executed here, but "{what}" ("{value}") is not and is left aside; remove it, or draw what it did.',
  },
  EMBEDDED_FORM_UNREADABLE: {
    es: 'Se esperaba en el proceso el formulario «{form}» en JSON, pero no está o no se puede leer y se usa uno generado; guárdelo de nuevo desde el modelador, o enlace un formulario desplegado.',
    en: 'Expected the form "{form}" in the process, in JSON, but it is not there or cannot be read and a generated one is used; save it again from the modeler, or link a deployed form.',
  },
  CAMUNDA_NOT_DECLARED: {
    es: 'Se esperaba que «{id}» ({property}) estuviera declarado en el archivo, pero no lo está; se toma por su código o nombre, como en Camunda 7. Declárelo con ese identificador.',
    en: 'Expected "{id}" ({property}) to be declared in the file, but it is not; it is taken for its code or name, as in Camunda 7. Declare it with that id.',
  },
  CAMUNDA_BESIDE_ZEEBE: {
    es: 'Se esperaban extensiones de una sola versión de Camunda, pero el archivo usa las de la 8 (zeebe) y las de la 7 (camunda); se leen las de la 8. Guárdelo en el modelador para una de las dos.',
    en: 'Expected the extensions of one version of Camunda, but the file uses those of 8 (zeebe) and of 7 (camunda); those of 8 are read. Save it in the modeler for one of the two.',
  },
} satisfies Record<string, ProblemText>;
