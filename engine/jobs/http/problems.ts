// What calls to other systems are complained of, in both languages.

export const httpTexts = {
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
  HTTP_TOKEN_REFUSED: {
    es: 'Se esperaba un token de {host}, pero respondió {status} o algo sin token. Revise cliente, clave y permisos en ese sistema, y reintente.',
    en: 'Expected a token of {host}, but it answered {status} or something without a token. Look at client, secret and permissions in that system, and retry.',
  },
  SECRET_NOT_CONFIGURED: {
    es: 'Se esperaba el secreto {name}, pero no está configurado. Defina CAUCE_SECRET_{name} y reintente.',
    en: 'Expected the secret {name}, but it is not configured. Set CAUCE_SECRET_{name}, and retry.',
  },
} as const;
