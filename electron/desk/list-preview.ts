/** The first page of services while the snapshots are still being read, so that a screen of a hundred thousand has rows at once. */
import type { Input, Output } from '../../shared/contract.ts';
import { openServiceList, type ServiceList } from './service-list.ts';
import type { Sync } from './sync.ts';

export async function pageOfServices(
  sync: Sync,
  list: ServiceList,
  { from, revision }: Input<'services:list'>,
): Promise<Output<'services:list'>> {
  const preview = sync.preview();
  if (preview !== null && revision === null) {
    const first = await openServiceList(preview, () => performance.now()).page(0, null);
    const count = first.services.ids.length;
    // Revision 0 is of no list: whoever asks on gets the real one from its beginning.
    if (count > 0) return { ...first, revision: 0, next: count, total: sync.countOfServices() };
  }
  await sync.recalled();
  return list.page(from, revision);
}
