/** What Marta can do, as a type, and the hands she does it with. */
import type { Channel } from '../../../shared/channels.ts';
import type { Input, Output } from '../../../shared/contract.ts';
import type { Result } from '../../../shared/failure.ts';
import type { Chance } from '../chance.ts';
import type { Computer } from '../machine/computer.ts';
import type { Program } from '../program.ts';
import type { Person } from './person.ts';

export type Life = {
  computer: Computer;
  person: Person;
  program: () => Program | null;
  isRunning: () => boolean;
  isLocked: () => boolean;
  start: () => void;
  end: (how: 'killed' | 'power cut') => void;
  quit: () => Promise<void>;
  /** One call of the window's; `null` where there is no program, or it ended before it answered. */
  call: <C extends Channel>(channel: C, input: Input<C>) => Promise<Result<Output<C>> | null>;
  say: (line: string) => void;
};

export type Action = {
  name: string;
  weight: number;
  can: (life: Life) => boolean;
  run: (life: Life, chance: Chance) => Promise<void>;
};

/** With the program open and nothing in the way. */
export const atTheWindow = (life: Life): boolean => life.isRunning() && !life.isLocked();

/** A call of the window's that is not answered yet. */
export const isUnderWay = (life: Life, channel: Channel): boolean =>
  life
    .program()
    ?.open()
    .some((call) => call.channel === channel) ?? false;

/** An answer in a word or two, for the trace. */
export function told(answer: Result<unknown> | null): string {
  if (answer === null) return 'no answer';
  return answer.ok ? 'done' : answer.error.code;
}
