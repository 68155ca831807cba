// What an operator is told when the database cannot be used, in Spanish and English, each with what to do.

export const storeTexts = {
  DATABASE_MISSING: {
    es: 'Se esperaba una base de datos en {filename}, pero ese archivo no existe; revise la ruta de --database.',
    en: 'Expected a database at {filename}, but there is no such file; check the path of --database.',
  },
  DATABASE_IN_USE: {
    es: 'Se esperaba ser el único servidor sobre {filename}, pero otro proceso lo tiene; detenga primero ese proceso.',
    en: 'Expected to be the only server on {filename}, but another process holds it; stop that one first.',
  },
  DATABASE_IN_MEMORY: {
    es: 'Se esperaba la ruta de un archivo, pero la base de datos es «{filename}»; solo un archivo sobrevive a un reinicio: indique su ruta.',
    en: 'Expected the path of a file, but the database is "{filename}"; only a file survives a restart: give its path.',
  },
  DATABASE_NOT_DURABLE: {
    es: 'Se esperaba WAL y synchronous=FULL en {filename}, pero la base de datos dio {journalMode} y {synchronous}; póngala en un disco local.',
    en: 'Expected WAL and synchronous=FULL on {filename}, but the database gave {journalMode} and {synchronous}; put it on a local disk.',
  },
  DATABASE_CLIENT_UNKNOWN: {
    es: 'Se esperaba una configuración de knex para sqlite3 o pg, pero nombra {client}; pase una que nombre un archivo de SQLite o un servidor PostgreSQL.',
    en: 'Expected a knex configuration of sqlite3 or pg, but it names {client}; pass one that names an SQLite file or a PostgreSQL server.',
  },
  DATABASE_ADDRESS_INVALID: {
    es: 'Se esperaba una dirección como postgres://usuario:clave@servidor:5432/base, pero no se puede leer; corríjala en --database o en DATABASE_URL (los signos de la clave van codificados, @ como %40).',
    en: 'Expected an address such as postgres://user:password@host:5432/database, but it cannot be read; correct it in --database or DATABASE_URL (signs in the password are encoded, @ as %40).',
  },
  DATABASE_UNREACHABLE: {
    es: 'Se esperaba un PostgreSQL en {address}, pero no responde ({reason}); revise la dirección y que el servidor esté en marcha.',
    en: 'Expected PostgreSQL at {address}, but it does not answer ({reason}); check the address and that the server runs.',
  },
  DATABASE_PASSWORD_WRONG: {
    es: 'Se esperaba entrar en {address}, pero PostgreSQL no lo permite ({reason}); revise el usuario y la clave de la dirección.',
    en: 'Expected to be let in to {address}, but PostgreSQL refuses ({reason}); check the user and password of the address.',
  },
  DATABASE_NOT_THERE: {
    es: 'Se esperaba la base de datos de {address}, pero el servidor no tiene ninguna con ese nombre; créela con: createdb NOMBRE.',
    en: 'Expected the database of {address}, but the server has none of that name; create it with: createdb NAME.',
  },
  DATABASE_RIGHTS_MISSING: {
    es: 'Se esperaba poder crear y usar tablas en {address}, pero el usuario no puede ({reason}); concédalo con: GRANT CREATE ON DATABASE base TO usuario; GRANT CREATE ON SCHEMA public TO usuario.',
    en: 'Expected to create and use tables in {address}, but the user may not ({reason}); grant it with: GRANT CREATE ON DATABASE name TO user; GRANT CREATE ON SCHEMA public TO user.',
  },
  DATABASE_TOO_OLD: {
    es: 'Se esperaba PostgreSQL {oldest} o más nuevo en {address}, pero es el {version}; actualice el servidor.',
    en: 'Expected PostgreSQL {oldest} or newer at {address}, but it is {version}; upgrade the server.',
  },
  DATABASE_ENCODING_WRONG: {
    es: 'Se esperaba una base de datos en UTF8 en {address}, pero está en {encoding}; créela con: createdb -E UTF8 -T template0 NOMBRE.',
    en: 'Expected a database in UTF8 at {address}, but it is in {encoding}; create it with: createdb -E UTF8 -T template0 NAME.',
  },
  DATABASE_UNSAFE: {
    es: 'Se esperaba en {address} un PostgreSQL que sobreviva a un corte de energía, pero tiene {settings}; actívelos, o ponga ALLOW_UNSAFE_DATABASE=1 donde perder trabajo ya respondido no importe.',
    en: 'Expected a PostgreSQL at {address} that survives a power cut, but it has {settings}; turn them on, or set ALLOW_UNSAFE_DATABASE=1 where losing answered work does not matter.',
  },
  COMMIT_UNDECIDED: {
    es: 'Se esperaba saber si una transacción quedó guardada, pero PostgreSQL no lo dice; pregunte de nuevo con la misma Idempotency-Key.',
    en: 'Expected to learn whether a transaction was committed, but PostgreSQL does not tell; ask again with the same Idempotency-Key.',
  },
  MASTER_KEY_REQUIRED: {
    es: 'Se esperaba CAUCE_MASTER_KEY para {address}, pero no está: cada nodo necesita la misma; haga una con: openssl rand -base64 32.',
    en: 'Expected CAUCE_MASTER_KEY for {address}, but there is none: every node needs the same; make one with: openssl rand -base64 32.',
  },
  DATABASE_READ_ONLY: {
    es: 'Se esperaba poder escribir, pero la base de datos se abrió solo para leer; ábrala para escribir.',
    en: 'Expected to write, but the database was opened to read only; open it for writing.',
  },
  DATABASE_TOO_NEW: {
    es: 'Se esperaba una base de datos de esquema {known} o anterior, pero necesita {needed}; inicie una versión más nueva de Cauce.',
    en: 'Expected a database of schema {known} or older, but it needs {needed}; start a newer release of Cauce.',
  },
  STORE_CLOSED: {
    es: 'Se esperaba la base de datos abierta, pero ya se cerró; inicie de nuevo el servidor.',
    en: 'Expected the database to be open, but it was closed; start the server again.',
  },
  KEYS_MISSING: {
    es: 'Se esperaban las llaves de la base de datos en {filename}, pero ese archivo no existe; recupérelo de su copia de llaves.',
    en: 'Expected the keys of the database in {filename}, but there is no such file; restore it from your backup of keys.',
  },
  MASTER_KEY_MISSING: {
    es: 'Se esperaba la llave maestra en CAUCE_MASTER_KEY o en {file}, pero no está en ninguno; recupérela de su copia de llaves.',
    en: 'Expected the master key in CAUCE_MASTER_KEY or {file}, but it is in neither; restore it from your backup of keys.',
  },
  MASTER_KEY_INVALID: {
    es: 'Se esperaban 32 bytes en hexadecimal o base64 en {source}, pero hay {bytes}; haga una con: openssl rand -base64 32.',
    en: 'Expected 32 bytes as hex or base64 in {source}, but found {bytes}; make one with: openssl rand -base64 32.',
  },
  MASTER_KEY_WRONG: {
    es: 'Se esperaba la llave maestra con la que se hizo {filename}, pero es otra; recupere CAUCE_MASTER_KEY o el archivo .master.',
    en: 'Expected the master key that {filename} was made with, but this is another; restore CAUCE_MASTER_KEY or the master file.',
  },
  DATABASE_NOT_OURS: {
    es: 'Se esperaba una base de datos de Cauce, pero {filename} no tiene su historial; revise la ruta de --database.',
    en: 'Expected a database of Cauce, but {filename} does not hold its history; check the path of --database.',
  },
  BACKUP_INTERRUPTED: {
    es: 'Se esperaba que la copia terminara, pero el servidor se detuvo antes. Haga otra.',
    en: 'Expected the backup to end, but the server stopped before. Make another.',
  },
  BACKUP_TARGET_EXISTS: {
    es: 'Se esperaba un archivo nuevo para la copia, pero {filename} ya existe; indique otro, o bórrelo primero.',
    en: 'Expected a new file for the backup, but {filename} is there; name another, or remove it first.',
  },
  BACKUP_TARGET_LIVE: {
    es: 'Se esperaba un archivo aparte de {database}, pero {filename} es uno de los suyos; indique otro.',
    en: 'Expected a file apart from {database}, but {filename} is one of its own; name another.',
  },
  BACKUP_FOLDER_MISSING: {
    es: 'Se esperaba la carpeta {folder} para la copia, pero no existe; créela o indique otra.',
    en: 'Expected the folder {folder} for the backup, but there is none; make it, or name another.',
  },
  NOT_CANONICAL: {
    es: 'Se esperaba un valor que JSON guarde igual en todas partes, pero se encontró {what} {found}; rechácelo antes de guardarlo.',
    en: 'Expected a value that JSON holds the same everywhere, but found {what} {found}; refuse it before storing it.',
  },
} as const satisfies Record<string, { es: string; en: string }>;
