/** Asks OVHcloud what is not read with the lists: only when somebody wants to know, each question once at a time. */
import type { Input, Output } from '../../shared/contract.ts';
import { call } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import type { Fact } from './facts-slice.ts';

/** Questions whose answers are kept for minutes by the desk, unless they are asked `again`. */
type FactChannel =
  | 'trails:look'
  | 'trails:addresses'
  | 'standing:check'
  | 'log:find'
  | 'access:left'
  | 'domains:holder';
type Question<C extends FactChannel> = Omit<Input<C>, 'again'>;

function keyOf<C extends FactChannel>(channel: C, question: Question<C>): string {
  return `${channel} ${JSON.stringify(question)}`;
}

export async function askFact<C extends FactChannel>(
  channel: C,
  question: Question<C>,
  again: boolean,
): Promise<void> {
  const key = keyOf(channel, question);
  const before = useStore.getState().facts[key];
  if (before?.asking) return;
  put(key, { value: null, failure: null, ...before, asking: true });
  const answer = await call(channel, { ...question, again } as Input<C>);
  put(
    key,
    answer.ok
      ? { asking: false, value: answer.value, failure: null }
      : { asking: false, value: before?.value ?? null, failure: answer.error },
  );
}

function put(key: string, fact: Fact<unknown>): void {
  useStore.setState(({ facts }) => ({ facts: { ...facts, [key]: fact } }));
}

/** `undefined`: never asked in this window. */
export function useFact<C extends FactChannel>(
  channel: C,
  question: Question<C>,
): Fact<Output<C>> | undefined {
  const key = keyOf(channel, question);
  return useStore((state) => state.facts[key]) as Fact<Output<C>> | undefined;
}
