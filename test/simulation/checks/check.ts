/** What a check sees, and what it is: it says what is wrong, in words, or nothing. */
import type { EventName } from '../../../shared/channels.ts';
import type { Output } from '../../../shared/contract.ts';
import type { Computer } from '../machine/computer.ts';
import type { Program, Said } from '../program.ts';
import type { Person } from '../user/person.ts';

/** What the screens would show now; `null` where there is no program, or it is locked. */
export type Screens = {
  /** At every fourth look: it says little that the others do not. */
  open: Output<'app:open'> | null;
  requests: Output<'requests:list'>;
  activity: Output<'activity:list'>;
  outbox: Output<'outbox:list'> | null;
  people: Output<'people:list'>;
};

export type Scene = {
  computer: Computer;
  person: Person;
  program: Program | null;
  screens: Screens | null;
  isLocked: boolean;
};

export type Check = {
  name: string;
  /** Of everything that leaves the program, as it leaves. */
  hear?: (said: Said, scene: Scene) => string | null;
  /** Of every byte that is written. */
  wrote?: (bytes: Buffer, scene: Scene) => string | null;
  /** After every step. */
  look?: (scene: Scene) => string | null;
  /** At the end, when nothing went wrong for long enough. */
  end?: (scene: Scene) => string | null;
};

/** Each history has its own: some remember what they saw. */
export type NewCheck = () => Check;

export const isEvent = (said: Said, name: EventName): boolean => said.kind === 'event' && said.name === name;

/** What is contradictory for a moment may be on its way to be written or told: only what stays so for long is wrong. */
export function lasting(ms: number): (now: number, wrong: Iterable<string>) => string | null {
  const since = new Map<string, number>();
  return (now, wrong) => {
    const all = new Set(wrong);
    for (const what of since.keys()) if (!all.has(what)) since.delete(what);
    for (const what of all) {
      const first = since.get(what) ?? now;
      since.set(what, first);
      if (now - first >= ms) return what;
    }
    return null;
  };
}
