/** Closes the ways by which the program could reach real time or real chance past its ports. Whoever tries a timer of the system's is an error. */
import { here } from './machine/computer.ts';

const RealDate = Date;

class VirtualDate extends RealDate {
  constructor(...given: unknown[]) {
    super(...((given.length === 0 ? [here().clock()] : given) as [number]));
  }

  static override now(): number {
    return here().clock();
  }
}

function refuse(name: string): () => never {
  return () => {
    throw new Error(`${name} was called past the ports`);
  };
}

/** For the whole process, once. What measures the simulation itself must be taken before. */
export function closeEscapes(): void {
  globalThis.Date = VirtualDate as DateConstructor;
  Math.random = () => here().inside.next();
  performance.now = () => here().scheduler.now();
  const setImmediate = (run: (given: unknown) => void, given: unknown): void => {
    const { scheduler, life } = here();
    scheduler.after(0, 'turn', () => run(given), life);
  };
  Object.assign(globalThis, {
    setImmediate,
    setTimeout: refuse('setTimeout'),
    setInterval: refuse('setInterval'),
  });
}
