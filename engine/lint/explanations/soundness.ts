// Why findings of soundness matter: what a run comes to, whatever the data.
import type { ProblemText } from '../../problemSentence.ts';

export const soundnessExplanations = {
  SOUNDNESS_DEADLOCK: {
    es: 'Suele pasar cuando una compuerta exclusiva (X) divide y una paralela (+) une: la paralela espera dos llegadas y solo viene una. El caso queda detenido hasta que alguien lo vea.',
    en: 'This often happens where an exclusive gateway (X) splits and a parallel one (+) joins: it waits for two arrivals and only one comes. The case stands still until somebody notices.',
  },
  SOUNDNESS_NOT_SYNCHRONIZED: {
    es: 'Una compuerta paralela (+) dividió el camino y nada volvió a unirlo: lo que sigue se hace una vez por rama. Dos correos, dos cobros, dos tareas iguales.',
    en: 'A parallel gateway (+) split the way and nothing joined it again: what follows is done once for each branch. Two mails, two charges, two equal tasks.',
  },
  SOUNDNESS_DEAD_NODE: {
    es: 'Hay flujos que llevan a este paso, pero ninguna combinación de datos y de decisiones lo alcanza. O sobra, o una condición de antes dice otra cosa de lo que se quiso.',
    en: 'Flows lead to this step, but no combination of data and decisions reaches it. Either it is superfluous, or a condition before it says something other than was meant.',
  },
  SOUNDNESS_NO_WAY_TO_END: {
    es: 'A partir de aquí el caso da vueltas sin poder terminar nunca, por más que todos hagan su trabajo. Un ciclo necesita al menos una salida.',
    en: 'From here the case goes round and can never end, however well everybody works. A loop needs at least one way out.',
  },
  SOUNDNESS_LOOP_WITHOUT_WAIT: {
    es: 'El ciclo solo tiene pasos automáticos: si su condición no cambia, se repite miles de veces en un segundo y el motor lo detiene con un incidente.',
    en: 'The loop has automatic steps alone: if its condition does not change, it repeats thousands of times within a second and the engine stops it with an incident.',
  },
  SOUNDNESS_TIMER_HOST_NEVER_WAITS: {
    es: 'Un temporizador de borde corre mientras su actividad espera. Esta termina en el mismo instante en que empieza, así que nunca alcanza a dispararse.',
    en: 'A boundary timer runs while its activity waits. This one ends at the instant it begins, so that it never comes to fire.',
  },
  SOUNDNESS_TIMER_IN_PAST: {
    es: 'Una fecha fija sirve una sola vez. Para «dos días después» se escribe una duración (P2D); para una fecha del caso, una expresión (=fecha_limite).',
    en: 'A fixed date serves once. For "two days later" write a duration (P2D); for a date of the case, an expression (=due_date).',
  },
  SOUNDNESS_TIMER_NEVER_FIRES: {
    es: 'Otro evento llega siempre antes, o nada llega hasta donde el temporizador espera. Un plazo que nunca vence da una falsa seguridad.',
    en: 'Another event always comes first, or nothing gets to where the timer waits. A term that never ends gives false security.',
  },
  SOUNDNESS_BOUND_REACHED: {
    es: 'Cada rama en paralelo multiplica lo que puede pasar. Lo que no se revisó puede estar bien; simplemente no se sabe.',
    en: 'Each parallel branch multiplies what can happen. What was not checked may be fine; it is simply not known.',
  },
} as const satisfies Record<string, ProblemText>;
