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

const MOST = 50_000;

export function createJournal() {
  let calls: LoggedCall[] = [];
  return {
    add: (call: LoggedCall): void => {
      calls.push(call);
      if (calls.length > MOST) calls = calls.slice(-MOST / 2);
    },
    all: (): LoggedCall[] => [...calls],
    clear: (): void => {
      calls = [];
    },
  };
}

export type Journal = ReturnType<typeof createJournal>;
