// Why findings about work and its data matter: tasks, lanes, calls, conditions, expressions.
import type { ProblemText } from '../../problemSentence.ts';

export const workExplanations = {
  TASK_WITHOUT_PEOPLE: {
    es: 'Sin carril ni grupo, la tarea no aparece en la bandeja de nadie más que los administradores. Basta dibujarla dentro del carril de quien la hace.',
    en: "Without a lane or a group, the task shows in nobody's list but the administrators'. Drawing it inside the lane of who does it is enough.",
  },
  LANE_WITHOUT_NAME: {
    es: 'El nombre del carril es el grupo que recibe sus tareas. Debe ser igual al de un grupo de personas (roles.json).',
    en: 'The name of a lane is the group that gets its tasks. It has to be the same as that of a group of people (roles.json).',
  },
  STYLE_ELEMENT_WITHOUT_LANE: {
    es: 'En un diagrama con carriles, lo que queda por fuera no tiene responsable a la vista, y sus tareas no le llegan a ningún grupo.',
    en: 'On a drawing with lanes, what lies outside of them has no visible owner, and its tasks reach no group.',
  },
  CALL_WITHOUT_PROCESS: {
    es: 'Una actividad de llamada ejecuta otro proceso y espera a que termine. Sin decir cuál, es una tarea más para su carril.',
    en: 'A call activity runs another process and waits for its end. Without saying which, it is one more task for its lane.',
  },
  CALL_WITHOUT_START: {
    es: 'Quien llama no trae mensaje ni hora: el proceso llamado necesita un inicio sin nada adentro.',
    en: 'Who calls brings neither message nor time: the called process needs a start event with nothing inside.',
  },
  CONDITION_NOT_FEEL: {
    es: 'Un texto que comienza con «=» lo calcula el motor (por ejemplo =monto > 1000000). Sin «=» es una nota para personas, y la compuerta pregunta a una persona.',
    en: 'A text that begins with "=" is computed by the engine (for instance =amount > 1000000). Without "=" it is a note for people, and the gateway asks a person.',
  },
  CONDITION_NEVER_BOOLEAN: {
    es: 'Una condición tiene que poder responderse con sí o no. «=estado» es un texto; «=estado = "aprobado"» es una condición.',
    en: 'A condition has to be answered with yes or no. "=state" is a text; "=state = "approved"" is a condition.',
  },
  FEEL_SYNTAX: {
    es: 'FEEL se escribe casi como se habla: =monto > 1000 and tipo = "Queja". Los textos van entre comillas dobles, los decimales con punto, y se compara con un solo «=».',
    en: 'FEEL is written almost as one speaks: =amount > 1000 and type = "Complaint". Texts stand in double quotes, decimals use a point, and one "=" compares.',
  },
  FEEL_UNKNOWN_FUNCTION: {
    es: 'Los nombres de las funciones llevan espacios y minúsculas: string length(x), list contains(x, y), date and time(x).',
    en: 'Names of functions hold spaces and small letters: string length(x), list contains(x, y), date and time(x).',
  },
  FEEL_NO_VARIABLE: {
    es: 'La expresión nombra un dato que nadie da antes: ni un formulario, ni una decisión, ni una salida. Suele ser una diferencia de mayúsculas o tildes.',
    en: 'The expression names a value that nobody gives before: no form, no decision, no output. Often capitals or accents differ.',
  },
  VARIABLE_NAME_RESERVED: {
    es: 'Ese nombre lo usa el propio lenguaje en que se guardan los datos, y el valor se perdería sin aviso.',
    en: 'The language that data are kept in uses this name itself, and the value would be lost without notice.',
  },
  REPETITION_WITHOUT_COUNT: {
    es: 'La actividad está marcada para repetirse (tres rayas), una vez por cada elemento de una lista; falta decir de cuál lista.',
    en: 'The activity is marked to repeat (three strokes), once for each item of a list; which list is not said.',
  },
  LOOP_TWICE: {
    es: 'Se repite «mientras se cumpla algo» (flecha circular) o «una vez por cada elemento» (tres rayas); las dos a la vez no tienen un sentido único.',
    en: 'It repeats "while something holds" (round arrow) or "once for each item" (three strokes); both at once have no single meaning.',
  },
  EXTENSION_WITHOUT_EFFECT: {
    es: 'El archivo trae una propiedad de otra herramienta que aquí no cambia nada. Dejarla puede hacer creer que algo pasa.',
    en: 'The file holds a property of another tool that changes nothing here. Leaving it may make people believe that something happens.',
  },
  CAMUNDA_DELEGATE_AS_JOB: {
    es: 'En Camunda 7 este paso era código Java. Aquí el trabajo queda pendiente para un programa externo con ese tipo de trabajo, o para una persona si se quita la implementación.',
    en: 'In Camunda 7 this step was Java code. Here its work waits for an outside program with that job type, or for a person where the implementation is removed.',
  },
  STYLE_ACTIVITY_WITHOUT_NAME: {
    es: 'El nombre es lo que la persona lee en su bandeja, en el correo y en los informes.',
    en: 'The name is what people read in their list of tasks, in mails and in reports.',
  },
  STYLE_GATEWAY_WITHOUT_QUESTION: {
    es: 'Una compuerta es una pregunta y sus flujos son las respuestas. Si nadie pone condiciones, es la pregunta que se le hace a la persona en su formulario.',
    en: 'A gateway is a question and its flows are the answers. Where nobody writes conditions, it is the question that a person is asked in the form.',
  },
  STYLE_FLOW_WITHOUT_ANSWER: {
    es: 'La respuesta es lo que ve quien elige, y lo que explica en la historia por qué el caso se fue por ahí.',
    en: 'The answer is what people see when they choose, and what explains in the history why the case went that way.',
  },
  STYLE_NAME_REPEATED: {
    es: 'En la bandeja, en los informes y en los indicadores, dos pasos del mismo nombre se leen como uno solo.',
    en: 'In lists of tasks, reports and indicators, two steps of one name read as one.',
  },
} as const satisfies Record<string, ProblemText>;
