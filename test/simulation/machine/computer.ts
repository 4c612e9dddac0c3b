/**
 * The computer a history plays on, with everything around it: its disk, key ring, network and clock, the service on the other
 * side, and the run of the program that is alive. All that takes time here goes through the scheduler. Judges nothing.
 */
import { type Chance, chanceOf } from '../chance.ts';
import { openScheduler, type Scheduler } from '../scheduler.ts';
import { openTrace, type Trace } from '../trace.ts';
import { Disk, type NamesAre } from './disk.ts';
import { type KeyRing, openKeyRing } from './key-ring.ts';
import { type Network, openNetwork } from './network.ts';
import { openServer, type Server } from './server.ts';

/** 3 March 2026, a Tuesday. */
const START = Date.UTC(2026, 2, 3, 9);
export const DATA = '/home/marta/relevo';

type Pending = { life: number; what: string; apply: () => void; partly?: (chance: Chance) => void };

export type Computer = {
  seed: number;
  scheduler: Scheduler;
  trace: Trace;
  disk: Disk;
  ring: KeyRing;
  server: Server;
  network: Network;
  /** How many steps the history has made. */
  step: number;
  /** Chance of the surroundings: renewed with every step, so that a step left out leaves the others as they were. */
  around: Chance;
  /** Chance as the program itself draws it. */
  inside: Chance;
  /** The run of the program that is alive now, or the last one that was. */
  life: number;
  isOnline: boolean;
  /** How likely a call meets trouble, and a call of the disk does. */
  trouble: { network: number; disk: number };
  isDiskFull: boolean;
  refusesFolderSync: boolean;
  /** Files a write of which the disk refused, by their names in the data folder. */
  refused: Set<string>;
  /** Milliseconds by which the computer's clock is wrong. */
  clockIsOff: number;
  clock: () => number;
  /** Something on the disk: happens when its turn comes, fails now and then, and half happens when the power is lost. */
  onDisk: <T>(call: DiskCall<T>) => Promise<T>;
  /** The end of the run of the program that is alive: at once, in the middle of everything. */
  end: (how: 'killed' | 'power cut') => void;
  slowly: (what: string) => Promise<void>;
};

export type DiskCall<T> = {
  what: string;
  path: string;
  apply: () => T;
  /** It only reads: never full, never half done. */
  reads?: boolean;
  /** Writes a beginning of what was to be written. */
  partly?: (chance: Chance) => void;
};

/** The stand-ins are loaded once for many histories: this is the one that plays. */
let current: Computer | null = null;

export function here(): Computer {
  if (current === null) throw new Error('no history plays');
  return current;
}

export function openComputer(seed: number, names: NamesAre): Computer {
  const scheduler = openScheduler(START);
  const pending = new Set<Pending>();
  const computer: Computer = {
    seed,
    scheduler,
    trace: openTrace(scheduler.now),
    disk: new Disk(names, scheduler.now),
    ring: openKeyRing(chanceOf(seed, 'key ring')),
    // Filled in below: its codes are drawn from the chance of the history that plays.
    server: null as unknown as Server,
    network: null as unknown as Network,
    step: 0,
    around: chanceOf(seed, 'begin'),
    inside: chanceOf(seed, 'inside'),
    life: 0,
    isOnline: true,
    trouble: { network: 0, disk: 0 },
    isDiskFull: false,
    refusesFolderSync: false,
    refused: new Set(),
    clockIsOff: 0,
    clock: () => scheduler.now() + computer.clockIsOff,
    slowly: (what) =>
      new Promise((resolve) => {
        scheduler.after(pauseOf(computer.around), what, resolve, computer.life);
      }),
    onDisk<T>({ what, path, apply, reads = false, partly }: DiskCall<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        const { around, life } = computer;
        const one: Pending = { life, what, apply, ...(partly === undefined ? {} : { partly }) };
        if (!reads) pending.add(one);
        const named = `${what} ${path.slice(DATA.length + 1)}`;
        scheduler.after(
          pauseOf(around),
          `disk: ${named}`,
          () => {
            pending.delete(one);
            const trouble = troubleOf(computer, { what, reads });
            if (trouble !== null) {
              partly?.(computer.around);
              computer.refused.add(path.slice(DATA.length + 1));
              computer.trace.say(`the disk: ${trouble} at ${named}`);
              computer.trace.count(`disk ${trouble}`);
              reject(diskError(trouble, what, path));
              return;
            }
            try {
              resolve(apply());
            } catch (error) {
              reject(error as Error);
            }
          },
          life,
        );
      });
    },
    end(how) {
      const { around, life } = computer;
      // What was handed to the system may be done or not, in the order it was handed over.
      for (const one of pending) {
        if (one.life !== life) continue;
        const isDone = around.chance(0.5);
        const isBegun = !isDone && around.chance(0.5);
        if (isDone) {
          try {
            one.apply();
          } catch {
            // It would have failed as well.
          }
        } else if (isBegun) one.partly?.(around);
      }
      pending.clear();
      scheduler.end(life);
      if (how === 'power cut') computer.disk.lose((most) => around.int(0, most));
      computer.trace.say(how === 'killed' ? 'the program is killed' : 'the power is cut');
      computer.trace.count(how);
    },
  };
  current = computer;
  computer.disk.makeFolder('/home/marta');
  computer.server = openServer(chanceOf(seed, 'world').int(1, 1_000_000), scheduler.now);
  computer.network = openNetwork(computer, () => computer.step);
  return computer;
}

function pauseOf(chance: Chance): number {
  const kind = chance.next();
  return kind < 0.6 ? chance.int(0, 2) : kind < 0.93 ? chance.int(3, 40) : chance.int(100, 1500);
}

function troubleOf(computer: Computer, { what, reads }: { what: string; reads: boolean }): string | null {
  // A line that was half written is taken back by it: two troubles in a row leave the half line, which is told as damage then.
  if (reads || what === 'truncate') return null;
  if (computer.isDiskFull && (what === 'write' || what === 'create')) return 'ENOSPC';
  if (computer.refusesFolderSync && what.startsWith('sync folder')) return 'EIO';
  if (!computer.around.chance(computer.trouble.disk)) return null;
  return what.startsWith('sync') ? 'EIO' : computer.around.pick(['EIO', 'ENOSPC', 'EACCES']);
}

export function diskError(code: string, syscall: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${syscall} '${path}'`), { code, syscall, path });
}
