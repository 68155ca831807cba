// What is said of unsound drawings, in Spanish and English, each with what to do.

export const soundnessTexts = {
  SOUNDNESS_DEADLOCK: {
    es: 'Se esperaba que todo lo que llega a {element} siga, pero hay un camino en el que espera para siempre lo que no llegará; una con el mismo tipo de compuerta con que se divide.',
    en: 'Expected everything that reaches {element} to go on, but on one way it waits for ever for what never comes; join with the kind of gateway that split.',
  },
  SOUNDNESS_NOT_SYNCHRONIZED: {
    es: 'Se esperaba que {element} se hiciera una vez, pero se hace dos veces[ desde que {split} divide el camino][ y {merge} no lo une]; una las ramas con una compuerta paralela o inclusiva.',
    en: 'Expected {element} to be done once, but it is done twice[ since {split} splits the way][ and {merge} does not join it]; join the branches with a parallel or inclusive gateway.',
  },
  SOUNDNESS_DEAD_NODE: {
    es: 'Se esperaba un camino hasta {element}, pero nada llega nunca; conéctelo, cambie lo que hay antes o bórrelo.',
    en: 'Expected a way to {element}, but nothing ever gets there; connect it, change what comes before it, or delete it.',
  },
  SOUNDNESS_NO_WAY_TO_END: {
    es: 'Se esperaba un camino hasta un final, pero desde {element} se da vueltas para siempre; dibuje una salida.',
    en: 'Expected a way to an end, but from {element} on it goes round for ever; draw a way out.',
  },
  SOUNDNESS_LOOP_WITHOUT_WAIT: {
    es: 'Se esperaba que el ciclo espere algo, pero {elements} se pueden repetir sin fin sin esperar a nadie; ponga una tarea o un temporizador en el ciclo.',
    en: 'Expected the loop to wait for something, but {elements} can repeat without end and wait for nobody; put a task or a timer into the loop.',
  },
  SOUNDNESS_TIMER_ZERO_TIMES: {
    es: 'Se esperaba un temporizador que dispare, pero {text} dispara cero veces; quite el temporizador o corrija las repeticiones.',
    en: 'Expected a timer that fires, but {text} fires zero times; remove the timer or correct the repetitions.',
  },
  SOUNDNESS_TIMER_IN_PAST: {
    es: 'Se esperaba una fecha que venga, pero {text} ya pasó y el temporizador dispara de inmediato; corrija la fecha o use una duración.',
    en: 'Expected a date to come, but {text} is past and the timer fires at once; correct the date or use a duration.',
  },
  SOUNDNESS_TIMER_HOST_NEVER_WAITS: {
    es: 'Se esperaba que {host} espere, pero termina de inmediato y su temporizador {element} nunca dispara; quite el temporizador o póngalo donde se espera.',
    en: 'Expected {host} to wait, but it ends at once and its timer {element} never fires; remove the timer or put it where something waits.',
  },
  SOUNDNESS_TIMER_NEVER_FIRES: {
    es: 'Se esperaba que el temporizador {element} dispare alguna vez, pero nunca lo hace: nada llega a él u otro se le adelanta siempre; conéctelo o corrija su tiempo.',
    en: 'Expected the timer {element} to fire some time, but it never does: nothing gets there or another always comes first; connect it or correct its time.',
  },
  SOUNDNESS_BOUND_REACHED: {
    es: 'Se esperaba revisar todo lo que puede pasar en {process}, pero son demasiados casos y la revisión paró en {states}; lo demás queda sin revisar: divida el proceso en subprocesos o actividades de llamada.',
    en: 'Expected to look at everything that can happen in {process}, but there are too many cases and the check stopped at {states}; the rest is unchecked: divide the process into called processes.',
  },
} as const satisfies Record<string, { es: string; en: string }>;
