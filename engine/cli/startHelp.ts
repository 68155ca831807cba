// What `cauce start --help` says of the environment beside the options.

export const startHelp = {
  es: `Variables de entorno:
  PORT, DATABASE_URL       como --port y --database, que ganan
  PUBLIC_URL               dirección con que la gente llega; para los enlaces de los correos
  SMTP_URL, MAIL_FROM      por dónde y a nombre de quién salen los correos; sin ellas esperan
  IMAP_URL                 buzones que se leen: imaps://usuario:clave@servidor/INBOX?intake=NOMBRE, separados por espacios;
                           intakes/NOMBRE.json de una carpeta de proceso dice en qué se vuelve cada correo (NOMBRE: mail);
                           &processed=CARPETA y &refused=CARPETA dicen a dónde mover lo leído; &address=CORREO, de quién
                           es: si es el de MAIL_FROM, los correos dicen que se puede responder
  HTTP_HOSTS               servidores que los procesos pueden llamar, por https: api.empresa.co, *.empresa.co:8443
  HTTP_PRIVATE_HOSTS       los de la red propia, también por http: helix.interno:8080
  CAUCE_SECRET_NOMBRE      valor de {{secrets.NOMBRE}} en diagramas y webhooks; nunca queda en la historia
  ALMERA_EXPORT_DIR        carpeta para la lista de casos cerrados
  SECOND_PERSON            1: un borrador se publica solo si otro diseñador lo aprobó
  CAUCE_MASTER_KEY         32 bytes que guardan las claves de los casos
  METRICS_TOKEN            quien lo presenta lee /metrics; sin él, solo esta máquina y sin proxy
  LOG_FORMAT               json: una línea por entrada y por petición, para un recolector
  BACKUP_DIR               carpeta de las copias que se hacen desde la página o solas (<base>.backups)
  BACKUP_KEYS_DIR          a dónde van las llaves de cada copia, en otro lugar; sin ella no se copian
  BACKUP_HOURS             horas entre dos copias que se hacen solas; sin ella, solo cuando alguien las pide
  BACKUP_KEEP              cuántas de esas se conservan (14)
  NODE_LEASE_MS            cuánto conserva un nodo callado lo que tiene entre manos`,
  en: `Environment:
  PORT, DATABASE_URL       as --port and --database, which win
  PUBLIC_URL               where people reach the server; for links in mails
  SMTP_URL, MAIL_FROM      how and in whose name mails leave; without them they wait
  IMAP_URL                 mailboxes to read: imaps://user:password@host/INBOX?intake=NAME, divided by blanks;
                           intakes/NAME.json of a process folder says what a mail becomes (NAME: mail);
                           &processed=FOLDER and &refused=FOLDER say where to move what was read; &address=ADDRESS,
                           whose it is: where that is MAIL_FROM's, mails say that they may be answered
  HTTP_HOSTS               servers that processes may call, by https: api.example.co, *.example.co:8443
  HTTP_PRIVATE_HOSTS       those of your own network, by http too: helix.internal:8080
  CAUCE_SECRET_NAME        value of {{secrets.NAME}} in drawings and webhooks; never part of the history
  ALMERA_EXPORT_DIR        folder for the list of closed cases
  SECOND_PERSON            1: a draft is published only when another designer has approved it
  CAUCE_MASTER_KEY         32 bytes that wrap the cases' keys
  METRICS_TOKEN            who brings it reads /metrics; without it this machine alone, and no proxy
  LOG_FORMAT               json: one line for each entry and each request, for a collector
  BACKUP_DIR               folder of the backups made on the page or by themselves (<database>.backups)
  BACKUP_KEYS_DIR          where the keys of each backup go, another place; without it they are not copied
  BACKUP_HOURS             hours between two backups made by themselves; without it only when somebody asks
  BACKUP_KEEP              how many of those stay (14)
  NODE_LEASE_MS            how long a silent node keeps what it has in hand`,
};
