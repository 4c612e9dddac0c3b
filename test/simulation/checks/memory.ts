/** What is over leaves nothing behind in the running program: no timers of calls that ended, and of codes as many as were found within their hour. */

import type { Result } from '../../../shared/failure.ts';
import type { Recognition } from '../../../shared/found-code.ts';
import type { Said } from '../program.ts';
import type { NewCheck } from './check.ts';

const HOUR = 3_600_000;
/** Each account's next look and its pause, the idle lock, news about to be told. */
const FEW = 14;

/** How many codes it tells of: each is held for an hour. */
function codesIn({ kind, name, value }: Said): number {
  if (kind === 'event' && name === 'codes:arrived') return (value as Recognition).codes.length;
  if (kind !== 'answer' || (name !== 'codes:recognise' && name !== 'codes:findInMail')) return 0;
  // What a search of the mail found is held, even where its answer came too late to be told.
  const answer = value as Result<Recognition>;
  return answer.ok ? answer.value.codes.length : 1;
}

export const memoryIsBounded: NewCheck = () => {
  let found: { life: number; at: number; count: number }[] = [];
  return {
    name: 'memory is bounded',
    hear(said, { computer }) {
      const count = codesIn(said);
      // A text may tell of one code several times, and a search of the mail of more than it answers.
      if (count > 0) found.push({ life: computer.life, at: computer.scheduler.now(), count: count * 3 + 60 });
      return null;
    },
    look({ computer, program, person }) {
      const { scheduler, network, life } = computer;
      if (program?.state() !== 'open' || program.open().length > 0 || network.underWay() > 0) return null;
      const codes = scheduler.waiting(`timer ${HOUR}`);
      const others = scheduler.waiting('timer') - codes;
      if (others > FEW) return `${others} timers wait while nothing goes on`;
      found = found.filter((one) => one.life === life && scheduler.now() - one.at <= HOUR);
      const most = found.reduce((sum, { count }) => sum + count, 0) + person.words.length;
      return codes <= most ? null : `${codes} codes are held for an hour, and not so many were found`;
    },
  };
};
