// Shows what the worker answers: how the run stands, in the pane and on the drawing, moment after moment as in a film.
import type { TrialClient } from '../engine/client.ts';
import type { Outcome } from '../engine/protocol.ts';
import type { Desk } from '../modeler/tool.ts';
import { WorkerStopped } from '../worker/workerCalls.ts';
import type { OnDrawing } from './onDrawing.ts';
import type { TrialUi } from './trialState.ts';

export interface Around {
  desk: Desk;
  ui: TrialUi;
  drawing: OnDrawing;
  client: TrialClient;
  draw(): void;
}

export interface Stage {
  /** Says how it went; nothing clears what was said. */
  tell(text?: string, isWrong?: boolean): void;
  /** One thing at a time; what fails in the worker is told, and nothing is lost by it. */
  busy(work: () => Promise<void>): Promise<void>;
  /** Tells that something went wrong which nobody foresaw. */
  failed(problem: unknown): void;
  show(outcome: Outcome): void;
  /** Shows it, then lets its moments pass one by one, unless each is to be looked at. */
  play(outcome: Outcome): void;
  /** After something was done: closes what was opened for it, where it was not refused. */
  done(outcome: Outcome): void;
  /** Nothing moves by itself any more. */
  stop(): void;
}

/** Moments that pass by themselves last at least this long, and all together no longer than that. */
const PAUSE_MS = 180;
const LONGEST_FILM_MS = 4_000;
/** In longer films tokens are seen where they arrive, not on their way. */
const MOST_FLIGHTS = 12;

export function createStage({ ui, drawing, client, draw }: Around): Stage {
  /** Each film has a number; one that is not the newest stops. */
  let newest = 0;

  async function film(outcome: Outcome): Promise<void> {
    newest += 1;
    const own = newest;
    const isStopped = () => own !== newest;
    const { view, story } = outcome.state;
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const first = isCalm ? view.of - 1 : view.moment;
    const isLong = view.of - view.moment > MOST_FLIGHTS;
    ui.isPlaying = first < view.of && !ui.stopsAtEach;
    const pause = Math.min(PAUSE_MS, LONGEST_FILM_MS / Math.max(1, view.of - view.moment));
    for (let moment = first; moment < view.of && !ui.stopsAtEach; moment++) {
      const line = story[moment];
      if (line && !isLong) await drawing.fly(line, isStopped);
      if (isStopped()) return;
      ui.isPlaying = moment + 1 < view.of;
      const next = await client.call('goTo', moment + 1);
      if (isStopped()) return;
      stage.show(outcome.refused === undefined ? next : { ...next, refused: outcome.refused });
      await new Promise((later) => setTimeout(later, pause));
    }
    if (isStopped()) return;
    ui.isPlaying = false;
    draw();
  }

  const stage: Stage = {
    tell(text, isWrong = false) {
      ui.news = text === undefined ? undefined : { text, isWrong };
    },
    async busy(work) {
      if (ui.isBusy) return;
      ui.isBusy = true;
      draw();
      try {
        await work();
      } catch (problem) {
        stage.failed(problem);
      } finally {
        ui.isBusy = false;
        draw();
      }
    },
    failed(problem) {
      console.error(problem);
      stage.stop();
      const isStopped = problem instanceof WorkerStopped;
      // The next reading fills the worker that took its place.
      if (isStopped) Object.assign(ui, { phase: 'start', state: undefined, open: undefined, isBehind: true });
      if (isStopped) drawing.clear();
      stage.tell(ui.say(isStopped ? 'trial.tooLong' : 'trial.broken'), true);
      draw();
    },
    show({ state, refused }) {
      ui.state = state;
      stage.tell(refused, refused !== undefined);
      drawing.show(state.view, state.story[state.view.moment - 1]);
      draw();
    },
    play(outcome) {
      stage.show(outcome);
      film(outcome).catch(stage.failed);
    },
    done(outcome) {
      if (outcome.refused === undefined) ui.open = undefined;
      stage.play(outcome);
    },
    stop() {
      newest += 1;
      ui.isPlaying = false;
    },
  };
  return stage;
}
