/** Keys that lie on this computer already, in `ovh.conf` or the environment: found to be offered. Takes none, keeps none. */
import { readFile } from 'node:fs/promises';
import type { Offer } from '../../shared/offer.ts';
import type { Found } from '../ovh/configuration.ts';
import { readEnvironment, readOvhConf } from '../ovh/configuration.ts';
import type { Credential } from '../ovh/credentials.ts';
import type { Api } from '../ovh/endpoints.ts';
import type { Ports } from './ports.ts';
import { apiFor } from './where.ts';

/** `api`: `null` where there are no contacts, as in the United States; that is told instead of offered. */
export type FoundKeys = { offer: Offer; api: Api | null; credential: Credential };

export async function findKeys(ports: Ports): Promise<FoundKeys[]> {
  const found: FoundKeys[] = [];
  const add = (source: Offer['source'], place: string, entries: readonly Found[]): void => {
    for (const entry of entries) {
      const api = apiFor({
        endpoint: entry.endpoint,
        url: entry.endpoint === 'loopback' ? entry.url : undefined,
      });
      if (!api.ok && api.error.code !== 'no-contacts-here') continue;
      const known = api.ok ? api.value : null;
      found.push({
        offer: {
          id: `${source}:${place}:${known?.name ?? entry.endpoint}:${entry.credential.kind}`,
          source,
          place,
          endpoint: entry.endpoint,
          kind: entry.credential.kind,
        },
        api: known,
        credential: entry.credential,
      });
    }
  };
  add('environment', 'OVH_*', readEnvironment(ports.environment));
  for (const file of ports.configurationFiles) {
    const text = await readFile(file.path, 'utf8').catch(() => null);
    if (text !== null) add('ovh.conf', file.shown, readOvhConf(text));
  }
  return found;
}
