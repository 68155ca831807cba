// What the HTTP surface itself may complain of, in Spanish and English; `{name}` stands for a value.

export type Locale = 'es' | 'en';

export const httpMessages: { [code: string]: { [L in Locale]: string } } = {
  UNAUTHENTICATED: {
    es: 'Se esperaba una persona o un servicio identificado, pero la solicitud no lo dice; inicie sesión o envíe un token.',
    en: 'Expected somebody signed in, but the request names nobody; sign in or send a token.',
  },
  WEBHOOK_NOT_FOUND: {
    es: 'Se esperaba webhooks/{name}.json en una carpeta de proceso desplegada, pero no está; revise la dirección o despliéguela.',
    en: 'Expected webhooks/{name}.json in a deployed process folder, but it is not there; check the address or deploy it.',
  },
  WEBHOOK_NOT_CONFIGURED: {
    es: 'Se esperaba el secreto de este aviso, pero el servidor no lo tiene; defina la variable CAUCE_SECRET_… que nombra su archivo.',
    en: 'Expected the secret of this webhook, but the server has none; set the variable CAUCE_SECRET_... that its file names.',
  },
  WEBHOOK_SIGNATURE_WRONG: {
    es: 'Se esperaba una firma hecha con el secreto acordado, pero falta o es otra; revise el secreto en el sistema que avisa.',
    en: 'Expected a signature made with the agreed secret, but it is missing or another; check the secret in the system that calls.',
  },
  WEBHOOK_VALUE_MISSING: {
    es: 'Se esperaba que la expresión de «{what}» diera un texto o un número, pero no dio ninguno; revise el cuerpo enviado y el archivo del aviso.',
    en: 'Expected the expression of "{what}" to give a text or a number, but it gave none; check the body that was sent and the file of the webhook.',
  },
  FORBIDDEN: {
    es: 'Se esperaba un permiso para esta acción, pero sus roles no lo dan; pídalo a quien administra.',
    en: 'Expected a permission for this action, but your roles do not give it; ask an administrator for it.',
  },
  PASSWORD_CHANGE_REQUIRED: {
    es: 'Se esperaba que cambiara la clave de un solo uso, pero sigue en uso; cámbiela y continúe.',
    en: 'Expected the one-time password to be changed first, but it is still in use; change it, then go on.',
  },
  CSRF_REFUSED: {
    es: 'Se esperaba una solicitud de una página propia, pero no viene de ninguna; recargue la página e intente de nuevo.',
    en: 'Expected a request from our own page, but it comes from none; reload the page and try again.',
  },
  INVALID_ARGUMENT: {
    es: 'Se esperaba una solicitud de otra forma, pero tiene los errores que lista «violations»; corríjalos.',
    en: 'Expected another shape of request, but it has the errors that "violations" lists; correct them.',
  },
  INVALID_KEY: {
    es: 'Se esperaba que «{name}» fuera una clave de solo dígitos, pero tiene otra cosa; cópiela de donde la obtuvo.',
    en: 'Expected "{name}" to be a key of digits only, but it is something else; copy it from where you got it.',
  },
  INVALID_JSON: {
    es: 'Se esperaba JSON en el cuerpo, pero no se puede leer; revise comillas, comas y llaves.',
    en: 'Expected JSON in the body, but it cannot be read; check quotes, commas and brackets.',
  },
  JSON_KEY_FORBIDDEN: {
    es: 'Se esperaba otro nombre en el JSON, pero «{name}» no se admite; cámbielo.',
    en: 'Expected another name in the JSON, but "{name}" is not allowed; rename it.',
  },
  JSON_TOO_DEEP: {
    es: 'Se esperaban hasta {limit} niveles en el JSON, pero tiene más; aplánelo.',
    en: 'Expected at most {limit} levels of nesting in the JSON, but it has more; flatten it.',
  },
  JSON_NUMBER_TOO_LARGE: {
    es: 'Se esperaban números que se guarden con exactitud, pero hay uno más grande; envíelo como texto.',
    en: 'Expected numbers that can be kept exactly, but one is larger; send it as text.',
  },
  JSON_TEXT_INVALID: {
    es: 'Se esperaba texto legible, pero hay un carácter nulo o medio carácter; quítelo.',
    en: 'Expected readable text, but it holds a null character or half of one; remove it.',
  },
  BODY_TOO_LARGE: {
    es: 'Se esperaba un cuerpo o archivo más pequeño, pero pasa del límite; divídalo o redúzcalo.',
    en: 'Expected a smaller body or file, but it is over the limit; split it or make it smaller.',
  },
  TOO_MANY_PARTS: {
    es: 'Se esperaban menos archivos o campos, pero pasan del límite; envíelos en varias veces.',
    en: 'Expected fewer files or fields, but they are over the limit; send them in several requests.',
  },
  MULTIPART_INVALID: {
    es: 'Se esperaba un formulario con archivos, pero no se pudo leer; envíelo de nuevo.',
    en: 'Expected a multipart body, but it cannot be read; send it again.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    es: 'Se esperaba el tipo de contenido {expected}, pero es otro; corríjalo en «Content-Type».',
    en: 'Expected the content type {expected}, but it is another; correct Content-Type.',
  },
  FILES_MISSING: {
    es: 'Se esperaba al menos un archivo en «{name}», pero no llegó ninguno; adjúntelo.',
    en: 'Expected at least one file in "{name}", but there is none; attach it.',
  },
  IDEMPOTENCY_KEY_INVALID: {
    es: 'Se esperaba en «Idempotency-Key» de 1 a 255 caracteres visibles, pero hay otra cosa; use por ejemplo un UUID.',
    en: 'Expected an Idempotency-Key of 1 to 255 visible characters, but it is something else; use for example a UUID.',
  },
  LENGTH_REQUIRED: {
    es: 'Se esperaba la longitud del cuerpo en «Content-Length», pero no viene; inclúyala.',
    en: 'Expected the length of the body in Content-Length, but it is not there; include it.',
  },
  RESOURCE_NAME_INVALID: {
    es: 'Se esperaba una ruta relativa sencilla como nombre de recurso, pero es «{name}»; cámbielo.',
    en: 'Expected a plain relative path as the name of a resource, but it is "{name}"; rename it.',
  },
  DEPLOYMENT_REFUSED: {
    es: 'Se esperaban archivos sin errores, pero los tienen y no se desplegó nada; corrija los que lista «problems».',
    en: 'Expected files without errors, but they have some and nothing was deployed; correct those that "problems" lists.',
  },
  RELATED_CASE_NOT_FOUND: {
    es: 'Se esperaba el número de otro caso, pero ninguno tiene «{number}»; revíselo.',
    en: 'Expected the number of another case, but none has "{number}"; check it.',
  },
  CATALOG_REFUSED: {
    es: 'Se esperaba un catálogo sin errores, pero los tiene y no se cambió nada; corrija los que lista «problems».',
    en: 'Expected a catalog without errors, but it has some and nothing was changed; correct those that "problems" lists.',
  },
  FIGURES_REFUSED: {
    es: 'Se esperaban cifras sin errores, pero las hay que los tienen y no se tomó ninguna. Corrija lo que dice «problems» y envíelas otra vez.',
    en: 'Expected figures without mistakes, but some have them and none was taken in. Correct what "problems" says and send them again.',
  },
  CALENDAR_REFUSED: {
    es: 'Se esperaba un calendario sin errores, pero los tiene y no se cambió nada; corrija los que lista «problems».',
    en: 'Expected a calendar without errors, but it has some and nothing was changed; correct those that "problems" lists.',
  },
  IF_MATCH_REQUIRED: {
    es: 'Se esperaba en «If-Match» la versión que usted vio, pero no está; lea primero y envíe su «ETag».',
    en: 'Expected the version that you have seen in If-Match, but it is not there; read first and send its ETag.',
  },
  FORM_INVALID: {
    es: 'Se esperaba el formulario bien diligenciado, pero tiene errores; corrija los que lista «violations».',
    en: 'Expected the form filled in correctly, but it has errors; correct those that "violations" lists.',
  },
  DOCUMENT_IN_USE: {
    es: 'Se esperaba un documento sin caso, pero ya pertenece a uno y se conserva; no hay nada que hacer.',
    en: 'Expected a document of no case, but a case has taken it and it stays; there is nothing to do.',
  },
  CURSOR_INVALID: {
    es: 'Se esperaba el cursor de una página anterior con el mismo orden, pero no lo es; empiece por la primera página.',
    en: 'Expected a cursor of an earlier page with the same sort, but it is none; start at the first page.',
  },
  DOCUMENT_TOO_LARGE: {
    es: 'Se esperaba un documento de hasta {limit} bytes, pero tiene más; redúzcalo o divídalo.',
    en: 'Expected a document of at most {limit} bytes, but it has more; make it smaller or split it.',
  },
  DOCUMENT_ERASED: {
    es: 'Se esperaba un documento, pero fue suprimido; pídalo de nuevo a quien lo aportó.',
    en: 'Expected a document, but it was erased; ask whoever gave it for it again.',
  },
  DOCUMENT_INFECTED: {
    es: 'Se esperaba un archivo sin virus, pero el antivirus encontró {finding}; no se guardó. Revise su equipo y envíe otro archivo.',
    en: 'Expected a file without a virus, but the scanner found {finding}; it was not kept. Check your computer and send another file.',
  },
  DOCUMENT_NOT_SCANNED: {
    es: 'Se esperaba que el antivirus revisara el archivo, pero ahora no responde; no se guardó. Envíelo de nuevo en un momento.',
    en: 'Expected the scanner to look through the file, but it does not answer now; it was not kept. Send it again in a moment.',
  },
  CASE_ERASED: {
    es: 'Se esperaba un caso con sus datos, pero fueron suprimidos; ya no admite cambios.',
    en: 'Expected a case with its data, but that was erased; it takes no more changes.',
  },
  AWAIT_TIMEOUT: {
    es: 'Se esperaba que la instancia terminara a tiempo, pero sigue en curso; consulte su estado más tarde.',
    en: 'Expected the instance to end in time, but it is still running; ask for its state later.',
  },
  NOT_SUPPORTED: {
    es: 'Se esperaba una solicitud sin «{name}», pero aquí no se admite; quítelo.',
    en: 'Expected no "{name}", but it is there and not supported here; leave it out.',
  },
  ALREADY_EXISTS: {
    es: 'Se esperaba un nombre nuevo, pero «{name}» ya existe; elija otro.',
    en: 'Expected a new name, but "{name}" exists already; choose another.',
  },
  TOO_MANY_ATTEMPTS: {
    es: 'Se esperaban menos intentos, pero hubo demasiados seguidos; espere unos minutos.',
    en: 'Expected fewer attempts, but there were too many in a row; wait some minutes.',
  },
  SIGN_IN_REFUSED: {
    es: 'Se esperaba un usuario con su contraseña, pero no coinciden; revíselos e intente de nuevo.',
    en: 'Expected a user name with its password, but they do not match; check both and try again.',
  },
  PASSWORD_TOO_SHORT: {
    es: 'Se esperaba una contraseña de al menos 10 caracteres, pero tiene menos; elija una más larga.',
    en: 'Expected a password of at least 10 characters, but it has fewer; choose a longer one.',
  },
  PASSWORD_TOO_LONG: {
    es: 'Se esperaba una contraseña de hasta 256 caracteres, pero tiene más; elija una más corta.',
    en: 'Expected a password of at most 256 characters, but it has more; choose a shorter one.',
  },
  PASSWORD_UNCHANGED: {
    es: 'Se esperaba una contraseña nueva, pero es igual a la anterior; elija otra.',
    en: 'Expected a new password, but it is the old one; choose another.',
  },
  UNAVAILABLE: {
    es: 'Se esperaba que la base de datos respondiera, pero ahora no puede; intente de nuevo en un momento.',
    en: 'Expected the database to answer, but it cannot now; try again in a moment.',
  },
  INTERNAL_ERROR: {
    es: 'Se esperaba atender la solicitud, pero algo falló de nuestro lado; cite el número {id} al pedir ayuda.',
    en: 'Expected to serve the request, but something failed on our side; quote the number {id} when asking for help.',
  },
};
