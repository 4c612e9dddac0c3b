/** The border holds: nothing behind it breaks, every answer and event fits the contract, and every call is answered in time. */
import type { Result } from '../../../shared/failure.ts';
import type { NewCheck } from './check.ts';

/** Longer than the slowest honest call: many decisions, each with the client's whole patience and a look at what became of it. */
const PATIENCE_MS = 25 * 60_000;

export const borderHolds: NewCheck = () => {
  const asked = new Map<object, number>();
  return {
    name: 'the border holds',
    hear({ kind, name, text, value }) {
      if (kind === 'log' && /does not fit the contract/.test(text)) return text;
      if (kind === 'event' && value === null) return `the event ${name} does not fit the contract`;
      if (kind !== 'answer') return null;
      const answer = value as Result<unknown>;
      const isBroken = !answer.ok && answer.error.code === 'internal' && answer.error.next === 'report';
      return isBroken ? `${name} broke` : null;
    },
    look({ computer, program }) {
      if (program === null) return null;
      const now = computer.scheduler.awake();
      for (const call of program.open()) {
        const since = asked.get(call) ?? now;
        asked.set(call, since);
        if (now - since > PATIENCE_MS)
          return `${call.channel} is not answered after ${PATIENCE_MS / 60_000} minutes`;
      }
      return null;
    },
  };
};
