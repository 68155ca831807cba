// What the options of `cauce run` take, for `cauce run --help`.

export const RUN_HELP = {
  es: `--answers   por elemento, lo que da al completarse: {"t1": {"ok": true}}; una lista si se completa varias veces;
            {"$error": "CODE"} para un error BPMN. Una actividad de llamada con respuesta no llama a nadie.
--messages  en orden, cada uno cuando alguien lo espera: [{"name": "m", "correlationKey": "K"}, {"signal": "s"}]
--choose    por elemento, los flujos que se toman: {"gw": "flow_2"} siempre; {"gw": ["flow_3", "flow_2"]} uno por
            visita y el último en las siguientes; una visita de una inclusiva puede tomar varios: {"gw": [["f1", "f2"]]}
--assume    lo que da una expresión FEEL sin evaluarla: {"items": [1, 2]}; o una decisión: {"decision:d1": "sí"}
--order     los elementos en el orden en que se completan o disparan, antes de que se mueva lo demás: ["t2", "t1"]
--auto      completa lo que no tiene respuesta
--until     ningún temporizador dispara después de este instante; --no-timers: ninguno dispara. El proceso comienza una
            vez y enseguida, aunque lo inicie un temporizador; otro participante que solo inicia un temporizador
            comienza una vez, a su hora`,
  en: `--answers   by element, what completing it gives: {"t1": {"ok": true}}; a list where it is completed several times;
            {"$error": "CODE"} for a BPMN error. A call activity with an answer calls nobody.
--messages  in order, each as soon as somebody waits for it: [{"name": "m", "correlationKey": "K"}, {"signal": "s"}]
--choose    by element, the flows that are taken: {"gw": "flow_2"} always; {"gw": ["flow_3", "flow_2"]} one a visit
            and the last one ever after; a visit of an inclusive one may take several: {"gw": [["f1", "f2"]]}
--assume    what a FEEL expression gives, without evaluating it: {"items": [1, 2]}; or a decision: {"decision:d1": "yes"}
--order     the elements in the order in which they complete or fire, before anything else moves: ["t2", "t1"]
--auto      completes what has no answer
--until     no timer fires after this instant; --no-timers: none fires. The process begins once and
            at once, also where a timer begins it; another pool that only a timer begins does so once, at its time`,
} as const;
