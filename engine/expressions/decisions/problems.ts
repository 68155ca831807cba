// What is said about decisions that cannot be read or made, in Spanish and English, each with what to do.

export const decisionTexts = {
  DMN_MALFORMED: {
    es: 'Se esperaba un archivo DMN legible, pero el analizador encontró: {detail}; corrija el archivo o vuelva a exportarlo.',
    en: 'Expected a readable DMN file, but the parser found: {detail}; correct the file or export it again.',
  },
  DMN_DUPLICATE_ID: {
    es: 'Se esperaban identificadores únicos, pero «{id}» está dos veces en el archivo; cambie uno de los dos.',
    en: 'Expected ids to be unique, but "{id}" is twice in the file; change one of the two.',
  },
  DMN_ELEMENT_IGNORED: {
    es: 'Se esperaban elementos de DMN, pero hay algo de otra herramienta que se ignora ({detail}); bórrelo si no hace falta.',
    en: 'Expected elements of DMN, but there is something of another tool that is ignored ({detail}); delete it if it is not needed.',
  },
  DMN_WITHOUT_DECISION: {
    es: 'Se esperaba al menos una decisión, pero el archivo no tiene ninguna; dibújela o quite el archivo.',
    en: 'Expected at least one decision, but the file has none; draw one or leave the file out.',
  },
  DECISION_REQUIRED_UNKNOWN: {
    es: 'Se esperaba que la decisión necesaria «{required}» estuviera en el archivo, pero no está; agréguela o quite la flecha que la pide.',
    en: 'Expected the required decision "{required}" in the file, but it is not there; add it or delete the arrow that asks for it.',
  },
  DECISION_WITHOUT_LOGIC: {
    es: 'Se esperaba una tabla o una expresión, pero la decisión no tiene; su resultado será la variable que lleva su nombre. Complétela si debe decidir algo.',
    en: 'Expected a table or an expression, but the decision has none; its result will be the variable of its name. Complete it if it has to decide something.',
  },
  DECISION_WITHOUT_OUTPUT: {
    es: 'Se esperaba al menos una columna de salida, pero la tabla no tiene; agregue la que diga el resultado.',
    en: 'Expected at least one output column, but the table has none; add the one that says the result.',
  },
  DECISION_RULE_INCOMPLETE: {
    es: 'Se esperaba una celda por columna, pero a la regla {rule} le faltan o le sobran; complétela (un guion acepta cualquier valor).',
    en: 'Expected one cell a column, but rule {rule} has too few or too many; complete it (a dash takes any value).',
  },
  DECISION_HIT_POLICY: {
    es: 'Se esperaba una política de aciertos de DMN (UNIQUE, FIRST, ANY, PRIORITY, RULE ORDER, OUTPUT ORDER, COLLECT), pero es «{hitPolicy}»; elija una de ellas.',
    en: 'Expected a hit policy of DMN (UNIQUE, FIRST, ANY, PRIORITY, RULE ORDER, OUTPUT ORDER, COLLECT), but it is "{hitPolicy}"; choose one of them.',
  },
  DECISION_EXPRESSION_EMPTY: {
    es: 'Se esperaba una expresión FEEL, pero está vacía[ (entrada {input})][ (salida {output})][ (regla {rule})]; escríbala, o la parte dará nulo.',
    en: 'Expected a FEEL expression, but it is empty[ (input {input})][ (output {output})][ (rule {rule})]; write it, or this part gives null.',
  },
  DECISION_CYCLE: {
    es: 'Se esperaban decisiones que no se necesiten unas a otras en círculo, pero esta vuelve a sí misma[ por {requires}][ ({decision})]; quite una de las flechas.',
    en: 'Expected decisions that do not need each other in a circle, but this one comes back to itself[ by {requires}][ ({decision})]; delete one of the arrows.',
  },
  DECISION_NOT_UNIQUE: {
    es: 'Se esperaba una sola regla que acierte, pero aciertan {rules}; corrija las reglas para que no se crucen, o use la política FIRST.',
    en: 'Expected one rule to match, but {rules} do; correct the rules so that they do not overlap, or use the policy FIRST.',
  },
  DECISION_NOT_SAME: {
    es: 'Se esperaba el mismo resultado de toda regla que acierte, pero {rules} dan distintos; corríjalas, o use otra política que ANY.',
    en: 'Expected every matching rule to give the same result, but {rules} differ; correct them, or use another policy than ANY.',
  },
} as const satisfies Record<string, { es: string; en: string }>;
