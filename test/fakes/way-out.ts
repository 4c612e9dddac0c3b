/** The way to a server on this computer as the shells would name it: no proxy, Node's own authorities. */
import type { Clock } from '../../electron/ovh/clock.ts';
import type { WayOut } from '../../electron/ovh/connection.ts';
import { openWays, type Ways } from '../../electron/ovh/transport.ts';

export const DIRECT: WayOut = { proxies: async () => 'DIRECT', authorities: () => null };

export function directWays(clock: Clock): Ways {
  return openWays({ fetch: globalThis.fetch, wayOut: DIRECT }, clock);
}
