// What is said about message flows and about data that passes from one place to another, in Spanish and English, each with what to do.
import type { ProblemText } from '../../core/problems.ts';

export const exchangeTexts = {
  MESSAGE_FLOW_END: {
    es: 'Se esperaba que el flujo de mensaje saliera de una piscina, una actividad o un evento que envía, y llegara a una piscina, una actividad o un evento que espera, pero su extremo ({end}) «{name}» es {found}; conéctelo a otro elemento o use el evento contrario.',
    en: 'Expected the message flow to leave a pool, an activity or an event that sends, and to reach a pool, an activity or an event that waits, but its end ({end}) "{name}" is a {found}; connect it to another element or use the opposite event.',
  },
  MESSAGE_FLOW_WITHIN_POOL: {
    es: 'Se esperaba un flujo de mensaje entre dos piscinas, pero los dos extremos están en la misma ({process}); use un flujo de secuencia, o un mensaje entre eventos sin dibujar el flujo.',
    en: 'Expected a message flow between two pools, but both ends are in the same one ({process}); use a sequence flow, or a message between events without drawing the flow.',
  },
  MESSAGE_FLOW_PLAIN_EVENT: {
    es: 'Se esperaba un evento de mensaje en el extremo ({end}) del flujo de mensaje, pero «{name}» no lo es; se envía o se espera igual. Cámbielo a evento de mensaje para que se vea.',
    en: 'Expected a message event at the end ({end}) of the message flow, but "{name}" is none; the message is sent or awaited all the same. Make it a message event, so that everybody sees it.',
  },
  MESSAGE_DATA_AMBIGUOUS: {
    es: 'Se esperaba un solo dato para el mensaje de esta tarea, pero hay {sets} conjuntos con «{data}» y nada dice cuál es el del mensaje; deje uno, o reparta el mensaje en otra tarea.',
    en: 'Expected one piece of data for the message of this task, but there are {sets} sets with "{data}" and nothing says which is the message; keep one, or take the message apart in another task.',
  },
  EVENT_DEFINITION_NOT_SHARED: {
    es: 'Se esperaba una definición de evento propia o común a todo el archivo, pero «{id}» pertenece a otro evento; dé a este la suya.',
    en: 'Expected an event definition of its own or one that the whole file shares, but "{id}" belongs to another event; give this one its own.',
  },
  EVENT_DATA_COUNT: {
    es: 'Se esperaba un dato por cada definición del evento que lleva datos ({definitions}), en su orden, pero hay {data}; complételos o quite los que sobran.',
    en: 'Expected one piece of data for each definition of the event that carries some ({definitions}), in their order, but there are {data}; add those that lack or remove the surplus.',
  },
  DATA_TYPE_DIFFERS: {
    es: 'Se esperaba un mismo tipo en los dos extremos, pero «{data}» y «{other}» declaran tipos distintos; declare el mismo o ninguno.',
    en: 'Expected one type at both ends, but "{data}" and "{other}" declare different types; declare the same or none.',
  },
  DATA_TYPE_MISSING: {
    es: 'Se esperaba que «{data}» declarara el tipo de «{other}», pero no declara ninguno y recibe lo que llegue; declárelo o quite el otro.',
    en: 'Expected "{data}" to declare the type of "{other}", but it declares none and takes what comes; declare it or remove the other.',
  },
  DATA_COLLECTION_DIFFERS: {
    es: 'Se esperaba que «{data}» y su tipo «{type}» dijeran lo mismo, pero uno dice que es una lista y el otro que no; vale lo que contenga. Corrija uno de los dos.',
    en: 'Expected "{data}" and its type "{type}" to say the same, but one says that it is a list and the other that it is none; what it holds counts. Correct one of them.',
  },
  DATA_ASSOCIATION_REVERSED: {
    es: 'Se esperaba que los datos fueran de lo que se puede leer a lo que se puede escribir, pero el extremo ({end}) «{data}» de la asociación es {found}; dibújela en el otro sentido.',
    en: 'Expected data to go from what can be read to what can be written, but the end ({end}) "{data}" of the association is a {found}; draw it the other way round.',
  },
  DATA_SOURCES_AMBIGUOUS: {
    es: 'Se esperaba un solo dato de origen en la asociación, pero hay varios ({data}) y nada dice cómo se unen; deje uno, o escriba la transformación que los une.',
    en: 'Expected one source in the data association, but there are several ({data}) and nothing says how they are joined; keep one, or write the transformation that joins them.',
  },
  TRANSFORMATION_EMPTY: {
    es: 'Se esperaba una expresión en la transformación de la asociación de datos, pero está vacía; escríbala o bórrela.',
    en: 'Expected an expression in the transformation of the data association, but it is empty; write it or delete it.',
  },
  SUBPROCESS_WITH_DATA: {
    es: 'Se esperaba un subproceso sin entradas ni salidas propias, pero declara «{data}» y nada lo llena; léalo dentro directamente, o use una actividad de llamada.',
    en: 'Expected a subprocess without inputs and outputs of its own, but it declares "{data}" and nothing fills it; read the data inside directly, or use a call activity.',
  },
  CALL_DATA_DIFFERS: {
    es: 'Se esperaba que la llamada diera y tomara lo que declara «{called}», pero en {side} hay {given} y allí {declared}, o sus tipos difieren; hágalos coincidir.',
    en: 'Expected the call to give and take what "{called}" declares, but {side} are {given} here and {declared} there, or their types differ; make them agree.',
  },
} satisfies Record<string, ProblemText>;
