/** The calls that came. SECURITY: neither queries nor headers nor bodies are kept, because codes and keys travel there. */

export type LoggedCall = {
  method: string;
  /** Below `/1.0` where the call was for the API; without the query. */
  path: string;
  /** 0: the connection was cut, or no answer was given. */
  status: number;
  /** NIC handle of the caller, once known. */
  account: string | null;
  /** ISO 8601, of the sandbox's clock. */
  at: string;
};

export type NumberedCall = LoggedCall & { number: number; address: string };

const MOST = 50_000;

export function createJournal() {
  let calls: LoggedCall[] = [];
  /** Number of the first of them that is still kept, and where each came from. */
  let first = 1;
  let addresses: string[] = [];
  const isCurrent = (number: number): boolean => number >= first && number < first + calls.length;
  return {
    add: (call: LoggedCall, address: string): void => {
      calls.push(call);
      addresses.push(address);
      if (calls.length <= MOST) return;
      first += calls.length - MOST / 2;
      calls = calls.slice(-MOST / 2);
      addresses = addresses.slice(-MOST / 2);
    },
    all: (): LoggedCall[] => [...calls],
    /** By number, rising: what the API tells an account of its own calls. */
    of: (account: string): NumberedCall[] =>
      calls.flatMap((call, i) =>
        call.account === account ? [{ ...call, number: first + i, address: addresses[i] ?? '' }] : [],
      ),
    get: (number: number): NumberedCall | null => {
      const call = calls[number - first];
      if (!isCurrent(number) || call === undefined) return null;
      return { ...call, number, address: addresses[number - first] ?? '' };
    },
    clear: (): void => {
      first += calls.length;
      calls = [];
      addresses = [];
    },
  };
}

export type Journal = ReturnType<typeof createJournal>;
