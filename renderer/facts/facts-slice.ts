/** What OVHcloud told beside the lists, by question. First values only: what changes them is beside it. */
import type { Failure } from '../../shared/failure.ts';

/** The last answer stays while it is asked again. */
export type Fact<T> = { asking: boolean; value: T | null; failure: Failure | null };

export type FactsSlice = {
  facts: Readonly<Record<string, Fact<unknown>>>;
  /** Addresses are shown in full, as the person chose; until the window is closed or locked. */
  addressesShown: boolean;
};

export function factsSlice(): FactsSlice {
  return { facts: {}, addressesShown: false };
}
