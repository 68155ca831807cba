// What is said about a file that cannot be read as BPMN, in Spanish and English, each with what to do.
import type { ProblemText } from '../../core/problems.ts';

export const documentTexts = {
  FILE_TOO_LARGE: {
    es: 'Se esperaba un archivo de hasta {limit} bytes, pero tiene {bytes}; divida el diagrama en procesos que se llamen entre sí o quite imágenes incrustadas.',
    en: 'Expected a file of at most {limit} bytes, but it has {bytes}; split the diagram into processes that call each other, or remove embedded images.',
  },
  TOO_MANY_ELEMENTS: {
    es: 'Se esperaba un archivo de hasta {limit} nodos y flujos, pero tiene {elements}; divida el diagrama en procesos que se llamen entre sí, cada uno en su archivo.',
    en: 'Expected a file of at most {limit} nodes and flows, but it has {elements}; split the diagram into processes that call each other, each in a file of its own.',
  },
  ENCODING_NOT_SUPPORTED: {
    es: 'Se esperaba texto en UTF-8, pero los bytes no lo son ni corresponden a la codificación declarada ({encoding}); guarde el archivo en UTF-8.',
    en: 'Expected text in UTF-8, but the bytes are neither that nor the declared encoding ({encoding}); save the file in UTF-8.',
  },
  ENCODING_NOT_UTF8: {
    es: 'Se esperaba UTF-8, pero el archivo declara {encoding}; se leyó, pero conviene guardarlo en UTF-8 para que se vea igual en todas partes.',
    en: 'Expected UTF-8, but the file declares {encoding}; it was read, but save it in UTF-8 so that it looks the same everywhere.',
  },
  DOCTYPE_FORBIDDEN: {
    es: 'Se esperaba BPMN sin definición de tipo de documento, pero hay un DOCTYPE en la línea {line}; bórrelo.',
    en: 'Expected BPMN without a document type, but there is a DOCTYPE in line {line}; delete it.',
  },
  XML_TOO_DEEP: {
    es: 'Se esperaban hasta {limit} niveles de elementos, pero la línea {line} está más adentro; saque subprocesos anidados a procesos propios.',
    en: 'Expected at most {limit} levels of elements, but line {line} is deeper; move nested subprocesses to processes of their own.',
  },
  XML_MALFORMED: {
    es: 'Se esperaba XML bien formado, pero en la línea {line}, columna {column}, hay texto que no lo es; corrija el archivo o vuelva a exportarlo.',
    en: 'Expected well-formed XML, but at line {line}, column {column} there is text that is none; correct the file or export it again.',
  },
  XML_ENDS_EARLY: {
    es: 'Se esperaba XML completo, pero lo que está abierto en la línea {line}, columna {column}, no se cierra antes del fin del archivo; vuelva a exportarlo o a subirlo completo.',
    en: 'Expected complete XML, but what is open at line {line}, column {column} is not closed before the file ends; export or upload the whole file again.',
  },
  XML_TAGS_MISMATCHED: {
    es: 'Se esperaba que cada etiqueta cerrara la última abierta, pero la de la línea {line}, columna {column}, cierra otra; corrija esa etiqueta o vuelva a exportar el archivo.',
    en: 'Expected every tag to close the last one opened, but the one at line {line}, column {column} closes another; correct that tag or export the file again.',
  },
  XML_ATTRIBUTE_MALFORMED: {
    es: 'Se esperaban atributos de la forma nombre="valor", cada uno una vez, pero los de la línea {line}, columna {column}, no lo son; corríjalos o vuelva a exportar el archivo.',
    en: 'Expected attributes of the form name="value", each once, but those at line {line}, column {column} are not; correct them or export the file again.',
  },
  XML_NOT_UNDERSTOOD: {
    es: 'Se esperaba un elemento legible, pero <{tag}> en la línea {line} no se pudo leer: {detail}; corríjalo o bórrelo.',
    en: 'Expected a readable element, but <{tag}> in line {line} could not be read: {detail}; correct or delete it.',
  },
  PREFIX_UNDECLARED: {
    es: 'Se esperaba un prefijo declarado, pero «{prefix}» en la línea {line} no tiene espacio de nombres y se ignora; declárelo con xmlns:{prefix} o bórrelo.',
    en: 'Expected a declared prefix, but "{prefix}" in line {line} has no namespace and is ignored; declare it with xmlns:{prefix} or delete it.',
  },
  NOT_BPMN: {
    es: 'Se esperaba un documento BPMN 2.0 (raíz «definitions» del espacio {namespace}), pero la raíz es «{found}»; exporte el diagrama como BPMN 2.0.',
    en: 'Expected a BPMN 2.0 document (root "definitions" of {namespace}), but the root is "{found}"; export the diagram as BPMN 2.0.',
  },
  NO_PROCESS: {
    es: 'Se esperaba al menos un proceso, pero el archivo solo tiene: {found}; dibuje el proceso dentro de la piscina.',
    en: 'Expected at least one process, but the file only has: {found}; draw the process inside the pool.',
  },
  PROCESS_EMPTY: {
    es: 'Se esperaban eventos o tareas en el proceso, pero está vacío; dibuje al menos un elemento o borre el proceso.',
    en: 'Expected events or tasks in the process, but it is empty; draw at least one element or delete the process.',
  },
  UNKNOWN_ELEMENT: {
    es: 'Se esperaba un elemento de BPMN, pero <{tag}> (línea {line}) no existe en BPMN 2.0; corrija su nombre o bórrelo.',
    en: 'Expected an element of BPMN, but <{tag}> (line {line}) does not exist in BPMN 2.0; correct its name or delete it.',
  },
  MISPLACED_ELEMENT: {
    es: 'Se esperaba un elemento permitido en este lugar, pero <{tag}> (línea {line}) no puede estar aquí; muévalo al elemento que le corresponde.',
    en: 'Expected an element that may stand here, but <{tag}> (line {line}) may not; move it to the element that it belongs to.',
  },
  ELEMENT_IGNORED: {
    es: 'Se esperaba un elemento de BPMN, pero <{tag}> (línea {line}) es de otra herramienta y se ignora; muévalo a extensionElements si debe conservar su lugar.',
    en: 'Expected an element of BPMN, but <{tag}> (line {line}) is of another tool and is ignored; move it into extensionElements if it has to stay.',
  },
  UNKNOWN_EXTENSION: {
    es: 'Se esperaba una extensión conocida, pero <{tag}> (línea {line}) no lo es y se ignora; revise su nombre.',
    en: 'Expected a known extension, but <{tag}> (line {line}) is none and is ignored; check its name.',
  },
  UNKNOWN_ATTRIBUTE: {
    es: 'Se esperaban atributos de BPMN, pero «{attribute}» no lo es y se ignora; corrija su nombre o bórrelo.',
    en: 'Expected attributes of BPMN, but "{attribute}" is none and is ignored; correct its name or delete it.',
  },
  UNEXPECTED_TEXT: {
    es: 'Se esperaban solo elementos, pero en la línea {line} hay texto suelto («{text}») que se ignora; bórrelo.',
    en: 'Expected elements only, but line {line} holds loose text ("{text}") that is ignored; delete it.',
  },
  INVALID_CHARACTER: {
    es: 'Se esperaba texto legible, pero «{property}» contiene el carácter {character}, que no se puede guardar; escriba el texto de nuevo.',
    en: 'Expected readable text, but "{property}" holds the character {character}, which cannot be stored; type the text again.',
  },
  TOO_MANY_PROBLEMS: {
    es: 'Se esperaban menos problemas, pero hay más de {limit} y el resto no se muestra; corrija los primeros y vuelva a intentarlo.',
    en: 'Expected fewer problems, but there are more than {limit} and the rest is not shown; correct the first ones and try again.',
  },
  MODEL_TOO_SLOW: {
    es: 'Se esperaba leer el archivo en {limit} ms, pero tardó más; quite repeticiones, atributos desconocidos o identificadores duplicados, o divida el diagrama.',
    en: 'Expected to read the file within {limit} ms, but it took longer; remove repetitions, unknown attributes or duplicate ids, or split the diagram.',
  },
  MODEL_TOO_LARGE: {
    es: 'Se esperaba leer el archivo con {limit} MB de memoria, pero necesita más; divida el diagrama.',
    en: 'Expected to read the file with {limit} MB of memory, but it needs more; split the diagram.',
  },
} satisfies Record<string, ProblemText>;
