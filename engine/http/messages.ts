// What the HTTP surface itself may complain of, in Spanish and English; `{name}` stands for a value.

export type Locale = 'es' | 'en';

export const httpMessages: { [code: string]: { [L in Locale]: string } } = {
  UNAUTHENTICATED: {
    es: 'Se esperaba una persona o un servicio identificado. Inicie sesión o envíe un token.',
    en: 'Expected somebody signed in. Sign in or send a token.',
  },
  FORBIDDEN: {
    es: 'Su rol no permite esta acción. Pida el permiso a quien administra.',
    en: 'Expected a permission that your roles do not give. Ask an administrator for it.',
  },
  PASSWORD_CHANGE_REQUIRED: {
    es: 'Cambie primero la contraseña provisional.',
    en: 'Expected the one-time password to be changed first. Change it, then go on.',
  },
  CSRF_REFUSED: {
    es: 'La solicitud no viene de una página propia. Recargue la página e intente de nuevo.',
    en: 'Expected a request from our own page. Reload the page and try again.',
  },
  INVALID_ARGUMENT: {
    es: 'La solicitud no tiene la forma esperada; vea «violations».',
    en: 'Expected another shape of request; see "violations".',
  },
  INVALID_KEY: {
    es: 'Se esperaba que «{name}» fuera una clave de solo dígitos.',
    en: 'Expected "{name}" to be a key of digits only.',
  },
  INVALID_JSON: { es: 'El cuerpo no es JSON válido.', en: 'Expected valid JSON in the body.' },
  JSON_KEY_FORBIDDEN: {
    es: 'El nombre «{name}» no se admite en el JSON.',
    en: 'Expected no key named "{name}" in the JSON. Rename it.',
  },
  JSON_TOO_DEEP: {
    es: 'El JSON anida más de {limit} niveles.',
    en: 'Expected at most {limit} levels of nesting in the JSON.',
  },
  JSON_NUMBER_TOO_LARGE: {
    es: 'Un número excede lo que se guarda con exactitud. Envíelo como texto.',
    en: 'Expected numbers that can be kept exactly. Send this one as text.',
  },
  JSON_TEXT_INVALID: {
    es: 'Un texto contiene un carácter nulo o un sustituto suelto.',
    en: 'Expected text without null characters and lone surrogates.',
  },
  BODY_TOO_LARGE: {
    es: 'El cuerpo o un archivo es demasiado grande.',
    en: 'Expected a smaller body or file.',
  },
  TOO_MANY_PARTS: { es: 'Demasiados archivos o campos.', en: 'Expected fewer files or fields.' },
  MULTIPART_INVALID: {
    es: 'El formulario con archivos no se pudo leer.',
    en: 'Expected a readable multipart body.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    es: 'Se esperaba el tipo de contenido {expected}.',
    en: 'Expected the content type {expected}.',
  },
  FILES_MISSING: {
    es: 'Se esperaba al menos un archivo en «{name}».',
    en: 'Expected at least one file in "{name}".',
  },
  IDEMPOTENCY_KEY_INVALID: {
    es: '«Idempotency-Key» admite de 1 a 255 caracteres visibles.',
    en: 'Expected an Idempotency-Key of 1 to 255 visible characters.',
  },
  LENGTH_REQUIRED: {
    es: 'Se esperaba la longitud del cuerpo en «Content-Length».',
    en: 'Expected the length of the body in Content-Length.',
  },
  RESOURCE_NAME_INVALID: {
    es: '«{name}» no sirve como nombre de recurso.',
    en: 'Expected a plain relative path but "{name}" is none.',
  },
  DEPLOYMENT_REFUSED: {
    es: 'Nada se desplegó; vea «problems».',
    en: 'Nothing was deployed; see "problems".',
  },
  FORM_INVALID: {
    es: 'El formulario tiene errores; vea «violations».',
    en: 'Expected the form filled in correctly; see "violations".',
  },
  DOCUMENT_IN_USE: {
    es: 'El documento ya pertenece a un caso y no se borra.',
    en: 'Expected a document of no case but a case has taken it; it stays.',
  },
  CURSOR_INVALID: {
    es: 'El cursor no es de una página anterior con el mismo orden. Empiece de nuevo.',
    en: 'Expected a cursor of an earlier page with the same sort. Start over.',
  },
  DOCUMENT_TOO_LARGE: {
    es: 'El documento admite hasta {limit} bytes.',
    en: 'Expected a document of at most {limit} bytes.',
  },
  DOCUMENT_ERASED: { es: 'El documento fue suprimido.', en: 'Expected a document but it was erased.' },
  CASE_ERASED: {
    es: 'Los datos del caso fueron suprimidos.',
    en: 'Expected a case but its data was erased.',
  },
  AWAIT_TIMEOUT: {
    es: 'La instancia sigue activa; consulte su estado más tarde.',
    en: 'Expected the instance to end in time but it is still active. Ask for its state later.',
  },
  NOT_SUPPORTED: {
    es: '«{name}» no se admite aquí.',
    en: 'Expected no "{name}": it is not supported here.',
  },
  ALREADY_EXISTS: { es: '«{name}» ya existe.', en: 'Expected a new name but "{name}" exists already.' },
  TOO_MANY_ATTEMPTS: {
    es: 'Demasiados intentos. Espere unos minutos.',
    en: 'Expected fewer attempts. Wait some minutes.',
  },
  SIGN_IN_REFUSED: { es: 'Usuario o contraseña incorrectos.', en: 'Expected another user name or password.' },
  PASSWORD_TOO_SHORT: {
    es: 'La contraseña necesita al menos 10 caracteres.',
    en: 'Expected a password of at least 10 characters.',
  },
  PASSWORD_TOO_LONG: {
    es: 'La contraseña admite hasta 256 caracteres.',
    en: 'Expected a password of at most 256 characters.',
  },
  PASSWORD_UNCHANGED: {
    es: 'La contraseña nueva es igual a la anterior.',
    en: 'Expected a new password that differs from the old one.',
  },
  UNAVAILABLE: {
    es: 'El servicio no puede atender ahora. Intente de nuevo en un momento.',
    en: 'Expected the database to answer but it cannot now. Try again in a moment.',
  },
  INTERNAL_ERROR: {
    es: 'Algo falló de nuestro lado. Cite el número {id} al pedir ayuda.',
    en: 'Something failed on our side. Quote the number {id} when asking for help.',
  },
};
