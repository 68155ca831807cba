// Every complaint of the connectors and the outbox: a code, its values, and the text in both languages.
import type { Json } from '../core/json.ts';

export const jobProblems = {
  MAIL_TEMPLATE_NOT_NAMED: {
    es: 'Se esperaba que la tarea {element} dijera qué plantilla usar, pero no lo dice. Agregue el encabezado «template», p. ej. mails/acknowledgement.hbs.',
    en: 'Expected task {element} to say which template to use, but it does not. Add the header "template", e.g. mails/acknowledgement.hbs.',
  },
  MAIL_TEMPLATE_NOT_FOUND: {
    es: 'Se esperaba el archivo {template} en el despliegue, pero no está. Agréguelo a la carpeta y despliegue de nuevo.',
    en: 'Expected the file {template} in the deployment, but it is not there. Add it to the folder and deploy again.',
  },
  MAIL_TEMPLATE_TOO_LARGE: {
    es: 'Se esperaba una plantilla de hasta {most} caracteres, pero tiene {found}. Acórtela.',
    en: 'Expected a template of at most {most} characters, but it has {found}. Shorten it.',
  },
  MAIL_TEMPLATE_TOO_DEEP: {
    es: 'Se esperaban hasta {most} niveles de bloques en la plantilla, pero tiene más en la línea {line}. Simplifíquela.',
    en: 'Expected at most {most} levels of blocks in the template, but it has more at line {line}. Simplify it.',
  },
  MAIL_TEMPLATE_SYNTAX: {
    es: 'Se esperaba una plantilla de Handlebars, pero no se puede leer: {detail}. Corrija esa expresión.',
    en: 'Expected a template of Handlebars, but it cannot be read: {detail}. Correct that expression.',
  },
  MAIL_TEMPLATE_FORBIDDEN: {
    es: 'Se esperaban solo expresiones permitidas en la plantilla, pero usa {found} en la línea {line}. Use {{nombre}}, {{#if}}, {{#unless}}, {{#each}}, {{#with}}, {{date}} o {{dateTime}}.',
    en: 'Expected only what is allowed in the template, but it uses {found} at line {line}. Use {{name}}, {{#if}}, {{#unless}}, {{#each}}, {{#with}}, {{date}} or {{dateTime}}.',
  },
  MAIL_SUBJECT_MISSING: {
    es: 'Se esperaba «Subject: …» en la primera línea de la plantilla, pero no está. Escríbalo y deje después una línea en blanco.',
    en: 'Expected "Subject: ..." on the first line of the template, but it is not there. Write it and leave a blank line after it.',
  },
  MAIL_SUBJECT_EMPTY: {
    es: 'Se esperaba un asunto para el correo, pero quedó vacío. Revise la primera línea de la plantilla.',
    en: 'Expected a subject for the mail, but it came out empty. Look at the first line of the template.',
  },
  MAIL_RENDER_TOO_LONG: {
    es: 'Se esperaba el correo en {most} ms, pero la plantilla tardó más. Simplifique sus repeticiones.',
    en: 'Expected the mail within {most} ms, but the template took longer. Simplify its loops.',
  },
  MAIL_RENDER_TOO_LARGE: {
    es: 'Se esperaba un correo de hasta {most} caracteres y {mostItems} repeticiones, pero tiene más. Envíe menos.',
    en: 'Expected a mail of at most {most} characters and {mostItems} repetitions, but it has more. Send less.',
  },
  MAIL_ADDRESS_INVALID: {
    es: 'Se esperaba una dirección de correo en cada entrada de «to», pero la número {position} no lo es. Varias direcciones se dan como lista.',
    en: 'Expected one e-mail address in each entry of "to", but number {position} is not. Give several addresses as a list.',
  },
  MAIL_TOO_MANY_ADDRESSES: {
    es: 'Se esperaban hasta {most} destinatarios, pero el correo tiene {found}. Repártalos en varios correos.',
    en: 'Expected at most {most} recipients, but the mail has {found}. Split them over several mails.',
  },
  MAIL_ATTACHMENTS_INVALID: {
    es: 'Se esperaban documentos del caso en la variable «{variable}», pero hay otra cosa; adjunte documentos con un campo de archivos.',
    en: 'Expected documents of the case in variable "{variable}", but found something else; attach documents with a field of files.',
  },
  MAIL_ATTACHMENT_NOT_FOUND: {
    es: 'Se esperaba un documento adjunto, pero ya no está en el caso. Adjúntelo de nuevo y reintente el envío.',
    en: 'Expected an attached document, but it is no longer in the case. Attach it again and retry the mail.',
  },
  MAIL_ATTACHMENTS_TOO_LARGE: {
    es: 'Se esperaban adjuntos de hasta {most} bytes, pero suman más. Envíe menos o más pequeños.',
    en: 'Expected attachments of at most {most} bytes, but they have more. Send fewer or smaller ones.',
  },
  MAIL_UNREADABLE: {
    es: 'Se esperaba el contenido del correo, pero los datos del caso se borraron y ya no se puede leer. No hay nada que reintentar.',
    en: 'Expected the content of the mail, but the data of the case was erased and it can no longer be read. There is nothing to retry.',
  },
  SMTP_FAILED: {
    es: 'Se esperaba que el servidor de correo aceptara el mensaje, pero no lo hizo ({reason}, respuesta {responseCode}). Revise la configuración SMTP y reintente.',
    en: 'Expected the mail server to accept the message, but it did not ({reason}, response {responseCode}). Look at the SMTP settings and retry.',
  },
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
  INTAKE_NOT_FOUND: {
    es: 'Se esperaba {file} en una carpeta de proceso desplegada, pero no está. Los correos esperan en el buzón; despliéguela.',
    en: 'Expected {file} in a deployed process folder, but it is not there. Mails wait in the mailbox; deploy it.',
  },
  MAILBOX_UNREACHABLE: {
    es: 'Se esperaba leer el buzón {mailbox}, pero el servidor no lo permitió ({reason}). Se volverá a intentar; revise IMAP_URL.',
    en: 'Expected to read the mailbox {mailbox}, but the server did not let us ({reason}). It will be tried again; look at IMAP_URL.',
  },
  HTTP_REQUEST_INVALID: {
    es: 'Se esperaba una llamada HTTP completa, pero «{part}» falta o no se puede usar. Corríjalo en la tarea del diagrama y reintente.',
    en: 'Expected a whole HTTP call, but "{part}" is missing or cannot be used. Correct it in the task of the drawing, and retry.',
  },
  HTTP_HOST_NOT_ALLOWED: {
    es: 'Se esperaba un servidor permitido, pero {host} no lo está. Agréguelo a HTTP_HOSTS (o HTTP_PRIVATE_HOSTS si es de la red propia) y reintente.',
    en: 'Expected a server that may be called, but {host} may not. Add it to HTTP_HOSTS (or HTTP_PRIVATE_HOSTS if it is on your own network), and retry.',
  },
  HTTP_ADDRESS_REFUSED: {
    es: 'Se esperaba una dirección pública, pero {host} lleva a una de red interna. Si es correcto, agréguelo a HTTP_PRIVATE_HOSTS y reintente.',
    en: 'Expected a public address, but {host} leads to one of an internal network. If that is right, add it to HTTP_PRIVATE_HOSTS, and retry.',
  },
  HTTP_REDIRECTED: {
    es: 'Se esperaba una respuesta de {host}, pero envía a otra dirección ({status}), y no se sigue. Escriba en la tarea la dirección final.',
    en: 'Expected an answer of {host}, but it sends us elsewhere ({status}), which is not followed. Write the final address in the task.',
  },
  HTTP_TIMED_OUT: {
    es: 'Se esperaba una respuesta de {host} en {seconds} segundos, pero no llegó. Revise ese sistema y reintente.',
    en: 'Expected an answer of {host} within {seconds} seconds, but none came. Look at that system, and retry.',
  },
  HTTP_FAILED: {
    es: 'Se esperaba llegar a {host}, pero no se pudo ({reason}). Revise la red y ese sistema, y reintente.',
    en: 'Expected to reach {host}, but could not ({reason}). Look at the network and that system, and retry.',
  },
  HTTP_STATUS: {
    es: 'Se esperaba que {host} aceptara la llamada, pero respondió {status}. Revise lo enviado y ese sistema, y reintente.',
    en: 'Expected {host} to accept the call, but it answered {status}. Look at what was sent and at that system, and retry.',
  },
  HTTP_ANSWER_TOO_LARGE: {
    es: 'Se esperaba de {host} una respuesta de hasta {most} bytes, pero es más grande. Pida menos datos.',
    en: 'Expected an answer of at most {most} bytes of {host}, but it is larger. Ask for less.',
  },
  HTTP_ANSWER_NOT_JSON: {
    es: 'Se esperaba JSON de {host}, pero la respuesta no se puede leer o usa nombres no admitidos. Revise ese sistema.',
    en: 'Expected JSON of {host}, but the answer cannot be read or uses names that are not allowed. Look at that system.',
  },
  HTTP_RESULT_NOT_A_CONTEXT: {
    es: 'Se esperaba que {expression} diera un contexto de variables, pero dio otra cosa. Corrija «resultExpression».',
    en: 'Expected {expression} to give a context of variables, but it gave something else. Correct "resultExpression".',
  },
  SECRET_NOT_CONFIGURED: {
    es: 'Se esperaba el secreto {name}, pero no está configurado. Defina CAUCE_SECRET_{name} y reintente.',
    en: 'Expected the secret {name}, but it is not configured. Set CAUCE_SECRET_{name}, and retry.',
  },
  CONNECTOR_TIMED_OUT: {
    es: 'Se esperaba una respuesta del conector {connector} en {seconds} segundos, pero no llegó. Revise el sistema al que llama y vuelva a intentar.',
    en: 'Expected an answer of connector {connector} within {seconds} seconds, but none came. Look at the system that it calls, and retry.',
  },
  CONNECTOR_FAILED: {
    es: 'Se esperaba que el conector {connector} respondiera, pero falló ({reason}). Se reintentará; no hay nada que hacer por ahora.',
    en: 'Expected the connector {connector} to answer, but it failed ({reason}). It will be tried again; there is nothing to do for now.',
  },
} as const satisfies Record<string, { es: string; en: string }>;

export type JobProblemCode = keyof typeof jobProblems;

export interface JobProblem {
  code: JobProblemCode;
  values: { [name: string]: Json };
}

/** A busy machine may be to blame for time that ran out. */
export function mayPass({ code }: JobProblem): boolean {
  return code === 'MAIL_RENDER_TOO_LONG';
}

export function jobProblem(code: JobProblemCode, values: { [name: string]: Json } = {}): JobProblem {
  return { code, values };
}

/** For logs and for the message of a failed job: the code first, then the English text. */
export function problemMessage({ code, values }: JobProblem): string {
  const text = jobProblems[code].en.replace(/(?<!\{)\{(\w+)\}(?!\})/g, (whole, name: string) => {
    return Object.hasOwn(values, name) ? String(values[name]) : whole;
  });
  return `${code}: ${text}`;
}
