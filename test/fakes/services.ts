/** All services as a screen gets them, for tests that want them whole: chunk after chunk until there is no next. */
import type { Input, Output } from '../../shared/contract.ts';
import type { Service } from '../../shared/service.ts';
import { decodeServices } from '../../shared/service-chunk.ts';

/** `ask`: one call of `services:list`, its answer parsed. */
export async function allServices(
  ask: (input: Input<'services:list'>) => Promise<Output<'services:list'>>,
): Promise<Service[]> {
  const services: Service[] = [];
  let input: Input<'services:list'> = { from: 0, revision: null };
  for (;;) {
    const { from, next, revision, services: columns } = await ask(input);
    if (from === 0) services.length = 0;
    services.push(...decodeServices(columns));
    if (next === null) return services;
    input = { from: next, revision };
  }
}
