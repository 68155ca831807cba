// What a limit says when it is reached: a drawing or a number that would have gone on without end.
export const limitTexts = {
  LOOP_WITHOUT_WAIT: {
    es: 'Se esperaba una espera en el ciclo, pero dio {activations} vueltas sin ninguna. Revise su condición de salida.',
    en: 'Expected a wait state in the loop, but it ran {activations} times without one. Check its exit condition.',
  },
  INSTANCE_TOO_LONG: {
    es: 'Se esperaban menos de {limit} pasos, tareas y temporizadores en una instancia, pero esta ya los tuvo y no puede seguir. Cancélela y siga en una nueva; lleve lo que se repite a un proceso llamado, donde cada vuelta es una instancia aparte.',
    en: 'Expected fewer than {limit} steps, tasks and timers in one instance, but this one has had them and cannot go on. Cancel it and go on in a new one; move what repeats into a called process, where each turn is an instance of its own.',
  },
  TOO_MANY_ITERATIONS: {
    es: 'Se esperaban a lo sumo {limit} repeticiones, pero {expression} pide {count}. Corrija el dato o divida el trabajo, y reintente.',
    en: 'Expected at most {limit} iterations, but {expression} asks for {count}. Correct the data or divide the work, and retry.',
  },
  CHAIN_TOO_LONG: {
    es: 'Se esperaban menos de {limit} procesos que se inician unos a otros sin espera, pero «{name}» iniciaría uno más. Revise si el proceso se inicia a sí mismo; reintente para enviarlo.',
    en: 'Expected fewer than {limit} processes that start each other without a wait, but "{name}" would start one more. Check whether the process starts itself; retry to send it.',
  },
  TRIAL_WITHOUT_END: {
    es: 'Se esperaba que la prueba llegara a un fin o a una espera, pero sigue y sigue. Revise qué procesos se inician o se responden unos a otros.',
    en: 'Expected the trial to come to an end or a wait, but it goes on and on. Check which processes start or answer each other.',
  },
  TOO_MANY_TOKENS: {
    es: 'Se esperaban a lo sumo {limit} ramas en curso, pero hay más y ninguna entra ya en {next}. Revise el diagrama: se bifurca sin volver a unirse.',
    en: 'Expected at most {limit} running branches, but there are more and none enters {next} now. Check the drawing: it forks and does not join.',
  },
};
