/** Keys that lie on this computer already, in `ovh.conf` or the environment: found to be offered. Takes none, keeps none. */
import { readFile } from 'node:fs/promises';
import type { Offer } from '../../shared/contract.ts';
import type { Found } from '../ovh/configuration.ts';
import { readEnvironment, readOvhConf } from '../ovh/configuration.ts';
import type { Credential } from '../ovh/credentials.ts';
import type { Api } from '../ovh/endpoints.ts';
import type { Ports } from './ports.ts';
import { apiFor } from './where.ts';

export type FoundKeys = { offer: Offer; api: Api; credential: Credential };

export async function findKeys(ports: Ports): Promise<FoundKeys[]> {
  const found: FoundKeys[] = [];
  const add = (source: Offer['source'], place: string, entries: readonly Found[]): void => {
    for (const entry of entries) {
      const api = apiFor({
        endpoint: entry.endpoint,
        url: entry.endpoint === 'loopback' ? entry.url : undefined,
      });
      if (!api.ok) continue;
      found.push({
        offer: {
          id: `${source}:${place}:${api.value.name}:${entry.credential.kind}`,
          source,
          place,
          endpoint: entry.endpoint,
          kind: entry.credential.kind,
        },
        api: api.value,
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
