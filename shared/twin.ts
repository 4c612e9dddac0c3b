/** A domain and its DNS zone are two services of the same name; this finds the one from the other, so that neither is forgotten. */
import type { Service } from './service.ts';
import { TextSet } from './text-set.ts';

const TWIN_FAMILY: Record<string, string> = { '/domain': '/domain/zone', '/domain/zone': '/domain' };

/** Domains and zones by API, family and name: makes finding many twins cheap. */
export type TwinIndex = { readonly twins: ReadonlyMap<string, Service> };

function keyOf(api: string, family: string, name: string): string {
  return `${api}\n${family}\n${name.toLowerCase()}`;
}

/** `all`: of which those are kept that may be a twin of one of `some`. */
export function indexTwins(some: readonly Service[], all: Iterable<Service>): TwinIndex {
  const twins = new Map<string, Service>();
  const names = new TextSet(some.map(({ name }) => name.toLowerCase()));
  for (const service of all) {
    if (service.family === null || !(service.family in TWIN_FAMILY)) continue;
    if (names.has(service.name.toLowerCase())) {
      twins.set(keyOf(service.api, service.family, service.name), service);
    }
  }
  return { twins };
}

/** The zone of a domain or the domain of a zone, within the same API; `null` where there is none. For many look-ups pass an index. */
export function twinOf(service: Service, all: Iterable<Service> | TwinIndex): Service | null {
  const family = service.family === null ? undefined : TWIN_FAMILY[service.family];
  if (family === undefined) return null;
  if ('twins' in all) return all.twins.get(keyOf(service.api, family, service.name)) ?? null;
  const name = service.name.toLowerCase();
  for (const other of all) {
    if (other.family === family && other.api === service.api && other.name.toLowerCase() === name)
      return other;
  }
  return null;
}
