/**
 * How fast calls go: a few at a time, repeated with growing pauses where that is safe, and slower for everybody once the
 * service asked for it. Knows nothing of keys or meaning; all waiting goes through the clock it is given.
 */
import PQueue from 'p-queue';
import type { Clock } from './clock.ts';
import { isPassing } from './failures.ts';
import type { Exchange } from './transport.ts';

export type Pace = {
  /** Runs when a place is free; calls a person waits for (`urgent`) go first. */
  run: <T>(job: () => Promise<T>, urgent: boolean) => Promise<T>;
  /** One exchange; waits out a pause the service asked for, at most as long as a read's whole patience. */
  once: (send: (timeoutMs: number) => Promise<Exchange>, timeoutMs: number) => Promise<Exchange>;
  /** Up to four, within one minute in all. */
  patiently: (send: (timeoutMs: number) => Promise<Exchange>, timeoutMs: number) => Promise<Exchange>;
};

const ATTEMPTS = 4;
/** All attempts and pauses of one read together, in milliseconds. */
const PATIENCE_MS = 60_000;
/** A last attempt gets at least this long, even at the end of the patience. */
const LEAST_TIMEOUT_MS = 1_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 16_000;
/** Good answers until one more call may run beside the others again. */
const ANSWERS_PER_STEP = 5;

export function openPace(options: {
  clock: Clock;
  random: () => number;
  concurrency: number;
  closed: AbortSignal;
  log: (line: string) => void;
}): Pace {
  const { clock, random, concurrency, closed, log } = options;
  const queue = new PQueue({ concurrency });
  /** Milliseconds since 1970: nothing is sent before. */
  let quietUntil = 0;
  let goodAnswers = 0;

  const wait = (ms: number): Promise<void> => {
    if (ms <= 0 || closed.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        callOff();
        closed.removeEventListener('abort', end);
        resolve();
      };
      const callOff = clock.after(ms, end);
      closed.addEventListener('abort', end, { once: true });
    });
  };

  const learn = (exchange: Exchange): void => {
    if (exchange.kind !== 'answer') return;
    const { status } = exchange;
    if (status === 429 || (status === 503 && exchange.header('retry-after') !== null)) {
      const pause = Math.min(retryAfter(exchange, clock.now()) ?? FIRST_PAUSE_MS, PATIENCE_MS);
      quietUntil = Math.max(quietUntil, clock.steady() + pause);
      queue.concurrency = 1;
      goodAnswers = 0;
      log(`the service asks to go slower: pausing ${pause} ms, then one call at a time`);
    } else if (status < 400 && queue.concurrency < concurrency) {
      goodAnswers += 1;
      if (goodAnswers % ANSWERS_PER_STEP === 0) queue.concurrency += 1;
    }
  };

  /** The pause may grow while waiting for its end. */
  const quiet = async (): Promise<void> => {
    while (!closed.aborted && quietUntil > clock.steady()) await wait(quietUntil - clock.steady());
  };

  return {
    run: (job, urgent) => queue.add(job, { priority: urgent ? 1 : 0 }),
    async once(send, timeoutMs) {
      await quiet();
      const exchange = await send(timeoutMs);
      learn(exchange);
      return exchange;
    },
    async patiently(send, timeoutMs) {
      await quiet();
      const end = clock.steady() + PATIENCE_MS;
      for (let made = 1; ; made += 1) {
        const exchange = await send(Math.max(LEAST_TIMEOUT_MS, Math.min(timeoutMs, end - clock.steady())));
        learn(exchange);
        if (made === ATTEMPTS || closed.aborted || !isPassing(exchange)) return exchange;
        // Full jitter: many clients that were refused together must not come back together.
        const jitter = random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (made - 1));
        const asked = exchange.kind === 'answer' ? retryAfter(exchange, clock.now()) : null;
        const pause = asked === null ? jitter : asked + random() * FIRST_PAUSE_MS;
        if (Math.max(clock.steady() + pause, quietUntil) >= end) return exchange;
        await wait(pause);
        await quiet();
      }
    },
  };
}

/** Milliseconds to wait, from seconds or a date (RFC 9110 § 10.2.3); a date is read against the server's own clock where it tells it. */
function retryAfter(answer: { header: (name: string) => string | null }, now: number): number | null {
  const value = answer.header('retry-after')?.trim();
  if (value === undefined || value === '') return null;
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value) * 1000;
  const until = Date.parse(value);
  if (Number.isNaN(until)) return null;
  const sent = Date.parse(answer.header('date') ?? '');
  return Math.max(0, until - (Number.isNaN(sent) ? now : sent));
}
