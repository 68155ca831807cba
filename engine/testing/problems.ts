// What a process test says when it cannot be read or does not hold, in Spanish and English, each with what to do.

export const testTexts = {
  TEST_FILES_MISSING: {
    es: 'Se esperaban pruebas en {path}, pero no hay ninguna; indique un archivo JSON con «testCases», o una carpeta que los tenga.',
    en: 'Expected tests in {path}, but there are none; name a JSON file with "testCases", or a folder that has some.',
  },
  TEST_NOT_JSON: {
    es: 'Se esperaba JSON, pero {reason}; corrija el archivo.',
    en: 'Expected JSON, but {reason}; correct the file.',
  },
  TEST_SHAPE_WRONG: {
    es: 'Se esperaba {expected} en {path}, pero se encontró {found}; corríjalo según el esquema de las pruebas de procesos.',
    en: 'Expected {expected} at {path}, but found {found}; correct it by the schema of process tests.',
  },
  TEST_PROPERTY_UNKNOWN: {
    es: 'Se esperaban en {path} solo {known}, pero está «{found}»; quítelo o corrija su nombre.',
    en: 'Expected only {known} at {path}, but "{found}" is there; remove it or correct its name.',
  },
  TEST_INSTRUCTION_UNKNOWN: {
    es: 'Se esperaba una instrucción conocida en {path}, pero «{found}» no lo es; use una de: {known}.',
    en: 'Expected a known instruction at {path}, but "{found}" is none; use one of: {known}.',
  },
  TEST_RESOURCES_MISSING: {
    es: 'Se esperaba un diagrama junto a la prueba, pero no hay ninguno en {folder} ni encima; ponga la prueba en la carpeta del proceso.',
    en: 'Expected a drawing beside the test, but there is none in {folder} nor above; put the test into the folder of the process.',
  },
  TEST_FOUND_OTHERWISE: {
    es: 'Se esperaba {subject}: {expected}, pero se encontró: {found}; corrija el proceso o lo que la prueba espera.',
    en: 'Expected {subject}: {expected}, but found: {found}; correct the process or what the test expects.',
  },
  TEST_NOTHING_SELECTED: {
    es: 'Se esperaba {subject} con {selector}, pero no hay; hay: {known}. Corrija el proceso o a quién elige la prueba.',
    en: 'Expected {subject} with {selector}, but there is none; there are: {known}. Correct the process or whom the test selects.',
  },
  TEST_ACTION_REFUSED: {
    es: 'Se esperaba que {action} se aceptara, pero se rechazó: {reason} Corrija el proceso o la prueba.',
    en: 'Expected {action} to be accepted, but it was refused: {reason} Correct the process or the test.',
  },
  TEST_NOT_RUN_HERE: {
    es: 'Se esperaba una instrucción que se pueda ejecutar en memoria, pero {what} no lo es; quítela o pruébela de otra manera.',
    en: 'Expected an instruction that can run in memory, but {what} cannot; remove it or test it in another way.',
  },
  TEST_WITHOUT_END: {
    es: 'Se esperaba que el proceso llegara al reposo, pero en {element} sigue sin fin; corrija el ciclo o las respuestas de la prueba.',
    en: 'Expected the process to come to rest, but at {element} it goes on without end; correct the loop or the answers of the test.',
  },
};
