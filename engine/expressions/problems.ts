// What is said about FEEL that cannot be read or evaluated; a part in brackets is said where its values are known.

export const feelTexts = {
  FEEL_SYNTAX: {
    es: 'Se esperaba una expresión FEEL, pero «{expression}» no lo es cerca de «{near}» (posición {position}[, regla {rule}][, entrada {input}][, salida {output}]); corríjala, o quite el «=» si es texto.',
    en: 'Expected a FEEL expression, but "{expression}" is none near "{near}" (position {position}[, rule {rule}][, input {input}][, output {output}]); correct it, or remove the "=" if it is text.',
  },
  FEEL_UNKNOWN_FUNCTION: {
    es: 'Se esperaba una función conocida, pero «{near}»[, en «{expression}»][, regla {rule}], no lo es; revise su nombre o use una función de FEEL.',
    en: 'Expected a known function, but "{near}"[ in "{expression}"][ (rule {rule})] is none; check its name or use a function of FEEL.',
  },
  FEEL_EXTERNAL_FUNCTION: {
    es: 'Se esperaba una función escrita en FEEL, pero «{expression}» usa una externa en «{near}»; reescríbala en FEEL o use una tarea de servicio.',
    en: 'Expected a function written in FEEL, but "{expression}" uses an external one in "{near}"; rewrite it in FEEL or use a service task.',
  },
  FEEL_BAD_TEMPORAL: {
    es: 'Se esperaba una fecha, hora o duración ISO 8601 que exista, pero se encontró «{near}»[ en «{expression}»]; corríjala.',
    en: 'Expected an ISO 8601 date, time or duration that exists, but found "{near}"[ in "{expression}"]; correct it.',
  },
  FEEL_TOO_LONG: {
    es: 'Se esperaba una expresión de hasta {limit} caracteres, pero es más larga; divídala o llévela a una tabla de decisión.',
    en: 'Expected an expression of at most {limit} characters, but it is longer; split it or move it to a decision table.',
  },
  FEEL_TOO_NESTED: {
    es: 'Se esperaban hasta {limit} niveles de anidamiento, pero «{expression}» tiene más; divídala.',
    en: 'Expected at most {limit} levels of nesting, but "{expression}" has more; split it.',
  },
  FEEL_NAME_TOO_LONG: {
    es: 'Se esperaban hasta {limit} palabras seguidas, pero «{expression}» tiene más; si es texto, póngalo entre comillas.',
    en: 'Expected at most {limit} words in a row, but "{expression}" has more; if it is text, put it in quotes.',
  },
  FEEL_BUDGET_SPENT: {
    es: 'Se esperaba un resultado en {budget} pasos, pero «{expression}» necesita más; recorra listas más cortas o divida el cálculo en varias tareas.',
    en: 'Expected a result within {budget} steps, but "{expression}" needs more; go through shorter lists or split the calculation over several tasks.',
  },
  FEEL_TOO_DEEP: {
    es: 'Se esperaba un cálculo que termine, pero este[, «{expression}»,] se llama a sí mismo o anida valores demasiadas veces[ (máximo {limit})]; revise la condición que detiene la función.',
    en: 'Expected a calculation that ends, but this one[, "{expression}",] calls itself or nests values too many times[ (at most {limit})]; check the condition that stops the function.',
  },
  FEEL_RESULT_TOO_DEEP: {
    es: 'Se esperaba un resultado de hasta {limit} niveles, pero este[, de «{expression}»,] tiene más; devuelva solo lo que el proceso necesita.',
    en: 'Expected a result of at most {limit} levels, but this one[, of "{expression}",] has more; return only what the process needs.',
  },
  FEEL_NUMBER_TOO_LARGE: {
    es: 'Se esperaba un número que se guarde con exactitud, pero el resultado[ de «{expression}»] es {number}; redondéelo o conviértalo en texto con string().',
    en: 'Expected a number that can be kept exactly, but the result[ of "{expression}"] is {number}; round it or turn it into text with string().',
  },
  FEEL_NOT_STORABLE: {
    es: 'Se esperaba un valor que se pueda guardar, pero el resultado[ de «{expression}»] es de tipo {kind}; devuelva un número, un texto, una fecha, una lista o un contexto.',
    en: 'Expected a value that can be stored, but the result[ of "{expression}"] is of type {kind}; return a number, a text, a date, a list or a context.',
  },
  FEEL_STRING_TOO_LONG: {
    es: 'Se esperaba un texto de hasta {limit} caracteres, pero el resultado[ de «{expression}»] es más largo; acórtelo o guárdelo como documento.',
    en: 'Expected a text of at most {limit} characters, but the result[ of "{expression}"] is longer; shorten it or keep it as a document.',
  },
  FEEL_BAD_ENTRY: {
    es: 'Se esperaba un nombre de campo permitido, pero se encontró «{name}»[ en «{expression}»]; use otro nombre, que no sea __proto__, constructor ni prototype.',
    en: 'Expected a field name that is allowed, but found "{name}"[ in "{expression}"]; use another one, not __proto__, constructor or prototype.',
  },
  FEEL_ASSERTION_FAILED: {
    es: 'Se esperaba que se cumpliera la condición de assert, pero no se cumplió: {cause}; corrija los datos o la condición.',
    en: 'Expected the condition of assert to hold, but it does not: {cause}; correct the data or the condition.',
  },
} as const satisfies Record<string, { es: string; en: string }>;

/** Why a part of an expression gave null: shown where expressions are tried, never a reason to stop. */
export const feelWarningTexts = {
  FEEL_NO_VARIABLE: {
    es: 'Se esperaba una variable «{name}», pero no hay; revise su nombre o dele un valor antes.',
    en: 'Expected a variable "{name}", but there is none; check its name or give it a value before.',
  },
  FEEL_NO_PROPERTY: {
    es: 'Se esperaba un campo «{name}», pero el valor no lo tiene; revise su nombre.',
    en: 'Expected a field "{name}", but the value has none; check its name.',
  },
  FEEL_NOT_A_FUNCTION: {
    es: 'Se esperaba una función, pero se llamó a un valor de tipo {kind}; revise el nombre que va antes del paréntesis.',
    en: 'Expected a function, but a value of type {kind} was called; check the name before the bracket.',
  },
  FEEL_WRONG_ARGUMENTS: {
    es: 'Se esperaban otros argumentos para {function}, pero llegaron unos que no acepta[ ({kinds})]; revise su cantidad y su tipo.',
    en: 'Expected other arguments for {function}, but got some that it does not take[ ({kinds})]; check their number and type.',
  },
  FEEL_NOT_BOOLEAN: {
    es: 'Se esperaban valores verdadero o falso, pero son de tipo {left} y {right}; compare antes de usar «and», «or», «if» o «not».',
    en: 'Expected true or false, but the types are {left} and {right}; compare before using "and", "or", "if" or "not".',
  },
  FEEL_NOT_COMPARABLE: {
    es: 'Se esperaban valores del mismo tipo, pero se comparó {left} con {right}; convierta uno de los dos.',
    en: 'Expected values of one type, but {left} was compared with {right}; convert one of them.',
  },
  FEEL_CANNOT_CALCULATE: {
    es: 'Se esperaban valores que «{operator}» sepa operar, pero no lo son[ ({left} y {right})]; conviértalos antes.',
    en: 'Expected values that "{operator}" can work on, but they are none[ ({left} and {right})]; convert them before.',
  },
  FEEL_NO_RESULT: {
    es: 'Se esperaba un resultado, pero la operación[ «{operator}»][ {function}] no lo tiene, como al dividir por cero; revise los valores.',
    en: 'Expected a result, but the operation[ "{operator}"][ {function}] has none, as when dividing by zero; check the values.',
  },
  FEEL_NOTHING_TO_ITERATE: {
    es: 'Se esperaba una lista o un rango de números para recorrer, pero es {kind}; revise lo que sigue a «in».',
    en: 'Expected a list or a range of numbers to go through, but it is {kind}; check what follows "in".',
  },
  FEEL_OPEN_RANGE: {
    es: 'Se esperaba un rango con al menos un extremo, pero no tiene ninguno; escriba desde o hasta dónde va.',
    en: 'Expected a range with at least one end, but it has none; write where it begins or ends.',
  },
  FEEL_BAD_RANGE: {
    es: 'Se esperaba un rango como "[1..5]", pero es «{text}»; corríjalo.',
    en: 'Expected a range such as "(1..5)", but it is "{text}"; correct it.',
  },
  FEEL_BAD_PATTERN: {
    es: 'Se esperaba una expresión regular, pero «{pattern}» no lo es o usa algo que aquí no existe; corríjala, sin miradas ni referencias.',
    en: 'Expected a regular expression, but "{pattern}" is none or uses what is not known here; correct it, without lookarounds and references.',
  },
  FEEL_BAD_POSITION: {
    es: 'Se esperaba una posición desde 1, o negativa para contar desde el final, pero es {position}; corríjala.',
    en: 'Expected a position from 1, or a negative one counted from the end, but it is {position}; correct it.',
  },
  FEEL_BAD_SCALE: {
    es: 'Se esperaba un número razonable de decimales, pero es {scale}; use uno menor.',
    en: 'Expected a sensible number of decimals, but it is {scale}; use a smaller one.',
  },
  FEEL_NOT_A_NUMBER: {
    es: 'Se esperaba un número, pero «{text}» no lo es; corrija el texto o diga sus separadores.',
    en: 'Expected a number, but "{text}" is none; correct the text or name its separators.',
  },
  FEEL_UNKNOWN_ZONE: {
    es: 'Se esperaba una zona horaria conocida, pero «{zone}» no lo es; use por ejemplo America/Bogota.',
    en: 'Expected a known time zone, but "{zone}" is none; use for example America/Bogota.',
  },
} as const satisfies Record<string, { es: string; en: string }>;
