// What mails that come in, and their mailboxes, are complained of, in both languages.

export const inboundTexts = {
  MAIL_WITHOUT_SENDER: {
    es: 'Se esperaba la dirección de quien escribe, pero el correo no la trae. No se abrió un caso; está en el buzón.',
    en: 'Expected the address of whoever writes, but the mail has none. No case was opened; it is in the mailbox.',
  },
  MAIL_TOO_LARGE: {
    es: 'Se esperaba un correo de hasta {most} bytes, pero este tiene {size}. No se abrió un caso; pida los archivos por otro medio.',
    en: 'Expected a mail of at most {most} bytes, but this one has {size}. No case was opened; ask for the files another way.',
  },
  MAIL_FROM_OURSELVES: {
    es: 'Se esperaba un correo de otra persona, pero salió de una dirección propia. No se abrió un caso, para no responderse sin fin.',
    en: 'Expected a mail of somebody else, but it comes from an address of our own. No case was opened, so as not to answer ourselves without end.',
  },
  MAIL_AUTOMATIC: {
    es: 'Se esperaba un correo escrito por alguien, pero {sign} dice que lo envió una máquina. No se abrió un caso; está en el buzón.',
    en: 'Expected a mail that somebody wrote, but {sign} says that a machine sent it. No case was opened; it is in the mailbox.',
  },
  MAIL_TOO_MANY_OF_SENDER: {
    es: 'Se esperaban hasta {most} correos por hora de un mismo remitente, pero llegaron más. No se abrió otro caso; revise si responde una máquina.',
    en: 'Expected at most {most} mails an hour from one sender, but more came. No further case was opened; look whether a machine answers.',
  },
  MAIL_SEEN_BEFORE: {
    es: 'Se esperaba un correo nuevo, pero este ya se había recibido. Está en el caso que abrió o al que se unió.',
    en: 'Expected a new mail, but this one had come before. It is in the case that it opened or joined.',
  },
  MAIL_NOT_READABLE: {
    es: 'Se esperaba un correo que se pudiera leer, pero su contenido está dañado o es demasiado complejo. Ábralo en el buzón.',
    en: 'Expected a mail that can be read, but its content is damaged or too complex. Open it in the mailbox.',
  },
  MAIL_OF_ANOTHER_SENDER: {
    es: 'Se esperaba que escribiera alguien del caso que nombra, pero la dirección no es de ese caso. Se abrió uno aparte; únalos si corresponde.',
    en: 'Expected somebody of the case that it names, but the address is not of that case. A case of its own was opened; join them if they belong together.',
  },
  MAIL_FILES_LEFT: {
    es: 'Se esperaban adjuntos de tipos admitidos, pero {left} no se guardaron. Están en el correo, en el buzón.',
    en: 'Expected attachments of kinds that are taken, but {left} were not kept. They are in the mail, in the mailbox.',
  },
  MAIL_CASE_REFUSED: {
    es: 'Se esperaba abrir un caso con el correo, pero no se pudo ({reason}). Está en el buzón; revise «intakes» en la carpeta del proceso.',
    en: 'Expected the mail to open a case, but it could not ({reason}). It is in the mailbox; look at "intakes" in the folder of the process.',
  },
  MAIL_NOT_TAKEN: {
    es: 'Se esperaba un correo de los que este buzón recibe, pero la condición «when» no se cumple. Está en el buzón; revise el archivo de «intakes».',
    en: 'Expected a mail of those that this mailbox takes, but the condition "when" does not hold. It is in the mailbox; look at the file in "intakes".',
  },
  INTAKE_NOT_FOUND: {
    es: 'Se esperaba {file} en una carpeta de proceso desplegada, pero no está. Los correos esperan en el buzón; despliéguela.',
    en: 'Expected {file} in a deployed process folder, but it is not there. Mails wait in the mailbox; deploy it.',
  },
  MESSAGE_STARTS_NOTHING: {
    es: 'Se esperaba un proceso desplegado que comience con el mensaje «{name}», pero no hay ninguno. Lo recibido espera; despliéguelo o corrija «message» en «intakes».',
    en: 'Expected a deployed process that begins with message "{name}", but there is none. What came in waits; deploy it, or correct "message" in "intakes".',
  },
  MAILBOX_UNREACHABLE: {
    es: 'Se esperaba leer el buzón {mailbox}, pero el servidor no lo permitió ({reason}). Se volverá a intentar; revise IMAP_URL.',
    en: 'Expected to read the mailbox {mailbox}, but the server did not let us ({reason}). It will be tried again; look at IMAP_URL.',
  },
} as const;
