// What the command line says of a call that cannot be, in Spanish and English, each with what to do.

export const commandLineTexts = {
  COMMAND_UNKNOWN: {
    es: 'Se esperaba una orden, pero «{name}» no lo es; elija una de: {known}.',
    en: 'Expected a command, but "{name}" is none; choose one of: {known}.',
  },
  OPTION_UNKNOWN: {
    es: 'Se esperaban opciones conocidas, pero «{option}» no lo es; vea las que hay con --help.',
    en: 'Expected known options, but "{option}" is none; see which there are with --help.',
  },
  OPTION_VALUE_WRONG: {
    es: 'Se esperaba otra forma de usar las opciones, pero se encontró: {detail}; vea cómo con --help.',
    en: 'Expected another use of the options, but found: {detail}; see how with --help.',
  },
  ARGUMENTS_WRONG: {
    es: 'Se esperaba como argumento {expected}, pero se dieron {given}; use: {usage}',
    en: 'Expected {expected} as argument, but {given} were given; use: {usage}',
  },
  BENCH_PART_UNKNOWN: {
    es: 'Se esperaba una parte de la medición, pero «{name}» no lo es; elija entre: {known}.',
    en: 'Expected a part of the benchmark, but "{name}" is none; choose among: {known}.',
  },
  BENCH_WITHOUT_POSTGRES: {
    es: 'Se esperaba un servidor PostgreSQL que medir, pero no se indicó ninguno; dé su dirección en --database o en DATABASE_URL.',
    en: 'Expected a PostgreSQL server to measure, but none is named; give its address with --database or in DATABASE_URL.',
  },
  DRAWINGS_MISSING: {
    es: 'Se esperaban archivos .bpmn, pero no se dio ninguno; use: cauce lint ARCHIVO...',
    en: 'Expected .bpmn files, but none was given; use: cauce lint FILE...',
  },
  FILE_NOT_A_DRAWING: {
    es: 'Se esperaba un diagrama BPMN (.bpmn, .bpmn20.xml o .xml), pero se dio {file}; indique uno.',
    en: 'Expected a BPMN drawing (.bpmn, .bpmn20.xml or .xml), but got {file}; name one.',
  },
  FILE_UNREADABLE: {
    es: 'Se esperaba leer {file}, pero no se pudo ({reason}); revise la ruta.',
    en: 'Expected to read {file}, but could not ({reason}); check the path.',
  },
  FOLDER_WITHOUT_RESOURCES: {
    es: 'Se esperaba una carpeta con diagramas, decisiones o formularios, pero {path} no tiene; indique la carpeta de un proceso o uno de sus archivos.',
    en: 'Expected a folder with drawings, decisions or forms, but {path} has none; name the folder of a process or one of its files.',
  },
  PORT_INVALID: {
    es: 'Se esperaba un puerto de 0 a 65535, pero se dio «{port}»; indíquelo en --port o en PORT.',
    en: 'Expected a port from 0 to 65535, but got "{port}"; give one with --port or in PORT.',
  },
  PORT_TAKEN: {
    es: 'Se esperaba libre el puerto {port}, pero otro programa lo usa; elija otro con --port.',
    en: 'Expected port {port} to be free, but another program uses it; choose another with --port.',
  },
  OPTION_NOT_JSON: {
    es: 'Se esperaba {expected} en --{option}, pero se encontró: {found}; corrija el JSON, o dé @archivo para leerlo de un archivo.',
    en: 'Expected {expected} in --{option}, but found: {found}; correct the JSON, or give @file to read it from a file.',
  },
  OPTION_NOT_AN_INSTANT: {
    es: 'Se esperaba una fecha y hora ISO 8601 en --{option}, pero se dio «{found}»; use por ejemplo 2026-04-01T08:00:00-05:00.',
    en: 'Expected an ISO 8601 instant in --{option}, but got "{found}"; use for example 2026-04-01T08:00:00-05:00.',
  },
  OPTION_MISSING: {
    es: 'Se esperaba la opción --{option}, pero no se dio; use: {usage}',
    en: 'Expected the option --{option}, but it was not given; use: {usage}',
  },
  OPTION_NOT_AMONG: {
    es: 'Se esperaba en --{option} uno de estos valores: {known}, pero se dio «{found}»; elija uno.',
    en: 'Expected one of these values in --{option}: {known}, but got "{found}"; choose one.',
  },
  OPTION_NOT_A_PAUSE: {
    es: 'Se esperaban en --pause dos fechas y horas ISO 8601 separadas por «/», pero se dio «{found}»; use por ejemplo 2026-10-14T12:00/2026-11-05T12:00.',
    en: 'Expected two ISO 8601 instants with a "/" between them in --pause, but got "{found}"; use for example 2026-10-14T12:00/2026-11-05T12:00.',
  },
  DUE_CALENDAR_UNKNOWN: {
    es: 'Se esperaba en --calendar uno de estos calendarios: {known}, pero se dio «{calendar}»; elija uno, o dé la ruta de un archivo .json.',
    en: 'Expected one of these calendars in --calendar: {known}, but got "{calendar}"; choose one, or give the path of a .json file.',
  },
  DUE_CALENDAR_DIFFERS: {
    es: 'Se esperaba un solo calendario «{calendar}», pero {files} no dicen lo mismo; dé la ruta de uno en --calendar.',
    en: 'Expected one calendar "{calendar}", but {files} do not say the same; give the path of one in --calendar.',
  },
  DATABASE_ADDRESS_NOT_SUPPORTED: {
    es: 'Se esperaba como base de datos la ruta de un archivo o una dirección postgres://, pero es {scheme}://; indique una de las dos en --database o en DATABASE_URL.',
    en: 'Expected the path of a file or an address postgres:// as the database, but it is {scheme}://; give either in --database or DATABASE_URL.',
  },
  BACKUP_OF_SERVER: {
    es: 'Se esperaba copiar un archivo, pero la base de datos está en PostgreSQL, que tiene su propia copia: pg_dump --exclude-schema=cauce_keys --exclude-schema=cauce_search para los datos, y pg_dump --schema=cauce_keys, guardada aparte, para las llaves.',
    en: 'Expected to copy a file, but the database is on PostgreSQL, which has its own backup: pg_dump --exclude-schema=cauce_keys --exclude-schema=cauce_search for the data, and pg_dump --schema=cauce_keys, kept apart, for the keys.',
  },
  DATABASE_UNREADABLE: {
    es: 'Se esperaba una base de datos que se pueda leer y escribir, pero SQLite responde {reason}; revise que el archivo sea de Cauce, sus permisos y el espacio en disco.',
    en: 'Expected a database that can be read and written, but SQLite answers {reason}; check that the file is of Cauce, its permissions and the disk space.',
  },
  BACKUP_FAILED: {
    es: 'Se esperaba copiar {filename}, pero no se pudo ({reason}); revise el espacio en disco y los permisos, y repita la orden.',
    en: 'Expected to copy {filename}, but could not ({reason}); check the disk space and permissions, and repeat the command.',
  },
  PROCESS_NOT_IN_FILE: {
    es: 'Se esperaba el proceso {process} en {file}, pero están {known}; elija uno con --process.',
    en: 'Expected process {process} in {file}, but there are {known}; choose one with --process.',
  },
  DRAWING_HAS_ERRORS: {
    es: 'Se esperaba un diagrama que se pueda ejecutar, pero {file} tiene errores ({count}); corrija los que se listan arriba.',
    en: 'Expected a drawing that can run, but {file} has errors ({count}); correct those listed above.',
  },
} as const satisfies Record<string, { es: string; en: string }>;
