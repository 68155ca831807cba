// What is said about where tokens begin, jump, wait and multiply, in Spanish and English, each with what to do.
import type { ProblemText } from '../../core/problems.ts';

export const tokenTexts = {
  INSTANTIATE_NOT_FIRST: {
    es: 'Se esperaba que «{tag}» inicie el proceso sin nada antes, pero tiene flujos de entrada; quite los flujos o la marca que lo hace iniciar.',
    en: 'Expected "{tag}" to begin the process with nothing before it, but it has incoming flows; remove the flows, or the mark that makes it begin.',
  },
  INSTANTIATE_NOT_OUTERMOST: {
    es: 'Se esperaba que «{tag}» inicie el proceso, pero está dentro de un subproceso y no iniciará instancias; llévelo al proceso o quite la marca.',
    en: 'Expected "{tag}" to begin the process, but it lies in a subprocess and will begin no instances; move it to the process or remove the mark.',
  },
  PARALLEL_MULTIPLE_ENDS: {
    es: 'Se esperaban definiciones que puedan esperarse unas a otras, pero «{definition}» termina la actividad en el acto; quite el paralelo o esa definición.',
    en: 'Expected definitions that can wait for each other, but "{definition}" ends the activity at once; remove the parallel mark or that definition.',
  },
  LINK_WITHOUT_NAME: {
    es: 'Se esperaba el nombre del enlace, pero no tiene; los que no tienen se unen entre sí. Escriba el mismo en el evento que lanza y en el que recibe.',
    en: 'Expected the name of the link, but it has none; those without one are joined. Write the same in the event that throws and in the one that catches.',
  },
  LINK_WITHOUT_CATCH: {
    es: 'Se esperaba un evento de enlace que reciba «{name}» en el mismo nivel del proceso, pero no está; dibújelo o corrija el nombre.',
    en: 'Expected a link event that catches "{name}" on the same level of the process, but there is none; draw it or correct the name.',
  },
  LINK_WITHOUT_THROW: {
    es: 'Se esperaba un evento de enlace que lance «{name}» en el mismo nivel del proceso, pero no está y nada llega aquí; dibújelo, corrija el nombre o borre este evento.',
    en: 'Expected a link event that throws "{name}" on the same level of the process, but there is none and nothing comes here; draw it, correct the name, or delete this event.',
  },
  LINK_AMBIGUOUS: {
    es: 'Se esperaba un solo evento de enlace que reciba «{name}», pero hay varios; deje uno o cambie los nombres.',
    en: 'Expected one link event that catches "{name}", but there are several; keep one or change the names.',
  },
  LINK_WITH_FLOW: {
    es: 'Se esperaba que el enlace «{name}» reemplace al flujo, pero también tiene uno dibujado ahí; borre el flujo o use un evento sin enlace.',
    en: 'Expected the link "{name}" to stand for the flow, but one is drawn there too; delete the flow or use an event without a link.',
  },
  LINK_NOT_ALONE: {
    es: 'Se esperaba solo el enlace «{name}» en el evento, pero tiene otras definiciones; sepárelas en otro evento.',
    en: 'Expected the link "{name}" alone in its event, but it has other definitions; put them into another event.',
  },
  COMPLEX_WITHOUT_CONDITION: {
    es: 'Se esperaba la condición de activación de la compuerta compleja, pero no tiene; cada llegada la activará. Escriba por ejemplo =activationCount >= 2.',
    en: 'Expected the activation condition of the complex gateway, but it has none; every arrival will activate it. Write for instance =activationCount >= 2.',
  },
  QUANTITY_INVALID: {
    es: 'Se esperaba una cantidad de tokens de 1 a {most}, pero {attribute} es «{value}»; corríjala o bórrela.',
    en: 'Expected a quantity of tokens from 1 to {most}, but {attribute} is "{value}"; correct or remove it.',
  },
} satisfies Record<string, ProblemText>;
